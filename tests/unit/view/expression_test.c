#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page.h"

struct example {
	const char *expression, *text;
};

static void check_texts(void **state, const struct example *examples, size_t count)
{
	struct page *page = *state;

	for (size_t i = 0; i < count; i++) {
		const char *body = arena_print(&page->arena, "<p tal:content=\"%s\">x</p>", examples[i].expression);

		assert_string_equal(page_html(page, body), arena_print(&page->arena, "<p>%s</p>", examples[i].text));
	}
}
#define CHECK_TEXTS(state, examples) check_texts((state), (examples), sizeof(examples) / sizeof((examples)[0]))

static void a_path_leads_to_what_was_put(void **state)
{
	static const struct example examples[] = {
		{ "gift/id", "7" }, { "gift/giver", "李 &amp; &lt;b&gt;" }, { "gift/amount", "1,234.50" },
		{ "gift/day", "2018-11-09" }, { "gift/at", "2018-11-09 17:12" }, { "gift/open", "true" },
		{ "gift/season", "summer" }, { "gift/count", "3" }, { "word", "a&quot;b&lt;c&gt;&amp;d" }, { "no", "false" },
		{ "number", "1234567" }, { "total/sum", "3,102.00" }, { "null", "" }, { "  gift/id  ", "7" } };

	CHECK_TEXTS(state, examples);
}

static void a_format_says_how_it_is_written(void **state)
{
	static const struct example examples[] = {
		{ "money:gift/amount", "1,234.50" }, { "yuan:gift/amount", "1,234.50" }, { "yuan:total/sum", "3,102" },
		{ "plain:gift/amount", "1234.50" }, { "number:number", "1,234,567" }, { "number:zero", "0" },
		{ "date:gift/day", "2018-11-09" }, { "date:gift/at", "2018-11-09" }, { "minute:gift/at", "2018-11-09 17:12" },
		{ "iso:gift/at", "2018-11-09T17:12:00+08:00" }, { "iso:gift/day", "2018-11-09" },
		{ "rfc822:gift/at", "Fri, 09 Nov 2018 17:12:00 +0800" }, { "rfc822:gift/day", "Fri, 09 Nov 2018 00:00:00 +0800" },
		{ "mask:telephone", "138****0000" }, { "money: gift/amount", "1,234.50" } };

	CHECK_TEXTS(state, examples);
}

static void an_alternative_is_taken_where_there_is_nothing(void **state)
{
	static const struct example examples[] = {
		{ "nowhere | gift/id", "7" }, { "nowhere/at/all | nothing", "" }, { "null | word/x | gift/id", "false" },
		{ "null | string:none", "none" }, { "null | null", "" }, { "nowhere|zero", "0" }, { "null | default", "x" },
		{ "word | default", "a&quot;b&lt;c&gt;&amp;d" }, { "nowhere | money:total/sum", "3,102.00" }, { "empty | string:x", "" } };

	CHECK_TEXTS(state, examples);
}

static void a_string_has_paths_inside(void **state)
{
	static const struct example examples[] = {
		{ "string:a ${gift/id} b", "a 7 b" }, { "string:${word}", "a&quot;b&lt;c&gt;&amp;d" }, { "string:", "" },
		{ "string:&lt;b&gt;&amp;amp;", "&lt;b&gt;&amp;amp;" }, { "string:$$5 ${money:total/sum}", "$5 3,102.00" },
		{ "string:a | b", "a | b" }, { "string:[${null}]", "[]" }, { "string:${nowhere | gift/id}", "7" } };

	CHECK_TEXTS(state, examples);
}

static void a_step_beyond_a_value_asks_whether_it_is_that(void **state)
{
	static const struct example examples[] = {
		{ "gift/season/summer", "true" }, { "gift/season/spring", "false" }, { "word/a", "false" },
		{ "telephone/13800000000", "true" }, { "number/1234567", "true" }, { "number/12", "false" },
		{ "null/anything", "" }, { "not:gift/season/spring", "true" } };

	CHECK_TEXTS(state, examples);
}

static void truth_is_what_the_header_says(void **state)
{
	static const struct {
		const char *expression;
		bool truth;
	} examples[] = {
		{ "word", true }, { "empty", false }, { "null", false }, { "yes", true }, { "no", false }, { "number", true },
		{ "zero", false }, { "gifts", true }, { "none", false }, { "gift/day", true }, { "gift/digest", true },
		{ "gift", true }, { "not:word", false }, { "not:nowhere | nothing", true }, { "not:not:word", true },
		{ "string:", false }, { "string:${empty}", false }, { "string:x", true }, { "not:string:${null}", true },
		{ "total/sum", true }, { "nowhere | yes", true } };
	struct page *page = *state;

	for EACH(i, examples) {
		const char *body = arena_print(&page->arena, "<b tal:condition=\"%s\"/>", examples[i].expression);

		assert_string_equal(page_html(page, body), examples[i].truth ? "<b></b>" : "");
	}
}

