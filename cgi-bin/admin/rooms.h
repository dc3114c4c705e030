/* The rooms of the staff program, one name a line. */
#ifndef YM_ADMIN_ROOMS_H
#define YM_ADMIN_ROOMS_H

#include "app/room.h"

extern const struct room sign_in_room;
extern const struct room audit_room;
extern const struct room lookup_room;
extern const struct room request_room;
extern const struct room help_room;
extern const struct room home_room;
extern const struct room session_room;
extern const struct room campaign_room;
extern const struct room approval_room;
extern const struct room pledge_room;
extern const struct room telephone_room;
extern const struct room job_room;
extern const struct room outbox_room;
extern const struct room unit_room;
extern const struct room account_room;
extern const struct room student_room;
extern const struct room pair_room;
extern const struct room pair_step_room;
extern const struct room pairing_student_room;
extern const struct room match_run_room;
extern const struct room match_decide_room;
extern const struct room family_room;
extern const struct room vetting_room;
extern const struct room import_room;
extern const struct room export_room;
extern const struct room gap_room;
extern const struct room concern_room, contact_room, pair_message_room, visit_room;
extern const struct room programme_room, rule_draft_room, rule_clause_room;
extern const struct room award_room, award_group_room, objection_room, aid_student_room;
extern const struct room programme_room, rule_draft_room, rule_clause_room, rule_try_room;

#endif
