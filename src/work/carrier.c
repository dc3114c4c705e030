#include "work/carrier.h"

#include "base/log.h"

static enum delivery delivery_of(enum post_result result)
{
	switch (result) {
	case POST_TAKEN: return DELIVERY_SENT;
	case POST_REFUSED: return DELIVERY_REFUSED;
	case POST_LATER: return DELIVERY_LATER;
	case POST_UNKNOWN: break;
	}
	return DELIVERY_UNKNOWN;
}

static enum delivery hand_over(const struct carrier *carrier, struct arena *arena, const struct delivered_message *message,
			       const struct filled_text *filled, const char **detail)
{
	const struct post_sms sms = { .key = message->message_key, .to = message->to, .text = filled->text };
	const struct post_letter letter = { .key = message->message_key, .to = message->to, .subject = filled->subject,
					    .text = filled->text, .at = clock_now(&carrier->clock) };

	*detail = "not_configured";
	if (message->channel == CHANNEL_SMS)
		return carrier->gateway != NULL ? delivery_of(post_sms(arena, carrier->gateway, &sms, detail)) : DELIVERY_LATER;
	return carrier->server != NULL ? delivery_of(post_mail(arena, carrier->server, &letter, detail)) : DELIVERY_LATER;
}

enum delivery carrier_hand_over(void *context, struct arena *arena, const struct delivered_message *message, const char **detail)
{
	const struct carrier *carrier = context;
	struct filled_text filled;
	struct fault fault = { 0 };
	enum delivery delivery;

	if (message_text_fill(carrier->texts, arena, message, &filled, &fault) != OK) {
		log_line(LOG_LEVEL_ERROR, "outbox: %s", fault.text);
		*detail = "no_text";
		return DELIVERY_REFUSED;
	}
	delivery = hand_over(carrier, arena, message, &filled, detail);
	if (delivery != DELIVERY_SENT)
		log_line(LOG_LEVEL_WARNING, "outbox: %s %s: %s", channel_names[message->channel], message->message_key, *detail);
	return delivery;
}
