/* Who asked, after the raising: the guardian proves the telephone, reads the answer, confirms or asks again; anybody with the code rates. */
#include <string.h>

#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"
#include "domain/office/holiday.h"
#include "domain/office/sealed_places.h"

const char help_code_purpose[] = "help";

const struct shape help_answer_shape = SHAPE(help_answer, COLUMN(help_answer, refused), COLUMN(help_answer, words), COLUMN(help_answer, at));

struct asked {
	int64_t id;
	const char *code, *path;
	enum help_kind kind;
	enum help_urgency urgency;
	enum help_state state;
	bool guardian;
	int64_t answerer;
	struct bytes child, telephone;
};
static const struct shape asked_shape = SHAPE(asked,
	COLUMN(asked, id), COLUMN(asked, code), COLUMN(asked, path), COLUMN(asked, kind, .names = help_kind_names),
	COLUMN(asked, urgency, .names = help_urgency_names), COLUMN(asked, state, .names = help_state_names), COLUMN(asked, guardian),
	COLUMN(asked, answerer), COLUMN(asked, child, .nullable = true), COLUMN(asked, telephone, .nullable = true));
static const struct statement find = {
	.sql = "SELECT id, code, path, kind, urgency, state, proved_at IS NOT NULL AS guardian, COALESCE(answered_by, refused_by, 0) AS answerer, "
	       "child_sealed AS child, telephone_sealed AS telephone FROM help_request WHERE code = ?",
	.params = "s", .row = &asked_shape };

/* The named child's, there. Two of one name with one telephone are not told apart: neither. */
static const struct statement guardian_of = {
	.sql = "SELECT student_id AS n FROM help_guardian WHERE telephone_index IN (?, ?) AND name_index IN (?, ?) AND path LIKE CONCAT(?, '%') "
	       "LIMIT 2",
	.params = "xxxxs", .row = &db_number };
static const struct statement prove = {
	.sql = "UPDATE help_request SET proved_at = ?, student_id = ?, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement disprove = {
	.sql = "UPDATE help_request SET proved_at = NULL, changed_at = ? WHERE id = ? AND proved_at IS NOT NULL", .params = "ti" };

struct answer_row {
	const char *event_key;
	bool refused;
	struct timestamp at;
	struct bytes words;
};
static const struct shape answer_row_shape = SHAPE(answer_row,
	COLUMN(answer_row, event_key), COLUMN(answer_row, refused), COLUMN(answer_row, at), COLUMN(answer_row, words, .nullable = true));
static const struct statement last_answer = {
	.sql = "SELECT e.event_key, e.step = 'refuse' AS refused, e.at, e.words_sealed AS words FROM help_request h JOIN help_event e "
	       "ON e.request_id = h.id WHERE h.code = ? AND h.proved_at IS NOT NULL AND (h.answered_at IS NOT NULL OR h.refused_at IS NOT NULL) "
	       "AND e.step IN ('answer', 'refuse') ORDER BY e.id DESC LIMIT 1",
	.params = "s", .row = &answer_row_shape };

static const struct statement confirm = {
	.sql = "UPDATE help_request SET confirmed_at = ?, changed_at = ? WHERE id = ?", .params = "tti" };
static const struct statement reopen = {
	.sql = "UPDATE help_request SET reopened_at = ?, answered_at = NULL, answered_by = NULL, refused_at = NULL, refused_by = NULL, "
	       "confirmed_at = NULL, due_at = ?, climb_due_at = ?, changed_at = ? WHERE id = ?",
	.params = "tttti" };
static const struct statement rate = {
	.sql = "INSERT INTO help_rating (request_id, rating, rated_at, officer_id, due_at) VALUES (?, ?, ?, ?, ?)", .params = "iitit" };

const struct statement *const help_guardian_statements[] = {
	&find, &guardian_of, &prove, &disprove, &last_answer, &confirm, &reopen, &rate, NULL };

enum err help_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, const char **telephone)
{
	struct secret clear;
	struct asked asked;

	TRY(db_one(db, arena, &find, &asked, code));
	TRY(seal_open(keyring, arena, place_in(&place_help_request_telephone, asked.code), asked.telephone, &clear));
	*telephone = clear.hidden != NULL ? clear.hidden : "";
	return OK;
}

