/* The part of sealed_rows that is the awards'. */
#ifndef YM_TESTS_SEALED_AID_H
#define YM_TESTS_SEALED_AID_H

#include "sealed_rows.h"

void sealed_aid_clean(struct giving *giving);
void sealed_aid_store(struct giving *giving);		/* after a student was stored */
void sealed_aid_check(struct giving *giving);

#endif
