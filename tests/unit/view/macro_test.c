#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page.h"

#define PAGE(body) "<html" PAGE_NAMESPACES "><body>" body "</body></html>"

static enum err load(struct page *page, const char *override_dir)
{
	const struct template_options options = { .dir = page->dir, .override_dir = override_dir,
						  .languages = (const char *const[]){ "zh", NULL },
						  .pages = (const char *const[]){ "a/page", NULL } };

	page->fault.text[0] = '\0';
	return template_set_load(&page->arena, &options, &page->set, &page->fault);
}

static const char *render(struct page *page)
{
	struct buffer out;

	if (load(page, NULL) != OK)
		fail_msg("%s", page->fault.text);
	page->view = view_new(&page->arena, page->set, 0);
	page_put_values(page);
	buffer_init(&out, &page->arena, 0);
	if (view_render(page->view, "a/page", &out, &page->fault) != OK)
		fail_msg("%s", page->fault.text);
	return out.data;
}

static void expect_refusal(struct page *page, const char *reason)
{
	assert_int_equal(load(page, NULL), E_INVALID);
	if (!strstr(page->fault.text, reason))
		fail_msg("%s", page->fault.text);
}

static void a_page_takes_its_shell(void **state)
{
	struct page *page = *state;

	page_write(page, "shell.xhtml", "<html" PAGE_NAMESPACES " lang=\"zh\"><head><title metal:define-slot=\"title\">T</title></head>"
		   "<body><main metal:define-slot=\"main\" id=\"m\">none</main><p metal:define-slot=\"foot\">foot</p></body></html>");
	page_write(page, "a/page.xhtml", "<html" PAGE_NAMESPACES " metal:use-macro=\"shell\" lang=\"x\"><head><meta charset=\"x\"/>"
		   "<title metal:fill-slot=\"title\" tal:content=\"gift/id\"/></head><body><p>dropped</p>"
		   "<section metal:fill-slot=\"main\"><b tal:content=\"word\"/></section></body></html>");
	assert_string_equal(render(page), "<!doctype html>\n<html lang=\"zh\"><head><title>7</title></head>"
			    "<body><section><b>a&quot;b&lt;c&gt;&amp;d</b></section><p>foot</p></body></html>\n");
}

static void a_macro_of_another_file_sees_names_around_its_use(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("<i>x</i><li metal:define-macro=\"card\" class=\"c\" tal:attributes=\"id g/id\" tal:content=\"n\"/>"));
	page_write(page, "a/page.xhtml", PAGE("<ul><li metal:use-macro=\"a/parts/card\" tal:repeat=\"g gifts\" tal:define=\"n string:n\""
					      " tal:condition=\"yes\">sample</li></ul>"));
	assert_string_equal(render(page), "<!doctype html>\n<html><body><ul><li class=\"c\" id=\"1\">n</li><li class=\"c\" id=\"2\">n</li>"
			    "<li class=\"c\" id=\"3\">n</li></ul></body></html>\n");
}

static void a_file_goes_before_a_macro_of_the_same_name(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("<b metal:define-macro=\"card\">macro</b>"));
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/card\"/>"));
	assert_string_equal(render(page), "<!doctype html>\n<html><body><b>macro</b></body></html>\n");
	page_write(page, "a/parts/card.xhtml", "<i" PAGE_NAMESPACES ">file</i>");
	assert_string_equal(render(page), "<!doctype html>\n<html><body><i>file</i></body></html>\n");
}

static void macros_nest_and_pass_slots_on(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("<p metal:define-macro=\"inner\">[<i metal:define-slot=\"s\">inner</i>]</p>"
					       "<div metal:define-macro=\"outer\"><p metal:use-macro=\"a/parts/inner\"><b metal:fill-slot=\"s\">"
					       "<u metal:define-slot=\"s\">outer</u></b></p></div>"));
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/outer\"/><p metal:use-macro=\"a/parts/outer\">"
					      "<s metal:fill-slot=\"s\">page<p metal:use-macro=\"a/parts/inner\"><q metal:fill-slot=\"s\">own</q></p></s></p>"));
	assert_string_equal(render(page), "<!doctype html>\n<html><body><div><p>[<b><u>outer</u></b>]</p></div>"
			    "<div><p>[<b><s>page<p>[<q>own</q>]</p></s></b>]</p></div></body></html>\n");
}

