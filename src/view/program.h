/* What a page becomes: a flat program. Every op first appends its literal, then acts. Internal to the view.
 *
 * Built once by the compiler; afterwards only the column caches in `struct step` change, and they are atomic hints that are
 * checked at each use, so that all threads share one program. */
#ifndef YM_VIEW_PROGRAM_H
#define YM_VIEW_PROGRAM_H

#include <stdatomic.h>

#include "base/column.h"
#include "view/place.h"
#include "view/symbol.h"
#include "view/template.h"

enum { LITERAL_PADDING = 32 };	/* a literal can be read in pieces of so many bytes */
enum { LOCALS_MAX = 64 };	/* names of tal:define and tal:repeat in scope at one place */

/* One name of a path, and the column it meant last time: the right one for every shape whose table it lies in. */
struct step {
	const char *name;
	_Atomic(const struct column *) column;
};

/* What a condition asks of an enumeration. Its place among the first names it met is kept: written once, by the thread that
 * claims it, and published with `names`. Other enumerations are searched each time. */
struct asked {
	const char *name;
	atomic_flag claimed;
	_Atomic(const char *const *) names;
	uint32_t index;
};

enum path_root {
	ROOT_NAME,	/* what the handler put */
	ROOT_LOCAL,	/* tal:define or tal:repeat, by place in the frame */
	ROOT_LOOP	/* repeat/name/fact */
};

enum loop_fact { LOOP_INDEX, LOOP_NUMBER, LOOP_FIRST, LOOP_LAST, LOOP_EVEN, LOOP_ODD };

struct path {
	enum path_root root;
	enum loop_fact fact;		/* of ROOT_LOOP */
	uint32_t local;			/* of ROOT_LOCAL and ROOT_LOOP */
	uint32_t count;			/* of names */
	const uint32_t *symbols;	/* of ROOT_NAME: [i] is the number of the first i + 1 names, joined */
	struct step *steps;		/* [i] is name i; the names that the root takes are skipped */
};

enum format {
	FORMAT_NONE, FORMAT_MONEY, FORMAT_YUAN, FORMAT_PLAIN, FORMAT_NUMBER, FORMAT_DATE, FORMAT_MINUTE, FORMAT_ISO,
	FORMAT_RFC822, FORMAT_MASK
};

enum term_kind { TERM_PATH, TERM_NOTHING, TERM_DEFAULT, TERM_NOT, TERM_STRING };

/* A piece of string:…; literal text is escaped already where the expression stands in a page. */
struct part {
	const char *text;
	size_t length;
	const struct expression *slot;	/* NULL: text */
	bool put;			/* `local` is the number of a name that was put, alone and without a format */
	bool component;			/* of a URL: percent-encoded */
};

struct term {
	enum term_kind kind;
	enum format format;
	struct path path;
	const struct expression *negated;	/* of TERM_NOT */
	const struct part *parts;		/* of TERM_STRING */
	size_t part_count;
};

/* Alternatives: the first that is there and not nothing. */
struct expression {
	const struct term *terms;
	size_t count;
	const char *file;
	long line;
	const char *source;
};

enum op_code {
	OP_LITERAL,		/* only the literal */
	OP_SLOT,		/* the value */
	OP_CELL,		/* the same, mostly a column of a row: `step` */
	OP_PUT,			/* the same, mostly a text that was put: `put` */
	OP_SLOT_OR_DEFAULT,	/* the value, then to target; `default`: on */
	OP_URL_BEGIN,		/* of an attribute that is one string: */
	OP_URL_END,
	OP_ATTRIBUTE,		/* ` name="value"`; nothing: left out; `default`: the fallback */
	OP_FLAG_ATTRIBUTE,	/* ` name` or left out */
	OP_DEFINE,
	OP_UNLESS,		/* to target if false */
	OP_IF,			/* to target if true */
	OP_REPEAT,		/* to target if there are no rows */
	OP_AGAIN,		/* to target while there are rows */
	OP_END
};

/* What an attribute's op writes around the value. */
struct attribute {
	const char *name;		/* ` name="`, or ` name` of a flag */
	size_t name_length;
	const char *fallback;		/* the attribute as the template has it, or "" */
	size_t fallback_length;
};

/* Kept small: a page's ops are read once per loop turn. */
struct op {
	const char *text;
	const struct expression *expression;
	const struct attribute *attribute;
	struct step *step;		/* a cell: the column of the row that is in `local`, no alternatives; else NULL */
	struct asked *asked;		/* of a condition on a cell: is it this? NULL: is it true? */
	uint32_t length;		/* of text */
	uint32_t target;
	uint32_t local;
	enum op_code code : 8;
	enum place place : 8;
	enum format format : 8;		/* of a cell */
	bool put;			/* `local` is the number of a name that was put, alone and without a format */
	bool component;		/* of a slot in a URL: percent-encoded */
};

struct program {
	const struct op *ops;
	size_t typical_bytes;	/* of literals, loops once: a first guess at the size of the page */
};

struct messages;

struct template_set {
	struct symbols names;			/* of what may be put */
	struct symbols pages;
	size_t language_count;
	const struct program *const *programs;	/* [page * language_count + language] */
	const struct program *const *fragments;
	const struct messages *messages;
};

#endif
