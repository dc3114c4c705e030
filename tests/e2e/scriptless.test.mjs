// Without JavaScript nothing is missing but comforts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, visitor } from './browser.mjs';
import { choose, codeOf, follow, giver, openForm, pledge, submit } from './giving.mjs';

const scriptless = () => visitor({ scripts: false });

test('without scripts a pledge is made, followed and withdrawn', async () => {
	const page = await scriptless();
	const code = await pledge(page, { preset: '50' });
	const elsewhere = await scriptless();
	await follow(elsewhere, code, giver.lastFour);
	await elsewhere.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	await elsewhere.locator('summary', { hasText: '我要撤回' }).click();
	await choose(elsewhere, 'sure');
	await elsewhere.getByRole('button', { name: '确定撤回这笔认捐' }).click();
	await elsewhere.waitForLoadState();
	assert.equal(await elsewhere.locator('h1').innerText(), '这笔认捐已撤回');
});

test('without scripts the sections of a choice still come and go, and a wrong one stays', async () => {
	const page = await scriptless();
	await openForm(page);
	assert.ok(!await page.locator('#amount').isVisible());
	await choose(page, 'preset-other');
	await page.locator('#amount').fill('200');
	await choose(page, 'preset-50');
	await page.locator('#name').fill(giver.name);
	await page.locator('#telephone').fill(giver.telephone);
	await submit(page);
	assert.match(await page.locator('.ym-summary li').innerText(), /^其他金额：您选了一个金额，又写了另一个/);
	assert.ok(await page.locator('#amount').isVisible(), 'what must be corrected can be seen');
	await page.locator('#amount').fill('');
	await submit(page);
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
});

test('without scripts there is no button that does nothing', async () => {
	const page = await scriptless();
	await pledge(page);
	assert.equal(await page.locator('[data-ym=copy]:visible, [data-ym=large]:visible').count(), 0);
	await open(page, `/pledges/${codeOf(page)}/slip`);
	assert.equal(await page.locator('[data-ym=print]:visible').count(), 0);
	assert.ok(await page.locator('[data-ym=without]').isVisible(), 'the slip says how to print');
});
