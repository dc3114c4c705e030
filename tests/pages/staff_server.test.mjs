// What the web server in front does for the staff program: nothing kept, nothing compressed, room for files, guesses counted.
import assert from 'node:assert/strict';
import http from 'node:http';
import { randomBytes, randomInt } from 'node:crypto';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { wordsOf } from '../client/html.mjs';
import { isNginx, site } from '../client/site.mjs';

const signIn = `${site.admin}/sign-in`;
const webServers = /沂蒙助学[\s\S]*什么都没有保存/;
const programs = /<div class="ym-desk">/;

// A form with a file, so many bytes of it; the answer may come before they are all sent.
const upload = (path, bytes) => new Promise((resolve, reject) => {
	const head = Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n');
	const foot = Buffer.from('\r\n--b--\r\n');
	const { hostname, port } = new URL(site.url);
	const sent = http.request({ method: 'POST', hostname, port, path, agent: false, timeout: 60000, headers: {
		'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': head.length + bytes + foot.length, Origin: site.url } }, answer => {
		const parts = [];
		answer.on('data', part => parts.push(part));
		answer.on('end', () => resolve({ status: answer.statusCode, html: Buffer.concat(parts).toString() }));
		answer.on('error', reject);
	});
	let answered = false;
	sent.on('response', () => { answered = true; });
	sent.on('timeout', () => sent.destroy(new Error('no answer')));
	sent.on('error', error => answered || reject(error));
	sent.write(head);
	sent.write(randomBytes(1 << 20).toString('latin1').repeat(Math.ceil(bytes / (1 << 20))).slice(0, bytes), 'latin1');
	sent.end(foot);
});

test("a demonstration's mailbox is a page without scripts, kept by nobody", async () => {
	const answer = await request('GET', `${site.base}/mailbox/`);
	assert.equal(answer.status, 200);
	assert.match(answer.headers['content-type'], /^text\/html; charset=utf-8$/i);
	assert.equal(answer.headers['cache-control'], 'no-store');
	assert.match(answer.headers['content-security-policy'], /^default-src 'none'/);
	assert.match(wordsOf(answer.html), /演示/);
});

describe('the staff program behind its web server', () => {
	test('answers below its path, to which the path without a slash leads', async () => {
		const answer = await request('GET', site.admin);
		assert.equal(answer.status, 301);
		assert.equal(new URL(answer.headers.location, site.url).pathname, `${site.admin}/`);
		assert.equal((await request('GET', signIn)).status, 200);
	});

	test('is kept by nobody on the way', async () => {
		for (const path of [signIn, `${site.admin}/`, `${site.admin}/nowhere`]) {
			const answer = await request('GET', path);
			assert.equal(answer.headers['cache-control'], 'no-store', path);
		}
	});

	test('is not compressed: what is typed stands beside what is secret', async () => {
		const answer = await request('GET', signIn, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
		assert.equal(answer.headers['content-encoding'], undefined);
		assert.match(answer.html, /<html/);
	});

	test('takes sixteen mebibytes, which the program itself then judges', async () => {
		const answer = await upload(signIn, 16 << 20);
		assert.ok(answer.status >= 400 && answer.status < 500, `status ${answer.status}`);
		assert.match(answer.html, programs, 'the program refused it, not the web server');
	});

	test('never hears of more', async () => {
		const answer = await upload(signIn, 18 << 20);
		assert.equal(answer.status, 413);
		assert.match(answer.html, webServers);
		assert.doesNotMatch(answer.html, programs);
	});

	test('is asked for a password thirty times a minute by one address, and by another all the same', { skip: !isNginx() && 'nginx counts' }, async () => {
		const from = address => request('POST', signIn, { headers: { 'X-Forwarded-For': address, 'Content-Length': '0' } });
		const busy = `198.51.100.${randomInt(1, 120)}`;
		const statuses = (await Promise.all(Array.from({ length: 60 }, () => from(busy)))).map(({ status }) => status);
		assert.ok(statuses.includes(429), statuses.join(' '));
		assert.ok(statuses.filter(status => status !== 429).length >= 30, statuses.join(' '));
		const refused = await from(busy);
		if (refused.status === 429)
			assert.match(wordsOf(refused.html), /什么都没有保存/);
		assert.notEqual((await from('198.51.100.200')).status, 429);
	});
});
