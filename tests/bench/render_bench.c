/* The compiled template against C written by hand for the same page: twenty rows, about 17 KB.
 *
 *	render_bench PAGES_DIR		checks that both write the same bytes, then prints
 *					`pairs hand_ns flat_ns ratio bytes`, medians of interleaved rounds
 *	render_bench PAGES_DIR hand|flat N	writes the page N times that way and no more: for callgrind to count */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/column.h"
#include "view/escape.h"
#include "view/template.h"

enum { ROWS = 20, ROUNDS = 31, RENDERS_A_ROUND = 2000 };

enum state { STATE_OPEN, STATE_ENDING };
static const char *const state_names[] = { "open", "ending", NULL };

struct campaign {
	int64_t id;
	const char *title, *summary, *county;
	struct money goal, received;
	int64_t percent_received, percent_promised, days_left;
	struct date ends;
	enum state state;
};

static const struct shape campaign_shape = SHAPE(campaign,
	COLUMN(campaign, id), COLUMN(campaign, title), COLUMN(campaign, summary), COLUMN(campaign, county, .nullable = true),
	COLUMN(campaign, goal), COLUMN(campaign, received), COLUMN(campaign, percent_received),
	COLUMN(campaign, percent_promised), COLUMN(campaign, days_left), COLUMN(campaign, ends),
	COLUMN(campaign, state, .names = state_names));

struct page {
	const struct template_set *templates;
	const struct campaign *campaigns;
	const char *mount;
	struct arena *arena;
};

typedef void writer(const struct page *page, struct buffer *out);

#define LITERAL(out, text) buffer_append((out), text, sizeof text - 1)

/* The suite's own escaping: what is measured is the template, not another way to look for `<`. */
static void append_escaped(struct buffer *out, const char *text)
{
	escape_html(out, text, strlen(text));
}

static void write_card_head(const struct campaign *campaign, const char *mount, struct buffer *out)
{
	LITERAL(out, "<li class=\"ym-card\"><p class=\"ym-meta\">");
	if (campaign->county != NULL) {
		LITERAL(out, "<span class=\"ym-place\" lang=\"zh-CN\">");
		append_escaped(out, campaign->county);
		LITERAL(out, "</span>");
	} else {
		LITERAL(out, "<span class=\"ym-place\">全市</span>");
	}
	if (campaign->state == STATE_OPEN) {
		LITERAL(out, " <span class=\"ym-tag\">还剩 ");
		buffer_append_int(out, campaign->days_left);
		LITERAL(out, " 天</span></p>\n");
	} else {
		LITERAL(out, " <span class=\"ym-tag ym-tag-soon\">即将截止</span></p>\n");
	}
	LITERAL(out, "<h3 class=\"ym-card-title\" lang=\"zh-CN\"><a href=\"");
	append_escaped(out, mount);
	LITERAL(out, "/campaigns/");
	buffer_append_int(out, campaign->id);
	LITERAL(out, "\">");
	append_escaped(out, campaign->title);
	LITERAL(out, "</a></h3>\n<p class=\"ym-card-text\" lang=\"zh-CN\">");
	append_escaped(out, campaign->summary);
	LITERAL(out, "</p>\n");
}

static void write_card_figures(const struct campaign *campaign, struct buffer *out)
{
	LITERAL(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ym-meter\" viewBox=\"0 0 100 1\" aria-hidden=\"true\">"
		     "<rect class=\"ym-meter-pledged\" width=\"");
	buffer_append_int(out, campaign->percent_promised);
	LITERAL(out, "\" height=\"1\"/><rect class=\"ym-meter-in\" width=\"");
	buffer_append_int(out, campaign->percent_received);
	LITERAL(out, "\" height=\"1\"/></svg>\n<p class=\"ym-row\"><b>¥");
	money_append_grouped(out, campaign->received);
	LITERAL(out, "</b> 已到账，目标 ¥");
	money_append_grouped(out, campaign->goal);
	LITERAL(out, " 的 ");
	buffer_append_int(out, campaign->percent_received);
	LITERAL(out, "%，");
	date_append(out, campaign->ends);
	LITERAL(out, " 截止</p></li>");
}

static void write_by_hand(const struct page *page, struct buffer *out)
{
	buffer_reserve(out, 20000);
	LITERAL(out, "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>助学项目</title></head>\n<body>\n"
		     "<h1>进行中的项目</h1>\n<ul class=\"ym-list\">\n");
	for (size_t i = 0; i < ROWS; i++) {
		write_card_head(&page->campaigns[i], page->mount, out);
		write_card_figures(&page->campaigns[i], out);
	}
	LITERAL(out, "\n</ul>\n</body>\n</html>\n");
}

