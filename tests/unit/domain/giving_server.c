#include "giving_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/giving/invariant.h"

static const char *source_dir(void)
{
	const char *dir = getenv("YM_TOP");

	return dir != NULL ? dir : ".";
}

static bool run_script(const char *verb, const char *argument, char *line, size_t size)
{
	char command[512];
	FILE *pipe;
	bool good;

	snprintf(command, sizeof command, "%s/tests/sql/server.sh %s %s", source_dir(), verb, argument);
	pipe = popen(command, "re");
	if (pipe == NULL)
		return false;
	line[0] = '\0';
	good = fgets(line, (int)size, pipe) != NULL;
	line[strcspn(line, "\n")] = '\0';
	return pclose(pipe) == 0 && good;
}

struct timestamp giving_noon(void)
{
	const struct date day = date_from_civil((struct civil){ 2026, 6, 15 });

	return (struct timestamp){ (int64_t)day.day * 86400 * 1000000 + INT64_C(4) * 3600 * 1000000 };
}

static const char charity[] =
	"INSERT INTO charity (id, name, credit_code, licence_number, address, telephone) "
	"VALUES (1, 'charity', '53371300MJD000011N', 'licence', 'address', '0539-0000000')";

/* id, starts, ends, published, closed; the rest is alike. */
static const char campaigns[] =
	"INSERT INTO campaign (id, charity_id, title, summary, story, filing_number, platform_name, platform_url, account_name, "
	"account_bank, account_number, goal_fen, starts, ends, published_at, closed_at, updated_at) "
	"SELECT id, 1, CONCAT('campaign ', id, ' 100%'), 'summary', 'story', 'filing', 'platform', 'https://platform.invalid/', "
	"'account', 'bank', '0000', 10000000, starts, ends, IF(published, '2026-01-01', NULL), "
	"IF(closed, '2026-06-10', NULL), '2026-01-01' FROM ("
	"SELECT 1 id, '2026-06-01' starts, '2026-06-30' ends, TRUE published, FALSE closed "
	"UNION ALL SELECT 2, '2026-05-01', '2026-06-14', TRUE, FALSE UNION ALL SELECT 3, '2026-06-16', '2026-07-01', TRUE, FALSE "
	"UNION ALL SELECT 4, '2026-06-01', '2026-06-30', FALSE, FALSE "
	"UNION ALL SELECT 5, '2026-06-01', '2026-06-30', TRUE, TRUE) t";

void giving_sql(struct giving *giving, const char *sql)
{
	/* A statement is known by its address, so each text needs its own for as long as the connection lives. */
	struct statement *statement = malloc(sizeof *statement);

	assert_non_null(statement);
	*statement = (struct statement){ .sql = sql, .params = "" };
	arena_defer(&giving->arena, free, statement);
	if (db_run(giving->db, statement, NULL) != OK)
		fail_msg("%s", giving->fault.text);
}

int64_t giving_number(struct giving *giving, const char *sql)
{
	struct statement *statement = malloc(sizeof *statement);
	int64_t number = 0;

	assert_non_null(statement);
	*statement = (struct statement){ .sql = sql, .params = "", .row = &db_number };
	arena_defer(&giving->arena, free, statement);
	if (db_one(giving->db, &giving->arena, statement, &number) != OK)
		fail_msg("%s", giving->fault.text);
	return number;
}

static enum err load_key(struct giving *giving)
{
	char path[160];
	enum err err;

	snprintf(path, sizeof path, "%.*s/key", (int)(strrchr(giving->socket, '/') - giving->socket), giving->socket);
	err = keyring_create(path, &giving->fault);
	return err == OK ? keyring_load(&giving->arena, path, &giving->keyring, &giving->fault) : err;
}

int giving_start(void **state)
{
	static struct db_options options = { .user = "root", .database = "yimeng", .connect_ms = 2000, .read_ms = 10000 };
	struct giving *giving = calloc(1, sizeof *giving);
	char owner[24];

	if (giving == NULL || crypt_start(&giving->fault) != OK)
		return -1;
	arena_init(&giving->arena, 0);
	/* It ends with its owner, should a test abort. */
	snprintf(owner, sizeof owner, "%ld", (long)getpid());
	if (!run_script("start", owner, giving->socket, sizeof giving->socket))
		return -1;
	options.socket = giving->socket;
	giving->db = db_new(&options);
	db_set_fault(giving->db, &giving->fault);
	if (load_key(giving) != OK || db_ready(giving->db) != OK) {
		fprintf(stderr, "%s\n", giving->fault.text);
		return -1;
	}
	giving_sql(giving, charity);
	giving_sql(giving, campaigns);
	giving_sql(giving, "INSERT INTO campaign_tally (campaign_id) SELECT id FROM campaign");
	*state = giving;
	return 0;
}

int giving_clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM allocation");
	giving_sql(giving, "DELETE FROM pledge");
	giving_sql(giving, "UPDATE campaign_tally SET received_fen = 0, pledged_fen = 0, gift_count = 0, pledge_count = 0");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

int giving_stop(void **state)
{
	struct giving *giving = *state;
	char nothing[8];

	db_close(giving->db);
	run_script("stop", giving->socket, nothing, sizeof nothing);
	arena_free(&giving->arena);
	free(giving);
	return 0;
}

void giving_assert_invariants(struct giving *giving)
{
	for (const struct invariant *invariant = giving_invariants; invariant->name != NULL; invariant++) {
		int64_t broken;

		assert_int_equal(invariant_count(giving->db, &giving->arena, invariant, &broken), OK);
		if (broken != 0)
			fail_msg("%s: %lld", invariant->name, (long long)broken);
	}
}
