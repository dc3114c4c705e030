#include "domain/office/actor.h"

const struct shape actor_shape = SHAPE(actor,
	COLUMN(actor, login), COLUMN(actor, name), COLUMN(actor, role, .names = office_role_names),
	COLUMN(actor, unit_name));

/* "/" begins every path: machines act for the whole tree. No account may take these logins (account.c). */
const struct actor actor_worker = { .login = "worker", .name = "worker", .role = ROLE_SYSTEM, .unit_path = "/", .unit_name = "",
				    .second_factor_at = { TIMESTAMP_NONE_US } };
const struct actor actor_command = { .login = "command", .name = "command", .role = ROLE_SYSTEM, .unit_path = "/",
				     .unit_name = "", .second_factor_at = { TIMESTAMP_NONE_US } };
const struct actor actor_nobody = { .login = "nobody", .name = "nobody", .role = ROLE_SYSTEM, .unit_path = "", .unit_name = "",
				    .second_factor_at = { TIMESTAMP_NONE_US } };
