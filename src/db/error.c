#include "db/connection.h"

#include <errmsg.h>
#include <mysqld_error.h>

/* Not all of them are in every version's mysqld_error.h. */
enum {
	sql_check_read = 1020,			/* snapshot conflict, innodb_snapshot_isolation */
	sql_galera_not_ready = 1047,		/* ER_UNKNOWN_COM_ERROR: the node left its cluster */
	sql_connection_killed = 1927,
	sql_statement_timeout = 1969,
	sql_constraint_failed = 4025
};

static bool wants_repeat(unsigned int number)
{
	switch (number) {
	case ER_LOCK_DEADLOCK:
	case ER_LOCK_WAIT_TIMEOUT:
	case sql_check_read:
	case sql_galera_not_ready:
		return true;
	default:
		return false;
	}
}

static bool is_loss(unsigned int number)
{
	switch (number) {
	case 0:					/* libmariadb failed and left no number: a read that timed out */
	case ER_SERVER_SHUTDOWN:
	case ER_NORMAL_SHUTDOWN:
	case sql_connection_killed:
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
	case CR_SERVER_LOST_EXTENDED:
	case CR_NET_PACKET_TOO_LARGE:		/* libmariadb closes on it */
	case CR_MALFORMED_PACKET:
	case CR_COMMANDS_OUT_OF_SYNC:		/* ours and the server's idea of the conversation differ: start afresh */
		return true;
	default:
		return number >= ER_NET_READ_ERROR && number <= ER_NET_WRITE_INTERRUPTED;
	}
}

static enum err map(unsigned int number)
{
	if (wants_repeat(number) || is_loss(number))
		return E_BUSY;
	switch (number) {
	case ER_DUP_ENTRY:
		return E_CONFLICT;
	case ER_DATA_TOO_LONG:
	case ER_WARN_DATA_OUT_OF_RANGE:
	case ER_DATA_OUT_OF_RANGE:
	case ER_TRUNCATED_WRONG_VALUE_FOR_FIELD:
	case ER_TRUNCATED_WRONG_VALUE:
	case WARN_DATA_TRUNCATED:
	case ER_BAD_NULL_ERROR:
	case sql_constraint_failed:
		return E_INVALID;
	case ER_CON_COUNT_ERROR:
	case ER_TOO_MANY_USER_CONNECTIONS:
	case ER_USER_LIMIT_REACHED:
	case ER_DISK_FULL:
	case ER_RECORD_FILE_FULL:
	case ER_OPTION_PREVENTS_STATEMENT:	/* read-only while a cluster changes its primary */
	case ER_QUERY_INTERRUPTED:
	case sql_statement_timeout:
		return E_BUSY;
	default:
		return E_INTERNAL;
	}
}

/* The server's own words stay out: they may quote a value ("Duplicate entry '138…'"). */
enum err db_note_error(struct db *db, unsigned int number, const char *sqlstate, const char *what)
{
	if (is_loss(number))
		db->state = CONNECTION_BROKEN;
	if (db->in_transaction && wants_repeat(number))
		db->wants_repeat = true;
	return fault_note(db->fault, map(number), "database: error %u (%s) at: %.120s", number, sqlstate, what);
}

/* Before any statement there is no value to give away, and the words name the socket or host. */
enum err db_note_connect_error(struct db *db)
{
	switch (mysql_errno(db->mysql)) {
	case ER_ACCESS_DENIED_ERROR:
	case ER_DBACCESS_DENIED_ERROR:
	case ER_BAD_DB_ERROR:
	case ER_UNKNOWN_SYSTEM_VARIABLE:
		return fault_note(db->fault, E_INTERNAL, "database: %s", mysql_error(db->mysql));
	default:
		return fault_note(db->fault, E_BUSY, "database: %s", mysql_error(db->mysql));
	}
}
