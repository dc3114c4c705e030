/* The links of a list keep what is looked for, the order, and where it goes on; as the staff's own macros write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/dispatch.h"
#include "app/list.h"
#include "door.h"

static const char *const sorts[] = { "newest_down", "title", "title_down", NULL };
enum sort { SORT_NEWEST };

struct query {
	const char *words;
	enum sort sort;
	int64_t after;
};

static const struct field fields[] = {
	FIELD(query, words, .kind = FIELD_TEXT, .max_chars = 40), FIELD_ENUM(query, sort, sorts),
	FIELD(query, after, .kind = FIELD_INTEGER, .min = 1, .max = 1000), { .kind = FIELD_NONE } };

static const struct route route = { .method = GET, .path = "/things", .role = ANYONE, .query = fields, .query_size = sizeof(struct query) };

static const char page[] =
	"<div xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:tal=\"http://xml.zope.org/namespaces/tal\" "
	"xmlns:metal=\"http://xml.zope.org/namespaces/metal\" xmlns:i18n=\"http://xml.zope.org/namespaces/i18n\"><table><tr>"
	"<th metal:use-macro=\"admin/parts/sort\" tal:define=\"sort sort/newest\"/><th metal:use-macro=\"admin/parts/sort\" tal:define=\"sort sort/title\"/>"
	"</tr></table><nav metal:use-macro=\"admin/parts/pages\"/><p tal:condition=\"list/filtered\">filtered</p></div>";

/* What the page says of a query, where the rows go on behind `next` (NULL: they end). */
static const char *shown(struct door *door, const char *query, const char *next)
{
	static const char *const languages[] = { "zh", NULL }, *const pages[] = { "list", NULL };
	char folder[] = "/tmp/ym-list.XXXXXX";
	struct outgoing out = { .status = 0 };
	struct response response = { .out = &out };
	struct template_options options = { .languages = languages, .pages = pages };
	struct template_set *set;
	struct fault fault = { 0 };
	struct buffer html;
	const char *culprit = NULL, *file;
	FILE *written;

	assert_non_null(mkdtemp(folder));
	file = arena_print(&door->arena, "%s/list.xhtml", folder);
	written = fopen(file, "w");
	assert_non_null(written);
	assert_true(fputs(page, written) >= 0 && fclose(written) == 0);
	options.dir = arena_print(&door->arena, "%s/view/pages", getenv("YM_TOP"));
	options.override_dir = folder;
	if (template_set_load(&door->arena, &options, &set, &fault) != OK)
		fail_msg("%s", fault.text);
	unlink(file);
	rmdir(folder);

	door->incoming.parameter_count = 0;
	door_say(door, "QUERY_STRING", query);
	door->request.route = &route;
	door->request.shown_path = "/things";
	assert_int_equal(dispatch_input(&door->request, &culprit), 0);
	response.view = view_new(&door->arena, set, 0);
	list_put(&door->request, &response, next);
	buffer_init(&html, &door->arena, 1024);
	if (view_render(response.view, "list", &html, &fault) != OK)
		fail_msg("%s", fault.text);
	return html.data;
}

static void assert_says(const char *html, const char *what)
{
	if (strstr(html, what) == NULL)
		fail_msg("%s is not in %s", what, html);
}

static void the_usual_order_is_the_first_one(void **state)
{
	const char *html = shown(*state, "", NULL);

	assert_says(html, "aria-sort=\"descending\"><a href=\"/yimeng/door/things?sort=newest_down\"");
	assert_says(html, "aria-sort=\"none\"><a href=\"/yimeng/door/things?sort=title\"");
	assert_null(strstr(html, "<nav"));
	assert_null(strstr(html, "filtered"));
}

static void an_order_turns_round(void **state)
{
	assert_says(shown(*state, "sort=title", NULL), "aria-sort=\"ascending\"><a href=\"/yimeng/door/things?sort=title_down\"");
	assert_says(shown(*state, "sort=title_down", NULL), "aria-sort=\"descending\"><a href=\"/yimeng/door/things?sort=title\"");
}

static void what_is_looked_for_stays(void **state)
{
	const char *html = shown(*state, "words=%E5%A4%A7+%26&after=7&tracker=x", "19");

	assert_says(html, "filtered");
	assert_says(html, "href=\"/yimeng/door/things?words=%E5%A4%A7%20%26&amp;sort=title\"");
	assert_says(html, "href=\"/yimeng/door/things?words=%E5%A4%A7%20%26\"");
	assert_says(html, "rel=\"next\" href=\"/yimeng/door/things?words=%E5%A4%A7%20%26&amp;after=19\"");
	assert_null(strstr(html, "tracker"));
}

static void the_last_page_leads_back_only(void **state)
{
	const char *html = shown(*state, "sort=title&after=7", NULL);

	assert_says(html, "href=\"/yimeng/door/things?sort=title\"");
	assert_null(strstr(html, "rel=\"next\""));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, door_set_up, door_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_usual_order_is_the_first_one), TEST(an_order_turns_round), TEST(what_is_looked_for_stays), TEST(the_last_page_leads_back_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
