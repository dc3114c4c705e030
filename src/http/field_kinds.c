/* The kinds of text with rules of their own: names, telephones, e-mail addresses. */
#include "http/field.h"

#include <string.h>

#include "base/person.h"

static bool is_letter_or_digit(char character)
{
	return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
	       || (character >= 'a' && character <= 'z');
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

enum field_fault field_read_name(struct arena *arena, const char *text, const char **out)
{
	return person_read_name(arena, text, out) == OK ? FIELD_FINE : FIELD_BAD_CHARACTER;
}

enum field_fault field_read_telephone(struct arena *arena, const char *text, const char **out)
{
	return person_read_telephone(arena, text, out) == OK ? FIELD_FINE : FIELD_NOT_A_TELEPHONE;
}

/* Labels of letters, digits and inner hyphens, at least two, each of at most 63. */
static bool is_mail_domain(const char *domain)
{
	size_t labels = 0;

	for (;;) {
		size_t length = strcspn(domain, ".");

		if (length == 0 || length > 63 || domain[0] == '-' || domain[length - 1] == '-')
			return false;
		for (size_t i = 0; i < length; i++)
			if (!is_letter_or_digit(domain[i]) && domain[i] != '-')
				return false;
		labels++;
		if (domain[length] == '\0')
			return labels >= 2 && !is_digit(domain[0]);
		domain += length + 1;
	}
}

/* Dot-atom (RFC 5322 §3.2.3). */
static bool is_mail_local(const char *local, size_t length)
{
	if (length == 0 || length > 64 || local[0] == '.' || local[length - 1] == '.')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_letter_or_digit(local[i]) && (local[i] == '\0' || strchr("!#$%&'*+-/=?^_`{|}~.", local[i]) == NULL
						      || (local[i] == '.' && local[i + 1] == '.')))
			return false;
	return true;
}

enum field_fault field_read_email(struct arena *arena, const char *text, const char **out)
{
	const char *at_sign = strchr(text, '@');

	if (at_sign == NULL || strlen(text) > 254 || !is_mail_local(text, (size_t)(at_sign - text))
	    || !is_mail_domain(at_sign + 1))
		return FIELD_NOT_AN_EMAIL;
	*out = arena_copy_string(arena, text);
	return FIELD_FINE;
}
