#include "view/render.h"

#include <string.h>

#include "view/escape.h"
#include "view/link.h"

/* The column of an op that has a `step`; NULL: what is in scope is no record with it. */
static inline const struct column *find_cell(const struct render *render, const struct op *op)
{
	const struct value *record;

	record = &render->locals[op->local].value;
	return record->kind == VALUE_RECORD ? value_find_column(op->step, record->shape) : NULL;
}

/* The short way for what most slots are, a text, a number or an amount of a row: from the row to the page without a value
 * between. false: it is not that simple, and nothing was written. What it writes is what value_write would.
 * always_inline: the call would be a fifth of its work, and gcc makes one of it. */
__attribute__((always_inline)) static inline bool append_cell(const struct render *render, const struct op *op,
								struct buffer *out)
{
	const struct column *column = find_cell(render, op);
	const char *text;
	const void *at;

	if (!column)
		return false;
	at = column_at(column, render->locals[op->local].value.row);
	switch (column->type) {
	case COLUMN_TEXT:
		text = *(const char *const *)at;
		if (!text || op->component || op->format != FORMAT_NONE)
			return false;
		escape_html(out, text, strlen(text));
		return true;
	case COLUMN_INT64:
		if (op->format != FORMAT_NONE)
			return false;
		buffer_append_int(out, *(const int64_t *)at);
		return true;
	case COLUMN_DATE:
		if ((op->format != FORMAT_NONE && op->format != FORMAT_DATE) ||
		    date_is_none(*(const struct date *)at))
			return false;
		date_append(out, *(const struct date *)at);
		return true;
	case COLUMN_MONEY:
		if (op->component || op->format > FORMAT_YUAN)
			return false;
		write_yuan(out, *(const struct money *)at, op->format == FORMAT_YUAN);
		return true;
	default:
		return false;
	}
}

/* Likewise for a text the handler put: ${mount} stands in every link. */
static inline bool append_put_text(const struct render *render, const struct op *op, struct buffer *out)
{
	const struct value *value;

	value = &render->view->values[op->local];
	if (value->kind != VALUE_TEXT)
		return false;
	escape_html(out, value->text, strlen(value->text));
	return true;
}

/* tal:define: a format makes text of the value. */
static enum err define(struct render *render, const struct op *op)
{
	struct value *value = &render->locals[op->local].value;
	const struct term *term = NULL;
	struct buffer text;

	TRY(evaluate(render, op->expression, &term, value));
	TRY(put_together(render, term, value));
	if (term->kind != TERM_PATH || term->format == FORMAT_NONE || value->kind == VALUE_NOTHING)
		return OK;
	buffer_init(&text, render->view->arena, 32);
	if (value_write(render->view->arena, &text, value, term->format, WRITE_RAW) != OK)
		return refuse_expression(render, op->expression, "the value cannot be shown so");
	value->kind = VALUE_TEXT;
	value->text = text.data;
	return OK;
}

/* Where the name asked for stands in the enumeration, or -1. */
static int find_asked(struct asked *asked, const char *const *names)
{
	const int index = column_name_index(names, asked->name);

	if (index >= 0 && !atomic_flag_test_and_set_explicit(&asked->claimed, memory_order_relaxed)) {
		asked->index = (uint32_t)index;
		atomic_store_explicit(&asked->names, names, memory_order_release);
	}
	return index;
}

/* Is the enumeration's value the one asked for? false: there is no such value, and `answer` is as before. */
static inline bool ask_choice(const struct column *column, uint32_t number, struct asked *asked, bool *answer)
{
	int index;

	if (!column->names)
		return false;
	if (atomic_load_explicit(&asked->names, memory_order_acquire) == column->names) {
		*answer = asked->index == number;
		return true;
	}
	index = find_asked(asked, column->names);
	*answer = index >= 0 && (uint32_t)index == number;
	return index >= 0;
}

