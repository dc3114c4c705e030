/* Naughty strings through every place a value can stand, read back by another parser than ours. */
#include <libxml/HTMLparser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page.h"
#include "view/escape.h"

static const char *const naughty[] = {
	"", " ", "'", "\"", "`", "<", ">", "&", "\\", "/", "&lt;", "&amp;lt;", "&#60;", "&#x3c;script&#x3e;", "&", "&amp", "a&b=c&copy=1",
	"</p>", "<b>", "<!--", "-->", "<![CDATA[", "]]>", "<?php", "?>", "</textarea>", "</title>", "</script>", "</ScRiPt >",
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\"><script>alert(1)</script>",
	"' onmouseover='alert(1)", "\" onmouseover=\"alert(1)", "x onmouseover=alert(1)", "\"autofocus onfocus=alert(1) x=\"",
	"<a href=\"javascript:alert(1)\">x</a>", "<<script>>", "<scr<script>ipt>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
	"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "{{7*7}}", "${x}", "${gift/id}", "$$", "%3Cscript%3E", "%00", "%s%n%d", "\\u003cscript\\u003e",
	"\\x3cscript\\x3e", "a\nb", "a\tb", "Set-Cookie: a=b", "'; DROP TABLE pledge; --", "1 OR 1=1", "../../etc/passwd", "-1/0", "NaN", "nil",
	"\xE2\x80\xAE" "txt.exe", "\xE2\x80\x8B", "\xEF\xBB\xBF" "bom", "\xE2\x80\xA8line", "Ω≈ç√∫˜µ", "田中さんにあげて下さい", "𠜎𠜱𠝹",
	"👩‍👩‍👧‍👦", "🇨🇳", "é", "Z͑ͫ̓ͪ̂ͫ̽", "عربي", "ﷺ", "\xC2\xA0", "\xE3\x80\x80", "ﬀ", "＜script＞", "王·买买提", "O'Brien & Söhne <GmbH>",
	"javascript:alert(1)", "data:text/html,<script>", "//evil.example/", "http://a/?b=c&d=\"e\"#f", "tal:content=\"x\"", "&nbsp;", "\xC2\x85",
};

static const char *const dangerous_urls[] = {
	"javascript:alert(1)", "JavaScript:alert(1)", "jAvAsCrIpT:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)",
	"\njavascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\r\nscript:alert(1)", "javascript\t:alert(1)",
	"\x01javascript:alert(1)", "\x1fjavascript:alert(1)", "\x7fjavascript:alert(1)", "javascript :alert(1)", "javascript&colon;:x",
	"javascript://%0aalert(1)", "javascript:/*--></title>*/", "data:text/html,x",
	"data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml,x", "vbscript:msgbox(1)", "VBScript:x", "livescript:x", "blob:x", "file:///etc/passwd",
	"ftp://a/", "feed:javascript:x", "view-source:x", "jar:x", "about:blank", "ws://a", "filesystem:x", "intent://x", "weixin://x",
	"//evil.example", "//evil.example/\"", " //evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
	"/\t/evil.example", "/\n/evil.example", "\t//evil.example", "http:\\\\evil", "a:b", ":", "1:", "-javascript:x", "ｊavascript:x",
};

static const char *const harmless_urls[] = {
	"", "/", "/a/b?c=d&e=f#g", "a", "./a", "../a", "?a=b:c", "#a:b", "a/b:c", "http://a.example/", "https://a.example/?x=1", "HTTPS://A/",
	"mailto:a@example.com", "tel:0539-0000000", "/a//b", "中文/页", " /a", "%6aavascript%3ax",
	"javascript&#58;alert(1)", "&#106;avascript:alert(1)",	/* escaped once more, these are a path and a fragment */
};

/* Every place at once. The counts of elements and attributes are those of a harmless value. */
static const char places[] =
	"<p id=\"text\" tal:content=\"word\"/><p id=\"string\" tal:content=\"string:[${word}]\"/><p id=\"attribute\" tal:attributes=\"title word\"/>"
	"<p id=\"mixed\" tal:attributes=\"title string:a ${word} b\"/><a id=\"url\" tal:attributes=\"href word\">x</a>"
	"<a id=\"part\" tal:attributes=\"href string:/a/${word}?q=${word}\">x</a><a id=\"based\" tal:attributes=\"href string:${word}/b\">x</a>"
	"<form id=\"form\" tal:attributes=\"action word\"></form><input id=\"value\" tal:attributes=\"value word\"/>"
	"<textarea id=\"area\" tal:content=\"word\"/>";

static htmlDocPtr parse(struct page *page, const char *word)
{
	htmlDocPtr doc;

	view_put_text(page->view, "word", word);
	const char *html = arena_print(&page->arena, "<!doctype html><html><head><meta charset=\"utf-8\"></head><body>%s</body></html>", page_render(page));

	doc = htmlReadMemory(html, (int)strlen(html), NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	assert_non_null(doc);
	return doc;
}

static void count(const xmlNode *node, size_t *elements, size_t *attributes)
{
	for (; node; node = node->next) {
		if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE)
			fail_msg("a comment or instruction came in");
		if (node->type != XML_ELEMENT_NODE)
			continue;
		++*elements;
		for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
			++*attributes;
		count(node->children, elements, attributes);
	}
}

