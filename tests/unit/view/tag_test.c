#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "page.h"

struct example {
	const char *body, *html;
};

static void check(void **state, const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_string_equal(page_html(*state, examples[i].body), examples[i].html);
}
#define CHECK(state, examples) check((state), (examples), sizeof(examples) / sizeof((examples)[0]))

static void elements_are_written_as_html(void **state)
{
	static const struct example examples[] = {
		{ "<p/>", "<p></p>" }, { "<br/><hr class=\"a\"/>", "<br><hr class=\"a\">" },
		{ "<p>a &amp;&lt;&gt; &#160;“”</p>", "<p>a &amp;&lt;&gt; \xC2\xA0“”</p>" },
		{ "<p title=\"a&quot;b&amp;&lt;'\">x</p>", "<p title=\"a&quot;b&amp;&lt;'\">x</p>" },
		{ "<![CDATA[a<b]]>", "a&lt;b" }, { "a<!-- gone -->b", "ab" },
		{ "<input disabled=\"disabled\" value=\"\"/>", "<input disabled value=\"\">" },
		{ "<script src=\"a.js\"/>", "<script src=\"a.js\"></script>" } };

	CHECK(state, examples);
}

static void svg_keeps_its_form(void **state)
{
	static const struct example examples[] = {
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\"><g><path d=\"M0 0\"/></g></svg>",
		  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\"><g><path d=\"M0 0\"/></g></svg>" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"><title tal:content=\"gift/id\"/><rect width=\"1\" tal:attributes=\"width gift/id\"/></svg>",
		  "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>7</title><rect width=\"7\"/></svg>" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><a xlink:href=\"#a\" tal:attributes=\"xlink:href string:javascript:x\"/></svg>",
		  "<svg xmlns=\"http://www.w3.org/2000/svg\"><a xlink:href=\"#\"/></svg>" } };

	CHECK(state, examples);
}

static void white_space_between_elements_shrinks(void **state)
{
	static const struct example examples[] = {
		{ "<p>a</p>\n\n\t\t<p>b</p> <p>c</p>", "<p>a</p>\n<p>b</p> <p>c</p>" },
		{ "<p>a\n  b</p>", "<p>a\n  b</p>" },
		{ "<pre><b>a</b>\n\n  <b>b</b></pre>", "<pre>\n<b>a</b>\n\n  <b>b</b></pre>" } };

	CHECK(state, examples);
}

static void a_first_newline_survives_in_pre_and_textarea(void **state)
{
	struct page *page = *state;

	page_compile(page, "<textarea tal:content=\"word\"/>");
	view_put_text(page->view, "word", "\na");
	assert_string_equal(page_render(page), "<textarea>\n\na</textarea>");
	assert_string_equal(page_html(page, "<pre>\na</pre>"), "<pre>\n\na</pre>");
}

static void content_and_replace(void **state)
{
	static const struct example examples[] = {
		{ "<p class=\"a\" tal:content=\"word\">sample <b>words</b></p>", "<p class=\"a\">a&quot;b&lt;c&gt;&amp;d</p>" },
		{ "[<p tal:replace=\"gift/id\">sample</p>]", "[7]" }, { "[<p tal:replace=\"null\">sample</p>]", "[]" },
		{ "<p tal:replace=\"null | default\">sample</p>", "<p>sample</p>" },
		{ "<p tal:content=\"null | default\">sample <i tal:content=\"gift/id\"/></p>", "<p>sample <i>7</i></p>" } };

	CHECK(state, examples);
}

static void a_tag_is_omitted_where_asked(void **state)
{
	static const struct example examples[] = {
		{ "<p tal:omit-tag=\"\" title=\"x\">a</p>", "a" }, { "<p tal:omit-tag=\"yes\" title=\"x\">a</p>", "a" },
		{ "<p tal:omit-tag=\"no\" title=\"x\">a</p>", "<p title=\"x\">a</p>" },
		{ "<p tal:omit-tag=\"yes\" tal:attributes=\"title word\">a</p>", "a" },
		{ "<title><b tal:omit-tag=\"\">a</b><b tal:replace=\"word\"/></title>", "<title>aa&quot;b&lt;c&gt;&amp;d</title>" } };

	CHECK(state, examples);
}

