#include "app/place_choice.h"

#include <stdlib.h>

#include "domain/office/unit_choice.h"

struct place_choice {
	int64_t id;
	const char *name;
	bool chosen;
};
static const struct shape place_choice_shape = SHAPE(place_choice,
	COLUMN(place_choice, id), COLUMN(place_choice, name), COLUMN(place_choice, chosen));

static enum err put_step(struct request *request, struct response *response, const char *rows_name, const char *field, int64_t parent,
			 int64_t *chosen)
{
	const int64_t typed = atoll(form_typed(request->form, field));
	const struct unit_choice *unit;
	struct place_choice *choices;
	struct rows units;

	*chosen = 0;
	TRY(unit_choices(request->db, request->arena, parent, request->today, &units));
	unit = units.row;
	choices = ARENA_ARRAY(request->arena, struct place_choice, units.count);
	for (size_t i = 0; i < units.count; i++) {
		choices[i] = (struct place_choice){ unit[i].id, unit[i].name, unit[i].id == typed };
		if (choices[i].chosen)
			*chosen = typed;
	}
	view_put_rows(response->view, rows_name, &place_choice_shape, (struct rows){ choices, units.count });
	return OK;
}

enum err place_choice_put(struct request *request, struct response *response, int64_t *deepest)
{
	static const struct { const char *rows, *field; } steps[] = {
		{ "counties", "county" }, { "townships", "township" }, { "schools", "school" } };
	int64_t chosen = 0;
	bool open = true;

	*deepest = 0;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		if (!open) {
			view_put_rows(response->view, steps[i].rows, &place_choice_shape, (struct rows){ NULL, 0 });
			continue;
		}
		TRY(put_step(request, response, steps[i].rows, steps[i].field, chosen, &chosen));
		open = chosen != 0;
		if (open)
			*deepest = chosen;
	}
	return OK;
}
