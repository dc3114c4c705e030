#include "domain/pairing/family_desk.h"

#include "base/national_id.h"
#include "base/person.h"
#include "base/text.h"
#include "domain/office/right.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/family_parts.h"

const char *const family_queue_names[] = { "applied", "vetting", "ending", "renewal", "approved", "suspended", "closed", NULL };

const struct shape family_line_shape = SHAPE(family_line,
	COLUMN(family_line, code), COLUMN(family_line, unit), COLUMN(family_line, name, .nullable = true),
	COLUMN(family_line, state, .names = family_state_names), COLUMN(family_line, adults), COLUMN(family_line, missing),
	COLUMN(family_line, applied_at), COLUMN(family_line, renewal_asked_at, .nullable = true),
	COLUMN(family_line, approved_until, .nullable = true));

struct stored_line {
	struct family_line shown;
	struct bytes name_sealed;
};
#define SHOWN(field_name, ...)                                                                                      \
	{ .name = #field_name, .offset = offsetof(struct stored_line, shown.field_name),                               \
	  .type = COLUMN_TYPE_OF(((struct stored_line *)0)->shown.field_name), __VA_ARGS__ }
static const struct shape stored_line_shape = SHAPE(stored_line,
	SHOWN(code), SHOWN(unit), SHOWN(state, .names = family_state_names), SHOWN(adults), SHOWN(missing), SHOWN(applied_at),
	SHOWN(renewal_asked_at, .nullable = true), SHOWN(approved_until, .nullable = true),
	COLUMN(stored_line, name_sealed, .nullable = true));

/* Bound first: today. */
#define LINES                                                                                                       \
	"SELECT f.code, u.name AS unit, f.state, (SELECT COUNT(*) FROM family_adult a WHERE a.family_id = f.id AND a.left_at IS NULL) " \
	"AS adults, (SELECT COUNT(*) FROM vetting_rule r LEFT JOIN family_adult a ON r.covers = 'adult' AND a.family_id = f.id "   \
	"AND a.left_at IS NULL WHERE r.version = (SELECT MAX(version) FROM vetting_rule) AND NOT COALESCE((SELECT x.passed "      \
	"AND x.valid_until >= ? FROM vetting_check x FORCE INDEX (vetting_check_of) JOIN vetting_rule y ON y.id = x.rule_id "    \
	"WHERE x.family_id = f.id AND x.voided_at IS NULL AND y.name = r.name AND x.adult_id <=> a.id ORDER BY x.id DESC LIMIT 1), FALSE)) " \
	"AS missing, f.applied_at, f.renewal_asked_at, f.approved_until, "                                                    \
	"f.name_sealed FROM family f JOIN unit u ON u.id = f.unit_id WHERE "
#define IN_SCOPE " AND f.path LIKE CONCAT(?, '%') "

static const struct statement by_state = {
	.sql = LINES "f.state = ?" IN_SCOPE "ORDER BY f.path, f.id LIMIT ? OFFSET ?", .params = "dssii", .row = &stored_line_shape };
static const struct statement ending = {
	.sql = LINES "f.approved_until <= ? AND f.state = 'approved'" IN_SCOPE "ORDER BY f.approved_until, f.id LIMIT ? OFFSET ?",
	.params = "ddsii", .row = &stored_line_shape };
static const struct statement renewal = {
	.sql = LINES "f.renewal_asked_at IS NOT NULL AND f.live" IN_SCOPE "ORDER BY f.renewal_asked_at, f.id LIMIT ? OFFSET ?",
	.params = "dsii", .row = &stored_line_shape };
static const struct statement closed = {
	.sql = LINES "f.state IN ('withdrawn', 'denied')" IN_SCOPE "ORDER BY f.id DESC LIMIT ? OFFSET ?", .params = "dsii",
	.row = &stored_line_shape };

static const struct statement by_name = {
	.sql = LINES "f.name_index IN (?, ?)" IN_SCOPE "ORDER BY f.id DESC LIMIT 50", .params = "dxxs", .row = &stored_line_shape };
static const struct statement by_telephone = {
	.sql = LINES "f.telephone_index IN (?, ?)" IN_SCOPE "ORDER BY f.id DESC LIMIT 50", .params = "dxxs", .row = &stored_line_shape };
static const struct statement by_number = {
	.sql = LINES "f.id IN (SELECT n.family_id FROM family_adult n WHERE n.id_number_index IN (?, ?))" IN_SCOPE
	       "ORDER BY f.id DESC LIMIT 50",
	.params = "dxxs", .row = &stored_line_shape };

