/* Sealed rows by the million, for LOAD DATA: as the register and the givers' form would have stored them, so that pages open them.
 *
 *	list_rows KEYFILE student|pledge FIRST LAST	a line each, fields separated by tabs, bytes in hexadecimal:
 *		student: number, code, name, ID number, guardian, telephone, address, indexes of ID number, name, telephone
 *		pledge: number, code, name, telephone, index of the telephone */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/office/sealed_places.h"

struct maker {
	struct keyring *keyring;
	struct arena arena;
	const char *code;
};

static void put_hex(struct bytes bytes)
{
	static const char digits[] = "0123456789ABCDEF";
	char text[1024];
	size_t length = 0;

	for (size_t i = 0; i < bytes.length && length + 2 < sizeof text; i++) {
		text[length++] = digits[bytes.data[i] >> 4];
		text[length++] = digits[bytes.data[i] & 15];
	}
	putchar('\t');
	fwrite(text, 1, length, stdout);
}

static void put_sealed(struct maker *maker, const struct sealed_place *place, const char *text)
{
	put_hex(seal_text(maker->keyring, &maker->arena, place_in(place, maker->code), text));
}

static void put_index(struct maker *maker, const char *purpose, const char *text)
{
	put_hex(blind_index(maker->keyring, &maker->arena, purpose, text));
}

/* Family names, Wang to Wu, and two signs of a thousand: as many people of one name as a city has. */
static const char *name_of(struct maker *maker, long number)
{
	static const char *const family[] = { "\xE7\x8E\x8B", "\xE6\x9D\x8E", "\xE5\xBC\xA0", "\xE5\x88\x98", "\xE9\x99\x88", "\xE6\x9D\xA8",
					      "\xE8\xB5\xB5", "\xE9\xBB\x84", "\xE5\x91\xA8", "\xE5\x90\xB4" };
	const unsigned second = (unsigned)(number / 10 % 100), third = (unsigned)(number / 1000 % 100);

	return arena_print(&maker->arena, "%s\xE5%c%c\xE6%c%c", family[number % 10], (char)(0x80 + second % 64), (char)(0x80 + second / 64),
			   (char)(0x80 + third % 64), (char)(0x90 + third / 64));
}

static void put_student(struct maker *maker, long number)
{
	const char *name = name_of(maker, number), *telephone = arena_print(&maker->arena, "138%08ld", number);
	const char *id_number = arena_print(&maker->arena, "3713022008%08ld", number);

	put_sealed(maker, &place_student_name, name);
	put_sealed(maker, &place_student_id_number, id_number);
	put_sealed(maker, &place_student_guardian, name_of(maker, number + 7));
	put_sealed(maker, &place_student_telephone, telephone);
	put_sealed(maker, &place_student_address, "Shandong Linyi Lanshan Yinqueshan Jinqueshan Road 123, 4-502");
	put_index(maker, purpose_student_id_number, id_number);
	put_index(maker, purpose_student_name, name);
	put_index(maker, purpose_student_telephone, telephone);
}

/* Three pledges a telephone. */
static void put_pledge(struct maker *maker, long number)
{
	const char *telephone = arena_print(&maker->arena, "139%08ld", number / 3);

	put_sealed(maker, &place_pledge_name, name_of(maker, number));
	put_sealed(maker, &place_pledge_telephone, telephone);
	put_index(maker, purpose_pledge_telephone, telephone);
}

int main(int argc, char **argv)
{
	const bool students = argc == 5 && strcmp(argv[2], "student") == 0;
	struct fault fault = { "" };
	struct maker maker = { 0 };
	struct arena process;

	arena_init(&process, 0);
	arena_init(&maker.arena, 0);
	if (argc != 5 || (!students && strcmp(argv[2], "pledge") != 0) || crypt_start(&fault) != OK ||
	    keyring_load(&process, argv[1], &maker.keyring, &fault) != OK) {
		fprintf(stderr, "list_rows: %s\n", argc != 5 ? "usage: list_rows KEYFILE student|pledge FIRST LAST" : fault.text);
		return 1;
	}
	for (long number = strtol(argv[3], NULL, 10), last = strtol(argv[4], NULL, 10); number <= last; number++) {
		maker.code = arena_print(&maker.arena, "%09ld", number);
		printf("%ld\t%s", number, maker.code);
		(students ? put_student : put_pledge)(&maker, number);
		putchar('\n');
		if (number % 64 == 0)
			arena_reset(&maker.arena);
	}
	arena_free(&maker.arena);
	arena_free(&process);
	return fflush(stdout) == 0 ? 0 : 1;
}
