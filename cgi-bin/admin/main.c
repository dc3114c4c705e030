/* admin: the staff's door. */
#include "app/serve.h"
#include "app/staff.h"
#include "rooms.h"

int main(int argc, char **argv)
{
	static const struct room *const rooms[] = {
		&sign_in_room, &home_room, &session_room,
		&campaign_room, &approval_room, &pledge_room, &telephone_room,
		&student_room, &unit_room, &account_room,
		&import_room, &export_room, &job_room, &outbox_room, &audit_room, &request_room,
		&family_room, &vetting_room, &pairing_student_room, &match_run_room, &match_decide_room,
		&pair_room, &pair_step_room, &pair_message_room, &visit_room, &concern_room, &contact_room,
		&programme_room, &rule_draft_room, &rule_clause_room, &rule_try_room,
		&lookup_room,
		&help_room,
		&award_room, &award_group_room, &objection_room, &aid_student_room,
		&gap_room,
		NULL };
	static const struct program program = {
		.name = "admin", .rooms = rooms, .identify = staff_identify, .surround = staff_surround,
		.refusal_page = "admin/error", .audited = true };

	return serve(&program, argc, argv);
}
