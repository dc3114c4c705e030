#include "work/engine.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "domain/office/work.h"

enum {
	idle_ms = 500,			/* between two looks at an empty queue */
	away_ms = 2000,			/* between two tries to reach the database */
	pulse_seconds = 2,
	threads_max = 16
};

struct engine {
	const struct engine_options *options;
	struct clock clock;
	atomic_bool stopping;
	pthread_mutex_t mutex;
	pthread_cond_t stop;		/* with the mutex: `stopping` became true */
};

/* One thread's own. */
struct hand {
	struct engine *engine;
	pthread_t thread;
	const char *name;
	bool (*turn)(struct hand *hand, bool *found);	/* false: it failed, and the fault says why */
	struct job_hold hold;
	struct db *db;
	struct arena arena;
	struct fault fault;
	bool away;			/* the log was told */
};

static void say_end(void *context, const struct job *job, const char *trouble)
{
	const bool bad = job->state == JOB_FAILED;
	const int64_t us = timestamp_is_none(job->started_at) ? 0 : job->ended_at.us - job->started_at.us;

	(void)context;
	log_line(bad ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, "job %lld %s: %s at %lld of %lld, %.1f s%s%s%s%s", (long long)job->id, job->kind,
		 job_state_names[job->state], (long long)job->position, (long long)job->total, (double)us / 1e6,
		 bad && job->failure != NULL ? ": " : "", bad && job->failure != NULL ? job->failure : "",
		 trouble != NULL ? ": " : "", trouble != NULL ? trouble : "");
}

static struct work work_of(struct hand *hand)
{
	struct engine *engine = hand->engine;

	return (struct work){ .db = hand->db, .keyring = engine->options->keyring, .clock = &engine->clock, .fault = &hand->fault,
			      .schema_dir = engine->options->schema_dir, .contact_days = engine->options->contact_days,
			      .hold = &hand->hold, .stopping = &engine->stopping, .ended = say_end };
}

static bool job_turn(struct hand *hand, bool *found)
{
	const struct engine_options *options = hand->engine->options;
	struct work work = work_of(hand);

	return job_work(&work, &hand->arena, options->kinds, options->slice_ms, found) == OK;
}

static bool outbox_turn(struct hand *hand, bool *found)
{
	const struct engine_options *options = hand->engine->options;

	return outbox_deliver(hand->db, &hand->arena, options->keyring, options->carrier, options->carrier_context,
			      clock_now(&hand->engine->clock), found) == OK;
}

static void hand_begin(struct hand *hand, struct engine *engine, const char *name, bool (*turn)(struct hand *, bool *))
{
	*hand = (struct hand){ .engine = engine, .name = name, .turn = turn };
	hand->db = db_new(engine->options->database);
	db_set_fault(hand->db, &hand->fault);
	arena_init(&hand->arena, 0);
}

static void hand_end(struct hand *hand)
{
	db_close(hand->db);
	db_thread_end();
	arena_free(&hand->arena);
}

/* One line when the database goes, or anything else is wrong, and one when it is right again. */
static bool take_turn(struct hand *hand, bool *found)
{
	bool good;

	*found = false;
	hand->fault.text[0] = '\0';
	arena_reset(&hand->arena);
	good = db_ready(hand->db) == OK && hand->turn(hand, found);
	if (!good && !hand->away)
		log_line(LOG_LEVEL_WARNING, "%s: %s", hand->name, hand->fault.text);
	if (good && hand->away)
		log_line(LOG_LEVEL_NOTICE, "%s: goes on", hand->name);
	hand->away = !good;
	return good;
}

/* At most so long; at once when the worker is to end. */
static void rest(struct engine *engine, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += (time_t)(ms / 1000);
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&engine->mutex);
	while (!atomic_load(&engine->stopping))
		if (pthread_cond_timedwait(&engine->stop, &engine->mutex, &until) != 0)
			break;
	pthread_mutex_unlock(&engine->mutex);
}

