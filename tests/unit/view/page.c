#include "page.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "view/compile.h"

const char *const season_names[] = { "spring", "summer", NULL };

const struct shape gift_shape = SHAPE(gift,
	COLUMN(gift, id), COLUMN(gift, giver, .nullable = true), COLUMN(gift, amount), COLUMN(gift, day), COLUMN(gift, at),
	COLUMN(gift, open), COLUMN(gift, season, .names = season_names), COLUMN(gift, count), COLUMN(gift, digest));

int page_set_up(void **state)
{
	static const uint8_t digest[] = { 1, 2 };
	struct page *page = calloc(1, sizeof *page);

	assert_non_null(page);
	arena_init(&page->arena, 0);
	page->gift = (struct gift){ .id = 7, .giver = "李 & <b>", .amount = { 123450 }, .day = { 17844 },
				    .at = { INT64_C(1541754720) * 1000000 }, .open = true, .season = SUMMER, .count = 3,
				    .digest = { digest, sizeof digest } };
	for EACH(i, page->gifts) {
		page->gifts[i] = page->gift;
		page->gifts[i].id = (int64_t)i + 1;
	}
	page->gifts[1].giver = NULL;
	*state = page;
	return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	return remove(path);
}

int page_tear_down(void **state)
{
	struct page *page = *state;

	if (page->dir[0] != '\0')
		(void)nftw(page->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_free(&page->arena);
	free(page);
	return 0;
}

static const char *wrap(struct page *page, const char *body)
{
	return arena_print(&page->arena, "<html" PAGE_NAMESPACES "><body>%s</body></html>", body);
}

void page_compile(struct page *page, const char *body)
{
	const char *file = wrap(page, body);

	page->fault.text[0] = '\0';
	if (template_compile_memory(&page->arena, "page", file, strlen(file), &page->set, &page->fault) != OK)
		fail_msg("does not compile: %s", page->fault.text);
	page->view = view_new(&page->arena, page->set, 0);
	page_put_values(page);
}

static const struct total {
	struct money sum;
} total = { { 310200 } };
static const struct shape total_shape = SHAPE(total, COLUMN(total, sum));

void page_put_values(struct page *page)
{
	struct view *view = page->view;

	view_put(view, "gift", &gift_shape, &page->gift);
	view_put_rows(view, "gifts", &gift_shape, (struct rows){ page->gifts, 3 });
	view_put_rows(view, "none", &gift_shape, (struct rows){ NULL, 0 });
	view_put_text(view, "word", "a\"b<c>&d");
	view_put_text(view, "empty", "");
	view_put_text(view, "null", NULL);
	view_put_text(view, "mount", "/yimeng/pledge");
	view_put_text(view, "telephone", "13800000000");
	view_put_flag(view, "yes", true);
	view_put_flag(view, "no", false);
	view_put_int(view, "number", 1234567);
	view_put_int(view, "zero", 0);
	view_put(view, "total", &total_shape, &total);
}

const char *page_render(struct page *page)
{
	static const char before[] = "<!doctype html>\n<html><body>", after[] = "</body></html>\n";
	struct buffer out;

	buffer_init(&out, &page->arena, 16);
	if (view_render(page->view, "page", &out, &page->fault) != OK)
		fail_msg("does not render: %s", page->fault.text);
	assert_true(out.length >= sizeof before + sizeof after - 2);
	assert_memory_equal(out.data, before, sizeof before - 1);
	assert_string_equal(out.data + out.length - (sizeof after - 1), after);
	return arena_copy(&page->arena, out.data + sizeof before - 1, out.length - sizeof before - sizeof after + 2);
}

const char *page_html(struct page *page, const char *body)
{
	page_compile(page, body);
	return page_render(page);
}

const char *page_refusal_of_file(struct page *page, const char *file)
{
	page->fault.text[0] = '\0';
	if (template_compile_memory(&page->arena, "page", file, strlen(file), &page->set, &page->fault) != E_INVALID)
		fail_msg("compiles: %s", file);
	return page->fault.text;
}

const char *page_refusal(struct page *page, const char *body)
{
	return page_refusal_of_file(page, wrap(page, body));
}

const char *page_failure(struct page *page, const char *body)
{
	struct buffer out;

	page_compile(page, body);
	buffer_init(&out, &page->arena, 16);
	buffer_append_string(&out, "before");
	if (view_render(page->view, "page", &out, &page->fault) != E_INTERNAL)
		fail_msg("renders: %s", out.data);
	assert_string_equal(out.data, "before");
	return page->fault.text;
}

void page_write(struct page *page, const char *name, const char *text)
{
	FILE *file;

	if (page->dir[0] == '\0') {
		(void)snprintf(page->dir, sizeof page->dir, "/tmp/yimeng-view-XXXXXX");
		assert_non_null(mkdtemp(page->dir));
	}
	char *path = arena_print(&page->arena, "%s/%s", page->dir, name);

	for (char *slash = path + strlen(page->dir) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
		*slash = '\0';
		(void)mkdir(path, 0700);
	}
	file = fopen(path, "we");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}
