/* Where a family lives: a village, or a township where the village is not on the list, chosen from the public divisions; and which unit
 * answers for it. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_HOME_H
#define YM_DOMAIN_PAIRING_FAMILY_HOME_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

enum home_level { HOME_CITY, HOME_COUNTY, HOME_TOWNSHIP, HOME_VILLAGE };
extern const char *const home_level_names[];

struct home_place {
	const char *code, *name;
	enum home_level level;
};
extern const struct shape home_place_shape;

/* What lies directly below a county or township; of "" the counties. */
enum err home_places(struct db *db, struct arena *arena, const char *below, struct rows *out) MUST_CHECK;

/* A place with all it lies in: names, NULL where it is less deep. */
struct home {
	const char *code;
	enum home_level level;
	const char *county, *township, *village;
};
extern const struct shape home_shape;
enum err home_find(struct db *db, struct arena *arena, const char *code, struct home *out) MUST_CHECK;

/* A village or township one can live in. */
bool home_is_whole(const struct home *home);

/* Who answers for it: the township's unit, else the county's, else the root. E_NOT_FOUND: no such village or township. */
struct home_unit {
	int64_t id;
	const char *path;
};
enum err home_find_unit(struct db *db, struct arena *arena, const char *code, struct home_unit *out) MUST_CHECK;

extern const struct statement *const family_home_statements[];

#endif
