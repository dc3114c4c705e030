/* Inside the student module only. */
#ifndef YM_DOMAIN_PAIRING_STUDENT_PARTS_H
#define YM_DOMAIN_PAIRING_STUDENT_PARTS_H

#include "domain/pairing/student.h"

/* The columns of struct student_row, in its shape's order. */
#define STUDENT_ROW                                                                                                 \
	"SELECT id, code, school_id, path, name_sealed AS name, id_number_sealed AS id_number, guardian_sealed AS guardian, " \
	"telephone_sealed AS telephone, address_sealed AS address, id_number_index, row_digest, stage, grade, hardship, since, left_on " \
	"FROM student"

/* A row as it comes, before it is masked. */
struct stored_student {
	int64_t id;
	const char *code;
	const char *school, *path;
	int64_t school_id;
	struct bytes name, id_number, guardian, telephone;	/* sealed */
	int64_t birth_year;
	enum sex sex;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
	struct timestamp updated_at, erased_at;
};
extern const struct shape stored_student_shape;

#define STORED_STUDENT                                                                                              \
	"SELECT s.id, s.code, u.name AS school, s.path, s.school_id, s.name_sealed AS name, s.id_number_sealed AS id_number, " \
	"s.guardian_sealed AS guardian, s.telephone_sealed AS telephone, YEAR(s.birth) AS birth_year, s.sex, s.stage, s.grade, " \
	"s.hardship, s.since, s.left_on, s.updated_at, s.erased_at FROM student s JOIN unit u ON u.id = s.school_id"

enum err student_mask(const struct keyring *keyring, struct arena *arena, const struct stored_student *stored,
		      struct student *out) MUST_CHECK;

/* What the rows said before, sealed, of the changes that have a before: sets their `fields` and `was`. */
enum err student_keep_past(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
			   struct student_change *changes, size_t count) MUST_CHECK;

#endif
