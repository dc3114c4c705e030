/* The part of sealed_rows that is pairing's. */
#ifndef YM_TESTS_SEALED_PAIRING_H
#define YM_TESTS_SEALED_PAIRING_H

#include "sealed_rows.h"

void sealed_pairing_clean(struct giving *giving);
void sealed_pairing_store(struct giving *giving);	/* after a student was stored */
void sealed_pairing_check(struct giving *giving);

#endif
