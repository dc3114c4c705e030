// What holds for each program of the public behind a web server, whatever its pages: tests to be called in that program's own file.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { request } from './browser.mjs';
import { query } from './database.mjs';
import { Connection, begin, pairs, parametersOf, record, stream, type, wholeRequest } from './fastcgi.mjs';
import { wordsOf } from './html.mjs';
import { site } from './site.mjs';

export const formTo = (mount, path, body, headers = {}) => request('POST', `${mount}${path}`,
	{ body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });

// Its first page: `english` are words of it.
export const describeFirstPage = (mount, english) => describe('the first page, as all of them', () => {
	const home = (headers = {}) => request('GET', `${mount}/`, { headers });

	test('names every county', async () => {
		const { html } = await home();
		for (const [name] of query("SELECT name FROM division WHERE level = 'county'"))
			assert.ok(wordsOf(html).includes(name), name);
	});

	test('is there in English', async () => {
		const { html } = await home({ 'Accept-Language': 'en' });
		assert.match(html, /<html[^>]* lang="en"/);
		assert.match(html, english);
	});

	test('gives nobody a cookie and may be kept a second', async () => {
		const { headers, setCookies } = await home();
		assert.deepEqual(setCookies, []);
		assert.equal(headers['cache-control'], 'public, max-age=1');
	});

	test('is never compressed: what is secret stands beside what was typed', async () => {
		const { headers } = await home({ 'Accept-Encoding': 'gzip' });
		assert.equal(headers['content-encoding'], undefined);
	});
});

// `wayBack` is the link of its error page.
export const describeProgram = (mount, wayBack) => describe('the program', () => {
	test('refuses in its own words', async () => {
		const { status, html, headers } = await request('GET', `${mount}/nowhere`);
		assert.equal(status, 404);
		assert.match(wordsOf(html), wayBack);
		assert.equal(headers['cache-control'], 'no-store');
	});

	test('has the same wall before it as the pledge program', async () => {
		assert.equal((await formTo(mount, '/', 'x'.repeat(200000))).status, 413);
	});

	test('is found without the slash at its end', async () => {
		const { status, headers } = await request('GET', mount);
		assert.equal(status, 301);
		assert.equal(new URL(headers.location, site.url).pathname, `${mount}/`);
	});
});

// mod_fcgid keeps its programs' sockets to itself.
export const describeSocket = (mount, socket, otherMount) => describe('the socket', { skip: site.server === 'fcgid' }, () => {
	const ours = { SCRIPT_NAME: mount, REQUEST_URI: `${mount}/` };
	const ask = async bytes => {
		const connection = new Connection(socket).send(bytes);
		try {
			return await connection.answer();
		} finally {
			connection.close();
		}
	};

	test('answers requests to its own mount alone', async () => {
		assert.equal((await ask(wholeRequest('/', { more: ours }))).status, 200);
		assert.equal((await ask(wholeRequest('/', { more: { SCRIPT_NAME: otherMount } }))).status, 404);
	});

	test('refuses a parameter that comes twice', async () => {
		const list = [...parametersOf('/', ours), ['QUERY_STRING', 'a']];
		assert.equal((await ask(Buffer.concat([begin(), stream(type.params, pairs(list)), record(type.stdin)]))).status, 400);
	});
});
