// What anybody sees of the campaigns: the list and its filter, and a campaign's own page.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, encoded, fresh, request } from '../client/browser.mjs';
import { insert } from '../client/database.mjs';
import { byClass, elements, formOf, linkOf, linksOf, textOf, wordsOf } from '../client/html.mjs';
import { counties, day, plantCampaign, plantCampaigns, plantGift, uniqueWord } from '../client/planting.mjs';
import { campaignPath } from '../client/pledging.mjs';
import { site } from '../client/site.mjs';

const list = (query = {}, headers = {}) => request('GET', fresh(`${site.pledge}/?${encoded(query)}`), { headers });
const show = (campaign, headers = {}) => request('GET', fresh(campaignPath(campaign)), { headers });

const titlesOf = html => byClass(html, 'li', 'ym-card').map(card => textOf(elements(card.inner, 'h3')[0].inner));

describe('the list', () => {
	const word = uniqueWord();
	const [here, there] = counties();
	let campaigns;

	before(() => {
		const titled = (title, words = {}) => ({ title: `${word}${title}`, ...words });
		campaigns = [
			titled('县里的', { county_code: here[0], ends: day(40), published_at: '2026-01-01 00:00:00' }),
			titled('别县的', { county_code: there[0], ends: day(50), published_at: '2026-01-03 00:00:00' }),
			titled('快完的', { ends: day(3), published_at: '2026-01-02 00:00:00' }),
			titled('今天完', { ends: day(0), published_at: '2025-12-01 00:00:00' }),
			titled('昨天完', { ends: day(-1) }),
			titled('早关的', { closed_at: `${day(-2)} 04:00:00` }),
			titled('明天起', { starts: day(1) }),
			titled('没公布', { published_at: null }),
			titled('百分之100%止', { ends: day(51) }),
			titled('下划_线', { ends: day(52) }),
			titled('<b>&"标签\'', { ends: day(53) }),
		];
		campaigns = plantCampaigns(campaigns.length, i => campaigns[i]);
	});

	const found = async (query = {}) => titlesOf((await list({ words: word, ...query })).html).map(title => title.slice(word.length));

	test('shows open campaigns, those that end first first', async () => {
		assert.deepEqual(await found(), ['今天完', '快完的', '县里的', '别县的', '百分之100%止', '下划_线', '<b>&"标签\'']);
	});

	test('without a filter shows the campaigns of the site', async () => {
		const answer = await list();
		assert.equal(answer.status, 200);
		assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
		assert.ok(titlesOf(answer.html).length > 0);
	});

	test('can be asked for one county', async () => {
		assert.deepEqual(await found({ county: here[0] }), ['县里的']);
		assert.deepEqual(await found({ county: there[0] }), ['别县的']);
	});

	test('keeps the filter in its form', async () => {
		const { html } = await list({ words: word, county: here[0], scope: 'ending', sort: 'newest' });
		const form = formOf(html, /./, 'get');
		assert.deepEqual(Object.fromEntries(form.values), { words: word, county: here[0], scope: 'ending', sort: 'newest' });
	});

	test('offers every county of the city', async () => {
		const options = elements(formOf((await list()).html, /./, 'get').inner, 'option').map(option => textOf(option.inner));
		assert.ok(options.includes(here[1]) && options.includes(there[1]));
	});

	test('shows those that end within two weeks on request', async () => {
		assert.deepEqual(await found({ scope: 'ending' }), ['今天完', '快完的']);
	});

	test('shows ended and early closed ones on request, the latest first', async () => {
		assert.deepEqual(await found({ scope: 'ended' }), ['昨天完', '早关的']);
	});

	test('never shows one that is not published, or not begun', async () => {
		for (const scope of ['open', 'ending', 'ended'])
			for (const title of await found({ scope }))
				assert.ok(!['没公布', '明天起'].includes(title), `${title} in ${scope}`);
	});

	test('puts the newest first on request', async () => {
		const titles = (await found({ sort: 'newest' })).filter(title => ['今天完', '快完的', '县里的', '别县的'].includes(title));
		assert.deepEqual(titles, ['别县的', '快完的', '县里的', '今天完']);
	});

	test('takes % and _ and \\ in words as they are', async () => {
		assert.deepEqual(await found({ words: `${word}%100` }), []);
		assert.deepEqual((await found({ words: '百分之100%止' })).length, 1);
		assert.deepEqual((await found({ words: '下划_线' })).length, 1);
		assert.deepEqual(await found({ words: `${word}下_划` }), []);
		assert.deepEqual(await found({ words: `${word}\\` }), []);
		assert.deepEqual(await found({ words: `${word}'` }), []);
	});

	test('shows a title with markup in it as text', async () => {
		const { html } = await list({ words: word });
		assert.ok(!html.includes('<b>&"'), 'escaped');
		assert.ok(titlesOf(html).some(title => title.endsWith('<b>&"标签\'')));
	});

	test('shows words typed into the filter again, as text', async () => {
		const typed = '"><script>alert(1)</script>';
		const { html, status } = await list({ words: typed });
		assert.equal(status, 200);
		assert.ok(!html.includes('<script>alert'));
		assert.equal(formOf(html, /./, 'get').get('words'), typed);
	});

	test('says so in words where nothing is found, and leads back', async () => {
		const { html, status } = await list({ words: `${word}没有的` });
		assert.equal(status, 200);
		assert.match(wordsOf(html), /没有找到这样的项目/);
		assert.ok(linkOf(html, /看全部进行中的项目/).href.endsWith('/pledge/'));
	});

	test('does not offer longer words than it takes', async () => {
		const { html } = await list();
		const [input] = elements(html, 'input').filter(({ attributes }) => attributes.name === 'words');
		const longest = '长'.repeat(Number(input.attributes.maxlength));
		assert.equal((await list({ words: longest })).status, 200);
	});

	test('ignores what other sites append to its address', async () => {
		assert.equal((await list({ words: word, utm_source: 'x', from: 'singlemessage', isappinstalled: '0' })).status, 200);
	});

	for (const [name, query] of Object.entries({
		'a county that is no number': { county: 'abc' }, 'an unknown scope': { scope: 'all' }, 'an unknown order': { sort: 'goal' },
		'page 0': { page: '0' }, 'page -1': { page: '-1' }, 'a page beyond all sense': { page: '99999999999999999999' }, 'a page in words': { page: 'one' },
	}))
		test(`refuses ${name} with a page in words`, async () => {
			const answer = await list(query);
			assert.equal(answer.status, 400);
			assert.match(wordsOf(answer.html), /读不懂/);
			assert.ok(linkOf(answer.html, /看助学项目/));
		});
});

