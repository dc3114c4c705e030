// The campaigns as open data, and the fragments a portal includes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { Browser, fresh, request } from '../client/browser.mjs';
import { decode, elements, textOf, wordsOf } from '../client/html.mjs';
import { counties, day, plantCampaign, plantCampaigns, plantGift } from '../client/planting.mjs';
import { site } from '../client/site.mjs';

const top = new URL('../..', import.meta.url).pathname;
const feed = name => request('GET', fresh(`${site.pledge}/campaigns.${name}`));

// Validity is xmllint's word, as it would be an importer's.
const xmllint = (bytes, ...options) => execFileSync('xmllint', ['--noout', '--nonet', ...options, '-'], { input: bytes, stdio: ['pipe', 'pipe', 'pipe'] });

// Ends today, so that it is among the first of a feed whatever else the site shows.
const [here] = counties();
let campaign;
before(() => {
	campaign = plantCampaign({ title: '<b>&"引号\' ]]>', summary: '两行\n摘要 𠮷', county_code: here[0], ends: day(0), goal_fen: 1234567, starts: day(-9) });
	plantGift(campaign.id, { amount_fen: 50001, shown_name: '李大同', approved_at: `${day(-1)} 00:00:00`, received_on: day(0) });
	plantCampaign({ title: '没公布的', published_at: null, ends: day(0) });
});

const members = xml => elements(xml, 'campaign').map(({ inner }) =>
	Object.fromEntries([...inner.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, decode(text)])));

describe('campaigns.xml', () => {
	test('is valid by the published schema', async () => {
		const answer = await feed('xml');
		assert.equal(answer.status, 200);
		assert.match(answer.headers['content-type'], /^application\/xml; charset=utf-8$/i);
		xmllint(answer.bytes, '--schema', `${top}/view/schema/campaigns.xsd`);
	});

	test('tells a campaign as it is', async () => {
		const found = members((await feed('xml')).html).find(({ id }) => Number(id) === campaign.id);
		assert.equal(found.title, campaign.title);
		assert.equal(found.summary, campaign.summary);
		assert.equal(found.county, here[1]);
		assert.equal(found.goal, '12345.67');
		assert.equal(found.received, '500.01');
		assert.equal(found.gifts, '1');
		assert.equal(found.starts, day(-9));
		assert.equal(found.ends, day(0));
		assert.equal(found.state, 'ending');
	});

	test('tells all that are open, not a page of them', async () => {
		const open = plantCampaigns(45, () => ({ ends: day(300) })).map(({ id }) => id);
		const told = new Set(members((await feed('xml')).html).map(({ id }) => Number(id)));
		assert.deepEqual(open.filter(id => !told.has(id)), []);
	});

	test('tells nothing that is not published', async () => {
		for (const name of ['xml', 'json', 'rss'])
			assert.ok(!(await feed(name)).html.includes('没公布的'), name);
	});
});

describe('campaigns.json', () => {
	test('says the same as the XML', async () => {
		const [xml, json] = [await feed('xml'), await feed('json')];
		assert.match(json.headers['content-type'], /^application\/json; charset=utf-8$/i);
		const { campaigns, updated } = JSON.parse(json.html);
		assert.match(updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/);
		const asText = row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null).map(([name, value]) => [name, String(value)]));
		assert.deepEqual(campaigns.map(asText), members(xml.html));
	});

	test('has numbers as numbers and money as exact text', async () => {
		const found = JSON.parse((await feed('json')).html).campaigns.find(({ id }) => id === campaign.id);
		assert.equal(found.gifts, 1);
		assert.equal(found.goal, '12345.67');
		assert.equal(found.title, campaign.title);
	});
});

describe('campaigns.rss', () => {
	test('is well-formed RSS 2.0 with absolute links', async () => {
		const answer = await feed('rss');
		assert.match(answer.headers['content-type'], /^application\/rss\+xml; charset=utf-8$/i);
		xmllint(answer.bytes);
		assert.match(answer.html, /<rss[^>]* version="2\.0"/);
		const items = elements(answer.html, 'item');
		const item = items.find(({ inner }) => inner.includes(`/campaigns/${campaign.id}`));
		assert.equal(decode(elements(item.inner, 'title')[0].inner), campaign.title);
		const [, link] = /<link>([^<]*)</.exec(item.inner);
		assert.equal(link, `${site.url}${site.pledge}/campaigns/${campaign.id}`);
		assert.equal((await request('GET', new URL(link).pathname)).status, 200);
		assert.match(elements(item.inner, 'pubDate')[0].inner, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d (\+0800|GMT|\+0000)$/);
		assert.ok(elements(item.inner, 'guid')[0].inner.length > 0);
	});
});

