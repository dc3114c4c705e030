/* Every sealed column of the schema, every index made of one. */
#include "domain/aid/help.h"
#include "domain/giving/pledge.h"
#include "domain/office/reseal.h"
#include "domain/pairing/student.h"

enum { rows_usual = 200, rows_large = 4 };	/* a slice is a transaction: locks for milliseconds, memory for a few megabytes */

/* The key id in a sealed value: seal.h. */
#define KEY(column) "SUBSTR(" column ", 2, 2)"

#define ROW COLUMN(sealed_row, id), COLUMN(sealed_row, place)
#define ID COLUMN(sealed_row, id)
#define SEALED(n) { .name = "s" #n, .offset = offsetof(struct sealed_row, sealed[n]), .type = COLUMN_BYTES, .nullable = true }
#define INDEX(n) { .name = "i" #n, .offset = offsetof(struct sealed_row, index[n]), .type = COLUMN_BYTES, .nullable = true }

/* Of one table: `slice_columns`, `slice_from` and `set` are SQL; what a slice reads and what is stored are the shapes `shapes`_read and _written. */
#define STATEMENTS(of, shapes, table, keys, slice_columns, slice_from, slice_id, set)                                             \
	static const struct statement of##_highest = {                                                                    \
		.sql = "SELECT COALESCE(MAX(id), 0) AS n FROM " table, .row = &db_number };                            \
	static const struct statement of##_count = {                                                                      \
		.sql = "SELECT COUNT(*) AS n FROM " table " WHERE ? IN (" keys ")", .params = "x", .row = &db_number }; \
	static const struct statement of##_uses = {                                                                       \
		.sql = "SELECT id AS n FROM " table " WHERE ? IN (" keys ") LIMIT 1 LOCK IN SHARE MODE",                  \
		.params = "x", .row = &db_number };                                                                    \
	static const struct statement of##_slice = {                                                                      \
		.sql = "SELECT " slice_id " AS id, " slice_columns " FROM " slice_from " WHERE " slice_id " > ? ORDER BY " \
		       slice_id " LIMIT ? FOR UPDATE", .params = "ii", .row = &shapes##_read };                            \
	static const struct statement of##_store = {                                                                      \
		.sql = "UPDATE " table " SET " set " WHERE id = ?", .bind = &shapes##_written }

#define STATEMENTS_OF(of) .highest = &of##_highest, .count = &of##_count, .uses = &of##_uses, .slice = &of##_slice, .store = &of##_store
#define LIST_OF(of) &of##_highest, &of##_count, &of##_uses, &of##_slice, &of##_store

/* --- pledge --- */

enum { PLEDGE_NAME, PLEDGE_TELEPHONE, PLEDGE_EMAIL, PLEDGE_CREDIT_CODE, PLEDGE_MESSAGE, PLEDGE_RECEIPT_TITLE, PLEDGE_PAYER_NAME };

static const struct shape pledge_read = SHAPE(sealed_row, ROW,
	SEALED(0), SEALED(1), SEALED(2), SEALED(3), SEALED(4), SEALED(5), SEALED(6), INDEX(0), INDEX(1), INDEX(2),
	COLUMN(sealed_row, belongs_to), COLUMN(sealed_row, number), COLUMN(sealed_row, first, .names = giver_names),
	COLUMN(sealed_row, second, .names = visibility_names), COLUMN(sealed_row, flag));

static const struct shape pledge_written = SHAPE(sealed_row,
	SEALED(0), SEALED(1), SEALED(2), SEALED(3), SEALED(4), SEALED(5), SEALED(6), INDEX(0), INDEX(1), INDEX(2), ID);

STATEMENTS(pledge, pledge, "pledge",
	KEY("name_sealed") ", " KEY("telephone_sealed") ", " KEY("email_sealed") ", " KEY("credit_code_sealed") ", "
	KEY("message_sealed") ", " KEY("receipt_title_sealed") ", " KEY("payer_name_sealed"),
	"code AS place, name_sealed AS s0, telephone_sealed AS s1, email_sealed AS s2, credit_code_sealed AS s3, message_sealed AS s4, "
	"receipt_title_sealed AS s5, payer_name_sealed AS s6, telephone_index AS i0, last_four_index AS i1, payload_digest AS i2, "
	"campaign_id AS belongs_to, amount_fen AS number, giver AS first, visibility AS second, receipt_wanted AS flag", "pledge", "id",
	"name_sealed = ?, telephone_sealed = ?, email_sealed = ?, credit_code_sealed = ?, message_sealed = ?, receipt_title_sealed = ?, "
	"payer_name_sealed = ?, telephone_index = ?, last_four_index = ?, payload_digest = ?");

