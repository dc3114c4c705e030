// Following a pledge from elsewhere, and taking it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, open, shoot, sizes, visitor } from './browser.mjs';
import { codeOf, follow, giver, pledge } from './giving.mjs';

test('another browser follows a pledge by its code and the last four digits', async () => {
	const code = await pledge(await visitor());
	const elsewhere = await visitor({ size: sizes.desk });
	await follow(elsewhere, code.toLowerCase().replaceAll('-', ' '), giver.lastFour);
	await elsewhere.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.equal(await elsewhere.locator('.ym-code').first().innerText(), code);
	assert.ok(!(await elsewhere.content()).includes(giver.name), 'nothing personal is shown');
});

test('a wrong code and a wrong telephone are answered with the same words', async () => {
	const code = await pledge(await visitor());
	const words = [];
	for (const [typed, lastFour] of [[code, '9999'], ['0000-0000-0', giver.lastFour]]) {
		const page = await visitor();
		await follow(page, typed, lastFour);
		words.push((await page.locator('main').innerText()).replaceAll(typed, ''));
		assert.equal(await page.locator('#last_four').inputValue(), lastFour);
	}
	assert.equal(words[0], words[1]);
	assert.match(words[0], /没有查到/);
});

test('the address of a pledge shows nothing of it to another browser, and where to follow it', async () => {
	const own = await visitor();
	await pledge(own);
	const elsewhere = await visitor();
	const answer = await open(elsewhere, `/pledges/${codeOf(own)}`);
	assert.equal(answer.status(), 403);
	await assertAccessible(elsewhere, 'seen from elsewhere');
	await shoot(elsewhere, 'elsewhere');
	await elsewhere.getByRole('link', { name: '核对后查看' }).click();
	await elsewhere.getByLabel('电话后四位').fill(giver.lastFour);
	await elsewhere.getByRole('button', { name: '查询', exact: true }).click();
	await elsewhere.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
});

test('a pledge is withdrawn after a tick, and says so afterwards', async () => {
	const page = await visitor();
	await pledge(page);
	await page.locator('summary', { hasText: '我要撤回' }).click();
	await page.locator('label[for=sure]').click();
	await page.getByRole('button', { name: '确定撤回这笔认捐' }).click();
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.equal(await page.locator('h1').innerText(), '这笔认捐已撤回');
	assert.equal(await page.locator('.ym-copies').count(), 0, 'no account to pay into any more');
	assert.equal(await page.locator('summary', { hasText: '我要撤回' }).count(), 0);
	await assertAccessible(page, 'withdrawn');
	await shoot(page, 'pledge-withdrawn');
});
