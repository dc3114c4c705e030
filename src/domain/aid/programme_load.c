#include "domain/aid/programme_load.h"

#include <string.h>

#include "domain/aid/rule_store.h"
#include "domain/office/audit.h"

const char *const load_refusal_names[] = { "fine", "no_county", "no_campaign", "differs", "overlaps", NULL };

struct stored_version {
	int64_t id;
	struct date valid_from;
	const char *law_ref, *source;
	bool confirmed, published;
};
static const struct shape stored_version_shape = SHAPE(stored_version,
	COLUMN(stored_version, id), COLUMN(stored_version, valid_from), COLUMN(stored_version, law_ref), COLUMN(stored_version, source),
	COLUMN(stored_version, confirmed), COLUMN(stored_version, published));

static const struct statement find_programme = {
	.sql = "SELECT id AS n FROM programme WHERE code = ?", .params = "s", .row = &db_number };

static const struct statement count_county = {
	.sql = "SELECT COUNT(*) AS n FROM division WHERE code = ?", .params = "s", .row = &db_number };

static const struct statement count_campaign = {
	.sql = "SELECT COUNT(*) AS n FROM campaign WHERE id = ?", .params = "i", .row = &db_number };

static const struct statement add_programme = {
	.sql = "INSERT INTO programme (code, kind, given_by, county_code, title, title_en, how_to_ask, how_to_ask_en, campaign_id, quota, "
	       "selection, position, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?, ?, ?)",
	.params = "ssssssssiisit" };

static const struct statement find_version = {
	.sql = "SELECT id, valid_from, law_ref, source, confirmed, state = 'published' AS published FROM aid_rule_version "
	       "WHERE programme_id = ? AND version = ?",
	.params = "ii", .row = &stored_version_shape };

