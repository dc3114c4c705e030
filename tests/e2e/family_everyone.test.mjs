// The pages of a family, before it is signed in and after, and its page at staff: read by everyone, on a phone and at a desk.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { comeForward, newIdNumber, openApplication } from '../client/family.mjs';
import { hire, signedIn } from '../client/staffing.mjs';
import { familyPath, itemsOf, noteCheck, takeUp } from '../client/vetting.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, site, sizes, visitor } from './browser.mjs';

// What a browser over HTTP was given, for Chromium.
const asVisitor = async browser => {
	const page = await visitor();
	await page.context().addCookies([...browser.cookies].map(([name, { value, path }]) =>
		({ name, value, path, domain: new URL(site.url).hostname, secure: true, httpOnly: true, sameSite: 'Lax' })));
	return page;
};

const pages = [];
before(async () => {
	const applicant = await asVisitor((await openApplication()).browser);
	for (const path of ['/apply/home', '/apply/home?place=371302', '/apply/home?place=371302001', '/apply/form'])
		pages.push({ page: applicant, path: site.match + path });
	const family = await comeForward({ name_2: '李明', id_number_2: newIdNumber(), relation_2: 'spouse' });
	const signed = await asVisitor(family.browser);
	for (const path of ['/mine', '/mine/offer', '/mine/home', '/mine/adults'])
		pages.push({ page: signed, path: site.match + path });
	const clerk = signedIn(hire({ role: 'city' }));
	await takeUp(clerk, family.code);
	const [item] = itemsOf((await clerk.get(familyPath(family.code))).html);
	await noteCheck(clerk, family.code, { item, reference: '2018-12' });
	const desk = await asVisitor(clerk);
	for (const path of [`${site.admin}/families?queue=vetting`, familyPath(family.code)])
		pages.push({ page: desk, path });
});

const each = async (query, size, look) => {
	for (const { page, path } of pages) {
		await page.setViewportSize(size);
		const answer = await page.goto(`${path}${path.includes('?') ? '&' : '?'}${query}`);
		assert.equal(answer.status(), 200, path);
		await look(page, path);
		assert.deepEqual(page.problems, [], path);
	}
};

for (const language of ['zh', 'en'])
	test(`every page in ${language} satisfies axe on a phone and on a desk`, async () => {
		for (const size of [sizes.phone, sizes.desk])
			await each(`language=${language}`, size, async (page, path) => {
				await assertAccessible(page, `${path} in ${language} at ${size.width}`);
				await shoot(page, `family${path.replace(/[0-9A-Z]{9}$/, 'N').replace(/\W+/g, '-')}-${language}`);
			});
	});

test('no page scrolls sideways at 320 pixels, and what a finger taps is large enough', async () => {
	for (const language of ['zh', 'en'])
		await each(`language=${language}`, sizes.narrow, assertNoSideScroll);
	await each('language=zh', sizes.phone, assertTappable);
});

test('English pages have no Chinese words but what people and places are called', async () => {
	await each('language=en', sizes.desk, async (page, path) => {
		const left = await page.evaluate(() => {
			const found = [];
			const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (texts.nextNode())
				if (/\p{Script=Han}/u.test(texts.currentNode.data) && texts.currentNode.parentElement.closest('[lang]').lang === 'en' &&
				    !texts.currentNode.parentElement.closest('select'))
					found.push(texts.currentNode.data.trim());
			return found;
		});
		assert.deepEqual(left, [], path);
	});
});

test('the first fault leads to its field, with the old ID number named', async () => {
	const { page, path } = pages.find(each_ => each_.path.endsWith('/apply/form'));
	await page.setViewportSize(sizes.phone);
	await page.goto(`${path}?language=zh`);
	await page.fill('#id_number_1', '371302900101002');
	await page.click('button[type=submit]');
	await page.click('.ym-summary a[href="#id_number_1"]');
	assert.match(await page.textContent('#id_number_1-error'), /15 位的旧号码/);
	await assertAccessible(page, 'the form with faults');
});
