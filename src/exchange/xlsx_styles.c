/* Which styles make a date of a number (ECMA-376 part 1 §18.8), and the texts that cells share (§18.4). */
#include <stdlib.h>

#include "exchange/serial.h"
#include "exchange/xlsx_parts.h"

static void set_bit(uint8_t *bits, size_t at, bool value)
{
	const unsigned mask = 1u << at % 8;

	bits[at / 8] = (uint8_t)(value ? bits[at / 8] | mask : bits[at / 8] & ~mask);
}

static bool get_bit(const uint8_t *bits, size_t at)
{
	return (bits[at / 8] >> at % 8 & 1) != 0;
}

/* An attribute below FORMATS_MAX; FORMATS_MAX: none. */
static size_t small_number(const struct element *element, const char *name)
{
	size_t length, number = 0;
	const char *text = element_attribute(element, name, &length);

	if (text == NULL || length == 0)
		return FORMATS_MAX;
	for (; length > 0; text++, length--) {
		if (*text < '0' || *text > '9' || number > FORMATS_MAX)
			return FORMATS_MAX;
		number = number * 10 + (size_t)(*text - '0');
	}
	return number < FORMATS_MAX ? number : FORMATS_MAX;
}

struct styles {
	struct xlsx *xlsx;
	bool in_cells;		/* in the list of styles that cells refer to */
	struct arena *arena;
};

static void on_style(void *owner, const struct element *element)
{
	struct styles *styles = owner;
	struct xlsx *xlsx = styles->xlsx;
	size_t id;

	if (!is_main(element))
		return;
	id = small_number(element, "numFmtId");
	if (strcmp(element->name, "cellXfs") == 0) {
		styles->in_cells = true;
	} else if (strcmp(element->name, "numFmt") == 0 && id < FORMATS_MAX) {
		struct arena code;

		arena_init(&code, 0);
		set_bit(xlsx->date_format, id, format_code_is_date(element_attribute_copy(&code, element, "formatCode")));
		arena_free(&code);
	} else if (styles->in_cells && strcmp(element->name, "xf") == 0 && xlsx->style_count < FORMATS_MAX) {
		set_bit(xlsx->date_style, xlsx->style_count++, id < FORMATS_MAX && get_bit(xlsx->date_format, id));
	}
}

static void on_style_end(void *owner, const char *name)
{
	if (strcmp(name, "cellXfs") == 0)
		((struct styles *)owner)->in_cells = false;
}

static void on_style_text(void *owner, const char *bytes, size_t length)
{
	(void)owner;
	(void)bytes;
	(void)length;
}

enum err styles_read(struct xlsx *xlsx, const char **refusal)
{
	static const struct markup_handler handler = { .start = on_style, .end = on_style_end, .text = on_style_text };
	struct styles styles = { .xlsx = xlsx };
	enum err err;

	for (uint32_t id = 0; id < 64; id++)
		set_bit(xlsx->date_format, id, format_id_is_date(id));
	if (xlsx->styles_part == NULL)
		return OK;
	err = part_parse(xlsx->package, xlsx->styles_part, table_inflated_max, &handler, &styles, &xlsx->markup, refusal);
	return err == E_NOT_FOUND ? OK : err;
}

struct reading {
	struct xlsx *xlsx;
	bool in_item, collecting;
	int phonetic;
	struct buffer text;
};

static void on_string(void *owner, const struct element *element)
{
	struct reading *reading = owner;

	if (!is_main(element))
		return;
	if (strcmp(element->name, "si") == 0) {
		reading->in_item = true;
		buffer_clear(&reading->text);
	} else if (strcmp(element->name, "t") == 0) {
		reading->collecting = reading->in_item && reading->phonetic == 0;
	} else if (strcmp(element->name, "rPh") == 0) {
		reading->phonetic++;
	}
}

static void end_item(struct reading *reading)
{
	struct xlsx *xlsx = reading->xlsx;
	size_t length = reading->text.length;
	enum cell_kind kind = unescape_text(reading->text.data, &length) ? CELL_TEXT : CELL_BAD;
	const char *text = trim_blanks(reading->text.data, &length);

	reading->in_item = false;
	if (length > table_cell_bytes_max) {
		kind = CELL_BAD;
		length = cut_length(text, length);
	}
	if (!strings_add(&xlsx->strings, kind, text, length))
		markup_refuse(xlsx->markup, "too_large");
}

static void on_string_end(void *owner, const char *name)
{
	struct reading *reading = owner;

	if (strcmp(name, "t") == 0)
		reading->collecting = false;
	else if (strcmp(name, "rPh") == 0 && reading->phonetic > 0)
		reading->phonetic--;
	else if (strcmp(name, "si") == 0 && reading->in_item)
		end_item(reading);
}

static void on_string_text(void *owner, const char *bytes, size_t length)
{
	struct reading *reading = owner;

	if (reading->collecting && reading->text.length <= 4 * table_cell_bytes_max)
		buffer_append(&reading->text, bytes, length);
}

enum err strings_read(struct xlsx *xlsx, const char **refusal)
{
	static const struct markup_handler handler = { .start = on_string, .end = on_string_end, .text = on_string_text };
	struct reading reading = { .xlsx = xlsx };
	enum err err;

	if (xlsx->strings_part == NULL)
		return OK;
	buffer_init(&reading.text, xlsx->table->arena, 256);
	err = part_parse(xlsx->package, xlsx->strings_part, table_inflated_max, &handler, &reading, &xlsx->markup, refusal);
	return err == E_NOT_FOUND ? OK : err;
}
