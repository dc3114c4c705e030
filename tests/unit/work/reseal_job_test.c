/* Keys rotate while people register pledges and look for theirs. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/office/actor.h"
#include "domain/office/work.h"
#include "sealed_rows.h"
#include "work/reseal_job.h"

enum { old_pledges = 450, first_telephone = 10000000 };

static const struct statement by_telephone = {
	.sql = "SELECT COUNT(*) AS n FROM pledge WHERE telephone_index IN (?, ?)", .params = "xx", .row = &db_number };

/* A program beside: its own connection, its own reading of the keys. */
struct program {
	struct db *db;
	struct keyring *keyring;
	struct arena arena, process;
	struct fault fault;
	int64_t registered, found, failed;
	atomic_bool stop;
};

static struct db *connect(struct giving *giving)
{
	static struct db_options options = { .user = "root", .database = "yimeng", .connect_ms = 2000, .read_ms = 10000 };

	options.socket = giving->socket;
	return db_new(&options);
}

static const char *telephone(struct arena *arena, int64_t number)
{
	return arena_print(arena, "138%08lld", (long long)(first_telephone + number));
}

static enum err register_next(void *context)
{
	struct program *program = context;
	struct pledge_wish wish = sealed_wish();
	const char *code;

	wish.telephone = telephone(&program->arena, program->registered);
	return pledge_register(program->db, &program->arena, program->keyring, CAMPAIGN_OPEN_NOW, &wish,
			       arena_print(&program->arena, "form %lld", (long long)program->registered), "session", giving_noon(), &code);
}

static bool finds(struct program *program, int64_t number)
{
	struct bytes index[2];
	int64_t count = 0;

	blind_indexes(program->keyring, &program->arena, purpose_pledge_telephone, telephone(&program->arena, number), index);
	return db_one(program->db, &program->arena, &by_telephone, &count, index[0], index[1]) == OK && count == 1;
}

static void register_one(struct program *program)
{
	arena_reset(&program->arena);
	if (db_transaction(program->db, register_next, NULL, program, NULL) == OK)
		program->registered++;
	else
		program->failed++;
}

/* Registers, and looks for what was registered before, the oldest and the newest among them. */
static void *run_program(void *context)
{
	struct program *program = context;

	for (int64_t round = 0; !atomic_load(&program->stop); round++) {
		program->failed += !keyring_refresh(program->keyring, &program->fault);
		register_one(program);
		program->found += finds(program, round * 7 % program->registered) + finds(program, program->registered - 1) +
				  finds(program, 0);
		program->failed += 3;
	}
	/* Counted as failed until found. */
	program->failed -= program->found;
	db_thread_end();
	return NULL;
}

static void start_program(struct giving *giving, struct program *program)
{
	arena_init(&program->arena, 0);
	arena_init(&program->process, 0);
	program->db = connect(giving);
	db_set_fault(program->db, &program->fault);
	assert_int_equal(keyring_load(&program->process, sealed_key_path(giving), &program->keyring, &program->fault), OK);
	while (program->registered < old_pledges)
		register_one(program);
	assert_int_equal(program->failed, 0);
}

static void stop_program(struct program *program, pthread_t thread)
{
	atomic_store(&program->stop, true);
	pthread_join(thread, NULL);
	db_close(program->db);
	arena_free(&program->arena);
	arena_free(&program->process);
}

struct queueing {
	struct giving *giving;
	struct keyring *keyring;
	int64_t id;
};

static enum err queue(void *context)
{
	struct queueing *queueing = context;
	struct giving *giving = queueing->giving;

	return reseal_job_queue(giving->db, &giving->arena, queueing->keyring, &actor_command, clock_now(&(struct clock){ 0 }),
				&queueing->id);
}

static enum err queued(struct giving *giving, struct keyring *keyring, int64_t *id)
{
	struct queueing queueing = { .giving = giving, .keyring = keyring };
	const enum err err = db_transaction(giving->db, queue, NULL, &queueing, NULL);

	*id = queueing.id;
	return err;
}

static struct job job_now(struct giving *giving, int64_t id)
{
	struct job job;

	assert_int_equal(job_find(giving->db, &giving->arena, NULL, id, clock_now(&(struct clock){ 0 }), &job), OK);
	return job;
}

/* As the worker does, in slices so short that each is a few steps. */
static struct job work_on(struct giving *giving, struct work *work, int64_t id)
{
	static const struct job_kind *const kinds[] = { &reseal_job, NULL };
	struct arena arena;
	struct job job;

	arena_init(&arena, 0);
	do {
		bool found = false;

		arena_reset(&arena);
		if (job_work(work, &arena, kinds, 1, &found) != OK)
			fail_msg("%s", work->fault->text);
		job = job_now(giving, id);
		assert_true(found);
	} while (job.state == JOB_WAITING && job.attempts == 0);
	arena_free(&arena);
	return job;
}

static int64_t rows_of_key(struct giving *giving, unsigned key_id)
{
	int64_t sum = 0;

	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		int64_t rows;

		assert_int_equal(reseal_count(giving->db, &giving->arena, table, key_id, &rows), OK);
		sum += rows;
	}
	return sum;
}

static int64_t table_count(void)
{
	int64_t count = 0;

	while (resealed_tables[count].name != NULL)
		count++;
	return count;
}

