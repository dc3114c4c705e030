#include "work/kinds.h"

#include "domain/aid/aid_student.h"
#include "domain/aid/gap.h"
#include "domain/aid/poverty_person.h"
#include "domain/aid/programme.h"
#include "domain/aid/help_parts.h"
#include "domain/aid/help_worker.h"
#include "domain/aid/award.h"
#include "domain/giving/pledge_erasure.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/export.h"
#include "domain/office/holiday.h"
#include "domain/office/import_record.h"
#include "domain/office/outbox.h"
#include "domain/office/personal_request.h"
#include "domain/office/reseal.h"
#include "domain/office/sheet_word.h"
#include "domain/office/unit.h"
#include "domain/office/upload.h"
#include "domain/pairing/concern.h"
#include "domain/pairing/concern_worker.h"
#include "domain/pairing/contact.h"
#include "domain/pairing/mask.h"
#include "domain/pairing/match_decide.h"
#include "domain/pairing/match_run.h"
#include "domain/office/consent.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/pair_message_desk.h"
#include "domain/pairing/pair_worker.h"
#include "domain/pairing/student.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/student_erasure.h"
#include "domain/pairing/vetting_worker.h"
#include "domain/pairing/visit_desk.h"
#include "work/award_job.h"
#include "work/care_job.h"
#include "work/export_job.h"
#include "work/gap_job.h"
#include "work/help_job.h"
#include "work/import_job.h"
#include "work/match_decide_job.h"
#include "work/match_job.h"
#include "work/pairing_job.h"
#include "work/reseal_job.h"
#include "work/retention_job.h"
#include "work/vetting_job.h"

const struct job_kind *const work_kinds[] = {
	&award_job,
	&care_job,
	&export_job,
	&gap_job, &gap_night_job,
	&help_job,
	&import_check_job, &import_commit_job,
	&match_decide_job, &match_run_job,
	&pairing_job,
	&reseal_job,
	&retention_job,
	&vetting_job,
	NULL };

const struct statement *const *const work_statements[] = {
	job_statements, job_worker_statements, outbox_put_statements, outbox_worker_statements, upload_statements, audit_statements,
	audit_reader_statements, export_run_statements, export_office_statements, export_personal_statements,
	import_record_statements, import_result_statements, import_shown_statements, import_run_statements, import_place_statements,
	import_bad_statements, import_map_statements, import_campaign_statements, sheet_word_statements, student_writer_statements, poverty_statements,
	unit_statements, unit_change_statements, reseal_statements, role_held_statements,
	match_input_statements, match_solve_statements, retention_statements, personal_request_worker_statements,
	student_erasure_statements, family_erasure_statements, pledge_erasure_statements,
	visit_worker_statements, pair_message_worker_statements, concern_worker_statements, concern_officer_statements,
	contact_worker_statements, match_decide_statements, match_run_statements, mask_statements, pair_propose_statements,
	pair_worker_statements, pair_notice_statements, pair_end_statements, pair_family_statements, consent_live_statements,
	vetting_worker_statements, aid_student_statements, programme_statements, gap_run_statements, gap_walk_statements,
	gap_night_statements, help_worker_statements, help_deadline_statements, holiday_statements, award_compute_statements, NULL };
