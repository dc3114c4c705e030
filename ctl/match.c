/* yimeng match: families and students, from the command line. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "match_desk.h"

static const struct match_verb *const verbs[] = { &match_solve_verb, &match_run_verb, &match_demo_verb, NULL };

static int print_usage(void)
{
	for (const struct match_verb *const *verb = verbs; *verb != NULL; verb++)
		fprintf(stderr, "%s yimeng match %s %s\n", verb == verbs ? "usage:" : "      ", (*verb)->name, (*verb)->arguments);
	return EXIT_TROUBLE;
}

static int run(int argc, char **argv)
{
	for (const struct match_verb *const *verb = verbs; argc > 1 && *verb != NULL; verb++)
		if (strcmp(argv[1], (*verb)->name) == 0 && argc - 2 >= (*verb)->least && argc - 2 <= (*verb)->most)
			return (*verb)->run(argc - 1, argv + 1);
	return print_usage();
}

const struct command match_command = {
	.name = "match", .arguments = "solve|run|demo ...", .help = "Pair the students and families of a file, or of a unit; make a demonstration's.", .run = run };
