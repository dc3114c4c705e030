#include "sealed_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/giving/telephone_change.h"
#include "domain/office/outbox.h"
#include "domain/office/upload.h"
#include "sealed_aid.h"
#include "sealed_award.h"
#include "sealed_pairing.h"
#include "staff_server.h"

const char *const sealed_personal[] = {
	SEALED_TELEPHONE, SEALED_NEW_TELEPHONE, SEALED_GUARDIAN_TELEPHONE, SEALED_ID_NUMBER, SEALED_ADDRESS, SEALED_MAIL, SEALED_NAME,
	STAFF_SECRET, NULL };

static const char form_nonce[] = "the display of a form", login[] = "zhuge";
static const char token[] = "a token of a kept form";

const char *sealed_key_path(struct giving *giving)
{
	return arena_print(&giving->arena, "%.*s/rotating", (int)(strrchr(giving->socket, '/') - giving->socket), giving->socket);
}

static void load(struct giving *giving)
{
	if (keyring_load(&giving->arena, sealed_key_path(giving), &giving->keyring, &giving->fault) != OK)
		fail_msg("%s", giving->fault.text);
}

int sealed_start(void **state)
{
	return staff_start(state);
}

int sealed_clean(void **state)
{
	static const char *const tables[] = {
		"DELETE FROM telephone_change", "DELETE FROM import_bad_row", "DELETE FROM student_history", "DELETE FROM import",
		"DELETE FROM upload", "DELETE FROM kept_form", "DELETE FROM outbox", "DELETE FROM job_line", "DELETE FROM job", NULL };
	struct giving *giving = *state;

	sealed_award_clean(giving);
	sealed_aid_clean(giving);
	sealed_pairing_clean(giving);
	for (const char *const *sql = tables; *sql != NULL; sql++)
		giving_sql(giving, *sql);
	giving_clean(state);
	staff_clean(state);
	unlink(sealed_key_path(giving));
	assert_int_equal(keyring_create(sealed_key_path(giving), &giving->fault), OK);
	load(giving);
	return 0;
}

int sealed_stop(void **state)
{
	return staff_stop(state);
}

void sealed_new_key(struct giving *giving)
{
	unsigned id;

	assert_int_equal(keyring_append(sealed_key_path(giving), 0, &id, &giving->fault), OK);
	load(giving);
	assert_int_equal(keyring_current(giving->keyring), id);
}

void sealed_retire(struct giving *giving)
{
	assert_int_equal(keyring_retire(sealed_key_path(giving), keyring_oldest(giving->keyring), &giving->fault), OK);
	load(giving);
}

struct db *sealed_worker(struct giving *giving)
{
	static struct db_options options = { .user = "ym_worker", .database = "yimeng", .connect_ms = 2000, .read_ms = 30000 };
	struct db *db;

	/* Whoever runs the tests is not the Unix user of that name. */
	giving_sql(giving, "ALTER USER ym_worker@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('')");
	options.socket = giving->socket;
	db = db_new(&options);
	db_set_fault(db, &giving->fault);
	if (db_ready(db) != OK)
		fail_msg("%s", giving->fault.text);
	return db;
}

struct pledge_wish sealed_wish(void)
{
	return (struct pledge_wish){ .preset = PRESET_OTHER, .amount = { 10000 }, .giver = GIVER_PERSON, .name = SEALED_NAME,
				     .credit_code = "51371300MA0000007D", .telephone = SEALED_TELEPHONE, .email = SEALED_MAIL,
				     .message = "with love", .receipt_title = "", .payer_name = "", .visibility = VISIBILITY_SURNAME,
				     .receipt_wanted = true };
}

static struct student_facts facts(int64_t grade)
{
	return (struct student_facts){ .name = SEALED_NAME, .id_number = SEALED_ID_NUMBER, .guardian = SEALED_NAME,
				       .telephone = SEALED_GUARDIAN_TELEPHONE, .address = SEALED_ADDRESS, .school_id = SCHOOL_UNIT,
				       .stage = STAGE_PRIMARY, .grade = grade, .hardship = HARDSHIP_ORPHAN,
				       .since = date_at(giving_noon()), .left_on = { DATE_NONE_DAY } };
}

/* A student, and then one whose grade changed: a row and its history. */
static enum err write_student(void *context)
{
	static const char *const numbers[] = { SEALED_ID_NUMBER };
	struct giving *giving = context;
	const struct student_writer writer = { .now = giving_noon() };
	struct student_change change = { .facts = facts(3), .path = "/1/2/4/5/" };

