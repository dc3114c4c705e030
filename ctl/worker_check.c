#include <stdio.h>
#include <string.h>

#include "app/start.h"
#include "command.h"
#include "db/server.h"
#include "domain/giving/demo_giver.h"
#include "domain/office/account_setup.h"
#include "worker_desk.h"
#include "work/kinds.h"

static unsigned report(const char *what, const char *detail)
{
	printf("worker: wrong: %s: %s\n", what, detail);
	return 1;
}

static unsigned report_lines(const char *what, char *lines)
{
	unsigned wrong = 0;
	char *line;

	while ((line = strsep(&lines, "\n")) != NULL)
		if (*line != '\0')
			wrong += report(what, line);
	return wrong;
}

static unsigned check_texts(struct worker_desk *desk)
{
	struct buffer findings;

	buffer_init(&findings, &desk->arena, 256);
	message_texts_compare(desk->carrier.texts, &findings);
	return report_lines("messages", findings.data);
}

/* What the commands ask as the same user (ctl/account.c). */
static const struct statement *const *const command_statements[] = { account_setup_statements, demo_giver_statements, NULL };

static unsigned check_statements(struct db *db, const struct statement *const *const *list)
{
	unsigned wrong = 0;

	for (; *list != NULL; list++)
		for (const struct statement *const *statement = *list; *statement != NULL; statement++) {
			struct fault fault = { 0 };

			db_set_fault(db, &fault);
			if (db_check_statement(db, *statement) != OK)
				wrong += report("statement", fault.text);
		}
	db_set_fault(db, NULL);
	return wrong;
}

static unsigned check_grants(struct worker_desk *desk, struct db *db)
{
	const char *path = arena_print(&desk->arena, "%s/%s.grants", desk->settings.grants_dir, desk->database.user);
	struct buffer expected, differences;
	struct fault fault = { 0 };
	unsigned wrong = 0;

	buffer_init(&expected, &desk->arena, 1024);
	buffer_init(&differences, &desk->arena, 256);
	db_set_fault(db, &fault);
	if (append_file(path, &expected, &fault) != OK || db_check_grants(db, &desk->arena, expected.data, &differences) != OK)
		wrong += report("grants", fault.text);
	db_set_fault(db, NULL);
	return wrong + report_lines("grants", differences.data);
}

static void say_what_is_missing(const struct worker_desk *desk)
{
	if (desk->carrier.gateway == NULL)
		printf("worker: warning: [sms] gateway_url is empty: no SMS is sent\n");
	if (desk->carrier.server == NULL)
		printf("worker: warning: [mail] smtp_host is empty: no mail is sent\n");
}

int worker_check(struct worker_desk *desk)
{
	struct db *db = db_new(&desk->database);
	struct fault fault = { 0 };
	unsigned wrong = check_texts(desk);

	say_what_is_missing(desk);
	db_set_fault(db, &fault);
	if (db_ready(db) == OK)
		wrong += check_statements(db, work_statements) + check_statements(db, command_statements) + check_grants(desk, db);
	else
		printf("worker: warning: %s; statements and grants were not checked\n", fault.text);
	db_close(db);
	db_thread_end();
	printf("worker: %u wrong\n", wrong);
	return wrong == 0 ? 0 : EXIT_WRONG;
}
