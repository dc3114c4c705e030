/* The reason somebody gives for what they do, as the audit trail keeps it: the field, and the forms that ask for nothing else. */
#ifndef YM_ADMIN_REASON_H
#define YM_ADMIN_REASON_H

#include "app/room.h"

#define REASON_FIELD(of) FIELD(of, reason, .kind = FIELD_LINES, .min_chars = 2, .max_chars = 300, .required = true)
#define OPTIONAL_REASON_FIELD(of) FIELD(of, reason, .kind = FIELD_LINES, .max_chars = 300)

struct reason_input {
	const char *reason;
};
extern const struct field reason_form[], optional_reason_form[];

#endif
