/* Instances in the text format, as anybody may have written them. What is taken is solved where it is small, and its certificate
 * must hold; written down again it must be the same. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "solve/instance_text.h"

enum { solved_most = 500 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_down(const struct instance_text *instance, struct buffer *out)
{
	const struct assignment *const input = &instance->input;

	buffer_print(out, "p %" PRIu32 " %" PRIu32 " %" PRIu32 "\n", input->student_count, input->family_count,
		     input->first[input->student_count]);
	for (uint32_t s = 0; s < input->student_count; s++)
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++)
			buffer_print(out, "e %" PRId64 " %" PRId64 " %u\n", instance->student_id[s],
				     instance->family_id[input->family[e]], input->score[e]);
	for (uint32_t f = 0; f < input->family_count; f++)
		buffer_print(out, "f %" PRId64 " %" PRIu32 "\n", instance->family_id[f], input->capacity[f]);
	for (uint32_t s = 0; s < input->student_count; s++)
		buffer_print(out, "s %" PRId64 " %u\n", instance->student_id[s], input->places[s]);
}

static void check_solved(const struct assignment *input)
{
	struct solver *solver;

	if (solver_new(input, &solver, NULL) != OK || solver_run(solver, NULL) != OK)
		abort();
	solver_free(solver);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct instance_text instance, again;
	struct buffer first, second;
	struct text_fault fault;
	struct arena arena;

	arena_init(&arena, 0);
	if (instance_text_read(&arena, (const char *)data, size, &instance, &fault) == OK) {
		buffer_init(&first, &arena, size);
		buffer_init(&second, &arena, size);
		write_down(&instance, &first);
		if (instance_text_read(&arena, first.data, first.length, &again, &fault) != OK)
			abort();
		write_down(&again, &second);
		if (first.length != second.length || memcmp(first.data, second.data, first.length) != 0)
			abort();
		if (instance.input.first[instance.input.student_count] < solved_most)
			check_solved(&instance.input);
	} else if (fault.refusal == TEXT_SOUND || fault.line == 0) {
		abort();
	}
	arena_free(&arena);
	return 0;
}
