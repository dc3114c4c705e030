/* From the outbox to the post: fills a message's text in and hands it to the gateway or the mail server. */
#ifndef YM_WORK_CARRIER_H
#define YM_WORK_CARRIER_H

#include "base/clock.h"
#include "domain/office/message_text.h"
#include "post/post.h"

struct carrier {
	const struct message_texts *texts;
	const struct post_gateway *gateway;	/* NULL: there is none, SMS stay for later */
	const struct post_server *server;	/* NULL likewise */
	struct clock clock;
};

/* An outbox_carrier; the context is a struct carrier. */
enum delivery carrier_hand_over(void *carrier, struct arena *arena, const struct delivered_message *message, const char **detail);

#endif
