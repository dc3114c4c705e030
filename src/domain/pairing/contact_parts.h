/* Between the files of contact_scan: a text as signs, and the finders that look along them. */
#ifndef YM_DOMAIN_PAIRING_CONTACT_PARTS_H
#define YM_DOMAIN_PAIRING_CONTACT_PARTS_H

#include "domain/pairing/contact_scan.h"

/* A character, folded: full width to ASCII, capitals to small letters. Invisible ones are left out. */
struct sign {
	uint32_t as;		/* 0: the end */
	int digit;		/* 0 … 9 as it may be meant in a number: 5, ５, 五, ⑤, and o or l beside digits; -1: none */
	size_t at, end;		/* bytes in the text */
};

/* The signs of a text, ended by one whose `as` is 0. */
struct sign *sign_read(struct arena *arena, const char *text, size_t *count);

bool sign_is_letter(const struct sign *sign);		/* a … z */
bool sign_is_numeral(const struct sign *sign);		/* 0 … 9 in ASCII or full width */
bool sign_is_word(const struct sign *sign);		/* either */
bool sign_is_any(const struct sign *sign, const char *of);	/* one of the characters of a UTF-8 text */

/* How many signs `word` (folded UTF-8) takes here, blanks between its characters allowed; 0: it does not stand here. */
size_t sign_word(const struct sign *sign, const char *word);

/* Each looks at signs[from] for the beginning of its kind: signs it takes, 0: none. `signs` begins with the text, so that what
 * stands before may be looked at. */
typedef size_t contact_finder(const struct sign *signs, size_t from);
contact_finder contact_find_email, contact_find_link, contact_find_token, contact_find_wechat, contact_find_qq, contact_find_telephone;

/* What may stand between "微信" and the id: signs of it. *named: it says that a name comes (号, 是, a colon, …). */
size_t contact_filler(const struct sign *sign, bool *named);

#endif
