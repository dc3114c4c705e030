#include "domain/pairing/demo_pairing.h"

#include <string.h>

#include "base/national_id.h"
#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/giving/code.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student.h"
#include "domain/pairing/tag.h"

/* Where people may live, and the schools there. */
struct demo_town {
	int64_t id;
	const char *code, *name, *path;
};
static const struct shape demo_town_shape = SHAPE(demo_town,
	COLUMN(demo_town, id), COLUMN(demo_town, code), COLUMN(demo_town, name), COLUMN(demo_town, path));
static const struct statement towns = {
	.sql = "SELECT t.id, t.code, t.name, t.path FROM unit t WHERE t.kind = 'township' AND t.valid_to IS NULL AND t.code IS NOT NULL "
	       "AND t.parent_id IN (SELECT h.parent_id FROM unit s JOIN unit h ON h.id = s.parent_id WHERE s.kind = 'school') ORDER BY t.code",
	.params = "", .row = &demo_town_shape };
/* code: the township's; name: the stage by the school's own code. */
static const struct statement schools = {
	.sql = "SELECT s.id, t.code, IF(s.code LIKE '3%', 'junior', 'primary') AS name, s.path FROM unit s JOIN unit t ON t.id = s.parent_id "
	       "WHERE s.kind = 'school' AND s.valid_to IS NULL AND t.kind = 'township' AND t.code IS NOT NULL ORDER BY s.id",
	.params = "", .row = &demo_town_shape };
struct demo_village {
	const char *code;
};
static const struct shape demo_village_shape = SHAPE(demo_village, COLUMN(demo_village, code));
static const struct statement villages = {
	.sql = "SELECT code FROM division WHERE level = 'village' ORDER BY code", .params = "", .row = &demo_village_shape };
static const struct statement made_before = {
	.sql = "SELECT COUNT(*) AS n FROM family WHERE payload_digest = ?", .params = "x", .row = &db_number };

struct demo_paired {
	const char *home_code;
	int64_t tags, places;
	bool wants_woman;
	struct timestamp identified_at;
	const char *code;
};
static const struct shape demo_paired_shape = SHAPE(demo_paired,
	COLUMN(demo_paired, home_code), COLUMN(demo_paired, tags), COLUMN(demo_paired, places), COLUMN(demo_paired, wants_woman),
	COLUMN(demo_paired, identified_at), COLUMN(demo_paired, code));
static const struct statement put_paired = {
	.sql = "INSERT INTO pairing_student (student_id, home_code, tags, places, wants_woman, identified_at) "
	       "SELECT id, ?, ?, ?, ?, ? FROM student WHERE code = ?", .bind = &demo_paired_shape };

struct demo_family {
	const char *code;
	int64_t unit_id;
	const char *path, *home_code;
	struct bytes name, telephone, address, telephone_index, name_index;
	int64_t offers, available, travel_km, capacity;
	struct timestamp applied_at;
	struct bytes form_digest, payload_digest;
};
static const struct shape demo_family_shape = SHAPE(demo_family,
	COLUMN(demo_family, code), COLUMN(demo_family, unit_id), COLUMN(demo_family, path), COLUMN(demo_family, home_code),
	COLUMN(demo_family, name), COLUMN(demo_family, telephone), COLUMN(demo_family, address), COLUMN(demo_family, telephone_index),
	COLUMN(demo_family, name_index), COLUMN(demo_family, offers), COLUMN(demo_family, available), COLUMN(demo_family, travel_km),
	COLUMN(demo_family, capacity), COLUMN(demo_family, applied_at), COLUMN(demo_family, form_digest),
	COLUMN(demo_family, payload_digest));
static const struct statement put_family = {
	.sql = "INSERT INTO family (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, name_index, "
	       "offers, available, travel_km, capacity, applied_at, form_digest, payload_digest, updated_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '2018-01-01 00:00:00')",
	.bind = &demo_family_shape };

enum relation { RELATION_SELF, RELATION_SPOUSE, RELATION_PARENT };
static const char *const relations[] = { "self", "spouse", "parent", NULL };
struct demo_adult {
	const char *adult_key;
	enum relation relation;
	struct bytes name, id_number, id_number_index;
	enum sex sex;
	struct date birth;
	const char *family;
};
static const struct shape demo_adult_shape = SHAPE(demo_adult,
	COLUMN(demo_adult, adult_key), COLUMN(demo_adult, relation, .names = relations), COLUMN(demo_adult, name),
	COLUMN(demo_adult, id_number), COLUMN(demo_adult, id_number_index), COLUMN(demo_adult, sex, .names = sex_names),
	COLUMN(demo_adult, birth), COLUMN(demo_adult, family));
static const struct statement put_adult = {
	.sql = "INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth) "
	       "SELECT id, ?, ?, ?, ?, ?, ?, ? FROM family WHERE code = ?", .bind = &demo_adult_shape };

const struct statement *const demo_pairing_statements[] = {
	&towns, &schools, &villages, &made_before, &put_paired, &put_family, &put_adult, NULL };

