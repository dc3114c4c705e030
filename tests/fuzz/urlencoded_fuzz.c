/* A form's body: decoding must end, stay within its bytes, and give nothing but valid UTF-8 without NUL. The pairs then go
 * through a form with a field of every kind: whatever is accepted must be within what the field declares. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "http/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum size { SMALL, LARGE };
static const char *const size_names[] = { "small", "large", NULL };

struct everything {
	const char *text, *lines, *name, *telephone, *email, *gb32100, *code, *digits, *token, *trap;
	struct money money;
	int64_t integer;
	struct date date;
	enum size choice;
	bool check;
};

static const struct field fields[] = {
	FIELD(everything, text, .kind = FIELD_TEXT, .max_chars = 20),
	FIELD(everything, lines, .kind = FIELD_LINES),
	FIELD(everything, name, .kind = FIELD_NAME, .min_chars = 2, .max_chars = 50),
	FIELD(everything, telephone, .kind = FIELD_TELEPHONE),
	FIELD(everything, email, .kind = FIELD_EMAIL),
	FIELD(everything, gb32100, .kind = FIELD_GB32100),
	FIELD(everything, code, .kind = FIELD_CODE),
	FIELD(everything, digits, .kind = FIELD_DIGITS, .max_chars = 4),
	FIELD(everything, token, .kind = FIELD_TOKEN),
	FIELD(everything, trap, .kind = FIELD_TRAP),
	FIELD(everything, money, .kind = FIELD_MONEY, .min = 100, .max = 100000000),
	FIELD(everything, integer, .kind = FIELD_INTEGER, .min = -5, .max = 5),
	FIELD(everything, date, .kind = FIELD_DATE),
	FIELD_ENUM(everything, choice, size_names),
	FIELD(everything, check, .kind = FIELD_CHECK),
	{ .kind = FIELD_NONE }
};

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void require_text(const char *text, size_t max_chars)
{
	require(text != NULL && text_is_utf8(text, strlen(text)) && text_count(text) <= max_chars);
}

static void check_row(const struct everything *row)
{
	require_text(row->text, 20);
	require_text(row->lines, 200);
	require_text(row->name, 50);
	require(strpbrk(row->name, "<>") == NULL);
	require_text(row->telephone, 18);
	require_text(row->email, 254);
	require(row->gb32100[0] == '\0' || text_is_gb32100(row->gb32100));
	require(row->digits[0] == '\0' || strspn(row->digits, "0123456789") == 4);
	require(strpbrk(row->token, " <>\"'&;") == NULL);
	require(row->money.fen == 0 || (row->money.fen >= 100 && row->money.fen <= 100000000));
	require(row->integer >= -5 && row->integer <= 5);
	require(row->choice == SMALL || row->choice == LARGE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct parameter *pairs;
	struct everything row = { .check = false };
	struct form *form;
	size_t count;
	bool mistyped;
	const char *culprit;

	arena_init(&arena, 0);
	if (urlencoded_parse(&arena, (const char *)data, size, 64, &pairs, &count) == OK) {
		require(count <= 64);
		for (size_t i = 0; i < count; i++) {
			require(text_is_utf8(pairs[i].name, strlen(pairs[i].name)));
			require(text_is_utf8(pairs[i].value, strlen(pairs[i].value)));
		}
		if (form_check(&arena, fields, pairs, count, &row, &form, &mistyped, &culprit) == OK)
			check_row(&row);
	}
	content_is_form(arena_copy(&arena, (const char *)data, size));
	arena_free(&arena);
	return 0;
}