static void a_slot_filled_with_the_same_macro_is_no_recursion(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("<p metal:define-macro=\"box\">(<i metal:define-slot=\"s\"/>)</p>"));
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/box\"><b metal:fill-slot=\"s\"><p metal:use-macro=\"a/parts/box\"/></b></p>"));
	assert_string_equal(render(page), "<!doctype html>\n<html><body><p>(<b><p>(<i></i>)</p></b>)</p></body></html>\n");
}

static void a_fault_names_the_file_of_the_macro(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("\n\n<p metal:define-macro=\"card\" tal:content=\"a//b\"/>"));
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/card\"/>"));
	expect_refusal(page, "a/parts.xhtml:3: ");
}

static void unknown_and_recursive_macros_do_not_compile(void **state)
{
	struct page *page = *state;

	page_write(page, "a/parts.xhtml", PAGE("<p metal:define-macro=\"one\"><i metal:use-macro=\"a/parts/two\"/></p>"
					       "<p metal:define-macro=\"two\"><i metal:use-macro=\"a/parts/one\"/></p><p metal:define-macro=\"three\"/>"));
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/one\"/>"));
	expect_refusal(page, "uses itself");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/page\"/>"));
	expect_refusal(page, "uses itself");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/four\"/>"));
	expect_refusal(page, "no macro a/parts/four");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"nowhere\"/>"));
	expect_refusal(page, "no file for the macro nowhere");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"../a/parts\"/>"));
	expect_refusal(page, "no file for the macro");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/three\"><i metal:fill-slot=\"s\"/></p>"));
	expect_refusal(page, "has no slot s");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts\"><i metal:fill-slot=\"s\"/><i metal:fill-slot=\"s\"/></p>"));
	expect_refusal(page, "filled twice");
	page_write(page, "a/page.xhtml", PAGE("<p><i metal:fill-slot=\"s\"/></p>"));
	expect_refusal(page, "outside a metal:use-macro");
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/three\" tal:content=\"word\"/>"));
	expect_refusal(page, "the macro replaces this element");
}

static void macros_that_multiply_are_stopped(void **state)
{
	struct page *page = *state;
	struct buffer parts;

	buffer_init(&parts, &page->arena, 4096);
	buffer_append_string(&parts, "<html" PAGE_NAMESPACES "><body>");
	for (int i = 0; i < 30; i++)
		buffer_print(&parts, "<p metal:define-macro=\"m%d\"><i metal:use-macro=\"a/parts/m%d\"/><i metal:use-macro=\"a/parts/m%d\"/></p>",
			     i, i + 1, i + 1);
	buffer_append_string(&parts, "<p metal:define-macro=\"m30\"/></body></html>");
	page_write(page, "a/parts.xhtml", parts.data);
	page_write(page, "a/page.xhtml", PAGE("<p metal:use-macro=\"a/parts/m0\"/>"));
	expect_refusal(page, "too many elements");
}

static void a_webmasters_file_goes_before_ours(void **state)
{
	struct page *page = *state;
	struct buffer out;

	page_write(page, "shell.xhtml", PAGE("ours"));
	page_write(page, "a/page.xhtml", "<html" PAGE_NAMESPACES " metal:use-macro=\"shell\"/>");
	page_write(page, "theirs/shell.xhtml", PAGE("theirs"));
	assert_int_equal(load(page, arena_print(&page->arena, "%s/theirs", page->dir)), OK);
	buffer_init(&out, &page->arena, 0);
	assert_int_equal(view_render(view_new(&page->arena, page->set, 0), "a/page", &out, &page->fault), OK);
	assert_non_null(strstr(out.data, "theirs"));
}

static void a_missing_page_is_named(void **state)
{
	struct page *page = *state;

	page_write(page, "shell.xhtml", PAGE(""));
	expect_refusal(page, "no page a/page");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_page_takes_its_shell), TEST(a_macro_of_another_file_sees_names_around_its_use),
		TEST(a_file_goes_before_a_macro_of_the_same_name), TEST(macros_nest_and_pass_slots_on),
		TEST(a_slot_filled_with_the_same_macro_is_no_recursion), TEST(a_fault_names_the_file_of_the_macro),
		TEST(unknown_and_recursive_macros_do_not_compile), TEST(macros_that_multiply_are_stopped),
		TEST(a_webmasters_file_goes_before_ours), TEST(a_missing_page_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
