/* What sealing costs: a student's row as it is stored, its parts, and one password.
 *
 *	seal_bench KEYFILE	prints `field NS`, `index NS`, `row NS`, `row+digest NS`, `open NS`, `password MS`: each the least of many
 *				rounds, for other programs share the machine; `row` is five sealed fields and three blind indexes */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crypt/password.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student.h"

enum { rounds = 40, rows_a_round = 2000, passwords = 5, fields = 5 };

static const struct sealed_place *const places[fields] = {
	&place_student_name, &place_student_id_number, &place_student_guardian, &place_student_telephone, &place_student_address };

/* As long as they are in life: three signs of name are nine bytes, an address of Linyi some sixty. */
static const struct student_facts facts = {
	.name = "\xE7\x8E\x8B\xE5\xBB\xBA\xE5\x9B\xBD", .id_number = "371302190001010002",
	.guardian = "\xE7\x8E\x8B\xE4\xBA\x8C\xE5\xB0\x8F", .telephone = "13800000000",
	.address = "Shandong Linyi Lanshan Yinqueshan Jinqueshan Road 123, 4-502", .school_id = 5, .stage = STAGE_PRIMARY, .grade = 3,
	.since = { 20000 }, .left_on = { DATE_NONE_DAY } };

struct bench {
	struct keyring *keyring;
	struct arena arena;
	struct bytes address;	/* sealed */
	uint64_t sum;		/* of what was made: nothing is left out by the compiler */
};

static void note(struct bench *bench, struct bytes made)
{
	bench->sum += made.data[made.length - 1];
}

static void seal_fields(struct bench *bench, const char *code)
{
	const char *const texts[fields] = { facts.name, facts.id_number, facts.guardian, facts.telephone, facts.address };

	for (size_t i = 0; i < fields; i++)
		note(bench, seal_text(bench->keyring, &bench->arena, place_in(places[i], code), texts[i]));
}

static void index_fields(struct bench *bench)
{
	note(bench, blind_index(bench->keyring, &bench->arena, purpose_student_id_number, facts.id_number));
	note(bench, blind_index(bench->keyring, &bench->arena, purpose_student_name, facts.name));
	note(bench, blind_index(bench->keyring, &bench->arena, purpose_student_telephone, facts.telephone));
}

static void one_field(struct bench *bench)
{
	note(bench, seal_text(bench->keyring, &bench->arena, place_in(&place_student_id_number, "K7QF2M9XW"), facts.id_number));
}

static void one_index(struct bench *bench)
{
	note(bench, blind_index(bench->keyring, &bench->arena, purpose_student_id_number, facts.id_number));
}

static void one_row(struct bench *bench)
{
	seal_fields(bench, "K7QF2M9XW");
	index_fields(bench);
}

static void one_row_with_digest(struct bench *bench)
{
	one_row(bench);
	note(bench, blind_index(bench->keyring, &bench->arena, purpose_student_row, student_canonical(&bench->arena, &facts)));
}

static void open_one(struct bench *bench)
{
	struct secret secret;

	if (seal_open(bench->keyring, &bench->arena, place_in(&place_student_address, "K7QF2M9XW"), bench->address, &secret) != OK)
		abort();
	bench->sum += (uint8_t)secret.hidden[0];
}

static int64_t ns_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void measure(struct bench *bench, const char *name, void (*work)(struct bench *bench))
{
	int64_t least = INT64_MAX;

	for (int round = 0; round < rounds; round++) {
		const int64_t begun = ns_now();

		for (int row = 0; row < rows_a_round; row++) {
			work(bench);
			if (row % 20 == 19)
				arena_reset(&bench->arena);	/* as after a request */
		}
		least = ns_now() - begun < least ? ns_now() - begun : least;
	}
	printf("%s %lld\n", name, (long long)(least / rows_a_round));
}

static void measure_password(void)
{
	int64_t least = INT64_MAX;

	for (int i = 0; i < passwords; i++) {
		const int64_t begun = ns_now();
		bool matches;

		if (password_matches(NULL, "correct horse battery", &matches) != OK)
			abort();
		least = ns_now() - begun < least ? ns_now() - begun : least;
	}
	printf("password %lld\n", (long long)(least / 1000000));
}

int main(int argc, char **argv)
{
	struct fault fault = { 0 };
	struct bench bench = { 0 };
	struct arena process;

	arena_init(&process, 0);
	arena_init(&bench.arena, 0);
	if (argc != 2 || crypt_start(&fault) != OK || keyring_load(&process, argv[1], &bench.keyring, &fault) != OK) {
		fprintf(stderr, "seal_bench: %s\n", argc != 2 ? "usage: seal_bench KEYFILE" : fault.text);
		return 1;
	}
	bench.address = seal_text(bench.keyring, &process, place_in(&place_student_address, "K7QF2M9XW"), facts.address);
	measure(&bench, "field", one_field);
	measure(&bench, "index", one_index);
	measure(&bench, "row", one_row);
	measure(&bench, "row+digest", one_row_with_digest);
	measure(&bench, "open", open_one);
	measure_password();
	arena_free(&bench.arena);
	arena_free(&process);
	return 0;
}
