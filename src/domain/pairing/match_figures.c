/* How groups of students were served. */
#include <string.h>

#include "domain/pairing/match_plan_parts.h"

enum { county_digits = 6, figures_max = 4096 };

struct counting {
	struct arena *arena;
	struct match_figure *figures;
	size_t count;
};

/* Groups are few: they are looked for one by one. */
static void count_in(struct counting *counting, enum match_grouping grouping, const char *name, const struct match_figure *of_one)
{
	size_t i = 0;

	while (i < counting->count && (counting->figures[i].grouping != grouping || strcmp(counting->figures[i].name, name) != 0))
		i++;
	if (i == figures_max)
		return;
	if (i == counting->count)
		counting->figures[counting->count++] =
			(struct match_figure){ .grouping = grouping, .name = arena_copy_string(counting->arena, name) };
	counting->figures[i].students += of_one->students;
	counting->figures[i].matched += of_one->matched;
	counting->figures[i].second += of_one->second;
	counting->figures[i].served += of_one->served;
	counting->figures[i].waited_days += of_one->waited_days;
}

void plan_count_groups(struct planning *planning, struct match_plan *out)
{
	struct counting counting = { .arena = planning->arena,
				     .figures = ARENA_ARRAY(planning->arena, struct match_figure, figures_max) };

	for (uint32_t unit = 0; unit < reach_unit_count(planning->reach); unit++)
		for (uint32_t i = 0; i < reach_unit(planning->reach, unit)->size; i++) {
			const struct match_student *student = &planning->student[reach_member(planning->reach, unit, i)];
			const uint32_t got = planning->result[unit].count;
			const int64_t places = student->pairs + got;
			const struct match_figure one = {
				.students = 1, .matched = places > 0, .second = places > 1, .served = got > 0,
				.waited_days = got > 0 ? days_waited(student->opened_at, planning->input->today) : 0 };
			char county[county_digits + 1] = "";

			strncat(county, student->home_code, county_digits);
			count_in(&counting, BY_COUNTY, county, &one);
			count_in(&counting, BY_SEX, sex_names[student->sex], &one);
			count_in(&counting, BY_DISABILITY, student->hardship == HARDSHIP_DISABLED ? "disabled" : "not_disabled", &one);
			count_in(&counting, BY_STAGE, stage_names[student->stage], &one);
		}
	out->figures = (struct rows){ .row = counting.figures, .count = counting.count };
}
