/* Lists of the register. Each combination of filters has an index that gives its order: a page reads the rows it shows. */
#include <string.h>

#include "base/national_id.h"
#include "base/text.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student_parts.h"

/* The first path beyond a scope's: all paths in it are from the scope's on and below this. Paths end with a slash; the next character
 * after it is 0. */
static char *scope_end(struct arena *arena, const char *scope)
{
	char *const end = arena_copy_string(arena, scope);

	if (end[0] != '\0')
		end[strlen(end) - 1] = '/' + 1;
	return end;
}

/* Two ranges of one index, side by side in its order: the rest of the path where the last page ended, and the paths beyond. */
#define AFTER " ((s.path = ? AND s.id > ?) OR (s.path > ? AND s.path < ?)) AND (s.left_on IS NULL OR ?)"
#define IN_ORDER " ORDER BY s.path, s.id LIMIT ?"

static const struct statement list_all = {
	.sql = STORED_STUDENT " WHERE" AFTER IN_ORDER, .params = "sissbi", .row = &stored_student_shape };
static const struct statement list_of_stage = {
	.sql = STORED_STUDENT " WHERE s.stage = ? AND" AFTER IN_ORDER, .params = "ssissbi", .row = &stored_student_shape };
static const struct statement list_of_hardship = {
	.sql = STORED_STUDENT " WHERE s.hardship = ? AND" AFTER IN_ORDER, .params = "ssissbi", .row = &stored_student_shape };
static const struct statement list_of_both = {
	.sql = STORED_STUDENT " WHERE s.stage = ? AND s.hardship = ? AND" AFTER IN_ORDER,
	.params = "sssissbi", .row = &stored_student_shape };

static const struct statement by_name = {
	.sql = STORED_STUDENT " WHERE s.name_index IN (?, ?) AND s.path >= ? AND s.path < ? ORDER BY s.path, s.id LIMIT ?",
	.params = "xxssi", .row = &stored_student_shape };
static const struct statement by_number = {
	.sql = STORED_STUDENT " WHERE s.id_number_index IN (?, ?) AND s.path >= ? AND s.path < ? LIMIT ?",
	.params = "xxssi", .row = &stored_student_shape };

const struct statement *const student_search_statements[] = {
	&list_all, &list_of_stage, &list_of_hardship, &list_of_both, &by_name, &by_number, NULL };

/* One row more than asked for tells that there are more. */
static enum err mask_rows(const struct keyring *keyring, struct arena *arena, struct rows stored, int64_t rows, struct rows *out,
			  bool *more)
{
	const struct stored_student *row = stored.row;
	const size_t count = stored.count > (size_t)rows ? (size_t)rows : stored.count;
	struct student *masked = ARENA_ARRAY(arena, struct student, count);

	for (size_t i = 0; i < count; i++)
		TRY(student_mask(keyring, arena, &row[i], &masked[i]));
	*out = (struct rows){ .row = masked, .count = count };
	*more = stored.count > count;
	return OK;
}

enum err student_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_search *search,
		      struct rows *out, bool *more)
{
	/* Before the scope's first path there is none: its own, with an id that none has. */
	const char *path = search->after_path != NULL ? search->after_path : search->scope;
	const char *end = scope_end(arena, search->scope);
	const char *stage = stage_names[search->stage], *hardship = hardship_names[search->hardship];
	const int64_t id = search->after_id, most = search->rows + 1;
	struct rows stored;

	if (strncmp(path, search->scope, strlen(search->scope)) != 0)
		return E_INVALID;
	if (search->of_stage && search->of_hardship)
		TRY(db_all(db, arena, &list_of_both, &stored, stage, hardship, path, id, path, end, search->left, most));
	else if (search->of_stage)
		TRY(db_all(db, arena, &list_of_stage, &stored, stage, path, id, path, end, search->left, most));
	else if (search->of_hardship)
		TRY(db_all(db, arena, &list_of_hardship, &stored, hardship, path, id, path, end, search->left, most));
	else
		TRY(db_all(db, arena, &list_all, &stored, path, id, path, end, search->left, most));
	return mask_rows(keyring, arena, stored, search->rows, out, more);
}

enum err student_look_up(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *words,
			 struct date today, int64_t rows, struct rows *out, bool *more)
{
	const char *end = scope_end(arena, scope);
	struct national_id number;
	struct bytes index[2];
	struct rows stored;

	if (national_id_read(arena, words, today, &number) == NATIONAL_ID_FINE) {
		blind_indexes(keyring, arena, purpose_student_id_number, number.number, index);
		TRY(db_all(db, arena, &by_number, &stored, index[0], index[1], scope, end, rows + 1));
	} else {
		blind_indexes(keyring, arena, purpose_student_name, text_trim(arena, words), index);
		TRY(db_all(db, arena, &by_name, &stored, index[0], index[1], scope, end, rows + 1));
	}
	return mask_rows(keyring, arena, stored, rows, out, more);
}
