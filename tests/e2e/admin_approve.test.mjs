// A campaign from the first draft to the public list: one person writes it, another approves it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertNoSideScroll, open, shoot, sizes, visitor } from './browser.mjs';
import { atWork, openDesk, staffOf } from './office.mjs';

const day = offset => new Date(Date.now() + 8 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
const title = '沂水县山区小学热水工程';
const button = (page, name) => page.getByRole('button', { name, exact: true });

// Everything but the platform's link.
const fill = async page => {
	await page.getByLabel('慈善组织').selectOption({ index: 1 });
	await page.getByLabel('县区').selectOption({ label: '沂水县' });
	await page.getByLabel('名称', { exact: true }).fill(title);
	await page.getByLabel('摘要').fill('给山区小学装上开水器。');
	await page.getByLabel('介绍').fill('山里的孩子冬天喝不上热水。\n\n我们给十所小学装上开水器。');
	await page.getByLabel('目标（元）').fill('120000');
	await page.getByLabel('开始日').fill(day(0));
	await page.getByLabel('截止日').fill(day(60));
	await page.getByLabel('备案号').fill('演示备案 2026-9001');
	await page.getByLabel('指定平台').fill('演示公益平台');
	await page.getByLabel('账户名称').fill('临沂市沂蒙助学慈善总会');
	await page.getByLabel('开户银行').fill('演示银行临沂分行');
	await page.getByLabel('账号', { exact: true }).fill('6200 0000 0000 9001');
};

test('a campaign goes public when a second person approves it, and not before', async () => {
	const maker = await atWork(staffOf('city'), { size: sizes.desk });
	await openDesk(maker, '/campaigns');
	await maker.getByRole('link', { name: '新建项目' }).click();
	await fill(maker);
	await button(maker, '保存草稿').click();
	await maker.waitForURL(/\/campaigns\/\d+\?said=created$/);
	await assertAccessible(maker, 'a draft');
	await button(maker, '提交批准').click();

	// The link is missing: the form says so and keeps the rest.
	await maker.getByRole('alert').filter({ hasText: '请改正' }).waitFor();
	assert.equal(await maker.getByLabel('名称', { exact: true }).inputValue(), title);
	await shoot(maker, 'campaign-incomplete');
	await maker.getByLabel('平台链接').fill('https://platform.example/campaigns/9001');
	await button(maker, '保存草稿').click();
	await button(maker, '提交批准').click();
	await maker.waitForURL(/said=submitted$/);
	assert.match(await maker.locator('main').innerText(), /要由另一位同事批准/);
	assert.equal(await maker.getByRole('group').filter({ hasText: '批准后立即公开' }).count(), 0);

	const citizen = await visitor();
	await open(citizen, '/?words=' + encodeURIComponent(title));
	assert.equal(await citizen.getByRole('link', { name: title }).count(), 0);

	const checker = await atWork(staffOf('city'));
	await openDesk(checker, '/campaigns?state=submitted');
	await checker.getByRole('link', { name: title }).click();
	await assertAccessible(checker, 'what waits for the second person');
	await assertNoSideScroll(checker, 'what waits for the second person');
	await shoot(checker, 'campaign-second-person');
	await checker.locator('summary').filter({ hasText: /^批准$/ }).click();
	await button(checker, '批准').click();
	await checker.waitForURL(/said=approved$/);
	await shoot(checker, 'campaign-approved');

	await open(citizen, '/?words=' + encodeURIComponent(title) + '&again=1');
	await citizen.getByRole('link', { name: title }).click();
	assert.match(await citizen.locator('main').innerText(), /开水器/);
});
