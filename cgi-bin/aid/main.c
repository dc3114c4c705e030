/* aid: what aid fits a family, where its application is, and help for whoever asks. */
#include "app/serve.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = {
		&calculator_room,
		&entitlement_room,
		&help_follow_room,
		&help_room,
		&home_room,
		&lookup_room,
		&objection_room,
		NULL };
	static const struct program program = { .name = "aid", .rooms = rooms, .refusal_page = "aid/error" };

	return serve(&program, argc, argv);
}