struct making {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct demo_words *words;
	struct rows towns, schools, villages;
	struct timestamp now;
	uint64_t seed;
	int64_t number;			/* of the next ID number and telephone */
	struct bytes mark;		/* payload_digest of all that are made here */
};

/* One of 0 … below - 1; the same numbers everywhere (splitmix64). */
static size_t draw(struct making *making, size_t below)
{
	uint64_t z = making->seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (size_t)((z ^ (z >> 31)) % below);
}

static const char *name(struct making *making)
{
	const struct demo_words *words = making->words;

	return arena_print(making->arena, "%s%s", words->surname[draw(making, words->surnames)],
			   words->given[draw(making, words->givens)]);
}

static const char *address(struct making *making, const struct demo_town *town, const char *word)
{
	return arena_print(making->arena, "%s%s %zu", town->name, word, 1 + draw(making, 300));
}

static const char *telephone(struct making *making)
{
	return arena_print(making->arena, "139000%05lld", (long long)(10000 + making->number % 90000));
}

/* Of somebody born in one of `span` years from `first` on. The running number gives day and sequence, so that no two are the same. */
static const char *id_number(struct making *making, int first, size_t span, bool male)
{
	enum { sequences = 500, days = 28, months = 12 };
	const int64_t day = making->number / sequences;
	char *number = arena_print(making->arena, "371398%04d%02d%02d%03d", first + (int)draw(making, span),
				   1 + (int)(day / days % months), 1 + (int)(day % days), (int)(making->number % sequences) * 2 + male);

	making->number++;
	return arena_print(making->arena, "%s%c", number, national_id_check(number));
}

static int64_t tags_drawn(struct making *making, size_t most)
{
	int64_t bits = 0;

	for (size_t i = 0, count = 1 + draw(making, most); i < count; i++)
		bits |= 1 << draw(making, tags);
	return bits;
}

/* A village of the township, or the township where no village is listed. */
static const char *home_in(struct making *making, const char *township)
{
	const struct demo_village *village = making->villages.row;
	size_t first = 0, count = 0;

	while (first < making->villages.count && strncmp(village[first].code, township, strlen(township)) < 0)
		first++;
	while (first + count < making->villages.count && strncmp(village[first + count].code, township, strlen(township)) == 0)
		count++;
	return count > 0 ? village[first + draw(making, count)].code : township;
}

/* Most live where the school is, others in another township of the county. */
static const struct demo_town *town_of(struct making *making, const char *school_town)
{
	const struct demo_town *town = making->towns.row;

	for (;;) {
		const struct demo_town *one = &town[draw(making, making->towns.count)];

		if (strncmp(one->code, school_town, 6) == 0 && (strcmp(one->code, school_town) == 0 || draw(making, 4) == 0))
			return one;
	}
}

static struct student_facts student(struct making *making, const struct demo_town *school, const struct demo_town *town)
{
	static const enum hardship hardships[] = { HARDSHIP_REGISTERED_POOR, HARDSHIP_REGISTERED_POOR, HARDSHIP_REGISTERED_POOR,
						   HARDSHIP_MINIMUM_LIVING, HARDSHIP_MINIMUM_LIVING, HARDSHIP_EXTREME_POVERTY,
						   HARDSHIP_ORPHAN, HARDSHIP_DISABLED, HARDSHIP_OTHER };
	const bool is_junior = strcmp(school->name, "junior") == 0;
	const size_t grade = draw(making, is_junior ? 3 : 6);
	const int year = date_to_civil(date_at(making->now)).year - (is_junior ? 13 : 7) - (int)grade;

	return (struct student_facts){
		.name = name(making), .guardian = name(making), .telephone = telephone(making),
		.id_number = id_number(making, year, 1, draw(making, 2) == 0),
		.address = address(making, town, making->words->village[draw(making, making->words->villages)]), .school_id = school->id,
		.stage = is_junior ? STAGE_JUNIOR : STAGE_PRIMARY, .grade = 1 + (int64_t)grade, .hardship = hardships[draw(making, 9)],
		.since = { date_at(making->now).day - 30 - (int32_t)draw(making, 700) }, .left_on = { DATE_NONE_DAY } };
}

/* One by one: what selects cannot be sent in bulk. */
static enum err run_each(struct making *making, const struct statement *statement, const void *rows, size_t size, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(db_run(making->db, statement, NULL, (const char *)rows + i * size));
	return OK;
}

static enum err make_students(struct making *making, size_t count)
{
	static const int64_t places[] = { 2, 2, 2, 2, 2, 2, 2, 1, 1, 3 };
	const struct student_writer writer = { .now = making->now };
	const struct demo_town *school = making->schools.row;
	struct student_change *changes = ARENA_ARRAY(making->arena, struct student_change, count + 1);
	struct demo_paired *paired = ARENA_ARRAY(making->arena, struct demo_paired, count + 1);

