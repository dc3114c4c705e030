/* What a workbook says before its rows come: which sheet, which date system, which styles are dates, the shared strings. */
#include "exchange/serial.h"
#include "exchange/xlsx_parts.h"

enum { SHEETS_MAX = 255, SMALL_PART_BYTES = 4 << 20 };

/* ECMA-376 part 1 (strict) and part 4 (transitional). */
bool is_main(const struct element *element)
{
	return strcmp(element->space, "http://schemas.openxmlformats.org/spreadsheetml/2006/main") == 0
	       || strcmp(element->space, "http://purl.oclc.org/ooxml/spreadsheetml/main") == 0;
}

static void ignore_end(void *owner, const char *name)
{
	(void)owner;
	(void)name;
}

static void ignore_text(void *owner, const char *bytes, size_t length)
{
	(void)owner;
	(void)bytes;
	(void)length;
}

/* The package, the workbook and what it refers to. */
struct finding {
	struct xlsx *xlsx;
	const char *workbook;
	bool is_workbook;
	const char *visible[SHEETS_MAX];	/* relationships of the sheets that are not hidden, in order */
	size_t visible_count, best;
};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static bool is_internal(const struct element *element)
{
	size_t length;
	const char *mode = element_attribute(element, "TargetMode", &length);

	return strcmp(element->name, "Relationship") == 0 && (mode == NULL || length != 8 || memcmp(mode, "External", 8) != 0);
}

static void on_root_relationship(void *owner, const struct element *element)
{
	struct finding *finding = owner;
	struct arena *arena = finding->xlsx->table->arena;

	if (finding->workbook == NULL && is_internal(element)
	    && ends_with(element_attribute_copy(arena, element, "Type"), "/officeDocument"))
		finding->workbook = part_resolve(arena, "", element_attribute_copy(arena, element, "Target"));
}

static void on_workbook(void *owner, const struct element *element)
{
	struct finding *finding = owner;

	if (!is_main(element))
		return;
	if (strcmp(element->name, "workbook") == 0)
		finding->is_workbook = true;
	else if (strcmp(element->name, "workbookPr") == 0)
		finding->xlsx->from_1904 = element_says(element, "date1904");
	else if (strcmp(element->name, "sheet") == 0 && finding->visible_count < SHEETS_MAX) {
		const char *state = element_attribute_copy(finding->xlsx->table->arena, element, "state");

		if (*state == '\0' || strcmp(state, "visible") == 0)
			finding->visible[finding->visible_count++] =
				element_attribute_copy(finding->xlsx->table->arena, element, "id");
	}
}

static void on_workbook_relationship(void *owner, const struct element *element)
{
	struct finding *finding = owner;
	struct xlsx *xlsx = finding->xlsx;
	struct arena *arena = xlsx->table->arena;
	const char *type, *target, *id;

	if (!is_internal(element))
		return;
	type = element_attribute_copy(arena, element, "Type");
	id = element_attribute_copy(arena, element, "Id");
	target = part_resolve(arena, finding->workbook, element_attribute_copy(arena, element, "Target"));
	if (ends_with(type, "/styles"))
		xlsx->styles_part = target;
	else if (ends_with(type, "/sharedStrings"))
		xlsx->strings_part = target;
	else if (ends_with(type, "/worksheet"))
		for (size_t i = 0; i < finding->best; i++)
			if (strcmp(finding->visible[i], id) == 0) {
				finding->best = i;
				xlsx->sheet_part = target;
			}
}

/* "xl/workbook.xml": "xl/_rels/workbook.xml.rels" */
static const char *relationships_of(struct arena *arena, const char *part)
{
	const char *slash = strrchr(part, '/'), *name = slash != NULL ? slash + 1 : part;

	return arena_print(arena, "%.*s_rels/%s.rels", (int)(name - part), part, name);
}

static enum err find_parts(struct xlsx *xlsx, const char **refusal)
{
	static const struct markup_handler root = { .start = on_root_relationship, .end = ignore_end, .text = ignore_text };
	static const struct markup_handler workbook = { .start = on_workbook, .end = ignore_end, .text = ignore_text };
	static const struct markup_handler relations = { .start = on_workbook_relationship, .end = ignore_end, .text = ignore_text };
	struct arena *arena = xlsx->table->arena;
	struct finding *finding = ARENA_NEW(arena, struct finding);
	enum err err;

	finding->xlsx = xlsx;
	*refusal = "not_a_table";
	err = part_parse(xlsx->package, "_rels/.rels", SMALL_PART_BYTES, &root, finding, &xlsx->markup, refusal);
	if (err != OK || finding->workbook == NULL)
		return err == OK ? E_NOT_FOUND : err;
	TRY(part_parse(xlsx->package, finding->workbook, SMALL_PART_BYTES, &workbook, finding, &xlsx->markup, refusal));
	if (!finding->is_workbook)
		return E_NOT_FOUND;
	finding->best = finding->visible_count;
	*refusal = "no_sheet";
	TRY(part_parse(xlsx->package, relationships_of(arena, finding->workbook), SMALL_PART_BYTES, &relations, finding, &xlsx->markup,
		       refusal));
	return xlsx->sheet_part != NULL ? OK : E_NOT_FOUND;
}

static void xlsx_close(struct table *table)
{
	struct xlsx *xlsx = table->state;

	if (xlsx->markup != NULL)
		markup_close(xlsx->markup);
	part_close(&xlsx->part);
	if (xlsx->package != NULL)
		package_close(xlsx->package);
}

enum err xlsx_open(struct table *table)
{
	static const struct reader reader = { .more = sheet_more, .close = xlsx_close };
	struct xlsx *xlsx = ARENA_NEW(table->arena, struct xlsx);
	const char *refusal = "broken";
	enum err err;

	table->format = TABLE_XLSX;
	table->state = xlsx;
	table->reader = &reader;
	xlsx->table = table;
	xlsx->strings.arena = table->arena;
	err = package_open(table->arena, table->fd, &xlsx->package, &refusal);
	if (err == OK)
		err = find_parts(xlsx, &refusal);
	if (err == OK)
		err = styles_read(xlsx, &refusal);
	if (err == OK)
		err = strings_read(xlsx, &refusal);
	if (err == OK)
		err = sheet_open(xlsx, &refusal);
	return err == E_INVALID || err == E_NOT_FOUND ? table_refuse(table, refusal) : err;
}