/* The short way for what most conditions are, a column of a row. false: it is not that simple. */
static inline bool ask_cell(const struct render *render, const struct op *op, bool *answer)
{
	const struct column *column = op->step ? find_cell(render, op) : NULL;
	const char *text;
	const void *at;

	if (!column)
		return false;
	at = column_at(column, render->locals[op->local].value.row);
	if (op->asked)
		return column->type == COLUMN_UINT32 && ask_choice(column, *(const uint32_t *)at, op->asked, answer);
	switch (column->type) {
	case COLUMN_TEXT:
		text = *(const char *const *)at;
		*answer = text && text[0] != '\0';
		return true;
	case COLUMN_BOOL:
		*answer = *(const bool *)at;
		return true;
	case COLUMN_INT64:
		*answer = *(const int64_t *)at != 0;
		return true;
	default:
		return false;
	}
}

static enum err ask(struct render *render, const struct op *op, bool *answer)
{
	const struct term *term = NULL;
	struct value value;

	TRY(evaluate(render, op->expression, &term, &value));
	TRY(put_together(render, term, &value));
	*answer = value_is_true(&value);
	return OK;
}

static enum err write_attribute(struct render *render, const struct op *op)
{
	struct buffer *out = render->out;
	const struct term *term = NULL;
	struct value value;
	size_t start;

	if (op->step) {
		buffer_append(out, op->attribute->name, op->attribute->name_length);
		start = out->length;
		if (append_cell(render, op, out)) {
			check_url(out, start, op->place);
			buffer_append(out, "\"", 1);
			return OK;
		}
		out->length = start - op->attribute->name_length;	/* it may be nothing: then the whole attribute goes */
	}
	TRY(evaluate(render, op->expression, &term, &value));
	if (value.kind == VALUE_NOTHING)
		return OK;
	if (value.kind == VALUE_DEFAULT) {
		buffer_append(out, op->attribute->fallback, op->attribute->fallback_length);
		return OK;
	}
	buffer_append(out, op->attribute->name, op->attribute->name_length);
	start = out->length;
	TRY(append_chosen(render, op->expression, term, &value, WRITE_HTML, out));
	check_url(out, start, op->place);
	buffer_append(out, "\"", 1);
	return OK;
}

static enum err write_flag(struct render *render, const struct op *op)
{
	const struct term *term = NULL;
	struct value value;

	TRY(evaluate(render, op->expression, &term, &value));
	if (value.kind == VALUE_DEFAULT) {
		buffer_append(render->out, op->attribute->fallback, op->attribute->fallback_length);
		return OK;
	}
	TRY(put_together(render, term, &value));
	if (value_is_true(&value))
		buffer_append(render->out, op->attribute->name, op->attribute->name_length);
	return OK;
}

/* The first row, or on to the end of the loop. */
static enum err begin_loop(struct render *render, const struct op *op, bool *empty)
{
	struct local *loop = &render->locals[op->local];
	const struct term *term = NULL;
	struct value value;

	TRY(evaluate(render, op->expression, &term, &value));
	*empty = value.kind == VALUE_NOTHING || (value.kind == VALUE_ROWS && value.count == 0);
	if (*empty)
		return OK;
	if (value.kind != VALUE_ROWS)
		return refuse_expression(render, op->expression, "not a list");
	loop->index = 0;
	loop->count = value.count;
	loop->value = (struct value){ .kind = VALUE_RECORD, .row = value.row, .shape = value.shape };
	return OK;
}

static bool next_row(struct local *loop)
{
	if (++loop->index >= loop->count)
		return false;
	loop->value.row = (const char *)loop->value.row + loop->value.shape->size;
	return true;
}

static enum err write_or_default(struct render *render, const struct op *op, bool *written)
{
	const struct term *term = NULL;
	struct value value;

	TRY(evaluate(render, op->expression, &term, &value));
	*written = value.kind != VALUE_DEFAULT;
	return *written ? append_chosen(render, op->expression, term, &value, WRITE_HTML, render->out) : OK;
}

/* Literals are padded to whole words in the program and there is room behind the buffer's end, so most are copied by a few
 * moves without a call. */
static inline void append_literal(struct buffer *out, const struct op *op)
{
	const char *const from = op->text;
	const size_t length = op->length;
	char *to;

	if (out->capacity - out->length < length + LITERAL_PADDING)
		buffer_reserve(out, length + LITERAL_PADDING);
	to = out->data + out->length;
	out->length += length;
	if (length > 4 * (size_t)LITERAL_PADDING) {
		memcpy(to, from, length);
		return;
	}
	memcpy(to, from, LITERAL_PADDING);	/* half of them need no more */
	for (size_t at = LITERAL_PADDING; at < length; at += LITERAL_PADDING)
		memcpy(to + at, from + at, LITERAL_PADDING);
}

