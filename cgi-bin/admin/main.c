/* admin: the staff's door. */
#include "app/serve.h"
#include "app/staff.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = {
		&sign_in_room,
		&home_room,
		&session_room,
		NULL };
	static const struct program program = {
		.name = "admin", .rooms = rooms, .identify = staff_identify, .audited = true, .refusal_page = "admin/error" };

	return serve(&program, argc, argv);
}
