/* A row in each sealed table of aid. */
#include "sealed_aid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/aid/poverty_person.h"

void sealed_aid_clean(struct giving *giving)
{
	giving_sql(giving, "DELETE FROM poverty_person");
}

void sealed_aid_store(struct giving *giving)
{
	const struct poverty_facts facts = { .id_number = SEALED_ID_NUMBER, .name = SEALED_NAME, .unit_id = 4,
					     .hardship = HARDSHIP_MINIMUM_LIVING, .left_on = { DATE_NONE_DAY } };

	assert_int_equal(poverty_write(giving->db, &giving->arena, giving->keyring, NULL, &facts, "/1/2/4/", 0, giving_noon()), OK);
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
}
