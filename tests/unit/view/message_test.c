#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page.h"

static enum err load(struct page *page, const char *body, const char *po)
{
	const struct template_options options = { .dir = page->dir, .languages = (const char *const[]){ "zh", "en", NULL },
						  .pages = (const char *const[]){ "page", NULL }, .po_dir = page->dir };

	page_write(page, "page.xhtml", arena_print(&page->arena, "<html" PAGE_NAMESPACES "><body>%s</body></html>", body));
	if (po)
		page_write(page, "en.po", po);
	page->fault.text[0] = '\0';
	return template_set_load(&page->arena, &options, &page->set, &page->fault);
}

/* The body in a language. */
static const char *render(struct page *page, size_t language)
{
	page->view = view_new(&page->arena, page->set, language);
	page_put_values(page);
	return page_render(page);
}

static void expect(struct page *page, const char *body, const char *po, const char *chinese, const char *english)
{
	if (load(page, body, po) != OK)
		fail_msg("%s", page->fault.text);
	assert_string_equal(render(page, 0), chinese);
	assert_string_equal(render(page, 1), english);
}

static void expect_refusal(struct page *page, const char *body, const char *po, const char *reason)
{
	assert_int_equal(load(page, body, po), E_INVALID);
	if (!strstr(page->fault.text, reason))
		fail_msg("%s", page->fault.text);
}

static void words_are_translated(void **state)
{
	expect(*state, "<p i18n:translate=\"\">捐款 &amp;\n\t 目标</p>", "msgid \"捐款 & 目标\"\nmsgstr \"\"\n\"Gifts & \"\n\"<goal>\"\n",
	       "<p>捐款 &amp; 目标</p>", "<p>Gifts &amp; &lt;goal&gt;</p>");
}

static void a_translation_moves_its_named_elements(void **state)
{
	expect(*state, "<p i18n:translate=\"\">还剩 <b i18n:name=\"days\" tal:content=\"gift/id\">3</b> 天，共 <i i18n:name=\"sum\" tal:replace=\"yuan:total/sum\"/> 元</p>",
	       "msgid \"还剩 ${days} 天，共 ${sum} 元\"\nmsgstr \"${sum} yuan, ${days} days left\"\n",
	       "<p>还剩 <b>7</b> 天，共 3,102 元</p>", "<p>3,102 yuan, <b>7</b> days left</p>");
}

static void a_named_element_may_have_words_of_its_own(void **state)
{
	expect(*state, "<p i18n:translate=\"\">请看<a i18n:name=\"link\" href=\"x\" i18n:translate=\"\">说明</a>。</p>",
	       "msgid \"请看${link}。\"\nmsgstr \"Read ${link}.\"\n\nmsgid \"说明\"\nmsgstr \"the help\"\n",
	       "<p>请看<a href=\"x\">说明</a>。</p>", "<p>Read <a href=\"x\">the help</a>.</p>");
}

static void attributes_are_translated_and_escaped(void **state)
{
	expect(*state, "<p title=\"标题\" class=\"标题\" data-x=\"乙\" i18n:attributes=\"title; data-x\" tal:attributes=\"data-x null | default\">标题</p>",
	       "msgid \"标题\"\nmsgstr \"A \\\"title\\\" <&\"\n\nmsgid \"乙\"\nmsgstr \"b\"\n",
	       "<p title=\"标题\" class=\"标题\" data-x=\"乙\">标题</p>",
	       "<p title=\"A &quot;title&quot; &lt;&amp;\" class=\"标题\" data-x=\"b\">标题</p>");
}

static void a_message_without_translation_shows_the_source(void **state)
{
	expect(*state, "<p i18n:translate=\"\">甲</p><p i18n:translate=\"\">乙</p><p i18n:translate=\"\">丙</p>",
	       "msgid \"甲\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"乙\"\nmsgstr \"b\"\n\n#~ msgid \"丙\"\n#~ msgstr \"c\"\n",
	       "<p>甲</p><p>乙</p><p>丙</p>", "<p>甲</p><p>乙</p><p>丙</p>");
}

static void without_a_po_the_source_is_shown(void **state)
{
	expect(*state, "<p i18n:translate=\"\">甲</p>", NULL, "<p>甲</p>", "<p>甲</p>");
}

static void an_explicit_id_is_looked_up(void **state)
{
	struct page *page = *state;
	struct buffer pot;

	expect(page, "<p i18n:translate=\"open.short\">开</p>", "msgid \"open.short\"\nmsgstr \"open\"\n", "<p>开</p>", "<p>open</p>");
	buffer_init(&pot, &page->arena, 0);
	assert_int_equal(template_set_messages(page->set, &pot), OK);
	assert_non_null(strstr(pot.data, "#. 开\n#: page.xhtml:1\nmsgid \"open.short\"\nmsgstr \"\"\n"));
}

static void blanks_around_words_stay(void **state)
{
	expect(*state, "a<b i18n:translate=\"\"> 甲 · </b>b", "msgid \"甲 ·\"\nmsgstr \"A ·\"\n", "a<b> 甲 · </b>b", "a<b> A · </b>b");
}

