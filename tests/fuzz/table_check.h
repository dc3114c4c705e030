/* What holds of every table, whatever bytes it came from. */
#ifndef YM_TESTS_TABLE_CHECK_H
#define YM_TESTS_TABLE_CHECK_H

/* Reads all of it; aborts where a row breaks the reader's word. Takes the file over. */
void table_check(int fd, const char *schema);

#endif
