/* Between table_writer's kinds; nobody else's business. */
#ifndef YM_EXCHANGE_WRITER_PARTS_H
#define YM_EXCHANGE_WRITER_PARTS_H

#include "base/buffer.h"
#include "exchange/table.h"

struct table_writer;

struct writer_kind {
	enum err (*line)(struct table_writer *writer, const struct cell *cells, size_t count, bool heading);
	enum err (*finish)(struct table_writer *writer);	/* all went well so far */
	void (*close)(struct table_writer *writer);
};

struct table_writer {
	const struct writer_kind *kind;
	struct arena *arena;
	struct table_writer_options options;
	table_sink *sink;
	void *context;
	enum err err;		/* the first one; nothing is written after it */
	struct buffer piece;	/* scratch */
	void *state;
};

enum { PIECE_BYTES = 65536 };

enum err csv_writer_open(struct table_writer *writer) MUST_CHECK;
enum err xlsx_writer_open(struct table_writer *writer) MUST_CHECK;

#endif