static const struct shape vetted_shape = SHAPE(vetted_family,
	COLUMN(vetted_family, id), COLUMN(vetted_family, code), COLUMN(vetted_family, path),
	COLUMN(vetted_family, state, .names = family_state_names), COLUMN(vetted_family, approved_until, .nullable = true));
static const struct statement by_code = {
	.sql = "SELECT id, code, path, state, approved_until FROM family WHERE code = ?", .params = "s", .row = &vetted_shape };

struct sealed_family {
	const char *code;
	struct bytes name, telephone, address, words;
};
static const struct shape sealed_family_shape = SHAPE(sealed_family,
	COLUMN(sealed_family, code), COLUMN(sealed_family, name), COLUMN(sealed_family, telephone), COLUMN(sealed_family, address),
	COLUMN(sealed_family, words, .nullable = true));
static const struct statement sealed_of = {
	.sql = "SELECT code, name_sealed AS name, telephone_sealed AS telephone, address_sealed AS address, words_sealed AS words "
	       "FROM family WHERE id = ? AND erased_at IS NULL",
	.params = "i", .row = &sealed_family_shape };

struct sealed_adult {
	const char *adult_key;
	enum relation relation;
	struct bytes name, id_number;
};
static const struct shape sealed_adult_shape = SHAPE(sealed_adult,
	COLUMN(sealed_adult, adult_key), COLUMN(sealed_adult, relation, .names = relation_names), COLUMN(sealed_adult, name),
	COLUMN(sealed_adult, id_number));
static const struct statement sealed_adults_of = {
	.sql = "SELECT adult_key, relation, name_sealed AS name, id_number_sealed AS id_number FROM family_adult WHERE family_id = ? "
	       "AND left_at IS NULL AND name_sealed IS NOT NULL ORDER BY id",
	.params = "i", .row = &sealed_adult_shape };

const struct shape family_facts_shape = SHAPE(family_facts,
	COLUMN(family_facts, name), COLUMN(family_facts, telephone), COLUMN(family_facts, address),
	COLUMN(family_facts, words, .nullable = true));
const struct shape adult_facts_shape = SHAPE(adult_facts,
	COLUMN(adult_facts, relation, .names = relation_names), COLUMN(adult_facts, name), COLUMN(adult_facts, id_number));

const struct shape noted_check_shape = SHAPE(noted_check,
	COLUMN(noted_check, id), COLUMN(noted_check, title), COLUMN(noted_check, title_en),
	COLUMN(noted_check, relation, .names = relation_names), COLUMN(noted_check, of_adult), COLUMN(noted_check, passed),
	COLUMN(noted_check, checked_on), COLUMN(noted_check, valid_until), COLUMN(noted_check, reference, .nullable = true),
	COLUMN(noted_check, noted_at), COLUMN(noted_check, voided_at, .nullable = true), COLUMN(noted_check, noted_by));
static const struct statement checks_of = {
	.sql = "SELECT c.id, r.title, r.title_en, COALESCE(a.relation, 'self') AS relation, c.adult_id IS NOT NULL AS of_adult, c.passed, "
	       "c.checked_on, c.valid_until, c.reference, c.noted_at, c.voided_at, n.login AS noted_by FROM vetting_check c "
	       "JOIN vetting_rule r ON r.id = c.rule_id JOIN account n ON n.id = c.noted_by LEFT JOIN family_adult a ON a.id = c.adult_id "
	       "WHERE c.family_id = ? ORDER BY c.id DESC LIMIT 100",
	.params = "i", .row = &noted_check_shape };

const struct statement *const family_desk_statements[] = {
	&by_state, &ending, &renewal, &closed, &by_name, &by_telephone, &by_number, &by_code, &sealed_of, &sealed_adults_of, &checks_of,
	NULL };

static enum err mask_lines(struct arena *arena, const struct keyring *keyring, struct rows rows, struct rows *out)
{
	const struct stored_line *stored = rows.row;
	struct family_line *lines = ARENA_ARRAY(arena, struct family_line, rows.count);

	for (size_t i = 0; i < rows.count; i++) {
		const char *name;

		TRY(family_open(keyring, arena, &place_family_name, stored[i].shown.code, stored[i].name_sealed, &name));
		lines[i] = stored[i].shown;
		lines[i].name = family_mask_start(arena, name, 1);
	}
	*out = (struct rows){ .row = lines, .count = rows.count };
	return OK;
}

