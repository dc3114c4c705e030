#include <string.h>

#include "base/buffer.h"
#include "post/transfer.h"

static void append_json(struct buffer *out, const char *text)
{
	buffer_append_char(out, '"');
	for (; *text != '\0'; text++) {
		const unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			buffer_append_char(out, '\\');
		if (byte < ' ')
			buffer_print(out, "\\u%04x", (unsigned)byte);
		else
			buffer_append_char(out, *text);
	}
	buffer_append_char(out, '"');
}

static const char *write_body(struct arena *arena, const struct post_sms *sms)
{
	struct buffer body;

	buffer_init(&body, arena, 512);
	buffer_append_string(&body, "{\"id\":");
	append_json(&body, sms->key);
	buffer_append_string(&body, ",\"to\":");
	append_json(&body, sms->to);
	buffer_append_string(&body, ",\"text\":");
	append_json(&body, sms->text);
	buffer_append_char(&body, '}');
	return body.data;
}

static enum post_result judge_status(struct arena *arena, long status, const char **detail)
{
	*detail = arena_print(arena, "status %ld", status);
	if (status >= 200 && status < 300)
		return POST_TAKEN;
	return status == 429 || status >= 500 ? POST_LATER : POST_REFUSED;
}

/* Without a status. The body left us whole, or some of it stayed behind: a gateway takes no message whose end it never saw. */
static enum post_result judge_break(CURL *curl, CURLcode code, size_t body_length, const char **detail)
{
	curl_off_t sent = 0, began_us = 0;

	*detail = transfer_word(code);
	if (curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &began_us) == CURLE_OK && began_us == 0)
		return POST_LATER;
	if (curl_easy_getinfo(curl, CURLINFO_SIZE_UPLOAD_T, &sent) == CURLE_OK && sent < (curl_off_t)body_length)
		return POST_LATER;
	return POST_UNKNOWN;
}

static enum post_result send_body(CURL *curl, struct arena *arena, const char *body, const char **detail)
{
	CURLcode code;
	long status = 0;

	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	/* 1xx is no answer yet. */
	if (status >= 200)
		return judge_status(arena, status, detail);
	return judge_break(curl, code, strlen(body), detail);
}

enum post_result post_sms(struct arena *arena, const struct post_gateway *gateway, const struct post_sms *sms, const char **detail)
{
	CURL *curl = transfer_new(gateway->url, "http,https", gateway->ca_file, gateway->timeout_ms);
	struct curl_slist *headers = NULL;
	enum post_result result;

	*detail = "no_memory";
	if (curl == NULL)
		return POST_LATER;
	headers = curl_slist_append(headers, "Content-Type: application/json");
	headers = curl_slist_append(headers, arena_print(arena, "Idempotency-Key: %s", sms->key));
	headers = curl_slist_append(headers, "Expect:");
	if (gateway->token != NULL)
		headers = curl_slist_append(headers, arena_print(arena, "Authorization: Bearer %s", gateway->token));
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	result = send_body(curl, arena, write_body(arena, sms), detail);
	curl_easy_cleanup(curl);
	curl_slist_free_all(headers);
	return result;
}

const char *post_gateway_objection(const char *url)
{
	static const char *const here[] = { "http://127.0.0.1", "http://localhost", "http://[::1]" };

	if (strncmp(url, "https://", 8) == 0 && url[8] != '\0')
		return NULL;
	for (size_t i = 0; i < sizeof here / sizeof here[0]; i++) {
		const size_t length = strlen(here[i]);

		if (strncmp(url, here[i], length) == 0 && strchr(":/", url[length]) != NULL)
			return NULL;
	}
	return "must begin with https://, or be on this machine";
}