static void attributes_are_set_replaced_and_left_out(void **state)
{
	static const struct example examples[] = {
		{ "<p title=\"x\" id=\"y\" tal:attributes=\"title word; class gift/id\"/>", "<p title=\"a&quot;b&lt;c&gt;&amp;d\" id=\"y\" class=\"7\"></p>" },
		{ "<p title=\"x\" tal:attributes=\"title null\"/>", "<p></p>" }, { "<p tal:attributes=\"title empty\"/>", "<p title=\"\"></p>" },
		{ "<p title=\"x&amp;\" tal:attributes=\"title null | default\"/>", "<p title=\"x&amp;\"></p>" },
		{ "<p tal:attributes=\"title null | default\"/>", "<p></p>" },
		{ "<p tal:attributes=\"title string:a;;b ${gift/id}; class string:c\"/>", "<p title=\"a;b 7\" class=\"c\"></p>" },
		{ "<p tal:repeat=\"g gifts\" tal:attributes=\"title g/giver; id g/id\"/>",
		  "<p title=\"李 &amp; &lt;b&gt;\" id=\"1\"></p><p id=\"2\"></p><p title=\"李 &amp; &lt;b&gt;\" id=\"3\"></p>" },
		{ "<p tal:attributes=\"aria-invalid no; data-x date:gift/day\"/>", "<p aria-invalid=\"false\" data-x=\"2018-11-09\"></p>" } };

	CHECK(state, examples);
}

static void boolean_attributes_are_there_or_not(void **state)
{
	static const struct example examples[] = {
		{ "<input tal:attributes=\"checked yes\"/>", "<input checked>" },
		{ "<input checked=\"checked\" tal:attributes=\"checked no\"/>", "<input>" },
		{ "<input tal:attributes=\"checked gift/season/summer; disabled null\"/>", "<input checked>" },
		{ "<input tal:attributes=\"checked string:${empty}\"/>", "<input>" },
		{ "<option selected=\"selected\" tal:attributes=\"selected nowhere | default\"/>", "<option selected></option>" } };

	CHECK(state, examples);
}

