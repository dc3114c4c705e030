/* What stands between the cells of a CSV: told from its first lines. */
#ifndef YM_EXCHANGE_SEPARATOR_H
#define YM_EXCHANGE_SEPARATOR_H

#include "base/bytes.h"

/* Comma, semicolon or tab: the one of which most lines have the same number; a comma where there is none of them. */
char separator_of(struct bytes head);

#endif