describe('all feeds', () => {
	test('may be kept for a minute and set no cookie', async () => {
		for (const name of ['xml', 'json', 'rss']) {
			const answer = await feed(name);
			assert.equal(answer.headers['cache-control'], 'public, max-age=60');
			assert.deepEqual(answer.setCookies, []);
			assert.equal(answer.headers['x-content-type-options'], 'nosniff');
		}
	});

	test('are of XML 1.0 whatever a title holds', async () => {
		const odd = plantCampaign({ title: 'a\u0001b\u000bc\u001b\ufffed', ends: day(0) });
		for (const name of ['xml', 'rss']) {
			const answer = await feed(name);
			xmllint(answer.bytes);
			assert.ok(answer.html.includes(`${odd.id}`));
		}
		assert.ok(JSON.parse((await feed('json')).html).campaigns.some(({ id }) => id === odd.id));
	});
});

describe('fragments', () => {
	const names = ['totals', 'gifts'];
	const fragment = (name, headers = {}, query = '') => request('GET', fresh(`${site.pledge}/fragments/${name}${query}`), { headers });

	for (const name of names) {
		test(`${name}: pure ASCII, so that a page in GBK can include it`, async () => {
			const answer = await fragment(name);
			assert.equal(answer.status, 200);
			assert.match(answer.headers['content-type'], /^text\/html; charset=(us-ascii|utf-8)$/i);
			assert.ok(answer.bytes.every(byte => byte < 0x80 && (byte >= 0x20 || byte === 0x0a || byte === 0x09)));
			assert.match(wordsOf(answer.html), /元/);
			assert.doesNotMatch(answer.html, /<html|<body|<!doctype|<script|<form/i);
		});

		test(`${name}: the same whatever the browser sends along`, async () => {
			const plain = await fragment(name);
			const browser = new Browser();
			await browser.get(`${site.pledge}/follow`);
			const answer = await fragment(name, { Cookie: [...browser.cookies].map(([key, { value }]) => `${key}=${value}`).join('; '),
				'If-None-Match': '*', 'If-Modified-Since': new Date(Date.now() + 86400e3).toUTCString(), 'Accept-Encoding': 'identity', Range: 'bytes=0-1' });
			assert.equal(answer.status, 200);
			// Each worker keeps its totals for a second of its own: what was planted just now may stand in one answer only.
			const withoutFigures = html => html.replace(/[\d,.]+/g, '0');
			assert.equal(withoutFigures(answer.html), withoutFigures(plain.html));
			assert.equal(answer.headers['content-encoding'], undefined);
		});

		test(`${name}: never sets a cookie`, async () => {
			for (const query of ['', '?language=en', '?language=zh'])
				assert.deepEqual((await fragment(name, {}, query)).setCookies, [], query);
		});

		test(`${name}: a body that was meant for the page around it is ignored`, async () => {
			const body = 'code=a&code=b&%zz';
			for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; charset=gbk']) {
				const answer = await request('POST', fresh(`${site.pledge}/fragments/${name}`), { body, headers: { 'Content-Type': type, 'Content-Length': body.length, Origin: 'https://portal.example' } });
				assert.equal(answer.status, 200);
				assert.match(wordsOf(answer.html), /元/);
			}
		});

		test(`${name}: has links that lead from any page`, async () => {
			for (const { attributes } of elements((await fragment(name)).html, 'a'))
				assert.match(attributes.href, /^\/yimeng\/pledge\//);
		});
	}

	test('gifts: the latest, with approved names only', async () => {
		plantGift(campaign.id, { amount_fen: 7, shown_name: '没批准', received_on: day(1) });
		const { html } = await fragment('gifts');
		assert.ok(textOf(html).includes('李大同'));
		assert.ok(!textOf(html).includes('没批准'));
	});

	test("the portal's home includes them in its own page", async () => {
		const answer = await request('GET', `${site.base}/`);
		assert.equal(answer.status, 200);
		assert.doesNotMatch(answer.html, /<!--#|an error occurred/);
		assert.ok(elements(answer.html, 'div').filter(({ attributes }) => /ym-fragment/.test(attributes.class)).length >= 2);
		assert.deepEqual(answer.setCookies, []);
	});

	test("the portal's home shows them whatever the browser sends along", async () => {
		const answer = await request('GET', `${site.base}/?words=x&page=0`, { headers: { Cookie: '__Secure-ym-pledge=x', 'If-Modified-Since': new Date().toUTCString() } });
		assert.ok([200, 304].includes(answer.status));
		if (answer.status === 200)
			assert.match(wordsOf(answer.html), /累计到账/);
	});
});
