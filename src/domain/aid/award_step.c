/* What staff do with an award, one by one. */
#include "domain/aid/award_parts.h"
#include "domain/office/audit.h"

static const struct statement agree = {
	.sql = "UPDATE award SET applied_at = ?, applied_by = NULLIF(?, 0), changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement verify = {
	.sql = "UPDATE award SET verified_at = ?, verified_by = ?, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement approve = {
	.sql = "UPDATE award SET approved_at = ?, approved_by = ?, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement refuse = {
	.sql = "UPDATE award SET refused_at = ?, refused_by = ?, refusal = ?, changed_at = ? WHERE id = ?", .params = "tisti" };
static const struct statement decide_stands = {
	.sql = "UPDATE award SET decided_at = ?, decided_by = ?, stands = TRUE, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement decide_anew = {
	.sql = "UPDATE award SET decided_at = ?, decided_by = ?, stands = FALSE, changed_at = ?, version_id = ?, decided_for = ?, tier = ?, "
	       "amount_fen = ?, facts_sealed = ?, facts_digest = ?, applied_at = COALESCE(applied_at, ?), verified_at = NULL, verified_by = NULL, "
	       "notice_id = NULL, notice_line = NULL, approved_at = NULL, approved_by = NULL, refused_at = NULL, refused_by = NULL, "
	       "refusal = NULL WHERE id = ?",
	.params = "titidimxxti" };

/* How the sheet stands on which it is. */
struct board {
	struct date objections_until;
	int64_t open;
};
static const struct shape board_shape = SHAPE(board, COLUMN(board, objections_until), COLUMN(board, open));
static const struct statement board_of = {
	.sql = "SELECT n.objections_until, (SELECT COUNT(*) FROM award_objection o WHERE o.notice_id = n.id AND o.decided_at IS NULL) AS open "
	       "FROM award_notice n WHERE n.id = ?",
	.params = "i", .row = &board_shape };
static const struct statement student_code = {
	.sql = "SELECT code FROM student WHERE id = ?", .params = "i", .row = &(const struct shape)SHAPE(aid_student, COLUMN(aid_student, code)) };
static const struct statement of_period = {
	.sql = "SELECT " AWARD_COLUMNS " FROM award a WHERE a.student_id = ? AND a.programme_id = ? AND a.period = ? FOR UPDATE",
	.params = "iis", .row = &award_shape };
static const struct statement quota_left = {
	.sql = "SELECT CAST(COALESCE(p.quota - (SELECT COUNT(*) FROM award a WHERE a.programme_id = p.id AND a.period = ? "
	       "AND a.state <> 'refused'), 1) AS SIGNED) AS n FROM programme p WHERE p.id = ?",
	.params = "si", .row = &db_number };
static const struct statement in_county = {
	.sql = "SELECT COUNT(*) AS n FROM programme p LEFT JOIN unit u ON u.kind = 'county' AND u.code = p.county_code WHERE p.id = ? "
	       "AND (p.county_code IS NULL OR ? LIKE CONCAT(u.path, '%'))",
	.params = "is", .row = &db_number };

const struct statement *const award_step_statements[] = {
	&award_statement_lock, &agree, &verify, &approve, &refuse, &decide_stands, &decide_anew, &board_of, &student_code, &of_period,
	&quota_left, &in_county, &award_statement_insert, &award_statement_overlaps, NULL };

enum err award_agree(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		     enum award_word *word)
{
	struct award award;

	TRY(award_lock(db, arena, actor->unit_path, code, &award));
	if (award.state != AWARD_COMPUTED)
		return award_cannot(word, AWARD_STATE);
	TRY(db_run(db, &agree, NULL, now, actor->account_id, now, award.id));
	return award_write_trail(db, arena, actor, "award_apply", &award, NULL, NULL, now);
}

/* Of a student who has none: by rule and facts of today. */
static enum err apply_anew(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			   const struct aid_student *student, const struct rule *rule, const char *period, struct timestamp now,
			   struct award_new *out, enum award_word *word)
{
	const char *like = award_overlap_like(arena, period, rule->tier_count > 0 ? rule->tiers[0].per : PER_YEAR);
	struct award_finding finding;
	struct rows overlaps;
	enum award_word found;
	int64_t n;

	TRY(db_all(db, arena, &award_statement_overlaps, &overlaps, period, student->id - 1, student->id, rule->programme_id, like, period,
		   like, period));
	if (overlaps.count > 0)
		return award_cannot(word, AWARD_EXISTS);
	found = award_judge(rule, &student->facts, period, &finding);
	if (found != AWARD_FINE)
		return award_cannot(word, found);
	TRY(db_one(db, arena, &in_county, &n, rule->programme_id, student->path));
	if (n == 0)
		return award_cannot(word, AWARD_NOT_ENTITLED);
	TRY(db_one(db, arena, &quota_left, &n, period, rule->programme_id));
	if (n <= 0)
		return award_cannot(word, AWARD_QUOTA_FULL);
	award_new_fill(keyring, arena, student, &finding, period, actor, now, out);
	out->applied_at = now;
	out->applied_by = actor->account_id;
	return db_run(db, &award_statement_insert, NULL, out);
}

