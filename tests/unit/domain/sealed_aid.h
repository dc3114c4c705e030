/* The part of sealed_rows that is aid's. */
#ifndef YM_TESTS_SEALED_AID_H
#define YM_TESTS_SEALED_AID_H

#include "sealed_rows.h"

void sealed_aid_clean(struct giving *giving);
void sealed_aid_store(struct giving *giving);	/* after units were stored */
void sealed_aid_check(struct giving *giving);

#endif
