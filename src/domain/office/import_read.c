/* One cell: what people and their spreadsheets write, or why it cannot be taken. */
#include <string.h>

#include "base/money.h"
#include "base/national_id.h"
#include "base/person.h"
#include "base/text.h"
#include "domain/office/import_parts.h"

enum { han_year = 0x5E74, han_month = 0x6708, han_day = 0x65E5 };	/* the characters behind the parts of a date */
enum { text_chars = 200, exact_digits = 15, serial_first = 10000, serial_last = 100000, digits_of_day = 8 };

static const char digits[] = "0123456789";

static const struct date serial_zero = { -25569 };	/* 1899-12-30: serials from March 1900 on count from there */

static void *place_of(const struct import_field *field, void *row)
{
	return (char *)row + field->column.offset;
}

static void put_text(const struct import_field *field, void *row, const char *text)
{
	*(const char **)place_of(field, row) = text;
}

/* 3.71302E+17, or sixteen digits that were a number: the last ones are not what was typed. */
static bool was_rounded(const struct cell *cell)
{
	const char *text = cell->text;
	const size_t whole = strspn(text, digits);

	if (cell->kind == CELL_NUMBER && whole > exact_digits)
		return true;
	if (whole == 0 || strspn(text, "0123456789.eE+") != strlen(text))
		return false;
	return strpbrk(text, "eE") != NULL && strchr(text, '+') != NULL;
}

static const char *read_text(struct arena *arena, const struct import_field *field, const char *text, void *row)
{
	const size_t count = text_count(text), most = field->max > 0 ? (size_t)field->max : text_chars;

	if (text_has_control(text, field->value == IMPORT_TEXT))
		return "bad_character";
	if (count > most)
		return "too_long";
	put_text(field, row, arena_copy_string(arena, text));
	return NULL;
}

static const char *read_person(struct arena *arena, const struct import_field *field, const char *text, void *row)
{
	const char *name;

	if (text_count(text) > (field->max > 0 ? (size_t)field->max : text_chars))
		return "too_long";
	if (person_read_name(arena, text, &name) != OK)
		return "bad_character";
	put_text(field, row, name);
	return NULL;
}

static const char *read_id_number(struct arena *arena, const struct import_run *run, const struct import_field *field,
				  const struct cell *cell, void *row)
{
	static const char *const reasons[] = {
		[NATIONAL_ID_FINE] = NULL, [NATIONAL_ID_LENGTH] = "id_length", [NATIONAL_ID_OLD_FORM] = "id_old_form",
		[NATIONAL_ID_CHARACTER] = "id_character", [NATIONAL_ID_DAY] = "id_day", [NATIONAL_ID_FUTURE] = "id_future",
		[NATIONAL_ID_CHECK] = "id_check" };
	struct national_id id;
	enum national_id_fault fault;

	if (was_rounded(cell))
		return "rounded";
	fault = national_id_read(arena, cell->text, run->today, &id);
	if (fault == NATIONAL_ID_FINE)
		put_text(field, row, id.number);
	return reasons[fault];
}

static const char *read_telephone(struct arena *arena, const struct import_field *field, const struct cell *cell, void *row)
{
	const char *telephone;

	if (was_rounded(cell))
		return "rounded";
	if (person_read_telephone(arena, text_fold_width(arena, cell->text), &telephone) != OK)
		return "not_a_telephone";
	put_text(field, row, telephone);
	return NULL;
}

static int64_t number_of(const char *text, size_t count)
{
	int64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number = number * 10 + (text[i] - '0');
	return number;
}

static bool is_after_part(uint32_t point)
{
	return point == '-' || point == '/' || point == '.' || point == han_year || point == han_month || point == han_day;
}

/* Year, month and day with something between them; a time of day may follow. */
static bool take_day_apart(const char *text, struct civil *out)
{
	int part[3] = { 0, 0, 0 };

	for (size_t i = 0; i < 3; i++) {
		const size_t count = strspn(text, digits);

		if (count == 0 || count > 4)
			return false;
		part[i] = (int)number_of(text, count);
		text += count;
		if (i < 2 && !is_after_part(text_next(&text)))
			return false;
		text += i < 2 ? strspn(text, " ") : 0;
	}
	*out = (struct civil){ part[0], part[1], part[2] };
	if (*text != '\0' && *text != ' ' && *text != 'T')
		return text_next(&text) == han_day;
	return true;
}

