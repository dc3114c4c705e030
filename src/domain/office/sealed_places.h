/* Where sealed values live and what their blind indexes are for: the words that go into the additional data and into the keyed
 * hash. They are typed here once; reseal.c walks over all of them when keys rotate.
 *
 *	seal_text(keyring, arena, place_in(&place_student_name, code), name)
 *	blind_index(keyring, arena, purpose_student_name, name_canonical)
 *
 * The row is the never-changing text key the line says. An index is of the canonical form of the very value that is sealed, so
 * that re-sealing can compute it anew from what it opens. What cannot be computed anew from the row (a digest of something not
 * stored) must not be keyed, or must be short-lived: the key it was made with will be retired. */
#ifndef YM_DOMAIN_OFFICE_SEALED_PLACES_H
#define YM_DOMAIN_OFFICE_SEALED_PLACES_H

#include "crypt/seal.h"

struct sealed_place {
	const char *table, *column;
};

static inline struct place place_in(const struct sealed_place *place, const char *row)
{
	return (struct place){ .table = place->table, .column = place->column, .row = row };
}

/* pledge: the row is its code. */
static const struct sealed_place place_pledge_name = { "pledge", "name" };
static const struct sealed_place place_pledge_telephone = { "pledge", "telephone" };
static const struct sealed_place place_pledge_email = { "pledge", "email" };
static const struct sealed_place place_pledge_credit_code = { "pledge", "credit_code" };
static const struct sealed_place place_pledge_message = { "pledge", "message" };
static const struct sealed_place place_pledge_receipt_title = { "pledge", "receipt_title" };
static const struct sealed_place place_pledge_payer_name = { "pledge", "payer_name" };

/* account: the row is its login. */
static const struct sealed_place place_account_telephone = { "account", "telephone_sealed" };
static const struct sealed_place place_account_email = { "account", "email_sealed" };
static const struct sealed_place place_account_totp_secret = { "account", "totp_secret_sealed" };

/* student: the row is its code. */
static const struct sealed_place place_student_name = { "student", "name_sealed" };
static const struct sealed_place place_student_id_number = { "student", "id_number_sealed" };
static const struct sealed_place place_student_guardian = { "student", "guardian_sealed" };
static const struct sealed_place place_student_telephone = { "student", "telephone_sealed" };
static const struct sealed_place place_student_address = { "student", "address_sealed" };

/* family: the row is its code. family_adult: adult_key. */
static const struct sealed_place place_family_name = { "family", "name_sealed" };
static const struct sealed_place place_family_telephone = { "family", "telephone_sealed" };
static const struct sealed_place place_family_address = { "family", "address_sealed" };
static const struct sealed_place place_family_words = { "family", "words_sealed" };
static const struct sealed_place place_family_adult_name = { "family_adult", "name_sealed" };
static const struct sealed_place place_family_adult_id_number = { "family_adult", "id_number_sealed" };

/* visit: visit_key. pair_message: message_key. concern: the row is its code. */
static const struct sealed_place place_visit_note = { "visit", "note_sealed" };
static const struct sealed_place place_pair_message_body = { "pair_message", "body_sealed" };
static const struct sealed_place place_concern_body = { "concern", "body_sealed" };
static const struct sealed_place place_concern_contact = { "concern", "contact_sealed" };

/* help_request: the row is its code. help_event: event_key. */
static const struct sealed_place place_help_request_body = { "help_request", "body_sealed" };
static const struct sealed_place place_help_request_child = { "help_request", "child_sealed" };
static const struct sealed_place place_help_request_telephone = { "help_request", "telephone_sealed" };
static const struct sealed_place place_help_event_words = { "help_event", "words_sealed" };
/* poverty_person: person_key. */
static const struct sealed_place place_poverty_person_id_number = { "poverty_person", "id_number_sealed" };
static const struct sealed_place place_poverty_person_name = { "poverty_person", "name_sealed" };
/* award: the row is its code. award_objection: likewise. */
static const struct sealed_place place_award_facts = { "award", "facts_sealed" };
static const struct sealed_place place_award_objection_body = { "award_objection", "body_sealed" };
static const struct sealed_place place_award_objection_contact = { "award_objection", "contact_sealed" };

/* student_history: history_key. outbox: message_key. telephone_change: change_key. */
static const struct sealed_place place_student_history_before = { "student_history", "before_sealed" };
static const struct sealed_place place_outbox_to = { "outbox", "to_sealed" };
static const struct sealed_place place_outbox_values = { "outbox", "values_sealed" };
static const struct sealed_place place_telephone_change_telephone = { "telephone_change", "telephone_sealed" };

/* upload_piece: "<upload_key>/<number>". import_bad_row: "<import_id>/<line_number>". kept_form: the token's digest in hex, small
 * letters. */
static const struct sealed_place place_upload_piece_content = { "upload_piece", "content_sealed" };
static const struct sealed_place place_import_bad_row_cells = { "import_bad_row", "cells_sealed" };
static const struct sealed_place place_kept_form_body = { "kept_form", "body_sealed" };

/* Purposes of blind indexes. Look for stored ones by blind_indexes (`IN (?, ?)`) or compare by blind_index_is. */
static const char purpose_pledge_telephone[] = "pledge.telephone";	/* pledge.telephone_index */
static const char purpose_pledge_last_four[] = "pledge.last_four";	/* pledge.last_four_index, of "<code> <last four>" */
static const char purpose_pledge_payload[] = "pledge.payload";		/* pledge.payload_digest */
static const char purpose_student_id_number[] = "student.id_number";	/* the sealed text itself */
static const char purpose_student_name[] = "student.name";		/* the sealed text itself */
static const char purpose_student_telephone[] = "student.telephone";	/* the sealed text itself */
/* student.row_digest, of all fields. Compare by blind_index_is, never by equality. */
static const char purpose_student_row[] = "student.row";
static const char purpose_family_telephone[] = "family.telephone";	/* the sealed text itself */
static const char purpose_family_name[] = "family.name";		/* the sealed text itself */
static const char purpose_family_adult_id_number[] = "family_adult.id_number";	/* the sealed text itself */
static const char purpose_help_request_child[] = "help_request.child";		/* the sealed text itself */
static const char purpose_help_request_telephone[] = "help_request.telephone";	/* the sealed text itself */
static const char purpose_help_request_last_four[] = "help_request.last_four";	/* of "<code> <last four>" */
static const char purpose_award_facts[] = "award.facts";		/* the sealed text itself */
/* Short-lived; not re-sealed. */
static const char purpose_telephone_code_telephone[] = "telephone_code.telephone";	/* telephone_code.telephone_index */
static const char purpose_telephone_code_code[] = "telephone_code.code";		/* telephone_code.code_digest */

#endif