describe('paging', () => {
	const word = uniqueWord();
	before(() => plantCampaigns(41, i => ({ title: `${word}${String(i).padStart(2, '0')}`, ends: day(20 + i) })));

	const linkHref = (html, words) => linkOf(html, words)?.href;

	test('goes on and back by links that keep the filter, and shows each campaign once', async () => {
		const seen = [];
		const browser = new Browser();
		let path = `${site.pledge}/?${encoded({ words: word, sort: 'ending' })}`;
		const pages = [];
		for (; path !== undefined && pages.length < 5;) {
			const { html, status } = await browser.get(path);
			assert.equal(status, 200);
			seen.push(...titlesOf(html));
			pages.push(html);
			const next = linkHref(html, /下一页/);
			path = next && new URL(next, `${site.url}${site.pledge}/`).pathname + new URL(next, `${site.url}${site.pledge}/`).search;
		}
		assert.equal(pages.length, 3);
		assert.deepEqual(seen, Array.from({ length: 41 }, (_, i) => `${word}${String(i).padStart(2, '0')}`));
		assert.equal(linkHref(pages[0], /上一页/), undefined);
		assert.ok(linkHref(pages[1], /上一页/));
		assert.equal(linkHref(pages[2], /下一页/), undefined);
		assert.match(wordsOf(pages[1]), /第2页/);
	});

	test('shows a page behind the last one as empty', async () => {
		const answer = await list({ words: word, page: '9' });
		assert.equal(answer.status, 200);
		assert.match(wordsOf(answer.html), /没有找到这样的项目/);
	});
});