	TRY(student_write(giving->db, &giving->arena, giving->keyring, &writer, &change, 1));
	change = (struct student_change){ .facts = facts(4), .path = "/1/2/4/5/" };
	TRY(student_find_by_numbers(giving->db, &giving->arena, giving->keyring, numbers, 1, &change.before));
	return student_write(giving->db, &giving->arena, giving->keyring, &writer, &change, 1);
}

static struct bytes sealed_at(struct giving *giving, const struct sealed_place *place, const char *row, const char *text)
{
	return seal_text(giving->keyring, &giving->arena, place_in(place, row), text);
}

static void store_plain_rows(struct giving *giving, int64_t account_id)
{
	static const struct statement import = {
		.sql = "INSERT INTO import (id, kind, file_name, account_id, role, unit_id, source, state, begun_at) "
		       "VALUES (7, 'student', 'f.xlsx', ?, 'city', 1, 's', 'ready', '2026-01-01')", .params = "i" };
	static const struct statement bad_row = {
		.sql = "INSERT INTO import_bad_row (import_id, line_number, field, reason, cells_sealed) VALUES (7, 12, 'name', 'empty', ?)",
		.params = "x" };
	static const struct statement kept_form = {
		.sql = "INSERT INTO kept_form (token_digest, account_id, path, body_sealed, kept_at) VALUES (?, ?, '/', ?, '2026-01-01')",
		.params = "xix" };
	static const struct statement contact = {
		.sql = "UPDATE account SET telephone_sealed = ?, email_sealed = ? WHERE login = ?", .params = "xxs" };
	const struct bytes digest = digest_text(&giving->arena, token);
	struct buffer hex;

	buffer_init(&hex, &giving->arena, 80);
	for (size_t i = 0; i < digest.length; i++)
		buffer_print(&hex, "%02x", digest.data[i]);
	assert_int_equal(db_run(giving->db, &import, NULL, account_id), OK);
	assert_int_equal(db_run(giving->db, &bad_row, NULL, sealed_at(giving, &place_import_bad_row_cells, "7/12", SEALED_ADDRESS)), OK);
	assert_int_equal(db_run(giving->db, &kept_form, NULL, digest, account_id,
				sealed_at(giving, &place_kept_form_body, hex.data, SEALED_MAIL)), OK);
	assert_int_equal(db_run(giving->db, &contact, NULL, sealed_at(giving, &place_account_telephone, login, SEALED_TELEPHONE),
				sealed_at(giving, &place_account_email, login, SEALED_MAIL), login), OK);
}

void sealed_store(struct giving *giving, struct sealed_rows *out)
{
	static const struct message_value values[] = { { "code", "123456" }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = SEALED_TELEPHONE, .template = "code", .values = values };
	const struct pledge_wish wish = sealed_wish();
	const struct bytes content = { (const uint8_t *)SEALED_ADDRESS, strlen(SEALED_ADDRESS) };
	const int64_t account_id = staff_account(giving, login, ROLE_CITY, CITY_UNIT);

	assert_int_equal(pledge_register(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, form_nonce, "session",
					 giving_noon(), &out->pledge_code), OK);
	assert_int_equal(telephone_change_ask(giving->db, &giving->arena, giving->keyring, out->pledge_code, SEALED_NEW_TELEPHONE,
					      giving_noon()), OK);
	if (db_transaction(giving->db, write_student, NULL, giving, NULL) != OK)
		fail_msg("%s", giving->fault.text);
	assert_int_equal(outbox_put(giving->db, &giving->arena, giving->keyring, &message, giving_noon()), OK);
	assert_int_equal(upload_store(giving->db, &giving->arena, giving->keyring, account_id, "f.xlsx", content, giving_noon(),
				      &out->upload_id), OK);
	store_plain_rows(giving, account_id);
	sealed_pairing_store(giving);
	sealed_aid_store(giving);
	sealed_award_store(giving);
}

static const struct shape opened_shape = { .name = "opened", .size = 2 * sizeof(struct bytes), .count = 2,
	.columns = (const struct column[]){
		{ .name = "place", .offset = sizeof(struct bytes), .type = COLUMN_TEXT },
		{ .name = "sealed", .offset = 0, .type = COLUMN_BYTES } } };

/* `sql` selects place and sealed of one row. */
void sealed_assert_opens(struct giving *giving, const struct sealed_place *where, const char *sql, const char *text)
{
	struct statement *statement = ARENA_NEW(&giving->arena, struct statement);
	struct { struct bytes sealed; const char *place; void *rest; } row;
	struct secret secret = { NULL };

	*statement = (struct statement){ .sql = sql, .row = &opened_shape };
	if (db_one(giving->db, &giving->arena, statement, &row) != OK)
		fail_msg("%s", giving->fault.text);
	assert_int_equal(seal_open(giving->keyring, &giving->arena, place_in(where, row.place), row.sealed, &secret), OK);
	assert_string_equal(secret.hidden, text);
}

