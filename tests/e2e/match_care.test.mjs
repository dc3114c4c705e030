// The pages of an active pair, a family's and a guardian's side of them, and those of a concern: for everyone, in both languages, on paper.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { asFamily, pairIdOf, plantFamily, plantPair, plantStudent } from '../client/pairing.mjs';
import { day } from '../client/planting.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, site, sizes, visitor } from './browser.mjs';

let pages, cookie;

const plantVisit = (code, key, on, outcome, review) => query(`INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at,
	outcome, happened_on, minutes, reported_at, review, reviewed_at, reviewed_by) VALUES (${pairIdOf(code)}, '${code}${key}', '${day(on)}', 'morning', 'school',
	'teacher', UTC_TIMESTAMP(6), ${outcome ? `'${outcome}', '${day(on)}', 60, UTC_TIMESTAMP(6)` : 'NULL, NULL, NULL, NULL'},
	${review ? "'confirmed', UTC_TIMESTAMP(6), (SELECT MIN(id) FROM account)" : 'NULL, NULL, NULL'})`);

before(async () => {
	const family = plantFamily(), code = plantPair(plantStudent(), family, 'active', { activated_at: 'UTC_TIMESTAMP(6) - INTERVAL 60 DAY' });
	const browser = asFamily(family), letters = `${site.match}/pairs/${code}/messages`;
	for (const body of ['小朋友，你好！', '周末去图书馆，好吗？'])
		await browser.submit(await browser.form(letters, /\/messages$/), { body });
	query(`UPDATE pair_message SET released = TRUE, decided_at = UTC_TIMESTAMP(6), decided_by = (SELECT MIN(id) FROM account)
		WHERE pair_id = ${pairIdOf(code)} ORDER BY id LIMIT 1`);
	plantVisit(code, 'a', -20, 'done', true);
	plantVisit(code, 'b', -9, 'attempted', false);
	plantVisit(code, 'c', 0);
	const raised = await browser.submit(await browser.form(`${site.match}/concern`, /\/concern$/), { body: '担心', step: 'raise' });
	cookie = browser.cookies.get('__Secure-ym-match').value;
	pages = {
		letters, visits: `${site.match}/pairs/${code}/visits`, record: `${site.match}/record`, concern: `${site.match}/concern`,
		visit: `${site.match}/pairs/${code}/visits/${number(`SELECT id FROM visit WHERE visit_key = '${code}c'`)}`, follow: raised.headers.location,
		'follow-missing': `${site.match}/concern/ABCDEFGH1`,
	};
});

const inside = async (options = {}) => {
	const page = await visitor(options);
	await page.context().addCookies([{ name: '__Secure-ym-match', value: cookie, domain: new URL(site.url).hostname, path: site.match, secure: true,
		httpOnly: true, sameSite: 'Lax' }]);
	return page;
};

// In words that are not the campaign's or a person's own: no Chinese where the page says it is English.
const chineseOf = page => page.evaluate(() => {
	const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode())
		if (/\p{Script=Han}/u.test(texts.currentNode.data) && !texts.currentNode.parentElement.closest('textarea')
			&& texts.currentNode.parentElement.closest('[lang]').lang === 'en')
			found.push(texts.currentNode.data.trim());
	return found;
});

for (const language of ['zh', 'en'])
	test(`every page in ${language} satisfies axe on a phone and at a desk, scrolls one way only, and is large enough to tap`, async () => {
		const page = await inside();
		for (const [name, path] of Object.entries(pages)) {
			await page.goto(`${site.url}${path}?language=${language}`);
			for (const size of [sizes.phone, sizes.desk, sizes.narrow]) {
				await page.setViewportSize(size);
				await assertAccessible(page, `${name} at ${size.width}`);
				await assertNoSideScroll(page, `${name} at ${size.width}`);
				await shoot(page, `match-${name}-${language}-${size.width}`);
			}
			await page.setViewportSize(sizes.phone);
			await assertTappable(page, name);
			if (language === 'en')
				assert.deepEqual(await chineseOf(page), [], name);
		}
	});

test('what is found in a letter is shown and read out, and the words stay, without a script too', async () => {
	for (const scripts of [true, false]) {
		const page = await inside({ scripts });
		await page.goto(site.url + pages.letters);
		await page.fill('#body', '打我电话 138 0000 0000');
		await page.click('form.ym-form button[type=submit]');
		assert.equal(await page.locator('.ym-summary mark').innerText(), '138 0000 0000');
		assert.equal(await page.inputValue('#body'), '打我电话 138 0000 0000');
		if (scripts)
			await assertAccessible(page, 'a letter that came back');
	}
});

test('a child says what worries it from nothing but words, without a script', async () => {
	const page = await visitor({ scripts: false });
	await page.goto(`${site.url}${site.match}/`);
	await page.click('a[href$="/concern"]');
	await page.fill('#body', '我害怕');
	await page.click('text=送出去');
	assert.match(await page.locator('.ym-code').innerText(), /^[0-9A-Z]{9}$/);
});

test('the record is one sheet of A4', async () => {
	const page = await inside();
	await page.goto(site.url + pages.record);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
});
