#include "view/code.h"

#include <string.h>

enum { FIRST_OPS = 128, FIRST_BYTES = 4096 };

void code_init(struct code *code, struct arena *arena, struct arena *scratch)
{
	*code = (struct code){ .arena = arena, .capacity = FIRST_OPS };
	code->ops = ARENA_ARRAY(scratch, struct op, FIRST_OPS);
	buffer_init(&code->literal, scratch, FIRST_BYTES);
}

void code_mark_simple(struct op *op)
{
	const struct term *term = op->expression->terms;

	if (op->expression->count > 1 || term->kind != TERM_PATH)
		return;
	if (term->path.root == ROOT_NAME && term->path.count == 1 && term->format == FORMAT_NONE) {
		op->local = term->path.symbols[0];
		op->put = true;
		if (op->code == OP_SLOT && !op->component)
			op->code = OP_PUT;
	}
	if (term->path.root != ROOT_LOCAL || term->path.count != 2)
		return;
	op->local = term->path.local;
	op->step = &term->path.steps[1];
	op->format = term->format;
	if (op->code == OP_SLOT)
		op->code = OP_CELL;
}

void code_mark_condition(struct code *code, struct op *op)
{
	const struct term *term = op->expression->terms;

	/* `not:` turns the jump round instead of the answer. */
	while (op->expression->count == 1 && term->kind == TERM_NOT) {
		op->code = op->code == OP_IF ? OP_UNLESS : OP_IF;
		op->expression = term->negated;
		term = op->expression->terms;
	}
	code_mark_simple(op);
	if (op->expression->count > 1 || term->kind != TERM_PATH || term->path.root != ROOT_LOCAL || term->path.count != 3 ||
	    term->format != FORMAT_NONE)
		return;
	op->local = term->path.local;
	op->step = &term->path.steps[1];
	op->asked = ARENA_NEW(code->arena, struct asked);
	op->asked->name = term->path.steps[2].name;
	atomic_flag_clear(&op->asked->claimed);
	atomic_init(&op->asked->names, NULL);
}

uint32_t code_add(struct code *code, struct op op)
{
	if (code->count == code->capacity) {
		const size_t bytes = code->capacity * sizeof op;

		code->ops = arena_grow(code->literal.arena, code->ops, bytes, bytes * 2);
		code->capacity *= 2;
	}
	char *text = arena_alloc(code->arena, code->literal.length + LITERAL_PADDING);

	memcpy(text, code->literal.data, code->literal.length);
	op.text = text;
	op.length = (uint32_t)code->literal.length;	/* files are at most 1 MiB, and elements counted */
	code->literal_bytes += op.length;
	buffer_clear(&code->literal);
	code->ops[code->count] = op;
	return code->count++;
}

/* The number the next op will have, for a jump to it: the literal so far is closed off, so that the jump skips it. */
static uint32_t code_here(struct code *code)
{
	if (code->literal.length > 0)
		code_add(code, (struct op){ .code = OP_LITERAL });
	return code->count;
}

void code_land(struct code *code, uint32_t op)
{
	const uint32_t here = code_here(code);	/* may move the ops */

	code->ops[op].target = here;
}

const struct program *code_finish(struct code *code)
{
	struct program *program = ARENA_NEW(code->arena, struct program);
	struct op *ops;

	code_add(code, (struct op){ .code = OP_END });
	ops = ARENA_ARRAY(code->arena, struct op, code->count);
	memcpy(ops, code->ops, code->count * sizeof *ops);
	program->ops = ops;
	program->typical_bytes = code->literal_bytes + code->literal_bytes / 4;
	return program;
}
