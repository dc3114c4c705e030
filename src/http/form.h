/* Forms: declared fields, all checked at once, kept as typed.
 *
 * A field names a member of a struct by COLUMN; its kind says what may be typed and how it is normalised into that member.
 * Fields the form does not declare, a field sent twice (a checkbox group excepted, which this suite does not use), NUL
 * and invalid UTF-8 refuse the whole body (the form is malformed, not mistyped). */
#ifndef YM_HTTP_FORM_H
#define YM_HTTP_FORM_H

#include "base/column.h"
#include "http/exchange.h"

enum field_kind {
	FIELD_NONE = 0,
	FIELD_TEXT,		/* one line, trimmed; min_chars, max_chars */
	FIELD_LINES,		/* several lines; \r\n becomes \n */
	FIELD_NAME,		/* a person's or organisation's: letters of any script, '·', spaces, digits, common punctuation; no control, no < > */
	FIELD_MONEY,		/* struct money; min, max in fen */
	FIELD_INTEGER,		/* int64_t; min, max */
	FIELD_DATE,		/* struct date */
	FIELD_CHOICE,		/* an enum with .names, by name */
	FIELD_CHECK,		/* bool: absent false, "1" or "on" true, else malformed */
	FIELD_TELEPHONE,	/* a mainland mobile (11 digits, 1[3-9]…) or a landline with area code (0xx(x)-7 or 8 digits, extension
				 * -1…5 digits); blanks, hyphens and full-width digits are normalised; +86 and 86 dropped. Stored as digits, landlines as
				 * 05398012345 and an extension after '-' */
	FIELD_EMAIL,		/* addr-spec without quoting, ≤ 254 bytes */
	FIELD_GB32100,		/* organisation identifier; upper-cased */
	FIELD_CODE,		/* what a person types of a reference code: upper-cased, blanks and hyphens dropped, O→0, I and L→1 */
	FIELD_DIGITS,		/* exactly max_chars digits (four last of a telephone) */
	FIELD_TOKEN,		/* const char *, opaque: URL-safe characters and '.', max_chars */
	FIELD_TRAP		/* honeypot: must be empty */
};

struct field {
	struct column column;
	enum field_kind kind;
	bool required;
	int64_t min, max;		/* of MONEY and INTEGER; both 0: any (MONEY: 0 … money_max_fen) */
	size_t min_chars, max_chars;	/* of text; max_chars 0: 200 */
};

enum { FIELD_CHARS_DEFAULT = 200 };	/* what max_chars 0 stands for */

#define FIELD(struct_name, in_field, ...) { .column = COLUMN(struct_name, in_field), __VA_ARGS__ }

/* The struct's field for enumerations: COLUMN with .names */
#define FIELD_ENUM(struct_name, in_field, in_names, ...)                                                           \
	{ .column = COLUMN(struct_name, in_field, .names = in_names), .kind = FIELD_CHOICE, __VA_ARGS__ }

enum field_fault {
	FIELD_FINE, FIELD_REQUIRED, FIELD_TOO_SHORT, FIELD_TOO_LONG, FIELD_TOO_SMALL, FIELD_TOO_LARGE, FIELD_NOT_A_NUMBER,
	FIELD_NOT_A_DATE, FIELD_NOT_A_CHOICE, FIELD_BAD_CHARACTER, FIELD_NOT_A_TELEPHONE, FIELD_NOT_AN_EMAIL,
	FIELD_NOT_AN_IDENTIFIER, FIELD_NOT_A_CODE,
	FIELD_REFUSED	/* by a rule of the domain; see form_refuse */
};
extern const char *const field_fault_names[];	/* "fine", "required", "too_short", …, "refused" */

/* What the page shows again, one per declared field; the view gets it as `form/<field>` by field_state_shape:
 * form/amount/typed, form/amount/fault/too_small, form/amount/wrong, form/amount/min, form/amount/reason. */
struct field_state {
	const char *name;
	const char *typed;		/* as sent, valid UTF-8; "" where nothing was */
	enum field_fault fault;
	bool wrong;			/* fault other than fine */
	struct money min, max;		/* of MONEY */
	int64_t min_chars, max_chars;
	const char *reason;		/* of FIELD_REFUSED: the domain's word for it, a code; else NULL */
};
extern const struct shape field_state_shape;

struct form {
	const struct field *fields;
	struct field_state *states;	/* one per field, same order */
	size_t count;
	bool trapped;			/* a FIELD_TRAP was filled: an automaton */
};

/* The names and values of an application/x-www-form-urlencoded text, decoded, in order; at most `max_pairs`.
 * E_INVALID: malformed percent-encoding, NUL, invalid UTF-8, more pairs than that; nothing was stored. */
enum err urlencoded_parse(struct arena *arena, const char *text, size_t length, size_t max_pairs,
			  struct parameter **out, size_t *count) MUST_CHECK;

/* The Content-Type says application/x-www-form-urlencoded, in UTF-8 or without a charset. NULL: no. */
bool content_is_form(const char *content_type);

/* An empty form to show: every field's state, typed "". */
struct form *form_new(struct arena *arena, const struct field *fields);

/* Put a value in as if typed (a preset, a stored value). Unknown names abort: it is our own mistake. */
void form_prefill(struct form *form, const char *name, const char *typed);

/* What stands in a field as typed; "" where nothing does, the form has no such field, or is NULL. */
const char *form_typed(const struct form *form, const char *name);

/* Fields that `came` (NULL: none came) has too are as they came: a page of several forms shows them all, and one of them came back. */
void form_take_over(struct form *form, const struct form *came);

/* Check decoded pairs against the fields. `out` (zeroed, at least as large as the struct the fields describe) is filled for
 * every field that is fine; what was left empty and is not required becomes "" (NULL where the column is nullable), no date,
 * false or zero. A filled trap is no fault: see form->trapped.
 * OK: all fine. E_INVALID with *mistyped true: fields are wrong, *form says which, show it again.
 * E_INVALID with *mistyped false: a field twice or unknown: *culprit (may be NULL) names it; the body is refused as a whole. */
enum err form_check(struct arena *arena, const struct field *fields, const struct parameter *pairs, size_t count,
		    void *out, struct form **form, bool *mistyped, const char **culprit) MUST_CHECK;

/* A rule of the domain refuses a field (a campaign's limit): its way back to the form. */
void form_refuse(struct form *form, const char *name, const char *reason);

/* NULL if the declaration is sound (kind fits the column's type, an enum has names, limits in order), else what is wrong. */
const char *field_declaration_fault(const struct field *field);

#endif
