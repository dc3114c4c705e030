/* What the worker does about concerns: tells the officer, and takes late ones to the level above. */
#include "domain/pairing/concern_worker.h"

#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/concern.h"

struct late_concern {
	int64_t id;
	const char *code, *path;
	int64_t officer_id, not_officer_id;
};
static const struct shape late_concern_shape = SHAPE(late_concern,
	COLUMN(late_concern, id), COLUMN(late_concern, code), COLUMN(late_concern, path), COLUMN(late_concern, officer_id),
	COLUMN(late_concern, not_officer_id));

/* Late for its answer, or for the report that the law wants. */
static const struct statement late = {
	.sql = "SELECT id, code, path, COALESCE(officer_id, 0) AS officer_id, COALESCE(not_officer_id, 0) AS not_officer_id FROM concern "
	       "WHERE state IN ('raised', 'taken') AND climbed_at IS NULL AND (due_at < ? OR (report_due_at < ? AND reported_at IS NULL)) "
	       "ORDER BY due_at, id LIMIT ?",
	.params = "tti", .row = &late_concern_shape };
static const struct statement climb = {
	.sql = "UPDATE concern SET climbed_at = ?, officer_id = COALESCE(NULLIF(?, 0), officer_id), told_at = IF(? = 0, told_at, NULL) "
	       "WHERE id = ? AND climbed_at IS NULL AND closed_at IS NULL", .params = "tiii" };

struct untold_concern {
	int64_t id;
	const char *code, *login, *path;
	struct timestamp due_at;
	struct bytes telephone;
};
static const struct shape untold_concern_shape = SHAPE(untold_concern,
	COLUMN(untold_concern, id), COLUMN(untold_concern, code), COLUMN(untold_concern, login), COLUMN(untold_concern, path),
	COLUMN(untold_concern, due_at), COLUMN(untold_concern, telephone, .nullable = true));
static const struct statement untold = {
	.sql = "SELECT c.id, c.code, a.login, c.path, c.due_at, a.telephone_sealed AS telephone FROM concern c JOIN account a ON a.id = c.officer_id "
	       "WHERE c.state = 'taken' AND c.told_at IS NULL ORDER BY c.id LIMIT ?",
	.params = "i", .row = &untold_concern_shape };
static const struct statement told = { .sql = "UPDATE concern SET told_at = ? WHERE id = ?", .params = "ti" };

const struct statement *const concern_worker_statements[] = { &late, &climb, &untold, &told, NULL };

enum err concern_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *climbed)
{
	const struct late_concern *concern;
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &late, &due, now, now, rows));
	concern = due.row;
	for (size_t i = 0; i < due.count; i++) {
		const int64_t not_accounts[2] = { concern[i].officer_id, concern[i].not_officer_id };
		struct audit_event event = { .action = "concern_climb", .subject = arena_print(arena, "concern:%s", concern[i].code),
					     .unit_path = concern[i].path };
		int64_t officer;

		TRY(concern_choose_officer(db, arena, concern[i].path, true, "", not_accounts, &officer));
		TRY(db_run(db, &climb, NULL, now, officer, officer, concern[i].id));
		if (officer != 0)
			event.detail = arena_print(arena, "{\"to\":%lld}", (long long)officer);
		TRY(audit_write(db, arena, &actor_worker, &event, now));
	}
	*climbed = (int64_t)due.count;
	return OK;
}

enum err concern_tell(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t rows, struct timestamp now, int64_t *count)
{
	const struct untold_concern *concern;
	struct rows read;

	TRY(db_all(db, arena, &untold, &read, rows));
	concern = read.row;
	for (size_t i = 0; i < read.count; i++) {
		struct buffer due;
		struct secret telephone;

		buffer_init(&due, arena, 32);
		timestamp_append_minute(&due, concern[i].due_at);
		TRY(seal_open(keyring, arena, place_in(&place_account_telephone, concern[i].login), concern[i].telephone, &telephone));
		if (telephone.hidden != NULL) {
			const struct message_value values[] = { { "code", concern[i].code }, { "due", due.data }, { NULL, NULL } };
			const struct message message = { .channel = CHANNEL_SMS, .to = telephone.hidden, .template = "concern_due",
							 .values = values, .unit_path = concern[i].path };

			TRY(outbox_put(db, arena, keyring, &message, now));
		}
		TRY(db_run(db, &told, NULL, now, concern[i].id));
	}
	*count = (int64_t)read.count;
	return OK;
}
