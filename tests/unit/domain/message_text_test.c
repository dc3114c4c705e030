/* The words of messages: what is read, refused, compared and filled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/office/message_text.h"

struct folder {
	struct arena arena;
	char path[32];
	struct fault fault;
};

static void put(struct folder *folder, const char *name, const char *text)
{
	FILE *file = fopen(arena_print(&folder->arena, "%s/%s", folder->path, name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static enum err load(struct folder *folder, struct message_texts **out)
{
	folder->fault.text[0] = '\0';
	return message_texts_load(&folder->arena, folder->path, out, &folder->fault);
}

static void assert_refused(struct folder *folder, const char *name, const char *text, const char *words)
{
	struct message_texts *texts;

	put(folder, name, text);
	assert_int_equal(load(folder, &texts), E_INVALID);
	if (strstr(folder->fault.text, words) == NULL)
		fail_msg("%s: %s", name, folder->fault.text);
	unlink(arena_print(&folder->arena, "%s/%s", folder->path, name));
}

static const struct message_value values[] = { { "code", "123456" }, { "minutes", "10" } };

static enum err fill(struct folder *folder, const struct message_texts *texts, enum channel channel, const char *language,
		     size_t count, struct filled_text *out)
{
	const struct delivered_message message = { .channel = channel, .template = "code", .language = language, .values = values,
						   .value_count = count };

	return message_text_fill(texts, &folder->arena, &message, out, &folder->fault);
}

static void places_are_filled_in(void **state)
{
	struct folder *folder = *state;
	struct message_texts *texts = NULL;
	struct filled_text filled;

	put(folder, "code.sms.zh.txt", "${code}${minutes}: ${code}.\n");
	put(folder, "code.mail.en.txt", "Code ${code}\n\nGood for ${minutes} minutes.\n\nBye\n");
	assert_int_equal(load(folder, &texts), OK);
	assert_int_equal(fill(folder, texts, CHANNEL_SMS, "zh", 2, &filled), OK);
	assert_string_equal(filled.text, "12345610: 123456.");
	assert_null(filled.subject);
	assert_int_equal(fill(folder, texts, CHANNEL_MAIL, "en", 2, &filled), OK);
	assert_string_equal(filled.subject, "Code 123456");
	assert_string_equal(filled.text, "Good for 10 minutes.\n\nBye");
}

static void a_missing_value_or_text_is_an_error_that_quotes_none(void **state)
{
	struct folder *folder = *state;
	struct message_texts *texts = NULL;
	struct filled_text filled;

	put(folder, "code.sms.zh.txt", "${code} ${minutes}");
	assert_int_equal(load(folder, &texts), OK);
	assert_int_equal(fill(folder, texts, CHANNEL_SMS, "zh", 1, &filled), E_INVALID);
	assert_string_equal(folder->fault.text, "message code.sms.zh.txt: no value for minutes");
	folder->fault.text[0] = '\0';
	assert_int_equal(fill(folder, texts, CHANNEL_SMS, "en", 2, &filled), E_NOT_FOUND);
}

static void what_is_no_such_text_is_refused(void **state)
{
	struct folder *folder = *state;
	struct message_texts *texts = NULL;
	char *long_text = arena_alloc(&folder->arena, 10000);

	assert_int_equal(load(folder, &texts), E_INVALID);		/* an empty folder */
	assert_refused(folder, "code.txt", "x", "otherwise");
	assert_refused(folder, "code.fax.zh.txt", "x", "otherwise");
	assert_refused(folder, "code.sms.zh.old.txt", "x", "otherwise");
	assert_refused(folder, "code.sms.zh.txt", "a $", "begins no place");
	assert_refused(folder, "code.sms.zh.txt", "a ${", "begins no place");
	assert_refused(folder, "code.sms.zh.txt", "a ${}", "begins no place");
	assert_refused(folder, "code.sms.zh.txt", "a ${Code}", "begins no place");
	assert_refused(folder, "code.sms.zh.txt", "\n", "empty");
	assert_refused(folder, "code.sms.zh.txt", "\xff", "not UTF-8");
	assert_refused(folder, "code.mail.zh.txt", "subject\ntext", "a mail is");
	memset(long_text, 'x', 301);
	assert_refused(folder, "code.sms.zh.txt", long_text, "too long for an SMS");
	memset(long_text, 'x', 9000);
	assert_refused(folder, "code.sms.zh.txt", long_text, "too long");
}

static void languages_are_compared(void **state)
{
	struct folder *folder = *state;
	struct message_texts *texts = NULL;
	struct buffer findings;

	buffer_init(&findings, &folder->arena, 256);
	put(folder, "code.mail.zh.txt", "${code}\n\n${minutes}");
	put(folder, "code.mail.en.txt", "code\n\n${code} ${minutes}");
	assert_int_equal(load(folder, &texts), OK);
	message_texts_compare(texts, &findings);
	assert_string_equal(findings.data, "");
	put(folder, "code.mail.en.txt", "code\n\n${kode} ${minutes}");
	put(folder, "only.sms.zh.txt", "x");
	assert_int_equal(load(folder, &texts), OK);
	message_texts_compare(texts, &findings);
	assert_non_null(strstr(findings.data, "code.mail.en.txt: has the place kode, code.mail.zh.txt has not\n"));
	assert_non_null(strstr(findings.data, "code.mail.zh.txt: has the place code, code.mail.en.txt has not\n"));
	assert_non_null(strstr(findings.data, "only.sms.zh.txt: is not there in the language en\n"));
}

static void ours_are_good(void **state)
{
	struct folder *folder = *state;
	struct message_texts *texts = NULL;
	struct buffer findings;
	const char *top = getenv("YM_TOP");

	buffer_init(&findings, &folder->arena, 256);
	if (message_texts_load(&folder->arena, arena_print(&folder->arena, "%s/view/messages", top != NULL ? top : "."), &texts,
			       &folder->fault) != OK)
		fail_msg("%s", folder->fault.text);
	message_texts_compare(texts, &findings);
	assert_string_equal(findings.data, "");
}

static int start(void **state)
{
	struct folder *folder = calloc(1, sizeof *folder);

	if (folder == NULL)
		return -1;
	arena_init(&folder->arena, 0);
	snprintf(folder->path, sizeof folder->path, "/tmp/ym-messages.XXXXXX");
	*state = folder;
	return mkdtemp(folder->path) != NULL ? 0 : -1;
}

static int stop(void **state)
{
	struct folder *folder = *state;
	const int status = system(arena_print(&folder->arena, "rm -r '%s'", folder->path));

	arena_free(&folder->arena);
	free(folder);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(places_are_filled_in, start, stop),
		cmocka_unit_test_setup_teardown(a_missing_value_or_text_is_an_error_that_quotes_none, start, stop),
		cmocka_unit_test_setup_teardown(what_is_no_such_text_is_refused, start, stop),
		cmocka_unit_test_setup_teardown(languages_are_compared, start, stop),
		cmocka_unit_test_setup_teardown(ours_are_good, start, stop),
	};

	return cmocka_run_group_tests_name("message_text", tests, NULL, NULL);
}
