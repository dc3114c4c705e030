/* Lines into structs. What they mean together is looked at in programme_check.c. */
#include "domain/aid/programme_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What a word belongs to. */
enum scope { SCOPE_PROGRAMME, SCOPE_VERSION, SCOPE_TIER, SCOPE_CLAUSE, scopes };

enum word_kind { WORD_TEXT, WORD_CODE, WORD_NUMBER, WORD_DATE, WORD_CHOICE, WORD_YES_NO };

struct word {
	const char *name;
	enum scope scope;
	enum word_kind kind;
	size_t offset;
	bool optional;
	int64_t most;			/* characters of a text; the largest number */
	const char *const *names;
};

#define PROGRAMME(in_field, ...) { .scope = SCOPE_PROGRAMME, .offset = offsetof(struct programme_wish, in_field), __VA_ARGS__ }
#define VERSION(in_field, ...) \
	{ .name = #in_field, .scope = SCOPE_VERSION, .offset = offsetof(struct version_wish, in_field), __VA_ARGS__ }

static const char *const selection_names[] = { "hardship", "registered", NULL };

static const struct word words[] = {
	PROGRAMME(kind, .name = "kind", .kind = WORD_CHOICE, .names = programme_kind_names),
	PROGRAMME(given_by, .name = "given_by", .kind = WORD_CHOICE, .names = aid_giver_names),
	PROGRAMME(county_code, .name = "county", .kind = WORD_CODE, .most = 12, .optional = true),
	PROGRAMME(title, .name = "title", .most = 60),
	PROGRAMME(title_en, .name = "title_en", .most = 120),
	PROGRAMME(how_to_ask, .name = "how_to_ask", .most = 600),
	PROGRAMME(how_to_ask_en, .name = "how_to_ask_en", .most = 1200),
	PROGRAMME(campaign_id, .name = "campaign", .kind = WORD_NUMBER, .most = INT64_MAX, .optional = true),
	PROGRAMME(quota, .name = "quota", .kind = WORD_NUMBER, .most = 1000000, .optional = true),
	PROGRAMME(selection, .name = "selection", .kind = WORD_CODE, .names = selection_names, .most = 20, .optional = true),
	PROGRAMME(position, .name = "position", .kind = WORD_NUMBER, .most = 30000),
	VERSION(valid_from, .kind = WORD_DATE),
	VERSION(valid_to, .kind = WORD_DATE, .optional = true),
	VERSION(law_ref, .most = 200),
	VERSION(source, .most = 300),
	VERSION(confirmed, .kind = WORD_YES_NO),
	{ .name = "called", .scope = SCOPE_TIER, .offset = offsetof(struct tier_wish, title), .most = tier_title_chars, .optional = true },
	{ .name = "called_en", .scope = SCOPE_TIER, .offset = offsetof(struct tier_wish, title_en), .most = tier_title_en_chars, .optional = true },
	{ .name = "why", .scope = SCOPE_CLAUSE, .offset = offsetof(struct clause_wish, reason), .most = clause_reason_chars },
	{ .name = "why_en", .scope = SCOPE_CLAUSE, .offset = offsetof(struct clause_wish, reason_en), .most = clause_reason_en_chars },
};
enum { word_count = sizeof words / sizeof words[0] };

/* The file while it is read. Of each scope: where the one that is open lies (NULL: none), the line it began on, which words it has. */
struct reading {
	struct arena *arena;
	struct programme_file *file;
	struct clause_wish *clauses;
	struct tier_wish *tiers;
	size_t clauses_before, clause_count, tier_count, tiers_before;
	void *open[scopes];
	int64_t began[scopes];
	uint32_t seen[scopes];
	int64_t tier, group;
	struct family_wish *family;
	int64_t line;
	struct file_fault *fault;
};

static enum err refuse(struct reading *reading, enum file_refusal refusal, const char *word)
{
	*reading->fault = (struct file_fault){ refusal, reading->line, word };
	return E_INVALID;
}

static enum err read_number(struct reading *reading, const char *word, const char *text, int64_t most, int64_t *out)
{
	char *end;
	const long long number = strtoll(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || *end != '\0' || strlen(text) > 18 || number < 0 || number > most)
		return refuse(reading, FILE_NUMBER, word);
	*out = number;
	return OK;
}

/* Whatever was open of that scope, and below it, is whole? */
static enum err close_scope(struct reading *reading, enum scope scope)
{
	const int64_t line = reading->line;

	for (int each = scopes - 1; each >= (int)scope; each--) {
		if (reading->open[each] == NULL)
			continue;
		reading->line = reading->began[each];
		for (size_t i = 0; i < word_count; i++)
			if (words[i].scope == (enum scope)each && !words[i].optional && (reading->seen[each] >> i & 1) == 0)
				return refuse(reading, FILE_MISSING, words[i].name);
		reading->open[each] = NULL;
	}
	reading->line = line;
	return OK;
}

static void open_scope(struct reading *reading, enum scope scope, void *what)
{
	reading->open[scope] = what;
	reading->began[scope] = reading->line;
	reading->seen[scope] = 0;
}

static enum err set_choice(struct reading *reading, const struct word *word, const char *rest, char *at)
{
	const int choice = column_name_index(word->names, rest);

	if (choice < 0)
		return refuse(reading, FILE_CHOICE, word->name);
	*(uint32_t *)(void *)at = (uint32_t)choice;
	return OK;
}

static enum err set_text(struct reading *reading, const struct word *word, const char *rest, char *at)
{
	if (text_count(rest) > (size_t)word->most)
		return refuse(reading, FILE_TOO_LONG, word->name);
	if (word->kind == WORD_CODE && rest[strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0')
		return refuse(reading, FILE_CHOICE, word->name);
	if (word->names != NULL && column_name_index(word->names, rest) < 0)
		return refuse(reading, FILE_CHOICE, word->name);
	*(const char **)(void *)at = rest;
	return OK;
}

static enum err set_word(struct reading *reading, const struct word *word, const char *rest)
{
	char *at = (char *)reading->open[word->scope] + word->offset;
	const uint32_t bit = UINT32_C(1) << (word - words);

	if (reading->open[word->scope] == NULL || reading->family != NULL)
		return refuse(reading, FILE_OUT_OF_PLACE, word->name);
	if ((reading->seen[word->scope] & bit) != 0)
		return refuse(reading, FILE_TWICE, word->name);
	reading->seen[word->scope] |= bit;
	if (rest[0] == '\0')
		return refuse(reading, FILE_EMPTY, word->name);
	switch (word->kind) {
	case WORD_TEXT:
	case WORD_CODE: return set_text(reading, word, rest, at);
	case WORD_NUMBER: return read_number(reading, word->name, rest, word->most, (int64_t *)(void *)at);
	case WORD_CHOICE: return set_choice(reading, word, rest, at);
	case WORD_DATE: return date_parse(rest, (struct date *)(void *)at) == OK ? OK : refuse(reading, FILE_DATE, word->name);
	case WORD_YES_NO:
		if (strcmp(rest, "yes") != 0 && strcmp(rest, "no") != 0)
			return refuse(reading, FILE_CHOICE, word->name);
		*(bool *)at = rest[0] == 'y';
		return OK;
	}
	return E_INTERNAL;
}

static enum err begin_programme(struct reading *reading, char *rest)
{
	if (reading->file->is_programme || reading->family != NULL)
		return refuse(reading, reading->family != NULL ? FILE_OUT_OF_PLACE : FILE_TWICE, "programme");
	if (rest[0] == '\0')
		return refuse(reading, FILE_EMPTY, "programme");
	if (strlen(rest) > 40 || rest[strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0')
		return refuse(reading, FILE_CHOICE, "programme");
	reading->file->is_programme = true;
	reading->file->programme.code = rest;
	open_scope(reading, SCOPE_PROGRAMME, &reading->file->programme);
	return OK;
}

static void end_version(struct reading *reading)
{
	struct programme_file *file = reading->file;

	rule_wish_sort(reading->clauses + reading->clauses_before, reading->clause_count - reading->clauses_before);
	if (file->version_count > 0)
		file->versions[file->version_count - 1].rule = (struct rule_wish){
			reading->clauses + reading->clauses_before, reading->clause_count - reading->clauses_before,
			reading->tiers + reading->tiers_before, reading->tier_count - reading->tiers_before };
}

static enum err begin_version(struct reading *reading, char *rest)
{
	struct programme_file *file = reading->file;
	struct version_wish version = { .valid_to = { DATE_NONE_DAY }, .line = reading->line };

	if (!file->is_programme)
		return refuse(reading, FILE_OUT_OF_PLACE, "version");
	TRY(close_scope(reading, SCOPE_VERSION));
	end_version(reading);
	TRY(read_number(reading, "version", rest, 10000, &version.version));
	if (version.version != (int64_t)file->version_count + 1)
		return refuse(reading, FILE_NUMBER, "version");
	if (file->version_count == programme_versions_most)
		return refuse(reading, FILE_TOO_MANY, "version");
	reading->clauses_before = reading->clause_count;
	reading->tiers_before = reading->tier_count;
	reading->tier = reading->group = 0;
	file->versions[file->version_count] = version;
	open_scope(reading, SCOPE_VERSION, &file->versions[file->version_count++]);
	return OK;
}

/* tier N YUAN PER [up_to] */
static enum err begin_tier(struct reading *reading, char *rest)
{
	struct tier_wish tier = { .title = "", .title_en = "", .line = reading->line };
	char *number = strtok_r(rest, " \t", &rest), *amount = strtok_r(NULL, " \t", &rest), *per = strtok_r(NULL, " \t", &rest);
	char *up_to = strtok_r(NULL, " \t", &rest);
	int way;

	if (reading->open[SCOPE_VERSION] == NULL)
		return refuse(reading, FILE_OUT_OF_PLACE, "tier");
	TRY(close_scope(reading, SCOPE_TIER));
	if (per == NULL)
		return refuse(reading, FILE_EMPTY, "tier");
	TRY(read_number(reading, "tier", number, rule_tiers_max, &tier.tier));
	if (tier.tier != (int64_t)(reading->tier_count - reading->tiers_before) + 1)
		return refuse(reading, FILE_NUMBER, "tier");
	way = column_name_index(amount_per_names, per);
	if (money_parse(amount, &tier.amount_fen) != OK || tier.amount_fen.fen < 1 || tier.amount_fen.fen > tier_fen_most)
		return refuse(reading, FILE_NUMBER, "tier");
	if (way < 0 || (up_to != NULL && (strcmp(up_to, "up_to") != 0 || strtok_r(NULL, " \t", &rest) != NULL)))
		return refuse(reading, FILE_CHOICE, "tier");
	tier.per = (uint32_t)way;
	tier.up_to = up_to != NULL;
	reading->tier = tier.tier;
	reading->group = 0;
	reading->tiers[reading->tier_count] = tier;
	open_scope(reading, SCOPE_TIER, &reading->tiers[reading->tier_count++]);
	return OK;
}

static enum err begin_group(struct reading *reading, int64_t group)
{
	if (reading->open[SCOPE_VERSION] == NULL)
		return refuse(reading, FILE_OUT_OF_PLACE, group == 0 ? "always" : "either");
	TRY(close_scope(reading, SCOPE_CLAUSE));
	reading->group = group;
	return OK;
}

/* Positions count within tier and group, wherever their clauses stand. */
static int64_t next_position(const struct reading *reading)
{
	int64_t position = 1;

	for (size_t i = reading->clauses_before; i < reading->clause_count; i++)
		position += reading->clauses[i].tier == reading->tier && reading->clauses[i].group_number == reading->group;
	return position;
}

/* when FIELD OP VALUE */
static enum err begin_clause(struct reading *reading, char *rest)
{
	char *field = strtok_r(rest, " \t", &rest), *op = strtok_r(NULL, " \t", &rest), *value = strtok_r(NULL, " \t", &rest);
	struct clause_wish clause = { .tier = reading->tier, .group_number = reading->group, .line = reading->line };
	struct rule_clause parsed = { 0 };

	if (reading->open[SCOPE_VERSION] == NULL)
		return refuse(reading, FILE_OUT_OF_PLACE, "when");
	TRY(close_scope(reading, SCOPE_CLAUSE));
	if (value == NULL)
		return refuse(reading, FILE_EMPTY, "when");
	if (strtok_r(NULL, " \t", &rest) != NULL || strlen(value) > clause_value_chars)
		return refuse(reading, FILE_VALUE, value);
	switch (clause_parse(field, op, value, &parsed)) {
	case CLAUSE_FIELD: return refuse(reading, FILE_FIELD, field);
	case CLAUSE_OP: return refuse(reading, FILE_OP, op);
	case CLAUSE_VALUE: return refuse(reading, FILE_VALUE, value);
	case CLAUSE_RIGHT: break;
	}
	clause.position = next_position(reading);
	if (clause.position > clause_position_most || reading->clause_count - reading->clauses_before == rule_clauses_max)
		return refuse(reading, FILE_TOO_MANY, "when");
	clause.field = field;
	clause.op = op;
	clause.value = value;
	reading->clauses[reading->clause_count] = clause;
	open_scope(reading, SCOPE_CLAUSE, &reading->clauses[reading->clause_count++]);
	return OK;
}

static enum err begin_family(struct reading *reading, char *rest)
{
	struct programme_file *file = reading->file;

	if (file->is_programme)
		return refuse(reading, FILE_OUT_OF_PLACE, "family");
	if (rest[0] == '\0')
		return refuse(reading, FILE_EMPTY, "family");
	if (text_count(rest) > 60)
		return refuse(reading, FILE_TOO_LONG, "family");
	if (file->family_count == programme_families_most)
		return refuse(reading, FILE_TOO_MANY, "family");
	reading->family = &file->families[file->family_count++];
	*reading->family = (struct family_wish){ rest, "" };
	return OK;
}

static enum err add_fact(struct reading *reading, const char *word, const char *rest)
{
	const int field = fact_find(word);
	const char *entry = arena_print(reading->arena, "\n%s=", word);
	int64_t value;

	if (field < 0)
		return refuse(reading, FILE_FIELD, word);
	if (strstr(arena_print(reading->arena, "\n%s", reading->family->facts), entry) != NULL)
		return refuse(reading, FILE_TWICE, word);
	if (fact_parse((enum fact_field)field, rest, &value) != OK)
		return refuse(reading, FILE_VALUE, rest);
	reading->family->facts = arena_print(reading->arena, "%s%s=%s\n", reading->family->facts, word, rest);
	return OK;
}

static enum err take_line(struct reading *reading, char *word, char *rest)
{
	int64_t group;

	if (strcmp(word, "programme") == 0)
		return begin_programme(reading, rest);
	if (strcmp(word, "family") == 0)
		return begin_family(reading, rest);
	if (reading->family != NULL)
		return add_fact(reading, word, rest);
	if (strcmp(word, "version") == 0)
		return begin_version(reading, rest);
	if (strcmp(word, "tier") == 0)
		return begin_tier(reading, rest);
	if (strcmp(word, "when") == 0)
		return begin_clause(reading, rest);
	if (strcmp(word, "always") == 0)
		return rest[0] == '\0' ? begin_group(reading, 0) : refuse(reading, FILE_VALUE, rest);
	if (strcmp(word, "either") == 0) {
		TRY(read_number(reading, word, rest, rule_groups_max, &group));
		return group > 0 ? begin_group(reading, group) : refuse(reading, FILE_NUMBER, word);
	}
	for (size_t i = 0; i < word_count; i++)
		if (strcmp(words[i].name, word) == 0)
			return set_word(reading, &words[i], rest);
	return refuse(reading, FILE_UNKNOWN_WORD, word);
}

/* One line, less the blanks at its ends. */
static enum err read_line(struct reading *reading, const char *bytes, size_t length)
{
	char *line, *word;
	size_t first;

	reading->line++;
	if (length > programme_line_bytes)
		return refuse(reading, FILE_LONG_LINE, NULL);
	if (!text_is_utf8(bytes, length))
		return refuse(reading, FILE_NOT_TEXT, NULL);
	line = text_trim(reading->arena, arena_copy(reading->arena, bytes, length));
	first = strcspn(line, " \t");
	if (line[0] == '\0' || line[0] == '#')
		return OK;
	word = arena_copy(reading->arena, line, first);
	line = text_trim(reading->arena, line + first);
	return text_has_control(line, false) ? refuse(reading, FILE_NOT_TEXT, word) : take_line(reading, word, line);
}

static enum err read_lines(struct reading *reading, const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		const char *stop = line_end != NULL ? line_end : end;

		TRY(read_line(reading, text, (size_t)(stop - text)));
		text = stop + 1;
	}
	TRY(close_scope(reading, SCOPE_PROGRAMME));
	end_version(reading);
	return OK;
}

enum err programme_file_read(struct arena *arena, const char *text, size_t length, struct programme_file *out, struct file_fault *fault)
{
	struct programme_file file = {
		.versions = ARENA_ARRAY(arena, struct version_wish, programme_versions_most),
		.families = ARENA_ARRAY(arena, struct family_wish, programme_families_most) };
	struct reading reading = {
		.arena = arena, .file = &file, .fault = fault,
		.clauses = ARENA_ARRAY(arena, struct clause_wish, programme_versions_most * rule_clauses_max),
		.tiers = ARENA_ARRAY(arena, struct tier_wish, programme_versions_most * rule_tiers_max) };

	TRY(read_lines(&reading, text, length));
	TRY(programme_file_check(arena, &file, fault));
	*out = file;
	return OK;
}
