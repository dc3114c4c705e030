/* What is a child entitled to: one question after another on one page, the one that decides most first, and what is known so far below it.
 * Answers travel in the body of each POST and stay nowhere; nothing is stored. domain.md §3. */
#include <stddef.h>
#include <string.h>

#include "entitlement.h"
#include "rooms.h"

/* An answer, with its own control to change it. */
struct answer {
	const char *field, *kind, *value;	/* value: as it is sent; "unknown" */
	const char *typed;			/* in a control to type in: empty where it is not known */
	bool unknown, last;
	struct money amount;			/* of money */
};
static const struct shape answer_shape = SHAPE(answer,
	COLUMN(answer, field), COLUMN(answer, kind), COLUMN(answer, value), COLUMN(answer, typed), COLUMN(answer, unknown), COLUMN(answer, last), COLUMN(answer, amount));

struct question {
	const char *field, *kind;
	bool typing;				/* its answer is typed, not chosen */
	bool wrong;
	const char *trouble, *typed;		/* what was sent for it was refused; NULL: nothing was */
};
static const struct shape question_shape = SHAPE(question,
	COLUMN(question, field), COLUMN(question, kind), COLUMN(question, typing), COLUMN(question, wrong), COLUMN(question, trouble, .nullable = true),
	COLUMN(question, typed, .nullable = true));

struct result {
	const char *title, *how_to_ask, *law_ref, *reasons;
	const char *county;		/* only there: which school it is nobody asks; NULL: everywhere */
	bool confirmed;
	bool said, range;		/* an amount is said: one, or from `amount` to `most` */
	struct money amount, most;
	enum amount_per per, most_per;
	bool up_to, most_up_to;
	const char *tier;		/* what the tier is called */
	bool asked;			/* any of these: */
	bool asks[fact_fields];		/* nobody knows these, and they still matter: columns named as the facts */
};
#define ASKS(in_name, in_field) { .name = in_name, .offset = offsetof(struct result, asks) + in_field * sizeof(bool), .type = COLUMN_BOOL }
static const struct shape result_shape = SHAPE(result,
	COLUMN(result, title), COLUMN(result, how_to_ask), COLUMN(result, law_ref), COLUMN(result, reasons, .nullable = true),
	COLUMN(result, county, .nullable = true),
	COLUMN(result, confirmed), COLUMN(result, said), COLUMN(result, range), COLUMN(result, amount), COLUMN(result, most),
	COLUMN(result, per, .names = amount_per_names), COLUMN(result, most_per, .names = amount_per_names), COLUMN(result, up_to),
	COLUMN(result, most_up_to), COLUMN(result, tier), COLUMN(result, asked), ASKS("stage", FACT_STAGE), ASKS("grade", FACT_GRADE), ASKS("age", FACT_AGE),
	ASKS("school_place", FACT_SCHOOL_PLACE), ASKS("school_kind", FACT_SCHOOL_KIND), ASKS("on_roll", FACT_ON_ROLL),
	ASKS("household_place", FACT_HOUSEHOLD_PLACE), ASKS("rural", FACT_RURAL), ASKS("boarding", FACT_BOARDING),
	ASKS("registered_poor", FACT_REGISTERED_POOR), ASKS("minimum_living", FACT_MINIMUM_LIVING),
	ASKS("extreme_poverty", FACT_EXTREME_POVERTY), ASKS("orphan", FACT_ORPHAN), ASKS("disabled", FACT_DISABLED),
	ASKS("parent_disabled", FACT_PARENT_DISABLED), ASKS("martyr_child", FACT_MARTYR_CHILD),
	ASKS("other_hardship", FACT_OTHER_HARDSHIP), ASKS("major", FACT_MAJOR), ASKS("tuition", FACT_TUITION),
	ASKS("admitted", FACT_ADMITTED), ASKS("other_loan", FACT_OTHER_LOAN), ASKS("co_borrower", FACT_CO_BORROWER));

static const struct shape day_shape = SHAPE(programme_book, COLUMN(programme_book, day));

static void put_answers(struct request *request, struct response *response, const struct fact_reading *reading)
{
	struct answer *answers = ARENA_ARRAY(request->arena, struct answer, reading->count);

	for (size_t i = 0; i < reading->count; i++) {
		const enum fact_field field = (enum fact_field)reading->order[i];
		const bool known = fact_is_known(&reading->facts, field);

		answers[i] = (struct answer){
			.field = fact_entries[field].name, .kind = fact_kind_names[fact_entries[field].kind], .unknown = !known,
			.value = known ? fact_text(request->arena, field, reading->facts.value[field]) : "unknown",
			.typed = known ? fact_text(request->arena, field, reading->facts.value[field]) : "",
			.amount = { known ? reading->facts.value[field] : 0 }, .last = i + 1 == reading->count };
	}
	view_put_rows(response->view, "answers", &answer_shape, (struct rows){ answers, reading->count });
}

