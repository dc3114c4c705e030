#include "policy.h"

#include <string.h>

#include "app/app.h"
#include "base/text.h"

struct paragraph {
	const char *text;
	bool heading;
};
static const struct shape paragraph_shape = SHAPE(paragraph, COLUMN(paragraph, text), COLUMN(paragraph, heading));

enum { paragraphs_max = 100, heading_chars_max = 30 };

static struct rows paragraphs_of(struct arena *arena, const char *body)
{
	struct paragraph *rows = ARENA_ARRAY(arena, struct paragraph, paragraphs_max);
	size_t count = 0;

	for (const char *at = body; *at != '\0' && count < paragraphs_max; ) {
		const size_t length = strcspn(at, "\n");
		const char *text = text_trim(arena, arena_copy(arena, at, length));

		/* A line directly above its paragraph. */
		if (text[0] != '\0') {
			const bool above = at[length] == '\n' && at[length + 1] != '\n' && at[length + 1] != '\0';

			rows[count++] = (struct paragraph){ text, above || (count == 0 && text_count(text) <= heading_chars_max * 3) };
		}
		at += length + (at[length] == '\n');
	}
	return (struct rows){ .row = rows, .count = count };
}

enum err policy_put(struct request *request, struct response *response, enum policy_kind kind, const char *purpose, const char *name,
		    int64_t *id)
{
	struct policy_text text;

	TRY(policy_current(request->db, request->arena, kind, purpose, language_names[request->language], &text));
	view_put_rows(response->view, name, &paragraph_shape, paragraphs_of(request->arena, text.body));
	view_put_text(response->view, arena_print(request->arena, "%s_language", name), strcmp(text.language, "en") == 0 ? "en" : "zh-CN");
	if (id != NULL)
		*id = text.id;
	return OK;
}
