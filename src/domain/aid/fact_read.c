#include "domain/aid/fact_read.h"

#include <string.h>

#include "base/text.h"

const char *const fact_trouble_names[] = { "fine", "unknown_field", "said_twice", "not_a_value", "born_later", "too_old", NULL };

static const char birth_name[] = "birth", not_known[] = "unknown";

int fact_field_of(const char *name)
{
	return strcmp(name, birth_name) == 0 ? FACT_AGE : fact_find(name);
}

static enum fact_trouble read_birth(const char *text, struct date day, int64_t *out)
{
	struct date birth;

	if (date_parse(text, &birth) != OK)
		return FACT_NOT_A_VALUE;
	if (birth.day > day.day)
		return FACT_BORN_LATER;
	return fact_age(birth, day, out) == OK ? FACT_FINE : FACT_TOO_OLD;
}

static enum fact_trouble read_value(struct arena *arena, const struct fact_said *said, enum fact_field field, struct date day, int64_t *out)
{
	const char *text = text_trim(arena, text_fold_width(arena, said->value));

	if (strcmp(said->name, birth_name) == 0)
		return read_birth(text, day, out);
	return fact_parse(field, text, out) == OK ? FACT_FINE : FACT_NOT_A_VALUE;
}

static enum fact_trouble read_one(struct arena *arena, const struct fact_said *said, struct date day, uint32_t *seen, struct fact_reading *reading)
{
	const int field = fact_field_of(said->name);
	enum fact_trouble trouble;
	int64_t value = 0;

	if (field < 0)
		return FACT_UNKNOWN_FIELD;
	if ((*seen >> field & 1) != 0)
		return FACT_SAID_TWICE;
	*seen |= UINT32_C(1) << field;
	if (said->value[0] == '\0')
		return FACT_FINE;
	if (strcmp(said->value, not_known) == 0) {
		reading->skipped |= UINT32_C(1) << field;
	} else {
		trouble = read_value(arena, said, (enum fact_field)field, day, &value);
		if (trouble != FACT_FINE)
			return trouble;
		fact_set(&reading->facts, (enum fact_field)field, value);
	}
	reading->order[reading->count++] = (uint8_t)field;
	return FACT_FINE;
}

enum err fact_read(struct arena *arena, const struct fact_said *said, size_t count, struct date day, struct fact_reading *out)
{
	struct fact_reading reading = { .trouble = FACT_FINE };
	uint32_t seen = 0;

	for (size_t i = 0; i < count; i++) {
		const enum fact_trouble trouble = read_one(arena, &said[i], day, &seen, &reading);

		if (trouble != FACT_FINE && reading.trouble == FACT_FINE) {
			reading.trouble = trouble;
			reading.field = said[i].name;
		}
	}
	*out = reading;
	return reading.trouble == FACT_FINE ? OK : E_INVALID;
}
