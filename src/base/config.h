/* yimeng.conf: an ini file (inih) in which every key is declared. The declaration is the parser, the default, the
 * checked range and the manual: `config_describe` prints a commented file with every key. */
#ifndef YM_BASE_CONFIG_H
#define YM_BASE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/column.h"
#include "base/err.h"

struct config_key {
	const char *section;
	struct column column;		/* name and place in the config struct: INT64, BOOL, TEXT, or an enumeration */
	const char *fallback;		/* as it would be typed; NULL: the key must be present */
	int64_t min, max;		/* of INT64; both 0: any */
	const char *help;		/* one English sentence with the unit */
};

#define CONFIG(struct_name, in_section, field, ...)                                                                \
	{ .section = in_section, .column = COLUMN(struct_name, field), __VA_ARGS__ }

/* Read `path` into the struct that `keys` (ended by a NULL section) describe; texts live in the arena.
 * E_INVALID: unreadable file, unknown section or key, a value that does not fit, a missing key: `fault` says path,
 * line and what was expected. A key given twice, a continued line and one above inih's 200 bytes are refused as well. */
enum err config_load(struct arena *arena, const char *path, const struct config_key *keys, void *out,
		     struct fault *fault) MUST_CHECK;

/* A file with every key, its help and its default, which loads back. A key that must be set is there as a comment. */
void config_describe(const struct config_key *keys, struct buffer *out);

#endif
