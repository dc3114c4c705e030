/* The rooms of the pledge program: campaigns to look at, pledges to make and to follow, the same as open data. */
#ifndef YM_PLEDGE_ROOMS_H
#define YM_PLEDGE_ROOMS_H

#include "app/room.h"

extern const struct room campaign_room;
extern const struct room pledge_room;
extern const struct room follow_room;
extern const struct room mine_room;
extern const struct room feed_room;

#endif
