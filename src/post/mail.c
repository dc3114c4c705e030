#include <string.h>

#include "post/letter.h"
#include "post/transfer.h"

const char *const post_security_names[] = { "none", "starttls", "tls", NULL };

/* The letter, as libcurl asks for it: only after the server has answered DATA. */
struct reading {
	const char *rest;
	size_t left;
};

static size_t read_letter(char *out, size_t size, size_t count, void *context)
{
	struct reading *reading = context;
	const size_t room = size * count;
	const size_t length = reading->left < room ? reading->left : room;

	memcpy(out, reading->rest, length);
	reading->rest += length;
	reading->left -= length;
	return length;
}

/* All of it was asked for, so the server may have seen its end: now only its answer counts. 354 is the one before. */
static enum post_result judge_after(struct arena *arena, CURLcode code, long reply, const char **detail)
{
	if (code == CURLE_OK)
		return POST_TAKEN;
	if (reply < 400) {
		*detail = transfer_word(code);
		return POST_UNKNOWN;
	}
	*detail = arena_print(arena, "reply %ld", reply);
	return reply >= 500 ? POST_REFUSED : POST_LATER;
}

/* libcurl says CURLE_SEND_ERROR where sender, recipient or DATA were refused; other replies are about us, not the letter. */
static enum post_result judge_before(struct arena *arena, CURLcode code, long reply, const char **detail)
{
	if (code == CURLE_SEND_ERROR && reply >= 400) {
		*detail = arena_print(arena, "reply %ld", reply);
		return reply >= 500 ? POST_REFUSED : POST_LATER;
	}
	*detail = transfer_word(code);
	return POST_LATER;
}

static enum post_result send_letter(CURL *curl, struct arena *arena, const struct post_server *server,
				    const struct post_letter *letter, const char **detail)
{
	struct buffer text;
	struct reading reading;
	CURLcode code;
	long reply = 0;

	buffer_init(&text, arena, 2048);
	letter_write(&text, server, letter);
	reading = (struct reading){ text.data, text.length };
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_letter);
	curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
	return reading.left == 0 ? judge_after(arena, code, reply, detail) : judge_before(arena, code, reply, detail);
}

enum post_result post_mail(struct arena *arena, const struct post_server *server, const struct post_letter *letter,
			   const char **detail)
{
	const char *scheme = server->security == POST_TLS ? "smtps" : "smtp";
	const char *url = arena_print(arena, "%s://%s:%lld", scheme, server->host, (long long)server->port);
	struct curl_slist *to = NULL;
	enum post_result result;
	CURL *curl;

	*detail = "address";
	if (!letter_address_is_plain(letter->to))
		return POST_REFUSED;
	*detail = "no_memory";
	curl = transfer_new(url, "smtp,smtps", server->ca_file, server->timeout_ms);
	if (curl == NULL)
		return POST_LATER;
	to = curl_slist_append(to, arena_print(arena, "<%s>", letter->to));
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_print(arena, "<%s>", server->from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(server->security == POST_STARTTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	if (server->user != NULL) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
	}
	result = send_letter(curl, arena, server, letter, detail);
	curl_easy_cleanup(curl);
	curl_slist_free_all(to);
	return result;
}
