/* A guardian's telephone, changed by itself: face to face at the school. */
#include <string.h>

#include "domain/office/right.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student_parts.h"

static const struct statement lock = {
	.sql = STUDENT_ROW " WHERE code = ? AND erased_at IS NULL AND left_on IS NULL FOR UPDATE", .params = "s", .row = &student_row_shape };

static const struct statement update = {
	.sql = "UPDATE student SET telephone_sealed = ?, telephone_index = ?, row_digest = ?, updated_at = ? WHERE id = ?",
	.params = "xxxti" };

const struct statement *const student_telephone_statements[] = { &lock, &update, NULL };

enum err student_change_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
				  const char *scope, const char *code, const char *telephone, struct student_change *change)
{
	struct student_row *row = ARENA_NEW(arena, struct student_row);
	struct student_change found = { .before = row, .code = code, .fields = "" };

	TRY(db_one(db, arena, &lock, row, code));
	if (!scope_holds(scope, row->path))
		return E_NOT_FOUND;
	TRY(student_open(keyring, arena, row, &found.was));
	found.facts = found.was;
	found.facts.telephone = telephone;
	found.path = row->path;
	if (strcmp(found.was.telephone, telephone) != 0) {
		TRY(student_keep_past(db, arena, keyring, writer, &found, 1));
		TRY(db_run(db, &update, NULL, seal_text(keyring, arena, place_in(&place_student_telephone, row->code), telephone),
			   blind_index(keyring, arena, purpose_student_telephone, telephone),
			   blind_index(keyring, arena, purpose_student_row, student_canonical(arena, &found.facts)), writer->now, row->id));
	}
	*change = found;
	return OK;
}
