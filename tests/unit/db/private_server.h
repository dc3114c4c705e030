/* A MariaDB of the test's own (tests/sql/server.sh), and connections to it. */
#ifndef YM_TESTS_DB_PRIVATE_SERVER_H
#define YM_TESTS_DB_PRIVATE_SERVER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/db.h"

struct server {
	char socket[128];
	struct db_options options;	/* root, to the database yimeng */
	struct arena arena;		/* as long as the connections: a statement is known by its address */
	struct db *db;
	struct fault fault;
};

/* cmocka group fixtures; *state is a struct server. */
int server_start_empty(void **state);
int server_start_schema(void **state);
int server_start_tcp(void **state);	/* empty, and on a free port of 127.0.0.0/8 besides, without TLS */
int server_stop(void **state);

/* cmocka test fixture: no fault noted, connected. */
int server_ready(void **state);

void server_kill(struct server *server);	/* as a power failure would */
void server_resume(struct server *server);

/* Another connection, closed by the caller with db_close. */
struct db *server_connect(struct server *server);

/* Run SQL text that must succeed, on `db`. */
void server_run(struct server *server, struct db *db, const char *sql);

/* The one integer it selects as `n`, on `db`. */
int64_t server_number(struct server *server, struct db *db, const char *sql);

#endif
