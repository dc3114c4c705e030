/* Messages that leave: SMS by a gateway over HTTP, mail by SMTP. What became of a message is one of four things, and the fourth is
 * told apart with care: whoever cannot know whether it was taken must not hand it over again. The only room that includes curl.h. */
#ifndef YM_POST_POST_H
#define YM_POST_POST_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum post_result {
	POST_TAKEN,
	POST_REFUSED,	/* this message, for good */
	POST_LATER,	/* surely not taken; another time it may be */
	POST_UNKNOWN	/* it was sent, and no answer came */
};

/* Once, before threads are started. */
enum err post_start(struct fault *fault) MUST_CHECK;

struct post_gateway {
	const char *url;		/* https://…; http:// on this machine only */
	const char *token;		/* sent as a bearer token; NULL: none */
	const char *ca_file;		/* PEM; NULL: the system's authorities */
	int64_t timeout_ms;		/* of the whole exchange */
};

struct post_sms {
	const char *key;		/* the gateway may know a repeated message by it */
	const char *to, *text;
};

/* POST {"id":…,"to":…,"text":…}. 2xx: taken; 429 and 5xx: later; other answers: refused. *detail is a short word or status. */
enum post_result post_sms(struct arena *arena, const struct post_gateway *gateway, const struct post_sms *sms, const char **detail);

/* NULL, or what is wrong with a gateway's address: a token must not cross a network in clear. */
const char *post_gateway_objection(const char *url);

enum post_security { POST_PLAIN, POST_STARTTLS, POST_TLS };
extern const char *const post_security_names[];	/* "none", "starttls", "tls" */

struct post_server {
	const char *host;
	int64_t port;
	enum post_security security;
	const char *user, *password;	/* NULL: not asked for */
	const char *ca_file;		/* PEM; NULL: the system's authorities */
	const char *from;		/* address */
	const char *from_name;		/* NULL or "": none */
	int64_t timeout_ms;		/* of the whole exchange */
};

struct post_letter {
	const char *key;		/* becomes the Message-ID */
	const char *to, *subject, *text;
	struct timestamp at;
};

/* A refusal before the letter's end: 5xx of sender or recipient refuses it, everything else is for later; after its end only the
 * server's answer counts, and without one it is unknown. */
enum post_result post_mail(struct arena *arena, const struct post_server *server, const struct post_letter *letter,
			   const char **detail);

#endif
