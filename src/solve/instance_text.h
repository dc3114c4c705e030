/* Instances as plain text, from anywhere. A line each, numbers set apart by one blank, the first line first and the others in any
 * order:
 *
 *	p STUDENTS FAMILIES EDGES	how many lines of each kind follow
 *	s ID PLACES			a student and how many families it may have, 0…4
 *	f ID CAPACITY			a family and how many students it may have
 *	e STUDENT FAMILY SCORE		they may be paired; the score is 0…65535
 *
 * Ids are any 64-bit numbers, students' and families' apart. They are the order of registration: students and families are numbered by
 * rising id, so that the lines' order says nothing. */
#ifndef YM_SOLVE_INSTANCE_TEXT_H
#define YM_SOLVE_INSTANCE_TEXT_H

#include "base/arena.h"
#include "solve/assignment.h"

enum text_refusal {
	TEXT_SOUND,
	TEXT_NO_HEAD,		/* the first line is not `p` */
	TEXT_SECOND_HEAD,
	TEXT_UNKNOWN_LINE,	/* neither p, s, f nor e; also an empty line */
	TEXT_NUL,
	TEXT_LONG_LINE,		/* more than text_line_most bytes */
	TEXT_NUMBER,		/* not a number, none, or not of 64 bits */
	TEXT_TRAILING,		/* something behind the last number */
	TEXT_COUNT,		/* the head announces what cannot be */
	TEXT_PLACES,		/* outside 0…4 */
	TEXT_CAPACITY,		/* outside 0…2^32 - 1 */
	TEXT_SCORE,		/* outside 0…65535 */
	TEXT_STUDENT_COUNT,	/* not as many lines as the head says; the line is the head's */
	TEXT_FAMILY_COUNT,
	TEXT_EDGE_COUNT,
	TEXT_STUDENT_TWICE,
	TEXT_FAMILY_TWICE,
	TEXT_EDGE_TWICE,
	TEXT_NO_STUDENT,	/* an edge of a student that is not there */
	TEXT_NO_FAMILY
};

enum { text_line_most = 120 };

struct instance_text {
	struct assignment input;	/* score_max is the largest there is; no prices */
	const int64_t *student_id, *family_id;
};

struct text_fault {
	enum text_refusal refusal;
	uint64_t line;		/* from 1 */
};

/* E_INVALID: a line is bad, `fault` says which. Memory is asked for by what the text holds, not by what its head says. */
MUST_CHECK enum err instance_text_read(struct arena *arena, const char *text, size_t length, struct instance_text *out,
				       struct text_fault *fault);

/* "sound", "no head", …: static. */
const char *text_refusal_name(enum text_refusal refusal);

#endif
