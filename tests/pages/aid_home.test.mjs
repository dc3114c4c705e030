// The first page of aid: what there is, whom to ask without the internet, and no door that leads nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { elements, wordsOf } from '../client/html.mjs';
import { Connection, begin, pairs, parametersOf, record, stream, type, wholeRequest } from '../client/fastcgi.mjs';
import { isNginx, site } from '../client/site.mjs';

const home = (headers = {}) => request('GET', `${site.aid}/`, { headers });
const linksWithin = html => elements(html, 'a').map(({ attributes }) => attributes.href).filter(href => href.startsWith(`${site.aid}/`));
const form = (path, body, headers = {}) => request('POST', `${site.aid}${path}`,
	{ body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });

describe('the first page', () => {
	test('says whom to ask without the internet', async () => {
		const { status, html } = await home();
		assert.equal(status, 200);
		assert.match(wordsOf(html), /找管资助的老师/);
		assert.match(wordsOf(html), /打电话问 *0539-0000000/);
	});

	test('names every county', async () => {
		const { html } = await home();
		for (const [name] of query("SELECT name FROM division WHERE level = 'county'"))
			assert.ok(wordsOf(html).includes(name), name);
	});

	test('is there in English', async () => {
		const { html } = await home({ 'Accept-Language': 'en' });
		assert.match(html, /<html[^>]* lang="en"/);
		assert.match(html, /Asking for it costs nothing/);
	});

	test('has no link that leads nowhere', async () => {
		for (const href of linksWithin((await home()).html))
			assert.equal((await request('GET', href)).status, 200, href);
	});

	test('gives nobody a cookie and may be kept a second', async () => {
		const { headers, setCookies } = await home();
		assert.deepEqual(setCookies, []);
		assert.equal(headers['cache-control'], 'public, max-age=1');
	});
});

describe('the program', () => {
	test('refuses in its own words', async () => {
		const { status, html, headers } = await request('GET', `${site.aid}/nowhere`);
		assert.equal(status, 404);
		assert.match(wordsOf(html), /回资助首页/);
		assert.equal(headers['cache-control'], 'no-store');
	});

	test('has the same wall before it as the pledge program', async () => {
		assert.equal((await form('/', 'x'.repeat(200000))).status, 413);
	});

	test('is found without the slash at its end', async () => {
		const { status, headers } = await request('GET', site.aid);
		assert.equal(status, 301);
		assert.equal(new URL(headers.location, site.url).pathname, `${site.aid}/`);
	});

	test('is never compressed: what is secret stands beside what was typed', async () => {
		const { headers } = await home({ 'Accept-Encoding': 'gzip' });
		assert.equal(headers['content-encoding'], undefined);
	});
});

// Apache leaves counting to the program itself.
describe('whoever sends forms over and over', { skip: !isNginx() }, () => {
	const tried = async (path, address, times) => {
		const statuses = [];
		for (let i = 0; i < times; i++)
			statuses.push((await form(path, 'a=b', { 'X-Forwarded-For': address })).status);
		return statuses.filter(status => status === 429).length;
	};

	test('is stopped at looking up applications long before other forms', async () => {
		assert.ok(await tried('/lookup', '198.51.100.31', 18) >= 5);
		assert.equal(await tried('/nowhere', '198.51.100.32', 18), 0);
	});

	test('is stopped at asking for help', async () => {
		assert.ok(await tried('/help', '198.51.100.33', 18) >= 3);
	});

	test('is told so on a page', async () => {
		await tried('/lookup', '198.51.100.34', 12);
		const { status, html } = await form('/lookup', 'a=b', { 'X-Forwarded-For': '198.51.100.34' });
		assert.equal(status, 429);
		assert.match(html, /<h1/);
	});

	test('does not stop another one', async () => {
		await tried('/lookup', '198.51.100.35', 18);
		assert.notEqual((await form('/lookup', 'a=b', { 'X-Forwarded-For': '198.51.100.36' })).status, 429);
	});
});

// mod_fcgid keeps its programs' sockets to itself.
describe('the socket', { skip: site.server === 'fcgid' }, () => {
	const ours = { SCRIPT_NAME: site.aid, REQUEST_URI: `${site.aid}/` };
	const ask = async bytes => {
		const connection = new Connection(site.aidSocket).send(bytes);
		try {
			return await connection.answer();
		} finally {
			connection.close();
		}
	};

	test('answers requests to its own mount alone', async () => {
		assert.equal((await ask(wholeRequest('/', { more: ours }))).status, 200);
		assert.equal((await ask(wholeRequest('/', { more: { SCRIPT_NAME: site.match } }))).status, 404);
	});

	test('refuses a parameter that comes twice', async () => {
		const list = [...parametersOf('/', ours), ['QUERY_STRING', 'a']];
		assert.equal((await ask(Buffer.concat([begin(), stream(type.params, pairs(list)), record(type.stdin)]))).status, 400);
	});
});
