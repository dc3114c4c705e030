#include "domain/pairing/contact.h"

#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

const struct shape contact_shape = SHAPE(contact,
	COLUMN(contact, student_code), COLUMN(contact, school), COLUMN(contact, teacher, .nullable = true),
	COLUMN(contact, teacher_gone), COLUMN(contact, families), COLUMN(contact, last_on), COLUMN(contact, visited),
	COLUMN(contact, days), COLUMN(contact, overdue));

const struct shape contact_sum_shape = SHAPE(contact_sum,
	COLUMN(contact_sum, unit_id), COLUMN(contact_sum, unit), COLUMN(contact_sum, students), COLUMN(contact_sum, overdue));

/* Of each active pair: the last visit that counts, or none. */
#define LAST_VISIT                                                                                                  \
	"(SELECT MAX(v.happened_on) FROM visit v WHERE v.pair_id = p.id AND v.outcome = 'done' AND NOT (v.review <=> 'disputed'))"
#define ACTIVE_DAY "DATE(p.activated_at + INTERVAL 8 HOUR)"

/* Of each student in scope: families, the last day of any. */
#define STUDENTS                                                                                                    \
	"(SELECT s.id, s.code, s.path, s.school_id, COUNT(*) AS families, MAX(" LAST_VISIT ") AS visited_on, MIN(" ACTIVE_DAY ") AS active_on " \
	"FROM student s JOIN pair p ON p.student_id = s.id AND p.state = 'active' WHERE s.path LIKE CONCAT(?, '%') GROUP BY s.id) x "
#define DAYS "DATEDIFF(?, COALESCE(x.visited_on, x.active_on))"

static const struct statement list = {
	.sql = "SELECT x.code AS student_code, u.name AS school, a.name AS teacher, COALESCE(a.disabled, FALSE) AS teacher_gone, x.families, "
	       "COALESCE(x.visited_on, x.active_on) AS last_on, x.visited_on IS NOT NULL AS visited, "
	       "CAST(" DAYS " AS SIGNED) AS days, " DAYS " > ? AS overdue FROM " STUDENTS
	       "JOIN pairing_student ps ON ps.student_id = x.id JOIN unit u ON u.id = x.school_id LEFT JOIN account a ON a.id = ps.teacher_id "
	       "HAVING days > ? ORDER BY days DESC, student_code LIMIT ? OFFSET ?",
	.params = "ddisiii", .row = &contact_shape };

/* The unit right below the scope: its path is that much of a student's. */
static const struct statement sums = {
	.sql = "SELECT u.id AS unit_id, u.name AS unit, COUNT(*) AS students, CAST(SUM(" DAYS " > ?) AS SIGNED) AS overdue FROM " STUDENTS
	       "JOIN unit u ON u.path = CONCAT(SUBSTRING_INDEX(x.path, '/', ?), '/') GROUP BY u.id ORDER BY overdue DESC, students DESC, u.id",
	.params = "disi", .row = &contact_sum_shape };

const struct statement *const contact_list_statements[] = { &list, &sums, NULL };

enum err contact_list(struct db *db, struct arena *arena, const struct contact_search *search, struct date today, struct rows *out,
		      bool *more)
{
	struct rows read;

	TRY(db_all(db, arena, &list, &read, today, today, search->most_days, search->scope, search->overdue ? search->most_days : -1,
		   search->rows + 1, search->skip));
	*more = (int64_t)read.count > search->rows;
	*out = (struct rows){ read.row, read.count - *more };
	return OK;
}

enum err contact_sums(struct db *db, struct arena *arena, const char *scope, int64_t most_days, struct date today, struct rows *out)
{
	int64_t parts = 1;

	for (const char *at = scope; *at != '\0'; at++)
		parts += *at == '/';
	return db_all(db, arena, &sums, out, today, most_days, scope, parts);
}

/* --- the worker --- */

struct reminder {
	int64_t pair_id, days;
	const char *step, *family_code, *path, *language;
	struct bytes telephone;
};
static const struct shape reminder_shape = SHAPE(reminder,
	COLUMN(reminder, pair_id), COLUMN(reminder, days), COLUMN(reminder, step), COLUMN(reminder, family_code), COLUMN(reminder, path),
	COLUMN(reminder, language), COLUMN(reminder, telephone));

/* A period is most_days since the last visit: each has a step of its own, so it is told once. */
#define SINCE "DATEDIFF(?, y.last_on)"
static const struct statement due = {
	.sql = "SELECT y.id AS pair_id, CAST(" SINCE " AS SIGNED) AS days, "
	       "CONCAT('contact_', DATE_FORMAT(y.last_on, '%Y%m%d'), '_', " SINCE " DIV ?) AS step, f.code AS family_code, f.path, "
	       "CAST(f.language AS CHAR) AS language, f.telephone_sealed AS telephone "
	       "FROM (SELECT p.id, p.family_id, COALESCE(" LAST_VISIT ", " ACTIVE_DAY ") AS last_on FROM pair p WHERE p.state = 'active') y "
	       "JOIN family f ON f.id = y.family_id WHERE " SINCE " > ? AND f.telephone_sealed IS NOT NULL AND NOT EXISTS "
	       "(SELECT 1 FROM pair_notice n WHERE n.pair_id = y.id AND n.step = "
	       "CONCAT('contact_', DATE_FORMAT(y.last_on, '%Y%m%d'), '_', " SINCE " DIV ?)) ORDER BY y.id LIMIT ?",
	.params = "ddididii", .row = &reminder_shape };

static const struct statement note = {
	.sql = "INSERT INTO pair_notice (pair_id, step, told_at) VALUES (?, ?, ?)", .params = "ist" };

const struct statement *const contact_worker_statements[] = { &due, &note, NULL };

enum err contact_remind(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t most_days, int64_t rows,
			struct timestamp now, int64_t *reminded)
{
	const struct date today = date_at(now);
	const struct reminder *reminder;
	struct rows read;

	TRY(db_all(db, arena, &due, &read, today, today, most_days, today, most_days, today, most_days, rows));
	reminder = read.row;
	for (size_t i = 0; i < read.count; i++) {
		const struct message_value values[] = {
			{ "days", arena_print(arena, "%lld", (long long)reminder[i].days) }, { NULL, NULL } };
		struct message message = { .channel = CHANNEL_SMS, .template = "contact_overdue", .values = values,
					   .language = reminder[i].language, .unit_path = reminder[i].path };
		struct secret telephone;

		TRY(seal_open(keyring, arena, place_in(&place_family_telephone, reminder[i].family_code), reminder[i].telephone, &telephone));
		message.to = telephone.hidden;
		TRY(outbox_put(db, arena, keyring, &message, now));
		TRY(db_run(db, &note, NULL, reminder[i].pair_id, reminder[i].step, now));
	}
	*reminded = (int64_t)read.count;
	return OK;
}