static enum err list_rows(struct db *db, struct arena *arena, const struct family_search *search, struct date today, struct rows *rows)
{
	static const char *const states[] = { [FAMILIES_APPLIED] = "applied", [FAMILIES_VETTING] = "vetting",
					      [FAMILIES_APPROVED] = "approved", [FAMILIES_SUSPENDED] = "suspended" };
	const struct date soon = { today.day + vetting_soon_days };
	const int64_t most = search->rows + 1;

	switch (search->queue) {
	case FAMILIES_ENDING: return db_all(db, arena, &ending, rows, today, soon, search->scope, most, search->skip);
	case FAMILIES_RENEWAL: return db_all(db, arena, &renewal, rows, today, search->scope, most, search->skip);
	case FAMILIES_CLOSED: return db_all(db, arena, &closed, rows, today, search->scope, most, search->skip);
	default: return db_all(db, arena, &by_state, rows, today, states[search->queue], search->scope, most, search->skip);
	}
}

enum err family_desk_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_search *search,
			  struct date today, struct rows *out, bool *more)
{
	struct rows rows, lines;

	TRY(list_rows(db, arena, search, today, &rows));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count--;
	TRY(mask_lines(arena, keyring, rows, &lines));
	*out = lines;
	return OK;
}

enum err family_desk_look_up(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *words,
			     struct date today, struct rows *out)
{
	const struct statement *statement = &by_name;
	const char *purpose = purpose_family_name, *canonical = words, *telephone;
	struct national_id number;
	struct bytes indexes[2];
	struct rows rows;

	if (national_id_read(arena, words, today, &number) == NATIONAL_ID_FINE) {
		statement = &by_number;
		purpose = purpose_family_adult_id_number;
		canonical = number.number;
	} else if (person_read_telephone(arena, text_fold_width(arena, words), &telephone) == OK) {
		statement = &by_telephone;
		purpose = purpose_family_telephone;
		canonical = telephone;
	} else if (person_read_name(arena, words, &canonical) != OK) {
		*out = (struct rows){ 0 };
		return OK;
	}
	blind_indexes(keyring, arena, purpose, canonical, indexes);
	TRY(db_all(db, arena, statement, &rows, today, indexes[0], indexes[1], scope));
	return mask_lines(arena, keyring, rows, out);
}

enum err family_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct vetted_family *out)
{
	struct vetted_family found;

	TRY(db_one(db, arena, &by_code, &found, code));
	if (scope != NULL && !scope_holds(scope, found.path))
		return E_NOT_FOUND;
	*out = found;
	return OK;
}

static enum err reveal_adults(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct rows *out)
{
	const struct sealed_adult *sealed;
	struct adult_facts *facts;
	struct rows rows;

	TRY(db_all(db, arena, &sealed_adults_of, &rows, family_id));
	sealed = rows.row;
	facts = ARENA_ARRAY(arena, struct adult_facts, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		facts[i].relation = sealed[i].relation;
		TRY(family_open(keyring, arena, &place_family_adult_name, sealed[i].adult_key, sealed[i].name, &facts[i].name));
		TRY(family_open(keyring, arena, &place_family_adult_id_number, sealed[i].adult_key, sealed[i].id_number,
				&facts[i].id_number));
	}
	*out = (struct rows){ .row = facts, .count = rows.count };
	return OK;
}

enum err family_desk_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id,
			    struct family_facts *out, struct rows *adults)
{
	struct sealed_family sealed;
	struct family_facts facts;

	TRY(db_one(db, arena, &sealed_of, &sealed, family_id));
	TRY(family_open(keyring, arena, &place_family_name, sealed.code, sealed.name, &facts.name));
	TRY(family_open(keyring, arena, &place_family_telephone, sealed.code, sealed.telephone, &facts.telephone));
	TRY(family_open(keyring, arena, &place_family_address, sealed.code, sealed.address, &facts.address));
	TRY(family_open(keyring, arena, &place_family_words, sealed.code, sealed.words, &facts.words));
	TRY(reveal_adults(db, arena, keyring, family_id, adults));
	*out = facts;
	return OK;
}

enum err family_desk_checks(struct db *db, struct arena *arena, int64_t family_id, struct rows *out)
{
	return db_all(db, arena, &checks_of, out, family_id);
}
