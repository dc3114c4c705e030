#include "domain/office/right.h"

#include <stddef.h>
#include <string.h>

const char *const office_role_names[] = {
	"city", "county", "township", "school", "charity", "system", "safety", "audit", NULL };

const char *const action_names[] = {
	[ACTION_NONE] = "none",
	[ACTION_HOME] = "home",
	[ACTION_CAMPAIGN_VIEW] = "campaign_view",
	[ACTION_CAMPAIGN_DRAFT] = "campaign_draft",
	[ACTION_CAMPAIGN_APPROVE] = "campaign_approve",
	[ACTION_PLEDGE_VIEW] = "pledge_view",
	[ACTION_PLEDGE_DECIDE] = "pledge_decide",
	[ACTION_STUDENT_VIEW] = "student_view",
	[ACTION_STUDENT_REVEAL] = "student_reveal",
	[ACTION_STUDENT_IMPORT] = "student_import",
	[ACTION_UNIT_VIEW] = "unit_view",
	[ACTION_UNIT_EDIT] = "unit_edit",
	[ACTION_UNIT_IMPORT] = "unit_import",
	[ACTION_CAMPAIGN_IMPORT] = "campaign_import",
	[ACTION_EXPORT] = "export",
	[ACTION_EXPORT_UNMASKED] = "export_unmasked",
	[ACTION_ACCOUNT_VIEW] = "account_view",
	[ACTION_ACCOUNT_EDIT] = "account_edit",
	[ACTION_ROLE_GRANT] = "role_grant",
	[ACTION_AUTHENTICATOR_RESET] = "authenticator_reset",
	[ACTION_JOB_VIEW] = "job_view",
	[ACTION_JOB_CANCEL] = "job_cancel",
	[ACTION_OUTBOX_VIEW] = "outbox_view",
	[ACTION_OUTBOX_RESEND] = "outbox_resend",
	[ACTION_AUDIT_VIEW] = "audit_view",
	[ACTION_AUDIT_EXPORT] = "audit_export",
	[ACTION_PERSONAL_REQUEST] = "personal_request",
	[ACTION_FAMILY_VIEW] = "family_view",
	[ACTION_FAMILY_VET] = "family_vet",
	[ACTION_FAMILY_DECIDE] = "family_decide",
	[ACTION_FAMILY_REVEAL] = "family_reveal",
	[ACTION_PAIRING_STUDENT_VIEW] = "pairing_student_view",
	[ACTION_PAIRING_STUDENT_EDIT] = "pairing_student_edit",
	[ACTION_PAIRING_STUDENT_SCREEN] = "pairing_student_screen",
	[ACTION_MATCH_RUN] = "match_run",
	[ACTION_MATCH_DECIDE] = "match_decide",
	[ACTION_PAIR_VIEW] = "pair_view",
	[ACTION_PAIR_ACCEPT] = "pair_accept",
	[ACTION_PAIR_APPROVE] = "pair_approve",
	[ACTION_PAIR_END] = "pair_end",
	[ACTION_MESSAGE_MODERATE] = "message_moderate",
	[ACTION_VISIT_REVIEW] = "visit_review",
	[ACTION_CONCERN_HANDLE] = "concern_handle",
	[ACTION_CONTACT_VIEW] = "contact_view",
	[ACTION_PAIRING_HAND_OVER] = "pairing_hand_over",
	[ACTION_PROGRAMME_VIEW] = "programme_view",
	[ACTION_PROGRAMME_EDIT] = "programme_edit",
	[ACTION_PROGRAMME_PUBLISH] = "programme_publish",
	[ACTION_AWARD_VIEW] = "award_view",
	[ACTION_AWARD_COMPUTE] = "award_compute",
	[ACTION_AWARD_VERIFY] = "award_verify",
	[ACTION_AWARD_APPROVE] = "award_approve",
	[ACTION_AWARD_PAY] = "award_pay",
	[ACTION_AWARD_APPEAL] = "award_appeal",
	[ACTION_POVERTY_IMPORT] = "poverty_import",
	[ACTION_GAP_VIEW] = "gap_view",
	[ACTION_AID_SHEET] = "aid_sheet",
	[ACTION_AID_LOOKUP] = "aid_lookup",
	[ACTION_HELP_VIEW] = "help_view",
	[ACTION_HELP_HANDLE] = "help_handle",
	[ACTION_HELP_RATING] = "help_rating",
	[actions] = NULL };

