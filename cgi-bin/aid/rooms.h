/* The rooms of the aid program. */
#ifndef YM_AID_ROOMS_H
#define YM_AID_ROOMS_H

#include "app/room.h"

extern const struct room help_follow_room;
extern const struct room help_room;
extern const struct room calculator_room;
extern const struct room entitlement_room;
extern const struct room home_room;
extern const struct room lookup_room;
extern const struct room objection_room;

#endif
