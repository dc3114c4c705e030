#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page.h"
#include "view/feed.h"
#include "view/qr.h"

static const struct timestamp noon = { INT64_C(1541736000) * 1000000 };	/* 2018-11-09T12:00:00+08:00 */

static struct rows two_gifts(struct page *page)
{
	page->gifts[0].giver = "a<b>&\"c\" ]]>\x01\r\n\t\xEF\xBF\xBF中😀\xE2\x80\xA8\\/\x7f";
	page->gifts[1].day.day = DATE_NONE_DAY;
	page->gifts[1].at.us = TIMESTAMP_NONE_US;
	page->gifts[1].amount.fen = -5;
	return (struct rows){ page->gifts, 2 };
}

static xmlDoc *parse(const struct buffer *out)
{
	xmlDoc *doc = xmlReadMemory(out->data, (int)out->length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);

	assert_non_null(doc);
	return doc;
}

static void xml_holds_every_column(void **state)
{
	struct page *page = *state;
	struct buffer out;

	two_gifts(page);
	page->gifts[0].giver = "x";
	buffer_init(&out, &page->arena, 0);
	feed_xml(&out, "gifts", "urn:a&b", noon, &gift_shape, (struct rows){ page->gifts, 2 });
	assert_string_equal(out.data, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gifts xmlns=\"urn:a&amp;b\" updated=\"2018-11-09T12:00:00+08:00\">\n"
			    "<gift><id>1</id><giver>x</giver><amount>1234.50</amount><day>2018-11-09</day><at>2018-11-09T17:12:00+08:00</at>"
			    "<open>true</open><season>summer</season><count>3</count></gift>\n"
			    "<gift><id>2</id><amount>-0.05</amount><open>true</open><season>summer</season><count>3</count></gift>\n</gifts>\n");
	xmlFreeDoc(parse(&out));
}

static void xml_text_comes_back_from_a_parser(void **state)
{
	struct page *page = *state;
	struct buffer out;
	xmlDoc *doc;
	xmlChar *text;

	buffer_init(&out, &page->arena, 0);
	feed_xml(&out, "gifts", "urn:x", noon, &gift_shape, two_gifts(page));
	doc = parse(&out);
	text = xmlNodeGetContent(xmlDocGetRootElement(doc)->children->children->next);
	assert_string_equal((const char *)text, "a<b>&\"c\" ]]>\xEF\xBF\xBD\r\n\t\xEF\xBF\xBD中😀\xE2\x80\xA8\\/\x7f");
	xmlFree(text);
	xmlFreeDoc(doc);
}

static void json_holds_every_column(void **state)
{
	struct page *page = *state;
	struct buffer out;

	buffer_init(&out, &page->arena, 0);
	feed_json(&out, "gifts", noon, &gift_shape, two_gifts(page));
	assert_string_equal(out.data, "{\"updated\":\"2018-11-09T12:00:00+08:00\",\"gifts\":[\n"
			    "{\"id\":1,\"giver\":\"a\\u003cb\\u003e\\u0026\\\"c\\\" ]]\\u003e\\u0001\\u000d\\n\\u0009\xEF\xBF\xBF中😀\\u2028\\\\/\\u007f\","
			    "\"amount\":\"1234.50\",\"day\":\"2018-11-09\",\"at\":\"2018-11-09T17:12:00+08:00\",\"open\":true,\"season\":\"summer\",\"count\":3},\n"
			    "{\"id\":2,\"giver\":null,\"amount\":\"-0.05\",\"day\":null,\"at\":null,\"open\":true,\"season\":\"summer\",\"count\":3}\n]}\n");
}

static void rows_stand_below_their_row(void **state)
{
	struct page *page = *state;
	const struct rows below[2] = { { page->gifts, 1 }, { NULL, 0 } };
	const struct feed_below gifts = { .name = "gifts", .shape = &gift_shape, .rows = below };
	static const struct column columns[] = { { .name = "id", .offset = 0, .type = COLUMN_INT64 } };
	static const struct shape id_shape = { .name = "thing", .size = sizeof(int64_t), .columns = columns, .count = 1 };
	static const int64_t ids[2] = { 7, 8 };
	struct buffer out;

	page->gifts[0].giver = "x";
	buffer_init(&out, &page->arena, 0);
	feed_json_below(&out, "things", noon, &id_shape, (struct rows){ ids, 2 }, &gifts);
	assert_string_equal(out.data, "{\"updated\":\"2018-11-09T12:00:00+08:00\",\"things\":[\n{\"id\":7,\"gifts\":[\n"
			    "{\"id\":1,\"giver\":\"x\",\"amount\":\"1234.50\",\"day\":\"2018-11-09\",\"at\":\"2018-11-09T17:12:00+08:00\","
			    "\"open\":true,\"season\":\"summer\",\"count\":3}]},\n{\"id\":8,\"gifts\":[]}\n]}\n");
	buffer_clear(&out);
	feed_xml_below(&out, "things", "urn:x", noon, &id_shape, (struct rows){ ids, 2 }, &gifts);
	xmlFreeDoc(parse(&out));
	assert_non_null(strstr(out.data, "<thing><id>7</id>\n<gifts>\n<gift><id>1</id>"));
	assert_non_null(strstr(out.data, "<thing><id>8</id>\n<gifts>\n</gifts></thing>\n"));
}

