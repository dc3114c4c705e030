/* What is shown to who may look: a child's awards and where each of them stands. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "crypt/seal.h"
#include "domain/aid/lookup_parts.h"
#include "domain/office/sealed_places.h"

const char *const lookup_step_names[] = { "later", "now", "done", NULL };

#define STORED                                                                                                      \
	COLUMN(lookup_award, code), COLUMN(lookup_award, title), COLUMN(lookup_award, title_en), COLUMN(lookup_award, period), \
	COLUMN(lookup_award, amount), COLUMN(lookup_award, paid), COLUMN(lookup_award, state, .names = award_state_names), \
	COLUMN(lookup_award, refusal, .nullable = true), COLUMN(lookup_award, applied_at, .nullable = true),        \
	COLUMN(lookup_award, verified_at, .nullable = true), COLUMN(lookup_award, approved_at, .nullable = true),   \
	COLUMN(lookup_award, confirmed_at, .nullable = true), COLUMN(lookup_award, refused_at, .nullable = true),   \
	COLUMN(lookup_award, appealed_at, .nullable = true), COLUMN(lookup_award, decided_at, .nullable = true),    \
	COLUMN(lookup_award, changed_at), COLUMN(lookup_award, paid_on, .nullable = true),                          \
	COLUMN(lookup_award, objections_until, .nullable = true)
#define STEP(of) COLUMN(lookup_award, of, .names = lookup_step_names)

static const struct shape stored_award_shape = SHAPE(lookup_award, STORED);
const struct shape lookup_award_shape = SHAPE(lookup_award, STORED, COLUMN(lookup_award, year), COLUMN(lookup_award, term),
	COLUMN(lookup_award, due, .nullable = true), COLUMN(lookup_award, late),
	STEP(applied), STEP(verified), STEP(noticed), STEP(approved), STEP(received),
	STEP(confirmed), COLUMN(lookup_award, may_confirm), COLUMN(lookup_award, may_appeal));

#define AWARDS                                                                                                      \
	"SELECT a.code, p.title, p.title_en, a.period, a.amount_fen AS amount, COALESCE(a.paid_fen, 0) AS paid, a.state, "     \
	"CAST(a.refusal AS CHAR) AS refusal, a.applied_at, a.verified_at, a.approved_at, a.confirmed_at, a.refused_at, " \
	"a.appealed_at, a.decided_at, a.changed_at, a.paid_on, n.objections_until " \
	"FROM award a JOIN programme p ON p.id = a.programme_id LEFT JOIN award_notice n ON n.id = a.notice_id "

static const struct statement of_child = {
	.sql = AWARDS "WHERE a.student_id = ? ORDER BY a.period DESC, a.id DESC LIMIT 50", .params = "i", .row = &stored_award_shape };

static const struct statement of_slip = {
	.sql = AWARDS "WHERE a.student_id = ? AND a.code = ?", .params = "is", .row = &stored_award_shape };

struct stored_child {
	int64_t id;
	const char *code, *path;
	struct bytes name;		/* sealed */
};
static const struct shape stored_child_shape = SHAPE(stored_child,
	COLUMN(stored_child, id), COLUMN(stored_child, code), COLUMN(stored_child, path), COLUMN(stored_child, name, .nullable = true));

static const struct statement child_of_code = {
	.sql = "SELECT id, code, path, name_sealed AS name FROM lookup_student WHERE code = ?", .params = "s", .row = &stored_child_shape };

static const struct statement child_of_slip = {
	.sql = "SELECT s.id, s.code, s.path, s.name_sealed AS name FROM award a JOIN lookup_student s ON s.id = a.student_id WHERE a.code = ?",
	.params = "s", .row = &stored_child_shape };

const struct statement *const lookup_award_statements[] = { &of_child, NULL };
const struct statement *const lookup_find_statements[] = { &of_slip, &child_of_code, &child_of_slip, NULL };

/* How long a step usually takes, from the day of the one before: what the page may promise no more than "usually". */
static const struct { enum award_state state; int32_t days; } usual[] = {
	{ AWARD_APPLIED, 10 }, { AWARD_VERIFIED, 10 }, { AWARD_NOTICED, 10 }, { AWARD_APPROVED, 30 }, { AWARD_PAID, 30 } };

