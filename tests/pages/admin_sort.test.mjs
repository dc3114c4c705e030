// Lists of staff take turns between newest and oldest first, and keep that, the filter and the place in their address.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { query } from '../client/database.mjs';
import { decode } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn } from '../client/staffing.mjs';

const lists = [
	{ role: 'city', path: '/campaigns?state=published', row: /\/admin\/campaigns\/(\d+)"/g, ids: "SELECT id FROM campaign WHERE state = 'published'", sort: 'drafted' },
	{ role: 'city', path: '/pledges?state=registered', row: /\/admin\/pledges\/([0-9A-Z]{9})"/g, ids: "SELECT code FROM pledge WHERE state = 'registered'", sort: 'registered' },
	{ role: 'system', path: '/outbox?state=failed', row: /\/admin\/outbox\/(\d+)"/g, ids: "SELECT id FROM outbox WHERE state = 'failed'", sort: 'queued' },
];

before(() => query(`INSERT INTO outbox (message_key, channel, template, shown_to, state, attempts, queued_at, not_before, failure)
	SELECT LEFT(MD5(CONCAT(seq, RAND())), 22), 'sms', 'code', '139****0000', 'failed', 8, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'test of sorting' FROM seq_1_to_120`));
after(() => query("DELETE FROM outbox WHERE failure = 'test of sorting'"));

// All rows of a list, page after page, as its links lead.
const walk = async (browser, path) => {
	const rows = [];
	for (let pages = 0; path && pages < 40; pages++) {
		const { status, html } = await browser.get(path);
		assert.equal(status, 200, path);
		for (const [, key] of html.matchAll(pathOf(path).row))
			if (!rows.includes(key))
				rows.push(key);
		path = /rel="next" href="([^"]*)"/.exec(html)?.[1];
		path = path && decode(path);
	}
	return rows;
};
const pathOf = path => lists.find(list => path.includes(list.path.split('?')[0]));

describe('sorting', () => {
	for (const { role, path, ids, sort } of lists)
		test(`${path} goes both ways, and misses and repeats nothing`, async () => {
			const browser = signedIn(hire({ role }));
			const down = await walk(browser, site.admin + path);
			const up = await walk(browser, `${site.admin}${path}&sort=${sort}`);
			const expected = query(`${ids} ORDER BY id`).map(([id]) => id);
			assert.ok(expected.length > 10);
			assert.deepEqual(up, expected);
			assert.deepEqual(down, expected.reverse());
		});

	for (const { role, path, sort } of lists)
		test(`${path} says which way it goes, and its heading leads the other way, the filter kept`, async () => {
			const browser = signedIn(hire({ role }));
			const first = (await browser.get(site.admin + path)).html;
			assert.match(first, /aria-sort="descending"/);
			const link = decode(/<th[^>]*aria-sort[^>]*><a href="([^"]*)"/.exec(first)[1]);
			assert.match(link, new RegExp(`state=\\w+&sort=${sort}$`));
			const second = (await browser.get(link)).html;
			assert.match(second, /aria-sort="ascending"/);
		});

	test('by what is no order is refused', async () => {
		const browser = signedIn(hire({ role: 'city' }));
		assert.equal((await browser.get(`${site.admin}/campaigns?sort=title%3B`)).status, 400);
	});
});
