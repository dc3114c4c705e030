#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "command.h"
#include "crypt/key.h"
#include "domain/office/audit.h"
#include "progress.h"

enum { hash_bytes = 32, line_bytes = 128 };

static const char usage[] = "usage: yimeng audit verify [--head FILE] [CONFIG]\n"
			    "       yimeng audit head [CONFIG]\n";

struct audit_run {
	bool verify;
	const char *head_file;		/* NULL: none */
	const char *config;
	struct arena arena;
	struct fault fault;
};

static const char *const fault_words[] = {
	[AUDIT_GAP] = "is missing",
	[AUDIT_ALTERED] = "is not what was written, or does not follow the one before it",
	[AUDIT_TAIL_CUT] = "is missing, and all after it",
	[AUDIT_HEAD_DIFFERS] = "does not agree with the head of the chain",
	[AUDIT_EXPORTED_DIFFERS] = "is missing or not the one whose hash was exported" };

static void show_progress(void *context, int64_t seq, int64_t last)
{
	progress_show(context, seq, last);
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit = c != '\0' ? strchr(digits, c) : NULL;

	return digit != NULL ? (int)(digit - digits) : -1;
}

/* `seq:hash` as `yimeng audit head` prints it. */
static enum err parse_head(struct arena *arena, const char *line, struct audit_head *out)
{
	uint8_t *hash = arena_alloc(arena, hash_bytes);
	char *end;
	const long long seq = strtoll(line, &end, 10);

	if (end == line || seq < 1 || *end++ != ':' || strlen(end) != hash_bytes * 2)
		return E_INVALID;
	for (size_t i = 0; i < hash_bytes; i++) {
		const int high = hex_digit(end[2 * i]), low = hex_digit(end[2 * i + 1]);

		if (high < 0 || low < 0)
			return E_INVALID;
		hash[i] = (uint8_t)(high << 4 | low);
	}
	*out = (struct audit_head){ .seq = seq, .hash = { .data = hash, .length = hash_bytes } };
	return OK;
}

/* Its last line: heads may be collected in one file. */
static enum err read_head_file(struct audit_run *run, struct audit_head *out)
{
	FILE *file = fopen(run->head_file, "re");
	char line[line_bytes], last[line_bytes] = "";

	if (file == NULL)
		return fault_note(&run->fault, E_INVALID, "cannot read %s", run->head_file);
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0')
			memcpy(last, line, sizeof last);
	}
	fclose(file);
	if (parse_head(&run->arena, last, out) != OK)
		return fault_note(&run->fault, E_INVALID, "the last line of %s is no number:hash", run->head_file);
	return OK;
}

static enum err print_head(struct audit_run *run, struct db *db)
{
	struct audit_head head;

	TRY(audit_head_read(db, &run->arena, &head));
	printf("%" PRId64 ":", head.seq);
	for (size_t i = 0; i < head.hash.length; i++)
		printf("%02x", head.hash.data[i]);
	putchar('\n');
	return OK;
}

static enum err verify(struct audit_run *run, struct db *db, bool *whole)
{
	struct progress progress = { .words = "audit trail" };
	struct audit_head exported, head;
	enum audit_fault fault;
	int64_t at;
	enum err err;

	if (run->head_file != NULL)
		TRY(read_head_file(run, &exported));
	err = audit_verify(db, run->head_file != NULL ? &exported : NULL, show_progress, &progress, &fault, &at);
	progress_end(&progress);
	TRY(err);
	*whole = fault == AUDIT_WHOLE;
	if (!*whole) {
		printf("BROKEN  %s: event %" PRId64 " %s\n", audit_fault_names[fault], at, fault_words[fault]);
		return OK;
	}
	TRY(audit_head_read(db, &run->arena, &head));
	printf("holds   audit trail of %" PRId64 " events\n", head.seq);
	return OK;
}

static enum err with_database(struct audit_run *run, bool *whole)
{
	struct settings settings;
	struct db_options database;
	struct db *db;
	enum err err;

	TRY(crypt_start(&run->fault));
	TRY(settings_load(&run->arena, run->config, &settings, &run->fault));
	TRY(settings_database(&run->arena, &settings, "check", &database, &run->fault));
	db = db_new(&database);
	db_set_fault(db, &run->fault);
	err = db_ready(db);
	if (err == OK)
		err = run->verify ? verify(run, db, whole) : print_head(run, db);
	db_close(db);
	db_thread_end();
	return err;
}

static bool parse_arguments(int argc, char **argv, struct audit_run *run)
{
	int next = 2;

	if (argc < 2 || (strcmp(argv[1], "verify") != 0 && strcmp(argv[1], "head") != 0))
		return false;
	run->verify = strcmp(argv[1], "verify") == 0;
	run->config = YM_CONF_DIR "/yimeng.conf";
	if (run->verify && argc > next + 1 && strcmp(argv[next], "--head") == 0) {
		run->head_file = argv[next + 1];
		next += 2;
	}
	if (argc > next)
		run->config = argv[next++];
	return argc == next && run->config[0] != '-';
}

static int run(int argc, char **argv)
{
	struct audit_run run = { .head_file = NULL };
	bool whole = true;
	int status = 0;

	if (!parse_arguments(argc, argv, &run)) {
		fputs(usage, stderr);
		return EXIT_TROUBLE;
	}
	arena_init(&run.arena, 0);
	if (with_database(&run, &whole) != OK) {
		fprintf(stderr, "yimeng audit: %s\n", run.fault.text);
		status = EXIT_TROUBLE;
	} else if (!whole) {
		status = EXIT_WRONG;
	}
	arena_free(&run.arena);
	return status;
}

const struct command audit_command = {
	.name = "audit", .arguments = "verify|head [...]",
	.help = "Walk the audit trail's chain, or print its end to write it down.",
	.run = run };
