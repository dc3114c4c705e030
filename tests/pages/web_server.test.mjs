// What the web server in front does by itself: its refusals show our page, static files and the portal's includes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import net from 'node:net';
import test from 'node:test';

const { YM_URL, YM_SERVER, YM_VAR, YM_PORT, YM_TOP } = process.env;
const pledge = `${process.env.YM_PREFIX}/pledge`;
const site = (...words) => execFileSync(`${YM_TOP}/quickstart.d/site`, words, { stdio: 'inherit' });
const ourPage = /沂蒙助学[\s\S]*什么都没有保存/;

// One request as raw bytes, for what fetch would not send.
function raw(bytes) {
	return new Promise((resolve, reject) => {
		const socket = net.connect(Number(YM_PORT), '127.0.0.1', () => socket.write(bytes));
		let answer = '';
		socket.setEncoding('utf8').setTimeout(10000, () => socket.destroy(new Error('no answer')));
		socket.on('data', (part) => {
			answer += part;
			// A server that refused a body waits a while for the rest of it.
			if (answer.includes('</html>'))
				socket.end();
		});
		socket.on('end', () => resolve({ status: Number(answer.split(' ')[1]), text: answer }));
		socket.on('error', (error) => (answer === '' ? reject(error) : resolve({ status: Number(answer.split(' ')[1]), text: answer })));
	});
}

test('an address that leads nowhere shows our page', async () => {
	const answer = await fetch(`${YM_URL}/yimeng/nowhere`);
	assert.equal(answer.status, 404);
	assert.match(await answer.text(), ourPage);
});

test('an address that is too long shows our page', async () => {
	const answer = await raw(`GET ${pledge}/?words=${'a'.repeat(40000)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
	assert.equal(answer.status, 414);
	assert.match(answer.text, ourPage);
});

test('a body above the wall shows our page', async () => {
	const answer = await raw(`POST ${pledge}/follow HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n` +
		'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\n');
	assert.equal(answer.status, 413);
	assert.match(answer.text, ourPage);
});

test('what is no HTTP is refused with our page', async () => {
	const answer = await raw('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: two\r\nno colon here\r\n\r\n');
	assert.equal(answer.status, 400);
	assert.match(answer.text, ourPage);
});

test('a NUL in the address is refused', async () => {
	const answer = await raw(`GET ${pledge}/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
	assert.ok([400, 404].includes(answer.status), `status ${answer.status}`);
});

test('the mount without its slash leads to the mount', async () => {
	const answer = await fetch(`${YM_URL}${pledge}`, { redirect: 'manual' });
	assert.equal(answer.status, 301);
	assert.equal(new URL(answer.headers.get('location'), YM_URL).pathname, `${pledge}/`);
});

test('a static file with a version is kept for a year, one without is not', async () => {
	const versioned = await fetch(`${YM_URL}/yimeng/static/yimeng.css?v=1`);
	const plain = await fetch(`${YM_URL}/yimeng/static/yimeng.css`);
	assert.equal(versioned.status, 200);
	assert.equal(versioned.headers.get('content-type').split(';')[0], 'text/css');
	assert.match(versioned.headers.get('cache-control'), /max-age=31536000, immutable/);
	assert.doesNotMatch(plain.headers.get('cache-control'), /immutable/);
	assert.equal(plain.headers.get('x-content-type-options'), 'nosniff');
});

test('style sheets and pages travel compressed', async () => {
	for (const path of ['/yimeng/static/yimeng.css', `${pledge}/`]) {
		const answer = await fetch(YM_URL + path, { headers: { 'Accept-Encoding': 'gzip' } });
		await answer.arrayBuffer();
		assert.equal(answer.headers.get('content-encoding'), 'gzip', path);
	}
});

test('the portal page includes the totals and the latest gifts', async () => {
	const answer = await fetch(`${YM_URL}/yimeng/`);
	const text = await answer.text();
	assert.equal(answer.status, 200);
	assert.doesNotMatch(text, /<!--#include|an error occurred/);
	assert.equal(text.match(/ym-fragment/g)?.length, 2);
});

test('a header that looks like a verified name does not reach the program as one', async () => {
	const answer = await fetch(`${YM_URL}${pledge}/`, { headers: { Authorization: `Basic ${btoa('root:root')}`, Proxy: 'http://127.0.0.1:9' } });
	assert.equal(answer.status, 200);
	await answer.arrayBuffer();
});

test('without the program the answer is our page, and the site recovers', async () => {
	site('stop', YM_VAR, 'program');
	try {
		const answer = await fetch(`${YM_URL}${pledge}/follow`);
		assert.ok([502, 503].includes(answer.status), `status ${answer.status}`);
		assert.match(await answer.text(), ourPage);
	} finally {
		site('start', YM_VAR, YM_SERVER, YM_PORT);
	}
	const after = await fetch(`${YM_URL}${pledge}/follow`);
	assert.equal(after.status, 200);
	await after.arrayBuffer();
});

// Each is a language cookie to one of the program and the web server's cache, and none, or another, to the other.
for (const cookie of ['ym-language="en"', 'ym-language=en ', 'ym-language=xx; ym-language=en', 'ym-language=en; ym-language=zh', ';ym-language=en'])
	test(`a cookie that says ${cookie} changes nobody else's page`, async () => {
		const path = `${YM_URL}${pledge}/?odd=${encodeURIComponent(cookie)}`;
		const spoken = async (headers) => /<html[^>]* lang="([a-z]+)/.exec(await (await fetch(path, { headers })).text())?.[1];
		for (const language of ['zh', 'en'])
			await spoken({ Cookie: cookie, 'Accept-Language': language });
		for (const language of ['zh', 'en']) {
			assert.equal(await spoken({ 'Accept-Language': language }), language);
			for (const chosen of ['zh', 'en'])
				assert.equal(await spoken({ Cookie: `a=b; ym-language=${chosen}; c=d`, 'Accept-Language': language }), chosen);
		}
	});

test('caches on the way are told what a page depends on', async () => {
	const varies = async (path) => (await fetch(YM_URL + path, { headers: { 'Accept-Encoding': 'identity' } })).headers.get('vary') ?? '';
	assert.match(await varies(`${pledge}/`), /Accept-Language, ?Cookie(,|$)/);
	assert.doesNotMatch(await varies(`${pledge}/campaigns.json`), /Cookie|Language/, 'a feed is the same for everybody');
});