static void write_by_template(const struct page *page, struct buffer *out)
{
	struct view *view = view_new(page->arena, page->templates, 0);
	struct fault fault = { "" };

	view_put_rows(view, "campaigns", &campaign_shape, (struct rows){ page->campaigns, ROWS });
	view_put_text(view, "mount", page->mount);
	if (view_render(view, "render", out, &fault) != OK) {
		fprintf(stderr, "render_bench: %s\n", fault.text);
		exit(1);
	}
}

static void fill(struct campaign *campaigns)
{
	for (int i = 0; i < ROWS; i++)
		campaigns[i] = (struct campaign){
			.id = 100 + i, .title = "蒙阴县“金秋助学”贫困大一新生 & 家庭",
			.summary = "为考上大学的困难家庭学生补上第一年的学费和路费，县里的补助之外，每人还差约 1,600 元，开学以前发到学生手里。",
			.county = i % 7 == 0 ? NULL : "蒙阴县", .goal = { 50000000 + i * 1000000 },
			.received = { 31020000 + i * 123456 }, .percent_received = 50 + i, .percent_promised = 60 + i * 2,
			.days_left = 38 + i, .ends = { 20000 + i }, .state = i % 5 == 0 ? STATE_ENDING : STATE_OPEN };
}

static double now_ns(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

static void write_times(const struct page *page, writer *write, long times)
{
	for (long i = 0; i < times; i++) {
		struct buffer out;

		buffer_init(&out, page->arena, 1024);
		write(page, &out);
		arena_reset(page->arena);
	}
}

static int compare(const void *a, const void *b)
{
	const double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double median(double *numbers)
{
	qsort(numbers, ROUNDS, sizeof *numbers, compare);
	return numbers[ROUNDS / 2];
}

static void measure(const struct page *page, size_t bytes)
{
	double hand[ROUNDS], flat[ROUNDS], ratio[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		const double start = now_ns();

		write_times(page, write_by_hand, RENDERS_A_ROUND);
		const double between = now_ns();
		write_times(page, write_by_template, RENDERS_A_ROUND);
		const double end = now_ns();
		hand[i] = (between - start) / RENDERS_A_ROUND;
		flat[i] = (end - between) / RENDERS_A_ROUND;
		ratio[i] = flat[i] / hand[i];
	}
	printf("%d %.0f %.0f %.3f %zu\n", ROUNDS, median(hand), median(flat), median(ratio), bytes);
}

/* The length, or 0 where the two differ. */
static size_t check_same(const struct page *page)
{
	struct buffer hand, flat;
	size_t same = 0;

	buffer_init(&hand, page->arena, 1024);
	buffer_init(&flat, page->arena, 1024);
	write_by_hand(page, &hand);
	write_by_template(page, &flat);
	if (hand.length == flat.length && memcmp(hand.data, flat.data, hand.length) == 0)
		return hand.length;
	while (same < hand.length && same < flat.length && hand.data[same] == flat.data[same])
		same++;
	fprintf(stderr, "render_bench: the pages differ from byte %zu on:\nby hand: %.80s\ntemplate: %.80s\n", same,
		hand.data + same, flat.data + same);
	return 0;
}

int main(int argc, char **argv)
{
	static const char *const languages[] = { "zh", NULL };
	static const char *const pages[] = { "render", NULL };
	struct template_options options = { .languages = languages, .pages = pages };
	struct campaign campaigns[ROWS];
	struct template_set *templates;
	struct arena process, request;
	struct fault fault = { "" };
	size_t bytes;

	if (argc != 2 && argc != 4) {
		fputs("usage: render_bench PAGES_DIR [hand|flat N]\n", stderr);
		return 2;
	}
	options.dir = argv[1];
	arena_init(&process, 0);
	arena_init(&request, 0);
	if (template_set_load(&process, &options, &templates, &fault) != OK) {
		fprintf(stderr, "render_bench: %s\n", fault.text);
		return 1;
	}
	fill(campaigns);
	const struct page page = { templates, campaigns, "/yimeng/pledge", &request };

	bytes = check_same(&page);
	arena_reset(&request);
	if (bytes == 0)
		return 1;
	if (argc == 4)
		write_times(&page, strcmp(argv[2], "hand") == 0 ? write_by_hand : write_by_template, strtol(argv[3], NULL, 10));
	else
		measure(&page, bytes);
	arena_free(&request);
	arena_free(&process);
	return 0;
}
