/* yimeng programme: programmes of aid from a folder of files (domain/aid/programme_file.h). `check` only reads them; `load` stores them as
 * drafts, with --publish in force, which only a demonstration may. As database user ym_worker. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "crypt/key.h"
#include "domain/aid/programme_load.h"

enum { file_bytes_most = 1000000 };

struct desk {
	struct arena arena, scratch;
	struct fault fault;
	struct db *db;
	struct timestamp now;
	const char *folder, *config;
	bool stores, publish;
	const char *path;			/* of the file at hand */
	struct programme_file file;
	struct load_report report;
	bool wrong;				/* a file was refused */
};

static enum err read_bytes(struct desk *desk, const char **bytes, size_t *length)
{
	FILE *file = fopen(desk->path, "re");
	char *room;

	if (file == NULL)
		return fault_note(&desk->fault, E_INVALID, "%s: %s", desk->path, strerror(errno));
	room = arena_alloc(&desk->scratch, file_bytes_most + 1);
	*length = fread(room, 1, file_bytes_most + 1, file);
	fclose(file);
	*bytes = room;
	return *length > file_bytes_most ? fault_note(&desk->fault, E_INVALID, "%s: longer than %d bytes", desk->path, file_bytes_most) : OK;
}

static enum err read_file(struct desk *desk)
{
	struct file_fault found;
	const char *bytes = NULL;
	size_t length = 0;
	enum err err;

	TRY(read_bytes(desk, &bytes, &length));
	err = programme_file_read(&desk->scratch, bytes, length, &desk->file, &found);
	if (err == E_INVALID) {
		fprintf(stderr, "%s:%" PRId64 ": %s%s%s\n", desk->path, found.line, file_refusal_names[found.refusal],
			found.word != NULL ? ": " : "", found.word != NULL ? found.word : "");
		desk->wrong = true;
	}
	return err;
}

static enum err store(void *context)
{
	struct desk *desk = context;

	return programme_load(desk->db, &desk->scratch, &desk->file, desk->publish, desk->now, &desk->report);
}

/* A file that is refused leaves the others. */
static enum err take_file(struct desk *desk)
{
	const struct load_report before = desk->report;
	enum err err = read_file(desk);

	if (err == E_INVALID && desk->fault.text[0] == '\0')
		return OK;
	TRY(err);
	if (!desk->stores)
		return OK;
	err = db_transaction(desk->db, store, NULL, desk, NULL);
	if (err != E_CONFLICT || desk->report.refusal == LOAD_FINE)
		return err;
	fprintf(stderr, "%s:%" PRId64 ": %s\n", desk->path, desk->report.line, load_refusal_names[desk->report.refusal]);
	desk->report = before;
	desk->wrong = true;
	return OK;
}

static int is_text(const struct dirent *entry)
{
	const size_t length = strlen(entry->d_name);

	return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static enum err take_folder(struct desk *desk)
{
	struct dirent **entries;
	const int count = scandir(desk->folder, &entries, is_text, alphasort);
	enum err err = OK;

	if (count < 0)
		return fault_note(&desk->fault, E_INVALID, "%s: %s", desk->folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		desk->path = arena_print(&desk->arena, "%s/%s", desk->folder, entries[i]->d_name);
		if (err == OK)
			err = take_file(desk);
		arena_reset(&desk->scratch);
		free(entries[i]);
	}
	free(entries);
	return count == 0 ? fault_note(&desk->fault, E_INVALID, "%s: no file NAME.txt", desk->folder) : err;
}

static enum err with_database(struct desk *desk)
{
	struct settings settings;
	struct db_options database;
	enum err err;

	TRY(settings_load(&desk->arena, desk->config, &settings, &desk->fault));
	if (desk->publish && !settings.demo)
		return fault_note(&desk->fault, E_DENIED, "--publish is for a demonstration ([site] demo = yes): here two people publish");
	TRY(settings_database(&desk->arena, &settings, "worker", &database, &desk->fault));
	desk->db = db_new(&database);
	db_set_fault(desk->db, &desk->fault);
	err = db_ready(desk->db);
	if (err == OK)
		err = take_folder(desk);
	db_close(desk->db);
	db_thread_end();
	return err;
}

/* check DIR, or load DIR [--publish] [CONFIG]. */
static bool read_arguments(int argc, char **argv, struct desk *desk)
{
	int at = 3;

	if (argc < 3)
		return false;
	desk->folder = argv[2];
	desk->stores = strcmp(argv[1], "load") == 0;
	if (!desk->stores)
		return strcmp(argv[1], "check") == 0 && argc == 3;
	desk->publish = at < argc && strcmp(argv[at], "--publish") == 0;
	at += desk->publish;
	desk->config = at < argc ? argv[at++] : YM_CONF_DIR "/yimeng.conf";
	return at == argc;
}

static int run_programme(int argc, char **argv)
{
	const struct clock clock = { 0 };
	struct desk desk = { .now = clock_now(&clock) };
	enum err err;

	if (!read_arguments(argc, argv, &desk)) {
		fprintf(stderr, "usage: yimeng programme load DIR [--publish] [CONFIG]\n       yimeng programme check DIR\n");
		return EXIT_TROUBLE;
	}
	arena_init(&desk.arena, 0);
	arena_init(&desk.scratch, 0);
	err = crypt_start(&desk.fault);
	if (err == OK)
		err = desk.stores ? with_database(&desk) : take_folder(&desk);
	if (err != OK)
		fprintf(stderr, "yimeng programme: %s\n", desk.fault.text[0] != '\0' ? desk.fault.text : err_name(err));
	else if (desk.stores)
		printf("programmes\t%" PRId64 "\nversions\t%" PRId64 "\npublished\t%" PRId64 "\nfamilies\t%" PRId64 "\n",
		       desk.report.programmes, desk.report.versions, desk.report.published, desk.report.families);
	arena_free(&desk.scratch);
	arena_free(&desk.arena);
	return err != OK ? EXIT_TROUBLE : desk.wrong ? EXIT_WRONG : 0;
}

const struct command programme_command = {
	.name = "programme", .arguments = "load DIR [--publish]", .help = "Read programmes of aid and their rules from files.",
	.run = run_programme };
