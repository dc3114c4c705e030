#include "domain/pairing/record.h"

#include "domain/office/sealed_places.h"

const struct shape record_visit_shape = SHAPE(record_visit, COLUMN(record_visit, happened_on), COLUMN(record_visit, minutes));
const struct shape record_year_shape = SHAPE(record_year,
	COLUMN(record_year, year), COLUMN(record_year, visits), COLUMN(record_year, hours), COLUMN(record_year, minutes));
const struct shape record_shape = SHAPE(record,
	COLUMN(record, serial), COLUMN(record, name), COLUMN(record, family_code), COLUMN(record, printed_on), COLUMN(record, visits),
	COLUMN(record, hours), COLUMN(record, minutes));

static const struct statement confirmed = {
	.sql = "SELECT v.happened_on, CAST(v.minutes AS SIGNED) AS minutes FROM pair p JOIN visit v ON v.pair_id = p.id "
	       "WHERE p.family_id = ? AND v.outcome = 'done' AND v.review = 'confirmed' ORDER BY v.happened_on, v.id",
	.params = "i", .row = &record_visit_shape };

struct server {
	const char *code;
	struct bytes name;
};
static const struct shape server_shape = SHAPE(server, COLUMN(server, code), COLUMN(server, name, .nullable = true));
static const struct statement who = {
	.sql = "SELECT code, name_sealed AS name FROM family WHERE id = ?", .params = "i", .row = &server_shape };

const struct statement *const record_statements[] = { &confirmed, &who, NULL };

/* Sorted by day, so a year's visits stand together. */
static struct rows sum_years(struct arena *arena, struct rows visits)
{
	const struct record_visit *visit = visits.row;
	struct record_year *years = ARENA_ARRAY(arena, struct record_year, visits.count);
	size_t count = 0;

	for (size_t i = 0; i < visits.count; i++) {
		const int year = date_to_civil(visit[i].happened_on).year;

		if (count == 0 || years[count - 1].year != year)
			years[count++] = (struct record_year){ .year = year };
		years[count - 1].visits++;
		years[count - 1].minutes += visit[i].minutes;
	}
	for (size_t i = 0; i < count; i++) {
		years[i].hours = years[i].minutes / 60;
		years[i].minutes %= 60;
	}
	return (struct rows){ years, count };
}

enum err record_of(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct date today,
		   struct record *out, struct rows *visits, struct rows *years)
{
	const struct civil day = date_to_civil(today);
	const struct record_visit *visit;
	struct server server;
	struct secret name;
	struct rows rows;
	int64_t minutes = 0;

	TRY(db_one(db, arena, &who, &server, family_id));
	TRY(seal_open(keyring, arena, place_in(&place_family_name, server.code), server.name, &name));
	TRY(db_all(db, arena, &confirmed, &rows, family_id));
	visit = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		minutes += visit[i].minutes;
	*out = (struct record){
		.serial = arena_print(arena, "%s-%04d%02d%02d-%zu", server.code, day.year, day.month, day.day, rows.count),
		.name = name.hidden != NULL ? name.hidden : "", .family_code = server.code, .printed_on = today,
		.visits = (int64_t)rows.count, .hours = minutes / 60, .minutes = minutes % 60 };
	*visits = rows;
	*years = sum_years(arena, rows);
	return OK;
}
