/* The rooms of the aid program. */
#ifndef YM_AID_ROOMS_H
#define YM_AID_ROOMS_H

#include "app/room.h"

extern const struct room home_room;

#endif
