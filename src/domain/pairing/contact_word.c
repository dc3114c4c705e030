/* WeChat ids, e-mail, links: words of letters and digits. */
#include <string.h>

#include "base/text.h"
#include "domain/pairing/contact_parts.h"

/* A name comes: a colon, an arrow, hao, ma, shi, wei, jia, jiao. */
#define NAMING ":=\u2192>\u53F7\u7801\u662F\u4E3A\u52A0\u53EB"

enum { filler_most = 12, id_least = 5, id_most = 20, label_most = 63, token_least = 8, token_most = 14 };

size_t contact_filler(const struct sign *sign, bool *named)
{
	size_t count = 0;

	*named = false;
	while (count < filler_most && sign_is_any(&sign[count], " \n-_.,\u3001~()[]\u3010\u3011\"'\u201C\u201D\u300C\u300D\u6211\u7684\u540D" NAMING)) {
		*named |= sign_is_any(&sign[count], NAMING);
		count++;
	}
	if (sign[count].as == 'i' && sign[count + 1].as == 'd' && !sign_is_letter(&sign[count + 2])) {
		bool more;

		*named = true;
		return count + 2 + contact_filler(&sign[count + 2], &more);
	}
	return count;
}

/* Five to twenty of a WeChat id. Of letters alone only where something said that it is a name: a word of English after "WeChat" is no id. */
static size_t id_here(const struct sign *sign, bool named, bool joined)
{
	bool has_letter = false, has_other = false;
	size_t count = 0;

	while (count < id_most && (sign_is_word(&sign[count]) || sign_is_any(&sign[count], "-_"))) {
		has_letter |= sign_is_letter(&sign[count]);
		has_other |= !sign_is_letter(&sign[count]);
		count++;
	}
	if (count < id_least || !(sign_is_word(&sign[0])) || (has_letter && !has_other && (!named || joined)))
		return 0;
	return count;
}

size_t contact_find_wechat(const struct sign *signs, size_t from)
{
	/* weixin in five spellings, v-xin, "the satellite's number", "green bubbles", wei with a heart, +v, jia v */
	static const char *const words[] = { "\u5FAE\u4FE1", "\u8587\u4FE1", "\u7EF4\u4FE1", "\u5A01\u4FE1", "\u5FBD\u4FE1", "v\u4FE1", "\u536B\u661F\u53F7",
					     "\u7EFF\u6CE1\u6CE1", "weixin", "wechat", "vx", "wx", "\u5FAE\u2764", "+v", "\u52A0v" };
	const struct sign *sign = &signs[from];

	if (from > 0 && sign_is_letter(sign) && sign_is_word(&signs[from - 1]))
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const size_t word = sign_word(sign, words[i]);
		size_t filler, id;
		bool named;

		if (word == 0)
			continue;
		filler = contact_filler(&sign[word], &named);
		id = id_here(&sign[word + filler], named, filler == 0 && sign_is_letter(&sign[word - 1]));
		if (id == 0)
			id = contact_find_telephone(signs, from + word + filler);	/* spelled as a number may be */
		if (id > 0)
			return word + filler + id;
	}
	return 0;
}

/* A label of a host name. */
static size_t label_here(const struct sign *sign)
{
	size_t count = 0;

	while (count <= label_most && (sign_is_word(&sign[count]) || (count > 0 && sign[count].as == '-')))
		count++;
	return count > label_most ? 0 : count;
}

static bool is_dot(const struct sign *sign)
{
	return sign_is_any(sign, ".\u3002\uFF0E\uFF61");
}

/* Labels with dots between them; *last where the last one begins. A dot that no label follows ends the sentence. */
static size_t host_here(const struct sign *sign, size_t *last)
{
	size_t count = label_here(sign);

	*last = 0;
	while (count > 0 && is_dot(&sign[count])) {
		const size_t label = label_here(&sign[count + 1]);

		if (label == 0)
			break;
		*last = count + 1;
		count += 1 + label;
	}
	return count;
}

static bool is_known_top(const struct sign *sign, size_t length)
{
	static const char *const tops[] = { "com", "cn", "net", "org", "edu", "gov", "top", "vip", "xyz", "cc", "me", "io", "tv", "co", "info",
					    "shop", "site", "online", "club", "wang", "ink", "link", "ltd", "fun", "store", "tech", "app",
					    "ren", "mobi", "biz", "asia", "hk", "tw", "jp", "us", "uk", "ru", "im", "ly", "gg" };

	for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++)
		if (strlen(tops[i]) == length && sign_word(sign, tops[i]) == length)
			return true;
	return false;
}

static size_t rest_of_address(const struct sign *sign)
{
	size_t count = 0;

	if (!sign_is_any(sign, "/:?#"))
		return 0;
	while (sign_is_word(&sign[count]) || (sign[count].as != ' ' && sign_is_any(&sign[count], "/:?#&=%._-~+@!$'*,;()")))
		count++;
	return count;
}

static bool begins_word(const struct sign *signs, size_t from)
{
	return sign_is_word(&signs[from]) && (from == 0 || !(sign_is_word(&signs[from - 1]) || signs[from - 1].as == '-'));
}

/* http://…, www.…, or a host name that ends in a domain people know. */
size_t contact_find_link(const struct sign *signs, size_t from)
{
	const struct sign *sign = &signs[from];
	size_t scheme = 0, host, last;

	if (!begins_word(signs, from))
		return 0;
	for (const char *const *word = (const char *const[]){ "https://", "http://", "ftp://", NULL }; *word != NULL && scheme == 0; word++)
		scheme = sign_word(sign, *word);
	host = host_here(&sign[scheme], &last);
	if (host == 0)
		return 0;
	if (scheme == 0 && !(sign_word(sign, "www.") == 4 && last > 0) && !(last > 0 && is_known_top(&sign[last], host - last)))
		return 0;
	return scheme + host + rest_of_address(&sign[scheme + host]);
}

/* What shops hand out to be copied: eight and more letters and digits between two signs of money. */
size_t contact_find_token(const struct sign *signs, size_t from)
{
	static const char money[] = "\uFFE5\u00A5\u20AC$\u20A4\u20B3\u00A3\u20B4\u00A2";
	const struct sign *sign = &signs[from];
	bool has_letter = false;
	size_t count = 1;

	if (!sign_is_any(sign, money))
		return 0;
	while (count <= token_most + 1 && sign_is_word(&sign[count])) {
		has_letter |= sign_is_letter(&sign[count]);
		count++;
	}
	return has_letter && count > token_least && count <= token_most + 1 && sign_is_any(&sign[count], money) ? count + 1 : 0;
}

/* name@host, also without the end of it: 12345678@qq. */
size_t contact_find_email(const struct sign *signs, size_t from)
{
	const struct sign *sign = &signs[from];
	size_t count = 0, host, last;

	if (!begins_word(signs, from))
		return 0;
	while (count <= label_most && (sign_is_word(&sign[count]) || (count > 0 && sign_is_any(&sign[count], "._+-"))))
		count++;
	if (count < 2 || count > label_most)
		return 0;
	if (sign_word(&sign[count], "(at)") == 4)
		count += 4;
	else if (sign[count].as == '@')
		count++;
	else
		return 0;
	host = host_here(&sign[count], &last);
	return host >= 2 ? count + host : 0;
}
