#include "domain/aid/programme_desk.h"

#include <string.h>

#include "domain/giving/campaign_draft.h"
#include "domain/office/audit.h"

const char *const rule_state_names[] = { "draft", "submitted", "published", NULL };

const struct shape programme_entry_shape = SHAPE(programme_entry,
	COLUMN(programme_entry, id), COLUMN(programme_entry, code), COLUMN(programme_entry, title), COLUMN(programme_entry, title_en),
	COLUMN(programme_entry, kind, .names = programme_kind_names), COLUMN(programme_entry, given_by, .names = aid_giver_names),
	COLUMN(programme_entry, county, .nullable = true), COLUMN(programme_entry, version),
	COLUMN(programme_entry, valid_from, .nullable = true), COLUMN(programme_entry, law_ref, .nullable = true),
	COLUMN(programme_entry, confirmed), COLUMN(programme_entry, drafted), COLUMN(programme_entry, submitted));

const struct shape programme_card_shape = SHAPE(programme_card,
	COLUMN(programme_card, id), COLUMN(programme_card, code), COLUMN(programme_card, title), COLUMN(programme_card, title_en),
	COLUMN(programme_card, how_to_ask), COLUMN(programme_card, how_to_ask_en),
	COLUMN(programme_card, kind, .names = programme_kind_names), COLUMN(programme_card, given_by, .names = aid_giver_names),
	COLUMN(programme_card, county, .nullable = true), COLUMN(programme_card, campaign, .nullable = true),
	COLUMN(programme_card, campaign_id), COLUMN(programme_card, quota), COLUMN(programme_card, selection, .nullable = true));

const struct shape rule_version_shape = SHAPE(rule_version,
	COLUMN(rule_version, id), COLUMN(rule_version, programme_id), COLUMN(rule_version, version),
	COLUMN(rule_version, state, .names = rule_state_names), COLUMN(rule_version, valid_from),
	COLUMN(rule_version, valid_to, .nullable = true), COLUMN(rule_version, law_ref), COLUMN(rule_version, source),
	COLUMN(rule_version, confirmed), COLUMN(rule_version, drafted_at), COLUMN(rule_version, submitted_at, .nullable = true),
	COLUMN(rule_version, returned_at, .nullable = true), COLUMN(rule_version, published_at, .nullable = true),
	COLUMN(rule_version, drafted_by, .nullable = true), COLUMN(rule_version, submitted_by, .nullable = true),
	COLUMN(rule_version, published_by, .nullable = true), COLUMN(rule_version, drafted_by_id), COLUMN(rule_version, submitted_by_id),
	COLUMN(rule_version, drafter_gone), COLUMN(rule_version, return_reason, .nullable = true));

static const struct statement all = {
	.sql = "SELECT p.id, p.code, p.title, p.title_en, p.kind, p.given_by, d.name AS county, COALESCE(v.version, 0) AS version, "
	       "v.valid_from, v.law_ref, COALESCE(v.confirmed, FALSE) AS confirmed, "
	       "EXISTS (SELECT 1 FROM aid_rule_version o WHERE o.programme_id = p.id AND o.state = 'draft') AS drafted, "
	       "EXISTS (SELECT 1 FROM aid_rule_version o WHERE o.programme_id = p.id AND o.state = 'submitted') AS submitted "
	       "FROM programme p LEFT JOIN division d ON d.code = p.county_code LEFT JOIN aid_rule_version v ON v.programme_id = p.id "
	       "AND v.state = 'published' AND v.valid_from <= ? AND (v.valid_to IS NULL OR v.valid_to >= ?) ORDER BY p.position, p.id LIMIT 200",
	.params = "dd", .row = &programme_entry_shape };

static const struct statement by_id = {
	.sql = "SELECT p.id, p.code, p.title, p.title_en, p.how_to_ask, p.how_to_ask_en, p.kind, p.given_by, d.name AS county, "
	       "c.title AS campaign, COALESCE(p.campaign_id, 0) AS campaign_id, COALESCE(p.quota, 0) AS quota, p.selection FROM programme p "
	       "LEFT JOIN division d ON d.code = p.county_code LEFT JOIN campaign c ON c.id = p.campaign_id WHERE p.id = ?",
	.params = "i", .row = &programme_card_shape };

#define VERSION                                                                                                     \
	"SELECT v.id, v.programme_id, v.version, v.state, v.valid_from, v.valid_to, v.law_ref, v.source, v.confirmed, v.drafted_at, " \
	"v.submitted_at, v.returned_at, v.published_at, d.login AS drafted_by, s.login AS submitted_by, p.login AS published_by, "    \
	"COALESCE(v.drafted_by, 0) AS drafted_by_id, COALESCE(v.submitted_by, 0) AS submitted_by_id, d.disabled_at IS NOT NULL AS drafter_gone, v.return_reason " \
	"FROM aid_rule_version v LEFT JOIN account d ON d.id = v.drafted_by LEFT JOIN account s ON s.id = v.submitted_by "            \
	"LEFT JOIN account p ON p.id = v.published_by "

