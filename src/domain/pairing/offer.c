#include "domain/pairing/offer.h"

#include "domain/pairing/match_plan.h"
#include "domain/pairing/match_run.h"
#include "domain/pairing/pair.h"

const struct statement *const offer_statements[] = { NULL };

static const struct match_choice *choice_for(const struct match_plan *plan, int64_t family_id)
{
	const struct match_choice *choices = plan->choices.row, *best = NULL;

	for (size_t i = 0; i < plan->choices.count; i++)
		if (choices[i].family_id == family_id && (best == NULL || choices[i].place < best->place ||
							  (choices[i].place == best->place && choices[i].score > best->score)))
			best = &choices[i];
	return best;
}

static enum err propose(struct db *db, struct arena *arena, const struct actor *actor, const struct match_choice *choice,
			struct timestamp now, const char **code)
{
	const struct pair_wish wish = { .student_id = choice->student_id, .family_id = choice->family_id, .place = choice->place };
	enum pair_refusal refusal = PAIR_FINE;
	const enum err err = pair_propose(db, arena, actor, &wish, now, code, &refusal);

	/* Somebody was quicker: the next run looks again. */
	return err == E_CONFLICT ? OK : err;
}

/* Brothers and sisters go together: all of the household that fall to the family. */
static enum err propose_all(struct db *db, struct arena *arena, const struct actor *actor, const struct match_plan *plan,
			    const struct match_choice *best, struct timestamp now, const char **code)
{
	const struct match_choice *choices = plan->choices.row;
	const char *other = NULL;

	TRY(propose(db, arena, actor, best, now, code));
	for (size_t i = 0; i < plan->choices.count; i++)
		if (*code != NULL && best->household != 0 && &choices[i] != best && choices[i].household == best->household &&
		    choices[i].family_id == best->family_id)
			TRY(propose(db, arena, actor, &choices[i], now, &other));
	return OK;
}

enum err offer_best_student(struct db *db, struct arena *arena, const struct actor *actor, const char *scope, int64_t family_id,
			    struct timestamp now, const char **code)
{
	struct match_points weights;
	struct match_input input;
	struct match_plan plan;
	const struct match_choice *choice;
	const char *made = NULL;
	int64_t version;

	TRY(match_weights_current(db, arena, &weights, &version));
	TRY(match_input_load(db, arena, scope, now, &input));
	TRY(match_plan_make(arena, &input, &weights, &plan, NULL));
	choice = choice_for(&plan, family_id);
	if (choice != NULL)
		TRY(propose_all(db, arena, actor, &plan, choice, now, &made));
	*code = made;
	return OK;
}
