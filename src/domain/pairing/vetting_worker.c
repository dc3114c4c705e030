#include "domain/pairing/vetting_worker.h"

#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/vetting.h"

struct ending {
	int64_t id;
	const char *code, *path, *language;
	struct bytes telephone;
	struct date approved_until;
	bool last;
};
static const struct shape ending_shape = SHAPE(ending,
	COLUMN(ending, id), COLUMN(ending, code), COLUMN(ending, path), COLUMN(ending, language), COLUMN(ending, telephone),
	COLUMN(ending, approved_until), COLUMN(ending, last));

/* Bound: tomorrow, today, soon, tomorrow. */
static const struct statement to_tell = {
	.sql = "SELECT id, code, path, CAST(language AS CHAR) AS language, telephone_sealed AS telephone, approved_until, "
	       "approved_until <= ? AS last FROM family WHERE state = 'approved' AND telephone_sealed IS NOT NULL AND approved_until >= ? "
	       "AND approved_until <= ? AND NOT IF(approved_until <= ?, told_last_for, told_for) <=> approved_until ORDER BY id LIMIT ?",
	.params = "ddddi", .row = &ending_shape };

static const struct statement told = {
	.sql = "UPDATE family SET told_for = approved_until, told_last_for = IF(?, approved_until, told_last_for) WHERE id = ?", .params = "bi" };

const struct statement *const vetting_worker_statements[] = { &to_tell, &told, NULL };

static enum err tell(struct db *db, struct arena *arena, const struct keyring *keyring, const struct ending *ending, struct timestamp now)
{
	struct message_value values[] = { { "day", "" }, { NULL, NULL } };
	struct message message = { .channel = CHANNEL_SMS, .template = "vetting_ending", .values = values, .language = ending->language,
				   .unit_path = ending->path, .expires_at = { TIMESTAMP_NONE_US } };
	struct secret telephone;
	struct buffer day;

	buffer_init(&day, arena, 16);
	date_append(&day, ending->approved_until);
	values[0].value = day.data;
	TRY(seal_open(keyring, arena, place_in(&place_family_telephone, ending->code), ending->telephone, &telephone));
	message.to = telephone.hidden;
	TRY(outbox_put(db, arena, keyring, &message, now));
	return db_run(db, &told, NULL, ending->last, ending->id);
}

enum err vetting_warn(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t rows, struct timestamp now, int64_t *told_count)
{
	const struct date today = date_at(now), tomorrow = { today.day + 1 }, soon = { today.day + vetting_soon_days };
	const struct ending *ending;
	struct rows found;

	TRY(db_all(db, arena, &to_tell, &found, tomorrow, today, soon, tomorrow, rows));
	ending = found.row;
	for (size_t i = 0; i < found.count; i++)
		TRY(tell(db, arena, keyring, &ending[i], now));
	*told_count = (int64_t)found.count;
	return OK;
}