static xmlNode *find(xmlNode *node, const char *id)
{
	for (; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		xmlChar *value = xmlGetProp(node, (const xmlChar *)"id");
		const int found = value && strcmp((const char *)value, id) == 0;

		xmlFree(value);
		xmlNode *below = found ? node : find(node->children, id);

		if (below)
			return below;
	}
	return NULL;
}

static void expect_content(htmlDocPtr doc, const char *id, const char *expected)
{
	xmlChar *content = xmlNodeGetContent(find(xmlDocGetRootElement(doc), id));

	assert_string_equal((const char *)content, expected);
	xmlFree(content);
}

static char *attribute_of(struct page *page, htmlDocPtr doc, const char *id, const char *name)
{
	xmlChar *value = xmlGetProp(find(xmlDocGetRootElement(doc), id), (const xmlChar *)name);
	char *copy;

	assert_non_null(value);
	copy = arena_copy_string(&page->arena, (const char *)value);
	xmlFree(value);
	return copy;
}

static void check_word(struct page *page, const char *word, size_t elements, size_t attributes)
{
	htmlDocPtr doc = parse(page, word);
	size_t found_elements = 0, found_attributes = 0;

	count(xmlDocGetRootElement(doc), &found_elements, &found_attributes);
	assert_int_equal(found_elements, elements);
	assert_int_equal(found_attributes, attributes);
	expect_content(doc, "text", word);
	expect_content(doc, "string", arena_print(&page->arena, "[%s]", word));
	expect_content(doc, "area", arena_print(&page->arena, "\n%s", word));	/* libxml2 keeps the newline a browser drops */
	assert_string_equal(attribute_of(page, doc, "attribute", "title"), word);
	assert_string_equal(attribute_of(page, doc, "mixed", "title"), arena_print(&page->arena, "a %s b", word));
	assert_string_equal(attribute_of(page, doc, "value", "value"), word);
	xmlFreeDoc(doc);
}

static void nothing_breaks_out_of_its_place(void **state)
{
	struct page *page = *state;
	size_t elements = 0, attributes = 0;
	htmlDocPtr doc;

	page_compile(page, places);
	doc = parse(page, "harmless");
	count(xmlDocGetRootElement(doc), &elements, &attributes);
	xmlFreeDoc(doc);
	assert_int_equal(elements, 14);
	for EACH(i, naughty)
		check_word(page, naughty[i], elements, attributes);
}

/* Where the scheme would be read: none, or one of ours; and no host of the data's choosing without a scheme. */
static void expect_followable(const char *url)
{
	static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:" };
	const size_t length = strcspn(url, ":/?#");

	for (const char *each = url; *each != '\0'; each++)
		assert_true((unsigned char)*each >= ' ' && *each != '\\');
	assert_false(strncmp(url + strspn(url, " "), "//", 2) == 0);
	if (url[length] != ':')
		return;
	for EACH(i, schemes) {
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return;
	}
	fail_msg("a scheme came through: %s", url);
}

static void no_url_leads_where_it_must_not(void **state)
{
	struct page *page = *state;

	page_compile(page, places);
	for (size_t i = 0; i < sizeof naughty / sizeof *naughty + sizeof dangerous_urls / sizeof *dangerous_urls; i++) {
		const size_t known = sizeof naughty / sizeof *naughty;
		htmlDocPtr doc = parse(page, i < known ? naughty[i] : dangerous_urls[i - known]);

		expect_followable(attribute_of(page, doc, "url", "href"));
		expect_followable(attribute_of(page, doc, "form", "action"));
		expect_followable(attribute_of(page, doc, "based", "href"));
		expect_followable(attribute_of(page, doc, "part", "href"));
		xmlFreeDoc(doc);
	}
}

static void a_dangerous_url_becomes_a_hash(void **state)
{
	struct page *page = *state;

	page_compile(page, "<a tal:attributes=\"href word\"/>");
	for EACH(i, dangerous_urls) {
		assert_false(url_is_safe(dangerous_urls[i], strlen(dangerous_urls[i]), false));
		view_put_text(page->view, "word", dangerous_urls[i]);
		assert_string_equal(page_render(page), "<a href=\"#\"></a>");
	}
}

static void a_harmless_url_stays(void **state)
{
	(void)state;
	for EACH(i, harmless_urls) {
		if (!url_is_safe(harmless_urls[i], strlen(harmless_urls[i]), false))
			fail_msg("%s", harmless_urls[i]);
	}
}

