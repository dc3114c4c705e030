#include <stdio.h>
#include <string.h>

#include "command.h"
#include "crypt/key.h"

static int run(int argc, char **argv)
{
	struct fault fault = { 0 };

	if (argc != 3 || strcmp(argv[1], "new") != 0) {
		fprintf(stderr, "usage: yimeng key new FILE\n");
		return EXIT_TROUBLE;
	}
	if (crypt_start(&fault) != OK || keyring_create(argv[2], &fault) != OK) {
		fprintf(stderr, "yimeng key: %s\n", fault.text);
		return EXIT_TROUBLE;
	}
	return 0;
}

const struct command key_command = {
	.name = "key", .arguments = "new FILE", .help = "Make the file of keys for sealed fields, mode 0600.", .run = run };
