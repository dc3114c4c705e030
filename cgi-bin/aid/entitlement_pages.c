/* The calculator for the portal's other systems: facts in, by name as in the calculator's form, and every programme's answer out with how each of
 * its clauses stands. The schema is view/schema/entitlement.xsd; the JSON has the same names. */
#include <string.h>

#include "entitlement.h"
#include "rooms.h"
#include "view/feed.h"

static const char xml_namespace[] = "urn:yimeng:entitlement:1";

/* A programme's answer. What does not apply is nothing. */
struct programme_answer {
	const char *code, *title, *title_en;
	enum programme_kind kind;
	enum aid_giver given_by;
	const char *county_code;
	int64_t version;
	struct date valid_from, valid_to;
	const char *law_ref;
	bool confirmed;
	enum truth verdict;
	const char *tier;			/* of a sure amount; its number */
	const char *amount, *per;		/* yuan; of a sure amount */
	const char *least, *least_per, *most, *most_per;
	bool up_to;
	const char *missing;			/* names of facts that can still change this, separated by blanks */
};
static const struct shape programme_answer_shape = { .name = "programme", .size = sizeof(struct programme_answer),
	.columns = (const struct column[]){
		COLUMN(programme_answer, code), COLUMN(programme_answer, title), COLUMN(programme_answer, title_en),
		COLUMN(programme_answer, kind, .names = programme_kind_names), COLUMN(programme_answer, given_by, .names = aid_giver_names),
		COLUMN(programme_answer, county_code, .nullable = true), COLUMN(programme_answer, version),
		COLUMN(programme_answer, valid_from), COLUMN(programme_answer, valid_to, .nullable = true),
		COLUMN(programme_answer, law_ref), COLUMN(programme_answer, confirmed),
		COLUMN(programme_answer, verdict, .names = truth_names), COLUMN(programme_answer, tier, .nullable = true),
		COLUMN(programme_answer, amount, .nullable = true), COLUMN(programme_answer, per, .nullable = true),
		COLUMN(programme_answer, least, .nullable = true), COLUMN(programme_answer, least_per, .nullable = true),
		COLUMN(programme_answer, most, .nullable = true), COLUMN(programme_answer, most_per, .nullable = true),
		COLUMN(programme_answer, up_to), COLUMN(programme_answer, missing) },
	.count = 21 };

struct clause_answer {
	int64_t tier, group;
	const char *field;
	enum clause_op op;
	const char *value;
	enum truth truth;
	bool decides;				/* of a no: the clause named as its cause */
	const char *reason, *reason_en;
};
static const struct shape clause_answer_shape = { .name = "clause", .size = sizeof(struct clause_answer),
	.columns = (const struct column[]){
		COLUMN(clause_answer, tier), COLUMN(clause_answer, group), COLUMN(clause_answer, field),
		COLUMN(clause_answer, op, .names = clause_op_names), COLUMN(clause_answer, value),
		COLUMN(clause_answer, truth, .names = truth_names), COLUMN(clause_answer, decides), COLUMN(clause_answer, reason),
		COLUMN(clause_answer, reason_en) },
	.count = 9 };

struct refusal {
	const char *field, *trouble;
};
static const struct shape refusal_shape = SHAPE(refusal, COLUMN(refusal, field), COLUMN(refusal, trouble));

static struct rows trace_of(struct arena *arena, const struct rule *rule, const struct facts *facts, const struct verdict *verdict)
{
	struct clause_answer *answers = ARENA_ARRAY(arena, struct clause_answer, rule->clause_count);
	enum truth *truths = ARENA_ARRAY(arena, enum truth, rule->clause_count);

	rule_trace(rule, facts, truths);
	for (uint16_t i = 0; i < rule->clause_count; i++) {
		const struct rule_clause *clause = &rule->clauses[i];

		answers[i] = (struct clause_answer){
			.tier = clause->tier, .group = clause->group, .field = fact_entries[clause->field].name, .op = clause->op,
			.value = rule_clause_text(arena, clause), .truth = truths[i], .decides = clause == verdict->failed,
			.reason = clause->reason, .reason_en = clause->reason_en };
	}
	return (struct rows){ answers, rule->clause_count };
}

