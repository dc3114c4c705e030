/* The part of sealed_rows that is the awards'. */
#ifndef YM_TESTS_SEALED_AWARD_H
#define YM_TESTS_SEALED_AWARD_H

#include "sealed_rows.h"

void sealed_award_clean(struct giving *giving);
void sealed_award_store(struct giving *giving);		/* after a student was stored */
void sealed_award_check(struct giving *giving);

#endif
