/* Inside the family modules only. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_PARTS_H
#define YM_DOMAIN_PAIRING_FAMILY_PARTS_H

#include "domain/office/sealed_places.h"
#include "domain/pairing/family_apply.h"

void family_refuse(struct family_refusals *refusals, const char *field, const char *reason);

/* "id_number_2" */
const char *family_row_field(struct arena *arena, const char *name, int row);

/* "family:CODE" */
const char *family_subject(struct arena *arena, const char *code);

/* What stays after an erasure, too, is audited by field names only. */
enum err family_audit(struct db *db, struct arena *arena, const char *action, const char *code, const char *path, const char *detail,
		      struct timestamp now) MUST_CHECK;

/* What is sealed, in clear; nothing opens to NULL. */
enum err family_open(const struct keyring *keyring, struct arena *arena, const struct sealed_place *place, const char *row,
		     struct bytes sealed, const char **out) MUST_CHECK;

/* The first characters and a star, whatever the length; of nothing NULL. */
const char *family_mask_start(struct arena *arena, const char *text, int characters);

#endif
