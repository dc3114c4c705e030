#include "http/reply.h"

#include <errno.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/clock.h"
#include "http/record.h"

/* The web server reads as fast as it can and buffers for its client: who does not read for so long is not one. */
enum { WRITE_DEADLINE_MS = 30000 };

enum { PIECES_AT_ONCE = 64, RECORDS_AT_ONCE = 16 };

static const char *reason(int status)
{
	switch (status) {
	case 200: return "OK";
	case 204: return "No Content";
	case 303: return "See Other";
	case 304: return "Not Modified";
	case 400: return "Bad Request";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 409: return "Conflict";
	case 413: return "Content Too Large";
	case 415: return "Unsupported Media Type";
	case 422: return "Unprocessable Content";
	case 429: return "Too Many Requests";
	case 500: return "Internal Server Error";
	case 503: return "Service Unavailable";
	default:  return "Status";
	}
}

static void put_header(struct buffer *head, const char *name, const char *value)
{
	buffer_append_string(head, name);
	buffer_append(head, ": ", 2);
	buffer_append_string(head, value);
	buffer_append(head, "\r\n", 2);
}

/* The CGI header (RFC 3875 §6.3). One byte behind it on a 304 would cost the client's connection (m). */
static void put_head(struct buffer *head, const struct outgoing *outgoing, int status, bool has_length)
{
	buffer_append(head, "Status: ", 8);
	buffer_append_int(head, status);
	buffer_append_char(head, ' ');
	buffer_append_string(head, reason(status));
	buffer_append(head, "\r\n", 2);
	for (size_t i = 0; i < outgoing->header_count; i++) {
		if (strcasecmp(outgoing->header[i].name, "Content-Length") == 0)
			has_length = false;
		put_header(head, outgoing->header[i].name, outgoing->header[i].value);
	}
	if (has_length) {
		buffer_append_string(head, "Content-Length: ");
		buffer_append_int(head, (int64_t)outgoing->body.length);
		buffer_append(head, "\r\n", 2);
	}
	buffer_append(head, "\r\n", 2);
}

static bool wait_writable(int fd, int64_t deadline_ms)
{
	struct pollfd wanted = { .fd = fd, .events = POLLOUT };
	int64_t left = deadline_ms - clock_monotonic_ms();

	return left > 0 && poll(&wanted, 1, (int)left) > 0;
}

/* Step over what was sent. */
static void advance(struct iovec **pieces, size_t *count, size_t sent)
{
	while (*count > 0 && sent >= (*pieces)->iov_len) {
		sent -= (*pieces)->iov_len;
		(*pieces)++;
		(*count)--;
	}
	if (*count > 0) {
		(*pieces)->iov_base = (char *)(*pieces)->iov_base + sent;
		(*pieces)->iov_len -= sent;
	}
}

static bool send_pieces(int fd, struct iovec *pieces, size_t count)
{
	int64_t deadline_ms = 0;

	while (count > 0) {
		struct msghdr message = { .msg_iov = pieces, .msg_iovlen = count < PIECES_AT_ONCE ? count : PIECES_AT_ONCE };
		ssize_t sent = sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent >= 0) {
			advance(&pieces, &count, (size_t)sent);
			continue;
		}
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return false;
		if (deadline_ms == 0)
			deadline_ms = clock_monotonic_ms() + WRITE_DEADLINE_MS;
		if (!wait_writable(fd, deadline_ms))
			return false;
	}
	return true;
}

/* Cut `length` bytes into records: for each a header and its content. `to` has room; the piece behind the last. */
static struct iovec *put_records(struct iovec *to, uint8_t *headers, uint16_t request_id, char *bytes, size_t length)
{
	while (length > 0) {
		size_t step = length < RECORD_CONTENT_MAX ? length : RECORD_CONTENT_MAX;

		record_put_stdout(headers, request_id, step);
		*to++ = (struct iovec){ .iov_base = headers, .iov_len = RECORD_HEADER_BYTES };
		*to++ = (struct iovec){ .iov_base = bytes, .iov_len = step };
		headers += RECORD_HEADER_BYTES;
		bytes += step;
		length -= step;
	}
	return to;
}

/* One piece of a source, in records. */
static bool send_piece(int fd, uint16_t request_id, const struct buffer *piece)
{
	uint8_t framing[RECORDS_AT_ONCE * RECORD_HEADER_BYTES];
	struct iovec pieces[RECORDS_AT_ONCE * 2];
	size_t sent = 0;

	while (sent < piece->length) {
		size_t left = piece->length - sent, most = (size_t)RECORDS_AT_ONCE * RECORD_CONTENT_MAX;
		size_t step = left < most ? left : most;
		const struct iovec *last = put_records(pieces, framing, request_id, piece->data + sent, step);

		if (!send_pieces(fd, pieces, (size_t)(last - pieces)))
			return false;
		sent += step;
	}
	return true;
}

/* The header, and what the source gives until its last piece. Whoever cannot have all of it must not see an end. */
static bool send_source(int fd, uint16_t request_id, bool bodiless, const struct outgoing *outgoing, struct buffer *piece)
{
	uint8_t end[RECORD_END_BYTES];
	struct iovec ending = { .iov_base = end, .iov_len = RECORD_END_BYTES };
	bool last = bodiless;

	if (!send_piece(fd, request_id, piece))
		return false;
	while (!last) {
		buffer_clear(piece);
		if (outgoing->source(outgoing->source_context, piece, &last) != OK || !send_piece(fd, request_id, piece))
			return false;
	}
	record_put_end(end, request_id);
	return send_pieces(fd, &ending, 1);
}

bool reply_send(int fd, uint16_t request_id, bool head, const struct outgoing *outgoing, struct arena *arena)
{
	int status = outgoing->status != 0 ? outgoing->status : 200;
	bool bodiless = status == 204 || status == 304;
	size_t body_length = bodiless || head ? 0 : outgoing->body.length;
	size_t records = 2 + body_length / RECORD_CONTENT_MAX;	/* the header's own, and the body's */
	uint8_t *framing = arena_alloc(arena, records * RECORD_HEADER_BYTES + RECORD_END_BYTES);
	uint8_t *end = framing + records * RECORD_HEADER_BYTES;
	struct iovec *pieces = ARENA_ARRAY(arena, struct iovec, records * 2 + 1), *last;
	struct buffer text;

	buffer_init(&text, arena, 1024);
	put_head(&text, outgoing, status, !bodiless && outgoing->source == NULL);
	if (text.length > RECORD_CONTENT_MAX)
		return false;
	if (outgoing->source != NULL)
		return send_source(fd, request_id, bodiless || head, outgoing, &text);
	last = put_records(pieces, framing, request_id, text.data, text.length);
	last = put_records(last, framing + RECORD_HEADER_BYTES, request_id, outgoing->body.data, body_length);
	record_put_end(end, request_id);
	*last++ = (struct iovec){ .iov_base = end, .iov_len = RECORD_END_BYTES };
	return send_pieces(fd, pieces, (size_t)(last - pieces));
}
