// Pledging on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, open, shoot, visitor } from './browser.mjs';
import { choose, giver, openForm, pledge, shownCode, submit } from './giving.mjs';

test('a citizen pledges 100 yuan on a phone and is told how to give', async () => {
	const page = await visitor();
	await openForm(page);
	assert.ok(await page.locator('#preset-100').isChecked(), '100 yuan is the first offer');
	await page.getByLabel('姓名或单位名称').fill(giver.name);
	await page.getByLabel('电话', { exact: true }).fill(giver.telephone);
	await submit(page);

	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.equal(await page.locator('h1').innerText(), '认捐意向已登记');
	const code = await shownCode(page);
	assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
	const values = await page.locator('.ym-copies .ym-all').allInnerTexts();
	assert.equal(values.length, 5, 'name, bank, number, amount, remark');
	assert.deepEqual(values.slice(3), ['100.00', code]);
	const [platform, account] = await Promise.all(['a[rel~=external]', '.ym-copies'].map(place => page.locator(place).first().boundingBox()));
	assert.ok(platform.y < account.y, 'the designated platform comes first');
	assert.deepEqual(page.problems, []);
});

test('each value to copy is selected as a whole and has its own button', async () => {
	const page = await visitor();
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	const code = await pledge(page);
	const remark = page.locator('.ym-copies > div').last();
	await remark.locator('.ym-all').dblclick();
	assert.equal(await page.evaluate(() => getSelection().toString()), code);
	await remark.getByRole('button').click();
	assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
	assert.equal(await page.locator('#ym-said').innerText(), '已复制');
});

test('a form with mistakes names each, keeps what was typed, and recovers', async () => {
	const page = await visitor();
	await openForm(page);
	await choose(page, 'preset-other');
	await page.getByLabel('其他金额（元）').fill('1e9');
	await page.getByLabel('电话', { exact: true }).fill('1380000');
	await page.locator('summary').click();
	await page.getByLabel('邮箱').fill('nobody');
	await submit(page);

	const summary = page.locator('.ym-summary');
	assert.equal(await summary.getAttribute('role'), 'alert');
	assert.ok(await summary.evaluate(element => element === document.activeElement), 'the reader starts at the summary');
	const faults = await summary.locator('li').allInnerTexts();
	assert.equal(faults.length, 4);
	for (const [at, name] of ['其他金额', '姓名或单位名称', '电话', '邮箱'].entries())
		assert.ok(faults[at].startsWith(`${name}：`) && faults[at].length > name.length + 5, faults[at]);
	assert.equal(await page.locator('#telephone').inputValue(), '1380000');
	assert.equal(await page.locator('#amount').inputValue(), '1e9');
	assert.ok(await page.locator('#preset-other').isChecked());
	assert.ok(await page.locator('#email').isVisible(), 'a folded field with something in it is open');
	assert.equal(await page.locator('#telephone').getAttribute('aria-invalid'), 'true');
	assert.equal(await page.locator('#credit_code').getAttribute('aria-invalid'), 'false');
	await assertAccessible(page, 'form with errors');
	await shoot(page, 'pledge-form-errors');

	await summary.getByRole('link', { name: '电话' }).click();
	assert.ok(await page.locator('#telephone').evaluate(element => element === document.activeElement), 'a link of the summary leads to its field');
	await page.locator('#telephone').fill(giver.telephone);
	await page.locator('#amount').fill('２００．５０');
	await page.locator('#name').fill(giver.name);
	await page.locator('#email').fill('wang@example.com');
	await submit(page);
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.equal(await page.locator('.ym-copies .ym-all').nth(3).innerText(), '200.50');
});

test('an organisation is asked for its code, a person is not', async () => {
	const page = await visitor();
	await openForm(page);
	assert.ok(!await page.locator('#credit_code').isVisible());
	await choose(page, 'giver-organisation');
	assert.ok(await page.locator('#credit_code').isVisible());
	await page.locator('#name').fill('临沂市某公司');
	await page.locator('#telephone').fill('0539-8012345');
	await submit(page);
	assert.deepEqual(await page.locator('.ym-summary li').allInnerTexts(), ['统一社会信用代码：以单位名义捐赠，请填写统一社会信用代码']);
	await page.locator('#credit_code').fill('91371300MA3C00003e');
	await submit(page);
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.match(await page.locator('main').innerText(), /单位/);
});

test('who wants to be named is warned at the choice and must say that it is understood', async () => {
	const page = await visitor();
	await openForm(page);
	assert.ok(!await page.locator('#named-warning').isVisible());
	await choose(page, 'visibility-named');
	assert.match(await page.locator('#named-warning').innerText(), /《慈善法》第四十一条/);
	await page.locator('#name').fill(giver.name);
	await page.locator('#telephone').fill(giver.telephone);
	await submit(page);
	assert.match(await page.locator('.ym-summary li').innerText(), /^公开姓名：/);
	await choose(page, 'named_understood');
	await submit(page);
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.match(await page.locator('.ym-facts').innerText(), /公开姓名/);
});

test('a preset chosen after an amount was typed clears what was typed', async () => {
	const page = await visitor();
	await openForm(page);
	await choose(page, 'preset-other');
	await page.locator('#amount').fill('200');
	await choose(page, 'preset-500');
	assert.equal(await page.locator('#amount').inputValue(), '');
	assert.ok(!await page.locator('#amount').isVisible());
});

test('sending one form ten times at once makes one pledge', async () => {
	const page = await visitor();
	await openForm(page);
	await page.getByLabel('姓名或单位名称').fill(giver.name);
	await page.getByLabel('电话', { exact: true }).fill(giver.telephone);
	const arrived = await page.evaluate(() => {
		const form = document.querySelector('form[method=post]');
		const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(answer => answer.url);
		return Promise.all(Array.from({ length: 10 }, send));
	});
	assert.equal(new Set(arrived).size, 1);
	assert.match(arrived[0], /\/pledges\/[0-9A-Z]{9}$/);
});

test('large text is remembered from page to page', async () => {
	const page = await visitor();
	await open(page);
	const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
	const before = await size();
	await page.getByRole('button', { name: '大字' }).click();
	assert.ok(await size() > before * 1.2);
	await open(page, '/follow');
	assert.ok(await size() > before * 1.2);
	assert.equal(await page.getByRole('button', { name: '大字' }).getAttribute('aria-pressed'), 'true');
});
