#include "base/log.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

/* No 0, 1, I, L, O: they are misread and misheard. */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
enum { alphabet_size = sizeof alphabet - 1, line_bytes_max = 1000 };

struct reference reference_new(void)
{
	struct reference reference = { "" };
	const size_t wanted = sizeof reference.text - 1;
	size_t have = 0;

	while (have < wanted) {
		unsigned char random[16];
		const ssize_t got = getrandom(random, sizeof random, 0);

		if (got < 0 && errno != EINTR)
			abort();	/* a kernel without getrandom, or a filter that forgot it */
		for (ssize_t i = 0; i < got && have < wanted; i++) {
			const unsigned int index = random[i] & 31U;

			if (index < alphabet_size)	/* else thrown away, so that all are equally likely */
				reference.text[have++] = alphabet[index];
		}
	}
	return reference;
}

/* Control characters to `?`: a terminal that shows the journal obeys C1 (C2 80…9F in UTF-8) as well. */
static void blank_controls(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		const unsigned char byte = (unsigned char)text[i];

		if (byte < 0x20 || byte == 0x7F) {
			text[i] = '?';
		} else if (byte == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0) {
			text[i] = '?';
			text[i + 1] = '?';
		}
	}
}

/* Step back from a place inside a UTF-8 sequence to its start. */
static size_t character_start(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

void log_line(enum log_level level, const char *format, ...)
{
	const int saved_errno = errno;
	const size_t prefix = sizeof "<6>" - 1;
	char line[line_bytes_max + 1] = { '<', (char)('0' + (int)level), '>' };
	const size_t room = line_bytes_max - prefix;	/* the message and, instead of its NUL, the newline */
	va_list arguments;

	va_start(arguments, format);
	const int printed = vsnprintf(line + prefix, room + 1, format, arguments);
	va_end(arguments);

	size_t length = printed < 0 ? 0 : (size_t)printed;

	if (length >= room)
		length = character_start(line + prefix, room - 1);
	blank_controls(line + prefix, length);
	line[prefix + length] = '\n';
	if (write(STDERR_FILENO, line, prefix + length + 1) < 0) {
		/* Nobody is left to tell. */
	}
	errno = saved_errno;
}
