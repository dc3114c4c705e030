/* Runs a fuzz target over every file of the folders given as arguments: the corpus as a regression test, without libFuzzer.
 * A crash is the failure; a folder without a file is one too, for then nothing was tried. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
	struct stat status;
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	size_t size;
	int failed = -1;

	if (file == NULL || fstat(fileno(file), &status) != 0) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		if (file != NULL)
			fclose(file);
		return -1;
	}
	/* Exactly as large as the input: a read behind its end is one behind the allocation. */
	size = (size_t)status.st_size;
	data = malloc(size > 0 ? size : 1);
	if (data != NULL && fread(data, 1, size, file) == size) {
		fprintf(stderr, "%s\n", path);
		LLVMFuzzerTestOneInput(data, size);
		failed = 0;
	}
	free(data);
	fclose(file);
	return failed;
}

/* The number of files run, or -1. */
static int replay_folder(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	int count = 0;

	if (directory == NULL) {
		fprintf(stderr, "%s: %s\n", folder, strerror(errno));
		return -1;
	}
	while (count >= 0 && (entry = readdir(directory)) != NULL) {
		char path[4096];

		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path || replay_file(path) != 0)
			count = -1;
		else
			count++;
	}
	closedir(directory);
	return count;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: %s FOLDER...\n", argv[0]);
		return 2;
	}
	for (int i = 1; i < argc; i++) {
		if (replay_folder(argv[i]) <= 0) {
			fprintf(stderr, "%s: no corpus was replayed\n", argv[i]);
			return 1;
		}
	}
	return 0;
}
