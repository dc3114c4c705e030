#include "pairing_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct actor school_clerk, other_school_clerk, county_officer, city_officer;

static const char *const emptied[] = {
	"DELETE FROM concern", "DELETE FROM visit", "DELETE FROM pair_message", "DELETE FROM pair_notice", "DELETE FROM pair_release",
	"DELETE FROM match_proposal", "DELETE FROM pair", "DELETE FROM consent", "DELETE FROM policy_text", "DELETE FROM vetting_check",
	"DELETE FROM family_adult", "DELETE FROM family_session", "DELETE FROM family", "DELETE FROM pairing_student", "DELETE FROM outbox",
	NULL };

static const char divisions[] =
	"INSERT IGNORE INTO division (code, parent_code, level, name) VALUES ('371300', NULL, 'city', 'city'), "
	"('371302', '371300', 'county', 'county'), ('371311', '371300', 'county', 'other county'), "
	"('371302001', '371302', 'township', 'township'), ('371311001', '371311', 'township', 'other township')";

/* Numbered by a sequence. Seven years old on the tests' day. */
static const char students[] =
	"INSERT INTO student (id, code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at, "
	"id_number_sealed) SELECT seq, CONCAT('S', LPAD(seq, 8, '0')), IF(seq = 9, 8, 5), IF(seq = 9, '/1/3/7/8/', '/1/2/4/5/'), "
	"'2019-03-01', 'female', 'primary', 1 + seq MOD 6, 'registered_poor', REPEAT('x', 32), '2025-09-01', '2025-09-01', 'x' "
	"FROM seq_1_to_9";

static const char in_pairing[] =
	"INSERT INTO pairing_student (student_id, home_code, tags, identified_at, screened_at, screened_by, opened_at) "
	"SELECT id, IF(id = 9, '371311001', '371302001'), 'tutoring,books', '2026-01-01', '2026-01-02', "
	"(SELECT id FROM account WHERE login = 'county'), '2026-01-03' FROM student";

static const char families[] =
	"INSERT INTO family (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, offers, "
	"travel_km, capacity, applied_at, vetting_at, approved_at, approved_by, approved_until, form_digest, payload_digest, updated_at) "
	"SELECT seq, CONCAT('F', LPAD(seq, 8, '0')), 4, '/1/2/4/', '371302001', 'x', 'x', 'x', UNHEX(SHA2(seq, 256)), 'tutoring', 20, 1, "
	"'2026-01-01', '2026-01-02', '2026-01-03', (SELECT id FROM account WHERE login = 'county'), '2026-12-31', "
	"UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)), '2026-01-03' FROM seq_1_to_6";

static const char text[] =
	"INSERT INTO policy_text (id, kind, purpose, version, language, body, digest, published_at) VALUES "
	"(1, 'consent', 'pairing', 1, 'zh', 'body', REPEAT('x', 32), '2026-01-01'), "
	"(2, 'consent', 'release', 1, 'zh', 'body', REPEAT('x', 32), '2026-01-01')";

static const char consents[] =
	"INSERT INTO consent (text_id, subject, given_by, channel, given_at) "
	"SELECT 1, CONCAT('student:', code), 'guardian', 'telephone_code', '2026-01-02' FROM student";

int pairing_start(void **state)
{
	return staff_start(state);
}

int pairing_stop(void **state)
{
	return staff_stop(state);
}

int pairing_clean(void **state)
{
	static const char *const filled[] = { divisions, students, in_pairing, families, text, consents, NULL };
	struct giving *giving = *state;

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(giving, *sql);
	if (staff_clean(state) != 0)
		return -1;
	staff_account(giving, "school", ROLE_SCHOOL, SCHOOL_UNIT);
	staff_account(giving, "other", ROLE_SCHOOL, OTHER_SCHOOL_UNIT);
	staff_account(giving, "county", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "city", ROLE_CITY, CITY_UNIT);
	school_clerk = staff_actor(giving, "school");
	other_school_clerk = staff_actor(giving, "other");
	county_officer = staff_actor(giving, "county");
	city_officer = staff_actor(giving, "city");
	for (const char *const *sql = filled; *sql != NULL; sql++)
		giving_sql(giving, *sql);
	return 0;
}

const char *pairing_student_code(int64_t id)
{
	static const char *const codes[] = { "", "S00000001", "S00000002", "S00000003", "S00000004", "S00000005", "S00000006",
					     "S00000007", "S00000008", "S00000009" };

	return codes[id];
}

