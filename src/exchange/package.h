/* An Open Packaging file (ECMA-376 part 2): parts by name in a zip, let out slowly. */
#ifndef YM_EXCHANGE_PACKAGE_H
#define YM_EXCHANGE_PACKAGE_H

#include "base/arena.h"
#include "exchange/markup.h"

struct package;

struct part {
	struct package *package;
	void *file;
	int64_t left;	/* bytes it may still inflate to, by its own word */
};

/* `fd` stays the caller's. E_INVALID with *refusal: "broken", "bomb" (more parts than any workbook has). */
enum err package_open(struct arena *arena, int fd, struct package **out, const char **refusal) MUST_CHECK;
void package_close(struct package *package);

/* `most`: bytes it may inflate to, at most table_inflated_max. E_NOT_FOUND: there is no such part. E_INVALID: "bomb", "encrypted", "broken". */
enum err part_open(struct package *package, const char *name, uint64_t most, struct part *out, const char **refusal) MUST_CHECK;
void part_close(struct part *part);

/* The next bytes; *length 0: the end, and its checksum was right. E_INVALID: "bomb", "broken". */
enum err part_read(struct part *part, char *to, size_t size, size_t *length, const char **refusal) MUST_CHECK;

/* Parse a whole part; *parsed is set meanwhile, for a handler that refuses. E_NOT_FOUND: it is not there. */
enum err part_parse(struct package *package, const char *name, uint64_t most, const struct markup_handler *handler, void *owner,
		    struct markup **parsed, const char **refusal) MUST_CHECK;

/* The part that `target` means in a relationship of `source` ("" for the package's own). */
const char *part_resolve(struct arena *arena, const char *source, const char *target);

#endif
