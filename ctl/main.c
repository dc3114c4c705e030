/* yimeng: what an administrator does to an installation from the command line. */
#include <stdio.h>
#include <string.h>

#include "command.h"

static const struct command *const commands[] = {
	&account_command, &audit_command, &award_command, &check_command, &config_command, &import_command, &job_command, &key_command,
	&mailbox_command, &match_command, &messages_command, &programme_command, &text_command, &worker_command, NULL };

static int print_usage(FILE *out, int status)
{
	fprintf(out, "usage: yimeng COMMAND [ARGUMENT ...]\n");
	for (const struct command *const *command = commands; *command != NULL; command++)
		fprintf(out, "  %-10s%-28s%s\n", (*command)->name, (*command)->arguments, (*command)->help);
	return status;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return print_usage(stderr, EXIT_TROUBLE);
	if (strcmp(argv[1], "--help") == 0)
		return print_usage(stdout, 0);
	if (strcmp(argv[1], "--version") == 0) {
		printf("yimeng %s\n", PACKAGE_VERSION);
		return 0;
	}
	for (const struct command *const *command = commands; *command != NULL; command++)
		if (strcmp(argv[1], (*command)->name) == 0)
			return (*command)->run(argc - 1, argv + 1);
	fprintf(stderr, "yimeng: no command %s\n", argv[1]);
	return print_usage(stderr, EXIT_TROUBLE);
}