static const struct statement versions_of = {
	.sql = VERSION "WHERE v.programme_id = ? ORDER BY v.version DESC LIMIT 100", .params = "i", .row = &rule_version_shape };

static const struct statement open_of = {
	.sql = VERSION "WHERE v.programme_id = ? AND v.state <> 'published' ORDER BY v.version DESC LIMIT 1", .params = "i",
	.row = &rule_version_shape };

static const struct statement before_of = {
	.sql = VERSION "WHERE v.programme_id = ? AND v.state = 'published' ORDER BY v.valid_from <= ? AND (v.valid_to IS NULL OR "
	       "v.valid_to >= ?) DESC, v.valid_from DESC LIMIT 1",
	.params = "idd", .row = &rule_version_shape };

struct county_of {
	const char *code;
};
static const struct shape county_of_shape = SHAPE(county_of, COLUMN(county_of, code, .nullable = true));

static const struct statement county_of = {
	.sql = "SELECT county_code AS code FROM programme WHERE id = ?", .params = "i", .row = &county_of_shape };

static const struct shape work_count_shape = SHAPE(work_count, COLUMN(work_count, waiting), COLUMN(work_count, late));

static const struct statement count_waiting = {
	.sql = "SELECT COUNT(*) AS waiting, CAST(COALESCE(SUM(submitted_at < ?), 0) AS SIGNED) AS late FROM (SELECT submitted_at "
	       "FROM aid_rule_version FORCE INDEX (aid_rule_version_by_day) WHERE state = 'submitted' AND submitted_by <> ? "
	       "AND NOT (drafted_by <=> ?) LIMIT 100) part",
	.params = "tii", .row = &work_count_shape };

static const struct statement save_words = {
	.sql = "UPDATE programme SET title = ?, title_en = ?, how_to_ask = ?, how_to_ask_en = ? WHERE id = ?", .params = "ssssi" };

const struct statement *const programme_desk_statements[] = { &all, &by_id, &versions_of, &open_of, &before_of, &county_of, &count_waiting, &save_words, NULL };

enum err programme_entry_list(struct db *db, struct arena *arena, struct date day, struct rows *out)
{
	return db_all(db, arena, &all, out, day, day);
}

enum err programme_find(struct db *db, struct arena *arena, int64_t id, struct programme_card *out)
{
	return db_one(db, arena, &by_id, out, id);
}

enum err rule_version_list(struct db *db, struct arena *arena, int64_t programme_id, struct rows *out)
{
	return db_all(db, arena, &versions_of, out, programme_id);
}

enum err rule_version_open(struct db *db, struct arena *arena, int64_t programme_id, struct rule_version *out)
{
	return db_one(db, arena, &open_of, out, programme_id);
}

enum err rule_version_before(struct db *db, struct arena *arena, int64_t programme_id, struct date day, struct rule_version *out)
{
	return db_one(db, arena, &before_of, out, programme_id, day, day);
}

enum err programme_reach(struct db *db, struct arena *arena, const struct actor *actor, int64_t id)
{
	struct campaign_reach reach;
	struct county_of county;

	TRY(db_one(db, arena, &county_of, &county, id));
	TRY(campaign_reach_of(db, arena, actor, &reach));
	return reach.all || (county.code != NULL && strcmp(county.code, reach.county_code) == 0) ? OK : E_DENIED;
}

enum err programme_words_save(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const struct programme_words *words,
			      struct timestamp now)
{
	struct programme_card before, after;
	const char *detail;

	TRY(programme_reach(db, arena, actor, id));
	TRY(programme_find(db, arena, id, &before));
	after = before;
	after.title = words->title;
	after.title_en = words->title_en;
	after.how_to_ask = words->how_to_ask;
	after.how_to_ask_en = words->how_to_ask_en;
	detail = difference_json(arena, &programme_card_shape, &before, &after, NULL);
	if (detail == NULL)
		return OK;
	TRY(db_run(db, &save_words, NULL, words->title, words->title_en, words->how_to_ask, words->how_to_ask_en, id));
	return audit_write(db, arena, actor, &(struct audit_event){
		.action = "programme_edit", .subject = arena_print(arena, "programme:%lld", (long long)id), .detail = detail }, now);
}

enum err rule_work_count(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now, struct work_count *out)
{
	const struct timestamp late = { now.us - 3 * 24 * INT64_C(3600000000) };

	return db_one(db, arena, &count_waiting, out, late, actor->account_id, actor->account_id);
}