static const char *text_of(const char *text)
{
	return text != NULL ? text : "";
}

static char *pledge_last_four(struct arena *arena, const struct sealed_row *row, const char *const *texts)
{
	return pledge_last_four_canonical(arena, row->place, texts[PLEDGE_TELEPHONE]);
}

static char *pledge_payload(struct arena *arena, const struct sealed_row *row, const char *const *texts)
{
	const struct pledge_wish wish = {
		.preset = PRESET_OTHER, .amount = { row->number }, .giver = (enum giver)row->first,
		.visibility = (enum visibility)row->second, .receipt_wanted = row->flag, .name = text_of(texts[PLEDGE_NAME]),
		.credit_code = text_of(texts[PLEDGE_CREDIT_CODE]), .telephone = text_of(texts[PLEDGE_TELEPHONE]),
		.email = text_of(texts[PLEDGE_EMAIL]), .message = text_of(texts[PLEDGE_MESSAGE]),
		.receipt_title = text_of(texts[PLEDGE_RECEIPT_TITLE]), .payer_name = text_of(texts[PLEDGE_PAYER_NAME]) };

	return pledge_payload_canonical(arena, row->belongs_to, &wish);
}

/* --- student --- */

enum { STUDENT_NAME, STUDENT_ID_NUMBER, STUDENT_GUARDIAN, STUDENT_TELEPHONE, STUDENT_ADDRESS };

static const struct shape student_read = SHAPE(sealed_row, ROW,
	SEALED(0), SEALED(1), SEALED(2), SEALED(3), SEALED(4), INDEX(0), INDEX(1), INDEX(2), INDEX(3),
	COLUMN(sealed_row, belongs_to), COLUMN(sealed_row, first, .names = stage_names), COLUMN(sealed_row, number),
	COLUMN(sealed_row, second, .names = hardship_names), COLUMN(sealed_row, since), COLUMN(sealed_row, until, .nullable = true));

static const struct shape student_written = SHAPE(sealed_row,
	SEALED(0), SEALED(1), SEALED(2), SEALED(3), SEALED(4), INDEX(0), INDEX(1), INDEX(2), INDEX(3), ID);

STATEMENTS(student, student, "student",
	KEY("name_sealed") ", " KEY("id_number_sealed") ", " KEY("guardian_sealed") ", " KEY("telephone_sealed") ", " KEY("address_sealed"),
	"code AS place, name_sealed AS s0, id_number_sealed AS s1, guardian_sealed AS s2, telephone_sealed AS s3, address_sealed AS s4, "
	"id_number_index AS i0, name_index AS i1, telephone_index AS i2, row_digest AS i3, school_id AS belongs_to, stage AS first, "
	"grade AS number, hardship AS second, since, left_on AS until", "student", "id",
	"name_sealed = ?, id_number_sealed = ?, guardian_sealed = ?, telephone_sealed = ?, address_sealed = ?, id_number_index = ?, "
	"name_index = ?, telephone_index = ?, row_digest = ?");

static char *student_row_canonical(struct arena *arena, const struct sealed_row *row, const char *const *texts)
{
	const struct student_facts facts = {
		.name = text_of(texts[STUDENT_NAME]), .id_number = text_of(texts[STUDENT_ID_NUMBER]),
		.guardian = text_of(texts[STUDENT_GUARDIAN]), .telephone = text_of(texts[STUDENT_TELEPHONE]),
		.address = text_of(texts[STUDENT_ADDRESS]), .school_id = row->belongs_to, .stage = (enum stage)row->first,
		.grade = row->number, .hardship = (enum hardship)row->second, .since = row->since, .left_on = row->until };

	return student_canonical(arena, &facts);
}

/* --- family --- */

enum { FAMILY_NAME, FAMILY_TELEPHONE, FAMILY_ADDRESS, FAMILY_WORDS };