static const char *read_date(struct arena *arena, const struct import_field *field, const struct cell *cell, void *row)
{
	const char *text = text_trim(arena, text_fold_width(arena, cell->text));
	const size_t count = strspn(text, digits);
	const bool whole = text[count] == '\0' || (cell->kind == CELL_NUMBER && text[count] == '.');
	struct civil civil;
	struct date date;

	if (whole && count == digits_of_day) {
		civil = (struct civil){ (int)number_of(text, 4), (int)number_of(text + 4, 2), (int)number_of(text + 6, 2) };
	} else if (whole && count == 5 && number_of(text, count) >= serial_first && number_of(text, count) < serial_last) {
		civil = date_to_civil((struct date){ serial_zero.day + (int32_t)number_of(text, count) });
	} else if (!take_day_apart(text, &civil)) {
		return "not_a_date";
	}
	if (!civil_is_valid(civil) || civil.year < 1900 || civil.year > 2199)
		return "no_such_day";
	date = date_from_civil(civil);
	memcpy(place_of(field, row), &date, sizeof date);
	return NULL;
}

static const char *read_choice(struct arena *arena, const struct import_run *run, const struct import_field *field, const char *text,
			       void *row)
{
	const char *value = sheet_value_of(run->words, arena, field->column.name, text);
	const int index = column_name_index(field->column.names, value != NULL ? value : text);
	const uint32_t number = (uint32_t)index;

	if (index < 0)
		return "not_a_choice";
	memcpy(place_of(field, row), &number, sizeof number);
	return NULL;
}

static const char *read_integer(struct arena *arena, const struct import_run *run, const struct import_field *field, const char *text,
				void *row)
{
	const char *value = sheet_value_of(run->words, arena, field->column.name, text);
	const char *number_text = value != NULL ? value : text_fold_width(arena, text);
	const size_t count = strspn(number_text, digits);
	int64_t number;

	if (count == 0 || count > exact_digits || strspn(number_text + count, ".0") != strlen(number_text + count))
		return "not_a_number";
	number = number_of(number_text, count);
	if (number < field->min || number > field->max)
		return "out_of_range";
	memcpy(place_of(field, row), &number, sizeof number);
	return NULL;
}

static const char *read_money(struct arena *arena, const struct import_field *field, const char *text, void *row)
{
	const char *amount = text_fold_width(arena, text);
	struct money money;

	if (money_parse(amount, &money) != OK)
		return "not_a_number";
	if (money.fen < field->min || (field->max > 0 && money.fen > field->max))
		return "out_of_range";
	memcpy(place_of(field, row), &money, sizeof money);
	return NULL;
}

static const char *read_code(struct arena *arena, const struct import_field *field, const char *text, void *row)
{
	char *code = text_fold_width(arena, text), *to = code;

	for (const char *from = code; *from != '\0'; from++) {
		if (*from == ' ' || *from == '-')
			continue;
		*to++ = *from >= 'a' && *from <= 'z' ? (char)(*from - 'a' + 'A') : *from;
	}
	*to = '\0';
	if (to - code > text_chars)
		return "too_long";
	put_text(field, row, code);
	return NULL;
}

/* The apostrophe that an export puts before what a spreadsheet would take for a formula. */
static bool is_neutralised(const char *text)
{
	return text[0] == '\'' && text[1] != '\0' && strchr("=+-@", text[1]) != NULL;
}

const char *import_read_cell(struct arena *arena, const struct import_run *run, const struct import_field *field,
			     const struct cell *as_it_came, void *row, bool *given, bool *masked)
{
	const struct cell undone = { as_it_came->kind, as_it_came->text + is_neutralised(as_it_came->text) }, *cell = &undone;

	*given = cell->text[0] != '\0' || cell->kind == CELL_BAD;
	*masked = false;
	if (!*given)
		return NULL;
	if (cell->kind == CELL_BAD)
		return cell->text[0] == '#' ? "formula_error" : "undecodable";
	if (field->personal && strchr(cell->text, '*') != NULL) {
		*masked = true;
		return NULL;
	}
	switch (field->value) {
	case IMPORT_LINE:
	case IMPORT_TEXT:
	case IMPORT_UNIT: return read_text(arena, field, cell->text, row);
	case IMPORT_PERSON: return read_person(arena, field, cell->text, row);
	case IMPORT_ID_NUMBER: return read_id_number(arena, run, field, cell, row);
	case IMPORT_TELEPHONE: return read_telephone(arena, field, cell, row);
	case IMPORT_DATE: return read_date(arena, field, cell, row);
	case IMPORT_CHOICE: return read_choice(arena, run, field, cell->text, row);
	case IMPORT_INTEGER: return read_integer(arena, run, field, cell->text, row);
	case IMPORT_MONEY: return read_money(arena, field, cell->text, row);
	case IMPORT_CODE: return read_code(arena, field, cell->text, row);
	}
	return "bad_character";
}
