#include "domain/office/retention.h"

#include "domain/giving/pledge_erasure.h"
#include "domain/office/audit.h"
#include "domain/office/personal_request.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/student_erasure.h"

const char *const erasure_obstacle_names[] = { "free", "in_use", "retained", "done", NULL };

const struct shape retention_rule_shape = SHAPE(retention_rule,
	COLUMN(retention_rule, subject), COLUMN(retention_rule, days), COLUMN(retention_rule, law_ref));

static const struct statement find = {
	.sql = "SELECT subject, days, law_ref FROM retention_rule WHERE subject = ?", .params = "s",
	.row = &retention_rule_shape };
static const struct statement list = {
	.sql = "SELECT subject, days, law_ref FROM retention_rule ORDER BY subject", .row = &retention_rule_shape };

/* Older than an instant, so many at most. */
#define WIPE(text) { .sql = text, .params = "ti" }
static const struct statement wipe_attempt = WIPE("DELETE FROM attempt WHERE window_start < ? LIMIT ?");
static const struct statement wipe_delay = WIPE("DELETE FROM sign_in_delay WHERE last_at < ? LIMIT ?");
static const struct statement wipe_session = WIPE("DELETE FROM staff_session WHERE seen_at < ? LIMIT ?");
static const struct statement wipe_family_session = WIPE("DELETE FROM family_session WHERE started_at < ? LIMIT ?");
static const struct statement wipe_form = WIPE("DELETE FROM kept_form WHERE kept_at < ? LIMIT ?");
static const struct statement wipe_code = WIPE("DELETE FROM telephone_code WHERE sent_at < ? LIMIT ?");
static const struct statement wipe_message = WIPE(
	"UPDATE outbox SET to_sealed = NULL, values_sealed = NULL WHERE state IN ('sent', 'failed', 'unknown') AND to_sealed IS "
	"NOT NULL AND queued_at < ? LIMIT ?");
static const struct statement wipe_bad_row = WIPE(
	"DELETE FROM import_bad_row WHERE import_id IN (SELECT id FROM import WHERE begun_at < ?) LIMIT ?");
/* A file that an import or an export still names is let go by them first; pieces go with it. */
static const struct statement release_import = WIPE(
	"UPDATE import SET upload_id = NULL WHERE upload_id IN (SELECT id FROM upload WHERE received_at < ?) LIMIT ?");
static const struct statement release_export = WIPE("UPDATE export SET upload_id = NULL WHERE upload_id IS NOT NULL AND "
						    "asked_at < ? LIMIT ?");
static const struct statement wipe_upload = WIPE(
	"DELETE FROM upload WHERE received_at < ? AND id NOT IN (SELECT upload_id FROM import WHERE upload_id IS NOT NULL) "
	"AND id NOT IN (SELECT upload_id FROM export WHERE upload_id IS NOT NULL) LIMIT ?");
/* The same of jobs. */
static const struct statement let_import_go = WIPE(
	"UPDATE import SET job_id = NULL WHERE job_id IN (SELECT id FROM job WHERE ended_at < ?) LIMIT ?");
static const struct statement let_export_go = WIPE(
	"UPDATE export SET job_id = NULL WHERE job_id IN (SELECT id FROM job WHERE ended_at < ?) LIMIT ?");
static const struct statement wipe_line = WIPE(
	"DELETE FROM job_line WHERE job_id IN (SELECT id FROM job WHERE ended_at < ?) LIMIT ?");
/* Of pairs that ended so long ago. */
static const struct statement wipe_pair_message = WIPE(
	"UPDATE pair_message SET body_sealed = NULL WHERE body_sealed IS NOT NULL AND pair_id IN (SELECT id FROM pair WHERE ended_at < ?) "
	"LIMIT ?");
static const struct statement wipe_visit_note = WIPE(
	"UPDATE visit SET note_sealed = NULL WHERE note_sealed IS NOT NULL AND pair_id IN (SELECT id FROM pair WHERE ended_at < ?) LIMIT ?");
/* Closed so long ago: that there was one, and how it ended, stays. */
#define WIPE_CONCERN(of)                                                                                            \
	WIPE("UPDATE concern SET body_sealed = NULL, contact_sealed = NULL, words = NULL WHERE closed_at < ? AND " of      \
	     " AND (body_sealed IS NOT NULL OR contact_sealed IS NOT NULL OR words IS NOT NULL) LIMIT ?")
