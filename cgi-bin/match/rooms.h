/* The rooms of the match program. */
#ifndef YM_MATCH_ROOMS_H
#define YM_MATCH_ROOMS_H

#include "app/room.h"

extern const struct room home_room;
extern const struct room guardian_room, guardian_pair_room;
extern const struct room pair_room;
extern const struct room concern_room, message_room, record_room, visit_room;
extern const struct room sign_in_room;
extern const struct room apply_room;
extern const struct room own_room;

#endif
