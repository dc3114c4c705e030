/* A subcommand of `yimeng`: one file each, one self-describing entry each. */
#ifndef YM_CTL_COMMAND_H
#define YM_CTL_COMMAND_H

struct command {
	const char *name;
	const char *arguments;	/* for the usage line */
	const char *help;	/* one sentence */
	/* argv[0] is the subcommand. Returns the exit status: 0 good, 1 found something wrong, 2 could not be done. */
	int (*run)(int argc, char **argv);
};

enum { EXIT_WRONG = 1, EXIT_TROUBLE = 2 };

extern const struct command account_command;
extern const struct command audit_command;
extern const struct command award_command;
extern const struct command check_command;
extern const struct command config_command;
extern const struct command import_command;
extern const struct command job_command;
extern const struct command key_command;
extern const struct command mailbox_command;
extern const struct command match_command;
extern const struct command messages_command;
extern const struct command programme_command;
extern const struct command text_command;
extern const struct command worker_command;

#endif