describe("a campaign's page", () => {
	const [here] = counties();
	let campaign;

	before(() => {
		campaign = plantCampaign({ county_code: here[0], goal_fen: 10000000, starts: day(-3), ends: day(38) });
		plantGift(campaign.id, { amount_fen: 15000000, shown_name: '李大同', message: '好好读书', approved_at: `${day(-1)} 00:00:00` });
		plantGift(campaign.id, { amount_fen: 123456, shown_name: '没批准的名', message: '没批准的话' });
		insert('need', [
			{ campaign_id: campaign.id, kind: 'money', item: '第一年学费', unit: '人', wanted: 120, met: 30, unit_cost_fen: 160000, address: null, hours: null, telephone: null },
			{ campaign_id: campaign.id, kind: 'goods', item: '冬衣', unit: '件', wanted: 320, met: 85, unit_cost_fen: 0,
				address: '试验镇中心小学', hours: '周一至周五 9:00–16:30', telephone: '0539-1234567' },
		]);
	});

	test('names the charity, its licence and filing number, and the days', async () => {
		const words = wordsOf((await show(campaign.id)).html);
		for (const wanted of [campaign.title, campaign.charity.name, campaign.charity.credit_code, campaign.charity.licence_number,
			campaign.filing_number, campaign.charity.telephone, campaign.starts, campaign.ends, here[1], '还剩38天'])
			assert.ok(words.includes(wanted.replaceAll(' ', '')), wanted);
	});

	test('gives the account, and the platform by a link that leads away', async () => {
		const { html } = await show(campaign.id);
		for (const wanted of [campaign.account_name, campaign.account_bank, campaign.account_number])
			assert.ok(wordsOf(html).includes(wanted), wanted);
		const platform = linksOf(html).find(link => link.href === campaign.platform_url);
		assert.match(platform.rel, /noopener/);
		assert.match(platform.text.replaceAll(' ', ''), /离开本站/);
	});

	test('counts on beyond 100 %', async () => {
		const { html } = await show(campaign.id);
		assert.match(wordsOf(html), /目标的151%/);
		assert.match(wordsOf(html), /¥151,234已到账|¥151,234\.56已到账/);
	});

	test('shows the needs of both kinds; goods say where, when and whom to ask', async () => {
		const words = wordsOf((await show(campaign.id)).html);
		for (const wanted of ['第一年学费', '1,600元', '冬衣', '需要320件', '已有85件', '试验镇中心小学', '周一至周五9:00–16:30', '0539-1234567'])
			assert.ok(words.includes(wanted), wanted);
	});

	test('shows on the wall only names and words that were approved', async () => {
		const { html } = await show(campaign.id);
		assert.ok(html.includes('李大同') && html.includes('好好读书'));
		assert.ok(!html.includes('没批准'));
		assert.match(wordsOf(html), /爱心人士/);
		assert.match(wordsOf(html), /1,234\.56/);
	});

	test('shows the paragraphs of its story', async () => {
		const { html } = await show(campaign.id);
		assert.ok(html.includes('<p>第一段。</p>') && html.includes('<p>第二段。</p>'));
	});

	test('of an ended campaign says so and offers no pledge', async () => {
		const ended = plantCampaign({ ends: day(-1) });
		const { html, status } = await show(ended.id);
		assert.equal(status, 200);
		assert.match(wordsOf(html), new RegExp(`已于${day(-1)}截止`));
		assert.equal(linkOf(html, /我要认捐/), undefined);
	});

	test('of a campaign that was closed early says from when', async () => {
		const closed = plantCampaign({ closed_at: `${day(0)} 01:00:00` });
		const { html } = await show(closed.id);
		assert.match(wordsOf(html), new RegExp(`已于${day(-1)}截止`));
		assert.equal(linkOf(html, /我要认捐/), undefined);
	});

	test('of a coming campaign says from when, and offers no pledge', async () => {
		const coming = plantCampaign({ starts: day(5) });
		const { html } = await show(coming.id);
		assert.match(wordsOf(html), new RegExp(`从${day(5)}起登记认捐`));
		assert.equal(linkOf(html, /我要认捐/), undefined);
	});

	test('on its last day still offers to pledge', async () => {
		const last = plantCampaign({ ends: day(0) });
		const { html } = await show(last.id);
		assert.match(wordsOf(html), /今天截止/);
		assert.ok(linkOf(html, /我要认捐/));
	});

	test('of one that is not published is not there, as one that never was', async () => {
		const hidden = plantCampaign({ published_at: null });
		const unpublished = await show(hidden.id);
		const unknown = await show(987654321987);
		assert.equal(unpublished.status, 404);
		assert.equal(unknown.status, 404);
		assert.match(wordsOf(unknown.html), /没有这个页面/);
		assert.ok(!unpublished.html.includes(hidden.title));
	});

	for (const id of ['0', '007', '-1', '1.5', '1e3', '９', '99999999999999999999', 'abc', '1%20', '1/'])
		test(`of the number ${id} is not there`, async () => {
			assert.equal((await show(encodeURI(id).replaceAll('%25', '%'))).status, 404);
		});
});

