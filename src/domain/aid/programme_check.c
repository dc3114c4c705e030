/* What a file means as a whole, after its lines were read. */
#include "domain/aid/programme_file.h"

const char *const file_refusal_names[] = {
	"sound", "not_text", "long_line", "unknown_word", "out_of_place", "twice", "empty", "too_long", "number", "date", "choice", "field",
	"op", "value", "missing", "top_up", "days", "too_many", "no_tier", "no_clause", "contradiction", "tier_unreachable", "group_empty",
	"overlap", NULL };

static enum err refuse(struct file_fault *fault, enum file_refusal refusal, int64_t line, const char *word)
{
	*fault = (struct file_fault){ refusal, line, word };
	return E_INVALID;
}

static enum err check_programme(const struct programme_wish *programme, struct file_fault *fault)
{
	const bool top_up = programme->kind == PROGRAMME_TOP_UP;

	if (top_up != (programme->campaign_id != 0))
		return refuse(fault, FILE_TOP_UP, 0, "campaign");
	if (!top_up && programme->quota != 0)
		return refuse(fault, FILE_TOP_UP, 0, "quota");
	if ((programme->quota != 0) != (programme->selection != NULL))
		return refuse(fault, FILE_TOP_UP, 0, "selection");
	return OK;
}

/* Clauses of a tier that is not there, which no rule_check would ever read. */
static enum err check_tiers(const struct version_wish *version, struct file_fault *fault)
{
	for (size_t i = 0; i < version->rule.clause_count; i++)
		if (version->rule.clauses[i].tier > (int64_t)version->rule.tier_count)
			return refuse(fault, FILE_NO_TIER, version->rule.clauses[i].line, "tier");
	return OK;
}

static enum err check_rule(struct arena *arena, const struct version_wish *version, struct file_fault *fault)
{
	static const enum file_refusal refusals[] = {
		[RULE_SOUND] = FILE_SOUND, [RULE_NO_TIER] = FILE_NO_TIER, [RULE_NO_CLAUSE] = FILE_NO_CLAUSE,
		[RULE_TOO_MANY_CLAUSES] = FILE_TOO_MANY, [RULE_CONTRADICTION] = FILE_CONTRADICTION,
		[RULE_TIER_UNREACHABLE] = FILE_TIER_UNREACHABLE, [RULE_GROUP_EMPTY] = FILE_GROUP_EMPTY };
	const struct rule_clause *where = NULL;
	const struct clause_wish *wrong;
	enum rule_fault found;
	enum clause_part part;
	struct rule rule;

	TRY(rule_of_wish(arena, &version->rule, &rule, &wrong, &part));
	found = rule_check(&rule, &where);
	wrong = rule_wish_origin(&version->rule, &rule, where);
	return found == RULE_SOUND ? OK : refuse(fault, refusals[found], wrong != NULL ? wrong->line : version->line,
						  wrong != NULL ? wrong->field : NULL);
}

static bool overlap(const struct version_wish *earlier, const struct version_wish *later)
{
	return (date_is_none(earlier->valid_to) || earlier->valid_to.day >= later->valid_from.day) &&
	       (date_is_none(later->valid_to) || later->valid_to.day >= earlier->valid_from.day);
}

enum err programme_file_check(struct arena *arena, const struct programme_file *file, struct file_fault *fault)
{
	if (!file->is_programme)
		return file->family_count > 0 ? OK : refuse(fault, FILE_MISSING, 0, "programme");
	if (file->version_count == 0)
		return refuse(fault, FILE_MISSING, 0, "version");
	TRY(check_programme(&file->programme, fault));
	for (size_t i = 0; i < file->version_count; i++) {
		const struct version_wish *version = &file->versions[i];

		if (!date_is_none(version->valid_to) && version->valid_to.day < version->valid_from.day)
			return refuse(fault, FILE_DAYS, version->line, "valid_to");
		for (size_t j = 0; j < i; j++)
			if (overlap(&file->versions[j], version))
				return refuse(fault, FILE_OVERLAP, version->line, "version");
		TRY(check_tiers(version, fault));
		TRY(check_rule(arena, version, fault));
	}
	return OK;
}
