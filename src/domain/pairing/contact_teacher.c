/* Who answers for a student at school, and who does afterwards. */
#include "domain/office/audit.h"
#include "domain/pairing/contact.h"

const struct shape contact_teacher_shape = SHAPE(contact_teacher,
	COLUMN(contact_teacher, account_id), COLUMN(contact_teacher, login), COLUMN(contact_teacher, name), COLUMN(contact_teacher, gone),
	COLUMN(contact_teacher, students));

const struct shape contact_taught_shape = SHAPE(contact_taught, COLUMN(contact_taught, code), COLUMN(contact_taught, school));

#define TEACHER                                                                                                     \
	"SELECT a.id AS account_id, a.login, a.name, a.disabled AS gone, COUNT(*) AS students FROM pairing_student ps "        \
	"JOIN student s ON s.id = ps.student_id JOIN account a ON a.id = ps.teacher_id "                                        \
	"WHERE s.path LIKE CONCAT(?, '%') AND ps.state <> 'closed' "
static const struct statement list = {
	.sql = TEACHER "GROUP BY a.id ORDER BY a.disabled DESC, a.name, a.id LIMIT 500", .params = "s", .row = &contact_teacher_shape };
static const struct statement one = { .sql = TEACHER "AND a.id = ? GROUP BY a.id", .params = "si", .row = &contact_teacher_shape };

static const struct statement taught = {
	.sql = "SELECT s.code, u.name AS school FROM pairing_student ps JOIN student s ON s.id = ps.student_id JOIN unit u ON u.id = s.school_id "
	       "WHERE ps.teacher_id = ? AND ps.state <> 'closed' AND s.path LIKE CONCAT(?, '%') ORDER BY u.name, s.code LIMIT 500",
	.params = "is", .row = &contact_taught_shape };

/* Staff of the schools where the one has students; students: how many each has already. */
static const struct statement successors = {
	.sql = "SELECT a.id AS account_id, a.login, a.name, a.disabled AS gone, "
	       "(SELECT COUNT(*) FROM pairing_student o WHERE o.teacher_id = a.id AND o.state <> 'closed') AS students FROM account a "
	       "WHERE a.disabled = FALSE AND a.id <> ? AND a.id IN (SELECT g.account_id FROM role_grant g JOIN unit u ON u.id = g.unit_id "
	       "JOIN student s ON s.path = u.path JOIN pairing_student ps ON ps.student_id = s.id AND ps.teacher_id = ? "
	       "AND ps.state <> 'closed' WHERE g.role = 'school' AND g.revoked_at IS NULL AND s.path LIKE CONCAT(?, '%')) ORDER BY a.name, a.id LIMIT 200",
	.params = "iis", .row = &contact_teacher_shape };

struct handed {
	int64_t student_id;
	const char *code, *path;
};
static const struct shape handed_shape = SHAPE(handed, COLUMN(handed, student_id), COLUMN(handed, code), COLUMN(handed, path));
static const struct statement to_hand = {
	.sql = "SELECT ps.student_id, s.code, s.path FROM pairing_student ps JOIN student s ON s.id = ps.student_id "
	       "WHERE ps.teacher_id = ? AND ps.state <> 'closed' AND s.path LIKE CONCAT(?, '%') AND (? = '' OR s.code = ?) "
	       "AND EXISTS (SELECT 1 FROM role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id "
	       "WHERE g.account_id = ? AND g.role = 'school' AND g.revoked_at IS NULL AND a.disabled = FALSE AND u.path = s.path) "
	       "ORDER BY ps.student_id FOR UPDATE",
	.params = "isssi", .row = &handed_shape };
static const struct statement hand = {
	.sql = "UPDATE pairing_student SET teacher_id = ? WHERE student_id = ? AND teacher_id = ?", .params = "iii" };

const struct statement *const contact_teacher_statements[] = { &list, &one, &taught, &successors, &to_hand, &hand, NULL };

enum err contact_teachers(struct db *db, struct arena *arena, const char *scope, struct rows *out)
{
	return db_all(db, arena, &list, out, scope);
}

enum err contact_teacher_find(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct contact_teacher *out)
{
	return db_one(db, arena, &one, out, scope, account_id);
}

enum err contact_students_of(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct rows *out)
{
	return db_all(db, arena, &taught, out, account_id, scope);
}

enum err contact_successors(struct db *db, struct arena *arena, const char *scope, int64_t account_id, struct rows *out)
{
	return db_all(db, arena, &successors, out, account_id, account_id, scope);
}

enum err contact_hand_over(struct db *db, struct arena *arena, const struct actor *actor, const struct contact_handing *handing,
			   struct timestamp now, int64_t *moved)
{
	const struct handed *handed;
	struct rows rows;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &to_hand, &rows, handing->from, actor->unit_path, handing->student_code, handing->student_code, handing->to));
	if (rows.count == 0)
		return E_INVALID;
	handed = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const struct audit_event event = {
			.action = "pairing_hand_over", .subject = arena_print(arena, "student:%s", handed[i].code),
			.unit_path = handed[i].path,
			.detail = arena_print(arena, "{\"teacher\":[%lld,%lld]}", (long long)handing->from, (long long)handing->to) };

		TRY(db_run(db, &hand, NULL, handing->to, handed[i].student_id, handing->from));
		TRY(audit_write(db, arena, actor, &event, now));
	}
	*moved = (int64_t)rows.count;
	return OK;
}
