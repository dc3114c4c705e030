// The first page of pairing: what it is, what a family promises, and no door that leads nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { elements, wordsOf } from '../client/html.mjs';
import { Connection, begin, pairs, parametersOf, record, stream, type, wholeRequest } from '../client/fastcgi.mjs';
import { site } from '../client/site.mjs';

const home = (headers = {}) => request('GET', `${site.match}/`, { headers });
const linksWithin = html => elements(html, 'a').map(({ attributes }) => attributes.href).filter(href => href.startsWith(`${site.match}/`));

describe('the first page', () => {
	test('says what a family promises', async () => {
		const { status, html } = await home();
		assert.equal(status, 200);
		for (const promise of [/实名/, /同住的每一位成年人都要审核/, /不和孩子单独相处/, /不留宿/, /由学校先看/])
			assert.match(wordsOf(html), promise);
	});

	test('names every county', async () => {
		const { html } = await home();
		for (const [name] of query("SELECT name FROM division WHERE level = 'county'"))
			assert.ok(wordsOf(html).includes(name), name);
	});

	test('is there in English', async () => {
		const { html } = await home({ 'Accept-Language': 'en' });
		assert.match(html, /<html[^>]* lang="en"/);
		assert.match(html, /Never alone with the child/);
	});

	test('leads families, guardians and whoever has a concern on, and nowhere that is not there', async () => {
		const links = linksWithin((await home()).html);
		for (const door of ['apply', 'sign-in', 'guardian', 'concern'])
			assert.ok(links.includes(`${site.match}/${door}`), door);
		for (const href of links)
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
		const { status, html, headers } = await request('GET', `${site.match}/nowhere`);
		assert.equal(status, 404);
		assert.match(wordsOf(html), /回结对首页/);
		assert.equal(headers['cache-control'], 'no-store');
	});

	test('has the same wall before it as the pledge program', async () => {
		assert.equal((await request('POST', `${site.match}/`, { body: 'x'.repeat(200000), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).status, 413);
	});

	test('is found without the slash at its end', async () => {
		const { status, headers } = await request('GET', site.match);
		assert.equal(status, 301);
		assert.equal(new URL(headers.location, site.url).pathname, `${site.match}/`);
	});

	test('is never compressed: what is secret stands beside what was typed', async () => {
		const { headers } = await home({ 'Accept-Encoding': 'gzip' });
		assert.equal(headers['content-encoding'], undefined);
	});
});

// mod_fcgid keeps its programs' sockets to itself.
describe('the socket', { skip: site.server === 'fcgid' }, () => {
	const ours = { SCRIPT_NAME: site.match, REQUEST_URI: `${site.match}/` };
	const ask = async bytes => {
		const connection = new Connection(site.matchSocket).send(bytes);
		try {
			return await connection.answer();
		} finally {
			connection.close();
		}
	};

	test('answers requests to its own mount alone', async () => {
		assert.equal((await ask(wholeRequest('/', { more: ours }))).status, 200);
		assert.equal((await ask(wholeRequest('/', { more: { SCRIPT_NAME: site.pledge } }))).status, 404);
	});

	test('refuses a parameter that comes twice', async () => {
		const list = [...parametersOf('/', ours), ['QUERY_STRING', 'a']];
		assert.equal((await ask(Buffer.concat([begin(), stream(type.params, pairs(list)), record(type.stdin)]))).status, 400);
	});
});
