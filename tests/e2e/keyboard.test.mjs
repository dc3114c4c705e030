// Everything by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, sizes, visitor } from './browser.mjs';
import { giver } from './giving.mjs';

const keys = page => page.keyboard;

// Tab on until the focus is where `wanted` (a selector) says; every stop on the way must be seen.
const tabTo = async (page, wanted, limit = 60) => {
	for (let stops = 0; stops < limit; stops++) {
		await keys(page).press('Tab');
		const at = await page.evaluate(selector => {
			const element = document.activeElement;
			const ring = element.matches('.ym-pick') ? element.nextElementSibling : element;
			const style = getComputedStyle(ring);
			return { there: element.matches(selector), hidden: element.closest('[aria-hidden=true], .ym-away') !== null,
				ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, html: element.outerHTML.slice(0, 100) };
		}, wanted);
		assert.ok(!at.hidden, `focus never enters what is hidden: ${at.html}`);
		assert.ok(at.ring, `focus is seen: ${at.html}`);
		if (at.there)
			return;
	}
	assert.fail(`${wanted} is not reached by Tab`);
};

test('the first stop skips to the content', async () => {
	const page = await visitor({ size: sizes.desk });
	await open(page);
	await tabTo(page, '.ym-skip', 1);
	await keys(page).press('Enter');
	assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('a pledge is made and withdrawn by keyboard alone', async () => {
	const page = await visitor({ size: sizes.desk });
	await open(page);
	await tabTo(page, '.ym-card-title a');
	await keys(page).press('Enter');
	await page.waitForURL(/\/campaigns\/\d+$/);
	await tabTo(page, 'a[href$="/pledge"]');
	await keys(page).press('Enter');
	await page.waitForURL(/\/pledge$/);

	await tabTo(page, '#preset-100');
	await keys(page).press('ArrowRight');
	assert.ok(await page.locator('#preset-500').isChecked(), 'arrows move among the amounts');
	await tabTo(page, '#name');
	await keys(page).type(giver.name);
	await tabTo(page, '#telephone');
	await keys(page).type(giver.telephone);
	await tabTo(page, '#visibility-private');
	await keys(page).press('ArrowDown');
	await tabTo(page, '#receipt_wanted');
	await keys(page).press('Space');
	await tabTo(page, '#receipt_title', 1);
	await tabTo(page, 'button[type=submit]');
	await keys(page).press('Enter');
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.equal(await page.locator('.ym-copies .ym-all').nth(3).innerText(), '500.00');

	await tabTo(page, '.ym-withdraw summary');
	await keys(page).press('Enter');
	await tabTo(page, '#sure', 1);
	await keys(page).press('Space');
	await tabTo(page, '.ym-withdraw button', 1);
	await keys(page).press('Enter');
	await page.waitForFunction(() => document.querySelector('h1').innerText === '这笔认捐已撤回');
});
