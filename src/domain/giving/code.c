#include "domain/giving/code.h"

#include <string.h>

#include "base/text.h"
#include "crypt/token.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *code_new(struct arena *arena)
{
	char code[code_chars];
	char check;

	do {
		for (size_t i = 0; i < code_chars - 1; i++)
			code[i] = alphabet[random_below(sizeof alphabet - 1)];
		check = text_iso7064_mod37_36(code, code_chars - 1);
	} while (strchr(alphabet, check) == NULL);
	code[code_chars - 1] = check;
	return arena_copy(arena, code, code_chars);
}

bool code_holds(const char *code)
{
	return strlen(code) == code_chars && strspn(code, alphabet) == code_chars &&
	       text_iso7064_mod37_36_holds(code, code_chars);
}
