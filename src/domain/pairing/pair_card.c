#include "domain/pairing/pair_card.h"

#include "domain/pairing/pair_parts.h"

const struct shape student_card_shape = SHAPE(student_card,
	COLUMN(student_card, band, .names = band_names), COLUMN(student_card, county, .nullable = true), TAG_COLUMNS(student_card));

const struct shape family_card_shape = SHAPE(family_card,
	COLUMN(family_card, county), COLUMN(family_card, adults), COLUMN(family_card, woman), TAG_COLUMNS(family_card));

const struct shape pair_of_family_shape = SHAPE(pair_of_family,
	COLUMN(pair_of_family, code), COLUMN(pair_of_family, state, .names = pair_state_names),
	COLUMN(pair_of_family, held_until, .nullable = true), COLUMN(pair_of_family, activated_at, .nullable = true),
	COLUMN(pair_of_family, ended_at, .nullable = true), COLUMN(pair_of_family, end_reason, .names = end_reason_names),
	COLUMN(pair_of_family, band, .names = band_names), COLUMN(pair_of_family, county, .nullable = true), TAG_COLUMNS(pair_of_family));

const struct shape own_pair_shape = SHAPE(own_pair,
	COLUMN(own_pair, id), COLUMN(own_pair, code), COLUMN(own_pair, state, .names = pair_state_names), COLUMN(own_pair, proposed_at),
	COLUMN(own_pair, held_until, .nullable = true), COLUMN(own_pair, family_accepted_at, .nullable = true),
	COLUMN(own_pair, guardian_accepted_at, .nullable = true), COLUMN(own_pair, school_accepted_at, .nullable = true),
	COLUMN(own_pair, approved_at, .nullable = true), COLUMN(own_pair, activated_at, .nullable = true),
	COLUMN(own_pair, paused_at, .nullable = true), COLUMN(own_pair, ending_at, .nullable = true),
	COLUMN(own_pair, ended_at, .nullable = true), COLUMN(own_pair, pause_reason, .names = pause_reason_names),
	COLUMN(own_pair, end_reason, .names = end_reason_names), COLUMN(own_pair, band, .names = band_names),
	COLUMN(own_pair, county, .nullable = true), TAG_COLUMNS(own_pair));

const struct shape pair_of_child_shape = SHAPE(pair_of_child,
	COLUMN(pair_of_child, code), COLUMN(pair_of_child, state, .names = pair_state_names),
	COLUMN(pair_of_child, held_until, .nullable = true), COLUMN(pair_of_child, guardian_accepted_at, .nullable = true),
	COLUMN(pair_of_child, county), COLUMN(pair_of_child, adults), COLUMN(pair_of_child, woman));

#define SHOWN "COALESCE(p.shown_band, 'none') AS band, d.name AS county, " TAGS_OF("p.shown_tags")
#define AT_HOME "FROM family_adult a WHERE a.family_id = f.id AND a.left_at IS NULL"
#define FAMILY_SHOWN                                                                                                \
	"COALESCE((SELECT d.name FROM division d WHERE d.code = LEFT(f.home_code, 6)), '') AS county, "             \
	"(SELECT COUNT(*) " AT_HOME ") AS adults, EXISTS (SELECT 1 " AT_HOME " AND a.sex = 'female') AS woman"

static const struct statement student_of = {
	.sql = "SELECT " SHOWN " FROM pair p LEFT JOIN division d ON d.code = p.shown_county WHERE p.id = ?", .params = "i",
	.row = &student_card_shape };

static const struct statement family_of = {
	.sql = "SELECT " FAMILY_SHOWN ", " TAGS_OF("f.offers") " FROM pair p JOIN family f ON f.id = p.family_id WHERE p.id = ?",
	.params = "i", .row = &family_card_shape };

static const struct statement all_of_family = {
	.sql = "SELECT p.code, p.state, p.held_until, p.activated_at, p.ended_at, COALESCE(p.end_reason, 'not_chosen') AS end_reason, " SHOWN
	       " FROM pair p LEFT JOIN division d ON d.code = p.shown_county WHERE p.family_id = ? ORDER BY p.id DESC LIMIT 100",
	.params = "i", .row = &pair_of_family_shape };

static const struct statement own = {
	.sql = "SELECT p.id, p.code, p.state, p.proposed_at, p.held_until, p.family_accepted_at, p.guardian_accepted_at, p.school_accepted_at, "
	       "p.approved_at, p.activated_at, p.paused_at, p.ending_at, p.ended_at, COALESCE(p.pause_reason, 'guardian') AS pause_reason, "
	       "COALESCE(p.end_reason, 'not_chosen') AS end_reason, " SHOWN
	       " FROM pair p LEFT JOIN division d ON d.code = p.shown_county WHERE p.code = ? AND p.family_id = ?",
	.params = "si", .row = &own_pair_shape };

static const struct statement all_of_child = {
	.sql = "SELECT p.code, p.state, p.held_until, p.guardian_accepted_at, " FAMILY_SHOWN
	       " FROM pair p JOIN family f ON f.id = p.family_id "
	       "WHERE p.student_id = ? AND p.live = TRUE AND p.family_accepted_at IS NOT NULL ORDER BY p.id",
	.params = "i", .row = &pair_of_child_shape };

const struct statement *const pair_card_family_statements[] = { &student_of, &all_of_family, &own, NULL };
const struct statement *const pair_card_guardian_statements[] = { &family_of, &all_of_child, NULL };

enum err pair_student_card(struct db *db, struct arena *arena, int64_t pair_id, struct student_card *out)
{
	return db_one(db, arena, &student_of, out, pair_id);
}

enum err pair_family_card(struct db *db, struct arena *arena, int64_t pair_id, struct family_card *out)
{
	return db_one(db, arena, &family_of, out, pair_id);
}

enum err pair_list_of_family(struct db *db, struct arena *arena, int64_t family_id, struct rows *out)
{
	return db_all(db, arena, &all_of_family, out, family_id);
}

enum err pair_find_own(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct own_pair *out)
{
	return db_one(db, arena, &own, out, code, family_id);
}

enum err pair_list_of_child(struct db *db, struct arena *arena, int64_t student_id, struct rows *out)
{
	return db_all(db, arena, &all_of_child, out, student_id);
}