static const struct statement add_version = {
	.sql = "INSERT INTO aid_rule_version (programme_id, version, valid_from, valid_to, law_ref, source, confirmed, drafted_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "iiddssbt" };

static const struct statement count_overlaps = {
	.sql = "SELECT COUNT(*) AS n FROM aid_rule_version WHERE programme_id = ? AND state = 'published' AND valid_from <= COALESCE(?, "
	       "'9999-12-31') AND COALESCE(valid_to, '9999-12-31') >= ?",
	.params = "idd", .row = &db_number };

static const struct statement publish_version = {
	.sql = "UPDATE aid_rule_version SET published_at = ? WHERE id = ? AND state = 'draft'", .params = "ti" };

static const struct statement count_family = {
	.sql = "SELECT COUNT(*) AS n FROM aid_case WHERE name = ?", .params = "s", .row = &db_number };

static const struct statement add_family = {
	.sql = "INSERT INTO aid_case (name, facts, added_at) VALUES (?, ?, ?)", .params = "sst" };

const struct statement *const programme_load_statements[] = {
	&find_programme, &count_county, &count_campaign, &add_programme, &find_version, &add_version, &count_overlaps, &publish_version,
	&count_family, &add_family, NULL };

static enum err refuse(struct load_report *report, enum load_refusal refusal, const struct version_wish *version)
{
	report->refusal = refusal;
	report->version = version != NULL ? version->version : 0;
	report->line = version != NULL ? version->line : 0;
	return E_CONFLICT;
}

static enum err find_or_add(struct db *db, struct arena *arena, const struct programme_wish *wish, struct timestamp now,
			    struct load_report *report, int64_t *id)
{
	const enum err err = db_one(db, arena, &find_programme, id, wish->code);
	int64_t there = 1;

	if (err != E_NOT_FOUND)
		return err;
	if (wish->county_code != NULL)
		TRY(db_one(db, arena, &count_county, &there, wish->county_code));
	if (there == 0)
		return refuse(report, LOAD_NO_COUNTY, NULL);
	if (wish->campaign_id != 0)
		TRY(db_one(db, arena, &count_campaign, &there, wish->campaign_id));
	if (there == 0)
		return refuse(report, LOAD_NO_CAMPAIGN, NULL);
	TRY(db_run(db, &add_programme, NULL, wish->code, programme_kind_names[wish->kind], aid_giver_names[wish->given_by], wish->county_code,
		   wish->title, wish->title_en, wish->how_to_ask, wish->how_to_ask_en, wish->campaign_id, wish->quota, wish->selection,
		   wish->position, now));
	*id = db_last_id(db);
	report->programmes++;
	return OK;
}

/* valid_to is not compared: a version that follows has set it. */
static enum err says_the_same(struct db *db, struct arena *arena, const struct stored_version *stored, const struct version_wish *wish,
			      bool *same)
{
	struct rule_wish rule;

	TRY(rule_wish_load(db, arena, stored->id, &rule));
	*same = stored->valid_from.day == wish->valid_from.day && strcmp(stored->law_ref, wish->law_ref) == 0 &&
		strcmp(stored->source, wish->source) == 0 && stored->confirmed == wish->confirmed &&
		strcmp(rule_wish_text(arena, &rule), rule_wish_text(arena, &wish->rule)) == 0;
	return OK;
}

static enum err trail(struct db *db, struct arena *arena, const char *action, int64_t programme_id, const struct version_wish *version,
		      struct timestamp now)
{
	return audit_write(db, arena, &actor_command, &(struct audit_event){
		.action = action, .subject = arena_print(arena, "programme:%lld", (long long)programme_id),
		.detail = arena_print(arena, "{\"version\":%lld}", (long long)version->version) }, now);
}

static enum err publish_one(struct db *db, struct arena *arena, int64_t programme_id, int64_t version_id, const struct version_wish *version,
			    struct timestamp now, struct load_report *report)
{
	int64_t overlaps;

	TRY(db_one(db, arena, &count_overlaps, &overlaps, programme_id, version->valid_to, version->valid_from));
	if (overlaps > 0)
		return refuse(report, LOAD_OVERLAPS, version);
	TRY(db_run(db, &publish_version, NULL, now, version_id));
	report->published++;
	return trail(db, arena, "programme_publish", programme_id, version, now);
}

static enum err load_version(struct db *db, struct arena *arena, int64_t programme_id, const struct version_wish *version, bool publish,
			     struct timestamp now, struct load_report *report)
{
	struct stored_version stored;
	const enum err err = db_one(db, arena, &find_version, &stored, programme_id, version->version);
	bool same;

	if (err == OK) {
		TRY(says_the_same(db, arena, &stored, version, &same));
		if (!same)
			return refuse(report, LOAD_DIFFERS, version);
		return publish && !stored.published ? publish_one(db, arena, programme_id, stored.id, version, now, report) : OK;
	}
	if (err != E_NOT_FOUND)
		return err;
	TRY(db_run(db, &add_version, NULL, programme_id, version->version, version->valid_from, version->valid_to, version->law_ref,
		   version->source, version->confirmed, now));
	stored.id = db_last_id(db);
	TRY(rule_wish_store(db, arena, stored.id, &version->rule));
	report->versions++;
	TRY(trail(db, arena, "programme_draft", programme_id, version, now));
	return publish ? publish_one(db, arena, programme_id, stored.id, version, now, report) : OK;
}

static enum err load_family(struct db *db, struct arena *arena, const struct family_wish *family, struct timestamp now,
			    struct load_report *report)
{
	int64_t there;

	TRY(db_one(db, arena, &count_family, &there, family->name));
	if (there > 0)
		return OK;
	TRY(db_run(db, &add_family, NULL, family->name, family->facts, now));
	report->families++;
	return OK;
}

enum err programme_load(struct db *db, struct arena *arena, const struct programme_file *file, bool publish, struct timestamp now,
			struct load_report *report)
{
	int64_t id;

	for (size_t i = 0; i < file->family_count; i++)
		TRY(load_family(db, arena, &file->families[i], now, report));
	if (!file->is_programme)
		return OK;
	TRY(find_or_add(db, arena, &file->programme, now, report, &id));
	for (size_t i = 0; i < file->version_count; i++)
		TRY(load_version(db, arena, id, &file->versions[i], publish, now, report));
	return OK;
}
