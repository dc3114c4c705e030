/* Ways to meet outside the programme, looked for in what a family or a child writes: telephone numbers however they are spelled
 * (一三八…, １３８ ００００ ００００, 幺三八-…), QQ numbers, WeChat ids, links, e-mail. Nobody is accused: the page shows the place and says
 * why (domain.md §2). Numbers that people write every day (98 分, 2018 年 11 月 9 日, 第 3 单元 12 页, 135、140、128) are left alone; what
 * slips through, the school still reads. */
#ifndef YM_DOMAIN_PAIRING_CONTACT_SCAN_H
#define YM_DOMAIN_PAIRING_CONTACT_SCAN_H

#include "base/arena.h"
#include "base/column.h"

enum contact_kind { CONTACT_TELEPHONE, CONTACT_QQ, CONTACT_WECHAT, CONTACT_LINK, CONTACT_EMAIL };
extern const char *const contact_kind_names[];	/* "telephone", "qq", "wechat", "link", "email" */

enum { contact_finds_most = 10 };

/* One place: what stands there, and a few characters on both sides, all as typed. */
struct contact_find {
	enum contact_kind kind;
	const char *before, *words, *after;
};
extern const struct shape contact_find_shape;

/* Rows of contact_find in the order of the text (UTF-8), none overlapping, at most contact_finds_most. */
void contact_scan(struct arena *arena, const char *text, struct rows *out);

#endif