/* What was refused is asked again, whatever else could be asked. */
static void put_question(struct request *request, struct response *response, const struct entitlement *weighed)
{
	const struct fact_reading *reading = &weighed->reading;
	struct question *question = ARENA_NEW(request->arena, struct question);
	int field = weighed->next;

	view_put(response->view, "question", &question_shape, NULL);
	if (reading->trouble != FACT_FINE) {
		field = fact_field_of(reading->field);
		question->wrong = true;
		question->trouble = fact_trouble_names[reading->trouble];
		for (size_t i = 0; i < request->sent_count; i++)
			if (request->sent[i].name == reading->field)
				question->typed = request->sent[i].value;
	}
	if (field < 0)
		return;
	question->field = fact_entries[field].name;
	question->kind = fact_kind_names[fact_entries[field].kind];
	question->typing = field == FACT_AGE || fact_entries[field].kind == FACT_KIND_MONEY;
	view_put(response->view, "question", &question_shape, question);
}

static void set_amounts(const struct request *request, const struct verdict *verdict, struct result *result)
{
	const struct rule_tier *least = verdict->least, *most = verdict->most;

	if (least == NULL)
		return;
	result->amount = least->amount;
	result->per = least->per;
	result->up_to = least->up_to;
	result->most = most->amount;
	result->most_per = most->per;
	result->most_up_to = most->up_to;
	result->said = true;
	result->range = verdict->tier == NULL && (least->amount.fen != most->amount.fen || least->per != most->per);
	if (verdict->tier != NULL)
		result->tier = request->language == 0 ? verdict->tier->title : verdict->tier->title_en;
}

static struct result result_of(struct request *request, const struct entitlement *weighed, size_t i)
{
	const struct programme *programme = &weighed->book.programmes[i];
	const struct verdict *verdict = &weighed->verdicts[i];
	const bool chinese = request->language == 0;
	struct result result = {
		.confirmed = programme->confirmed, .county = programme->county, .law_ref = programme->law_ref, .tier = "",
		.asked = (verdict->missing & weighed->reading.skipped) != 0,
		.title = chinese ? programme->title : programme->title_en,
		.how_to_ask = chinese ? programme->how_to_ask : programme->how_to_ask_en,
		.reasons = entitlement_reasons(request, &weighed->book.rules[i], verdict, &weighed->facts) };

	set_amounts(request, verdict, &result);
	for (size_t field = 0; field < fact_fields; field++)
		result.asks[field] = (verdict->missing & weighed->reading.skipped & UINT32_C(1) << field) != 0;
	return result;
}

/* A county's own programme, whose rule is met, is not clear yet: only who goes to school there is entitled. */
static enum truth shown_as(const struct entitlement *weighed, size_t i)
{
	const enum truth truth = weighed->verdicts[i].truth;

	return truth == TRUTH_YES && weighed->book.programmes[i].county_code != NULL ? TRUTH_UNKNOWN : truth;
}

static void put_results(struct request *request, struct response *response, const struct entitlement *weighed)
{
	static const char *const names[] = { [TRUTH_NO] = "refused", [TRUTH_UNKNOWN] = "open", [TRUTH_YES] = "entitled" };

	for (int truth = TRUTH_NO; truth <= TRUTH_YES; truth++) {
		struct result *results = ARENA_ARRAY(request->arena, struct result, weighed->book.count);
		size_t count = 0;

		for (size_t i = 0; i < weighed->book.count; i++)
			if (shown_as(weighed, i) == (enum truth)truth)
				results[count++] = result_of(request, weighed, i);
		view_put_rows(response->view, names[truth], &result_shape, (struct rows){ results, count });
		view_put_int(response->view, arena_print(request->arena, "%s_count", names[truth]), (int64_t)count);
	}
}

static enum err show(struct request *request, struct response *response, const char *page)
{
	struct entitlement weighed;

	TRY(entitlement_weigh(request, &weighed));
	if (weighed.reading.trouble == FACT_UNKNOWN_FIELD || weighed.reading.trouble == FACT_SAID_TWICE) {
		request->culprit = weighed.reading.field;
		return E_INVALID;
	}
	if (weighed.reading.trouble != FACT_FINE)
		response->out->status = 422;
	put_answers(request, response, &weighed.reading);
	put_question(request, response, &weighed);
	put_results(request, response, &weighed);
	view_put(response->view, "book", &day_shape, &weighed.book);
	return respond_page(request, response, page);
}

static enum err calculate(struct request *request, struct response *response)
{
	return show(request, response, "aid/calculator");
}

static enum err print(struct request *request, struct response *response)
{
	return show(request, response, "aid/calculator_sheet");
}

/* The sheet's address, opened or loaded again without its answers. */
static enum err begin_again(struct request *request, struct response *response)
{
	return respond_see_other(request, response, "/calculator");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/calculator", .role = ANYONE, .page = calculate },
	{ .method = POST, .path = "/calculator", .role = ANYONE, .page = calculate, .asks = true },
	{ .method = GET, .path = "/calculator/sheet", .role = ANYONE, .page = begin_again },
	{ .method = POST, .path = "/calculator/sheet", .role = ANYONE, .page = print, .asks = true },
	{ 0 } };

static const char *const pages[] = { "aid/calculator", "aid/calculator_sheet", NULL };

static const struct statement *const *const statements[] = { programme_statements, NULL };

const struct room calculator_room = { .name = "calculator", .routes = routes, .pages = pages, .statements = statements };