static void the_longest_name_put_wins(void **state)
{
	struct page *page = *state;

	page_compile(page, "<p tal:content=\"gift/form/id\"/><p tal:content=\"gift/id\"/>");
	view_put(page->view, "gift/form", &gift_shape, &page->gifts[2]);
	assert_string_equal(page_render(page), "<p>3</p><p>7</p>");
}

static void a_name_put_again_is_replaced_and_an_unknown_one_ignored(void **state)
{
	struct page *page = *state;

	page_compile(page, "<p tal:content=\"word\"/>");
	view_put_text(page->view, "word", "new");
	view_put_text(page->view, "nobody-asks", "x");
	assert_string_equal(page_render(page), "<p>new</p>");
}

struct other {
	const char *title;
	int64_t id;
};
static const struct shape other_shape = SHAPE(other, COLUMN(other, title), COLUMN(other, id));

static void one_place_serves_records_of_several_shapes(void **state)
{
	static const struct other other = { "t", 99 };
	struct page *page = *state;

	page_compile(page, "<p tal:content=\"gift/id\"/>");
	for (size_t i = 0; i < 3; i++) {
		view_put(page->view, "gift", &gift_shape, &page->gift);
		assert_string_equal(page_render(page), "<p>7</p>");
		view_put(page->view, "gift", &other_shape, &other);
		assert_string_equal(page_render(page), "<p>99</p>");
	}
}

/* One expression in text, attributes, URLs and conditions, each page by itself; "failed" where it cannot be shown so. */
static const char *in_every_place(struct page *page, const char *expression, const char *around)
{
	static const char *const places[][2] = { { "<p tal:content=\"", "\"/>" }, { "<p tal:attributes=\"title ", "\"/>" },
						 { "<p tal:attributes=\"href ", "\"/>" }, { "<a tal:attributes=\"href string:/${", "}\"/>" },
						 { "<p tal:condition=\"", "\"/>" } };
	struct buffer all;

	buffer_init(&all, &page->arena, 0);
	for EACH(i, places) {
		struct buffer out;

		page_compile(page, arena_print(&page->arena, "<b%s tal:omit-tag=\"\">%s%s%s</b>", around, places[i][0], expression, places[i][1]));
		buffer_init(&out, &page->arena, 0);
		buffer_append_string(&all, view_render(page->view, "page", &out, &page->fault) == OK ? out.data : "failed");
	}
	return all.data;
}

/* Columns of a row in scope go a shorter way to the page: it must write what the longer one does. */
static void a_row_in_scope_is_written_like_one_that_was_put(void **state)
{
	static const char *const columns[] = { "id", "giver", "amount", "day", "at", "open", "season", "count" };
	static const char *const formats[] = { "", "money:", "yuan:", "plain:", "number:", "date:", "minute:", "iso:", "rfc822:", "mask:" };
	struct page *page = *state;

	for EACH(i, columns) {
		for EACH(j, formats) {
			const char *put = arena_print(&page->arena, "%sgift/%s", formats[j], columns[i]);
			const char *local = arena_print(&page->arena, "%sg/%s", formats[j], columns[i]);

			assert_string_equal(in_every_place(page, local, " tal:define=\"g gift\""), in_every_place(page, put, ""));
		}
	}
}

static void a_loop_knows_where_it_is(void **state)
{
	static const char body[] =
		"<i tal:repeat=\"g gifts\" tal:content=\"string:${g/id} ${repeat/g/index} ${repeat/g/number} ${repeat/g/first}"
		" ${repeat/g/last} ${repeat/g/even} ${repeat/g/odd}\"/>";

	assert_string_equal(page_html(*state, body), "<i>1 0 1 true false true false</i><i>2 1 2 false false false true</i>"
						     "<i>3 2 3 false true true false</i>");
}

static void loops_nest_and_empty_ones_write_nothing(void **state)
{
	assert_string_equal(page_html(*state, "<p tal:repeat=\"a gifts\"><i tal:repeat=\"b gifts\" tal:content=\"string:${a/id}"
					      "${b/id}${repeat/a/number}\"/></p>"),
			    "<p><i>111</i><i>121</i><i>131</i></p><p><i>212</i><i>222</i><i>232</i></p>"
			    "<p><i>313</i><i>323</i><i>333</i></p>");
	assert_string_equal(page_html(*state, "[<p tal:repeat=\"a none\">x</p><p tal:repeat=\"a null\">x</p>]"), "[]");
}

static void a_defined_name_holds_for_its_element(void **state)
{
	assert_string_equal(page_html(*state, "<p tal:define=\"word gift/id; more string:${word};;\" tal:content=\"more\"/>"
					      "<p tal:content=\"word/7\"/>"), "<p>7;</p><p>false</p>");
	assert_string_equal(page_html(*state, "<p tal:define=\"g gift; sum money:g/amount\" tal:condition=\"g/open\">"
					      "<b tal:content=\"sum\"/></p>"), "<p><b>1,234.50</b></p>");
}

static void statements_go_in_zopes_order(void **state)
{
	assert_string_equal(page_html(*state, "<p tal:omit-tag=\"g/giver | nothing\" tal:content=\"g/id\" tal:repeat=\"g l\""
					      " tal:condition=\"l\" tal:define=\"l gifts\"/>"), "1<p>2</p>3");
}