static const struct statement wipe_concern = WIPE_CONCERN("kind <> 'harm'");
static const struct statement wipe_harm = WIPE_CONCERN("kind = 'harm'");
/* Of requests for help that ended and were not changed since. Facts, states and ratings stay. */
static const struct statement wipe_help_event = WIPE(
	"UPDATE help_event SET words_sealed = NULL WHERE words_sealed IS NOT NULL AND request_id IN (SELECT id FROM help_request "
	"WHERE open = FALSE AND changed_at < ?) LIMIT ?");
static const struct statement wipe_help_request = WIPE(
	"UPDATE help_request SET body_sealed = NULL, child_sealed = NULL, child_index = NULL, telephone_sealed = NULL, telephone_index = NULL, "
	"last_four_index = NULL WHERE open = FALSE AND body_sealed IS NOT NULL AND changed_at < ? LIMIT ?");
static const struct statement wipe_job = WIPE(
	"DELETE FROM job WHERE ended_at < ? AND NOT EXISTS (SELECT 1 FROM job_line l WHERE l.job_id = job.id) LIMIT ?");

const struct statement *const retention_rule_statements[] = { &find, &list, NULL };
const struct statement *const retention_statements[] = {
	&find, &wipe_attempt, &wipe_delay, &wipe_session, &wipe_family_session, &wipe_form, &wipe_code, &wipe_message, &wipe_bad_row,
	&release_import, &release_export, &wipe_upload, &let_import_go, &let_export_go, &wipe_line, &wipe_job, &wipe_pair_message,
	&wipe_visit_note, &wipe_concern, &wipe_harm, &wipe_help_event, &wipe_help_request,
	NULL };

enum { WIPE_ATTEMPT, WIPE_DELAY, WIPE_SESSION, WIPE_FAMILY_SESSION, WIPE_FORM, WIPE_CODE, WIPE_MESSAGE, WIPE_BAD_ROW,
       RELEASE_IMPORT, RELEASE_EXPORT, WIPE_UPLOAD, LET_IMPORT_GO, LET_EXPORT_GO, WIPE_LINE, WIPE_JOB, WIPE_PAIR_MESSAGE,
       WIPE_VISIT_NOTE, WIPE_CONCERN_WORDS, WIPE_HARM_WORDS, WIPE_HELP_EVENT, WIPE_HELP_REQUEST, ERASE_STUDENT, ERASE_FAMILY, ERASE_PLEDGE, ERASE_REQUESTED, wipings };

const struct retention_wiping retention_wipings[] = {
	[WIPE_ATTEMPT] = { "attempt", "attempt" },
	[WIPE_DELAY] = { "sign_in_delay", "attempt" },
	[WIPE_SESSION] = { "staff_session", "staff_session" },
	[WIPE_FAMILY_SESSION] = { "family_session", "family_session" },
	[WIPE_FORM] = { "kept_form", "kept_form" },
	[WIPE_CODE] = { "telephone_code", "telephone_code" },
	[WIPE_MESSAGE] = { "outbox", "outbox" },
	[WIPE_BAD_ROW] = { "import_bad_row", "upload" },
	[RELEASE_IMPORT] = { "import", "upload" },
	[RELEASE_EXPORT] = { "export", "export" },
	[WIPE_UPLOAD] = { "upload", "export" },		/* what nobody names any more, or has not named within a day */
	[LET_IMPORT_GO] = { "job_of_import", "job" },
	[LET_EXPORT_GO] = { "job_of_export", "job" },
	[WIPE_LINE] = { "job_line", "job" },
	[WIPE_JOB] = { "job", "job" },
	[WIPE_PAIR_MESSAGE] = { "pair_message", "pair_message" },
	[WIPE_VISIT_NOTE] = { "visit_note", "visit_note" },
	[WIPE_CONCERN_WORDS] = { "concern", "concern" },
	[WIPE_HARM_WORDS] = { "concern_harm", "concern_harm" },
	[WIPE_HELP_EVENT] = { "help_event", "help_request" },
	[WIPE_HELP_REQUEST] = { "help_request", "help_request" },
	[ERASE_STUDENT] = { "student", NULL },
	[ERASE_FAMILY] = { "family", NULL },
	[ERASE_PLEDGE] = { "pledge", NULL },
	[ERASE_REQUESTED] = { "personal_request", NULL },
	[wipings] = { NULL, NULL } };