static void what_a_page_may_not_have_does_not_compile(void **state)
{
	static const struct example examples[] = {
		{ "<b tal:contents=\"a\"/>", "unknown attribute tal:contents" }, { "<b metal:extend=\"a\"/>", "unknown attribute metal:extend" },
		{ "<b i18n:domain=\"a\"/>", "unknown attribute i18n:domain" }, { "<b foo:bar=\"a\"/>", "foo" },
		{ "<b xmlns:foo=\"urn:x\" foo:bar=\"a\"/>", "not a namespace" }, { "<b xml:lang=\"zh\"/>", "not a namespace" },
		{ "<tal:block/>", "neither XHTML nor SVG" }, { "<b xmlns=\"\"/>", "neither XHTML nor SVG" },
		{ "<B/>", "not for pages" }, { "<svg/>", "not for pages" }, { "<math/>", "not for pages" }, { "<style>a</style>", "not for pages" },
		{ "<script>a</script>", "must be empty" }, { "<script/>", "must have src" }, { "<br>x</br>", "no content" },
		{ "<iframe>x</iframe>", "must be empty" }, { "<br tal:content=\"word\"/>", "no content" },
		{ "<textarea><b/></textarea>", "text only" }, { "<title><b/></title>", "text only" },
		{ "<p onclick=\"a()\"/>", "Content-Security-Policy" }, { "<p style=\"a\"/>", "Content-Security-Policy" },
		{ "<iframe srcdoc=\"a\"/>", "Content-Security-Policy" }, { "<p ONCLICK=\"a\"/>", "not HTML" },
		{ "<p tal:attributes=\"onclick word\"/>", "Content-Security-Policy" }, { "<p tal:attributes=\"style word\"/>", "Content-Security-Policy" },
		{ "<iframe tal:attributes=\"srcdoc word\"/>", "Content-Security-Policy" }, { "<img tal:attributes=\"srcset word\"/>", "no slot" },
		{ "<a tal:attributes=\"ping word\"/>", "no slot" }, { "<a tal:attributes=\"rel word\"/>", "no slot" },
		{ "<script src=\"a\" tal:attributes=\"type word\"/>", "no slot" },
		{ "<script tal:content=\"word\" src=\"a\"/>", "must be empty" },
		{ "<meta http-equiv=\"refresh\" content=\"\" tal:attributes=\"content word\"/>", "no slot" },
		{ "<p tal:attributes=\"a&quot;b word\"/>", "not HTML" }, { "<p tal:attributes=\"xmlns word\"/>", "no slot" },
		{ "<p tal:attributes=\"title word; title word\"/>", "twice" }, { "<p tal:attributes=\"title\"/>", "wants a name" },
		{ "<p tal:content=\"word\" tal:replace=\"word\"/>", "exclude" }, { "<p tal:replace=\"word\" tal:omit-tag=\"\"/>", "leaves nothing" },
		{ "<!-- <b tal:content=\"a\"/> -->", "comment" }, { "<!-- ${a} -->", "comment" }, { "<?php x ?>", "only elements" },
		{ "<p>&nbsp;</p>", "&nbsp; is HTML" }, { "<p>", "mismatch" }, { "<p a=\"1\" a=\"2\"/>", "redefined" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", "not for pages" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject/></svg>", "not for pages" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"><animate tal:attributes=\"to word\"/></svg>", "not for pages" },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"><p xmlns=\"http://www.w3.org/1999/xhtml\"/></svg>", "inside SVG" } };

	for EACH(i, examples) {
		const char *fault = page_refusal(*state, examples[i].body);

		assert_memory_equal(fault, "page.xhtml:1: ", strlen("page.xhtml:1: "));
		if (!strstr(fault, examples[i].html))
			fail_msg("%s: %s", examples[i].body, fault);
	}
}

static void only_the_plain_doctype_is_taken(void **state)
{
	static const char *const files[] = {
		"<!DOCTYPE html SYSTEM \"about:legacy-compat\"><html" PAGE_NAMESPACES "/>",
		"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://127.0.0.1:9/x.dtd\"><html" PAGE_NAMESPACES "/>",
		"<!DOCTYPE html [<!ENTITY a \"b\">]><html" PAGE_NAMESPACES "><body>&a;</body></html>",
		"<!DOCTYPE html [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><html" PAGE_NAMESPACES "><body title=\"x\">&a;</body></html>",
		"<!DOCTYPE svg><html" PAGE_NAMESPACES "/>", "", "no XML", "<html" PAGE_NAMESPACES ">", "\xFF\xFE" };
	static const char plain[] = "<!DOCTYPE html><html" PAGE_NAMESPACES "><body/></html>";

	for EACH(i, files)
		page_refusal_of_file(*state, files[i]);
	assert_non_null(strstr(page_refusal_of_file(*state, files[2]), "<!DOCTYPE html>"));
	struct page *page = *state;
	struct buffer out;

	page_compile(page, "");
	page_write(page, "plain.xhtml", plain);
	const struct template_options options = { .dir = page->dir, .languages = (const char *const[]){ "zh", NULL },
						  .pages = (const char *const[]){ "plain", NULL } };
	assert_int_equal(template_set_load(&page->arena, &options, &page->set, &page->fault), OK);
	buffer_init(&out, &page->arena, 0);
	assert_int_equal(view_render(view_new(&page->arena, page->set, 0), "plain", &out, &page->fault), OK);
	assert_string_equal(out.data, "<!doctype html>\n<html><body></body></html>\n");
}

