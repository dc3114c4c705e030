/* Forgetting a student: all that is sealed, what finds it, and what the history says. Place, stage and dates stay for the
 * counts; of the birth only the year. */
#ifndef YM_DOMAIN_PAIRING_STUDENT_ERASURE_H
#define YM_DOMAIN_PAIRING_STUDENT_ERASURE_H

#include "base/arena.h"
#include "db/db.h"
#include "domain/office/retention.h"

/* Who is on the register is in use; who left is retained by the rule `student`, *until being the last day (none otherwise).
 * E_NOT_FOUND: no such student. */
enum err student_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today,
				  enum erasure_obstacle *out, struct date *until) MUST_CHECK;

/* In the caller's transaction, who has looked at the obstacle and writes the trail. E_NOT_FOUND: none, or erased before. */
enum err student_erase(struct db *db, const char *code, struct timestamp now) MUST_CHECK;

/* Those who left longer ago than the rule. At most `rows` struct erasable. */
enum err student_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out) MUST_CHECK;

extern const struct statement *const student_obstacle_statements[];	/* deciding */
extern const struct statement *const student_erasure_statements[];	/* the worker's */

#endif
