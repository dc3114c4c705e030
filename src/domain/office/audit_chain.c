#include "domain/office/audit_chain.h"

#include <inttypes.h>

#include "base/buffer.h"
#include "crypt/token.h"

char *audit_instant(struct arena *arena, struct timestamp at)
{
	static const int64_t day_us = INT64_C(86400000000);
	const int64_t us = (at.us % day_us + day_us) % day_us;
	const struct civil day = date_to_civil((struct date){ (int32_t)((at.us - us) / day_us) });
	const int64_t second = us / 1000000;

	return arena_print(arena, "%04d-%02d-%02d %02" PRId64 ":%02" PRId64 ":%02" PRId64 ".%06" PRId64, day.year, day.month,
			   day.day, second / 3600, second / 60 % 60, second % 60, us % 1000000);
}

static void append_value(struct buffer *text, struct bytes value)
{
	if (value.data == NULL) {
		buffer_append_string(text, "-:");
		return;
	}
	buffer_append_int(text, (int64_t)value.length);
	buffer_append_char(text, ':');
	buffer_append(text, (const char *)value.data, value.length);
}

struct bytes audit_link(struct arena *arena, struct bytes previous, int64_t seq, const struct bytes values[audit_values])
{
	struct buffer text;
	char number[8];

	for (int i = 0; i < 8; i++)
		number[i] = (char)((uint64_t)seq >> (56 - 8 * i) & 0xff);
	buffer_init(&text, arena, 512);
	buffer_append(&text, (const char *)previous.data, previous.length);
	buffer_append(&text, number, sizeof number);
	for (size_t i = 0; i < audit_values; i++)
		append_value(&text, values[i]);
	return digest_bytes(arena, (struct bytes){ .data = (const uint8_t *)text.data, .length = text.length });
}
