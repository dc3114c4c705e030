#include "domain/aid/fact.h"

#include <string.h>

#include "base/column.h"
#include "domain/pairing/student.h"

const char *const fact_kind_names[] = { "yes_no", "choice", "number", "money", NULL };
const char *const place_names[] = { "city", "province", "elsewhere", NULL };
const char *const school_kind_names[] = { "public", "inclusive", "private", NULL };
const char *const major_names[] = { "agriculture", "arts", "other", NULL };

#define YES_NO(in_field, in_name) [in_field] = { .name = in_name, .kind = FACT_KIND_YES_NO, .max = 1 }
#define CHOICE(in_field, in_name, in_choices, in_last)                                                              \
	[in_field] = { .name = in_name, .kind = FACT_KIND_CHOICE, .choices = in_choices, .max = in_last }

const struct fact_entry fact_entries[fact_fields] = {
	CHOICE(FACT_STAGE, "stage", stage_names, STAGE_UNIVERSITY),
	[FACT_GRADE] = { .name = "grade", .kind = FACT_KIND_NUMBER, .min = 1, .max = 9 },
	[FACT_AGE] = { .name = "age", .kind = FACT_KIND_NUMBER, .min = 0, .max = 60 },
	CHOICE(FACT_SCHOOL_PLACE, "school_place", place_names, PLACE_ELSEWHERE),
	CHOICE(FACT_SCHOOL_KIND, "school_kind", school_kind_names, SCHOOL_PRIVATE),
	YES_NO(FACT_ON_ROLL, "on_roll"),
	CHOICE(FACT_HOUSEHOLD_PLACE, "household_place", place_names, PLACE_ELSEWHERE),
	YES_NO(FACT_RURAL, "rural"),
	YES_NO(FACT_BOARDING, "boarding"),
	YES_NO(FACT_REGISTERED_POOR, "registered_poor"),
	YES_NO(FACT_MINIMUM_LIVING, "minimum_living"),
	YES_NO(FACT_EXTREME_POVERTY, "extreme_poverty"),
	YES_NO(FACT_ORPHAN, "orphan"),
	YES_NO(FACT_DISABLED, "disabled"),
	YES_NO(FACT_PARENT_DISABLED, "parent_disabled"),
	YES_NO(FACT_MARTYR_CHILD, "martyr_child"),
	YES_NO(FACT_OTHER_HARDSHIP, "other_hardship"),
	CHOICE(FACT_MAJOR, "major", major_names, MAJOR_OTHER),
	[FACT_TUITION] = { .name = "tuition", .kind = FACT_KIND_MONEY, .min = 0, .max = 10000000 },
	YES_NO(FACT_ADMITTED, "admitted"),
	YES_NO(FACT_OTHER_LOAN, "other_loan"),
	YES_NO(FACT_CO_BORROWER, "co_borrower"),
};

static const char *const yes_no_names[] = { "no", "yes", NULL };

void fact_set(struct facts *facts, enum fact_field field, int64_t value)
{
	facts->known |= UINT32_C(1) << field;
	facts->value[field] = value;
}

static void follows(struct facts *facts, enum fact_field field, int64_t value)
{
	if (!fact_is_known(facts, field))
		fact_set(facts, field, value);
}

void fact_imply(struct facts *facts)
{
	const int64_t stage = facts->value[FACT_STAGE];

	if (!fact_is_known(facts, FACT_STAGE))
		return;
	if (stage == STAGE_UNIVERSITY)
		follows(facts, FACT_ADMITTED, true);
	if (stage < STAGE_SENIOR) {
		follows(facts, FACT_ADMITTED, false);
		follows(facts, FACT_OTHER_LOAN, false);
	}
	if (stage <= STAGE_SENIOR)
		follows(facts, FACT_MAJOR, MAJOR_OTHER);
}

enum err fact_age(struct date birth, struct date day, int64_t *out)
{
	struct civil born, now;
	int64_t years;

	if (date_is_none(birth) || birth.day > day.day)
		return E_INVALID;
	born = date_to_civil(birth);
	now = date_to_civil(day);
	years = now.year - born.year - (now.month < born.month || (now.month == born.month && now.day < born.day));
	if (years > fact_entries[FACT_AGE].max)
		return E_INVALID;
	*out = years;
	return OK;
}

int fact_find(const char *name)
{
	for (int field = 0; field < fact_fields; field++)
		if (strcmp(fact_entries[field].name, name) == 0)
			return field;
	return -1;
}

/* Digits only, no sign, no superfluous zero; as many as any number of ours has. */
static enum err parse_number(const char *text, int64_t *out)
{
	const size_t length = strlen(text);
	int64_t number = 0;

	if (length == 0 || length > 9 || (length > 1 && text[0] == '0'))
		return E_INVALID;
	for (const char *at = text; *at != '\0'; at++) {
		if (*at < '0' || *at > '9')
			return E_INVALID;
		number = number * 10 + (*at - '0');
	}
	*out = number;
	return OK;
}

enum err fact_parse(enum fact_field field, const char *text, int64_t *out)
{
	const struct fact_entry *entry = &fact_entries[field];
	struct money money;
	int64_t value = -1;

	switch (entry->kind) {
	case FACT_KIND_YES_NO: value = column_name_index(yes_no_names, text); break;
	case FACT_KIND_CHOICE: value = column_name_index(entry->choices, text); break;
	case FACT_KIND_NUMBER: TRY(parse_number(text, &value)); break;
	case FACT_KIND_MONEY:
		TRY(money_parse(text, &money));
		value = money.fen;
		break;
	}
	if (value < entry->min || value > entry->max)
		return E_INVALID;
	*out = value;
	return OK;
}

const char *fact_text(struct arena *arena, enum fact_field field, int64_t value)
{
	const struct fact_entry *entry = &fact_entries[field];
	struct buffer text;

	switch (entry->kind) {
	case FACT_KIND_YES_NO: return yes_no_names[value != 0];
	case FACT_KIND_CHOICE: return entry->choices[value];
	case FACT_KIND_NUMBER: return arena_print(arena, "%lld", (long long)value);
	case FACT_KIND_MONEY: break;
	}
	buffer_init(&text, arena, 16);
	money_append_plain(&text, (struct money){ value });
	return text.data;
}
