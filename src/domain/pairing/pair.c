#include "domain/pairing/pair.h"

#include <string.h>

#include "domain/office/right.h"
#include "domain/pairing/pair_parts.h"

const char *const pair_state_names[] = { "proposed", "held", "family_accepted", "accepted", "approved", "active", "paused", "ending",
					 "ended", NULL };
const char *const pair_refusal_names[] = { "fine", "state", "family_full", "student_full", "family_not_approved", "no_consent",
					   "student_not_open", "barred", "exists", "hold_over", "same_person", "concern_open",
					   "guardian_paused", NULL };
const char *const pause_reason_names[] = { "guardian", "family", "concern", "vetting", "consent", "staff", NULL };
const char *const end_reason_names[] = { "not_chosen", "family_declined", "guardian_declined", "school_declined", "expired",
					 "family_ended", "guardian_ended", "school_ended", "completed", "moved", "lapsed",
					 "safeguarding", NULL };
const char *const decline_reason_names[] = { "distance", "time", "age", "other", NULL };
const char *const given_channel_names[] = { "telephone_code", "paper", NULL };
const char *const pair_party_names[] = { "family", "guardian", "staff", NULL };
const char pairing_purpose[] = "pairing";

const struct shape pair_shape = SHAPE(pair,
	COLUMN(pair, id), COLUMN(pair, code), COLUMN(pair, student_id), COLUMN(pair, family_id), COLUMN(pair, run_id),
	COLUMN(pair, place), COLUMN(pair, state, .names = pair_state_names), COLUMN(pair, proposed_at),
	COLUMN(pair, held_until, .nullable = true), COLUMN(pair, family_accepted_at, .nullable = true),
	COLUMN(pair, guardian_accepted_at, .nullable = true), COLUMN(pair, school_accepted_at, .nullable = true),
	COLUMN(pair, approved_at, .nullable = true), COLUMN(pair, activated_at, .nullable = true),
	COLUMN(pair, paused_at, .nullable = true), COLUMN(pair, ending_at, .nullable = true), COLUMN(pair, ended_at, .nullable = true),
	COLUMN(pair, pause_reason, .names = pause_reason_names), COLUMN(pair, end_reason, .names = end_reason_names),
	COLUMN(pair, ending_by, .names = pair_party_names));

static const struct statement live_of_family = {
	.sql = "SELECT " PAIR_COLUMNS " FROM pair p WHERE p.code = ? AND p.family_id = ? AND p.live = TRUE",
	.params = "si", .row = &pair_shape };

static const struct statement live_of_student = {
	.sql = "SELECT " PAIR_COLUMNS " FROM pair p JOIN student s ON s.id = p.student_id WHERE p.code = ? AND s.code = ? AND p.live = TRUE",
	.params = "ss", .row = &pair_shape };

/* A path has neither of the signs of LIKE. */
static const struct statement live_in_scope = {
	.sql = "SELECT " PAIR_COLUMNS " FROM pair p JOIN student s ON s.id = p.student_id "
	       "WHERE p.code = ? AND s.path LIKE CONCAT(?, '%') AND p.live = TRUE",
	.params = "ss", .row = &pair_shape };

const struct statement *const pair_family_statements[] = {
	PAIR_GROUND_STATEMENTS, &live_of_family, &pair_statement_family_accept, &pair_statement_decline, &pair_statement_pause,
	&pair_statement_pause_again, &pair_statement_ask_end, NULL };

const struct statement *const pair_guardian_statements[] = {
	PAIR_GROUND_STATEMENTS, &live_of_student, &pair_statement_guardian_accept, &pair_statement_guardian_decline, &pair_statement_go_on,
	&pair_statement_pause, &pair_statement_pause_again, &pair_statement_ask_end, NULL };

const struct statement *const pair_find_statements[] = { &live_in_scope, NULL };

enum err pair_find_of_family(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct pair *out)
{
	return db_one(db, arena, &live_of_family, out, code, family_id);
}

enum err pair_find_of_student(struct db *db, struct arena *arena, const char *student_code, const char *code, struct pair *out)
{
	return db_one(db, arena, &live_of_student, out, code, student_code);
}

enum err pair_find_in_scope(struct db *db, struct arena *arena, const char *scope, const char *code, struct pair *out)
{
	return db_one(db, arena, &live_in_scope, out, code, scope);
}
