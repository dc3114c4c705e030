// Every page of a pair, as its family, its guardian and staff have it, in every state: axe, small windows, fingers, two languages.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { codeTo } from '../client/family.mjs';
import { asFamily, plantFamily, plantPair, plantRelease, plantStudent } from '../client/pairing.mjs';
import { hire, unitOf } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, site, sizes, visitor } from './browser.mjs';
import { atWork } from './office.mjs';

const states = ['held', 'family_accepted', 'accepted', 'active', 'paused', 'ending', 'ended'];
const pages = [];

// The cookies that a browser of the clients holds.
const withCookies = async from => {
	const page = await visitor();
	await page.context().addCookies([...from.cookies].map(([name, { value, path }]) =>
		({ name, value, path, domain: new URL(site.url).hostname, secure: true, httpOnly: true, sameSite: 'Lax' })));
	return page;
};

before(async () => {
	const school = unitOf('school'), staff = await atWork(hire({ role: 'school', unit: school })), city = await atWork(hire({ role: 'city' }));
	const student = plantStudent({ places: 4, school, tags: 'tutoring,company,books' });
	const guardian = await visitor();
	await guardian.goto(`${site.match}/guardian`);
	await guardian.getByLabel('手机号').fill(student.telephone);
	await guardian.getByRole('button', { name: '发送验证码' }).click();
	await guardian.getByLabel('验证码').fill(await codeTo(student.telephone));
	await guardian.getByRole('button', { name: '看孩子的结对' }).click();
	await guardian.waitForURL(/\/children$/);
	for (const state of states) {
		const family = plantFamily(), code = plantPair(student, family, state, { shown_tags: "'tutoring,company,books'" });
		if (state === 'active')
			['name', 'sex', 'grade', 'school', 'telephone'].forEach(field => plantRelease(code, field));
		const own = await withCookies(asFamily(family));
		pages.push({ name: `family-${state}`, page: own, path: `${site.match}/pairs/${code}` });
		pages.push({ name: `staff-${state}`, page: staff, path: `${site.admin}/pairs/${code}` });
		if (!['held', 'ended'].includes(state))
			pages.push({ name: `guardian-${state}`, page: guardian, path: `${site.match}/guardian/pairs/${code}` });
		if (state === 'held')
			pages.push({ name: 'family-pairs', page: own, path: `${site.match}/pairs` });
	}
	pages.push({ name: 'family-none', page: await withCookies(asFamily(plantFamily())), path: `${site.match}/pairs` });
	pages.push({ name: 'guardian-children', page: guardian, path: `${site.match}/guardian/children` });
	const asked = plantStudent({ agreed: false, telephone: student.telephone, school });
	assert.ok(asked.id);
	pages.push({ name: 'staff-pairs', page: staff, path: `${site.admin}/pairs` }, { name: 'staff-decliners', page: city, path: `${site.admin}/pair-decliners` });
});

for (const language of ['zh', 'en'])
	test(`every page of a pair in ${language} satisfies axe, scrolls one way only, and is large enough to tap`, async () => {
		for (const { name, page, path } of pages) {
			const answer = await page.goto(`${path}?language=${language}`);
			assert.equal(answer.status(), 200, name);
			for (const size of language === 'zh' ? [sizes.phone, sizes.desk] : [sizes.phone]) {
				await page.setViewportSize(size);
				await page.evaluate(() => document.querySelectorAll('main details').forEach(details => { details.open = true; }));
				await assertAccessible(page, `${name} at ${size.width}`);
				await assertNoSideScroll(page, `${name} at ${size.width}`);
			}
			await page.setViewportSize(sizes.narrow);
			await assertNoSideScroll(page, `${name} at ${sizes.narrow.width}`);
			await page.setViewportSize(sizes.phone);
			await assertTappable(page, name);
			await shoot(page, `${name}-${language}`);
			assert.deepEqual(page.problems, [], name);
		}
	});

test('English pages of a pair have no Chinese words but names', async () => {
	for (const { name, page, path } of pages) {
		await page.goto(`${path}?language=en`);
		const left = await page.evaluate(() => {
			const found = [];
			const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
			while (texts.nextNode())
				if (/\p{Script=Han}/u.test(texts.currentNode.data) && texts.currentNode.parentElement.closest('[lang]').lang === 'en')
					found.push(texts.currentNode.data.trim());
			return found;
		});
		assert.deepEqual(left, [], name);
	}
});