enum err pairing_run(struct pairing_step *step, enum err (*work)(void *step))
{
	step->refusal = PAIR_FINE;
	return db_transaction_committed(step->giving->db, work, NULL, step, NULL);
}

static enum err propose(void *context)
{
	struct pairing_step *step = context;
	const struct pair_wish wish = { .student_id = step->student_id, .family_id = step->family_id, .place = 1 };

	return pair_propose(step->giving->db, &step->giving->arena, step->actor, &wish, step->now, &step->made, &step->refusal);
}

enum err pairing_propose(struct pairing_step *step)
{
	return pairing_run(step, propose);
}

static enum err take_family(void *context)
{
	struct pairing_step *step = context;

	return pair_family_accept(step->giving->db, &step->giving->arena, step->family_id, step->code, step->now, &step->refusal);
}

static enum err take_guardian(void *context)
{
	struct pairing_step *step = context;

	return pair_guardian_accept(step->giving->db, &step->giving->arena, &actor_nobody, pairing_student_code(step->student_id),
				    step->code, GIVEN_TELEPHONE_CODE, step->now, &step->refusal);
}

static enum err take_school(void *context)
{
	struct pairing_step *step = context;

	return pair_school_accept(step->giving->db, &step->giving->arena,
				  step->student_id == STUDENT_ELSEWHERE ? &other_school_clerk : &school_clerk, step->code, step->now,
				  &step->refusal);
}

static enum err approve(void *context)
{
	struct pairing_step *step = context;

	return pair_approve(step->giving->db, &step->giving->arena, &city_officer, step->code, step->now, &step->refusal);
}

static enum err activate(void *context)
{
	struct pairing_step *step = context;

	return pair_activate(step->giving->db, &step->giving->arena, &city_officer, step->code, step->now, &step->refusal);
}

static enum err stop(void *context)
{
	struct pairing_step *step = context;

	return pair_pause(step->giving->db, &step->giving->arena, &county_officer, step->pair_id, PAUSE_STAFF, step->now, &step->refusal);
}

static enum err ask_end(void *context)
{
	struct pairing_step *step = context;

	return pair_ask_end(step->giving->db, &step->giving->arena, &actor_nobody, step->pair_id, PARTY_FAMILY, step->now, &step->refusal);
}

static enum err end(void *context)
{
	static const struct pair_ending ending = { .reason = END_COMPLETED };
	struct pairing_step *step = context;

	return pair_end(step->giving->db, &step->giving->arena, &school_clerk, step->pair_id, &ending, step->now, &step->refusal);
}

static void take(struct pairing_step *step, enum err (*work)(void *step))
{
	const enum err err = pairing_run(step, work);

	if (err != OK)
		fail_msg("%s %s %s", err_name(err), pair_refusal_names[step->refusal], step->giving->fault.text);
}

const char *pairing_at(struct giving *giving, int64_t student_id, int64_t family_id, enum pair_state state, struct timestamp now)
{
	struct pairing_step step = { .giving = giving, .actor = &county_officer, .student_id = student_id, .family_id = family_id,
				     .now = now };

	take(&step, propose);
	step.code = step.made;
	step.pair_id = pairing_id(giving, step.code);
	if (state >= PAIR_FAMILY_ACCEPTED)
		take(&step, take_family);
	if (state >= PAIR_ACCEPTED) {
		take(&step, take_guardian);
		take(&step, take_school);
	}
	if (state >= PAIR_APPROVED)
		take(&step, approve);
	if (state >= PAIR_ACTIVE)
		take(&step, activate);
	if (state == PAIR_PAUSED)
		take(&step, stop);
	if (state >= PAIR_ENDING)
		take(&step, ask_end);
	if (state >= PAIR_ENDED)
		take(&step, end);
	return step.code;
}

struct found {
	int64_t id;
	enum pair_state state;
};
static const struct shape found_shape = SHAPE(found, COLUMN(found, id), COLUMN(found, state, .names = pair_state_names));
static const struct statement find = { .sql = "SELECT id, state FROM pair WHERE code = ?", .params = "s", .row = &found_shape };

static struct found found(struct giving *giving, const char *code)
{
	struct found found;

	assert_int_equal(db_one(giving->db, &giving->arena, &find, &found, code), OK);
	return found;
}

enum pair_state pairing_state(struct giving *giving, const char *code)
{
	return found(giving, code).state;
}

int64_t pairing_id(struct giving *giving, const char *code)
{
	return found(giving, code).id;
}
