/* Who may do what: one table (right.c), every row an action and the roles that hold it. A right is (role, scope in the org
 * tree, action): the role is looked up here, the scope is the unit the role was granted at, and below. A person may hold
 * several roles and acts in one at a time, which the head of each page names and lets change. doc/rights.tsv is the same
 * table for people; a test holds every route of the admin program against it. */
#ifndef YM_DOMAIN_OFFICE_RIGHT_H
#define YM_DOMAIN_OFFICE_RIGHT_H

#include <stdbool.h>
#include <stdint.h>

/* As stored. Three administrators stand apart: `system` keeps accounts' machinery, jobs and messages and sees no child, `safety`
 * grants roles and resets authenticators, `audit` reads the audit trail; none of them does the others' work. */
enum office_role { ROLE_CITY, ROLE_COUNTY, ROLE_TOWNSHIP, ROLE_SCHOOL, ROLE_CHARITY, ROLE_SYSTEM, ROLE_SAFETY, ROLE_AUDIT, office_roles };
extern const char *const office_role_names[];	/* "city", …, "audit" */

enum action {
	ACTION_NONE = 0,		/* nobody's */
	ACTION_HOME,			/* one's own first page, sessions, password: every role */
	ACTION_CAMPAIGN_VIEW, ACTION_CAMPAIGN_DRAFT, ACTION_CAMPAIGN_APPROVE,
	ACTION_PLEDGE_VIEW, ACTION_PLEDGE_DECIDE,
	ACTION_STUDENT_VIEW, ACTION_STUDENT_REVEAL, ACTION_STUDENT_IMPORT,
	ACTION_UNIT_VIEW, ACTION_UNIT_EDIT, ACTION_UNIT_IMPORT, ACTION_CAMPAIGN_IMPORT,
	ACTION_EXPORT, ACTION_EXPORT_UNMASKED,
	ACTION_ACCOUNT_VIEW, ACTION_ACCOUNT_EDIT,	/* create, disable, sessions */
	ACTION_ROLE_GRANT, ACTION_AUTHENTICATOR_RESET,
	ACTION_JOB_VIEW, ACTION_JOB_CANCEL,
	ACTION_OUTBOX_VIEW, ACTION_OUTBOX_RESEND,
	ACTION_AUDIT_VIEW, ACTION_AUDIT_EXPORT,
	ACTION_PERSONAL_REQUEST,		/* access and erasure, telephone changes */
	ACTION_FAMILY_VIEW, ACTION_FAMILY_VET,		/* checks */
	ACTION_FAMILY_DECIDE, ACTION_FAMILY_REVEAL,
	ACTION_PAIRING_STUDENT_VIEW, ACTION_PAIRING_STUDENT_EDIT, ACTION_PAIRING_STUDENT_SCREEN,
	ACTION_MATCH_RUN, ACTION_MATCH_DECIDE,
	ACTION_PAIR_VIEW, ACTION_PAIR_ACCEPT, ACTION_PAIR_APPROVE, ACTION_PAIR_END,
	ACTION_MESSAGE_MODERATE, ACTION_VISIT_REVIEW, ACTION_CONCERN_HANDLE, ACTION_CONTACT_VIEW, ACTION_PAIRING_HAND_OVER,
	ACTION_PROGRAMME_VIEW, ACTION_PROGRAMME_EDIT,	/* draft, clauses, tester */
	ACTION_PROGRAMME_PUBLISH,
	ACTION_AWARD_VIEW, ACTION_AWARD_COMPUTE, ACTION_AWARD_VERIFY, ACTION_AWARD_APPROVE, ACTION_AWARD_PAY,
	ACTION_AWARD_APPEAL,			/* decide an appeal or an objection */
	ACTION_POVERTY_IMPORT, ACTION_GAP_VIEW, ACTION_AID_SHEET,
	ACTION_AID_LOOKUP,			/* for who comes to the school: look-up, change of telephone */
	ACTION_HELP_VIEW, ACTION_HELP_HANDLE, ACTION_HELP_RATING,	/* bad ratings */
	actions
};
extern const char *const action_names[];	/* "none", "home", "campaign_view", …: also the audit trail's words */

struct right {
	enum action action;
	uint32_t roles;			/* bit 1 << role */
	bool undivided;			/* of what has no scope: only where the role is held at the root */
	bool second_factor;		/* the code is asked again if the last one is older than second_factor_minutes */
};

enum { second_factor_minutes = 5 };

extern const struct right rights[actions];	/* indexed by action */

bool right_held(enum office_role role, enum action action);
bool right_needs_second_factor(enum action action);

/* May it be done from there (`scope` as unit.path)? What has no scope only from the root. */
bool right_reaches(enum action action, const char *scope);

/* Does `path` lie in `scope` (both as unit.path)? The unit itself does. */
bool scope_holds(const char *scope, const char *path);

/* How much of all lies in a scope, by the units its path names: lists read another index for each. */
enum scope_width {
	SCOPE_WIDEST,		/* the root, or everything */
	SCOPE_OF_COUNTY,	/* two units */
	SCOPE_OF_TOWN,		/* three */
	SCOPE_NARROW,		/* a school, or below it */
	scope_widths
};
enum scope_width scope_width(const char *scope);

#endif