enum {
	CITY = 1 << ROLE_CITY, COUNTY = 1 << ROLE_COUNTY, TOWNSHIP = 1 << ROLE_TOWNSHIP, SCHOOL = 1 << ROLE_SCHOOL,
	CHARITY = 1 << ROLE_CHARITY, SYSTEM = 1 << ROLE_SYSTEM, SAFETY = 1 << ROLE_SAFETY, AUDIT = 1 << ROLE_AUDIT,
	OFFICES = CITY | COUNTY | TOWNSHIP | SCHOOL,
	EVERYBODY = (1 << office_roles) - 1
};

#define RIGHT(of, who, ...) [of] = { .action = (of), .roles = (who), __VA_ARGS__ }

/* The table for people, doc/rights.tsv, says the same; right_test holds the two together. */
const struct right rights[actions] = {
	RIGHT(ACTION_NONE, 0),
	RIGHT(ACTION_HOME, EVERYBODY),
	/* A campaign is a charity's; the offices in whose scope it lies draft with it and let it go public. */
	RIGHT(ACTION_CAMPAIGN_VIEW, CITY | COUNTY | CHARITY),
	RIGHT(ACTION_CAMPAIGN_DRAFT, CITY | COUNTY | CHARITY),
	RIGHT(ACTION_CAMPAIGN_APPROVE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_CAMPAIGN_IMPORT, CITY | COUNTY),
	/* A pledge is a promise to the charity: only it may decide. */
	RIGHT(ACTION_PLEDGE_VIEW, CITY | COUNTY | CHARITY),
	RIGHT(ACTION_PLEDGE_DECIDE, CHARITY),
	RIGHT(ACTION_STUDENT_VIEW, OFFICES),
	RIGHT(ACTION_STUDENT_REVEAL, CITY | COUNTY | SCHOOL, .second_factor = true),
	RIGHT(ACTION_STUDENT_IMPORT, OFFICES),
	/* The administrators of accounts and of safety must name the unit a role is held at. */
	RIGHT(ACTION_UNIT_VIEW, OFFICES | SYSTEM | SAFETY),
	RIGHT(ACTION_UNIT_EDIT, CITY | COUNTY),
	RIGHT(ACTION_UNIT_IMPORT, CITY | COUNTY),
	RIGHT(ACTION_EXPORT, OFFICES | CHARITY),
	RIGHT(ACTION_EXPORT_UNMASKED, CITY | COUNTY | SCHOOL, .second_factor = true),
	/* The levels that may reset an authenticator below them must find the account. */
	RIGHT(ACTION_ACCOUNT_VIEW, CITY | COUNTY | TOWNSHIP | SYSTEM | SAFETY),
	RIGHT(ACTION_ACCOUNT_EDIT, SYSTEM, .second_factor = true),
	RIGHT(ACTION_ROLE_GRANT, SAFETY, .second_factor = true),
	RIGHT(ACTION_AUTHENTICATOR_RESET, CITY | COUNTY | TOWNSHIP | SAFETY, .second_factor = true),
	/* Whoever brings or takes a file watches its work. */
	RIGHT(ACTION_JOB_VIEW, OFFICES | CHARITY | SYSTEM),
	RIGHT(ACTION_JOB_CANCEL, OFFICES | CHARITY | SYSTEM),
	RIGHT(ACTION_OUTBOX_VIEW, SYSTEM, .undivided = true),
	RIGHT(ACTION_OUTBOX_RESEND, SYSTEM, .undivided = true),
	RIGHT(ACTION_AUDIT_VIEW, AUDIT),
	RIGHT(ACTION_AUDIT_EXPORT, AUDIT, .second_factor = true),
	/* Erasure cannot be undone, and a telephone opens a pledge. */
	RIGHT(ACTION_PERSONAL_REQUEST, CITY | COUNTY | CHARITY, .second_factor = true),
	/* Pairing. Who keys a child's needs does not screen them; who accepts for the school does not approve. */
	RIGHT(ACTION_FAMILY_VIEW, CITY | COUNTY | TOWNSHIP),
	RIGHT(ACTION_FAMILY_VET, CITY | COUNTY | TOWNSHIP),
	RIGHT(ACTION_FAMILY_DECIDE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_FAMILY_REVEAL, CITY | COUNTY | TOWNSHIP, .second_factor = true),
	RIGHT(ACTION_PAIRING_STUDENT_VIEW, OFFICES),
	RIGHT(ACTION_PAIRING_STUDENT_EDIT, COUNTY | SCHOOL),
	RIGHT(ACTION_PAIRING_STUDENT_SCREEN, COUNTY | TOWNSHIP),
	RIGHT(ACTION_MATCH_RUN, CITY | COUNTY),
	RIGHT(ACTION_MATCH_DECIDE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_PAIR_VIEW, OFFICES),
	RIGHT(ACTION_PAIR_ACCEPT, SCHOOL),
	RIGHT(ACTION_PAIR_APPROVE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_PAIR_END, CITY | COUNTY | SCHOOL),
	RIGHT(ACTION_MESSAGE_MODERATE, TOWNSHIP | SCHOOL),
	RIGHT(ACTION_VISIT_REVIEW, SCHOOL),
	RIGHT(ACTION_CONCERN_HANDLE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_CONTACT_VIEW, OFFICES),
	RIGHT(ACTION_PAIRING_HAND_OVER, COUNTY | SCHOOL),
	/* Aid. Rules are the whole city's: who wrote them does not publish them. Who verifies for the school does not approve. */
	RIGHT(ACTION_PROGRAMME_VIEW, OFFICES),
	RIGHT(ACTION_PROGRAMME_EDIT, CITY | COUNTY),
	RIGHT(ACTION_PROGRAMME_PUBLISH, CITY, .undivided = true, .second_factor = true),
	RIGHT(ACTION_AWARD_VIEW, OFFICES),
	RIGHT(ACTION_AWARD_COMPUTE, CITY | COUNTY | SCHOOL),
	RIGHT(ACTION_AWARD_VERIFY, SCHOOL),
	RIGHT(ACTION_AWARD_APPROVE, CITY | COUNTY, .second_factor = true),
	RIGHT(ACTION_AWARD_PAY, CITY | COUNTY),
	RIGHT(ACTION_AWARD_APPEAL, CITY | COUNTY),
	RIGHT(ACTION_POVERTY_IMPORT, CITY | COUNTY),
	RIGHT(ACTION_GAP_VIEW, OFFICES),
	RIGHT(ACTION_AID_SHEET, CITY | COUNTY),
	RIGHT(ACTION_AID_LOOKUP, SCHOOL),
	RIGHT(ACTION_HELP_VIEW, OFFICES),
	RIGHT(ACTION_HELP_HANDLE, OFFICES),
	RIGHT(ACTION_HELP_RATING, CITY | COUNTY),
};

bool right_held(enum office_role role, enum action action)
{
	return role < office_roles && action < actions && (rights[action].roles & (UINT32_C(1) << role)) != 0;
}

bool right_needs_second_factor(enum action action)
{
	return action < actions && rights[action].second_factor;
}

bool right_reaches(enum action action, const char *scope)
{
	return action < actions && (!rights[action].undivided || (scope != NULL && scope_width(scope) == SCOPE_WIDEST));
}

/* An empty scope holds nothing: what was never filled in may do nothing. */
bool scope_holds(const char *scope, const char *path)
{
	return scope != NULL && path != NULL && scope[0] == '/' && strncmp(scope, path, strlen(scope)) == 0;
}

enum scope_width scope_width(const char *scope)
{
	unsigned slashes = 0;

	for (const char *c = scope; *c != '\0'; c++)
		slashes += *c == '/';
	if (slashes <= 2)
		return SCOPE_WIDEST;
	return slashes == 3 ? SCOPE_OF_COUNTY : slashes == 4 ? SCOPE_OF_TOWN : SCOPE_NARROW;
}
