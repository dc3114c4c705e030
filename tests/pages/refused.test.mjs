// What is refused before any form is looked at, by the web server or by the program: plainly, with a page of ours.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, encoded, filled, request } from '../client/browser.mjs';
import { elements, linkOf, wordsOf } from '../client/html.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { giver, openForm, storesNothing } from '../client/pledging.mjs';
import { raw, requestText } from '../client/raw.mjs';
import { isNginx, site } from '../client/site.mjs';

const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
const isOurs = answer => /沂蒙助学/.test(answer.html) && /看助学项目/.test(answer.html);

const assertRefused = (answer, ...statuses) => {
	assert.ok(statuses.includes(answer.status), `status ${answer.status}, not ${statuses.join(' or ')}`);
	assert.ok(isOurs(answer), `our page: ${answer.html.slice(0, 300)}`);
};

const stillAnswers = async () => assert.equal((await request('GET', `${site.pledge}/follow`)).status, 200);

let campaign;
before(() => { campaign = plantCampaign(); });

// An open form, and its body and headers as raw text would carry them.
const rawForm = async (changes = {}) => {
	const { browser, form } = await openForm(campaign.id);
	const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
	return { form, body: encoded(filled(form, { ...giver, ...changes })), headers: { ...type, Cookie: cookie, Origin: site.url } };
};

