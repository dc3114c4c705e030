/* A workbook to fill in, made by hand in memory: libxlsxwriter needs files for it, which a program that answers pages may not make. */
#include <zip.h>

#include "base/buffer.h"
#include "base/text.h"
#include "exchange/table.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* What a spreadsheet shows beside a cell that is chosen: characters of it. */
enum { PROMPT_MAX = 255, PROMPT_TITLE_MAX = 32, SHEET_NAME_MAX = 31, PIECE_BYTES = 65536 };

static const char content_types[] = DECLARATION
	"<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
	"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE "worksheet+xml\"/>"
	"<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/></Types>";
static const char relationships[] = DECLARATION
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char workbook_relationships[] = DECLARATION
	"<Relationships xmlns=\"" PACKAGE "relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";
/* Style 1 is text, 2 a heading; 49 is the number format "@". */
static const char styles[] = DECLARATION
	"<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
	"<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
	"<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
	"<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
	"<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
	"<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
	"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
	"<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs>"
	"<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

/* At most `most` characters, as XML. */
static void append_xml(struct buffer *to, const char *text, size_t most)
{
	for (const char *at = text; *at != '\0' && most > 0; at = text, most--) {
		text_next(&text);
		if (*at == '&')
			buffer_append_string(to, "&amp;");
		else if (*at == '<')
			buffer_append_string(to, "&lt;");
		else if (*at == '"')
			buffer_append_string(to, "&quot;");
		else if ((unsigned char)*at < ' ' && *at != '\n' && *at != '\t')
			buffer_append_char(to, ' ');	/* XML has no such character */
		else if (*at == '\n')
			buffer_append_string(to, "&#10;");
		else
			buffer_append(to, at, (size_t)(text - at));
	}
}

/* 0 is A, 26 is AA. */
static void append_column(struct buffer *to, size_t column)
{
	if (column >= 26)
		buffer_append_char(to, (char)('A' + column / 26 - 1));
	buffer_append_char(to, (char)('A' + column % 26));
}

static void append_prompts(struct buffer *to, const struct template_column *columns, size_t count)
{
	size_t noted = 0;

	for (size_t i = 0; i < count; i++)
		noted += columns[i].note != NULL;
	if (noted == 0)
		return;
	buffer_print(to, "<dataValidations count=\"%zu\">", noted);
	for (size_t i = 0; i < count; i++) {
		if (columns[i].note == NULL)
			continue;
		buffer_append_string(to, "<dataValidation allowBlank=\"1\" showInputMessage=\"1\" promptTitle=\"");
		append_xml(to, columns[i].heading, PROMPT_TITLE_MAX);
		buffer_append_string(to, "\" prompt=\"");
		append_xml(to, columns[i].note, PROMPT_MAX);
		buffer_append_string(to, "\" sqref=\"");
		append_column(to, i);
		buffer_append_string(to, "1:");
		append_column(to, i);
		buffer_append_string(to, "1048576\"/>");
	}
	buffer_append_string(to, "</dataValidations>");
}

static void put_sheet(struct buffer *to, const struct template_column *columns, size_t count)
{
	buffer_append_string(to, DECLARATION "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\">"
		"<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
	buffer_print(to, "<cols><col min=\"1\" max=\"%zu\" width=\"18\" style=\"1\" customWidth=\"1\"/></cols>", count);
	buffer_append_string(to, "<sheetData><row r=\"1\">");
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(to, "<c r=\"");
		append_column(to, i);
		buffer_append_string(to, "1\" s=\"2\" t=\"inlineStr\"><is><t>");
		append_xml(to, columns[i].heading, table_cell_bytes_max);
		buffer_append_string(to, "</t></is></c>");
	}
	buffer_append_string(to, "</row></sheetData>");
	append_prompts(to, columns, count);
	buffer_append_string(to, "</worksheet>");
}

static void put_workbook(struct buffer *to, const char *sheet)
{
	buffer_append_string(to, DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><bookViews><workbookView/></bookViews><sheets><sheet name=\"");
	append_xml(to, sheet, SHEET_NAME_MAX);
	buffer_append_string(to, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
}

static bool add_part(zip_t *zip, const char *name, const char *text, size_t length)
{
	zip_source_t *source = zip_source_buffer(zip, text, length, 0);

	if (source == NULL)
		return false;
	if (zip_file_add(zip, name, source, 0) >= 0)
		return true;
	zip_source_free(source);
	return false;
}

/* The zip in memory, out of which it is read when it is closed. */
static enum err pack(zip_source_t *memory, const struct buffer *workbook, const struct buffer *sheet)
{
	zip_t *zip = zip_open_from_source(memory, ZIP_TRUNCATE, NULL);

	if (zip == NULL)
		return E_INTERNAL;
	zip_source_keep(memory);	/* zip_close lets go of one */
	if (add_part(zip, "[Content_Types].xml", content_types, sizeof content_types - 1)
	    && add_part(zip, "_rels/.rels", relationships, sizeof relationships - 1)
	    && add_part(zip, "xl/workbook.xml", workbook->data, workbook->length)
	    && add_part(zip, "xl/_rels/workbook.xml.rels", workbook_relationships, sizeof workbook_relationships - 1)
	    && add_part(zip, "xl/styles.xml", styles, sizeof styles - 1)
	    && add_part(zip, "xl/worksheets/sheet1.xml", sheet->data, sheet->length) && zip_close(zip) == 0)
		return OK;
	zip_discard(zip);
	return E_INTERNAL;
}

static enum err send(zip_source_t *memory, struct arena *arena, table_sink *sink, void *context)
{
	char *piece = arena_alloc(arena, PIECE_BYTES);
	enum err err = OK;
	zip_int64_t length = 1;

	if (zip_source_open(memory) != 0)
		return E_INTERNAL;
	while (err == OK && length > 0) {
		length = zip_source_read(memory, piece, PIECE_BYTES);
		if (length < 0)
			err = E_INTERNAL;
		else if (length > 0)
			err = sink(context, piece, (size_t)length);
	}
	zip_source_close(memory);
	return err;
}

enum err table_write_template(struct arena *arena, const struct template_column *columns, size_t count, const char *sheet, table_sink *sink,
			      void *context)
{
	zip_source_t *memory;
	struct buffer book, rows;
	enum err err;

	if (count == 0 || count > table_columns_max)
		return E_INVALID;
	memory = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (memory == NULL)
		return E_INTERNAL;
	buffer_init(&book, arena, 512);
	buffer_init(&rows, arena, 4096);
	put_workbook(&book, sheet);
	put_sheet(&rows, columns, count);
	err = pack(memory, &book, &rows);
	if (err == OK)
		err = send(memory, arena, sink, context);
	zip_source_free(memory);
	return err;
}
