/* What the register says of a student as facts for rules of aid: stage, grade and age; its hardship as the one fact it is; on the roll of a
 * school of the city; and over that what the school stated (aid_fact). Nothing sealed is read. domain.md §3. */
#ifndef YM_DOMAIN_AID_AID_STUDENT_H
#define YM_DOMAIN_AID_AID_STUDENT_H

#include "base/column.h"
#include "db/db.h"
#include "domain/aid/fact.h"
#include "domain/office/actor.h"
#include "domain/pairing/student.h"

struct aid_student {
	int64_t id;
	const char *code;
	int64_t school_id;
	const char *path;		/* the school's */
	enum stage stage;
	enum hardship hardship;
	struct date since;		/* on the register */
	struct facts facts;
};

/* Those on the register in `scope` (a path), by id: `rows` after `after_id`. Two statements a page. `out`: struct aid_student. */
struct aid_student_search {
	const char *scope;
	int64_t after_id, rows;
	struct date day;		/* of the age */
};
enum err aid_student_page(struct db *db, struct arena *arena, const struct aid_student_search *search, struct rows *out,
			  bool *more) MUST_CHECK;

/* One of them. E_NOT_FOUND: none of that code in scope; *elsewhere: one outside of it. Who left is none. */
enum err aid_student_facts(struct db *db, struct arena *arena, const char *scope, const char *code, struct date day,
			   struct aid_student *out, bool *elsewhere) MUST_CHECK;

/* Only what the register says, and only what the school stated over it. */
void aid_student_from_register(enum stage stage, int64_t grade, enum hardship hardship, struct date birth, struct date day,
			       struct facts *out);

/* What a school may state: not stage, grade and age, which the register keeps. */
bool aid_fact_may_be_stated(enum fact_field field);

/* The school's word on one student: `set` are the facts it knows, of `fields` (bits 1 << enum fact_field) all others are forgotten. Audited as
 * aid_facts on "student:CODE", with the names of fields that changed. E_NOT_FOUND: none in scope. E_INVALID: a field that may not be stated. */
enum err aid_fact_state(struct db *db, struct arena *arena, const struct actor *actor, const char *code, uint32_t fields,
			const struct facts *set, struct timestamp now) MUST_CHECK;

/* What the school stated of one, as aid_fact_state would take it. */
enum err aid_fact_stated(struct db *db, struct arena *arena, int64_t student_id, struct facts *out) MUST_CHECK;

extern const struct statement *const aid_student_statements[], *const aid_fact_statements[];

#endif
