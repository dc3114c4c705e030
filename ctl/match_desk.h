/* The verbs of `yimeng match`, a file each. */
#ifndef YM_CTL_MATCH_DESK_H
#define YM_CTL_MATCH_DESK_H

struct match_verb {
	const char *name;
	const char *arguments;	/* for the usage line */
	int least, most;	/* how many of them */
	/* argv[0] is the verb. Returns the exit status, as a command does. */
	int (*run)(int argc, char **argv);
};

extern const struct match_verb match_solve_verb, match_demo_verb, match_run_verb;

#endif
