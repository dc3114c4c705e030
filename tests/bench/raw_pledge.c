/* The ceiling of a durable pledge: the statements of pledge_register, prepared once, run against the database by sixteen
 * connections with nothing else around them. Ready-made bytes stand where sealed fields and digests go.
 *
 *	raw_pledge SOCKET USER PASSWORD_FILE SECONDS FIRST LAST	prints `transactions seconds`; the campaigns are FIRST … LAST */
#include <mysql.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { CONNECTIONS = 16, COLUMNS = 19, CODE_CHARS = 9, DIGEST_BYTES = 32, NAME_BYTES = 52, TELEPHONE_BYTES = 54 };

static const char add_to_tally[] =
	"UPDATE campaign_tally t JOIN campaign c ON c.id = t.campaign_id "
	"SET t.pledged_fen = t.pledged_fen + ?, t.pledge_count = t.pledge_count + 1 "
	"WHERE t.campaign_id = ? AND c.published_at IS NOT NULL AND c.starts <= ? AND c.open_until >= ?";

static const char insert[] =
	"INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, "
	"telephone_sealed, email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed, payer_name_sealed, "
	"telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at) "
	"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

struct load {
	const char *socket, *user, *password;
	int64_t first, last;
	atomic_bool *stop;
	unsigned number;		/* of the connection */
	unsigned long done;
	const char *failure;
};

struct row {
	int64_t campaign_id, amount;
	char code[CODE_CHARS];
	uint8_t name[NAME_BYTES], telephone[TELEPHONE_BYTES], digests[5][DIGEST_BYTES];
	MYSQL_TIME today, now;
	signed char receipt_wanted;
};

static void bind(MYSQL_BIND *bind, enum enum_field_types type, const void *data, size_t length)
{
	union {
		const void *constant;
		void *plain;		/* libmariadb reads it only */
	} where = { data };

	*bind = (MYSQL_BIND){ .buffer_type = type, .buffer = where.plain, .buffer_length = (unsigned long)length };
}

static void bind_row(MYSQL_BIND *tally, MYSQL_BIND *columns, const struct row *row)
{
	static const char person[] = "person", surname[] = "surname";

	bind(&tally[0], MYSQL_TYPE_LONGLONG, &row->amount, 0);
	bind(&tally[1], MYSQL_TYPE_LONGLONG, &row->campaign_id, 0);
	bind(&tally[2], MYSQL_TYPE_DATE, &row->today, 0);
	bind(&tally[3], MYSQL_TYPE_DATE, &row->today, 0);

	bind(&columns[0], MYSQL_TYPE_LONGLONG, &row->campaign_id, 0);
	bind(&columns[1], MYSQL_TYPE_STRING, row->code, CODE_CHARS);
	bind(&columns[2], MYSQL_TYPE_LONGLONG, &row->amount, 0);
	bind(&columns[3], MYSQL_TYPE_STRING, person, sizeof person - 1);
	bind(&columns[4], MYSQL_TYPE_STRING, surname, sizeof surname - 1);
	bind(&columns[5], MYSQL_TYPE_TINY, &row->receipt_wanted, 0);
	bind(&columns[6], MYSQL_TYPE_BLOB, row->name, NAME_BYTES);
	bind(&columns[7], MYSQL_TYPE_BLOB, row->telephone, TELEPHONE_BYTES);
	for (int i = 8; i < 13; i++)
		bind(&columns[i], MYSQL_TYPE_NULL, NULL, 0);
	for (int i = 0; i < 5; i++)
		bind(&columns[13 + i], MYSQL_TYPE_BLOB, row->digests[i], DIGEST_BYTES);
	bind(&columns[18], MYSQL_TYPE_DATETIME, &row->now, 0);
}

/* Asia/Shanghai's day and UTC's instant, as the program has them. */
static void set_time(struct row *row)
{
	const time_t at = time(NULL);
	const time_t local = at + 8 * 3600;
	struct tm day, now;

	gmtime_r(&local, &day);
	gmtime_r(&at, &now);
	row->today = (MYSQL_TIME){ .year = (unsigned)day.tm_year + 1900, .month = (unsigned)day.tm_mon + 1,
				   .day = (unsigned)day.tm_mday, .time_type = MYSQL_TIMESTAMP_DATE };
	row->now = (MYSQL_TIME){ .year = (unsigned)now.tm_year + 1900, .month = (unsigned)now.tm_mon + 1,
				 .day = (unsigned)now.tm_mday, .hour = (unsigned)now.tm_hour, .minute = (unsigned)now.tm_min,
				 .second = (unsigned)now.tm_sec, .time_type = MYSQL_TIMESTAMP_DATETIME };
}

