#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RELATIONSHIPS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

int file_of(const void *bytes, size_t length)
{
	int fd = memfd_create("table", MFD_CLOEXEC);

	if (fd < 0 || (length > 0 && write(fd, bytes, length) != (ssize_t)length))
		abort();
	return fd;
}

int file_of_text(const char *text)
{
	return file_of(text, strlen(text));
}

static void add_part(zip_t *zip, const struct book *book, const char *name, const char *text)
{
	zip_source_t *source;
	zip_int64_t index;

	if (book->omit != NULL && strcmp(book->omit, name) == 0)
		return;
	source = zip_source_buffer(zip, text, strlen(text), 0);
	index = zip_file_add(zip, name, source, 0);
	if (index < 0 || (book->stored && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0))
		abort();
	if (book->password != NULL && strstr(name, "sheet1") != NULL
	    && zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_256, book->password) != 0)
		abort();
}

static const char *or(const char *text, const char *usual)
{
	return text != NULL ? text : usual;
}

static void add_parts(zip_t *zip, const struct book *book, struct arena *arena)
{
	const char *space = or(book->space, MAIN);

	add_part(zip, book, "_rels/.rels", or(book->root_relationships, DECLARATION RELATIONSHIPS
		"<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
	add_part(zip, book, "xl/workbook.xml", or(book->workbook, arena_print(arena, DECLARATION
		"<workbook xmlns=\"%s\" xmlns:r=\"" OFFICE "\"><workbookPr%s/><sheets>%s</sheets></workbook>", space,
		or(book->properties, ""), or(book->sheets, "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"))));
	add_part(zip, book, "xl/_rels/workbook.xml.rels", or(book->relationships, DECLARATION RELATIONSHIPS
		"<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
		"<Relationship Id=\"rId2\" Type=\"" OFFICE "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
		"<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
		"<Relationship Id=\"rId4\" Type=\"" OFFICE "/sharedStrings\" Target=\"../xl/sharedStrings.xml\"/></Relationships>"));
	if (book->styles != NULL)
		add_part(zip, book, "xl/styles.xml", arena_print(arena, DECLARATION "<styleSheet xmlns=\"%s\">%s</styleSheet>", space,
								 book->styles));
	if (book->strings != NULL)
		add_part(zip, book, "xl/sharedStrings.xml", arena_print(arena, DECLARATION "<sst xmlns=\"%s\">%s</sst>", space,
									book->strings));
	add_part(zip, book, "xl/worksheets/sheet2.xml", arena_print(arena, "<worksheet xmlns=\"%s\"><sheetData><row><c t=\"str\"><v>second"
		"</v></c></row></sheetData></worksheet>", space));
	add_part(zip, book, "xl/worksheets/sheet1.xml", or(book->sheet, arena_print(arena, DECLARATION
		"<worksheet xmlns=\"%s\"><sheetData>%s</sheetData><pageMargins left=\"0.7\"/></worksheet>", space, or(book->rows, ""))));
}

char *bytes_of_book(const struct book *book, size_t *length)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	struct arena arena;
	zip_stat_t stat;
	char *bytes;

	if (zip == NULL)
		abort();
	zip_source_keep(source);
	arena_init(&arena, 0);
	add_parts(zip, book, &arena);
	if (zip_close(zip) != 0 || zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
		abort();
	*length = (size_t)stat.size;
	bytes = malloc(*length);
	if (bytes == NULL || zip_source_read(source, bytes, *length) != (zip_int64_t)*length)
		abort();
	zip_source_close(source);
	zip_source_free(source);
	arena_free(&arena);
	return bytes;
}

int file_of_book(const struct book *book)
{
	size_t length;
	char *bytes = bytes_of_book(book, &length);
	int fd = file_of(bytes, length);

	free(bytes);
	return fd;
}

const char *told(struct arena *arena, int fd, const char *schema)
{
	static const char *const marks[] = { "", "#", "@", "?", "!" };
	struct table_refusal refusal = { .word = "no word" };
	struct table *table = NULL;
	struct table_row row;
	struct buffer text;
	enum err err;

	buffer_init(&text, arena, 0);
	err = table_open(arena, fd, schema, &table, &refusal);
	while (err == OK && (err = table_next(table, &row, &refusal)) == OK) {
		buffer_print(&text, "%ld: ", (long)row.number);
		for (size_t i = 0; i < row.count; i++)
			buffer_print(&text, "%s%s%s", i > 0 ? "|" : "", marks[row.cell[i].kind], row.cell[i].text);
		buffer_append_char(&text, '\n');
	}
	if (err == E_INVALID)
		buffer_print(&text, "(%s)", refusal.word);
	else if (err != E_NOT_FOUND)
		buffer_print(&text, "(%s)", err_name(err));
	if (table != NULL)
		table_close(table);
	return text.data;
}

long status_kb(const char *what)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long kb = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, what, strlen(what)) == 0)
			kb = strtol(line + strlen(what), NULL, 10);
	if (file != NULL)
		fclose(file);
	return kb;
}
