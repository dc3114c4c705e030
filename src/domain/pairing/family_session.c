#include "domain/pairing/family_session.h"

#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const char family_code_purpose[] = "family";

const struct shape family_member_shape = SHAPE(family_member,
	COLUMN(family_member, id), COLUMN(family_member, code), COLUMN(family_member, path),
	COLUMN(family_member, state, .names = family_state_names), COLUMN(family_member, approved_until, .nullable = true));

struct session {
	struct timestamp seen_at;
	int64_t id;
	const char *code, *path;
	enum family_state state;
	struct date approved_until;
	struct bytes token_digest;
};

static const struct shape session_shape = SHAPE(session,
	COLUMN(session, seen_at), COLUMN(session, id), COLUMN(session, code), COLUMN(session, path),
	COLUMN(session, state, .names = family_state_names), COLUMN(session, approved_until, .nullable = true),
	COLUMN(session, token_digest));

static const struct statement by_token = {
	.sql = "SELECT s.seen_at, f.id, f.code, f.path, f.state, f.approved_until, s.token_digest FROM family_session s "
	       "JOIN family f ON f.id = s.family_id WHERE s.token_digest = ? AND s.ended_at IS NULL AND s.seen_at > ? "
	       "AND s.started_at > ? AND f.erased_at IS NULL",
	.params = "xtt", .row = &session_shape };

/* Of many requests at once the first moves it. */
static const struct statement see = {
	.sql = "UPDATE family_session SET seen_at = ? WHERE token_digest = ? AND seen_at <= ? AND ended_at IS NULL", .params = "txt" };

static const struct statement by_telephone = {
	.sql = "SELECT id, code, path, state, approved_until FROM family WHERE telephone_index IN (?, ?) "
	       "AND erased_at IS NULL ORDER BY live DESC, id DESC LIMIT 1",
	.params = "xx", .row = &family_member_shape };

static const struct statement insert = {
	.sql = "INSERT INTO family_session (token_digest, family_id, started_at, seen_at) VALUES (?, ?, ?, ?)", .params = "xitt" };

static const struct statement end = {
	.sql = "UPDATE family_session SET ended_at = ? WHERE token_digest = ? AND ended_at IS NULL", .params = "tx" };

const struct statement *const family_session_statements[] = { &by_token, &see, &by_telephone, &insert, &end, NULL };

static struct timestamp minutes_before(struct timestamp now, int64_t minutes)
{
	return (struct timestamp){ now.us - minutes * INT64_C(60000000) };
}

enum err family_session_find(struct db *db, struct arena *arena, const char *token, struct timestamp now, struct family_member *out)
{
	const struct timestamp a_minute_ago = minutes_before(now, 1);
	struct session session;

	if (!token_is_well_formed(token))
		return E_NOT_FOUND;
	TRY(db_one(db, arena, &by_token, &session, digest_text(arena, token), minutes_before(now, family_idle_minutes),
		   minutes_before(now, family_absolute_hours * 60)));
	if (session.seen_at.us <= a_minute_ago.us)
		TRY(db_run(db, &see, NULL, now, session.token_digest, a_minute_ago));
	*out = (struct family_member){ .id = session.id, .code = session.code, .path = session.path, .state = session.state,
				       .approved_until = session.approved_until, .token_digest = session.token_digest };
	return OK;
}

enum err family_find_by_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
				  struct family_member *out)
{
	struct bytes indexes[2];

	blind_indexes(keyring, arena, purpose_family_telephone, telephone, indexes);
	return db_one(db, arena, &by_telephone, out, indexes[0], indexes[1]);
}

enum err family_session_start(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now,
			      const char **token)
{
	const struct audit_event event = { .action = "family_sign_in", .subject = arena_print(arena, "family:%s", family->code),
					   .unit_path = family->path };
	const char *fresh = token_new(arena);

	TRY(audit_write(db, arena, &actor_nobody, &event, now));
	TRY(db_run(db, &insert, NULL, digest_text(arena, fresh), family->id, now, now));
	*token = fresh;
	return OK;
}

enum err family_session_end(struct db *db, const struct family_member *family, struct timestamp now)
{
	return db_run(db, &end, NULL, now, family->token_digest);
}
