#include "db/connection.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

enum {
	attempt_pause_ms = 200,
	repeats_most = 5,
	repeat_pause_us = 2000		/* doubles each time, then jittered */
};

/* What every session must have whatever the server's defaults are; a server shared with others keeps its own. Without join
 * buffers, because they lose the order of the index a list is read by (conf/mariadb.cnf). The version comment hides
 * innodb_snapshot_isolation from servers that do not know it; `--check` names those. */
static const char session_settings[] =
	"SET time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
	" join_cache_level = 0"
	" /*M!101108 , innodb_snapshot_isolation = ON */";

static void start_library(void)
{
	/* Fails for want of memory only, and then mysql_init does. */
	(void)mysql_library_init(0, NULL, NULL);
}

struct db *db_new(const struct db_options *options)
{
	/* libmariadb starts itself in mysql_init, but not safely in several threads at once. */
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct db *db = calloc(1, sizeof *db);

	if (db == NULL)
		abort();
	pthread_once(&once, start_library);
	db->options = *options;
	db->next_attempt_ms = INT64_MIN;
	return db;
}

static void disconnect(struct db *db)
{
	/* First the connection: statements closed after it send nothing. */
	if (db->mysql != NULL)
		mysql_close(db->mysql);
	db->mysql = NULL;
	db_forget_prepared(db);
	db->state = CONNECTION_AWAY;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	disconnect(db);
	free(db->table);
	free(db);
}

void db_set_fault(struct db *db, struct fault *fault)
{
	db->fault = fault;
}

static bool is_loopback(const char *host)
{
	return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0 || strcmp(host, "localhost") == 0;
}

/* libmariadb counts its timeouts in seconds. */
static unsigned int whole_seconds(int64_t ms)
{
	return ms <= 1000 ? 1 : (unsigned int)((ms + 999) / 1000);
}

static void set_options(MYSQL *mysql, const struct db_options *options)
{
	const my_bool off = 0, on = 1;
	const unsigned int off_number = 0;
	const unsigned int connect_seconds = whole_seconds(options->connect_ms);
	const unsigned int read_seconds = whole_seconds(options->read_ms);

	/* Reconnecting by itself would drop the transaction and the prepared statements without a word. */
	mysql_options(mysql, MYSQL_OPT_RECONNECT, &off);
	mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &off_number);
	mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_seconds);
	mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &read_seconds);
	mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &read_seconds);
	mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(mysql, MYSQL_INIT_COMMAND, session_settings);
	if (options->socket == NULL) {
		const unsigned int tcp = MYSQL_PROTOCOL_TCP;

		mysql_options(mysql, MYSQL_OPT_PROTOCOL, &tcp);
		if (!is_loopback(options->host)) {
			mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &on);
			mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
			if (options->tls_ca != NULL)
				mysql_options(mysql, MYSQL_OPT_SSL_CA, options->tls_ca);
		}
	}
}

static enum err connect_now(struct db *db)
{
	const struct db_options *options = &db->options;
	const char *host = options->socket != NULL ? NULL : options->host;

	db->mysql = mysql_init(NULL);
	if (db->mysql == NULL)
		abort();
	set_options(db->mysql, options);
	if (mysql_real_connect(db->mysql, host, options->user, options->password, options->database,
			       (unsigned int)options->port, options->socket, CLIENT_FOUND_ROWS) == NULL) {
		const enum err err = db_note_connect_error(db);

		disconnect(db);
		db->next_attempt_ms = clock_monotonic_ms() + attempt_pause_ms;
		return err;
	}
	db->state = CONNECTION_READY;
	return OK;
}

/* An idle connection has nothing to read unless the server ended it: a restart is found here, not by a person's request. */
static bool was_ended(const struct db *db)
{
	struct pollfd server = { .fd = mysql_get_socket(db->mysql), .events = POLLIN };

	return poll(&server, 1, 0) != 0;
}

enum err db_ready(struct db *db)
{
	if (db->in_transaction)
		return db->state == CONNECTION_READY ? OK : E_BUSY;
	if (db->state == CONNECTION_READY && !was_ended(db))
		return OK;
	if (db->state != CONNECTION_AWAY)
		disconnect(db);
	if (clock_monotonic_ms() < db->next_attempt_ms)
		return fault_note(db->fault, E_BUSY, "database: away, tried a moment ago");
	return connect_now(db);
}