	for (size_t i = 0; i < count; i++) {
		const struct demo_town *at = &school[draw(making, making->schools.count)], *town = town_of(making, at->code);

		changes[i] = (struct student_change){ .facts = student(making, at, town), .path = at->path };
		paired[i] = (struct demo_paired){ .home_code = home_in(making, town->code), .tags = tags_drawn(making, 3),
						  .places = places[draw(making, 10)], .wants_woman = draw(making, 10) == 0,
						  .identified_at = { making->now.us - (int64_t)draw(making, 400) * 86400000000 } };
	}
	for (size_t first = 0; first < count; first += student_many)
		TRY(student_write(making->db, making->arena, making->keyring, &writer, &changes[first],
				  count - first < student_many ? count - first : student_many));
	for (size_t i = 0; i < count; i++)
		paired[i].code = changes[i].code;
	return run_each(making, &put_paired, paired, sizeof(*paired), count);
}

static struct demo_adult adult(struct making *making, const char *family, enum relation relation, const char *called, bool male)
{
	const char *key = token_new(making->arena), *number;
	struct national_id id;
	struct demo_adult made = { .relation = relation, .family = family, .sex = male ? SEX_MALE : SEX_FEMALE };

	made.adult_key = key = arena_copy(making->arena, key, 22);
	number = id_number(making, relation == RELATION_PARENT ? 1940 : 1965, relation == RELATION_PARENT ? 15 : 25, male);
	made.name = seal_text(making->keyring, making->arena, place_in(&place_family_adult_name, key), called);
	made.id_number = seal_text(making->keyring, making->arena, place_in(&place_family_adult_id_number, key), number);
	made.id_number_index = blind_index(making->keyring, making->arena, purpose_family_adult_id_number, number);
	if (national_id_read(making->arena, number, date_at(making->now), &id) == NATIONAL_ID_FINE)
		made.birth = id.birth;
	return made;
}

static struct demo_family family(struct making *making, size_t which, const char *called)
{
	static const int64_t travels[] = { 3, 5, 5, 8, 10, 10, 15, 15, 20, 30 }, capacities[] = { 1, 1, 1, 1, 1, 1, 1, 1, 2, 2 };
	const struct demo_town *town = (const struct demo_town *)making->towns.row + draw(making, making->towns.count);
	const char *code = code_new(making->arena), *number = telephone(making);

	return (struct demo_family){
		.code = code, .unit_id = town->id, .path = town->path, .home_code = home_in(making, town->code),
		.name = seal_text(making->keyring, making->arena, place_in(&place_family_name, code), called),
		.telephone = seal_text(making->keyring, making->arena, place_in(&place_family_telephone, code), number),
		.address = seal_text(making->keyring, making->arena, place_in(&place_family_address, code),
				     address(making, town, making->words->road[draw(making, making->words->roads)])),
		.telephone_index = blind_index(making->keyring, making->arena, purpose_family_telephone, number),
		.name_index = blind_index(making->keyring, making->arena, purpose_family_name, called),
		.offers = tags_drawn(making, 4), .available = 1 + (int64_t)draw(making, 7), .travel_km = travels[draw(making, 10)],
		.capacity = capacities[draw(making, 10)], .applied_at = { making->now.us - (int64_t)(100 + draw(making, 300)) * 86400000000 },
		.form_digest = digest_text(making->arena, arena_print(making->arena, "demo family %zu", which)),
		.payload_digest = making->mark };
}

static enum err make_families(struct making *making, size_t count)
{
	struct demo_family *families = ARENA_ARRAY(making->arena, struct demo_family, count + 1);
	struct demo_adult *adults = ARENA_ARRAY(making->arena, struct demo_adult, 3 * count + 1);
	size_t grown_ups = 0;

	for (size_t i = 0; i < count; i++) {
		const char *called = name(making), *code;
		const bool male = draw(making, 2) == 0;

		families[i] = family(making, i, called);
		code = families[i].code;
		adults[grown_ups++] = adult(making, code, RELATION_SELF, called, male);
		if (draw(making, 4) != 0)
			adults[grown_ups++] = adult(making, code, RELATION_SPOUSE, name(making), !male);
		if (draw(making, 7) == 0)
			adults[grown_ups++] = adult(making, code, RELATION_PARENT, name(making), draw(making, 2) == 0);
	}
	TRY(db_run_many(making->db, &put_family, (struct rows){ families, count }, NULL));
	return run_each(making, &put_adult, adults, sizeof(*adults), grown_ups);
}

enum err demo_pairing_make(struct db *db, struct arena *arena, const struct keyring *keyring, const struct demo_words *words,
			   size_t students, size_t families, struct timestamp now)
{
	struct making making = { .db = db, .arena = arena, .keyring = keyring, .words = words, .now = now, .seed = 20181109 };
	int64_t there;

	making.mark = digest_text(arena, "demo family");
	TRY(db_one(db, arena, &made_before, &there, making.mark));
	if (there > 0)
		return E_CONFLICT;
	TRY(db_all(db, arena, &towns, &making.towns));
	TRY(db_all(db, arena, &schools, &making.schools));
	TRY(db_all(db, arena, &villages, &making.villages));
	if (making.towns.count == 0 || making.schools.count == 0)
		return E_NOT_FOUND;
	TRY(make_students(&making, students));
	return make_families(&making, families);
}