static bool fill(struct row *row)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	if (getrandom(row->digests, sizeof row->digests, 0) != (ssize_t)sizeof row->digests)
		return false;
	for (int i = 0; i < CODE_CHARS; i++)
		row->code[i] = alphabet[row->digests[0][i] % (sizeof alphabet - 1)];
	return true;
}

static const char *run(struct load *load, MYSQL *mysql, MYSQL_STMT *tally, MYSQL_STMT *pledge)
{
	struct row row = { .amount = 10000, .campaign_id = load->first + load->number % (load->last - load->first + 1) };
	MYSQL_BIND of_tally[4], of_pledge[COLUMNS];

	bind_row(of_tally, of_pledge, &row);
	set_time(&row);
	if (mysql_stmt_prepare(tally, add_to_tally, sizeof add_to_tally - 1) != 0 || mysql_stmt_bind_param(tally, of_tally) != 0)
		return mysql_stmt_error(tally);
	if (mysql_stmt_prepare(pledge, insert, sizeof insert - 1) != 0 || mysql_stmt_bind_param(pledge, of_pledge) != 0)
		return mysql_stmt_error(pledge);
	while (!atomic_load(load->stop)) {
		if (!fill(&row))
			return "no random bytes";
		if (mysql_query(mysql, "START TRANSACTION") != 0)
			return mysql_error(mysql);
		if (mysql_stmt_execute(tally) != 0)
			return mysql_stmt_error(tally);
		if (mysql_stmt_affected_rows(tally) != 1)
			return "the campaign takes no pledges";
		if (mysql_stmt_execute(pledge) != 0)
			return mysql_stmt_error(pledge);
		if (mysql_commit(mysql) != 0)
			return mysql_error(mysql);
		load->done++;
		row.campaign_id = row.campaign_id < load->last ? row.campaign_id + 1 : load->first;
	}
	return NULL;
}

static void *connect_and_run(void *argument)
{
	struct load *load = argument;
	MYSQL *mysql = mysql_init(NULL);
	const char *failure = NULL;
	MYSQL_STMT *tally, *pledge;

	if (mysql == NULL ||
	    mysql_real_connect(mysql, NULL, load->user, load->password, "yimeng", 0, load->socket, 0) == NULL) {
		load->failure = mysql != NULL ? strdup(mysql_error(mysql)) : "out of memory";
		mysql_close(mysql);
		return NULL;
	}
	tally = mysql_stmt_init(mysql);
	pledge = mysql_stmt_init(mysql);
	failure = run(load, mysql, tally, pledge);
	load->failure = failure != NULL ? strdup(failure) : NULL;
	mysql_stmt_close(tally);
	mysql_stmt_close(pledge);
	mysql_close(mysql);
	mysql_thread_end();
	return NULL;
}

static double seconds(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static bool read_password(const char *path, char *out, size_t room)
{
	FILE *file = fopen(path, "re");
	const bool read = file != NULL && fgets(out, (int)room, file) != NULL;

	if (file != NULL)
		fclose(file);
	out[strcspn(out, "\n")] = '\0';
	return read;
}

int main(int argc, char **argv)
{
	struct load loads[CONNECTIONS];
	pthread_t threads[CONNECTIONS];
	char password[128] = "";
	atomic_bool stop = false;
	unsigned long done = 0;
	double start;
	int status = 0;

	if (argc != 7 || !read_password(argv[3], password, sizeof password)) {
		fputs("usage: raw_pledge SOCKET USER PASSWORD_FILE SECONDS FIRST LAST\n", stderr);
		return 2;
	}
	mysql_library_init(0, NULL, NULL);
	start = seconds();
	for (unsigned i = 0; i < CONNECTIONS; i++) {
		loads[i] = (struct load){ .socket = argv[1], .user = argv[2], .password = password, .number = i, .stop = &stop,
					  .first = strtoll(argv[5], NULL, 10), .last = strtoll(argv[6], NULL, 10) };
		if (pthread_create(&threads[i], NULL, connect_and_run, &loads[i]) != 0)
			return 1;
	}
	nanosleep(&(struct timespec){ .tv_sec = strtol(argv[4], NULL, 10) }, NULL);
	atomic_store(&stop, true);
	for (unsigned i = 0; i < CONNECTIONS; i++) {
		pthread_join(threads[i], NULL);
		done += loads[i].done;
		if (loads[i].failure != NULL) {
			fprintf(stderr, "raw_pledge: %s\n", loads[i].failure);
			status = 1;
		}
	}
	printf("%lu %.3f\n", done, seconds() - start);
	mysql_library_end();
	return status;
}
