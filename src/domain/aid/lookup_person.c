/* In person: the clerk has the paper and the asker before him. Whatever he does here stands in the trail. */
#include "base/text.h"
#include "crypt/seal.h"
#include "domain/aid/lookup_parts.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student.h"

struct number_on_register {
	const char *code;
	struct bytes name_index;
};
static const struct shape number_on_register_shape = SHAPE(number_on_register,
	COLUMN(number_on_register, code), COLUMN(number_on_register, name_index, .nullable = true));

static const struct statement in_scope = {
	.sql = "SELECT code, name_index FROM student WHERE id_number_index IN (?, ?) AND path LIKE CONCAT(?, '%') AND left_on IS NULL "
	       "AND erased_at IS NULL",
	.params = "xxs", .row = &number_on_register_shape };

const struct statement *const lookup_person_statements[] = { &in_scope, NULL };

static enum err find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const struct lookup_paper *paper,
		     const char **code)
{
	struct number_on_register found;
	struct bytes indexes[2];

	blind_indexes(keyring, arena, purpose_student_id_number, paper->id_number, indexes);
	TRY(db_one(db, arena, &in_scope, &found, indexes[0], indexes[1], scope));
	if (!lookup_name_is(keyring, arena, paper->name, found.name_index))
		return E_NOT_FOUND;
	*code = found.code;
	return OK;
}

enum err lookup_in_person(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			  const struct lookup_paper *paper, struct timestamp now, const char **code)
{
	/* Who fishes is seen too; after whom, the trail does not say. */
	const struct audit_event missed = { .action = "aid_lookup_in_person", .subject = "student", .outcome = AUDIT_REFUSED };
	enum err err = find(db, arena, keyring, actor->unit_path, paper, code);

	if (err != E_NOT_FOUND)
		return err;
	TRY(audit_write(db, arena, actor, &missed, now));
	return E_NOT_FOUND;
}

/* On the old number: who took an account of messages over is found out by its owner. No word of the child. */
static enum err tell_old(struct db *db, struct arena *arena, const struct keyring *keyring, const char *old, const char *new,
			 struct timestamp now)
{
	const struct message_value values[] = { { "telephone", text_mask_telephone(arena, new) }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = old, .template = "guardian_telephone_changed", .values = values };

	return lookup_is_mobile(old) ? outbox_put(db, arena, keyring, &message, now) : OK;
}

enum err lookup_change_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				 const char *code, const char *telephone, struct timestamp now)
{
	const struct student_writer writer = { .account_id = actor->account_id, .now = now };
	struct audit_event event = { .action = "aid_lookup_in_person", .outcome = AUDIT_DONE,
				     .subject = arena_print(arena, "student:%s", code) };
	struct student_change change;

	TRY(student_change_telephone(db, arena, keyring, &writer, actor->unit_path, code, telephone, &change));
	if (change.fields[0] == '\0')
		return OK;
	event.unit_path = change.path;
	event.detail = difference_json(arena, &student_facts_shape, &change.was, &change.facts, student_personal_fields);
	TRY(tell_old(db, arena, keyring, change.was.telephone, telephone, now));
	return audit_write(db, arena, actor, &event, now);
}
