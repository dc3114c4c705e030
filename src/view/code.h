/* A program while it is written. Internal to the view. */
#ifndef YM_VIEW_CODE_H
#define YM_VIEW_CODE_H

#include "base/buffer.h"
#include "view/program.h"

struct code {
	struct arena *arena;	/* the finished program's */
	struct op *ops;
	uint32_t count, capacity;
	struct buffer literal;	/* what the next op will append first */
	size_t literal_bytes;
};

void code_init(struct code *code, struct arena *arena, struct arena *scratch);

/* Is the op's expression the column of a row in scope, or a name that was put, nothing more? Then it says so, for the
 * renderer's short ways. Not for ops that have a use of their own for `local`. */
void code_mark_simple(struct op *op);

/* The same of a condition (OP_IF, OP_UNLESS): also for the question whether a column has a value, and `not:` before it. */
void code_mark_condition(struct code *code, struct op *op);

/* The op's number. It takes the literal written so far. */
uint32_t code_add(struct code *code, struct op op);

/* The op jumps to where we are now. */
void code_land(struct code *code, uint32_t op);

const struct program *code_finish(struct code *code);

#endif
