/* Any bytes as a page's file: the compiler refuses it, or it renders with a fixed set of values. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "view/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_row {
	int64_t id;
	const char *title;
	struct money sum;
	struct date day;
	struct timestamp at;
	bool open;
};

static const struct shape fuzz_shape = SHAPE(fuzz_row, COLUMN(fuzz_row, id), COLUMN(fuzz_row, title), COLUMN(fuzz_row, sum),
					     COLUMN(fuzz_row, day), COLUMN(fuzz_row, at), COLUMN(fuzz_row, open));

static void render(struct arena *arena, const struct template_set *set)
{
	static const struct fuzz_row rows[] = { { 1, "<a href=\"x\">&", { 100 }, { 17844 }, { 0 }, true },
						{ 2, NULL, { -1 }, { DATE_NONE_DAY }, { TIMESTAMP_NONE_US }, false } };
	struct view *view = view_new(arena, set, 0);
	struct fault fault = { "" };
	struct buffer out;

	view_put(view, "a", &fuzz_shape, &rows[0]);
	view_put_rows(view, "l", &fuzz_shape, (struct rows){ rows, 2 });
	view_put_text(view, "t", "javascript:\"'<>&");
	view_put_text(view, "u", "/x/y");
	view_put_flag(view, "f", true);
	view_put_int(view, "n", -1);
	buffer_init(&out, arena, 0);
	if (view_render(view, "page", &out, &fault) != OK && out.length != 0)
		abort();	/* a page that failed leaves nothing behind */
	if (view_render_fragment(view, "page", &out, &fault) != OK)
		return;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct template_set *set;
	struct fault fault = { "" };
	enum err err;

	arena_init(&arena, 0);
	err = template_compile_memory(&arena, "page", (const char *)data, size, &set, &fault);
	if (err == OK)
		render(&arena, set);
	else if (fault.text[0] == '\0')
		abort();	/* a refusal without a reason */
	arena_free(&arena);
	return 0;
}
