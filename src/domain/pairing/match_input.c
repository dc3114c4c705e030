#include "domain/pairing/match_input.h"

#include <inttypes.h>

#include "base/buffer.h"
#include "crypt/token.h"

static const struct shape match_student_shape = SHAPE(match_student,
	COLUMN(match_student, id), COLUMN(match_student, home_code), TAG_COLUMNS(match_student), COLUMN(match_student, pairs),
	COLUMN(match_student, room), COLUMN(match_student, household), COLUMN(match_student, wants_woman), COLUMN(match_student, opened_at),
	COLUMN(match_student, hardship, .names = hardship_names), COLUMN(match_student, sex, .names = sex_names),
	COLUMN(match_student, stage, .names = stage_names));

static const struct shape match_family_shape = SHAPE(match_family,
	COLUMN(match_family, id), COLUMN(match_family, home_code), TAG_COLUMNS(match_family), COLUMN(match_family, room),
	COLUMN(match_family, travel_km), COLUMN(match_family, woman));

static const struct shape match_past_shape = SHAPE(match_past,
	COLUMN(match_past, student_id), COLUMN(match_past, family_id), COLUMN(match_past, household), COLUMN(match_past, live),
	COLUMN(match_past, barred), COLUMN(match_past, good));

static const struct shape match_place_shape = SHAPE(match_place,
	COLUMN(match_place, code), COLUMN(match_place, latitude_e6), COLUMN(match_place, longitude_e6));

static const struct statement students = {
	.sql = "SELECT ps.student_id AS id, ps.home_code, " TAGS_OF("ps.tags") ", COALESCE(l.pairs, 0) AS pairs, "
	       "ps.places - COALESCE(l.pairs, 0) AS room, "
	       "IF(ps.together, COALESCE(ps.household, 0), 0) AS household, ps.wants_woman, ps.opened_at, s.hardship, s.sex, s.stage "
	       "FROM pairing_student ps JOIN student s ON s.id = ps.student_id "
	       "LEFT JOIN (SELECT student_id, COUNT(*) AS pairs FROM pair WHERE live = TRUE GROUP BY student_id) l ON l.student_id = s.id "
	       "WHERE ps.state = 'open' AND s.path LIKE CONCAT(?, '%') AND s.erased_at IS NULL AND s.left_on IS NULL "
	       "AND ps.places > COALESCE(l.pairs, 0) AND EXISTS (SELECT 1 FROM consent c JOIN policy_text t ON t.id = c.text_id "
	       "WHERE c.subject = CONCAT('student:', s.code) AND c.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = 'pairing' "
	       "AND t.version = (SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = 'pairing')) "
	       "ORDER BY ps.student_id",
	.params = "s", .row = &match_student_shape };

static const struct statement families = {
	.sql = "SELECT f.id, f.home_code, " TAGS_OF("f.offers") ", f.capacity - COALESCE(l.pairs, 0) AS room, f.travel_km, "
	       "EXISTS (SELECT 1 FROM family_adult a WHERE a.family_id = f.id AND a.sex = 'female' AND a.left_at IS NULL "
	       "AND a.birth <= ? - INTERVAL 18 YEAR) AS woman "
	       "FROM family f "
	       "LEFT JOIN (SELECT family_id, COUNT(*) AS pairs FROM pair WHERE live = TRUE GROUP BY family_id) l ON l.family_id = f.id "
	       "WHERE f.state = 'approved' AND f.path LIKE CONCAT(?, '%') AND f.approved_until >= ? "
	       "AND f.capacity > COALESCE(l.pairs, 0) ORDER BY f.id",
	.params = "dsd", .row = &match_family_shape };