static const struct statement *const wipe_statements[wipings] = {
	[WIPE_ATTEMPT] = &wipe_attempt, [WIPE_DELAY] = &wipe_delay, [WIPE_SESSION] = &wipe_session,
	[WIPE_FAMILY_SESSION] = &wipe_family_session, [WIPE_FORM] = &wipe_form,
	[WIPE_CODE] = &wipe_code, [WIPE_MESSAGE] = &wipe_message, [WIPE_BAD_ROW] = &wipe_bad_row,
	[RELEASE_IMPORT] = &release_import,
	[RELEASE_EXPORT] = &release_export, [WIPE_UPLOAD] = &wipe_upload, [LET_IMPORT_GO] = &let_import_go,
	[LET_EXPORT_GO] = &let_export_go, [WIPE_LINE] = &wipe_line, [WIPE_JOB] = &wipe_job,
	[WIPE_PAIR_MESSAGE] = &wipe_pair_message, [WIPE_VISIT_NOTE] = &wipe_visit_note,
	[WIPE_CONCERN_WORDS] = &wipe_concern, [WIPE_HARM_WORDS] = &wipe_harm, [WIPE_HELP_EVENT] = &wipe_help_event,
	[WIPE_HELP_REQUEST] = &wipe_help_request };

enum err retention_rule_find(struct db *db, struct arena *arena, const char *subject, struct retention_rule *out)
{
	return db_one(db, arena, &find, out, subject);
}

enum err retention_rule_list(struct db *db, struct arena *arena, struct rows *out)
{
	return db_all(db, arena, &list, out);
}

const struct shape erasable_shape = SHAPE(erasable, COLUMN(erasable, code));

/* Persons, found and forgotten where they are kept. */
static const struct erasing {
	const char *action, *kind;
	enum err (*due)(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out);
	enum err (*erase)(struct db *db, const char *code, struct timestamp now);
} students = { "student_erase", "student", student_erasure_due, student_erase },
  families = { "family_erase", "family", family_erasure_due, family_erase },
  pledges = { "pledge_erase", "pledge", pledge_erasure_due, pledge_erase };

static enum err erase_due(struct db *db, struct arena *arena, const struct actor *actor, const struct erasing *erasing, int64_t most,
			  struct timestamp now, int64_t *erased)
{
	const struct erasable *due;
	struct rows rows;

	TRY(erasing->due(db, arena, date_at(now), most, &rows));
	due = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const struct audit_event event = {
			.action = erasing->action, .subject = arena_print(arena, "%s:%s", erasing->kind, due[i].code),
			.detail = "{\"rule\":\"retention\"}" };

		TRY(erasing->erase(db, due[i].code, now));
		TRY(audit_write(db, arena, actor, &event, now));
	}
	*erased = (int64_t)rows.count;
	return OK;
}

/* By age alone. Where no rule is left in the table, nothing is wiped. */
static enum err wipe_old(struct db *db, struct arena *arena, size_t which, int64_t most, struct timestamp now, int64_t *wiped)
{
	static const int64_t day_us = INT64_C(86400000000);
	struct retention_rule rule;
	const enum err err = retention_rule_find(db, arena, retention_wipings[which].rule, &rule);
	uint64_t affected;

	if (err == E_NOT_FOUND) {
		*wiped = 0;
		return OK;
	}
	TRY(err);
	TRY(db_run(db, wipe_statements[which], &affected, (struct timestamp){ now.us - rule.days * day_us }, most));
	*wiped = (int64_t)affected;
	return OK;
}

enum err retention_wipe(struct db *db, struct arena *arena, const struct actor *actor, size_t which, int64_t rows,
			struct timestamp now, int64_t *wiped)
{
	switch (which) {
	case ERASE_STUDENT: return erase_due(db, arena, actor, &students, rows, now, wiped);
	case ERASE_FAMILY: return erase_due(db, arena, actor, &families, rows, now, wiped);
	case ERASE_PLEDGE: return erase_due(db, arena, actor, &pledges, rows, now, wiped);
	case ERASE_REQUESTED: return personal_request_carry_out(db, arena, actor, rows, now, wiped);
	default: return wipe_old(db, arena, which, rows, now, wiped);
	}
}
