#include "private_server.h"

#include <signal.h>
#include <unistd.h>

static bool script(const char *before, const char *verb, const char *argument, char *line, int size)
{
	const char *top = getenv("YM_TOP");
	char command[512];
	FILE *pipe;
	int status;

	snprintf(command, sizeof command, "%s '%s/tests/sql/server.sh' %s %s", before, top != NULL ? top : ".", verb, argument);
	pipe = popen(command, "re");
	if (pipe == NULL)
		return false;
	if (fgets(line, size, pipe) == NULL)
		line[0] = '\0';
	status = pclose(pipe);
	line[strcspn(line, "\n")] = '\0';
	return status == 0;
}

static int start(void **state, const char *before)
{
	struct server *server = calloc(1, sizeof *server);
	char owner[16];

	if (server == NULL)
		return -1;
	snprintf(owner, sizeof owner, "%d", (int)getpid());
	if (!script(before, "start", owner, server->socket, sizeof server->socket))
		return -1;
	arena_init(&server->arena, 0);
	server->options = (struct db_options){ .socket = server->socket, .user = "root", .database = "yimeng",
					       .connect_ms = 1000, .read_ms = 10000 };
	server->db = server_connect(server);
	*state = server;
	return 0;
}

int server_start_empty(void **state)
{
	return start(state, "YM_TEST_SCHEMA=no");
}

int server_start_schema(void **state)
{
	return start(state, "");
}

int server_start_tcp(void **state)
{
	return start(state, "YM_TEST_SCHEMA=no YM_TEST_TCP=yes");
}

int server_stop(void **state)
{
	struct server *server = *state;
	char nothing[8];

	db_close(server->db);
	db_thread_end();
	script("", "stop", server->socket, nothing, sizeof nothing);
	arena_free(&server->arena);
	free(server);
	return 0;
}

int server_ready(void **state)
{
	struct server *server = *state;

	server->fault.text[0] = '\0';
	return db_ready(server->db) == OK ? 0 : -1;
}

void server_kill(struct server *server)
{
	char path[160];
	FILE *file;
	int pid = 0;

	snprintf(path, sizeof path, "%.*s/pid", (int)(strrchr(server->socket, '/') - server->socket), server->socket);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%d", &pid), 1);
	fclose(file);
	assert_int_equal(kill(pid, SIGKILL), 0);
	while (kill(pid, 0) == 0)
		usleep(10000);
}

void server_resume(struct server *server)
{
	char nothing[8];

	assert_true(script("", "resume", server->socket, nothing, sizeof nothing));
}

struct db *server_connect(struct server *server)
{
	struct db *db = db_new(&server->options);

	db_set_fault(db, &server->fault);
	return db;
}

void server_run(struct server *server, struct db *db, const char *sql)
{
	struct statement *statement = ARENA_NEW(&server->arena, struct statement);

	statement->sql = arena_copy_string(&server->arena, sql);
	if (db_run(db, statement, NULL) != OK)
		fail_msg("%s", server->fault.text);
}

int64_t server_number(struct server *server, struct db *db, const char *sql)
{
	static const struct column column = { .name = "n", .type = COLUMN_INT64 };
	static const struct shape shape = { .name = "number", .size = sizeof(int64_t), .columns = &column, .count = 1 };
	struct statement *statement = ARENA_NEW(&server->arena, struct statement);
	int64_t number = 0;

	statement->sql = arena_copy_string(&server->arena, sql);
	statement->row = &shape;
	if (db_one(db, &server->arena, statement, &number) != OK)
		fail_msg("%s", server->fault.text);
	return number;
}
