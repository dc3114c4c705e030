#include "domain/pairing/contact_scan.h"

#include "domain/pairing/contact_parts.h"

enum { signs_beside = 8 };

const char *const contact_kind_names[] = { "telephone", "qq", "wechat", "link", "email", NULL };

const struct shape contact_find_shape = SHAPE(contact_find,
	COLUMN(contact_find, kind, .names = contact_kind_names), COLUMN(contact_find, before), COLUMN(contact_find, words),
	COLUMN(contact_find, after));

/* In this order at each place: an address is an address before its end is a link, and eleven digits after the word WeChat are an id. */
static const struct {
	enum contact_kind kind;
	contact_finder *find;
} finders[] = {
	{ CONTACT_EMAIL, contact_find_email }, { CONTACT_LINK, contact_find_link }, { CONTACT_LINK, contact_find_token },
	{ CONTACT_WECHAT, contact_find_wechat }, { CONTACT_QQ, contact_find_qq }, { CONTACT_TELEPHONE, contact_find_telephone } };

static const char *between(struct arena *arena, const char *text, const struct sign *first, const struct sign *last)
{
	return arena_copy(arena, text + first->at, last->end - first->at);
}

static struct contact_find found(struct arena *arena, const char *text, const struct sign *signs, size_t count, size_t from, size_t length)
{
	const size_t until = from + length;
	const size_t left = from > signs_beside ? from - signs_beside : 0;
	const size_t right = count - until > signs_beside ? until + signs_beside : count;

	return (struct contact_find){
		.before = from > 0 ? between(arena, text, &signs[left], &signs[from - 1]) : "",
		.words = between(arena, text, &signs[from], &signs[until - 1]),
		.after = until < count ? between(arena, text, &signs[until], &signs[right - 1]) : "" };
}

void contact_scan(struct arena *arena, const char *text, struct rows *out)
{
	struct contact_find *finds = ARENA_ARRAY(arena, struct contact_find, contact_finds_most);
	size_t count, found_count = 0;
	const struct sign *signs = sign_read(arena, text, &count);

	for (size_t at = 0; at < count && found_count < contact_finds_most;) {
		size_t length = 0;

		for (size_t i = 0; i < sizeof finders / sizeof finders[0] && length == 0; i++) {
			length = finders[i].find(signs, at);
			if (length > 0) {
				finds[found_count] = found(arena, text, signs, count, at, length);
				finds[found_count++].kind = finders[i].kind;
			}
		}
		at += length > 0 ? length : 1;
	}
	*out = (struct rows){ finds, found_count };
}