static const struct shape family_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1), SEALED(2), SEALED(3), INDEX(0), INDEX(1));
static const struct shape family_written = SHAPE(sealed_row, SEALED(0), SEALED(1), SEALED(2), SEALED(3), INDEX(0), INDEX(1), ID);

STATEMENTS(family, family, "family",
	KEY("name_sealed") ", " KEY("telephone_sealed") ", " KEY("address_sealed") ", " KEY("words_sealed"),
	"code AS place, name_sealed AS s0, telephone_sealed AS s1, address_sealed AS s2, words_sealed AS s3, telephone_index AS i0, "
	"name_index AS i1", "family", "id",
	"name_sealed = ?, telephone_sealed = ?, address_sealed = ?, words_sealed = ?, telephone_index = ?, name_index = ?");

enum { ADULT_NAME, ADULT_ID_NUMBER };

static const struct shape adult_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1), INDEX(0));
static const struct shape adult_written = SHAPE(sealed_row, SEALED(0), SEALED(1), INDEX(0), ID);

STATEMENTS(family_adult, adult, "family_adult", KEY("name_sealed") ", " KEY("id_number_sealed"),
	"adult_key AS place, name_sealed AS s0, id_number_sealed AS s1, id_number_index AS i0", "family_adult", "id",
	"name_sealed = ?, id_number_sealed = ?, id_number_index = ?");

/* --- tables without indexes --- */

static const struct shape one_read = SHAPE(sealed_row, ROW, SEALED(0));
static const struct shape one_written = SHAPE(sealed_row, SEALED(0), ID);
static const struct shape two_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1));
static const struct shape two_written = SHAPE(sealed_row, SEALED(0), SEALED(1), ID);
static const struct shape three_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1), SEALED(2));
static const struct shape three_written = SHAPE(sealed_row, SEALED(0), SEALED(1), SEALED(2), ID);

STATEMENTS(account, three, "account", KEY("telephone_sealed") ", " KEY("email_sealed") ", " KEY("totp_secret_sealed"),
	"login AS place, telephone_sealed AS s0, email_sealed AS s1, totp_secret_sealed AS s2", "account", "id",
	"telephone_sealed = ?, email_sealed = ?, totp_secret_sealed = ?");

STATEMENTS(outbox, two, "outbox", KEY("to_sealed") ", " KEY("values_sealed"),
	"message_key AS place, to_sealed AS s0, values_sealed AS s1", "outbox", "id", "to_sealed = ?, values_sealed = ?");

STATEMENTS(student_history, one, "student_history", KEY("before_sealed"),
	"history_key AS place, before_sealed AS s0", "student_history", "id", "before_sealed = ?");

STATEMENTS(telephone_change, one, "telephone_change", KEY("telephone_sealed"),
	"change_key AS place, telephone_sealed AS s0", "telephone_change", "id", "telephone_sealed = ?");

STATEMENTS(upload_piece, one, "upload_piece", KEY("content_sealed"),
	"CONCAT(u.upload_key, '/', p.number) AS place, p.content_sealed AS s0",
	"upload_piece p STRAIGHT_JOIN upload u ON u.id = p.upload_id", "p.id", "content_sealed = ?");

STATEMENTS(import_bad_row, one, "import_bad_row", KEY("cells_sealed"),
	"CONCAT(import_id, '/', line_number) AS place, cells_sealed AS s0", "import_bad_row", "id", "cells_sealed = ?");

STATEMENTS(kept_form, one, "kept_form", KEY("body_sealed"),
	"LOWER(HEX(token_digest)) AS place, body_sealed AS s0", "kept_form", "id", "body_sealed = ?");

STATEMENTS(visit, one, "visit", KEY("note_sealed"), "visit_key AS place, note_sealed AS s0", "visit", "id", "note_sealed = ?");

enum { PERSON_NAME, PERSON_ID_NUMBER };

static const struct shape person_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1), INDEX(0), INDEX(1));
static const struct shape person_written = SHAPE(sealed_row, SEALED(0), SEALED(1), INDEX(0), INDEX(1), ID);

STATEMENTS(poverty_person, person, "poverty_person", KEY("name_sealed") ", " KEY("id_number_sealed"),
	"person_key AS place, name_sealed AS s0, id_number_sealed AS s1, id_number_index AS i0, name_index AS i1", "poverty_person", "id",
	"name_sealed = ?, id_number_sealed = ?, id_number_index = ?, name_index = ?");