static void default_words_are_translated(void **state)
{
	expect(*state, "<p tal:content=\"null | default\" i18n:translate=\"\">甲</p>", "msgid \"甲\"\nmsgstr \"A\"\n", "<p>甲</p>", "<p>A</p>");
}

static void what_cannot_be_a_message_does_not_compile(void **state)
{
	static const struct {
		const char *body, *reason;
	} examples[] = {
		{ "<p i18n:translate=\"\"> </p>", "nothing to translate" }, { "<p i18n:translate=\"\">a <b>b</b></p>", "wants i18n:name" },
		{ "<p i18n:translate=\"\">a ${b}</p>", "use i18n:name" }, { "<p><b i18n:name=\"x\"/></p>", "outside an i18n:translate" },
		{ "<p i18n:translate=\"\">a<b i18n:name=\"x\"/><b i18n:name=\"x\"/></p>", "twice" },
		{ "<p i18n:translate=\"\">a<b i18n:name=\"x y\"/></p>", "cannot be a name" },
		{ "<p i18n:attributes=\"title\"/>", "no title to translate" }, { "<p title=\" \" i18n:attributes=\"title\"/>", "nothing to translate" },
		{ "<p tal:content=\"word\" i18n:translate=\"\">a</p>", "nothing to translate beside" } };

	for EACH(i, examples)
		expect_refusal(*state, examples[i].body, NULL, examples[i].reason);
}

static void a_translation_must_have_the_same_names(void **state)
{
	static const char body[] = "<p i18n:translate=\"\">甲 <b i18n:name=\"x\"/></p>";

	expect_refusal(*state, body, "\n\nmsgid \"甲 ${x}\"\nmsgstr \"a\"\n", "en.po:3: the translation lacks ${x}");
	expect_refusal(*state, body, "msgid \"甲 ${x}\"\nmsgstr \"a ${x} ${y}\"\n", "en.po:1: the message has no ${y}");
	expect_refusal(*state, body, "msgid \"甲 ${x}\"\nmsgstr \"${x} ${x}\"\n", "en.po:1: twice ${x}");
}

static void a_malformed_po_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *po, *reason;
	} examples[] = {
		{ "msgid \"a\"\nmsgid \"b\"\n", "en.po:2: msgid without msgstr" }, { "msgid \"a\"", "msgid without msgstr" },
		{ "msgid \"a\nmsgstr \"b\"", "en.po:1: a string without an end" }, { "msgid \"a\\q\"\n", "unknown escape" },
		{ "msgid \"a\\", "unknown escape" }, { "msgid \"a\" b\n", "something follows" }, { "\"a\"\n", "out of place" },
		{ "msgctxt \"a\"\n", "only msgid and msgstr" }, { "msgstr \"a\"\n", "only msgid and msgstr" }, { "msgid a\n", "out of place" },
		{ "msgid \"a\"\nmsgid_plural \"b\"\n", "only msgid and msgstr" }, { "msgid \"\xFF\"\n", "not UTF-8" },
		{ "msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n", "twice" } };

	for EACH(i, examples)
		expect_refusal(*state, "x", examples[i].po, examples[i].reason);
}

static void the_pot_has_every_message_once_with_its_places(void **state)
{
	struct page *page = *state;
	struct buffer pot;

	expect(page, "<p i18n:translate=\"\">甲 \"<b i18n:name=\"x\"/>\"</p>\n<p i18n:translate=\"\">乙</p>\n<p title=\"乙\" i18n:attributes=\"title\"/>",
	       "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
	       "<p>甲 &quot;<b></b>&quot;</p>\n<p>乙</p>\n<p title=\"乙\"></p>", "<p>甲 &quot;<b></b>&quot;</p>\n<p>乙</p>\n<p title=\"乙\"></p>");
	buffer_init(&pot, &page->arena, 0);
	assert_int_equal(template_set_messages(page->set, &pot), OK);
	assert_string_equal(strstr(pot.data, "\n#: "), "\n#: page.xhtml:1\nmsgid \"甲 \\\"${x}\\\"\"\nmsgstr \"\"\n\n"
			    "#: page.xhtml:2\n#: page.xhtml:3\nmsgid \"乙\"\nmsgstr \"\"\n");
	assert_int_equal(load(page, "<p i18n:translate=\"\">乙</p>", pot.data), OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_are_translated), TEST(a_translation_moves_its_named_elements), TEST(a_named_element_may_have_words_of_its_own),
		TEST(attributes_are_translated_and_escaped), TEST(a_message_without_translation_shows_the_source),
		TEST(without_a_po_the_source_is_shown), TEST(an_explicit_id_is_looked_up), TEST(blanks_around_words_stay),
		TEST(default_words_are_translated), TEST(what_cannot_be_a_message_does_not_compile),
		TEST(a_translation_must_have_the_same_names), TEST(a_malformed_po_is_refused_with_its_line),
		TEST(the_pot_has_every_message_once_with_its_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