describe('methods', () => {
	for (const [method, path, allow] of [['POST', '/', 'GET, HEAD'], ['PUT', '/', 'GET, HEAD'], ['DELETE', '/campaigns/1', 'GET, HEAD'],
		['OPTIONS', '/', 'GET, HEAD'], ['PATCH', '/follow', 'GET, HEAD, POST'], ['BREW', '/', 'GET, HEAD'],
		['GET', '/pledges/ABCD23456/withdraw', 'POST'], ['POST', '/campaigns.xml', 'GET, HEAD']])
		test(`${method} ${path} is refused and says what is allowed`, async () => {
			const answer = await request(method, site.pledge + path, { headers: { 'Content-Length': '0' } });
			assertRefused(answer, 405);
			assert.equal(answer.headers.allow, allow);
		});

	test('TRACE echoes nothing', async () => {
		const answer = await raw(requestText('TRACE', `${site.pledge}/`, { 'X-Secret': 'echo-me' }));
		assert.ok([403, 405].includes(answer.status), answer.line);
		assert.ok(!answer.html.includes('echo-me'));
	});

	test('CONNECT goes nowhere', async () => {
		const answer = await raw('CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
		assert.ok(answer.status >= 300, answer.line);
		assert.doesNotMatch(answer.text, /SSH-/);
	});
});

describe('bodies', () => {
	for (const [name, contentType] of Object.entries({
		'in GBK': 'application/x-www-form-urlencoded; charset=gbk', 'in ISO-8859-1': 'application/x-www-form-urlencoded;charset="iso-8859-1"',
		'of parts': 'multipart/form-data; boundary=x', 'of JSON': 'application/json', 'of plain text': 'text/plain', 'of no type': '',
		'of nearly the right type': 'application/x-www-form-urlencodedx',
	}))
		test(`${name} are refused`, async () => {
			const { browser, form } = await openForm(campaign.id);
			const answer = await storesNothing(campaign.id, () => browser.submit(form, giver, { 'Content-Type': contentType }));
			assertRefused(answer, 415);
			assert.match(wordsOf(answer.html), /UTF-8/);
		});

	test("over the program's cap are refused in words about length", async () => {
		const { browser, form } = await openForm(campaign.id);
		const answer = await storesNothing(campaign.id, () => browser.submit(form, { ...giver, message: 'x'.repeat(100000) }));
		assertRefused(answer, 413);
		assert.match(wordsOf(answer.html), /太大|没有保存/);
	});

	test("over the web server's cap are refused before they have come", async () => {
		const { form, headers } = await rawForm();
		const answer = await storesNothing(campaign.id, () => raw(requestText('POST', form.action, { ...headers, 'Content-Length': '1000000000' })));
		assertRefused(answer, 413);
	});

	test('over the cap in chunks of unknown sum are refused', async () => {
		const { form, headers } = await rawForm();
		const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
		const answer = await storesNothing(campaign.id, () =>
			raw(requestText('POST', form.action, { ...headers, 'Transfer-Encoding': 'chunked' }, `${chunk.repeat(40)}0\r\n\r\n`)));
		assert.ok([411, 413].includes(answer.status), answer.line);
	});

	test('in chunks are taken as any others', async () => {
		const { form, headers, body } = await rawForm();
		const answer = await raw(requestText('POST', form.action, { ...headers, 'Transfer-Encoding': 'chunked' },
			`${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`));
		assert.equal(answer.status, 303);
	});

	test('shorter than Content-Length says store nothing', async () => {
		const { form, headers, body } = await rawForm();
		await storesNothing(campaign.id, () =>
			raw(requestText('POST', form.action, { ...headers, 'Content-Length': Buffer.byteLength(body) + 10 }, body), { end: true }).catch(() => {}));
		await stillAnswers();
	});

	test('longer than Content-Length says are cut there, and the rest is no second request', async () => {
		const { form, headers, body } = await rawForm();
		const cut = body.indexOf('telephone=') + 14;
		const answer = await storesNothing(campaign.id, () => raw(requestText('POST', form.action, { ...headers, 'Content-Length': cut }, body), { all: true }));
		assert.ok(answer.status >= 400 && answer.status < 500, answer.line);
		assert.equal(answer.answers, 1);
		await stillAnswers();
	});

	for (const [name, length] of Object.entries({ negative: '-1', hexadecimal: '0x10', 'no number': 'abc', 'beyond 64 bits': '99999999999999999999' }))
		test(`whose Content-Length is ${name} are refused`, async () => {
			const { form, headers, body } = await rawForm();
			const answer = await storesNothing(campaign.id, () => raw(requestText('POST', form.action, { ...headers, 'Content-Length': length }, body)));
			assert.ok([400, 413].includes(answer.status), answer.line);
		});

	test('with two lengths that differ are refused', async () => {
		const { form, headers, body } = await rawForm();
		const text = requestText('POST', form.action, { ...headers, 'Content-Length': Buffer.byteLength(body) }, body)
			.replace('Origin:', 'Content-Length: 3\r\nOrigin:');
		const answer = await storesNothing(campaign.id, () => raw(text));
		assert.equal(answer.status, 400);
	});

	test('with a length and chunks never make a second request', async () => {
		const { form, headers, body } = await rawForm();
		const answer = await raw(requestText('POST', form.action, { ...headers, 'Content-Length': '6', 'Transfer-Encoding': 'chunked' },
			`0\r\n\r\nGET ${site.pledge}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n${body}`), { all: true });
		assert.ok(answer.status >= 400 && answer.status < 500, answer.line);
		assert.ok(answer.answers <= 1, 'one request, one answer');
	});
});

describe('addresses', () => {
	const secret = /root:.*:0:0|BEGIN|key_file|public_url/;
	const { base } = site;

	for (const path of [`${base}/pledge/../../etc/passwd`, `${base}/../../../etc/passwd`, `${base}/pledge/..%2f..%2f..%2fetc/passwd`,
		`${base}/static/..%2f..%2fyimeng.conf`, `${base}/static/../../secret/keys`, `${base}/static../yimeng.conf`, `${base}/static/%2e%2e/%2e%2e/yimeng.conf`,
		`${base}/pledge/%2e%2e%2f%2e%2e%2fetc/passwd`, `${base}/pledge/..%5c..%5cetc`, `${base}/pledge/..;/`, `//etc/passwd`, `${base}/pledge/%c0%ae%c0%ae/`])
		test(`${path} leads nowhere`, async () => {
			const answer = await raw(requestText('GET', path));
			assertRefused(answer, 400, 403, 404);
			assert.doesNotMatch(answer.text, secret);
		});

	test('%00 in a path leads nowhere', async () => {
		for (const path of [`${base}/pledge/campaigns/1%00`, `${base}/pledge/%00`, `${base}/pledge/campaigns.xml%00.html`]) {
			const answer = await raw(requestText('GET', path));
			assertRefused(answer, 400, 404);
		}
	});

	test('a raw NUL in a path is refused', async () => {
		assert.ok([400, 404].includes((await raw(requestText('GET', `${base}/pledge/\0`))).status));
	});

	for (const path of ['/campaigns/1%zz', '/./campaigns/1%2f..', '/CAMPAIGNS/1', '/campaigns/1/pledge%73/x', '/%ff', '/%0a', '/%0d%0aX-Injected:1', '/index.php', '/.git/config'])
		test(`${path} of the program leads nowhere`, async () => {
			const answer = await raw(requestText('GET', site.pledge + path));
			assertRefused(answer, 400, 404);
			assert.equal(answer.headers['x-injected'], undefined);
		});

	test('beside the program, what only begins like it is not the program', async () => {
		assertRefused(await raw(requestText('GET', `${site.pledge}x/`)), 404);
	});

	test('with a query that is malformed are refused in words', async () => {
		for (const query of ['words=%zz', 'words=%00', 'words=%ff', `${'a=1&'.repeat(500)}words=x`, 'words=a&words=b'])
			assertRefused(await request('GET', `${site.pledge}/?${query}`), 400);
	});

	test('with a query of eight kilobytes or more are refused by length', async () => {
		assertRefused(await request('GET', `${site.pledge}/?words=${'x'.repeat(9000)}`), 414);
	});

	test('of a pledge with a code that is none show nothing', async () => {
		for (const code of ['ABCDEFGHI', '000000000', 'x', 'A'.repeat(40)])
			assert.equal((await request('GET', `${site.pledge}/pledges/${code}`)).status, 403, code);
		assertRefused(await request('GET', `${site.pledge}/pledges/${'A'.repeat(41)}`), 404);
		assertRefused(await request('GET', `${site.pledge}/pledges/%e7%a0%81`), 404);
	});
});

describe('headers', () => {
	const shows = async headers => {
		const { form } = await openForm(campaign.id);
		return request('GET', form.action, { headers });
	};

	for (const [name, cookie] of Object.entries({
		'signs': '=;;;===; ;a;=b;"', 'high bytes': '\xff\xfe\x80=\xc3(', 'a session that is no token': '__Secure-ym-pledge=../../etc/passwd',
		'a session of six kilobytes': `__Secure-ym-pledge=${'A'.repeat(6000)}`, 'the session twice': '__Secure-ym-pledge=a; __Secure-ym-pledge=b',
		'a quoted session': '__Secure-ym-pledge="x y"', 'a language of markup': 'ym-language="><script>', 'a thousand cookies': 'a=b; '.repeat(1000),
		'a grant of nonsense': '__Secure-ym-pledge-grant=a.b.c',
	}))
		test(`a cookie of ${name} is passed over`, async () => {
			const answer = await shows({ Cookie: cookie });
			assert.equal(answer.status, 200);
			assert.ok(answer.setCookies.some(line => line.startsWith('__Secure-ym-pledge=')), 'a session of our own is given');
			assert.ok(!answer.html.includes('"><script>'));
		});

	test('of nonsense are passed over', async () => {
		const answer = await shows({ 'Accept-Language': '\xff;q=,,;;', 'Accept': '*', 'If-None-Match': '"', 'If-Modified-Since': 'never', Range: 'bytes=99-1', 'X-Forwarded-For': '<script>, ,,' });
		assert.equal(answer.status, 200);
	});

	test('that a browser may not send of the program are not believed', async () => {
		const answer = await shows({ 'X-Original-URL': '/admin', 'X-Rewrite-URL': '/admin', 'X-Forwarded-Host': 'evil.example', 'X-HTTP-Method-Override': 'DELETE' });
		assert.equal(answer.status, 200);
		assert.ok(!answer.html.includes('evil.example'));
	});

	test('Host of another site does not get into the pages or redirects', async () => {
		const { form, headers, body } = await rawForm();
		const answer = await raw(requestText('POST', form.action, { ...headers, 'Content-Length': Buffer.byteLength(body) }, body).replace('Host: 127.0.0.1', 'Host: evil.example'));
		assert.ok(!answer.text.includes('evil.example'), answer.headers.location);
	});

	test('one of thirty kilobytes is refused with our page', async () => {
		assertRefused(await raw(requestText('GET', `${site.pledge}/`, { 'X-Long': 'x'.repeat(40000) })), 400, 431);
	});

	test('a request line that is none is refused', async () => {
		for (const line of ['GARBAGE', 'GET', 'GET  HTTP/1.1', '\x16\x03\x01\x02\x00\x01\x00'])
			assert.ok([0, 400, 501, 505].includes((await raw(`${line}\r\nHost: 127.0.0.1\r\n\r\n`, { end: true })).status), JSON.stringify(line));
		await stillAnswers();
	});
});

describe('one sender far away', () => {
	test('who sends forms without end is told to wait, on our page', { skip: !isNginx() && 'a limit of nginx' }, async () => {
		const far = { 'X-Forwarded-For': `203.0.113.${1 + Math.floor(Math.random() * 254)}`, ...type, 'Content-Length': '0' };
		const answers = await Promise.all(Array.from({ length: 60 }, () => request('POST', `${site.pledge}/follow`, { headers: far })));
		const limited = answers.filter(({ status }) => status === 429);
		assert.ok(limited.length >= 20 && limited.length < 60, `${limited.length} of 60`);
		limited.forEach(answer => assertRefused(answer, 429));
	});
});

describe("the program's refusal", () => {
	test('speaks the reader\'s language, leads on, and is not kept', async () => {
		const answer = await request('GET', `${site.pledge}/nowhere`, { headers: { 'Accept-Language': 'en' } });
		assert.equal(answer.status, 404);
		assert.equal(elements(answer.html, 'html')[0].attributes.lang, 'en');
		assert.equal(answer.headers['cache-control'], 'no-store');
		const chinese = await request('GET', `${site.pledge}/nowhere`);
		assert.ok(linkOf(chinese.html, /查询认捐/));
	});

	test('shows nothing of the address as markup', async () => {
		const answer = await raw(requestText('GET', `${site.pledge}/"><script>alert(1)</script>`));
		assert.ok(!answer.html.includes('<script>alert'));
	});

	test('of a posted form leaves the browser able to go on', async () => {
		const browser = new Browser();
		assert.equal((await browser.post(`${site.pledge}/follow`, 'code=a&code=b')).status, 400);
		assert.equal((await browser.get(`${site.pledge}/follow`)).status, 200);
	});
});