static void what_is_malformed_does_not_compile(void **state)
{
	static const struct example examples[] = {
		{ "", "a path is missing" }, { "a//b", "malformed path" }, { "/a", "malformed path" }, { "a/", "malformed path" },
		{ "a b", "malformed path" }, { "a |", "alternative is missing" }, { "| a", "a path is missing" },
		{ "euro:a", "unknown format" }, { "structure word", "no `structure`" }, { "string:${a", "a dollar" },
		{ "string:$a", "a dollar" }, { "string:${}", "a path is missing" }, { "repeat/x/index", "no tal:repeat" },
		{ "nothing/a", "reserved" }, { "a/b/c/d/e/f/g/h/i", "at most 8" }, { "not:", "a path is missing" },
		{ "not:default", "no meaning" }, { "string:${default}", "no meaning" }, { "a | b | c | d | e | f | g | h | i", "too many" },
		{ "not:not:not:not:not:not:not:not:not:a", "too deep" }, { "名", "malformed path" } };
	struct page *page = *state;

	for EACH(i, examples) {
		const char *fault = page_refusal(page, arena_print(&page->arena, "\n<p tal:content=\"%s\"/>", examples[i].expression));

		assert_memory_equal(fault, "page.xhtml:2: ", strlen("page.xhtml:2: "));
		if (!strstr(fault, examples[i].text))
			fail_msg("%s: %s", examples[i].expression, fault);
	}
}

static void a_path_that_leads_nowhere_fails_with_its_place(void **state)
{
	static const struct example examples[] = {
		{ "nowhere", "path leads nowhere" }, { "gift/nowhere", "path leads nowhere" },
		{ "gift/season/autumn", "path leads nowhere" }, { "gift/day/monday", "path leads nowhere" },
		{ "gifts/id", "path leads nowhere" }, { "null | nowhere", "path leads nowhere" }, { "not:nowhere", "path leads nowhere" },
		{ "string:${nowhere}", "path leads nowhere" }, { "gift", "cannot be shown" }, { "gifts", "cannot be shown" },
		{ "gift/digest", "cannot be shown" }, { "money:word", "cannot be shown" }, { "date:total/sum", "cannot be shown" },
		{ "minute:gift/day", "cannot be shown" }, { "mask:number", "cannot be shown" }, { "number:total/sum", "cannot be shown" } };
	struct page *page = *state;

	for EACH(i, examples) {
		const char *fault = page_failure(page, arena_print(&page->arena, "\n\n<p tal:content=\"%s\"/>", examples[i].expression));

		assert_memory_equal(fault, "page.xhtml:3: ", strlen("page.xhtml:3: "));
		if (!strstr(fault, examples[i].text))
			fail_msg("%s: %s", examples[i].expression, fault);
	}
	assert_non_null(strstr(page_failure(page, "<p tal:repeat=\"a word\"/>"), "not a list"));
}

static void names_must_be_names(void **state)
{
	static const char *const bodies[] = {
		"<p tal:define=\"1a word\"/>", "<p tal:define=\"a\"/>", "<p tal:define=\"repeat word\"/>", "<p tal:define=\"a/b word\"/>",
		"<p tal:repeat=\"nothing gifts\"/>", "<p tal:repeat=\"gifts\"/>", "<p tal:define=\"global a word\"/>" };

	for EACH(i, bodies)
		page_refusal(*state, bodies[i]);
}

static void there_is_room_for_64_names(void **state)
{
	struct page *page = *state;
	struct buffer list;

	buffer_init(&list, &page->arena, 1024);
	for (int i = 0; i < 64; i++)
		buffer_print(&list, "a%d number;", i);
	assert_string_equal(page_html(page, arena_print(&page->arena, "<p tal:define=\"%s\" tal:content=\"a63\"/>", list.data)),
			    "<p>1234567</p>");
	buffer_append_string(&list, "a64 number");
	assert_non_null(strstr(page_refusal(page, arena_print(&page->arena, "<p tal:define=\"%s\"/>", list.data)), "64"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_path_leads_to_what_was_put), TEST(a_format_says_how_it_is_written),
		TEST(an_alternative_is_taken_where_there_is_nothing), TEST(a_string_has_paths_inside),
		TEST(a_step_beyond_a_value_asks_whether_it_is_that), TEST(truth_is_what_the_header_says),
		TEST(the_longest_name_put_wins), TEST(a_name_put_again_is_replaced_and_an_unknown_one_ignored),
		TEST(one_place_serves_records_of_several_shapes), TEST(a_row_in_scope_is_written_like_one_that_was_put), TEST(a_loop_knows_where_it_is),
		TEST(loops_nest_and_empty_ones_write_nothing), TEST(a_defined_name_holds_for_its_element),
		TEST(statements_go_in_zopes_order), TEST(what_is_malformed_does_not_compile),
		TEST(a_path_that_leads_nowhere_fails_with_its_place), TEST(names_must_be_names), TEST(there_is_room_for_64_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
