/* In which encoding a text without a declaration is: told from its first bytes. */
#ifndef YM_EXCHANGE_ENCODING_H
#define YM_EXCHANGE_ENCODING_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/bytes.h"

enum encoding { ENCODING_UNKNOWN /* ASCII so far */, ENCODING_UTF8, ENCODING_GB18030, ENCODING_UTF16LE, ENCODING_UTF16BE };

/* A byte order mark decides (*mark_length of it), else whether more of it is UTF-8 than is not. */
enum encoding encoding_of(struct bytes head, size_t *mark_length);

/* Characters that no text has: with one it is something else. */
bool is_binary(struct bytes head);

/* UTF-16 to UTF-8. A lone surrogate becomes three bytes that are not UTF-8, so that it is found where its cell is. `carry` keeps what a
 * piece ends with in mid-character, zeroed before the first piece. */
struct utf16_carry {
	uint8_t byte;
	bool has_byte;
	uint16_t high;	/* a surrogate that waits for its second half; 0: none */
};
void utf16_append(struct buffer *to, struct utf16_carry *carry, bool big_endian, const char *bytes, size_t length);
void utf16_end(struct buffer *to, struct utf16_carry *carry);

#endif