static const char *missing_names(struct arena *arena, uint32_t missing)
{
	struct buffer names;

	buffer_init(&names, arena, 64);
	for (size_t field = 0; field < fact_fields; field++) {
		if ((missing >> field & 1) == 0)
			continue;
		if (names.length > 0)
			buffer_append_char(&names, ' ');
		buffer_append_string(&names, fact_entries[field].name);
	}
	return names.data;
}

static const char *yuan_of(struct arena *arena, const struct rule_tier *tier)
{
	struct buffer yuan;

	if (tier == NULL)
		return NULL;
	buffer_init(&yuan, arena, 16);
	money_append_plain(&yuan, tier->amount);
	return yuan.data;
}

static const char *per_of(const struct rule_tier *tier)
{
	return tier != NULL ? amount_per_names[tier->per] : NULL;
}

static struct programme_answer answer_of(struct arena *arena, const struct programme *programme, const struct verdict *verdict)
{
	return (struct programme_answer){
		.code = programme->code, .title = programme->title, .title_en = programme->title_en, .kind = programme->kind,
		.given_by = programme->given_by, .county_code = programme->county_code, .version = programme->version,
		.valid_from = programme->valid_from, .valid_to = programme->valid_to, .law_ref = programme->law_ref,
		.confirmed = programme->confirmed, .verdict = verdict->truth,
		.tier = verdict->tier != NULL ? arena_print(arena, "%d", verdict->tier->tier) : NULL,
		.amount = yuan_of(arena, verdict->tier), .per = per_of(verdict->tier), .least = yuan_of(arena, verdict->least),
		.least_per = per_of(verdict->least), .most = yuan_of(arena, verdict->most), .most_per = per_of(verdict->most),
		.up_to = verdict->most != NULL && verdict->most->up_to, .missing = missing_names(arena, verdict->missing) };
}

static enum err respond(struct request *request, struct response *response, bool json, const char *root, const struct shape *shape,
			struct rows rows, const struct feed_below *below)
{
	struct buffer body;

	buffer_init(&body, request->arena, 32768);
	if (json)
		feed_json_below(&body, root, request->now, shape, rows, below);
	else
		feed_xml_below(&body, root, xml_namespace, request->now, shape, rows, below);
	return respond_bytes(request, response, json ? "application/json; charset=utf-8" : "application/xml; charset=utf-8", &body);
}

static enum err respond_trouble(struct request *request, struct response *response, bool json, const struct fact_reading *reading)
{
	const struct refusal refusal = { reading->field, fact_trouble_names[reading->trouble] };

	TRY(respond(request, response, json, "refusals", &refusal_shape, (struct rows){ &refusal, 1 }, NULL));
	response->out->status = reading->trouble == FACT_UNKNOWN_FIELD || reading->trouble == FACT_SAID_TWICE ? 400 : 422;
	return OK;
}

static enum err answer(struct request *request, struct response *response, bool json)
{
	struct entitlement weighed;
	struct programme_answer *answers;
	struct rows *traces;

	TRY(entitlement_weigh(request, &weighed));
	if (weighed.reading.trouble != FACT_FINE)
		return respond_trouble(request, response, json, &weighed.reading);
	answers = ARENA_ARRAY(request->arena, struct programme_answer, weighed.book.count);
	traces = ARENA_ARRAY(request->arena, struct rows, weighed.book.count);
	for (size_t i = 0; i < weighed.book.count; i++) {
		answers[i] = answer_of(request->arena, &weighed.book.programmes[i], &weighed.verdicts[i]);
		traces[i] = trace_of(request->arena, &weighed.book.rules[i], &weighed.facts, &weighed.verdicts[i]);
	}
	return respond(request, response, json, "entitlement", &programme_answer_shape, (struct rows){ answers, weighed.book.count },
		       &(const struct feed_below){ "clauses", &clause_answer_shape, traces });
}

static enum err answer_json(struct request *request, struct response *response) { return answer(request, response, true); }
static enum err answer_xml(struct request *request, struct response *response) { return answer(request, response, false); }

static const struct route routes[] = {
	{ .method = POST, .path = "/entitlement.json", .role = ANYONE, .page = answer_json, .asks = true },
	{ .method = POST, .path = "/entitlement.xml", .role = ANYONE, .page = answer_xml, .asks = true },
	{ 0 } };

static const char *const pages[] = { NULL };

static const struct statement *const *const statements[] = { programme_statements, NULL };

const struct room entitlement_room = { .name = "entitlement", .routes = routes, .pages = pages, .statements = statements };
