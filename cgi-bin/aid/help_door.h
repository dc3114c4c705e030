/* Which browser may see which request, and who is counted: between help_pages.c and help_follow_pages.c. */
#ifndef YM_AID_HELP_DOOR_H
#define YM_AID_HELP_DOOR_H

#include "app/request.h"
#include "app/room.h"
#include "domain/office/attempt.h"

/* This browser raised it, or knew its code and the last four digits; and, beside that, it proved the telephone. For half an hour. */
void help_open(struct request *request, struct response *response, const char *code);
bool help_opened(struct request *request, const char *code);
void help_note_proved(struct request *request, struct response *response, const char *code);
bool help_proved(struct request *request, const char *code);

struct attempt_limit help_limit(struct request *request, const char *kind, const char *whom, int64_t most);

/* 429 with wait_minutes: so many seconds until the next try. */
enum err help_show_limited(struct request *request, struct response *response, int64_t seconds, page_handler *again) MUST_CHECK;

#endif
