/* match: families come forward and find their student; guardians, and whoever has a concern, have their say. */
#include "app/member.h"
#include "app/serve.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = {
		&home_room,
		&sign_in_room,
		&pair_room,
		&guardian_room,
		&guardian_pair_room,
		&apply_room,
		&own_room,
		&visit_room,
		&message_room,
		&concern_room,
		&record_room,
		NULL };
	static const struct program program = {
		.name = "match", .rooms = rooms, .identify = member_identify, .surround = member_surround,
		.refusal_page = "match/error" };

	return serve(&program, argc, argv);
}