static const char *fragment_of(struct page *page, const char *file)
{
	struct buffer out;

	page_write(page, "part.xhtml", file);
	page_write(page, "shell.xhtml", "<html" PAGE_NAMESPACES "><body>shell <p metal:define-slot=\"main\"/></body></html>");
	const struct template_options options = { .dir = page->dir, .languages = (const char *const[]){ "zh", NULL },
						  .pages = (const char *const[]){ "part", NULL } };
	assert_int_equal(template_set_load(&page->arena, &options, &page->set, &page->fault), OK);
	page->view = view_new(&page->arena, page->set, 0);
	page_put_values(page);
	buffer_init(&out, &page->arena, 0);
	buffer_append_string(&out, "中");
	assert_int_equal(view_render_fragment(page->view, "part", &out, &page->fault), OK);
	assert_memory_equal(out.data, "中", 3);
	return out.data + 3;
}

static void a_fragment_is_the_body_in_ascii(void **state)
{
	assert_string_equal(fragment_of(*state, "<html" PAGE_NAMESPACES " metal:use-macro=\"shell\" tal:define=\"x gift/id\"><head><title>t</title></head>"
					"<body class=\"a\"><p metal:fill-slot=\"main\" title=\"中\">中😀<b tal:content=\"gift/giver\"/></p></body></html>"),
			    "<p title=\"&#x4e2d;\">&#x4e2d;&#x1f600;<b>&#x674e; &amp; &lt;b&gt;</b></p>");
	assert_string_equal(fragment_of(*state, "<div class=\"ym\"" PAGE_NAMESPACES ">中</div>"), "<div class=\"ym\">&#x4e2d;</div>");
}

static void a_fragment_with_broken_text_fails_whole(void **state)
{
	struct page *page = *state;
	struct buffer out;

	page_compile(page, "<p tal:content=\"word\"/>");
	view_put_text(page->view, "word", "\xC3");
	buffer_init(&out, &page->arena, 0);
	buffer_append_string(&out, "before");
	assert_int_equal(view_render_fragment(page->view, "page", &out, &page->fault), E_INTERNAL);
	assert_string_equal(out.data, "before");
	assert_int_equal(view_render(page->view, "other", &out, &page->fault), E_NOT_FOUND);
}

/* The program's memory moves as it grows; a jump that is landed while it does must land all the same. Of two pages whose
 * ops differ by one, one grows at a landing. A jump that is lost leads back to the start, for ever: hence the alarm. */
static void jumps_land_in_long_pages(void **state)
{
	enum { ITEMS = 300 };
	static const char item[] = "<i tal:condition=\"nothing\">x</i>y";
	struct buffer body;

	alarm(20);
	for (int shifted = 0; shifted < 2; shifted++) {
		struct page *page = *state;
		const char *html;

		buffer_init(&body, &page->arena, 0);
		buffer_append_string(&body, shifted ? "<b tal:content=\"gift/id\"/>" : "<b>7</b>");
		for (int i = 0; i < ITEMS; i++)
			buffer_append_string(&body, item);
		html = page_html(page, body.data);
		assert_int_equal(strlen(html), strlen("<b>7</b>") + ITEMS);
		assert_null(strchr(html, 'x'));
	}
	alarm(0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(elements_are_written_as_html), TEST(svg_keeps_its_form), TEST(white_space_between_elements_shrinks),
		TEST(a_first_newline_survives_in_pre_and_textarea), TEST(content_and_replace), TEST(a_tag_is_omitted_where_asked),
		TEST(attributes_are_set_replaced_and_left_out), TEST(boolean_attributes_are_there_or_not),
		TEST(what_a_page_may_not_have_does_not_compile), TEST(only_the_plain_doctype_is_taken),
		TEST(a_fragment_is_the_body_in_ascii), TEST(a_fragment_with_broken_text_fails_whole),
		TEST(jumps_land_in_long_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
