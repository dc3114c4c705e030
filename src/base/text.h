/* Strict functions on UTF-8 text. Lengths people care about are in characters (code points), storage is in bytes. */
#ifndef YM_BASE_TEXT_H
#define YM_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* Well-formed UTF-8 by RFC 3629 (no overlong forms, surrogates, or above U+10FFFF) and no NUL. */
bool text_is_utf8(const char *bytes, size_t length);

/* Code points of well-formed UTF-8. */
size_t text_count(const char *text);

/* Decode the code point at *cursor of well-formed UTF-8 and step over it. 0 at the end, where it stays.
 * A byte that is not well-formed gives U+FFFD; the NUL is never passed. */
uint32_t text_next(const char **cursor);

/* Has a control character (C0, DEL, C1) other than what `allow_newline` admits (\n, \r\n), or U+2028/2029, a bidi override or a BOM. */
bool text_has_control(const char *text, bool allow_newline);

/* Full-width ASCII (U+FF01…FF5E) to ASCII, ideographic space to space. A copy in the arena. */
char *text_fold_width(struct arena *arena, const char *text);

/* Without blanks (ASCII space, tab, newline, U+00A0, U+3000) at both ends. A copy in the arena. */
char *text_trim(struct arena *arena, const char *text);

/* The first character and `**`: how a giver who chose so is shown (domain.md §1). An empty text stays empty. */
char *text_mask_name(struct arena *arena, const char *name);

/* 138****0000: all but the first 3 and last 4 characters; seven or fewer are all stars. */
char *text_mask_telephone(struct arena *arena, const char *telephone);

/* ISO/IEC 7064:2003 MOD 37,36 over 0-9 A-Z. The check character for `payload`; 0 if it has another character. */
char text_iso7064_mod37_36(const char *payload, size_t length);

/* The whole string, check character last, is consistent. */
bool text_iso7064_mod37_36_holds(const char *code, size_t length);

/* GB 32100-2015 unified social credit identifier: 18 characters of its alphabet, the first not 0 (no registrar has it),
 * the third to eighth digits (the division), check character right. Upper case only. */
bool text_is_gb32100(const char *code);

#endif
