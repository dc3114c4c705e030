/* Pages for the tests: a body in, its HTML or the compiler's refusal out. */
#ifndef YM_TESTS_VIEW_PAGE_H
#define YM_TESTS_VIEW_PAGE_H

#include "view/template.h"

#define PAGE_NAMESPACES                                                                                            \
	" xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:tal=\"http://xml.zope.org/namespaces/tal\""                 \
	" xmlns:metal=\"http://xml.zope.org/namespaces/metal\" xmlns:i18n=\"http://xml.zope.org/namespaces/i18n\""

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

enum season { SPRING, SUMMER };
extern const char *const season_names[];

/* One of everything a column can be. */
struct gift {
	int64_t id;
	const char *giver;		/* may be NULL */
	struct money amount;
	struct date day;
	struct timestamp at;
	bool open;
	enum season season;
	uint32_t count;
	struct bytes digest;
};
extern const struct shape gift_shape;

struct page {
	struct arena arena;
	struct template_set *set;
	struct view *view;
	struct fault fault;
	struct gift gift;
	struct gift gifts[3];
	char dir[64];			/* of page_write; "" before the first */
};

/* cmocka's set-up and tear-down; *state is the struct page. */
int page_set_up(void **state);
int page_tear_down(void **state);

/* Compile `<html …><body>` BODY `</body></html>`, put the values every test has, and give what stands between the body's
 * tags. Fails the test where that does not work. */
const char *page_html(struct page *page, const char *body);

/* The same up to the values. */
void page_compile(struct page *page, const char *body);
const char *page_render(struct page *page);

/* Compile what must not compile, and give the fault's text. */
const char *page_refusal(struct page *page, const char *body);
const char *page_refusal_of_file(struct page *page, const char *file);

/* Compile, and give the fault of rendering, which must fail. */
const char *page_failure(struct page *page, const char *body);

/* A file in a folder of this test's own; folders in `name` are made. */
void page_write(struct page *page, const char *name, const char *text);

void page_put_values(struct page *page);

#endif
