/* pledge: citizens see campaigns, register what they will give, and follow it. */
#include "app/serve.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = { &campaign_room, &pledge_room, &follow_room, &mine_room, &feed_room, NULL };
	static const struct program program = { .name = "pledge", .rooms = rooms };

	return serve(&program, argc, argv);
}
