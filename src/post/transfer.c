#include "post/transfer.h"

enum { connect_share = 2 };	/* of the time may go into connecting: a half */

enum err post_start(struct fault *fault)
{
	const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);

	return code == CURLE_OK ? OK : fault_note(fault, E_INTERNAL, "libcurl: %s", curl_easy_strerror(code));
}

/* What an answer says besides its status is nobody's business. */
static size_t forget(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes, (void)context;
	return size * count;
}

CURL *transfer_new(const char *url, const char *protocols, const char *ca_file, int64_t timeout_ms)
{
	CURL *curl = curl_easy_init();

	if (curl == NULL)
		return NULL;
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	/* On a connection that was used before, libcurl sends again by itself when it was closed. */
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
	/* Where messages go is a setting, not the environment's. */
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)(timeout_ms / connect_share));
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)timeout_ms);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, forget);
	if (ca_file != NULL)
		curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file);
	return curl;
}

const char *transfer_word(CURLcode code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST: return "no_address";
	case CURLE_COULDNT_CONNECT: return "not_connected";
	case CURLE_OPERATION_TIMEDOUT: return "too_slow";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CACERT_BADFILE: return "tls";
	case CURLE_LOGIN_DENIED: return "login_denied";
	default: return "broken_off";
	}
}
