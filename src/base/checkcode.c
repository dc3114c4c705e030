/* Check characters: ISO/IEC 7064 and GB 32100. */
#include "base/text.h"

#include <string.h>

static const char iso7064_alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char gb32100_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";	/* without I O S V Z */

enum {
	iso7064_modulus = 36,
	gb32100_modulus = 31,
	gb32100_length = 18,
	gb32100_division_first = 2,
	gb32100_division_end = 8
};

/* -1: not of the alphabet. */
static int value_in(const char *alphabet, char character)
{
	const char *const found = character == '\0' ? NULL : strchr(alphabet, character);

	return found == NULL ? -1 : (int)(found - alphabet);
}

/* The standard's hybrid system: P(1) = M; S(j) = P(j) + a(j); P(j+1) = 2 · (S(j) mod M, 0 taken as M) mod (M + 1).
 * Returns P after the payload, 1…M, or -1. */
static int iso7064_product(const char *payload, size_t length)
{
	int product = iso7064_modulus;

	for (size_t i = 0; i < length; i++) {
		const int value = value_in(iso7064_alphabet, payload[i]);

		if (value < 0)
			return -1;

		const int sum = (product + value) % iso7064_modulus;

		product = (sum == 0 ? iso7064_modulus : sum) * 2 % (iso7064_modulus + 1);
	}
	return product;
}

char text_iso7064_mod37_36(const char *payload, size_t length)
{
	const int product = iso7064_product(payload, length);

	if (product < 0)
		return '\0';
	return iso7064_alphabet[(iso7064_modulus + 1 - product) % iso7064_modulus];
}

bool text_iso7064_mod37_36_holds(const char *code, size_t length)
{
	if (length < 2)
		return false;

	const char check = text_iso7064_mod37_36(code, length - 1);

	return check != '\0' && check == code[length - 1];
}

bool text_is_gb32100(const char *code)
{
	int sum = 0, weight = 1;

	if (strlen(code) != gb32100_length || code[0] == '0')
		return false;
	for (size_t i = 0; i < gb32100_length - 1; i++) {
		const int value = value_in(gb32100_alphabet, code[i]);
		const bool in_division = i >= gb32100_division_first && i < gb32100_division_end;

		if (value < 0 || (in_division && value > 9))
			return false;
		sum += value * weight;
		weight = weight * 3 % gb32100_modulus;
	}
	return code[gb32100_length - 1] == gb32100_alphabet[(gb32100_modulus - sum % gb32100_modulus) % gb32100_modulus];
}