STATEMENTS(pair_message, one, "pair_message", KEY("body_sealed"),
	"message_key AS place, body_sealed AS s0", "pair_message", "id", "body_sealed = ?");

STATEMENTS(concern, two, "concern", KEY("body_sealed") ", " KEY("contact_sealed"),
	"code AS place, body_sealed AS s0, contact_sealed AS s1", "concern", "id", "body_sealed = ?, contact_sealed = ?");

static const struct shape digest_read = SHAPE(sealed_row, ROW, SEALED(0), INDEX(0));
static const struct shape digest_written = SHAPE(sealed_row, SEALED(0), INDEX(0), ID);

STATEMENTS(award, digest, "award", KEY("facts_sealed"), "code AS place, facts_sealed AS s0, facts_digest AS i0", "award", "id",
	"facts_sealed = ?, facts_digest = ?");

STATEMENTS(award_objection, two, "award_objection", KEY("body_sealed") ", " KEY("contact_sealed"),
	"code AS place, body_sealed AS s0, contact_sealed AS s1", "award_objection", "id", "body_sealed = ?, contact_sealed = ?");

/* --- help --- */

enum { HELP_BODY, HELP_CHILD, HELP_TELEPHONE };

static const struct shape help_read = SHAPE(sealed_row, ROW, SEALED(0), SEALED(1), SEALED(2), INDEX(0), INDEX(1), INDEX(2));
static const struct shape help_written = SHAPE(sealed_row, SEALED(0), SEALED(1), SEALED(2), INDEX(0), INDEX(1), INDEX(2), ID);

STATEMENTS(help_request, help, "help_request", KEY("body_sealed") ", " KEY("child_sealed") ", " KEY("telephone_sealed"),
	"code AS place, body_sealed AS s0, child_sealed AS s1, telephone_sealed AS s2, child_index AS i0, telephone_index AS i1, "
	"last_four_index AS i2", "help_request", "id",
	"body_sealed = ?, child_sealed = ?, telephone_sealed = ?, child_index = ?, telephone_index = ?, last_four_index = ?");
STATEMENTS(help_event, one, "help_event", KEY("words_sealed"), "event_key AS place, words_sealed AS s0", "help_event", "id",
	"words_sealed = ?");

static char *help_last_four(struct arena *arena, const struct sealed_row *row, const char *const *texts)
{
	return help_last_four_canonical(arena, row->place, texts[HELP_TELEPHONE]);
}

