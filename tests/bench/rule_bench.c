/* What one child costs: all programmes in force weighed against its facts, and the question to ask next.
 *
 *	rule_bench CONFIG	prints `book PROGRAMMES CLAUSES`, then `evaluate P50 P99`, `question P50 P99` in nanoseconds a child, and `load P50 P99`
 *				of the book from the database in microseconds
 *	rule_bench CONFIG N	evaluates N children and prints nothing: to be counted */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/settings.h"
#include "base/clock.h"
#include "domain/aid/programme.h"

enum { children = 20000, questions = 2000, loads = 200, seed = 20181109 };

static uint32_t dice_state = seed;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (dice_state >> 8) % sides;
}

/* Everything is said of every other child; of the rest each fact by chance. */
static struct facts some_child(uint32_t number)
{
	struct facts facts = { 0 };

	for (int field = 0; field < fact_fields; field++) {
		const struct fact_entry *entry = &fact_entries[field];

		if (number % 2 == 0 || dice(2) == 0)
			fact_set(&facts, (enum fact_field)field, entry->min + dice((uint32_t)(entry->max - entry->min) + 1));
	}
	return facts;
}

static struct date today(void)
{
	static const struct clock clock = { 0 };

	return clock_today(&clock);
}

static int64_t now_ns(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * INT64_C(1000000000) + at.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void print_row(const char *name, int64_t *took, size_t count, int64_t unit)
{
	qsort(took, count, sizeof *took, compare);
	printf("%s %" PRId64 " %" PRId64 "\n", name, took[count / 2] / unit, took[count * 99 / 100] / unit);
}

static uint32_t weigh(const struct programme_book *book, const struct facts *facts)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < book->count; i++) {
		struct verdict verdict;

		rule_evaluate(&book->rules[i], facts, &verdict);
		sum += (uint32_t)verdict.truth + verdict.missing;
	}
	return sum;
}

static uint32_t measure(const struct programme_book *book)
{
	static int64_t took[children];
	uint32_t sum = 0;

	for (uint32_t i = 0; i < children; i++) {
		const struct facts facts = some_child(i);
		const int64_t begun = now_ns();

		sum += weigh(book, &facts);
		took[i] = now_ns() - begun;
	}
	print_row("evaluate", took, children, 1);
	for (uint32_t i = 0; i < questions; i++) {
		const struct facts facts = some_child(2 * i + 1);
		const int64_t begun = now_ns();

		sum += (uint32_t)rule_next_question(book->rules, book->count, &facts, 0);
		took[i] = now_ns() - begun;
	}
	print_row("question", took, questions, 1);
	return sum;
}

/* In a transaction, where the server is always asked. */
static enum err load_all(void *context)
{
	static int64_t took[loads];
	struct programme_book book;
	struct arena arena;

	arena_init(&arena, 0);
	for (size_t i = 0; i < loads; i++) {
		const int64_t begun = now_ns();

		TRY(programme_book_load(context, &arena, today(), &book));
		took[i] = now_ns() - begun;
		arena_reset(&arena);
	}
	arena_free(&arena);
	print_row("load", took, loads, 1000);
	return OK;
}

static enum err run(const char *config, uint32_t counted, struct arena *arena, struct fault *fault)
{
	struct settings settings;
	struct db_options options;
	struct programme_book book;
	struct db *db;
	size_t clauses = 0;
	uint32_t sum = 0;

	TRY(settings_load(arena, config, &settings, fault));
	TRY(settings_database(arena, &settings, "aid", &options, fault));
	db = db_new(&options);
	db_set_fault(db, fault);
	TRY(db_ready(db));
	TRY(programme_book_load(db, arena, today(), &book));
	for (uint32_t i = 0; i < counted; i++) {
		const struct facts facts = some_child(i);

		sum += weigh(&book, &facts);
	}
	if (counted == 0) {
		for (size_t i = 0; i < book.count; i++)
			clauses += book.rules[i].clause_count;
		printf("book %zu %zu\n", book.count, clauses);
		sum = measure(&book);
		TRY(db_transaction(db, load_all, NULL, db, NULL));
	}
	db_close(db);
	return sum != 0 ? OK : E_INTERNAL;	/* nothing is left out by the compiler */
}

int main(int argc, char **argv)
{
	struct fault fault = { 0 };
	struct arena arena;
	enum err err;

	if (argc < 2)
		return 2;
	arena_init(&arena, 0);
	err = run(argv[1], argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0, &arena, &fault);
	if (err != OK)
		fprintf(stderr, "rule_bench: %s %s\n", err_name(err), fault.text);
	arena_free(&arena);
	return err != OK;
}