static void a_url_has_its_parts_encoded_and_its_base_kept(void **state)
{
	static const struct {
		const char *expression, *word, *href;
	} examples[] = {
		{ "string:${mount}/campaigns/${gift/id}", "", "/yimeng/pledge/campaigns/7" },
		{ "string:${mount}/find?q=${word}&amp;page=2", "a&b=c/d?e#f 中", "/yimeng/pledge/find?q=a%26b%3Dc%2Fd%3Fe%23f%20%E4%B8%AD&amp;page=2" },
		{ "string:/a/${word}", "../x", "/a/..%2Fx" }, { "string:tel:${word}", "0539-1", "tel:0539-1" },
		{ "string:${mount}?at=${gift/at}", "", "/yimeng/pledge?at=2018-11-09%2017%3A12" },
		{ "string:${word}${word}", "/", "/%2F" }, { "string:${word}/${word}/${word}", "", "#" }, { "string:${word}:x", "javascript", "#" },
		{ "string:${word}/evil", "/", "#" }, { "string:javascript:${word}", "x", "#" }, { "word", "/a?b=c&d", "/a?b=c&amp;d" },
		{ "string:${mount}/${mask:telephone}", "", "/yimeng/pledge/138%2A%2A%2A%2A0000" }, { "null | string:/${word}", "x", "/x" } };
	struct page *page = *state;

	for EACH(i, examples) {
		page_compile(page, arena_print(&page->arena, "<a tal:attributes=\"href %s\"/>", examples[i].expression));
		view_put_text(page->view, "word", examples[i].word);
		assert_string_equal(page_render(page), arena_print(&page->arena, "<a href=\"%s\"></a>", examples[i].href));
	}
}

/* The second link with the same base is written another, quicker way. */
static void a_base_is_judged_for_every_link_it_begins(void **state)
{
	static const char three[] = "<a tal:attributes=\"href string:${word}/a?${word}\"/><a tal:attributes=\"href string:${word}/b\"/>"
				    "<a tal:attributes=\"href string:${other}/c\"/>";
	static const struct { const char *word, *other, *html; } expected[] = {
		{ "/m", "/n", "<a href=\"/m/a?%2Fm\"></a><a href=\"/m/b\"></a><a href=\"/n/c\"></a>" },
		{ "/m&amp", "javascript:x", "<a href=\"/m&amp;amp/a?%2Fm%26amp\"></a><a href=\"/m&amp;amp/b\"></a><a href=\"#\"></a>" },
		{ "javascript:x", "/n", "<a href=\"#\"></a><a href=\"#\"></a><a href=\"/n/c\"></a>" },
		{ "/", "//evil.example", "<a href=\"#\"></a><a href=\"#\"></a><a href=\"#\"></a>" },
		{ "/m\t", "", "<a href=\"#\"></a><a href=\"#\"></a><a href=\"/c\"></a>" },
	};
	struct page *page = *state;

	page_compile(page, three);
	for EACH(i, expected) {
		view_put_text(page->view, "word", expected[i].word);
		view_put_text(page->view, "other", expected[i].other);
		assert_string_equal(page_render(page), expected[i].html);
	}
}

static void what_a_page_loads_stays_on_the_site(void **state)
{
	static const char *const bodies[] = { "<script tal:attributes=\"src word\"/>", "<iframe tal:attributes=\"src word\"/>",
					      "<link rel=\"stylesheet\" tal:attributes=\"href word\"/>", "<embed tal:attributes=\"src word\"/>" };
	struct page *page = *state;

	for EACH(i, bodies) {
		page_compile(page, bodies[i]);
		view_put_text(page->view, "word", "https://evil.example/x");
		assert_non_null(strstr(page_render(page), "=\"#\""));
		view_put_text(page->view, "word", "/static/x");
		assert_non_null(strstr(page_render(page), "=\"/static/x\""));
	}
	page_compile(page, "<link rel=\"canonical\" tal:attributes=\"href word\"/><img tal:attributes=\"src word\"/>");
	view_put_text(page->view, "word", "https://a.example/x");
	assert_null(strstr(page_render(page), "#"));
}

static void specials_are_found_wherever_they_stand(void **state)
{
	struct page *page = *state;

	for (size_t length = 1; length <= 40; length++) {
		for (size_t at = 0; at < length; at++) {
			char text[41], expected[64];
			struct buffer out;

			memset(text, 'x', length);
			text[at] = "&<>\""[at % 4];
			text[length] = '\0';
			memcpy(expected, text, at);
			const char *reference = (const char *const[]){ "&amp;", "&lt;", "&gt;", "&quot;" }[at % 4];

			memcpy(expected + at, reference, strlen(reference));
			memcpy(expected + at + strlen(reference), text + at + 1, length - at);
			buffer_init(&out, &page->arena, 0);
			escape_html(&out, text, length);
			assert_string_equal(out.data, expected);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_breaks_out_of_its_place), TEST(no_url_leads_where_it_must_not), TEST(a_dangerous_url_becomes_a_hash),
		TEST(a_harmless_url_stays), TEST(a_url_has_its_parts_encoded_and_its_base_kept),
		TEST(a_base_is_judged_for_every_link_it_begins), TEST(what_a_page_loads_stays_on_the_site),
		TEST(specials_are_found_wherever_they_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