static struct date reached_on(const struct lookup_award *award)
{
	switch (award->state) {
	case AWARD_APPLIED: return date_at(award->applied_at);
	case AWARD_VERIFIED: return date_at(award->verified_at);
	case AWARD_NOTICED: return award->objections_until;
	case AWARD_APPROVED: return date_at(award->approved_at);
	default: return award->paid_on;
	}
}

static struct date due_of(const struct lookup_award *award)
{
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		if (usual[i].state == award->state)
			return (struct date){ reached_on(award).day + usual[i].days };
	return (struct date){ DATE_NONE_DAY };
}

/* As award_appeal will say. */
static bool may_appeal(const struct lookup_award *award, struct date today)
{
	const struct timestamp said = award->state == AWARD_REFUSED ? award->refused_at : award->approved_at;

	return (award->state == AWARD_REFUSED || award->state == AWARD_APPROVED) && timestamp_is_none(award->appealed_at) &&
	       today.day <= date_at(said).day + award_appeal_days;
}

/* The list hangs on the board while the step is there; the money and the family's word are there as soon as they are told. */
static void fill_steps(struct lookup_award *award)
{
	enum lookup_step *const steps[] = { &award->applied, &award->verified, &award->noticed, &award->approved, &award->received,
					    &award->confirmed };
	static const size_t done[] = { [AWARD_COMPUTED] = 0, [AWARD_APPLIED] = 1, [AWARD_VERIFIED] = 2, [AWARD_NOTICED] = 2,
				       [AWARD_APPROVED] = 4, [AWARD_PAID] = 5, [AWARD_CONFIRMED] = 6 };
	const bool refused = award->state == AWARD_REFUSED;
	const size_t reached = !refused ? done[award->state] : !timestamp_is_none(award->verified_at) ? 2 :
			       !timestamp_is_none(award->applied_at);

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		*steps[i] = i < reached ? STEP_DONE : i == reached && !refused ? STEP_NOW : STEP_LATER;
}

enum err lookup_list_awards(struct db *db, struct arena *arena, int64_t student_id, const char *award, struct date today,
			    struct rows *out)
{
	const struct lookup_award *stored;
	struct lookup_award *awards;
	struct rows rows;

	if (award != NULL)
		TRY(db_all(db, arena, &of_slip, &rows, student_id, award));
	else
		TRY(db_all(db, arena, &of_child, &rows, student_id));
	stored = rows.row;
	awards = ARENA_ARRAY(arena, struct lookup_award, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++) {
		awards[i] = stored[i];
		awards[i].year = strtol(stored[i].period, NULL, 10);
		awards[i].term = strtol(stored[i].period + 5, NULL, 10);
		awards[i].due = due_of(&stored[i]);
		awards[i].late = !date_is_none(awards[i].due) && awards[i].due.day < today.day;
		awards[i].may_confirm = stored[i].state == AWARD_PAID;
		awards[i].may_appeal = may_appeal(&stored[i], today);
		fill_steps(&awards[i]);
	}
	*out = (struct rows){ awards, rows.count };
	return OK;
}

enum err lookup_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *proof, struct date today,
		     struct lookup_child *out)
{
	const bool by_slip = proof[0] == PROOF_SLIP;
	struct stored_child stored;
	struct rows awards;
	struct secret name;
	enum err err;

	if (!by_slip && proof[0] != PROOF_CHILD)
		return E_DENIED;
	err = db_one(db, arena, by_slip ? &child_of_slip : &child_of_code, &stored, proof + 1);
	if (err != OK)
		return err == E_NOT_FOUND ? E_DENIED : err;
	TRY(seal_open(keyring, arena, place_in(&place_student_name, stored.code), stored.name, &name));
	TRY(lookup_list_awards(db, arena, stored.id, by_slip ? proof + 1 : NULL, today, &awards));
	*out = (struct lookup_child){ .id = stored.id, .code = stored.code, .path = stored.path, .by_slip = by_slip, .awards = awards,
				      .name = name.hidden != NULL ? text_mask_name(arena, name.hidden) : "" };
	return OK;
}

bool lookup_shows(const struct lookup_child *child, const char *award)
{
	const struct lookup_award *awards = child->awards.row;

	for (size_t i = 0; i < child->awards.count; i++)
		if (strcmp(awards[i].code, award) == 0)
			return true;
	return false;
}
