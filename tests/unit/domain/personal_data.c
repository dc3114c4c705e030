#include "personal_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct db *worker, *admin;

const struct actor clerk = { .account_id = 1, .login = "li.wei", .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" };
const struct actor colleague = { .account_id = 2, .login = "wang.fang", .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" };

struct timestamp days_later(int64_t days)
{
	return (struct timestamp){ giving_noon().us + days * INT64_C(86400000000) };
}

static struct db *connect_as(struct giving *giving, const char *user)
{
	struct db_options *options = ARENA_NEW(&giving->arena, struct db_options);
	struct db *db;

	giving_sql(giving, arena_print(&giving->arena, "ALTER USER %s@localhost IDENTIFIED BY 'test'", user));
	*options = (struct db_options){ .user = user, .password = "test", .database = "yimeng", .socket = giving->socket,
					.connect_ms = 2000, .read_ms = 10000 };
	db = db_new(options);
	db_set_fault(db, &giving->fault);
	return db;
}

int personal_start(void **state)
{
	struct giving *giving;

	if (giving_start(state) != 0)
		return -1;
	giving = *state;
	worker = connect_as(giving, "ym_worker");
	admin = connect_as(giving, "ym_admin");
	giving_sql(giving, "INSERT INTO account (id, login, name, created_at) VALUES (1, 'li.wei', 'x', '2020-01-01'), "
			   "(2, 'wang.fang', 'z', '2020-01-01')");
	giving_sql(giving, "INSERT INTO unit (id, kind, name, path, valid_from) VALUES (1, 'city', 'x', '/1/', '2000-01-01')");
	giving_sql(giving, "INSERT INTO unit (id, kind, name, parent_id, path, valid_from) VALUES (2, 'school', 'y', 1, "
			   "'/1/2/', '2000-01-01')");
	return 0;
}

int personal_stop(void **state)
{
	db_close(worker);
	db_close(admin);
	return giving_stop(state);
}

int personal_clean(void **state)
{
	static const char *const tables[] = {
		"attempt", "sign_in_delay", "staff_session", "kept_form", "telephone_code", "outbox", "import_bad_row",
		"import", "export", "upload", "job_line", "job", "student_history", "student", "personal_request",
		"telephone_change", "allocation", "pledge", "audit_event" };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		giving_sql(giving, arena_print(&giving->arena, "DELETE FROM %s", tables[i]));
	giving_sql(giving, "UPDATE audit_head SET seq = 0, hash = REPEAT(CHAR(0), 32)");
	giving->fault.text[0] = '\0';
	return 0;
}

void make_student(struct giving *giving, const char *code, const char *left_on)
{
	giving_sql(giving, arena_print(&giving->arena,
		"INSERT INTO student (code, school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, "
		"address_sealed, id_number_index, name_index, telephone_index, birth, sex, stage, grade, hardship, row_digest, "
		"since, left_on, updated_at) VALUES ('%s', 2, '/1/2/', 'n', 'i', 'g', 't', 'a', '%-32s', REPEAT('b', 32), "
		"REPEAT('c', 32), '2012-06-15', 'female', 'primary', 3, 'orphan', REPEAT('d', 32), '2020-01-01', %s, " NOON ")",
		code, code, left_on));
	giving_sql(giving, "INSERT INTO student_history (student_id, history_key, changed_at, fields, before_sealed) "
		   "SELECT MAX(id), 'k', " NOON ", 'grade', 'old' FROM student");
}

const char student_is_gone[] =
	"SELECT COUNT(*) AS n FROM student s JOIN student_history h ON h.student_id = s.id WHERE s.erased_at IS NOT NULL AND "
	"s.name_sealed IS NULL AND s.id_number_sealed IS NULL AND s.guardian_sealed IS NULL AND s.telephone_sealed IS NULL AND "
	"s.address_sealed IS NULL AND s.id_number_index IS NULL AND s.name_index IS NULL AND s.telephone_index IS NULL AND "
	"s.birth = '2012-01-01' AND s.row_digest = REPEAT(CHAR(0), 32) AND h.before_sealed IS NULL";

void make_pledge(struct giving *giving, const char *code, const char *ended_at, int64_t paid_fen, const char *giver)
{
	giving_sql(giving, arena_print(&giving->arena,
		"INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, "
		"telephone_sealed, email_sealed, credit_code_sealed, message_sealed, telephone_index, last_four_index, "
		"session_digest, form_digest, payload_digest, registered_at, withdrawn_at, paid_fen) VALUES (1, '%s', 10000, "
		"'%s', 'named', 0, 'n', 't', 'e', IF('%s' = 'organisation', 'c', NULL), 'm', REPEAT('a', 32), REPEAT('b', 32), "
		"REPEAT('c', 32), '%-32s', REPEAT('e', 32), " NOON ", %s, %lld)",
		code, giver, giver, code, ended_at, (long long)paid_fen));
	if (paid_fen > 0)
		giving_sql(giving, arena_print(&giving->arena,
			"INSERT INTO allocation (campaign_id, pledge_id, amount_fen, received_on, shown_name, message) "
			"SELECT 1, id, %lld, '2026-06-20', 'name', 'words' FROM pledge WHERE code = '%s'",
			(long long)paid_fen, code));
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO telephone_change (change_key, pledge_id, telephone_sealed, "
						       "shown_telephone, asked_at) "
				       "SELECT '%s', id, 't', '138', " NOON " FROM pledge WHERE code = '%s'", code, code));
}

const char pledges_gone[] =
	"SELECT COUNT(*) AS n FROM pledge p JOIN telephone_change t ON t.pledge_id = p.id LEFT JOIN allocation a ON a.pledge_id "
	"= p.id WHERE p.erased_at IS NOT NULL AND p.name_sealed IS NULL AND p.telephone_sealed IS NULL AND p.email_sealed IS "
	"NULL AND p.message_sealed IS NULL AND p.telephone_index = REPEAT(CHAR(0), 32) AND p.last_four_index = REPEAT(CHAR(0), "
	"32) AND p.payload_digest = REPEAT(CHAR(0), 32) AND p.session_digest = REPEAT(CHAR(0), 32) AND t.telephone_sealed IS "
	"NULL AND t.shown_telephone = '' AND t.decided_at IS NOT NULL AND a.shown_name IS NULL AND a.message IS NULL";

struct slice {
	struct giving *giving;
	size_t which;
	int64_t rows, done;
	struct timestamp now;
};

static enum err wipe_slice(void *context)
{
	struct slice *slice = context;

	return retention_wipe(worker, &slice->giving->arena, &actor_worker, slice->which, slice->rows, slice->now, &slice->done);
}

int64_t wipe(struct giving *giving, const char *subject, struct timestamp now, int64_t rows, int *slices)
{
	struct slice slice = { .giving = giving, .rows = rows, .now = now };
	int64_t wiped = 0;

	while (strcmp(retention_wipings[slice.which].subject, subject) != 0)
		slice.which++;
	do {
		if (db_transaction_committed(worker, wipe_slice, NULL, &slice, NULL) != OK)
			fail_msg("%s", giving->fault.text);
		wiped += slice.done;
		if (slices != NULL)
			++*slices;
	} while (slice.done == rows);
	return wiped;
}
