#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "book.h"
#include "scratch.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#define assert_told(expected, ...) \
	assert_string_equal(expected, told(&arena, file_of_book(&(struct book){ __VA_ARGS__ }), NULL))

static void cells_of_every_kind_are_told_apart(void **state)
{
	(void)state;
	assert_told("1: 姓名|王 芳|inline|#12|#1.5E+17|?true|?false|!#REF!|formula\n",
		    .strings = "<si><t>姓名</t></si><si><t xml:space=\"preserve\"> 王 芳\u3000</t></si>",
		    .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
			    "<c r=\"C1\" t=\"inlineStr\"><is><t>in</t><t>line</t></is></c><c r=\"D1\"><v>12</v></c><c r=\"E1\" t=\"n\"><v>1.5E+17</v></c>"
			    "<c r=\"F1\" t=\"b\"><v>1</v></c><c r=\"G1\" t=\"b\"><v>0</v></c><c r=\"H1\" t=\"e\"><v>#REF!</v></c>"
			    "<c r=\"I1\" t=\"str\"><f>A1</f><v>formula</v></c></row>");
}

static void gaps_are_empty_cells_and_blank_rows_are_skipped_but_counted(void **state)
{
	(void)state;
	assert_told("2: |x||#3\n7: #1|#2\n8: #4\n",
		    .rows = "<row r=\"1\"/><row r=\"2\"><c r=\"B2\" t=\"str\"><v>x</v></c><c r=\"C2\" s=\"1\"/><c r=\"D2\"><v>3</v></c><c r=\"E2\"/></row>"
			    "<row r=\"5\"><c r=\"A5\" t=\"str\"><v> \u3000\u00a0</v></c></row><row r=\"7\"><c><v>1</v></c><c><v>2</v></c></row>"
			    "<row><c><v>4</v></c></row>");
}

static void rich_text_is_joined_and_phonetic_runs_are_left_out(void **state)
{
	(void)state;
	assert_told("1: 沂蒙助学|沂蒙\n",
		    .strings = "<si><r><rPr><b/></rPr><t>沂蒙</t></r><r><t>助学</t></r><rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh><phoneticPr/></si>",
		    .rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><r><t>沂</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh><r><t>蒙</t>"
			    "</r></is></c></row>");
}

static void escapes_of_characters_are_undone_and_a_lone_surrogate_is_bad(void **state)
{
	(void)state;
	assert_told("1: a\nb|_x000A_|𠀀|!�x|!�\n",
		    .strings = "<si><t>a_x000A_b</t></si><si><t>_x005F_x000A_</t></si><si><t>_xD840__xDC00_</t></si><si><t>_xD840_x</t></si>",
		    .rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
			    "<c t=\"str\"><v>_xDC00_</v></c></row>");
}

#define STYLES "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>" \
	"<numFmt numFmtId=\"165\" formatCode=\"[h]:mm:ss\"/><numFmt numFmtId=\"166\" formatCode=\"[$-804]General\"/>" \
	"<numFmt numFmtId=\"167\" formatCode=\"0.00&quot;day&quot;\"/><numFmt numFmtId=\"168\" formatCode=\"m/d h:mm\"/></numFmts>" \
	"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" \
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>" \
	"<xf numFmtId=\"168\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/><xf numFmtId=\"31\"/><xf numFmtId=\"32\"/><xf numFmtId=\"57\"/></cellXfs>"
#define CELL(style, value) "<c s=\"" style "\"><v>" value "</v></c>"

static void a_number_with_a_date_format_is_a_date(void **state)
{
	(void)state;
	assert_told("1: #45000|@2023-03-15|@2023-03-15|#45000|#45000|#45000|@2023-03-15|#45000|@2023-03-15|@2023-03-15|#45000|@2023-03-15|#45000\n",
		    .styles = STYLES,
		    .rows = "<row>" CELL("0", "45000") CELL("1", "45000") CELL("2", "45000.75") CELL("3", "45000") CELL("4", "45000")
			    CELL("5", "45000") CELL("6", "45000.999") CELL("7", "45000") CELL("8", "45000") CELL("9", "45000")
			    CELL("10", "45000") CELL("11", "45000") CELL("99", "45000") "</row>");
}

