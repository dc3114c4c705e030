#include "family_form.h"

#include <string.h>

/* A field of the wish within the input, under its own name. */
#define WISH(field_name, ...)                                                                                      \
	{ .column = { .name = #field_name, .offset = offsetof(struct family_input, wish.field_name),               \
		      .type = COLUMN_TYPE_OF(((struct family_input *)0)->wish.field_name) }, __VA_ARGS__ }

/* A row of adults: N in 1 … */
#define ADULT(n)                                                                                                   \
	{ .column = { .name = "name_" #n, .offset = offsetof(struct family_input, wish.adults[n - 1].name), .type = COLUMN_TEXT }, \
	  .kind = FIELD_NAME, .max_chars = 60 },                                                                    \
	{ .column = { .name = "id_number_" #n, .offset = offsetof(struct family_input, wish.adults[n - 1].id_number),      \
		      .type = COLUMN_TEXT }, .kind = FIELD_TEXT, .max_chars = 40 },                                 \
	{ .column = { .name = "relation_" #n, .offset = offsetof(struct family_input, wish.adults[n - 1].relation),        \
		      .type = COLUMN_UINT32, .names = relation_names }, .kind = FIELD_CHOICE }

const struct field family_form[] = {
	ADULT(1), ADULT(2), ADULT(3), ADULT(4), ADULT(5), ADULT(6),
	WISH(address, .kind = FIELD_TEXT, .required = true, .min_chars = 4, .max_chars = 100),
	WISH(tutoring, .kind = FIELD_CHECK), WISH(company, .kind = FIELD_CHECK), WISH(clothing, .kind = FIELD_CHECK),
	WISH(books, .kind = FIELD_CHECK), WISH(holidays, .kind = FIELD_CHECK),
	WISH(weekday, .kind = FIELD_CHECK), WISH(weekend, .kind = FIELD_CHECK), WISH(holiday, .kind = FIELD_CHECK),
	WISH(travel_km, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = family_travel_most_km),
	WISH(capacity, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = family_capacity_most),
	WISH(words, .kind = FIELD_LINES, .max_chars = 500),
	WISH(text_id, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT32_MAX),
	WISH(agreed, .kind = FIELD_CHECK),
	FIELD(family_input, website, .kind = FIELD_TRAP),
	{ .kind = FIELD_NONE } };

static bool is_wrong(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->states[i].name, name) == 0)
			return form->states[i].wrong;
	return true;		/* another step's */
}

void family_form_add(struct request *request, const struct family_refusals *refusals)
{
	for (size_t i = 0; i < refusals->count; i++)
		if (!is_wrong(request->form, refusals->item[i].field))
			form_refuse(request->form, refusals->item[i].field, refusals->item[i].reason);
}

enum err family_form_refuse(struct request *request, const struct family_refusals *refusals)
{
	for (size_t i = 0; i < refusals->count; i++)
		form_refuse(request->form, refusals->item[i].field, refusals->item[i].reason);
	request->form_refused = true;
	return E_INVALID;
}
