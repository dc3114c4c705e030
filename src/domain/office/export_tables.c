/* What each kind of export gives: its columns, and its next rows. */
#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/export_parts.h"
#include "domain/office/unit.h"

static const char *const audit_columns[] = {
	"seq", "at", "actor", "role", "action", "subject", "unit_path", "outcome", "reason", "detail", NULL };

static enum err page_audit(struct export_run *run, struct arena *arena, struct rows *out)
{
	const char *filter = run->export->filter;
	struct audit_search search = {
		.actor = export_filter(arena, filter, "actor"), .action = export_filter(arena, filter, "action"),
		.subject = export_filter(arena, filter, "subject"), .from = { DATE_NONE_DAY }, .until = { DATE_NONE_DAY },
		.before = run->after_id, .rows = export_page_rows };
	const struct audit_row *row;
	bool more;

	/* A day that is none leaves its end open. */
	if (date_parse(export_filter(arena, filter, "from"), &search.from) != OK)
		search.from.day = DATE_NONE_DAY;
	if (date_parse(export_filter(arena, filter, "until"), &search.until) != OK)
		search.until.day = DATE_NONE_DAY;
	TRY(audit_list(run->db, arena, &search, out, &more));
	row = out->row;
	run->over = !more;
	if (out->count > 0)
		run->after_id = row[out->count - 1].seq;
	return OK;
}

/* Told in words by sheet_word, where it has them; roles and actions are texts in the trail. */
static enum err page_audit_in_words(struct export_run *run, struct arena *arena, struct rows *out)
{
	struct audit_row *told;

	TRY(page_audit(run, arena, out));
	told = ARENA_ARRAY(arena, struct audit_row, out->count);
	if (out->count > 0)
		memcpy(told, out->row, out->count * sizeof *told);
	for (size_t i = 0; i < out->count; i++) {
		told[i].role = sheet_choice(run->words, "role", told[i].role);
		told[i].action = sheet_choice(run->words, "action", told[i].action);
	}
	out->row = told;
	return OK;
}

const struct export_kind export_audit = {
	.of = EXPORT_AUDIT, .view = ACTION_AUDIT_VIEW, .shape = &audit_row_shape, .columns = audit_columns, .page = page_audit_in_words };

struct unit_row {
	int64_t id;
	enum unit_kind kind;
	const char *code, *name, *parent;
	struct date valid_from, valid_to;
};
static const struct shape unit_row_shape = SHAPE(unit_row,
	COLUMN(unit_row, id), COLUMN(unit_row, kind, .names = unit_kind_names), COLUMN(unit_row, code), COLUMN(unit_row, name),
	COLUMN(unit_row, parent), COLUMN(unit_row, valid_from), COLUMN(unit_row, valid_to, .nullable = true));

static const struct statement units_after = {
	.sql = "SELECT u.id, u.kind, COALESCE(u.code, '') AS code, u.name, COALESCE(p.code, p.name, '') AS parent, u.valid_from, "
	       "u.valid_to FROM unit u LEFT JOIN unit p ON p.id = u.parent_id "
	       "WHERE u.id > ? AND u.path LIKE CONCAT(?, '%') ORDER BY u.id LIMIT ?",
	.params = "isi", .row = &unit_row_shape };

static const char *const unit_columns[] = { "kind", "code", "name", "parent", "valid_from", "valid_to", NULL };

static enum err page_units(struct export_run *run, struct arena *arena, struct rows *out)
{
	const struct unit_row *row;

	TRY(db_all(run->db, arena, &units_after, out, run->after_id, run->export->unit_path, (int64_t)export_page_rows));
	row = out->row;
	run->over = out->count < export_page_rows;
	if (out->count > 0)
		run->after_id = row[out->count - 1].id;
	return OK;
}

const struct export_kind export_units = {
	.of = EXPORT_UNITS, .view = ACTION_UNIT_VIEW, .shape = &unit_row_shape, .columns = unit_columns, .page = page_units };

struct account_row {
	int64_t id;
	const char *login, *name, *roles;
	struct timestamp created_at, disabled_at;
	bool enrolled;
};
static const struct shape account_row_shape = SHAPE(account_row,
	COLUMN(account_row, id), COLUMN(account_row, login), COLUMN(account_row, name), COLUMN(account_row, roles),
	COLUMN(account_row, created_at), COLUMN(account_row, disabled_at, .nullable = true), COLUMN(account_row, enrolled));

static const struct statement accounts_after = {
	.sql = "SELECT a.id, a.login, a.name, GROUP_CONCAT(CONCAT(g.role, ' ', u.name) ORDER BY g.id SEPARATOR '; ') AS roles, "
	       "a.created_at, a.disabled_at, a.totp_confirmed_at IS NOT NULL AS enrolled FROM account a "
	       "JOIN role_grant g ON g.account_id = a.id AND g.revoked_at IS NULL JOIN unit u ON u.id = g.unit_id "
	       "WHERE a.id > ? AND u.path LIKE CONCAT(?, '%') GROUP BY a.id ORDER BY a.id LIMIT ?",
	.params = "isi", .row = &account_row_shape };

static const char *const account_columns[] = { "login", "name", "roles", "created_at", "disabled_at", "enrolled", NULL };

static enum err page_accounts(struct export_run *run, struct arena *arena, struct rows *out)
{
	const struct account_row *row;

	TRY(db_all(run->db, arena, &accounts_after, out, run->after_id, run->export->unit_path, (int64_t)export_page_rows));
	row = out->row;
	run->over = out->count < export_page_rows;
	if (out->count > 0)
		run->after_id = row[out->count - 1].id;
	return OK;
}

const struct export_kind export_accounts = {
	.of = EXPORT_ACCOUNTS, .view = ACTION_ACCOUNT_VIEW, .shape = &account_row_shape, .columns = account_columns,
	.page = page_accounts };

const struct statement *const export_office_statements[] = { &units_after, &accounts_after, NULL };
