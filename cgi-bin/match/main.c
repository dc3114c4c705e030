/* match: families come forward and find their student; guardians, and whoever has a concern, have their say. */
#include "app/serve.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = {
		&home_room,
		NULL };
	static const struct program program = { .name = "match", .rooms = rooms, .refusal_page = "match/error" };

	return serve(&program, argc, argv);
}
