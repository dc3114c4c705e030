#include <stdio.h>

#include "command.h"
#include "view/template.h"

/* Arguments: the folder of the pages, then the names of the pages. */
static int run(int argc, char **argv)
{
	static const char *const languages[] = { "zh", NULL };
	struct template_options options = { .languages = languages };
	struct template_set *set;
	struct fault fault = { 0 };
	struct arena arena;
	struct buffer pot;
	int status = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: yimeng messages PAGES_DIR PAGE ...\n");
		return EXIT_TROUBLE;
	}
	options.dir = argv[1];
	options.pages = (const char *const *)&argv[2];	/* argv ends with NULL, as the list does */
	arena_init(&arena, 0);
	buffer_init(&pot, &arena, 16384);
	if (template_set_load(&arena, &options, &set, &fault) != OK || template_set_messages(set, &pot) != OK) {
		fprintf(stderr, "yimeng messages: %s\n", fault.text);
		status = EXIT_TROUBLE;
	} else {
		fwrite(pot.data, 1, pot.length, stdout);
	}
	arena_free(&arena);
	return status;
}

const struct command messages_command = {
	.name = "messages", .arguments = "PAGES_DIR PAGE ...", .help = "Print the messages of the pages as a gettext template.",
	.run = run };
