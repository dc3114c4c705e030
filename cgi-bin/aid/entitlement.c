#include "entitlement.h"

#include <string.h>

enum err entitlement_weigh(struct request *request, struct entitlement *out)
{
	struct entitlement weighed = { .next = -1 };
	struct fact_said *said = ARENA_ARRAY(request->arena, struct fact_said, request->sent_count);
	struct verdict *verdicts;

	for (size_t i = 0; i < request->sent_count; i++)
		said[i] = (struct fact_said){ request->sent[i].name, request->sent[i].value };
	TRY(programme_book_load(request->db, request->arena, request->today, &weighed.book));
	(void)!fact_read(request->arena, said, request->sent_count, request->today, &weighed.reading);
	weighed.facts = weighed.reading.facts;
	fact_imply(&weighed.facts);
	verdicts = ARENA_ARRAY(request->arena, struct verdict, weighed.book.count);
	for (size_t i = 0; i < weighed.book.count; i++)
		rule_evaluate(&weighed.book.rules[i], &weighed.facts, &verdicts[i]);
	weighed.verdicts = verdicts;
	weighed.next = rule_next_question(weighed.book.rules, weighed.book.count, &weighed.facts, weighed.reading.skipped);
	*out = weighed;
	return OK;
}

static const char *reason_of(const struct request *request, const struct rule_clause *clause)
{
	return request->language == 0 ? clause->reason : clause->reason_en;
}

/* A line may stand once. */
static void add_line(struct buffer *lines, const char *line)
{
	const char *at = strstr(lines->data, line);

	if (at != NULL && (at == lines->data || at[-1] == '\n') && (at[strlen(line)] == '\n' || at[strlen(line)] == '\0'))
		return;
	if (lines->length > 0)
		buffer_append_char(lines, '\n');
	buffer_append_string(lines, line);
}

const char *entitlement_reasons(struct request *request, const struct rule *rule, const struct verdict *verdict, const struct facts *facts)
{
	enum truth *truths = ARENA_ARRAY(request->arena, enum truth, rule->clause_count);
	struct buffer lines;
	int16_t group = 0;

	if (verdict->failed == NULL)
		return NULL;
	if (verdict->failed->group == 0)
		return reason_of(request, verdict->failed);
	buffer_init(&lines, request->arena, 256);
	rule_trace(rule, facts, truths);
	for (uint16_t i = 0; i < rule->clause_count; i++) {
		const struct rule_clause *clause = &rule->clauses[i];

		if (clause->tier != verdict->failed->tier || clause->group <= group || truths[i] != TRUTH_NO)
			continue;
		group = clause->group;
		add_line(&lines, reason_of(request, clause));
	}
	return lines.data;
}
