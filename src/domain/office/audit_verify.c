#include "domain/office/audit.h"

#include <string.h>

#include "domain/office/audit_chain.h"

const char *const audit_fault_names[] = { "whole", "gap", "altered", "tail_cut", "head_differs", "exported_differs", NULL };

enum { page_rows = 1000 };

/* The values as bytes: what no struct could hold (a NUL in a text, a name that is none) must come out too. */
struct stored {
	int64_t seq;
	struct bytes at, account_id, actor, role, action, subject, unit_path, outcome, reason, detail, hash;
};
static const struct shape stored_shape = SHAPE(stored,
	COLUMN(stored, seq), COLUMN(stored, at, .nullable = true), COLUMN(stored, account_id, .nullable = true),
	COLUMN(stored, actor, .nullable = true), COLUMN(stored, role, .nullable = true), COLUMN(stored, action, .nullable = true),
	COLUMN(stored, subject, .nullable = true), COLUMN(stored, unit_path, .nullable = true),
	COLUMN(stored, outcome, .nullable = true), COLUMN(stored, reason, .nullable = true),
	COLUMN(stored, detail, .nullable = true), COLUMN(stored, hash, .nullable = true));

static const struct statement next_page = {
	.sql = "SELECT seq, CAST(CAST(at AS CHAR) AS BINARY) AS at, CAST(CAST(account_id AS CHAR) AS BINARY) AS account_id, "
	       "CAST(actor AS BINARY) AS actor, CAST(role AS BINARY) AS role, CAST(action AS BINARY) AS action, "
	       "CAST(subject AS BINARY) AS subject, CAST(unit_path AS BINARY) AS unit_path, CAST(outcome AS BINARY) AS outcome, "
	       "CAST(reason AS BINARY) AS reason, CAST(detail AS BINARY) AS detail, hash "
	       "FROM audit_event WHERE seq > ? ORDER BY seq LIMIT ?",
	.params = "ii", .row = &stored_shape };

struct walk {
	struct db *db;
	struct arena arena;		/* of a page */
	const struct audit_head *exported;
	void (*progress)(void *context, int64_t seq, int64_t last);
	void *context;
	struct audit_head head;		/* as the database says */
	uint8_t head_hash[audit_hash_bytes];
	int64_t seq;			/* of the last event that was right */
	uint8_t hash[audit_hash_bytes];
	enum audit_fault fault;
	int64_t at;
};

static bool is(struct bytes hash, const uint8_t *other)
{
	return hash.length == audit_hash_bytes && memcmp(hash.data, other, audit_hash_bytes) == 0;
}

static void find_fault(struct walk *walk, enum audit_fault fault, int64_t at)
{
	walk->fault = fault;
	walk->at = at;
}

static void look_at(struct walk *walk, const struct stored *row)
{
	const struct bytes values[audit_values] = {
		[AUDIT_AT] = row->at, [AUDIT_ACCOUNT] = row->account_id, [AUDIT_ACTOR] = row->actor, [AUDIT_ROLE] = row->role,
		[AUDIT_ACTION] = row->action, [AUDIT_SUBJECT] = row->subject, [AUDIT_UNIT_PATH] = row->unit_path,
		[AUDIT_OUTCOME] = row->outcome, [AUDIT_REASON] = row->reason, [AUDIT_DETAIL] = row->detail };
	const struct bytes previous = { .data = walk->hash, .length = sizeof walk->hash };
	struct bytes hash;

	if (row->seq != walk->seq + 1) {
		find_fault(walk, row->seq > walk->seq ? AUDIT_GAP : AUDIT_ALTERED,
			   row->seq > walk->seq ? walk->seq + 1 : row->seq);
		return;
	}
	hash = audit_link(&walk->arena, previous, row->seq, values);
	if (!is(row->hash, hash.data))
		find_fault(walk, AUDIT_ALTERED, row->seq);
	else if (row->seq > walk->head.seq)
		find_fault(walk, AUDIT_HEAD_DIFFERS, row->seq);
	else if (walk->exported != NULL && row->seq == walk->exported->seq && !is(walk->exported->hash, hash.data))
		find_fault(walk, AUDIT_EXPORTED_DIFFERS, row->seq);
	memcpy(walk->hash, hash.data, sizeof walk->hash);
	walk->seq = row->seq;
}

static void look_at_end(struct walk *walk)
{
	if (walk->seq < walk->head.seq)
		find_fault(walk, AUDIT_TAIL_CUT, walk->seq + 1);
	else if (memcmp(walk->hash, walk->head_hash, sizeof walk->hash) != 0)
		find_fault(walk, AUDIT_HEAD_DIFFERS, walk->seq);
	else if (walk->exported != NULL && walk->exported->seq > walk->seq)
		find_fault(walk, AUDIT_EXPORTED_DIFFERS, walk->exported->seq);
}

static enum err read_head(struct walk *walk)
{
	const enum err err = audit_head_read(walk->db, &walk->arena, &walk->head);

	if (err == E_NOT_FOUND) {
		find_fault(walk, AUDIT_HEAD_DIFFERS, 0);
		return OK;
	}
	TRY(err);
	if (walk->head.hash.length == sizeof walk->head_hash)
		memcpy(walk->head_hash, walk->head.hash.data, sizeof walk->head_hash);
	return OK;
}

/* One snapshot for all pages: a START TRANSACTION's first read opens it. */
static enum err walk_chain(void *context)
{
	struct walk *walk = context;
	struct rows rows = { .count = page_rows };

	walk->seq = 0;
	TRY(read_head(walk));
	/* Numbers begin at 1; one below stands where no link leads. */
	for (int64_t after = INT64_MIN; walk->fault == AUDIT_WHOLE && rows.count == page_rows; after = walk->seq) {
		arena_reset(&walk->arena);
		TRY(db_all(walk->db, &walk->arena, &next_page, &rows, after, (int64_t)page_rows));
		for (size_t i = 0; i < rows.count && walk->fault == AUDIT_WHOLE; i++)
			look_at(walk, (const struct stored *)rows.row + i);
		if (walk->progress != NULL)
			walk->progress(walk->context, walk->seq, walk->head.seq);
	}
	if (walk->fault == AUDIT_WHOLE)
		look_at_end(walk);
	return OK;
}

static void begin_again(void *context)
{
	struct walk *walk = context;

	memset(walk->hash, 0, sizeof walk->hash);
	walk->fault = AUDIT_WHOLE;
}

enum err audit_verify(struct db *db, const struct audit_head *exported,
		      void (*progress)(void *context, int64_t seq, int64_t last), void *context, enum audit_fault *fault,
		      int64_t *at)
{
	struct walk walk = { .db = db, .exported = exported, .progress = progress, .context = context };
	enum err err;

	arena_init(&walk.arena, 0);
	err = db_transaction(db, walk_chain, begin_again, &walk, NULL);
	arena_free(&walk.arena);
	TRY(err);
	*fault = walk.fault;
	*at = walk.at;
	return OK;
}