/* Of the two, and of the same people under another family's name where they are barred (pair_statement_between). */
static const struct statement past = {
	.sql = "SELECT p.student_id, p.family_id, IF(ps.together, COALESCE(ps.household, 0), 0) AS household, MAX(p.ended_at IS NULL) AS live, "
	       "MAX(p.for_cause OR (p.ended_at IS NOT NULL AND p.end_reason IN ('family_declined', 'guardian_declined', 'school_declined') "
	       "AND p.ended_at > ? - INTERVAL 1 YEAR)) AS barred, "
	       "MAX(p.ended_at IS NOT NULL AND p.activated_at IS NOT NULL AND p.end_reason IN ('completed', 'moved', 'lapsed')) AS good "
	       "FROM (SELECT student_id, family_id, ended_at, for_cause, end_reason, activated_at FROM pair "
	       "UNION ALL SELECT b.student_id, here.family_id, b.ended_at, TRUE, b.end_reason, NULL FROM pair b "
	       "JOIN family_adult then_there ON then_there.family_id = b.family_id "
	       "JOIN family_adult here ON here.id_number_index = then_there.id_number_index AND here.left_at IS NULL "
	       "WHERE b.for_cause) p JOIN pairing_student ps ON ps.student_id = p.student_id JOIN student s ON s.id = p.student_id "
	       "WHERE ps.state = 'open' AND s.path LIKE CONCAT(?, '%') GROUP BY p.student_id, p.family_id ORDER BY p.student_id, p.family_id",
	.params = "ts", .row = &match_past_shape };

static const struct statement places = {
	.sql = "SELECT code, latitude_e6, longitude_e6 FROM division_place WHERE CHAR_LENGTH(code) = 9 ORDER BY code",
	.params = "", .row = &match_place_shape };

const struct statement *const match_input_statements[] = { &students, &families, &past, &places, NULL };

enum err match_input_load(struct db *db, struct arena *arena, const char *scope, struct timestamp now, struct match_input *out)
{
	struct match_input input = { .now = now, .today = date_at(now) };

	TRY(db_all(db, arena, &students, &input.students, scope));
	TRY(db_all(db, arena, &families, &input.families, input.today, scope, input.today));
	TRY(db_all(db, arena, &past, &input.past, now, scope));
	TRY(db_all(db, arena, &places, &input.places));
	*out = input;
	return OK;
}

enum err match_input_narrow(struct arena *arena, const struct match_input *input, int64_t student_id, int64_t family_id,
			    struct match_input *out)
{
	const struct match_student *student = input->students.row;
	const struct match_family *family = input->families.row;
	struct match_student *one = ARENA_NEW(arena, struct match_student);
	struct match_family *other = ARENA_NEW(arena, struct match_family);

	for (size_t i = 0; i < input->students.count; i++)
		if (student[i].id == student_id)
			*one = student[i];
	for (size_t i = 0; i < input->families.count; i++)
		if (family[i].id == family_id)
			*other = family[i];
	if (one->id == 0 || other->id == 0)
		return E_NOT_FOUND;
	*out = *input;
	out->students = (struct rows){ .row = one, .count = 1 };
	out->families = (struct rows){ .row = other, .count = 1 };
	return OK;
}

int64_t days_waited(struct timestamp since, struct date today)
{
	const int64_t days = timestamp_is_none(since) ? 0 : today.day - date_at(since).day;

	return days < 0 ? 0 : days;
}

struct bytes match_input_digest(struct arena *arena, const struct match_input *input)
{
	const struct match_student *student = input->students.row;
	const struct match_family *family = input->families.row;
	const struct match_past *between = input->past.row;
	const struct match_place *place = input->places.row;
	struct buffer text;

	buffer_init(&text, arena, 256 * 1024);
	for (size_t i = 0; i < input->students.count; i++)
		buffer_print(&text, "s %" PRId64 " %s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %d %" PRId64 " %d\n", student[i].id,
			     student[i].home_code, TAG_BITS(&student[i]), student[i].pairs, student[i].room, student[i].household, student[i].wants_woman,
			     days_waited(student[i].opened_at, input->today), (int)student[i].hardship);
	for (size_t i = 0; i < input->families.count; i++)
		buffer_print(&text, "f %" PRId64 " %s %" PRId64 " %" PRId64 " %" PRId64 " %d\n", family[i].id, family[i].home_code,
			     TAG_BITS(&family[i]), family[i].room, family[i].travel_km, family[i].woman);
	for (size_t i = 0; i < input->past.count; i++)
		buffer_print(&text, "p %" PRId64 " %" PRId64 " %d%d%d\n", between[i].student_id, between[i].family_id, between[i].live,
			     between[i].barred, between[i].good);
	for (size_t i = 0; i < input->places.count; i++)
		buffer_print(&text, "d %s %" PRId64 " %" PRId64 "\n", place[i].code, place[i].latitude_e6, place[i].longitude_e6);
	return digest_bytes(arena, (struct bytes){ .data = (const uint8_t *)text.data, .length = text.length });
}
