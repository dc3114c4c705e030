#include "domain/office/sheet_word.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

struct word {
	const char *field, *value, *word;
};
static const struct shape word_shape = SHAPE(word, COLUMN(word, field), COLUMN(word, value), COLUMN(word, word));

struct sheet_words {
	const struct word *word;
	const char **folded;
	size_t count;
};

static const struct statement of_kind = {
	.sql = "SELECT field, value, word FROM sheet_word WHERE kind = ? ORDER BY id", .params = "s", .row = &word_shape };

const struct statement *const sheet_word_statements[] = { &of_kind, NULL };

static bool is_dropped(uint32_t point)
{
	return point <= ' ' || point == '*' || point == ':' || point == 0xA0 || point == 0x200B || point == 0xFEFF;
}

char *sheet_fold(struct arena *arena, const char *text)
{
	const char *from = text_fold_width(arena, text);
	char *const folded = arena_alloc(arena, strlen(from) + 1);
	char *to = folded;

	while (*from != '\0') {
		const char *const start = from;
		const uint32_t point = text_next(&from);

		if (point == '(' && to > folded && strchr(from, ')') != NULL) {
			from = strchr(from, ')') + 1;
			continue;
		}
		if (is_dropped(point))
			continue;
		if (point >= 'A' && point <= 'Z') {
			*to++ = (char)(point - 'A' + 'a');
			continue;
		}
		memcpy(to, start, (size_t)(from - start));
		to += from - start;
	}
	*to = '\0';
	return folded;
}

enum err sheet_words_load(struct db *db, struct arena *arena, const char *kind, struct sheet_words **out)
{
	struct sheet_words *words = ARENA_NEW(arena, struct sheet_words);
	struct rows rows;

	TRY(db_all(db, arena, &of_kind, &rows, kind));
	words->word = rows.row;
	words->count = rows.count;
	words->folded = ARENA_ARRAY(arena, const char *, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		words->folded[i] = sheet_fold(arena, words->word[i].word);
	*out = words;
	return OK;
}

static const char *first_word(const struct sheet_words *words, const char *field, const char *value)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->word[i].value, value) == 0 && strcmp(words->word[i].field, field) == 0)
			return words->word[i].word;
	return NULL;
}

const char *sheet_heading(const struct sheet_words *words, const char *field)
{
	const char *word = first_word(words, field, "");

	return word != NULL ? word : field;
}

const char *sheet_choice(const struct sheet_words *words, const char *field, const char *value)
{
	const char *word = first_word(words, field, value);

	return word != NULL ? word : value;
}

const char *sheet_field_of(const struct sheet_words *words, struct arena *arena, const char *heading)
{
	const char *folded = sheet_fold(arena, heading);

	if (folded[0] == '\0')
		return NULL;
	for (size_t i = 0; i < words->count; i++)
		if (words->word[i].value[0] == '\0' && strcmp(words->folded[i], folded) == 0)
			return words->word[i].field;
	return NULL;
}

const char *sheet_value_of(const struct sheet_words *words, struct arena *arena, const char *field, const char *word)
{
	const char *folded = sheet_fold(arena, word);

	for (size_t i = 0; i < words->count; i++)
		if (words->word[i].value[0] != '\0' && strcmp(words->folded[i], folded) == 0 &&
		    strcmp(words->word[i].field, field) == 0)
			return words->word[i].value;
	return NULL;
}