static void the_site_runs_while_its_keys_rotate(void **state)
{
	struct giving *giving = *state;
	struct program program = { 0 };
	const struct clock clock = { 0 };
	struct work work = { .db = sealed_worker(giving), .clock = &clock, .fault = &giving->fault };
	struct sealed_rows rows;
	pthread_t thread;
	struct job job;
	unsigned new_id;
	int64_t id;

	sealed_store(giving, &rows);
	start_program(giving, &program);
	assert_int_equal(pthread_create(&thread, NULL, run_program, &program), 0);
	assert_int_equal(keyring_append(sealed_key_path(giving), 3, &new_id, &giving->fault), OK);
	assert_int_equal(keyring_load(&giving->arena, sealed_key_path(giving), &giving->keyring, &giving->fault), OK);
	assert_int_equal(queued(giving, giving->keyring, &id), E_CONFLICT);
	sleep(3);
	work.keyring = giving->keyring;
	assert_int_equal(queued(giving, giving->keyring, &id), OK);
	job = work_on(giving, &work, id);
	if (job.state != JOB_DONE)
		fail_msg("%s: %s", job_state_names[job.state], job.failure);
	assert_int_equal(job.position, job.total);
	assert_int_equal(rows_of_key(giving, 1), 0);
	sealed_check(giving, &rows);
	sealed_retire(giving);
	usleep(1500000);
	stop_program(&program, thread);
	if (program.failed != 0)
		fail_msg("%lld failed of %lld: %s", (long long)program.failed, (long long)program.found, program.fault.text);
	assert_true(program.registered > old_pledges);
	sealed_check(giving, &rows);
	assert_int_equal(rows_of_key(giving, 2), program.registered + table_count());
	db_close(work.db);
}

static void a_second_wish_finds_the_job_under_way(void **state)
{
	struct giving *giving = *state;
	int64_t first, second;

	sealed_new_key(giving);
	assert_int_equal(queued(giving, giving->keyring, &first), OK);
	assert_int_equal(queued(giving, giving->keyring, &second), OK);
	assert_int_equal(first, second);
}

static void with_one_key_there_is_nothing_to_rotate(void **state)
{
	struct giving *giving = *state;
	int64_t id;

	assert_int_equal(queued(giving, giving->keyring, &id), E_CONFLICT);
}

static void a_worker_that_does_not_know_the_key_yet_waits(void **state)
{
	static const struct job_kind *const kinds[] = { &reseal_job, NULL };
	struct giving *giving = *state;
	const struct clock clock = { 0 };
	/* It looked a moment ago, and looks again in a second. */
	struct work work = { .db = giving->db, .keyring = giving->keyring, .clock = &clock, .fault = &giving->fault };
	struct sealed_rows rows;
	bool found = false;
	struct job job;
	int64_t id;

	sealed_store(giving, &rows);
	sealed_new_key(giving);
	assert_int_equal(queued(giving, giving->keyring, &id), OK);
	assert_true(keyring_refresh(work.keyring, NULL));
	assert_int_equal(job_work(&work, &giving->arena, kinds, 10, &found), OK);
	job = job_now(giving, id);
	if (keyring_current(work.keyring) == 1) {
		assert_int_equal(job.state, JOB_WAITING);
		assert_int_equal(rows_of_key(giving, 2), 0);
	}
	sleep(1);
	giving_sql(giving, "UPDATE job SET not_before = queued_at");
	job = work_on(giving, &work, id);
	assert_int_equal(job.state, JOB_DONE);
	assert_int_equal(rows_of_key(giving, 1), 0);
}

static void what_does_not_open_is_in_the_jobs_log(void **state)
{
	struct giving *giving = *state;
	const struct clock clock = { 0 };
	struct work work = { .db = sealed_worker(giving), .clock = &clock, .fault = &giving->fault };
	const struct job_line *line;
	struct sealed_rows rows;
	struct rows lines;
	int64_t id;

	sealed_store(giving, &rows);
	giving_sql(giving, "UPDATE outbox SET to_sealed = CONCAT(LEFT(to_sealed, LENGTH(to_sealed) - 1), 'x')");
	sealed_new_key(giving);
	work.keyring = giving->keyring;
	assert_int_equal(queued(giving, giving->keyring, &id), OK);
	assert_int_equal(work_on(giving, &work, id).state, JOB_DONE);
	assert_int_equal(job_lines(giving->db, &giving->arena, id, &lines), OK);
	assert_int_equal(lines.count, 1);
	line = lines.row;
	assert_string_equal(line->code, "cannot_open");
	assert_int_equal(line->number, 1);
	assert_memory_equal(line->detail, "outbox, id ", 11);
	db_close(work.db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_site_runs_while_its_keys_rotate, sealed_clean),
		cmocka_unit_test_setup(a_second_wish_finds_the_job_under_way, sealed_clean),
		cmocka_unit_test_setup(with_one_key_there_is_nothing_to_rotate, sealed_clean),
		cmocka_unit_test_setup(a_worker_that_does_not_know_the_key_yet_waits, sealed_clean),
		cmocka_unit_test_setup(what_does_not_open_is_in_the_jobs_log, sealed_clean),
	};

	return cmocka_run_group_tests(tests, sealed_start, sealed_stop);
}
