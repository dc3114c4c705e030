/* Ways to meet outside the programme, however they are spelled, and the numbers of every day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/contact_scan.h"

struct example {
	const char *text, *words;
	enum contact_kind kind;
};

static const struct example caught[] = {
	{ "我的号码13800000000，记一下", "13800000000", CONTACT_TELEPHONE },
	{ "打 138 0000 0000", "138 0000 0000", CONTACT_TELEPHONE },
	{ "打 138-0000-0000 吧", "138-0000-0000", CONTACT_TELEPHONE },
	{ "1 3 8-0000 0000", "1 3 8-0000 0000", CONTACT_TELEPHONE },
	{ "１３８００００００００", "１３８００００００００", CONTACT_TELEPHONE },
	{ "一三八零零零零零零零零", "一三八零零零零零零零零", CONTACT_TELEPHONE },
	{ "幺三八〇〇〇〇〇〇〇〇", "幺三八〇〇〇〇〇〇〇〇", CONTACT_TELEPHONE },
	{ "壹叁捌 零零零零 1234", "壹叁捌 零零零零 1234", CONTACT_TELEPHONE },
	{ "①③⑧00000000", "①③⑧00000000", CONTACT_TELEPHONE },
	{ "138oooo1234", "138oooo1234", CONTACT_TELEPHONE },
	{ "l3800001234", "l3800001234", CONTACT_TELEPHONE },
	{ "+86 138 0000 0000", "86 138 0000 0000", CONTACT_TELEPHONE },
	{ "8613800000000", "8613800000000", CONTACT_TELEPHONE },
	{ "138，0000，0000", "138，0000，0000", CONTACT_TELEPHONE },
	{ "1\xE2\x80\x8B" "3800000000", "1\xE2\x80\x8B" "3800000000", CONTACT_TELEPHONE },
	{ "0539-8123456", "0539-8123456", CONTACT_TELEPHONE },
	{ "(0539)8123456", "0539)8123456", CONTACT_TELEPHONE },
	{ "010 12345678", "010 12345678", CONTACT_TELEPHONE },
	{ "家里电话是8123456", "8123456", CONTACT_TELEPHONE },
	{ "加我QQ12345678", "QQ12345678", CONTACT_QQ },
	{ "扣扣：123 456 789", "扣扣：123 456 789", CONTACT_QQ },
	{ "企鹅号 1234567", "企鹅号 1234567", CONTACT_QQ },
	{ "q q一二三四五六七", "q q一二三四五六七", CONTACT_QQ },
	{ "微信 abc_12345", "微信 abc_12345", CONTACT_WECHAT },
	{ "薇信号是zhangsan", "薇信号是zhangsan", CONTACT_WECHAT },
	{ "vx:lisi2018", "vx:lisi2018", CONTACT_WECHAT },
	{ "加WX：13800000000", "WX：13800000000", CONTACT_WECHAT },
	{ "V信 wangwu-88", "V信 wangwu-88", CONTACT_WECHAT },
	{ "weixin id: wxid_a1b2c3", "weixin id: wxid_a1b2c3", CONTACT_WECHAT },
	{ "看 http://example.org/a?b=1 这里", "http://example.org/a?b=1", CONTACT_LINK },
	{ "www.example.org", "www.example.org", CONTACT_LINK },
	{ "去example.com看", "example.com", CONTACT_LINK },
	{ "ｅｘａｍｐｌｅ．ｃｎ", "ｅｘａｍｐｌｅ．ｃｎ", CONTACT_LINK },
	{ "example。com", "example。com", CONTACT_LINK },
	{ "复制￥AbC12dEf3g￥打开", "￥AbC12dEf3g￥", CONTACT_LINK },
	{ "写信到 li.si@example.com。", "li.si@example.com", CONTACT_EMAIL },
	{ "12345678@qq", "12345678@qq", CONTACT_EMAIL },
	{ "lisi（at）example.com", "lisi（at）example.com", CONTACT_EMAIL } };

static const char *const ordinary[] = {
	"", "语文 98 分，数学 100 分", "2018 年 11 月 9 日", "2018-11-09 17:12", "2018.11.09-2018.11.10", "1949-10-01 12", "第 3 单元 12 页",
	"三门是135、140、128、99", "1、3、5、7、9、11、13、15", "1 2 3 4 5 6 7 8 9 10 11 12", "1 3 5 7 9 11 13 15 17", "我今年十一岁，在三年级五班，坐第二排",
	"一二三四五，上山打老虎", "一九九八年七月", "圆周率是3.1415926", "全国有14亿人，1400000000", "身高 138 厘米，体重 30 公斤", "南极企鹅约有 12000000 只",
	"我们用微信 listening 练英语", "他在村里很有威信。", "微信一直没有回", "The cat sat. Come on, it is me.", "e.g. 3.5 cm", "a.m. 8:30 p.m. 5:30",
	"花了￥25，找回￥5", "@小明 你好", "打了 3 次电话 20 分钟", "Q：1+1=？ A：2", "qq 群里的 12 个人", "371302199001010002",
	"排在第1380000000000000位", "读到第 0 章", "100 200 300 400 500" };

static void each_spelling_is_found_and_named(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
		const struct contact_find *find;
		struct rows rows;

		contact_scan(&arena, caught[i].text, &rows);
		find = rows.row;
		if (rows.count != 1 || find->kind != caught[i].kind || strcmp(find->words, caught[i].words) != 0)
			fail_msg("%s: %zu found, first %s %s", caught[i].text, rows.count,
				 rows.count > 0 ? contact_kind_names[find->kind] : "", rows.count > 0 ? find->words : "");
	}
	arena_free(&arena);
}

static void numbers_of_every_day_are_left_alone(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (size_t i = 0; i < sizeof ordinary / sizeof ordinary[0]; i++) {
		struct rows rows;

		contact_scan(&arena, ordinary[i], &rows);
		if (rows.count != 0)
			fail_msg("%s: %s", ordinary[i], ((const struct contact_find *)rows.row)->words);
	}
	arena_free(&arena);
}

static void the_place_is_shown_with_what_stands_beside_it(void **state)
{
	const struct contact_find *find;
	struct arena arena;
	struct rows rows;

	(void)state;
	arena_init(&arena, 0);
	contact_scan(&arena, "老师好，我的手机是 13800000000，微信号 lisi_2018，谢谢您一直以来的帮助", &rows);
	find = rows.row;
	assert_int_equal(rows.count, 2);
	assert_string_equal(find[0].before, "好，我的手机是 ");
	assert_string_equal(find[0].words, "13800000000");
	assert_string_equal(find[0].after, "，微信号 lis");
	assert_string_equal(find[1].words, "微信号 lisi_2018");
	assert_string_equal(find[1].after, "，谢谢您一直以来");
	arena_free(&arena);
}

static void no_more_than_a_few_are_shown(void **state)
{
	struct arena arena;
	struct buffer text;
	struct rows rows;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&text, &arena, 4096);
	for (int i = 0; i < 100; i++)
		buffer_append_string(&text, "打13800000000。");
	contact_scan(&arena, text.data, &rows);
	assert_int_equal(rows.count, contact_finds_most);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_spelling_is_found_and_named), cmocka_unit_test(numbers_of_every_day_are_left_alone),
		cmocka_unit_test(the_place_is_shown_with_what_stands_beside_it), cmocka_unit_test(no_more_than_a_few_are_shown) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
