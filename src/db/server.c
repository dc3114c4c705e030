#include "db/server.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/connection.h"
#include "db/grants.h"

struct setting {
	const char *name;
	const char *value;
};
static const struct shape setting_shape = SHAPE(setting, COLUMN(setting, name), COLUMN(setting, value));

/* The server's own, not the session's: db.c sets some for its sessions, yet other clients write to the same tables. */
static const struct statement read_settings = {
	.sql = "SELECT LOWER(variable_name) AS name, variable_value AS value FROM information_schema.global_variables"
	       " WHERE variable_name IN ('innodb_snapshot_isolation', 'innodb_flush_log_at_trx_commit', 'sync_binlog',"
	       " 'local_infile', 'secure_timestamp', 'sql_mode', 'character_set_server', 'version')",
	.row = &setting_shape };

static const struct setting wanted_settings[] = {
	{ "innodb_snapshot_isolation", "ON" }, { "innodb_flush_log_at_trx_commit", "1" }, { "sync_binlog", "1" },
	{ "local_infile", "OFF" }, { "secure_timestamp", "YES" }, { "character_set_server", "utf8mb4" } };

static const char *value_of(const struct rows *rows, const char *name)
{
	const struct setting *settings = rows->row;

	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(settings[i].name, name) == 0)
			return settings[i].value;
	return NULL;
}

static bool is_recent(const char *version)
{
	char *end;
	const long major = strtol(version, &end, 10);

	return major > 10 || (major == 10 && *end == '.' && strtol(end + 1, NULL, 10) >= 11);
}

static void check_mode(const char *mode, struct buffer *out)
{
	if (strstr(mode, "STRICT_TRANS_TABLES") == NULL && strstr(mode, "STRICT_ALL_TABLES") == NULL)
		buffer_append_string(out, "sql_mode has no STRICT_TRANS_TABLES\n");
}

enum err db_check_settings(struct db *db, struct arena *arena, struct buffer *out)
{
	const char *mode, *version;
	struct rows rows;

	TRY(db_all(db, arena, &read_settings, &rows));
	for (size_t i = 0; i < sizeof wanted_settings / sizeof *wanted_settings; i++) {
		const struct setting *wanted = &wanted_settings[i];
		const char *value = value_of(&rows, wanted->name);

		if (value == NULL)
			buffer_print(out, "%s is unknown to this server, should be %s\n", wanted->name, wanted->value);
		else if (strcasecmp(value, wanted->value) != 0)
			buffer_print(out, "%s is %s, should be %s\n", wanted->name, value, wanted->value);
	}
	mode = value_of(&rows, "sql_mode");
	check_mode(mode != NULL ? mode : "", out);
	version = value_of(&rows, "version");
	if (version == NULL || !is_recent(version))
		buffer_print(out, "version is %s, should be 10.11 or later\n", version != NULL ? version : "unknown");
	return OK;
}

/* SHOW GRANTS names its one column after the account, so it cannot be a declared statement. */
static enum err show_grants(struct db *db, MYSQL_RES **out)
{
	static const char show[] = "SHOW GRANTS";
	MYSQL_RES *result;

	TRY(db_use(db));
	if (mysql_real_query(db->mysql, show, sizeof show - 1) == 0) {
		result = mysql_store_result(db->mysql);
		if (result != NULL) {
			*out = result;
			return OK;
		}
	}
	return db_note_error(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), show);
}

static void append_lines(struct buffer *out, const struct grants *from, const struct grants *without, const char *words)
{
	for (size_t i = 0; i < from->count; i++)
		if (!grants_hold(without, from->grant[i]))
			buffer_print(out, "%s: %s\n", words, from->grant[i]);
}

enum err db_check_grants(struct db *db, struct arena *arena, const char *expected, struct buffer *out)
{
	struct grants wanted = { 0 }, held = { 0 };
	MYSQL_RES *result = NULL;
	MYSQL_ROW row;

	grants_add_text(&wanted, arena, expected, db->options.database);
	TRY(show_grants(db, &result));
	while ((row = mysql_fetch_row(result)) != NULL)
		grants_add_line(&held, arena, row[0], db->options.database);
	mysql_free_result(result);
	append_lines(out, &wanted, &held, "grant missing");
	append_lines(out, &held, &wanted, "grant too many");
	return OK;
}
