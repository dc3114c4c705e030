// Every page, for everyone: axe, small windows, large text, fingers, two languages.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assertAccessible, assertNoSideScroll, assertTappable, open, shoot, sizes, visitor } from './browser.mjs';
import { codeOf, openCampaign, pledge } from './giving.mjs';

let page;
let campaign;
let code;

before(async () => {
	page = await visitor();
	await openCampaign(page);
	campaign = new URL(page.url()).pathname.match(/\/campaigns\/\d+$/)[0];
	await pledge(page);
	code = codeOf(page);
});

const pages = () => ({
	campaigns: '/', 'campaigns-ended': '/?scope=ended', 'campaigns-none': '/?words=zzzzzz', campaign, 'pledge-form': `${campaign}/pledge`,
	pledge: `/pledges/${code}`, slip: `/pledges/${code}/slip`, follow: '/follow', missing: '/nowhere', malformed: '/?page=0',
	...Object.fromEntries(['', 'apply', 'sign-in', 'guardian', 'concern', 'nowhere'].map(door => [`match-${door || 'home'}`, `/../match/${door}`])),
	...Object.fromEntries(['', 'lookup', 'lookup/slip', 'calculator', 'objection', 'nowhere'].map(door => [`aid-${door.replace('/', '-') || 'home'}`, `/../aid/${door}`])),
});

const each = async (query, run) => {
	for (const [name, path] of Object.entries(pages())) {
		await open(page, path + (query && (path.includes('?') ? '&' : '?') + query));
		await run(name);
	}
};

for (const [language, lang] of [['zh', 'zh-CN'], ['en', 'en']])
	test(`every page in ${language} satisfies axe on a phone and on a desk`, async () => {
		await each(`language=${language}`, async name => {
			assert.equal(await page.locator('html').getAttribute('lang'), lang, name);
			for (const size of [sizes.phone, sizes.desk]) {
				await page.setViewportSize(size);
				await assertAccessible(page, `${name} at ${size.width}`);
			}
			await shoot(page, `${name}-${language}`);
		});
	});

test('the blue theme has contrast enough, too', async () => {
	await page.setViewportSize(sizes.desk);
	await each('language=zh', async name => {
		await page.evaluate(() => { document.body.dataset.theme = 'blue'; });
		await assertAccessible(page, `${name} in blue`);
	});
});

test('English pages have no Chinese words but those of the campaigns themselves', async () => {
	await each('language=en', async name => {
		const left = await page.evaluate(() => {
			const found = [];
			const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			while (texts.nextNode())
				if (/\p{Script=Han}/u.test(texts.currentNode.data.replace('王**', '')) && texts.currentNode.parentElement.closest('[lang]').lang === 'en')
					found.push(texts.currentNode.data.trim());
			return found;
		});
		assert.deepEqual(left, [], name);
	});
});

test('no page scrolls sideways at 320 pixels, nor at 200 % zoom, nor with text twice as large', async () => {
	for (const [size, text] of [[sizes.narrow, 100], [{ width: 640, height: 450 }, 100], [sizes.phone, 200]]) {
		await page.setViewportSize(size);
		for (const language of ['zh', 'en'])
			await each(`language=${language}`, async name => {
				await page.evaluate(percent => document.documentElement.style.setProperty('font-size', `${percent}%`), text);
				await assertNoSideScroll(page, `${name} in ${language} at ${size.width} pixels, text ${text} %`);
			});
	}
});

test('what a finger taps is large enough', async () => {
	await page.setViewportSize(sizes.phone);
	await each('language=zh', name => assertTappable(page, name));
});

test('English is asked for once and then remembered', async () => {
	const reader = await visitor();
	await open(reader);
	await reader.getByRole('link', { name: 'English' }).click();
	await reader.waitForURL(/language=en/);
	await open(reader, '/follow');
	assert.equal(await reader.locator('h1').innerText(), 'Follow a pledge');
	await reader.getByRole('link', { name: '中文' }).click();
	await reader.waitForURL(/language=zh/);
	assert.equal(await reader.locator('h1').innerText(), '查询认捐');
});

test('a campaign that ended offers no pledge, and its form is refused', async () => {
	await open(page, '/?scope=ended&language=zh');
	await page.locator('.ym-card-title a').first().click();
	await page.waitForURL(/\/campaigns\/\d+$/);
	assert.match(await page.locator('.ym-notice').innerText(), /截止，不再登记认捐/);
	assert.equal(await page.getByRole('link', { name: '我要认捐' }).count(), 0);
	await assertAccessible(page, 'ended campaign');
	await shoot(page, 'campaign-ended');
	const answer = await page.goto(`${page.url()}/pledge`);
	assert.equal(answer.status(), 403);
	assert.equal(await page.locator('h1').innerText(), '这个项目现在不接受认捐');
	await shoot(page, 'refused');
});

test('the error page of the web server itself looks like ours', async () => {
	await open(page, '/../static/refused.html');
	await assertAccessible(page, 'refused.html');
	await shoot(page, 'web-server-refusal');
});