describe('language', () => {
	const htmlTag = html => elements(html, 'html')[0].attributes.lang;
	const isChinese = html => /[\u4e00-\u9fff]/.test(textOf(elements(html, 'h1')[0].inner));

	test('is Chinese unless asked', async () => {
		const { html } = await list();
		assert.equal(htmlTag(html), 'zh-CN');
		assert.ok(isChinese(html));
	});

	test('is what the browser prefers', async () => {
		const { html } = await list({}, { 'Accept-Language': 'fr, en;q=0.8, zh;q=0.5' });
		assert.equal(htmlTag(html), 'en');
		assert.ok(!isChinese(html));
		assert.equal(htmlTag((await list({}, { 'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.8' })).html), 'zh-CN');
	});

	test('is switched by a link, which is remembered', async () => {
		const browser = new Browser();
		const link = linkOf((await browser.get(`${site.pledge}/`)).html, /English/);
		assert.equal(htmlTag((await browser.get(`${site.pledge}/${link.href}`)).html), 'en');
		const later = await browser.get(fresh(`${site.pledge}/`));
		assert.equal(htmlTag(later.html), 'en');
		const back = linkOf(later.html, /中文/);
		await browser.get(`${site.pledge}/${back.href}`);
		assert.equal(htmlTag((await browser.get(fresh(`${site.pledge}/`))).html), 'zh-CN');
	});

	test("switched by the link on a filtered list keeps to the list's page", async () => {
		const word = uniqueWord();
		plantCampaign({ title: word });
		const link = linkOf((await list({ words: word })).html, /English/);
		const answer = await request('GET', new URL(link.href, `${site.url}${site.pledge}/`).pathname);
		assert.equal(answer.status, 200);
	});

	test('one reader chose is not shown to another', async () => {
		const path = fresh(`${site.pledge}/`);
		const english = await request('GET', path, { headers: { Cookie: 'ym-language=en' } });
		const chinese = await request('GET', path);
		assert.equal(htmlTag(english.html), 'en');
		assert.equal(htmlTag(chinese.html), 'zh-CN');
	});

	test('that the site does not have is passed over', async () => {
		assert.equal(htmlTag((await list({ language: 'xx' })).html), 'zh-CN');
		assert.equal(htmlTag((await list({}, { 'Accept-Language': 'fr;q=1.0, de;q=0.9, *;q=0' })).html), 'zh-CN');
		assert.equal(htmlTag((await list({}, { 'Accept-Language': ',,;;q=q=,en;q=7' })).html), 'zh-CN');
	});
});

describe('caching and methods', () => {
	test('public pages may be kept for a second, per language', async () => {
		const campaign = plantCampaign();
		for (const answer of [await list(), await show(campaign.id)]) {
			assert.equal(answer.headers['cache-control'], 'public, max-age=1');
			assert.match(answer.headers.vary, /Accept-Language/i);
			assert.deepEqual(answer.setCookies, [], 'a kept page sets nobody a cookie');
		}
	});

	test('HEAD answers as GET does, without the page', async () => {
		const path = fresh(`${site.pledge}/`);
		const head = await request('HEAD', path);
		const get = await request('GET', path);
		assert.equal(head.status, 200);
		assert.equal(head.bytes.length, 0);
		for (const name of ['content-type', 'cache-control', 'content-security-policy'])
			assert.equal(head.headers[name], get.headers[name], name);
	});

	test('HEAD of what is not there is 404', async () => {
		const answer = await request('HEAD', campaignPath(987654321987));
		assert.equal(answer.status, 404);
		assert.equal(answer.bytes.length, 0);
	});

	test("the program's address without its slash leads to the list", async () => {
		const answer = await request('GET', site.pledge);
		assert.equal(answer.status, 301);
		assert.equal(new URL(answer.headers.location, site.url).pathname, `${site.pledge}/`);
	});
});
