/* Files in the database: whole, sealed, in order, and gone when they are wiped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/office/upload.h"
#include "giving_server.h"

enum { account = 1 };

/* Bytes that say where they stand. */
static struct bytes content_of(struct giving *giving, size_t length)
{
	uint8_t *data = arena_alloc(&giving->arena, length + 1);

	for (size_t i = 0; i < length; i++)
		data[i] = (uint8_t)(i * 31 + i / 4096);
	return (struct bytes){ data, length };
}

static int64_t stored(struct giving *giving, struct bytes content)
{
	int64_t id = 0;

	assert_int_equal(upload_store(giving->db, &giving->arena, giving->keyring, account, "register.xlsx", content, giving_noon(),
				      &id), OK);
	return id;
}

static void assert_opens_as(struct giving *giving, int64_t id, struct bytes content)
{
	uint8_t *back = arena_alloc(&giving->arena, content.length + 1);
	struct arena scratch;
	int fd = -1;

	arena_init(&scratch, 0);
	assert_int_equal(upload_open(giving->db, &scratch, giving->keyring, id, &fd), OK);
	assert_int_equal(read(fd, back, content.length + 1), content.length);
	assert_memory_equal(back, content.data, content.length);
	close(fd);
	arena_free(&scratch);
}

static void a_file_comes_back_whole(void **state)
{
	static const size_t lengths[] = { 0, 1, upload_piece_bytes - 1, upload_piece_bytes, upload_piece_bytes + 1,
					  3 * upload_piece_bytes + 7 };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		const struct bytes content = content_of(giving, lengths[i]);

		assert_opens_as(giving, stored(giving, content), content);
	}
}

static void a_file_above_the_limit_is_refused(void **state)
{
	struct giving *giving = *state;
	int64_t id;

	assert_int_equal(upload_store(giving->db, &giving->arena, giving->keyring, account, "large",
				      content_of(giving, upload_bytes_max + 1), giving_noon(), &id), E_INVALID);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM upload"), 0);
}

static void a_file_that_grows_is_read_piece_by_piece(void **state)
{
	static const char *const pieces[] = { "one ", "two ", "three" };
	struct giving *giving = *state;
	struct bytes piece;
	const char *key;
	int64_t id;
	bool last;

	assert_int_equal(upload_begin(giving->db, &giving->arena, account, "audit.csv", giving_noon(), &id, &key), OK);
	for (int64_t i = 0; i < 3; i++)
		assert_int_equal(upload_append(giving->db, giving->keyring, id, key, i,
					       (struct bytes){ (const uint8_t *)pieces[i], strlen(pieces[i]) }), OK);
	for (int64_t i = 0; i < 3; i++) {
		assert_int_equal(upload_piece(giving->db, &giving->arena, giving->keyring, id, i, &piece, &last), OK);
		assert_int_equal(piece.length, strlen(pieces[i]));
		assert_memory_equal(piece.data, pieces[i], piece.length);
		assert_int_equal(last, i == 2);
	}
	assert_int_equal(upload_piece(giving->db, &giving->arena, giving->keyring, id, 3, &piece, &last), E_NOT_FOUND);
	assert_int_equal(giving_number(giving, "SELECT bytes AS n FROM upload"), 13);
	assert_opens_as(giving, id, (struct bytes){ (const uint8_t *)"one two three", 13 });
}

static void a_file_is_stored_sealed(void **state)
{
	struct giving *giving = *state;
	static const char secret[] = "371302190001010002";

	stored(giving, (struct bytes){ (const uint8_t *)secret, sizeof secret - 1 });
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM upload_piece WHERE INSTR(content_sealed, '3713021900') > 0"), 0);
}

static void pieces_that_change_places_do_not_open(void **state)
{
	struct giving *giving = *state;
	const int64_t id = stored(giving, content_of(giving, 2 * upload_piece_bytes));
	struct arena scratch;
	int fd = -1;

	giving_sql(giving, "UPDATE upload_piece SET number = 9 WHERE number = 0");
	giving_sql(giving, "UPDATE upload_piece SET number = 0 WHERE number = 1");
	giving_sql(giving, "UPDATE upload_piece SET number = 1 WHERE number = 9");
	arena_init(&scratch, 0);
	assert_int_equal(upload_open(giving->db, &scratch, giving->keyring, id, &fd), E_INTERNAL);
	assert_int_equal(fd, -1);
	arena_free(&scratch);
}

static void a_wiped_file_is_known_and_gone(void **state)
{
	struct giving *giving = *state;
	const int64_t id = stored(giving, content_of(giving, 100));
	struct arena scratch;
	int fd = -1;

	assert_int_equal(upload_wipe(giving->db, id), OK);
	arena_init(&scratch, 0);
	assert_int_equal(upload_open(giving->db, &scratch, giving->keyring, id, &fd), E_NOT_FOUND);
	arena_free(&scratch);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM upload"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM upload_piece"), 0);
}

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM upload");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

static int start(void **state)
{
	if (giving_start(state) != 0)
		return -1;
	giving_sql(*state, "INSERT INTO account (id, login, name, created_at) VALUES (1, 'somebody', 'Somebody', '2026-01-01')");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_file_comes_back_whole, clean),
		cmocka_unit_test_setup(a_file_above_the_limit_is_refused, clean),
		cmocka_unit_test_setup(a_file_that_grows_is_read_piece_by_piece, clean),
		cmocka_unit_test_setup(a_file_is_stored_sealed, clean),
		cmocka_unit_test_setup(pieces_that_change_places_do_not_open, clean),
		cmocka_unit_test_setup(a_wiped_file_is_known_and_gone, clean),
	};

	return cmocka_run_group_tests_name("upload", tests, start, giving_stop);
}