enum err award_apply(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *student_code_of,
		     int64_t programme_id, const char *period, struct timestamp now, const char **code, enum award_word *word)
{
	const struct programme *programme;
	const struct rule *rule;
	struct award_new made;
	struct aid_student student;
	struct award award = { .id = 0 };
	bool elsewhere;
	enum err err;

	if (!award_period_holds(period))
		return E_INVALID;
	TRY(audit_lock(db, arena));
	TRY(aid_student_facts(db, arena, actor->unit_path, student_code_of, date_at(now), &student, &elsewhere));
	err = db_one(db, arena, &of_period, &award, student.id, programme_id, period);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (err == OK) {
		if (award.state != AWARD_COMPUTED)
			return award_cannot(word, AWARD_EXISTS);
		TRY(award_agree(db, arena, actor, award.code, now, word));
		*code = award.code;
		return OK;
	}
	TRY(award_rule(db, arena, programme_id, date_at(now), &programme, &rule));
	TRY(apply_anew(db, arena, keyring, actor, &student, rule, period, now, &made, word));
	award.code = made.code;
	award.path = made.path;
	TRY(award_write_trail(db, arena, actor, "award_apply", &award, NULL, NULL, now));
	*code = made.code;
	return OK;
}

enum err award_verify(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word)
{
	struct award award;

	TRY(award_lock(db, arena, actor->unit_path, code, &award));
	if (award.state != AWARD_APPLIED)
		return award_cannot(word, AWARD_STATE);
	TRY(db_run(db, &verify, NULL, now, actor->account_id, now, award.id));
	return award_write_trail(db, arena, actor, "award_verify", &award, NULL, NULL, now);
}

enum err award_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		       enum award_word *word)
{
	struct award award;
	struct board board;

	TRY(award_lock(db, arena, actor->unit_path, code, &award));
	if (award.state != AWARD_NOTICED)
		return award_cannot(word, AWARD_STATE);
	if (award.verified_by == actor->account_id)
		return award_cannot(word, AWARD_SAME_PERSON);
	TRY(db_one(db, arena, &board_of, &board, award.notice_id));
	if (date_at(now).day <= board.objections_until.day)
		return award_cannot(word, AWARD_OBJECTIONS_RUN);
	if (board.open > 0)
		return award_cannot(word, AWARD_OBJECTION_OPEN);
	TRY(db_run(db, &approve, NULL, now, actor->account_id, now, award.id));
	return award_write_trail(db, arena, actor, "award_approve", &award, NULL, NULL, now);
}

enum err award_refuse(struct db *db, struct arena *arena, const struct actor *actor, const char *code, enum award_refusal refusal,
		      const char *reason, struct timestamp now, enum award_word *word)
{
	struct award award;

	TRY(award_lock(db, arena, actor->unit_path, code, &award));
	if (award.state > AWARD_NOTICED)
		return award_cannot(word, AWARD_STATE);
	TRY(db_run(db, &refuse, NULL, now, actor->account_id, award_refusal_names[refusal], now, award.id));
	return award_write_trail(db, arena, actor, "award_refuse", &award, reason,
				 arena_print(arena, "{\"refusal\":\"%s\"}", award_refusal_names[refusal]), now);
}

/* Rule and facts of today in the place of what was pinned. */
static enum err find_anew(struct db *db, struct arena *arena, const struct award *award, struct date day, struct aid_student *student,
			  struct award_finding *finding, enum award_word *word)
{
	const struct programme *programme;
	const struct rule *rule;
	struct aid_student named;
	enum award_word found;
	bool elsewhere;
	enum err err;

	TRY(db_one(db, arena, &student_code, &named, award->student_id));
	err = aid_student_facts(db, arena, "/", named.code, day, student, &elsewhere);
	if (err == OK)
		err = award_rule(db, arena, award->programme_id, day, &programme, &rule);
	if (err == E_NOT_FOUND)
		return award_cannot(word, AWARD_NOT_ENTITLED);
	TRY(err);
	found = award_judge(rule, &student->facts, award->period, finding);
	return found == AWARD_FINE ? OK : award_cannot(word, found);
}

enum err award_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *code,
		      bool stands, const char *reason, struct timestamp now, enum award_word *word)
{
	const struct date day = date_at(now);
	struct award_finding finding;
	struct bytes sealed, digest;
	struct aid_student student;
	struct award award;
	int64_t left;

	TRY(award_lock(db, arena, actor->unit_path, code, &award));
	if (timestamp_is_none(award.appealed_at) || !timestamp_is_none(award.decided_at))
		return award_cannot(word, AWARD_STATE);
	if (actor->account_id == award.verified_by || actor->account_id == award.approved_by || actor->account_id == award.refused_by)
		return award_cannot(word, AWARD_SAME_PERSON);
	if (stands) {
		TRY(db_run(db, &decide_stands, NULL, now, actor->account_id, now, award.id));
		return award_write_trail(db, arena, actor, "award_decide", &award, reason, "{\"stands\":\"yes\"}", now);
	}
	if (award.state == AWARD_PAID || award.state == AWARD_CONFIRMED)
		return award_cannot(word, AWARD_STATE);
	TRY(find_anew(db, arena, &award, day, &student, &finding, word));
	if (award.state == AWARD_REFUSED) {
		TRY(db_one(db, arena, &quota_left, &left, award.period, award.programme_id));
		if (left <= 0)
			return award_cannot(word, AWARD_QUOTA_FULL);
	}
	award_facts_seal(keyring, arena, award.code, &student.facts, &sealed, &digest);
	TRY(db_run(db, &decide_anew, NULL, now, actor->account_id, now, finding.rule->version_id, day, finding.tier, finding.amount, sealed,
		   digest, now, award.id));
	return award_write_trail(db, arena, actor, "award_decide", &award, reason, "{\"stands\":\"no\"}", now);
}
