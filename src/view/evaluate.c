#include "view/render.h"

enum err refuse_expression(const struct render *render, const struct expression *expression, const char *reason)
{
	return fault_note(render->fault, E_INTERNAL, "%s:%ld: %s: %s", expression->file, expression->line, reason,
			  expression->source);
}

enum err evaluate(struct render *render, const struct expression *expression, const struct term **term,
		  struct value *value)
{
	const struct term *const end = expression->terms + expression->count;

	for (const struct term *each = expression->terms; each < end; each++) {
		*term = each;
		switch (each->kind) {
		case TERM_PATH:
			value_resolve(render->view, render->locals, &each->path, value);
			if (value->kind > VALUE_NOTHING)
				return OK;
			break;
		case TERM_NOTHING:
			value->kind = VALUE_NOTHING;
			break;
		case TERM_DEFAULT:
			value->kind = VALUE_DEFAULT;
			return OK;
		case TERM_STRING:
			value->kind = VALUE_STRING;
			return OK;
		case TERM_NOT: {
			const struct term *inner;

			TRY(evaluate(render, each->negated, &inner, value));
			TRY(put_together(render, inner, value));
			value->flag = !value_is_true(value);
			value->kind = VALUE_FLAG;
			return OK;
		}
		}
	}
	if (value->kind == VALUE_MISSING)
		return refuse_expression(render, expression, "path leads nowhere");
	return OK;
}

enum err append_expression(struct render *render, const struct expression *expression, enum manner manner,
			   struct buffer *out)
{
	const struct term *term = NULL;
	struct value value;

	TRY(evaluate(render, expression, &term, &value));
	return append_chosen(render, expression, term, &value, manner, out);
}

enum err append_chosen(struct render *render, const struct expression *expression, const struct term *term,
		       const struct value *value, enum manner manner, struct buffer *out)
{
	if (value->kind != VALUE_STRING) {
		if (value_write(render->view->arena, out, value, term->format, manner) != OK)
			return refuse_expression(render, expression, "the value cannot be shown so");
		return OK;
	}
	for (size_t i = 0; i < term->part_count; i++) {
		const struct part *part = &term->parts[i];

		if (part->slot)
			TRY(append_expression(render, part->slot, part->component ? WRITE_COMPONENT : manner, out));
		else
			buffer_append(out, part->text, part->length);
	}
	return OK;
}

enum err put_together(struct render *render, const struct term *term, struct value *value)
{
	struct buffer text;

	if (value->kind != VALUE_STRING)
		return OK;
	buffer_init(&text, render->view->arena, 64);
	TRY(append_chosen(render, NULL, term, value, WRITE_RAW, &text));
	value->kind = VALUE_TEXT;
	value->text = text.data;
	return OK;
}
