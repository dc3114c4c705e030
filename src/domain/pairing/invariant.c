#include "domain/pairing/invariant.h"

#define HOLDS(in_name, query) \
	{ .name = in_name, .statement = { .sql = "SELECT COUNT(*) AS n FROM " query, .params = "", .row = &db_number } }

#define STANDS(subject, purpose)                                                                                    \
	"EXISTS (SELECT 1 FROM consent c JOIN policy_text t ON t.id = c.text_id WHERE c.subject = " subject " "      \
	"AND c.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = '" purpose "')"
#define OF_FIELD "CONCAT('pair:', p.code, ':', r.field)"
/* A day in Shanghai. */
#define DAY_OF(at) "DATE(" at " + INTERVAL 8 HOUR)"

const struct invariant pairing_invariants[] = {
	HOLDS("a family has no more live pairs than it has room for",
	      "(SELECT f.id FROM family f JOIN pair p ON p.family_id = f.id AND p.live = TRUE GROUP BY f.id, f.capacity "
	      "HAVING COUNT(*) > f.capacity) t"),
	HOLDS("a student has no more live pairs than places",
	      "(SELECT s.student_id FROM pairing_student s JOIN pair p ON p.student_id = s.student_id AND p.live = TRUE "
	      "GROUP BY s.student_id, s.places HAVING COUNT(*) > s.places) t"),
	HOLDS("who screened a student is not who keyed it last", "pairing_student WHERE screened_by = edited_by"),
	HOLDS("a student and a family are one live pair at most",
	      "(SELECT student_id FROM pair WHERE ended_at IS NULL GROUP BY student_id, family_id HAVING COUNT(*) > 1) t"),
	HOLDS("a pair that was ever active was accepted by all three and approved",
	      "pair WHERE activated_at IS NOT NULL AND (family_accepted_at IS NULL OR guardian_accepted_at IS NULL "
	      "OR school_accepted_at IS NULL OR approved_at IS NULL OR activated_by IS NULL)"),
	HOLDS("its steps came one after the other",
	      "pair WHERE family_accepted_at < held_at OR guardian_accepted_at < family_accepted_at OR school_accepted_at < family_accepted_at "
	      "OR approved_at < GREATEST(guardian_accepted_at, school_accepted_at) OR activated_at < approved_at OR ended_at < proposed_at"),
	HOLDS("who accepted for the school, or witnessed the guardian's paper, did not approve",
	      "pair WHERE approved_by IN (school_accepted_by, guardian_witness_id)"),
	HOLDS("an active pair rests on the guardian's consent",
	      "pair p JOIN student s ON s.id = p.student_id WHERE p.state = 'active' AND NOT " STANDS("CONCAT('student:', s.code)", "pairing")),
	HOLDS("an active pair rests on an approved family",
	      "pair p JOIN family f ON f.id = p.family_id WHERE p.state = 'active' AND (f.state <> 'approved' "
	      "OR " DAY_OF("p.activated_at") " > f.approved_until)"),
	HOLDS("who approved a family had voided none of its checks since the approval before",
	      "family_approval a JOIN vetting_check v ON v.family_id = a.family_id AND v.voided_by = a.approved_by AND v.voided_at < a.approved_at "
	      "WHERE NOT EXISTS (SELECT 1 FROM family_approval b WHERE b.family_id = a.family_id AND b.approved_at > v.voided_at "
	      "AND b.approved_at < a.approved_at)"),
	HOLDS("two that were dissolved for cause are no pair again",
	      "pair p JOIN pair c ON c.student_id = p.student_id AND c.family_id = p.family_id AND c.for_cause "
	      "WHERE p.id <> c.id AND (p.ended_at IS NULL OR p.proposed_at > c.ended_at)"),
	HOLDS("every released field has its consent",
	      "pair_release r JOIN pair p ON p.id = r.pair_id WHERE r.withdrawn_at IS NULL AND NOT " STANDS(OF_FIELD, "release")),
	HOLDS("a release that was taken back has no consent that stands",
	      "pair_release r JOIN pair p ON p.id = r.pair_id WHERE r.withdrawn_at IS NOT NULL AND " STANDS(OF_FIELD, "release")),
	HOLDS("nothing is released before the pair was active",
	      "pair_release r JOIN pair p ON p.id = r.pair_id WHERE p.activated_at IS NULL OR r.released_at < p.activated_at"),
	HOLDS("a pair with an open concern is not active",
	      "concern c JOIN pair p ON p.id = c.pair_id WHERE c.state <> 'closed' AND p.state = 'active'"),
	HOLDS("suspected harm has the clock of its report", "concern WHERE kind = 'harm' AND report_due_at IS NULL"),
	HOLDS("suspected harm is unfounded without a report by another's word than its officers'",
	      "concern c WHERE c.kind = 'harm' AND c.outcome = 'unfounded' AND c.reported_at IS NULL AND (c.unfounded_by IS NULL "
	      "OR EXISTS (SELECT 1 FROM concern_held h WHERE h.concern_id = c.id AND h.account_id = c.closed_by))"),
	HOLDS("no concern is with the officer it is about", "concern WHERE officer_id = not_officer_id"),
	HOLDS("a message is read after somebody decided so",
	      "pair_message WHERE released IS NOT NULL AND (decided_at IS NULL OR decided_by IS NULL OR decided_at < sent_at)"),
	HOLDS("a review is of a visit that was reported",
	      "visit WHERE review IS NOT NULL AND (outcome IS NULL OR reported_at IS NULL OR reviewed_at < reported_at)"),
	{ .name = NULL } };
