#include <stdio.h>

#include "app/settings.h"
#include "command.h"

static int run(int argc, char **argv)
{
	struct arena arena;
	struct buffer text;

	(void)argv;
	if (argc != 1) {
		fprintf(stderr, "usage: yimeng config\n");
		return EXIT_TROUBLE;
	}
	arena_init(&arena, 0);
	buffer_init(&text, &arena, 4096);
	config_describe(settings_keys, &text);
	fputs(text.data, stdout);
	arena_free(&arena);
	return 0;
}

const struct command config_command = {
	.name = "config", .arguments = "", .help = "Print a yimeng.conf with every key, its meaning and its default.", .run = run };