static void feeds_without_rows_are_well_formed(void **state)
{
	static const struct feed_channel channel = { .title = "t", .link = "l", .description = "d", .self = "s" };
	struct page *page = *state;
	struct buffer out;

	buffer_init(&out, &page->arena, 0);
	feed_json(&out, "gifts", noon, &gift_shape, (struct rows){ NULL, 0 });
	assert_string_equal(out.data, "{\"updated\":\"2018-11-09T12:00:00+08:00\",\"gifts\":[]}\n");
	buffer_clear(&out);
	feed_xml(&out, "gifts", "urn:x", noon, &gift_shape, (struct rows){ NULL, 0 });
	xmlFreeDoc(parse(&out));
	buffer_clear(&out);
	feed_rss(&out, &channel, noon, &gift_shape, (struct rows){ NULL, 0 });
	xmlFreeDoc(parse(&out));
}

static void rss_names_title_link_and_time(void **state)
{
	struct page *page = *state;
	struct feed_channel channel = { .title = "T & t", .link = "https://a.example/", .description = "D", .self = "https://a.example/x?a=1&b=2",
					.item_title = "giver", .item_description = "amount", .item_published = "day",
					.item_link_column = "id", .item_link_prefix = "https://a.example/?c&id=" };
	struct buffer out;

	page->gifts[0].giver = "<李>";
	buffer_init(&out, &page->arena, 0);
	feed_rss(&out, &channel, noon, &gift_shape, (struct rows){ page->gifts, 1 });
	assert_string_equal(out.data, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n"
			    "<title>T &amp; t</title>\n<link>https://a.example/</link>\n<description>D</description>\n"
			    "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://a.example/x?a=1&amp;b=2\"/>\n"
			    "<lastBuildDate>Fri, 09 Nov 2018 12:00:00 +0800</lastBuildDate>\n<item>\n<title>&lt;李&gt;</title>\n"
			    "<link>https://a.example/?c&amp;id=1</link>\n<guid>https://a.example/?c&amp;id=1</guid>\n<description>1234.50</description>\n"
			    "<pubDate>Fri, 09 Nov 2018 00:00:00 +0800</pubDate>\n</item>\n</channel>\n</rss>\n");
	buffer_clear(&out);
	channel.item_published = "at";
	feed_rss(&out, &channel, noon, &gift_shape, two_gifts(page));
	assert_non_null(strstr(out.data, "<pubDate>Fri, 09 Nov 2018 17:12:00 +0800</pubDate>"));
	xmlFreeDoc(parse(&out));
}

/* The dark modules a path paints, as a grid of '#' and '.'. */
static size_t paint(const char *path, int64_t side, char *grid)
{
	size_t dark = 0;
	int x, y, width, back, read;

	memset(grid, '.', (size_t)(side * side));
	for (; *path != '\0'; path += read) {
		read = 0;
		assert_int_equal(sscanf(path, "M%d %dh%dv1h-%dz%n", &x, &y, &width, &back, &read), 4);
		assert_true(read > 0 && width == back && width > 0 && x >= 4 && x + width <= side - 4 && y >= 4 && y < side - 4);
		memset(grid + (size_t)(y * side + x), '#', (size_t)width);
		dark += (size_t)width;
	}
	return dark;
}

static void a_qr_code_has_its_finders_and_quiet_zone(void **state)
{
	static const char *const finder[] = { "#######.", "#.....#.", "#.###.#.", "#.###.#.", "#.###.#.", "#.....#.", "#######.", "........" };
	struct page *page = *state;
	const char *path = NULL;
	int64_t side = 0;

	assert_int_equal(qr_path(&page->arena, "https://a.example/yimeng/pledge/follow?code=YM7K24QX9", &path, &side), OK);
	assert_true(side >= 21 + 8 && (side - 8 - 17) % 4 == 0);

	char *grid = arena_alloc(&page->arena, (size_t)(side * side));

	assert_true(paint(path, side, grid) > 200);
	for (size_t y = 0; y < 8; y++)
		assert_memory_equal(grid + (y + 4) * (size_t)side + 4, finder[y], 8);
}

static void a_text_too_long_for_a_qr_code_is_refused(void **state)
{
	struct page *page = *state;
	char *text = arena_alloc(&page->arena, 4000);
	const char *path = "before";
	int64_t side = -1;

	memset(text, 'a', 3999);
	assert_int_equal(qr_path(&page->arena, text, &path, &side), E_INVALID);
	assert_int_equal(qr_path(&page->arena, "", &path, &side), E_INVALID);
	assert_string_equal(path, "before");
	assert_int_equal(side, -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, page_set_up, page_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(xml_holds_every_column), TEST(xml_text_comes_back_from_a_parser), TEST(json_holds_every_column),
		TEST(rows_stand_below_their_row), TEST(feeds_without_rows_are_well_formed), TEST(rss_names_title_link_and_time),
		TEST(a_qr_code_has_its_finders_and_quiet_zone), TEST(a_text_too_long_for_a_qr_code_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