enum err db_use(struct db *db)
{
	if (db->state == CONNECTION_READY)
		return OK;
	if (db->state == CONNECTION_BROKEN)
		return fault_note(db->fault, E_BUSY, "database: the connection was lost");
	return db_ready(db);
}

int64_t db_last_id(const struct db *db)
{
	return db->last_id;
}

bool db_in_transaction(const struct db *db)
{
	return db->in_transaction;
}

void db_thread_end(void)
{
	mysql_thread_end();
}

static enum err send_word(struct db *db, const char *word)
{
	if (mysql_real_query(db->mysql, word, strlen(word)) == 0)
		return OK;
	return db_note_error(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), word);
}

/* What went wrong first is worth more than what ROLLBACK says of it; where it fails the connection is not used again. */
static void roll_back(struct db *db)
{
	if (db->state == CONNECTION_READY && mysql_real_query(db->mysql, "ROLLBACK", strlen("ROLLBACK")) != 0)
		db->state = CONNECTION_BROKEN;
	db->in_transaction = false;
}

static enum err commit(struct db *db, bool *lost)
{
	const enum err err = send_word(db, "COMMIT");

	*lost = err != OK && db->state == CONNECTION_BROKEN;
	if (err != OK)
		roll_back(db);
	db->in_transaction = false;
	return err;
}

/* What one transaction runs as; `begin` is sent for each attempt, NULL-terminated. */
struct transaction {
	enum err (*work)(void *context);
	void (*again)(void *context);
	void *context;
	const char *begin[3];
};

static enum err attempt(struct db *db, const struct transaction *transaction, bool *lost)
{
	enum err err;

	db->wants_repeat = false;
	for (const char *const *word = transaction->begin; *word != NULL; word++)
		TRY(send_word(db, *word));
	db->in_transaction = true;
	err = transaction->work(transaction->context);
	/* A deadlock has rolled everything back, also where `work` made light of it: nothing may be committed. */
	if (err == OK && db->wants_repeat)
		err = E_BUSY;
	if (err == OK && db->state != CONNECTION_READY)
		err = E_BUSY;
	if (err == OK)
		return commit(db, lost);
	roll_back(db);
	return err;
}

static void pause_before_repeat(int repeat)
{
	const uint32_t most_us = (uint32_t)repeat_pause_us << repeat;
	const struct timespec pause = { .tv_nsec = (long)(1 + arc4random_uniform(most_us)) * 1000 };

	nanosleep(&pause, NULL);
}

static enum err run_transaction(struct db *db, const struct transaction *transaction, bool *unknown)
{
	const bool had_fault = db->fault != NULL && db->fault->text[0] != '\0';
	bool lost = false;
	enum err err;

	if (db->in_transaction)
		return fault_note(db->fault, E_INTERNAL, "database: transactions do not nest");
	TRY(db_use(db));
	err = attempt(db, transaction, &lost);
	for (int repeat = 0; db->wants_repeat && db->state == CONNECTION_READY && repeat < repeats_most; repeat++) {
		pause_before_repeat(repeat);
		if (db->fault != NULL && !had_fault)
			db->fault->text[0] = '\0';
		if (transaction->again != NULL)
			transaction->again(transaction->context);
		err = attempt(db, transaction, &lost);
	}
	if (lost && unknown != NULL)
		*unknown = true;
	return err;
}

enum err db_transaction(struct db *db, enum err (*work)(void *context), void (*again)(void *context), void *context,
			bool *unknown)
{
	const struct transaction transaction = { .work = work, .again = again, .context = context, .begin = { "START TRANSACTION" } };

	return run_transaction(db, &transaction, unknown);
}

/* Without SESSION or GLOBAL the level is the next transaction's only. */
enum err db_transaction_committed(struct db *db, enum err (*work)(void *context), void (*again)(void *context), void *context,
				  bool *unknown)
{
	const struct transaction transaction = {
		.work = work, .again = again, .context = context,
		.begin = { "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "START TRANSACTION" } };

	return run_transaction(db, &transaction, unknown);
}
