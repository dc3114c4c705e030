/* FastCGI 1.0 records on the wire, without any I/O. */
#ifndef YM_HTTP_RECORD_H
#define YM_HTTP_RECORD_H

#include <stddef.h>
#include <stdint.h>

enum { RECORD_HEADER_BYTES = 8, RECORD_CONTENT_MAX = 65535, RECORD_END_BYTES = 24 };

enum record_verdict {
	RECORD_BAD,	/* not a responder's request, or one that libfcgi would abort on or misread */
	RECORD_PART,	/* sound as far as it goes */
	RECORD_WHOLE	/* one request, from FCGI_BEGIN_REQUEST to the end of FCGI_STDIN, and nothing behind it */
};

/* What stands at the head of a connection's input. libfcgi trusts the lengths it reads: a name-value pair that claims
 * 2 GiB ends the process. So the bytes are looked at before it is let at them. */
enum record_verdict record_look(const uint8_t *bytes, size_t length);

/* The header of an FCGI_STDOUT record without padding. */
void record_put_stdout(uint8_t out[RECORD_HEADER_BYTES], uint16_t request_id, size_t content_length);

/* What ends an answer: the empty FCGI_STDOUT record and FCGI_END_REQUEST. */
void record_put_end(uint8_t out[RECORD_END_BYTES], uint16_t request_id);

#endif
