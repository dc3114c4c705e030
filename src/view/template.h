/* Pages: XHTML files with TAL, METAL and i18n attributes, compiled at start-up into flat programs of literals and slots.
 *
 * Elements. tal:define (name path), tal:content, tal:replace, tal:repeat, tal:condition, tal:attributes, tal:omit-tag; in the
 * order Zope documents: define, condition, repeat, content or replace, attributes, omit-tag. In lists a semicolon separates,
 * two are one semicolon. Anything else in these namespaces, a prefix that is not declared, a DOCTYPE other than `html`, and
 * what the Content-Security-Policy blocks anyway (style, on…, an inline script) does not compile: file and line.
 *
 * Macros. metal:define-macro, use-macro, define-slot, fill-slot. "pledge/parts" is the root of that file; where there is no
 * such file, "pledge/parts/card" is the macro card of the file pledge/parts. The macro's element takes the place of the one
 * that uses it, of which only define, condition and repeat count (and fill-slot elements inside); names defined around a use
 * hold inside the macro. A macro that uses itself, an unknown one, and an unknown slot do not compile.
 *
 * Expressions. Paths `a/b/c`, alternatives `a/b | c | nothing | string:text`, `not:path`, `string:text ${path} text` ($$ is a
 * dollar; not: and string: take all that follows), `default` (what the template has in this place: words, attribute, element),
 * and formats before a path: `money:` 1,234.50 · `yuan:` 1,234 (fen dropped when zero) · `plain:` 1234.50 · `number:` 1,234 ·
 * `date:` · `minute:` · `iso:` · `rfc822:` · `mask:` 138****0000. Without a format amounts are as money:, days as date:,
 * instants as minute:, flags the words true and false. In tal:repeat, `repeat/name/index|number|first|last|even|odd`.
 * One step beyond a text, a number or an enumeration asks whether it has that value: `campaign/state/open`. True are: a
 * non-empty text, a non-zero number, true, rows that are not empty, a date that is set. An alternative is taken where a path
 * leads nowhere or to nothing (NULL); steps beyond nothing are nothing. A path that leads nowhere is an error unless an
 * alternative is given: it names file and line in the fault, and the page answers 500.
 *
 * Escaping is by place: text, attribute, URL attribute (href, src, action, formaction, poster, cite, xlink:href …: only http,
 * https, mailto, tel, or relative; script, iframe, stylesheets: only relative; anything else, `//host` included, becomes "#").
 * In a URL's string:, a ${…} at the very start is a base and stands as it is; every later one is percent-encoded as one
 * component, so that `/`, `?` and `&` in data stay data; the whole is checked. A slot in a script, style or event-handler
 * attribute, in a comment, in srcdoc, srcset or ping does not compile. There is no raw expression. A boolean attribute
 * (checked, selected, disabled, required, …) is written or left out; any attribute whose value is nothing is left out.
 *
 * Languages. i18n:translate="" (or an id), i18n:name for elements inside, i18n:attributes="title placeholder". A message's id
 * is its words, white space collapsed, ${name} for a named element; a translation must have the same names.
 *
 * Output is HTML5 (void elements, no XML declaration, `<!doctype html>`, no namespace attributes except on svg). Comments and
 * indentation between elements are dropped, except in pre and textarea. */
#ifndef YM_VIEW_TEMPLATE_H
#define YM_VIEW_TEMPLATE_H

#include "base/buffer.h"
#include "base/column.h"
#include "base/err.h"

struct template_set;

struct template_options {
	const char *dir;		/* view/pages as installed */
	const char *override_dir;	/* a webmaster's files of the same names win; NULL: none */
	const char *po_dir;		/* en.po …; NULL: source language only */
	const char *const *languages;	/* NULL-terminated; the first is the language of the templates ("zh") */
	const char *const *pages;	/* NULL-terminated names without .xhtml, e.g. "pledge/campaign"; used macros load by themselves */
};

/* Compile every page in every language. Lives as long as `arena`; read-only afterwards, shared by all threads.
 * E_INVALID: the fault says file, line and reason. A message without translation shows the source words. */
enum err template_set_load(struct arena *arena, const struct template_options *options, struct template_set **out,
			   struct fault *fault) MUST_CHECK;

/* Every message the pages look up, as a gettext .pot (with file:line references). */
enum err template_set_messages(const struct template_set *set, struct buffer *out) MUST_CHECK;

/* The values of one answer, in the request's arena. Nothing is copied: records and rows must live until rendering. */
struct view;

struct view *view_new(struct arena *arena, const struct template_set *set, size_t language);

/* A name may have a slash ("form/amount"): paths match the longest name put. Putting a name again replaces it. */
void view_put(struct view *view, const char *name, const struct shape *shape, const void *record);
void view_put_rows(struct view *view, const char *name, const struct shape *shape, struct rows rows);
void view_put_text(struct view *view, const char *name, const char *text);	/* NULL: nothing */
void view_put_flag(struct view *view, const char *name, bool flag);
void view_put_int(struct view *view, const char *name, int64_t number);

/* Append the page. E_NOT_FOUND: no such page. E_INTERNAL: a path leads nowhere; fault says where; `out` is as before. */
enum err view_render(const struct view *view, const char *page, struct buffer *out, struct fault *fault) MUST_CHECK;

/* The same without the page's doctype and shell, in pure ASCII (&#x…; for every other character): an SSI fragment. It is
 * what is inside the page's own <body>, or the root element where that is not <html>. */
enum err view_render_fragment(const struct view *view, const char *page, struct buffer *out, struct fault *fault) MUST_CHECK;

#endif
