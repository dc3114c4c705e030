#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "book.h"

#define UNITS(rows) "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<units xmlns=\"urn:yimeng:units:1\">" rows "</units>"
#define HEADINGS "1: kind|code|name|parent|valid_from\n"

static struct arena arena;
static char schema[4096];

static int set_up(void **state)
{
	const char *top = getenv("YM_TOP");

	(void)state;
	arena_init(&arena, 0);
	snprintf(schema, sizeof schema, "%s/view/schema/units.xsd", top != NULL ? top : ".");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#define assert_told(expected, text) assert_string_equal(expected, told(&arena, file_of_text(text), schema))

static void names_of_fields_are_the_first_row(void **state)
{
	(void)state;
	assert_told(HEADINGS, UNITS(""));
	assert_told(HEADINGS "2: school||王庄小学|罗庄区|2019-09-01\n3: school|3713|b & c|x\n",
		    UNITS("<unit><kind>school</kind><name> 王庄小学\n</name><parent>罗庄区</parent><valid_from>2019-09-01</valid_from></unit>"
			  "<!-- <unit/> --><unit><kind>school</kind><code>3713</code><name><![CDATA[b & c]]></name><parent>&#120;</parent></unit>"));
}

static void prefixes_and_other_encodings_are_as_good(void **state)
{
	(void)state;
	assert_told(HEADINGS "2: school||王芳|x\n",
		    "\xef\xbb\xbf<u:units xmlns:u=\"urn:yimeng:units:1\"><u:unit><u:kind>school</u:kind><u:name>王芳</u:name><u:parent>x</u:parent>"
		    "</u:unit></u:units>");
	assert_told(HEADINGS "2: school||王芳|x\n",
		    "<?xml version=\"1.0\" encoding=\"GB18030\"?><units xmlns=\"urn:yimeng:units:1\"><unit><kind>school</kind>"
		    "<name>\xcd\xf5\xb7\xbc</name><parent>x</parent></unit></units>");
}

static void what_the_schema_does_not_allow_is_not_ours(void **state)
{
	(void)state;
	assert_told("(not_our_xml)", "<html><body/></html>");
	assert_told("(not_our_xml)", "<units><unit/></units>");
	assert_told("(not_our_xml)", "<units xmlns=\"urn:yimeng:students:1\"/>");
	assert_told(HEADINGS "(not_our_xml)", UNITS("<unit><kind>school</kind><parent>x</parent></unit>"));
	assert_told(HEADINGS "(not_our_xml)", UNITS("<unit><kind>school</kind><name>x</name><parent>x</parent><age>1</age></unit>"));
	assert_told(HEADINGS "(not_our_xml)", UNITS("<unit><kind>school</kind><name><b>x</b></name><parent>x</parent></unit>"));
	assert_told(HEADINGS "2: a||b|c\n(not_our_xml)",
		    UNITS("<unit><kind>a</kind><name>b</name><parent>c</parent></unit><unit><kind>a</kind><name>b</name></unit>"));
}

static void a_table_in_xml_wants_a_schema(void **state)
{
	(void)state;
	assert_string_equal("(not_our_xml)", told(&arena, file_of_text(UNITS("")), NULL));
	assert_string_equal("(E_INTERNAL)", told(&arena, file_of_text(UNITS("")), "/nowhere.xsd"));
}

static void a_doctype_is_refused(void **state)
{
	(void)state;
	assert_told("(doctype)", "<!DOCTYPE units><units xmlns=\"urn:yimeng:units:1\"/>");
	assert_told("(doctype)", "<?xml version=\"1.0\"?><!DOCTYPE units [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;\">]>"
				 "<units xmlns=\"urn:yimeng:units:1\"><unit><kind>&c;</kind></unit></units>");
	assert_told("(doctype)", "<!DOCTYPE units SYSTEM \"http://127.0.0.1:9/x.dtd\"><units/>");
}

/* libxml2 would load it: from any file, and from the network. */
static void a_schema_that_the_file_names_is_not_looked_at(void **state)
{
	(void)state;
	assert_told("(not_our_xml)", "<units xmlns=\"urn:yimeng:units:1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
				     " xsi:schemaLocation=\"urn:yimeng:units:1 /etc/passwd\"/>");
	assert_told(HEADINGS "(not_our_xml)",
		    UNITS("<unit xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"/etc/passwd\"/>"));
}

static void what_is_not_well_formed_is_broken(void **state)
{
	(void)state;
	assert_told(HEADINGS "(broken)", UNITS("<unit>"));
	assert_told(HEADINGS "2: a||b|c\n(broken)", "<units xmlns=\"urn:yimeng:units:1\"><unit><kind>a</kind><name>b</name><parent>c</parent></unit>");
	assert_told(HEADINGS "(broken)", UNITS("<unit><kind>\xed\xa0\x80</kind></unit>"));
	assert_told(HEADINGS "(broken)", UNITS("<unit><kind>&nbsp;</kind></unit>"));
	assert_told("(broken)", "<");
	assert_told("(broken)", "<units xmlns=\"urn:yimeng:units:1\"");
}

static void nesting_without_end_is_refused(void **state)
{
	struct buffer text;

	(void)state;
	buffer_init(&text, &arena, 0);
	buffer_append_string(&text, "<units xmlns=\"urn:yimeng:units:1\">");
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&text, "<unit>");
	assert_string_equal(HEADINGS "(not_our_xml)", told(&arena, file_of_text(text.data), schema));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_of_fields_are_the_first_row),
		TEST(prefixes_and_other_encodings_are_as_good),
		TEST(what_the_schema_does_not_allow_is_not_ours),
		TEST(a_table_in_xml_wants_a_schema),
		TEST(a_doctype_is_refused),
		TEST(a_schema_that_the_file_names_is_not_looked_at),
		TEST(what_is_not_well_formed_is_broken),
		TEST(nesting_without_end_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
