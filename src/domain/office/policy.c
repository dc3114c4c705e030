/* The texts of consents and notices. */
#include <inttypes.h>
#include <string.h>

#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"

const char *const policy_kind_names[] = { "consent", "notice", NULL };

const struct shape policy_text_shape = SHAPE(policy_text,
	COLUMN(policy_text, id), COLUMN(policy_text, kind, .names = policy_kind_names), COLUMN(policy_text, purpose),
	COLUMN(policy_text, version), COLUMN(policy_text, language), COLUMN(policy_text, body), COLUMN(policy_text, digest),
	COLUMN(policy_text, published_at));

struct last { int64_t version; };
static const struct shape last_shape = SHAPE(last, COLUMN(last, version));

/* Under a lock: two who publish at once get two versions. */
static const struct statement last_version = {
	.sql = "SELECT version FROM policy_text WHERE kind = ? AND purpose = ? ORDER BY version DESC LIMIT 1 FOR UPDATE",
	.params = "ss", .row = &last_shape };

static const struct statement insert = {
	.sql = "INSERT INTO policy_text (kind, purpose, version, language, body, digest, published_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?)",
	.params = "ssissxt" };

static const struct statement current = {
	.sql = "SELECT id, kind, purpose, version, language, body, digest, published_at FROM policy_text "
	       "WHERE kind = ? AND purpose = ? AND language IN (?, 'zh') ORDER BY version DESC, language = ? DESC LIMIT 1",
	.params = "ssss", .row = &policy_text_shape };

const struct statement *const policy_current_statements[] = { &current, NULL };
const struct statement *const policy_statements[] = { &last_version, &insert, &current, NULL };

static bool words_are_good(const struct policy_wish *wish)
{
	bool chinese = false;

	for (size_t i = 0; i < wish->count; i++) {
		if (wish->words[i].body[0] == '\0')
			return false;
		for (size_t j = 0; j < i; j++)
			if (strcmp(wish->words[i].language, wish->words[j].language) == 0)
				return false;
		chinese |= strcmp(wish->words[i].language, "zh") == 0;
	}
	return chinese;
}

enum err policy_publish(struct db *db, struct arena *arena, const struct actor *actor, const struct policy_wish *wish,
			struct timestamp now, int64_t *version)
{
	const char *kind = policy_kind_names[wish->kind];
	struct audit_event event = { .action = "policy_publish" };
	struct last last = { 0 };
	enum err err;

	if (!words_are_good(wish))
		return E_INVALID;
	err = db_one(db, arena, &last_version, &last, kind, wish->purpose);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	last.version++;
	for (size_t i = 0; i < wish->count; i++)
		TRY(db_run(db, &insert, NULL, kind, wish->purpose, last.version, wish->words[i].language, wish->words[i].body,
			   digest_text(arena, wish->words[i].body), now));
	event.subject = arena_print(arena, "%s:%s", kind, wish->purpose);
	event.detail = arena_print(arena, "{\"version\":%" PRId64 ",\"count\":%zu}", last.version, wish->count);
	TRY(audit_write(db, arena, actor, &event, now));
	*version = last.version;
	return OK;
}

enum err policy_current(struct db *db, struct arena *arena, enum policy_kind kind, const char *purpose, const char *language,
			struct policy_text *out)
{
	return db_one(db, arena, &current, out, policy_kind_names[kind], purpose, language, language);
}
