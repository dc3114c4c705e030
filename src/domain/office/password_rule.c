#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "crypt/password.h"
#include "domain/office/sign_in_parts.h"

/* Those of twelve characters and more that lists of leaked passwords begin with, and are no run or repetition. Small letters. */
static const char *const commonest[] = {
	"password1234", "password12345", "password123456", "passwordpassword", "passw0rd1234", "p@ssw0rd1234", "p@ssword1234",
	"admin1234567", "admin12345678", "administrator", "administrator1", "administrator123", "qwertyuiop12", "qwertyuiop123",
	"qwerty123456", "qwerty1234567", "qwer1234qwer", "asdfghjkl123", "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv",
	"q1w2e3r4t5y6", "zaq12wsxcde3", "abc123456789", "abcd12345678", "abcdef123456", "a12345678901", "a1234567890b",
	"woaini1314520", "woaini520131", "woaini1314521", "5201314woaini", "iloveyou1234", "iloveyou1314", "letmein12345",
	"welcome12345", "welcome123456", "changeme1234", "changeme12345", "111222333444", "112233445566", "121212121212",
	"147258369147", "147258369000", "159357159357", "123456789abc", "1234567890ab", "1234567890qw", "123456qwerty",
	"123456abcdef", "123qweasdzxc", "qweasdzxc123", "qazwsxedc123", "aa1234567890", "a123456789012", "linyi1234567",
	"linyi12345678", "yimeng123456", "yimeng1234567", "yimengzhuxue", "jiaoyuju1234", "zhuxue123456", NULL };

/* Walked in either direction, from any place, round and round. */
static const char *const runs[] = { "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
				    "qwertyuiopasdfghjklzxcvbnm", NULL };

enum { small_max = password_chars_max * 4 + 1, repeated_max = 4 };

static bool is_repetition(const char *text, size_t length)
{
	for (size_t period = 1; period <= repeated_max && period < length; period++)
		if (memcmp(text, text + period, length - period) == 0)
			return true;
	return false;
}

static bool is_run_of(const char *text, size_t length, const char *run, size_t step)
{
	const size_t round = strlen(run);
	const char *at = strchr(run, text[0]);

	if (at == NULL)
		return false;
	for (size_t i = 0, place = (size_t)(at - run); i < length; i++, place = (place + step) % round)
		if (text[i] != run[place])
			return false;
	return true;
}

static bool is_run(const char *text, size_t length)
{
	for (const char *const *run = runs; *run != NULL; run++)
		if (is_run_of(text, length, *run, 1) || is_run_of(text, length, *run, strlen(*run) - 1))
			return true;
	return false;
}

static bool is_listed(const char *text)
{
	for (const char *const *common = commonest; *common != NULL; common++)
		if (strcmp(text, *common) == 0)
			return true;
	return false;
}

/* The login, alone or with a few characters around it, is the first guess at its account. */
static bool is_made_of_login(const char *text, size_t length, const char *login)
{
	const char *at = strstr(text, login);

	return at != NULL && length < strlen(login) + password_chars_min / 2;
}

const char *password_objection(const char *password, const char *login)
{
	const size_t length = strlen(password), chars = text_count(password);
	char small[small_max];

	if (chars < password_chars_min)
		return "too_short";
	if (chars > password_chars_max || length >= sizeof small)
		return "too_long";
	for (size_t i = 0; i <= length; i++)
		small[i] = password[i] >= 'A' && password[i] <= 'Z' ? (char)(password[i] - 'A' + 'a') : password[i];
	if (is_repetition(small, length) || is_run(small, length) || is_listed(small) || is_made_of_login(small, length, login))
		return "common";
	return NULL;
}