/* 0: not on file as of this child's guardian, there. */
static enum err find_child(struct db *db, struct arena *arena, const struct keyring *keyring, const struct asked *asked, int64_t *student_id)
{
	struct bytes telephones[2], names[2];
	struct secret name, telephone;
	struct rows rows;

	TRY(seal_open(keyring, arena, place_in(&place_help_request_child, asked->code), asked->child, &name));
	TRY(seal_open(keyring, arena, place_in(&place_help_request_telephone, asked->code), asked->telephone, &telephone));
	blind_indexes(keyring, arena, purpose_student_telephone, telephone.hidden != NULL ? telephone.hidden : "", telephones);
	blind_indexes(keyring, arena, purpose_student_name, name.hidden != NULL ? name.hidden : "", names);
	TRY(db_all(db, arena, &guardian_of, &rows, telephones[0], telephones[1], names[0], names[1], asked->path));
	*student_id = rows.count == 1 ? *(const int64_t *)rows.row : 0;
	return OK;
}

enum err help_prove(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct timestamp now, bool *guardian)
{
	struct asked asked;
	int64_t student_id;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &find, &asked, code));
	TRY(find_child(db, arena, keyring, &asked, &student_id));
	if (student_id != 0)
		TRY(db_run(db, &prove, NULL, now, student_id, now, asked.id));
	else
		TRY(db_run(db, &disprove, NULL, now, asked.id));
	TRY(help_append(db, arena, keyring, asked.id, "prove", NULL, now));
	if (student_id != 0)
		TRY(help_trail(db, arena, &actor_nobody, "guardian_sign_in", asked.code, asked.path, NULL, now));
	*guardian = student_id != 0;
	return OK;
}

enum err help_read_answer(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct help_answer *out)
{
	struct answer_row row;
	struct secret words;

	TRY(db_one(db, arena, &last_answer, &row, code));
	TRY(seal_open(keyring, arena, place_in(&place_help_event_words, row.event_key), row.words, &words));
	*out = (struct help_answer){ row.refused, words.hidden != NULL ? words.hidden : "", row.at };
	return OK;
}

static enum err lock_of_guardian(struct db *db, struct arena *arena, const char *code, enum help_step step, struct asked *out)
{
	struct asked asked;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &find, &asked, code));
	if (!asked.guardian)
		return E_DENIED;
	if (!help_may(step, asked.state))
		return E_CONFLICT;
	*out = asked;
	return OK;
}

static const char by_guardian[] = "{\"by\":\"guardian\"}";

enum err help_confirm(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct timestamp now)
{
	struct asked asked;

	TRY(lock_of_guardian(db, arena, code, HELP_CONFIRM, &asked));
	TRY(db_run(db, &confirm, NULL, now, now, asked.id));
	TRY(help_append(db, arena, keyring, asked.id, "confirm", NULL, now));
	return help_trail(db, arena, &actor_nobody, "help_confirm", asked.code, asked.path, by_guardian, now);
}

enum err help_did_not_help(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, const char *reason,
			   struct timestamp now)
{
	struct help_deadlines deadlines;
	struct asked asked;

	TRY(lock_of_guardian(db, arena, code, HELP_REOPEN, &asked));
	TRY(help_deadlines_of(db, arena, asked.kind, asked.urgency, now, &deadlines));
	TRY(db_run(db, &reopen, NULL, now, deadlines.answer, deadlines.answer, now, asked.id));
	TRY(help_append(db, arena, keyring, asked.id, "reopen", reason, now));
	return help_trail(db, arena, &actor_nobody, "help_reopen", asked.code, asked.path, by_guardian, now);
}

enum err help_rate(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, int64_t rating, const char *words,
		   struct timestamp now)
{
	struct timestamp due = { TIMESTAMP_NONE_US };
	struct asked asked;
	struct date day;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &find, &asked, code));
	if (!help_may(HELP_RATE, asked.state) || asked.answerer == 0)
		return E_CONFLICT;
	if (rating <= help_rating_bad) {
		TRY(working_days_after(db, arena, date_at(now), help_rating_days, &day));
		due = day_end(day);
	}
	TRY(db_run(db, &rate, NULL, asked.id, rating, now, asked.answerer, due));
	TRY(help_append(db, arena, keyring, asked.id, "rate", words[0] != '\0' ? words : NULL, now));
	return help_trail(db, arena, &actor_nobody, "help_rate", asked.code, asked.path,
			  arena_print(arena, "{\"rating\":%lld}", (long long)rating), now);
}