static void *run_hand(void *context)
{
	struct hand *hand = context;
	struct engine *engine = hand->engine;

	while (!atomic_load(&engine->stopping)) {
		bool found;
		const bool good = take_turn(hand, &found);

		if (!found)
			rest(engine, good ? idle_ms : away_ms);
	}
	hand_end(hand);
	return NULL;
}

/* What the calling thread does besides waiting: every second, and its round of the database every other. */
struct round {
	struct hand own;
	struct hand *hands;
	size_t count;
	int64_t next_ms;
};

static bool round_turn(struct hand *hand, bool *found)
{
	struct round *round = (struct round *)hand;	/* own is its first member */
	struct work work = work_of(hand);

	*found = false;
	for (size_t i = 0; i < round->count; i++)
		if (job_pulse(hand->db, &round->hands[i].hold, clock_now(&hand->engine->clock)) != OK)
			return false;
	return job_schedule(&work, &hand->arena, hand->engine->options->kinds) == OK;
}

static void every_second(struct round *round)
{
	struct engine *engine = round->own.engine;
	struct fault fault = { 0 };
	bool found;

	if (!keyring_refresh(engine->options->keyring, &fault) && fault.text[0] != '\0')
		log_line(LOG_LEVEL_WARNING, "worker: %s", fault.text);
	if (clock_monotonic_ms() < round->next_ms)
		return;
	take_turn(&round->own, &found);
	round->next_ms = clock_monotonic_ms() + (round->own.away ? 1 : pulse_seconds) * 1000;
}

static void wait_for_end(struct round *round, const sigset_t *ends)
{
	const struct timespec second = { .tv_sec = 1 };
	int signal_number;

	do {
		every_second(round);
		signal_number = sigtimedwait(ends, NULL, &second);
	} while (signal_number < 0 && (errno == EAGAIN || errno == EINTR));
}

static void stop_all(struct engine *engine)
{
	pthread_mutex_lock(&engine->mutex);
	atomic_store(&engine->stopping, true);
	pthread_cond_broadcast(&engine->stop);
	pthread_mutex_unlock(&engine->mutex);
}

static void run_threads(struct engine *engine, const sigset_t *ends)
{
	const struct engine_options *options = engine->options;
	struct hand hands[threads_max + 1];
	struct round round = { .hands = hands };

	for (int64_t i = 0; i < options->job_threads && i < threads_max; i++)
		hand_begin(&hands[round.count++], engine, "jobs", job_turn);
	if (options->carrier != NULL)
		hand_begin(&hands[round.count++], engine, "outbox", outbox_turn);
	hand_begin(&round.own, engine, "worker", round_turn);
	for (size_t i = 0; i < round.count; i++)
		if (pthread_create(&hands[i].thread, NULL, run_hand, &hands[i]) != 0)
			abort();	/* no memory for a thread: the service is started again */
	wait_for_end(&round, ends);
	stop_all(engine);
	for (size_t i = 0; i < round.count; i++)
		pthread_join(hands[i].thread, NULL);
	hand_end(&round.own);
}

static enum err run_once(struct engine *engine, struct fault *fault)
{
	bool (*const turns[])(struct hand *, bool *) = { job_turn, engine->options->carrier != NULL ? outbox_turn : NULL };
	struct round round = { .count = 0 };
	bool found, good;

	hand_begin(&round.own, engine, "worker", round_turn);
	good = take_turn(&round.own, &found);
	for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
		round.own.turn = turns[i];
		for (found = turns[i] != NULL; good && found;)
			good = take_turn(&round.own, &found);
	}
	if (!good)
		fault_note(fault, E_BUSY, "%s", round.own.fault.text);
	hand_end(&round.own);
	return good ? OK : E_BUSY;
}

enum err engine_run(const struct engine_options *options, struct fault *fault)
{
	struct engine engine = { .options = options, .mutex = PTHREAD_MUTEX_INITIALIZER };
	pthread_condattr_t monotonic;
	sigset_t ends, before;

	if (options->once)
		return run_once(&engine, fault);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&engine.stop, &monotonic);
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, &before);
	run_threads(&engine, &ends);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return OK;
}
