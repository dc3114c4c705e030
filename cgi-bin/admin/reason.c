#include "reason.h"

const struct field reason_form[] = { REASON_FIELD(reason_input), { .kind = FIELD_NONE } };
const struct field optional_reason_form[] = { OPTIONAL_REASON_FIELD(reason_input), { .kind = FIELD_NONE } };
