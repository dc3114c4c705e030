/* A row in each sealed table of aid. */
#include "sealed_aid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/aid/help_parts.h"
#include "domain/aid/poverty_person.h"

void sealed_aid_clean(struct giving *giving)
{
	giving_sql(giving, "DELETE FROM poverty_person");
	giving_sql(giving, "DELETE FROM help_event");
	giving_sql(giving, "DELETE FROM help_request");
}

static const struct help_wish wish = {
	.kind = HELP_LIVING, .child = SEALED_NAME, .body = SEALED_ADDRESS, .telephone = SEALED_TELEPHONE, .form_nonce = "help" };
static const char *help_code;

static enum err raise_and_say(void *context)
{
	struct giving *giving = context;
	int64_t id;

	TRY(help_raise(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &help_code));
	TRY(db_one(giving->db, &giving->arena, &(const struct statement){ .sql = "SELECT id AS n FROM help_request", .row = &db_number }, &id));
	return help_append(giving->db, &giving->arena, giving->keyring, id, "answer", SEALED_MAIL, giving_noon());
}

void sealed_aid_store(struct giving *giving)
{
	const struct poverty_facts facts = { .id_number = SEALED_ID_NUMBER, .name = SEALED_NAME, .unit_id = 4,
					     .hardship = HARDSHIP_MINIMUM_LIVING, .left_on = { DATE_NONE_DAY } };

	assert_int_equal(poverty_write(giving->db, &giving->arena, giving->keyring, NULL, &facts, "/1/2/4/", 0, giving_noon()), OK);
	assert_int_equal(db_transaction(giving->db, raise_and_say, NULL, giving, NULL), OK);
}

void sealed_aid_check(struct giving *giving)
{
	struct poverty_row found;

	sealed_assert_opens(giving, &place_poverty_person_id_number, "SELECT person_key AS place, id_number_sealed AS sealed FROM poverty_person",
			    SEALED_ID_NUMBER);
	sealed_assert_opens(giving, &place_poverty_person_name, "SELECT person_key AS place, name_sealed AS sealed FROM poverty_person",
			    SEALED_NAME);
	assert_int_equal(poverty_find(giving->db, &giving->arena, giving->keyring, SEALED_ID_NUMBER, &found), OK);
	assert_true(blind_index_is(giving->keyring, &giving->arena, purpose_student_name, SEALED_NAME, found.name_index));
	sealed_assert_opens(giving, &place_help_request_body, "SELECT code AS place, body_sealed AS sealed FROM help_request", SEALED_ADDRESS);
	sealed_assert_opens(giving, &place_help_request_child, "SELECT code AS place, child_sealed AS sealed FROM help_request", SEALED_NAME);
	sealed_assert_opens(giving, &place_help_request_telephone, "SELECT code AS place, telephone_sealed AS sealed FROM help_request",
			    SEALED_TELEPHONE);
	sealed_assert_opens(giving, &place_help_event_words, "SELECT event_key AS place, words_sealed AS sealed FROM help_event "
			    "WHERE words_sealed IS NOT NULL", SEALED_MAIL);
	struct help_standing standing;

	assert_int_equal(help_follow(giving->db, &giving->arena, help_code, giving_noon(), &standing), OK);
	assert_true(help_matches(giving->keyring, &giving->arena, &standing, help_code, SEALED_TELEPHONE + strlen(SEALED_TELEPHONE) - 4));
}
