#include "http/form.h"

#include <stdlib.h>
#include <string.h>

#include "http/field.h"

const char *const field_fault_names[] = {
	[FIELD_FINE] = "fine",
	[FIELD_REQUIRED] = "required",
	[FIELD_TOO_SHORT] = "too_short",
	[FIELD_TOO_LONG] = "too_long",
	[FIELD_TOO_SMALL] = "too_small",
	[FIELD_TOO_LARGE] = "too_large",
	[FIELD_NOT_A_NUMBER] = "not_a_number",
	[FIELD_NOT_A_DATE] = "not_a_date",
	[FIELD_NOT_A_CHOICE] = "not_a_choice",
	[FIELD_BAD_CHARACTER] = "bad_character",
	[FIELD_NOT_A_TELEPHONE] = "not_a_telephone",
	[FIELD_NOT_AN_EMAIL] = "not_an_email",
	[FIELD_NOT_AN_IDENTIFIER] = "not_an_identifier",
	[FIELD_NOT_A_CODE] = "not_a_code",
	[FIELD_REFUSED] = "refused",
	NULL
};

const struct shape field_state_shape = SHAPE(field_state,
	COLUMN(field_state, name),
	COLUMN(field_state, typed),
	COLUMN(field_state, fault, .names = field_fault_names),
	COLUMN(field_state, wrong),
	COLUMN(field_state, min),
	COLUMN(field_state, max),
	COLUMN(field_state, min_chars),
	COLUMN(field_state, max_chars),
	COLUMN(field_state, reason, .nullable = true));

static size_t find(const struct form *form, const char *name)
{
	size_t at = 0;

	while (at < form->count && strcmp(form->states[at].name, name) != 0)
		at++;
	return at;
}

static struct field_state *find_declared(struct form *form, const char *name)
{
	size_t at = find(form, name);

	if (at == form->count)
		abort();
	return &form->states[at];
}

struct form *form_new(struct arena *arena, const struct field *fields)
{
	struct form *form = ARENA_NEW(arena, struct form);

	form->fields = fields;
	while (fields[form->count].column.name != NULL)
		form->count++;
	form->states = ARENA_ARRAY(arena, struct field_state, form->count);
	for (size_t i = 0; i < form->count; i++) {
		const struct field *field = &fields[i];
		bool money_unbounded = field->min == 0 && field->max == 0;

		form->states[i] = (struct field_state){
			.name = field->column.name,
			.typed = "",
			.min = { field->min },
			.max = { money_unbounded ? money_max_fen : field->max },
			.min_chars = (int64_t)field->min_chars,
			.max_chars = (int64_t)(field->max_chars > 0 ? field->max_chars : FIELD_CHARS_DEFAULT),
		};
	}
	return form;
}

void form_prefill(struct form *form, const char *name, const char *typed)
{
	find_declared(form, name)->typed = typed;
}

const char *form_typed(const struct form *form, const char *name)
{
	for (size_t i = 0; form != NULL && i < form->count; i++)
		if (strcmp(form->states[i].name, name) == 0)
			return form->states[i].typed;
	return "";
}

void form_take_over(struct form *form, const struct form *came)
{
	for (size_t i = 0; i < form->count; i++)
		for (size_t k = 0; came != NULL && k < came->count; k++)
			if (strcmp(came->states[k].name, form->states[i].name) == 0)
				form->states[i] = came->states[k];
}

static void mark(struct field_state *state, enum field_fault fault)
{
	state->fault = fault;
	state->wrong = fault != FIELD_FINE;
}

void form_refuse(struct form *form, const char *name, const char *reason)
{
	struct field_state *state = find_declared(form, name);

	mark(state, FIELD_REFUSED);
	state->reason = reason;
}

/* Lay the pairs out by field: sent[i] is what was typed into field i, NULL if nothing was sent of it.
 * The name of a pair that no browser sends of this form, or NULL if there is none. */
static const char *lay_out(const struct form *form, const struct parameter *pairs, size_t count, const char **sent)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = find(form, pairs[i].name);

		if (at == form->count || sent[at] != NULL)
			return pairs[i].name;
		sent[at] = pairs[i].value;
	}
	return NULL;
}

enum err form_check(struct arena *arena, const struct field *fields, const struct parameter *pairs, size_t count,
		    void *out, struct form **form, bool *mistyped, const char **culprit)
{
	struct form *checked = form_new(arena, fields);
	const char **sent = ARENA_ARRAY(arena, const char *, checked->count);
	const char *stranger = lay_out(checked, pairs, count, sent);
	bool any_wrong = false;

	for (size_t i = 0; i < checked->count && stranger == NULL; i++) {
		struct field_state *state = &checked->states[i];

		if (sent[i] != NULL)
			state->typed = sent[i];
		mark(state, field_accept(arena, &fields[i], sent[i], out));
		if (fields[i].kind == FIELD_CHECK && state->fault == FIELD_NOT_A_CHOICE)
			stranger = state->name;
		if (fields[i].kind == FIELD_TRAP && state->typed[0] != '\0')
			checked->trapped = true;
		any_wrong |= state->wrong;
	}
	if (stranger != NULL) {
		*mistyped = false;
		*culprit = stranger;
		return E_INVALID;
	}
	*form = checked;
	*mistyped = any_wrong;
	return any_wrong ? E_INVALID : OK;
}

const char *field_declaration_fault(const struct field *field)
{
	static const enum column_type types[] = {
		[FIELD_TEXT] = COLUMN_TEXT,	 [FIELD_LINES] = COLUMN_TEXT,	 [FIELD_NAME] = COLUMN_TEXT,
		[FIELD_MONEY] = COLUMN_MONEY,	 [FIELD_INTEGER] = COLUMN_INT64, [FIELD_DATE] = COLUMN_DATE,
		[FIELD_CHOICE] = COLUMN_UINT32,	 [FIELD_CHECK] = COLUMN_BOOL,	 [FIELD_TELEPHONE] = COLUMN_TEXT,
		[FIELD_EMAIL] = COLUMN_TEXT,	 [FIELD_GB32100] = COLUMN_TEXT,	 [FIELD_CODE] = COLUMN_TEXT,
		[FIELD_DIGITS] = COLUMN_TEXT,	 [FIELD_TOKEN] = COLUMN_TEXT,	 [FIELD_TRAP] = COLUMN_TEXT,
	};

	if (field->kind <= FIELD_NONE || field->kind > FIELD_TRAP)
		return "has no kind";
	if (field->column.type != types[field->kind])
		return "is of a kind that its column cannot hold";
	if ((field->kind == FIELD_CHOICE) != (field->column.names != NULL))
		return field->kind == FIELD_CHOICE ? "is a choice without names" : "has names and is no choice";
	if (field->min > field->max)
		return "has its least above its greatest value";
	if ((field->min != 0 || field->max != 0) && field->kind != FIELD_MONEY && field->kind != FIELD_INTEGER)
		return "has limits of a number and is none";
	if (field->kind == FIELD_MONEY && (field->min < 0 || field->max > money_max_fen))
		return "has limits that no amount of money has";
	if (field->min_chars > (field->max_chars > 0 ? field->max_chars : FIELD_CHARS_DEFAULT))
		return "has its least above its greatest length";
	if (field->kind == FIELD_DIGITS && field->max_chars == 0)
		return "does not say how many digits";
	return NULL;
}