static void the_day_that_never_was_is_bad_and_those_beside_it_are_right(void **state)
{
	(void)state;
	assert_told("1: @1900-01-01|@1900-02-28|!60|@1900-03-01|!0|!-1|!0.5|@9999-12-31|!2958466|!1E+300\n", .styles = STYLES,
		    .rows = "<row>" CELL("1", "1") CELL("1", "59") CELL("1", "60") CELL("1", "61") CELL("1", "0") CELL("1", "-1") CELL("1", "0.5")
			    CELL("1", "2958465") CELL("1", "2958466") CELL("1", "1E+300") "</row>");
}

static void the_1904_system_counts_from_1904(void **state)
{
	(void)state;
	assert_told("1: @1904-01-01|@1904-03-01|@2023-03-15\n", .styles = STYLES, .properties = " date1904=\"1\"",
		    .rows = "<row>" CELL("1", "0") CELL("1", "60") CELL("1", "43538") "</row>");
}

static void a_strict_workbook_is_read_and_its_dates_in_words(void **state)
{
	(void)state;
	assert_told("1: x|@2024-02-29|@2024-02-28|!2023-02-29\n", .space = "http://purl.oclc.org/ooxml/spreadsheetml/main",
		    .strings = "<si><t>x</t></si>",
		    .rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"d\"><v>2024-02-29</v></c><c t=\"d\"><v>2024-02-28T23:59:59</v></c>"
			    "<c t=\"d\"><v>2023-02-29</v></c></row>");
}

static void the_first_sheet_that_is_visible_is_read(void **state)
{
	(void)state;
	assert_told("1: second\n", .rows = "<row><c><v>1</v></c></row>",
		    .sheets = "<sheet name=\"A\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/><sheet name=\"B\" sheetId=\"2\" r:id=\"rId2\"/>");
	assert_told("1: #1\n", .rows = "<row><c><v>1</v></c></row>",
		    .sheets = "<sheet name=\"C\" sheetId=\"3\" r:id=\"rId3\"/><sheet name=\"A\" sheetId=\"1\" state=\"visible\" r:id=\"rId1\"/>"
			      "<sheet name=\"B\" sheetId=\"2\" r:id=\"rId2\"/>");
	assert_told("(no_sheet)", .sheets = "<sheet name=\"A\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/>");
	assert_told("(no_sheet)", .sheets = "");
}

static void a_title_that_was_merged_is_its_first_cell(void **state)
{
	(void)state;
	assert_told("1: 学生表\n2: a|b\n",
		    .rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>学生表</v></c><c r=\"B1\"/><c r=\"C1\"/></row>"
			    "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c><c r=\"B2\" t=\"str\"><v>b</v></c></row>");
}

static void a_cell_that_is_too_long_is_bad(void **state)
{
	struct buffer rows;

	(void)state;
	buffer_init(&rows, &arena, 0);
	buffer_append_string(&rows, "<row r=\"1\"><c t=\"str\"><v>");
	for (int i = 0; i < 10922; i++)
		buffer_append_string(&rows, "沂");
	buffer_append_string(&rows, "a</v></c></row><row r=\"2\"><c t=\"str\"><v>");
	for (int i = 0; i < 10923; i++)
		buffer_append_string(&rows, "沂");
	buffer_append_string(&rows, "</v></c></row>");
	const char *text = told(&arena, file_of_book(&(struct book){ .rows = rows.data }), NULL);

	assert_int_equal(0, strncmp(text, "1: 沂", 6));
	assert_int_equal(3 + 32767, strcspn(text, "\n"));
	text += strcspn(text, "\n") + 1;
	assert_int_equal(0, strncmp(text, "2: !沂", 7));
	assert_int_equal(4 + 32766, strcspn(text, "\n"));
}

static void what_contradicts_itself_is_broken(void **state)
{
	static const char *const rows[] = {
		"<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"x\"/>", "<row r=\"1\"><row r=\"2\"/></row>",
		"<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"A2\"/></row>",
		"<row r=\"1\"><c r=\"1\"/></row>", "<row r=\"1\"><c r=\"AAAA1\"/></row>", "<row r=\"1\"><c r=\"\"/></row>", "<c/>",
		"<row><c><c/></c></row>", "<row><c t=\"s\"><v>7</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>", "<row>",
		"<row><c t=\"str\"><v>&#xD800;</v></c></row>", "<row><c t=\"str\"><v>\xed\xa0\x80</v></c></row>", "<row><c t=\"str\"><v>&lol;</v></c></row>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text = told(&arena, file_of_book(&(struct book){ .rows = rows[i] }), NULL);

		if (strcmp(text, "(broken)") != 0)
			fail_msg("%s: %s", rows[i], text);
	}
	assert_told("1: !x|!\u96f6\n", .rows = "<row><c><v>x</v></c><c t=\"n\"><v>零</v></c></row>");
}