/* One op, the long way; `jump`: go on at its target. */
static enum err act(struct render *render, const struct op *op, bool *jump)
{
	*jump = false;
	switch (op->code) {
	case OP_SLOT: case OP_CELL: case OP_PUT:
		return append_expression(render, op->expression, op->component ? WRITE_COMPONENT : WRITE_HTML, render->out);
	case OP_SLOT_OR_DEFAULT:
		return write_or_default(render, op, jump);
	case OP_ATTRIBUTE:
		return write_attribute(render, op);
	case OP_FLAG_ATTRIBUTE:
		return write_flag(render, op);
	case OP_DEFINE:
		return define(render, op);
	case OP_UNLESS:
		TRY(ask(render, op, jump));
		*jump = !*jump;
		return OK;
	case OP_IF:
		return ask(render, op, jump);
	case OP_REPEAT:
		return begin_loop(render, op, jump);
	case OP_URL_BEGIN: case OP_URL_END: case OP_AGAIN: case OP_LITERAL: case OP_END:
		break;
	}
	return OK;
}

static enum err run(struct render *render, const struct program *program)
{
	const struct op *op = program->ops;

	for (;;) {
		bool jump;

		append_literal(render->out, op);
		switch (op->code) {
		case OP_CELL:
			if (!append_cell(render, op, render->out))
				break;
			op++;
			continue;
		case OP_PUT:
			if (!append_put_text(render, op, render->out))
				break;
			op++;
			continue;
		case OP_UNLESS: case OP_IF:
			if (!ask_cell(render, op, &jump))
				break;
			op = jump == (op->code == OP_IF) ? program->ops + op->target : op + 1;
			continue;
		case OP_URL_BEGIN:
			render->url_start = render->out->length;
			render->base_holds = append_base(render, op + 1);
			op += render->base_holds ? 2 : 1;
			continue;
		case OP_URL_END:
			if (!render->base_holds)
				check_url(render->out, render->url_start, op->place);
			op++;
			continue;
		case OP_AGAIN:
			op = next_row(&render->locals[op->local]) ? program->ops + op->target : op + 1;
			continue;
		case OP_LITERAL:
			op++;
			continue;
		case OP_END:
			return OK;
		default:
			break;
		}
		TRY(act(render, op, &jump));
		op = jump ? program->ops + op->target : op + 1;
	}
}

static enum err render_program(const struct view *view, const struct program *program, struct buffer *out,
			       struct fault *fault)
{
	struct render render;
	const size_t start = out->length;
	enum err err;

	render.view = view;
	render.out = out;
	render.fault = fault;
	render.base = NULL;
	buffer_reserve(out, program->typical_bytes);
	err = run(&render, program);
	out->data[out->length] = '\0';
	if (err == OK)
		return OK;
	out->length = start;
	out->data[start] = '\0';
	return err;
}

enum err view_render(const struct view *view, const char *page, struct buffer *out, struct fault *fault)
{
	const struct template_set *set = view->set;
	uint32_t number;

	if (!symbols_find(&set->pages, page, &number))
		return fault_note(fault, E_NOT_FOUND, "no page %s", page);
	return render_program(view, set->programs[number * set->language_count + view->language], out, fault);
}

enum err view_render_fragment(const struct view *view, const char *page, struct buffer *out, struct fault *fault)
{
	const struct template_set *set = view->set;
	const size_t start = out->length;
	uint32_t number;

	if (!symbols_find(&set->pages, page, &number))
		return fault_note(fault, E_NOT_FOUND, "no page %s", page);
	TRY(render_program(view, set->fragments[number * set->language_count + view->language], out, fault));
	if (escape_to_ascii(out, start))
		return OK;
	out->length = start;
	out->data[start] = '\0';
	return fault_note(fault, E_INTERNAL, "%s: a text put is not UTF-8", page);
}
