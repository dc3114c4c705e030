/* Facts as anybody sends them: reading ends, keeps every value within its field, says each field once, and names what was wrong. What is read
 * is then said again, and must be read the same. */
#include <stdlib.h>
#include <string.h>

#include "domain/aid/fact_read.h"
#include "http/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { pairs_max = 64 };
static const struct date today = { 17844 };	/* 2018-11-09 */

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check(struct arena *arena, const struct fact_reading *reading, enum err err)
{
	struct fact_said again[fact_fields];
	struct fact_reading second;

	require((err == OK) == (reading->trouble == FACT_FINE) && (err == OK || reading->field != NULL));
	require((reading->facts.known & reading->skipped) == 0 && reading->count <= fact_fields);
	require((size_t)__builtin_popcount(reading->facts.known | reading->skipped) == reading->count);
	for (size_t i = 0; i < reading->count; i++) {
		const enum fact_field field = (enum fact_field)reading->order[i];
		const int64_t value = reading->facts.value[field];

		require(field < fact_fields && (value >= fact_entries[field].min || !fact_is_known(&reading->facts, field)));
		require(value <= fact_entries[field].max);
		again[i] = (struct fact_said){ fact_entries[field].name,
					       fact_is_known(&reading->facts, field) ? fact_text(arena, field, value) : "unknown" };
	}
	require(fact_read(arena, again, reading->count, today, &second) == OK);
	require(second.facts.known == reading->facts.known && second.skipped == reading->skipped && second.count == reading->count);
	for (size_t i = 0; i < reading->count; i++)
		require(second.order[i] == reading->order[i] &&
			second.facts.value[reading->order[i]] == reading->facts.value[reading->order[i]]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct parameter *pairs;
	struct fact_said said[pairs_max];
	struct fact_reading reading;
	size_t count;

	arena_init(&arena, 0);
	if (urlencoded_parse(&arena, (const char *)data, size, pairs_max, &pairs, &count) == OK) {
		for (size_t i = 0; i < count; i++)
			said[i] = (struct fact_said){ pairs[i].name, pairs[i].value };
		check(&arena, &reading, fact_read(&arena, said, count, today, &reading));
	}
	arena_free(&arena);
	return 0;
}