static void what_came_before_the_break_is_given_first(void **state)
{
	(void)state;
	assert_told("1: #1\n2: #2\n(broken)",
		    .rows = "<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c t=\"s\"><v>7</v></c></row><row><c><v>4</v></c></row>");
}

static void a_column_or_row_too_many_is_refused_unless_it_is_blank(void **state)
{
	(void)state;
	assert_told("1: #1\n", .rows = "<row r=\"1\"><c><v>1</v></c><c r=\"DY1\" s=\"1\"/><c r=\"XFD1\"><v> </v></c></row><row r=\"1048576\"><c/></row>");
	assert_told("(too_many_columns)", .rows = "<row r=\"1\"><c><v>1</v></c><c r=\"DY1\"><v>1</v></c></row>");
	assert_told("1000000: #1\n(too_many_rows)", .rows = "<row r=\"1000000\"><c><v>1</v></c></row><row r=\"1000001\"><c><v>1</v></c></row>");
}

static void what_is_not_a_workbook_is_told_apart(void **state)
{
	(void)state;
	assert_told("(not_a_table)", .omit = "_rels/.rels");
	assert_told("(not_a_table)", .omit = "xl/workbook.xml");
	assert_told("(not_a_table)", .workbook = "<document xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>");
	assert_told("(not_a_table)", .root_relationships = "<Relationships><Relationship Type=\"" OFFICE "/officeDocument\" TargetMode=\"External\""
							   " Target=\"http://example.org/workbook.xml\"/></Relationships>");
	assert_told("(no_sheet)", .omit = "xl/_rels/workbook.xml.rels");
	assert_told("(no_sheet)", .omit = "xl/worksheets/sheet1.xml");
	assert_told("(broken)", .sheet = "no xml");
	assert_told("(broken)", .sheet = "");
	assert_told("(broken)", .styles = "<numFmts>");
	assert_told("(encrypted)", .password = "secret", .rows = "<row/>");
}

static void a_doctype_in_any_part_is_refused(void **state)
{
#define DOCTYPE "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
	(void)state;
	assert_told("(doctype)", .sheet = DOCTYPE "<worksheet/>");
	assert_told("(doctype)", .workbook = DOCTYPE "<workbook/>");
	assert_told("(doctype)", .root_relationships = DOCTYPE "<x/>");
	assert_told("(doctype)", .relationships = DOCTYPE "<x/>");
	assert_told("(doctype)", .sheet = "<!DOCTYPE worksheet><worksheet/>");
}

static void a_tag_without_end_or_with_a_thousand_attributes_is_broken(void **state)
{
	struct buffer rows;

	(void)state;
	buffer_init(&rows, &arena, 0);
	buffer_append_string(&rows, "<row ");
	for (int i = 0; i < 1000; i++)
		buffer_print(&rows, "a%d=\">\" ", i);
	buffer_append_string(&rows, "/>");
	assert_told("(broken)", .rows = rows.data);
	buffer_clear(&rows);
	buffer_append_string(&rows, "<row ");
	for (int i = 0; i < 100000; i++)
		buffer_print(&rows, "a%d=\">\" ", i);
	buffer_append_string(&rows, "/>");
	assert_told("(broken)", .rows = rows.data);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cells_of_every_kind_are_told_apart),
		TEST(gaps_are_empty_cells_and_blank_rows_are_skipped_but_counted),
		TEST(rich_text_is_joined_and_phonetic_runs_are_left_out),
		TEST(escapes_of_characters_are_undone_and_a_lone_surrogate_is_bad),
		TEST(a_number_with_a_date_format_is_a_date),
		TEST(the_day_that_never_was_is_bad_and_those_beside_it_are_right),
		TEST(the_1904_system_counts_from_1904),
		TEST(a_strict_workbook_is_read_and_its_dates_in_words),
		TEST(the_first_sheet_that_is_visible_is_read),
		TEST(a_title_that_was_merged_is_its_first_cell),
		TEST(a_cell_that_is_too_long_is_bad),
		TEST(what_contradicts_itself_is_broken),
		TEST(what_came_before_the_break_is_given_first),
		TEST(a_column_or_row_too_many_is_refused_unless_it_is_blank),
		TEST(what_is_not_a_workbook_is_told_apart),
		TEST(a_doctype_in_any_part_is_refused),
		TEST(a_tag_without_end_or_with_a_thousand_attributes_is_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