const struct resealed_table resealed_tables[] = {
	{ .name = "pledge", STATEMENTS_OF(pledge), .sealed_count = 7, .index_count = 3, .slice_rows = rows_usual,
	  .places = { &place_pledge_name, &place_pledge_telephone, &place_pledge_email, &place_pledge_credit_code,
		      &place_pledge_message, &place_pledge_receipt_title, &place_pledge_payer_name },
	  .indexes = { { purpose_pledge_telephone, .of = PLEDGE_TELEPHONE },
		       { purpose_pledge_last_four, .of = PLEDGE_TELEPHONE, .canonical = pledge_last_four },
		       { purpose_pledge_payload, .of = PLEDGE_NAME, .canonical = pledge_payload, .digest = true } } },
	{ .name = "student", STATEMENTS_OF(student), .sealed_count = 5, .index_count = 4, .slice_rows = rows_usual,
	  .places = { &place_student_name, &place_student_id_number, &place_student_guardian, &place_student_telephone,
		      &place_student_address },
	  .indexes = { { purpose_student_id_number, .of = STUDENT_ID_NUMBER }, { purpose_student_name, .of = STUDENT_NAME },
		       { purpose_student_telephone, .of = STUDENT_TELEPHONE },
		       { purpose_student_row, .of = STUDENT_ID_NUMBER, .canonical = student_row_canonical, .digest = true } } },
	{ .name = "student_history", STATEMENTS_OF(student_history), .sealed_count = 1, .slice_rows = rows_usual,
	  .places = { &place_student_history_before } },
	{ .name = "family", STATEMENTS_OF(family), .sealed_count = 4, .index_count = 2, .slice_rows = rows_usual,
	  .places = { &place_family_name, &place_family_telephone, &place_family_address, &place_family_words },
	  .indexes = { { purpose_family_telephone, .of = FAMILY_TELEPHONE }, { purpose_family_name, .of = FAMILY_NAME } } },
	{ .name = "family_adult", STATEMENTS_OF(family_adult), .sealed_count = 2, .index_count = 1, .slice_rows = rows_usual,
	  .places = { &place_family_adult_name, &place_family_adult_id_number },
	  .indexes = { { purpose_family_adult_id_number, .of = ADULT_ID_NUMBER } } },
	{ .name = "poverty_person", STATEMENTS_OF(poverty_person), .sealed_count = 2, .index_count = 2, .slice_rows = rows_usual,
	  .places = { &place_poverty_person_name, &place_poverty_person_id_number },
	  .indexes = { { purpose_student_id_number, .of = PERSON_ID_NUMBER }, { purpose_student_name, .of = PERSON_NAME } } },
	{ .name = "account", STATEMENTS_OF(account), .sealed_count = 3, .slice_rows = rows_usual,
	  .places = { &place_account_telephone, &place_account_email, &place_account_totp_secret } },
	{ .name = "outbox", STATEMENTS_OF(outbox), .sealed_count = 2, .slice_rows = rows_usual,
	  .places = { &place_outbox_to, &place_outbox_values } },
	{ .name = "telephone_change", STATEMENTS_OF(telephone_change), .sealed_count = 1, .slice_rows = rows_usual,
	  .places = { &place_telephone_change_telephone } },
	{ .name = "import_bad_row", STATEMENTS_OF(import_bad_row), .sealed_count = 1, .slice_rows = rows_usual,
	  .places = { &place_import_bad_row_cells } },
	{ .name = "upload_piece", STATEMENTS_OF(upload_piece), .sealed_count = 1, .slice_rows = rows_large,
	  .places = { &place_upload_piece_content } },
	{ .name = "kept_form", STATEMENTS_OF(kept_form), .sealed_count = 1, .slice_rows = rows_large,
	  .places = { &place_kept_form_body } },
	{ .name = "visit", STATEMENTS_OF(visit), .sealed_count = 1, .slice_rows = rows_usual, .places = { &place_visit_note } },
	{ .name = "pair_message", STATEMENTS_OF(pair_message), .sealed_count = 1, .slice_rows = rows_usual,
	  .places = { &place_pair_message_body } },
	{ .name = "concern", STATEMENTS_OF(concern), .sealed_count = 2, .slice_rows = rows_usual,
	  .places = { &place_concern_body, &place_concern_contact } },
	{ .name = "award", STATEMENTS_OF(award), .sealed_count = 1, .index_count = 1, .slice_rows = rows_usual,
	  .places = { &place_award_facts }, .indexes = { { purpose_award_facts, .of = 0, .digest = true } } },
	{ .name = "award_objection", STATEMENTS_OF(award_objection), .sealed_count = 2, .slice_rows = rows_usual,
	  .places = { &place_award_objection_body, &place_award_objection_contact } },
	{ .name = "help_request", STATEMENTS_OF(help_request), .sealed_count = 3, .index_count = 3, .slice_rows = rows_usual,
	  .places = { &place_help_request_body, &place_help_request_child, &place_help_request_telephone },
	  .indexes = { { purpose_help_request_child, .of = HELP_CHILD }, { purpose_help_request_telephone, .of = HELP_TELEPHONE },
		       { purpose_help_request_last_four, .of = HELP_TELEPHONE, .canonical = help_last_four } } },
	{ .name = "help_event", STATEMENTS_OF(help_event), .sealed_count = 1, .slice_rows = rows_usual,
	  .places = { &place_help_event_words } },
	{ .name = NULL } };

const struct statement *const reseal_statements[] = {
	LIST_OF(pledge), LIST_OF(student), LIST_OF(student_history), LIST_OF(family), LIST_OF(family_adult), LIST_OF(poverty_person),
	LIST_OF(account),
	LIST_OF(outbox), LIST_OF(telephone_change), LIST_OF(import_bad_row), LIST_OF(upload_piece), LIST_OF(kept_form), LIST_OF(visit),
	LIST_OF(pair_message), LIST_OF(concern), LIST_OF(award), LIST_OF(award_objection), LIST_OF(help_request),
	LIST_OF(help_event), NULL };
