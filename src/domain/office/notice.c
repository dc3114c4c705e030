#include "domain/office/notice.h"

#include <inttypes.h>

#include "domain/office/audit.h"

const char *const notice_channel_names[] = { "page", "sms", "mail", "paper", NULL };

const struct shape notice_shape = SHAPE(notice,
	COLUMN(notice, id), COLUMN(notice, purpose), COLUMN(notice, version), COLUMN(notice, language),
	COLUMN(notice, channel, .names = notice_channel_names), COLUMN(notice, given_at));

static const struct statement insert = {
	.sql = "INSERT INTO notice (text_id, subject, channel, given_at) VALUES (?, ?, ?, ?)", .params = "isst" };

#define NOTICES                                                                                   \
	"SELECT n.id, t.purpose, t.version, t.language, n.channel, n.given_at FROM notice n "     \
	"JOIN policy_text t ON t.id = n.text_id WHERE n.subject = ? "

static const struct statement find = {
	.sql = NOTICES "AND t.kind = 'notice' AND t.purpose = ? AND t.version = "
	       "(SELECT MAX(l.version) FROM policy_text l WHERE l.kind = 'notice' AND l.purpose = t.purpose) "
	       "ORDER BY n.id DESC LIMIT 1",
	.params = "ss", .row = &notice_shape };

static const struct statement list = { .sql = NOTICES "ORDER BY n.id DESC", .params = "s", .row = &notice_shape };

const struct statement *const notice_statements[] = { &insert, &find, &list, NULL };

enum err notice_give(struct db *db, struct arena *arena, const struct actor *actor, const struct notice_wish *wish,
		     struct timestamp now, int64_t *id)
{
	struct audit_event event = { .action = "notice_give", .subject = wish->subject, .unit_path = wish->unit_path };
	struct policy_text text;
	int64_t made;

	TRY(policy_current(db, arena, POLICY_NOTICE, wish->purpose, wish->language, &text));
	TRY(db_run(db, &insert, NULL, text.id, wish->subject, notice_channel_names[wish->channel], now));
	made = db_last_id(db);
	event.detail = arena_print(arena, "{\"purpose\":\"%s\",\"version\":%" PRId64 ",\"channel\":\"%s\"}", text.purpose,
				   text.version, notice_channel_names[wish->channel]);
	TRY(audit_write(db, arena, actor, &event, now));
	*id = made;
	return OK;
}

enum err notice_find(struct db *db, struct arena *arena, const char *subject, const char *purpose, struct notice *out)
{
	return db_one(db, arena, &find, out, subject, purpose);
}

enum err notice_list(struct db *db, struct arena *arena, const char *subject, struct rows *out)
{
	return db_all(db, arena, &list, out, subject);
}