static void check_pledge(struct giving *giving, const struct sealed_rows *rows)
{
	static const struct statement by_telephone = {
		.sql = "SELECT COUNT(*) AS n FROM pledge WHERE telephone_index IN (?, ?)", .params = "xx",
		.row = &db_number };
	const struct pledge_wish wish = sealed_wish();
	struct bytes index[2];
	const char *code = NULL;
	struct pledge pledge;
	int64_t found = 0;

	sealed_assert_opens(giving, &place_pledge_name, "SELECT code AS place, name_sealed AS sealed FROM pledge ORDER BY id LIMIT 1", SEALED_NAME);
	sealed_assert_opens(giving, &place_pledge_email, "SELECT code AS place, email_sealed AS sealed FROM pledge ORDER BY id LIMIT 1", SEALED_MAIL);
	assert_int_equal(pledge_find(giving->db, &giving->arena, rows->pledge_code, &pledge), OK);
	assert_true(pledge_matches(giving->keyring, &giving->arena, &pledge, rows->pledge_code, "5678"));
	assert_false(pledge_matches(giving->keyring, &giving->arena, &pledge, rows->pledge_code, "5679"));
	assert_int_equal(pledge_find_by_nonce(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, form_nonce, &code), OK);
	assert_string_equal(code, rows->pledge_code);
	blind_indexes(giving->keyring, &giving->arena, purpose_pledge_telephone, SEALED_TELEPHONE, index);
	assert_int_equal(db_one(giving->db, &giving->arena, &by_telephone, &found, index[0], index[1]), OK);
	assert_int_equal(found, 1);
}

static void check_student(struct giving *giving)
{
	static const char *const numbers[] = { SEALED_ID_NUMBER };
	const struct student_row *row = NULL;
	const struct student_facts is = facts(4), was = facts(3);
	struct student_facts opened;
	struct rows by_name;
	bool more;

	assert_int_equal(student_find_by_numbers(giving->db, &giving->arena, giving->keyring, numbers, 1, &row), OK);
	assert_non_null(row);
	assert_true(student_says(giving->keyring, &giving->arena, row, &is));
	assert_false(student_says(giving->keyring, &giving->arena, row, &was));
	assert_int_equal(student_open(giving->keyring, &giving->arena, row, &opened), OK);
	assert_string_equal(opened.address, SEALED_ADDRESS);
	assert_string_equal(opened.telephone, SEALED_GUARDIAN_TELEPHONE);
	assert_int_equal(student_look_up(giving->db, &giving->arena, giving->keyring, "/1/", SEALED_NAME, date_at(giving_noon()), 5,
					 &by_name, &more), OK);
	assert_int_equal(by_name.count, 1);
	sealed_assert_opens(giving, &place_student_history_before,
		     "SELECT history_key AS place, before_sealed AS sealed FROM student_history", "grade 1:3\n");
}

void sealed_check(struct giving *giving, const struct sealed_rows *rows)
{
	struct bytes piece;
	bool last;

	check_pledge(giving, rows);
	check_student(giving);
	sealed_pairing_check(giving);
	sealed_aid_check(giving);
	sealed_award_check(giving);
	sealed_assert_opens(giving, &place_account_totp_secret, "SELECT login AS place, totp_secret_sealed AS sealed FROM account", STAFF_SECRET);
	sealed_assert_opens(giving, &place_account_telephone, "SELECT login AS place, telephone_sealed AS sealed FROM account", SEALED_TELEPHONE);
	sealed_assert_opens(giving, &place_outbox_to, "SELECT message_key AS place, to_sealed AS sealed FROM outbox", SEALED_TELEPHONE);
	sealed_assert_opens(giving, &place_telephone_change_telephone,
		     "SELECT change_key AS place, telephone_sealed AS sealed FROM telephone_change", SEALED_NEW_TELEPHONE);
	sealed_assert_opens(giving, &place_import_bad_row_cells,
		     "SELECT '7/12' AS place, cells_sealed AS sealed FROM import_bad_row", SEALED_ADDRESS);
	sealed_assert_opens(giving, &place_kept_form_body,
		     "SELECT LOWER(HEX(token_digest)) AS place, body_sealed AS sealed FROM kept_form", SEALED_MAIL);
	assert_int_equal(upload_piece(giving->db, &giving->arena, giving->keyring, rows->upload_id, 0, &piece, &last), OK);
	assert_int_equal(piece.length, strlen(SEALED_ADDRESS));
	assert_memory_equal(piece.data, SEALED_ADDRESS, piece.length);
}
