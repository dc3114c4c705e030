// A parent with a phone finds out what the child is entitled to, changes an answer and prints the sheet; with scripts and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, site, visitor } from './browser.mjs';

const everyone = async (page, what) => {
	await assertAccessible(page, what);
	await assertNoSideScroll(page, what);
	await assertTappable(page, what);
	await shoot(page, `calculator-${what.replace(/\W+/g, '-')}`);
};

// What the parent says; whatever else is asked is not known.
const says = { stage: 'junior', on_roll: 'yes', school_place: 'city', boarding: 'yes', registered_poor: 'no', minimum_living: 'yes' };

const answer = async (page, known = says) => {
	const typed = page.locator('#typed');
	if (await typed.count())
		await page.getByRole('button', { name: '不知道' }).click();
	else {
		const field = await page.locator('#ask button[name]').first().getAttribute('name');
		await page.locator(`#ask button[value="${known[field] ?? 'unknown'}"]`).click();
	}
};

const finish = async page => {
	for (let asked = 0; await page.locator('#ask').count(); asked++) {
		assert.ok(asked < 22, 'the questions do not end');
		await answer(page);
	}
};

for (const scripts of [true, false])
	test(`what a child is entitled to, ${scripts ? 'with' : 'without'} scripts`, async () => {
		const page = await visitor({ scripts });
		const look = scripts ? everyone : assertNoSideScroll;
		await page.goto(`${site.aid}/`);
		await page.getByRole('link', { name: '开始算' }).click();
		assert.equal(await page.getByRole('heading', { level: 2 }).first().innerText(), '孩子上哪一段学？');
		await look(page, 'first question');
		await answer(page);
		await answer(page);
		await look(page, 'on the way');
		await finish(page);
		assert.ok(await page.getByRole('heading', { name: '算好了' }).isVisible());
		assert.match(await page.locator('.ym-result-yes').allInnerTexts().then(texts => texts.join(' ')), /生活补助[\s\S]*1,250/);
		await look(page, 'results');

		// One answer changed, in its place.
		await page.getByLabel('上哪一段学').selectOption('primary');
		await page.getByRole('button', { name: '重新算' }).click();
		await finish(page);
		const texts = (await page.locator('.ym-result-yes').allInnerTexts()).join(' ');
		assert.match(texts, /1,000/);
		assert.doesNotMatch(texts, /1,250/);

		// Back one question: what was answered last is asked again.
		const last = await page.locator('.ym-answer select, .ym-answer input').last().getAttribute('name');
		await page.getByRole('button', { name: '← 回上一题' }).click();
		assert.equal(await page.locator('#ask button[name]').first().getAttribute('name'), last);
		await answer(page);
		await finish(page);

		await page.getByRole('button', { name: '打印这张单子' }).click();
		assert.ok(await page.getByRole('heading', { name: '资助计算单' }).isVisible());
		await look(page, 'sheet');
		await page.emulateMedia({ media: 'print' });
		assert.ok(await page.getByText('小学').first().isVisible());
		assert.equal(await page.locator('.ym-noprint:visible').count(), 0);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length <= 3, 'a sheet of three pages at most');

		// Nothing said stands in an address, and nothing was left in the browser.
		assert.equal(new URL(page.url()).search, '');
		assert.deepEqual(await page.context().cookies(), []);
		assert.deepEqual(page.problems, []);
	});

test('the reasons why not are there to open', async () => {
	const page = await visitor();
	await page.goto(`${site.aid}/calculator`);
	for (let asked = 0; asked < 22 && await page.locator('#ask').count(); asked++)
		await answer(page, { stage: 'university', on_roll: 'yes', school_place: 'province', household_place: 'city', admitted: 'yes', other_loan: 'no', co_borrower: 'yes', school_kind: 'public' });
	await page.locator('summary').click();
	assert.ok(await page.locator('details .ym-result').first().isVisible());
	await everyone(page, 'why not');
});

test('a number that is none is explained where it is typed', async () => {
	const page = await visitor();
	await page.goto(`${site.aid}/calculator`);
	await page.evaluate(() => {
		const form = Object.assign(document.createElement('form'), { method: 'post', action: location.pathname });
		form.innerHTML = '<input name="stage" value="university"><input name="tuition" value="很多">';
		document.body.append(form);
		form.submit();
	});
	await page.locator('#typed').waitFor();
	assert.ok(await page.getByRole('alert').isVisible());
	assert.equal(await page.locator('#typed').inputValue(), '很多');
	await everyone(page, 'a wrong number');
	await page.locator('#typed').fill('4000');
	await page.getByRole('button', { name: '下一步' }).click();
	assert.equal(await page.getByLabel('一年学费（元）').inputValue(), '4000.00');
});
