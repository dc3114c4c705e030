// FastCGI records straight to the program's socket: whatever comes in, the program answers it or closes, and goes on.
import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { encoded, filled, request } from '../client/browser.mjs';
import { Connection, begin, exchange, pairs, parametersOf, record, stream, type, wholeRequest } from '../client/fastcgi.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { codeOf, giver, openForm, storesNothing } from '../client/pledging.mjs';
import { pause, site, soon } from '../client/site.mjs';

const answers = async path => (await request('GET', `${site.pledge}${path}`)).status;

// The web server may meet a program that multiwatch is just starting again.
const answersAgain = async () => {
	let status = 0;
	for (let i = 0; i < 300 && status !== 200; i++) {
		status = await answers('/follow').catch(() => 0);
		if (status !== 200)
			await pause(100);
	}
	assert.equal(status, 200, 'the site answers');
};

const open = [];
const connect = () => {
	const connection = new Connection();
	open.push(connection);
	return connection;
};
afterEach(() => open.splice(0).forEach(connection => connection.close()));
after(answersAgain);

describe('a request in records', () => {
	test('is answered', async () => {
		const answer = await exchange(wholeRequest('/follow'));
		assert.equal(answer.status, 200);
		assert.match(answer.text, /Content-Type: text\/html/);
	});

	test('is answered with the path in SCRIPT_NAME alone, as mod_proxy_fcgi has it', async () => {
		assert.equal((await exchange(wholeRequest('', { more: { SCRIPT_NAME: `${site.pledge}/follow`, PATH_INFO: '' } }))).status, 200);
	});

	test('of single bytes is answered', async () => {
		assert.equal((await exchange(wholeRequest('/follow', { step: 1 }))).status, 200);
	});

	test('that comes byte by byte is answered', async () => {
		const connection = connect();
		for (const byte of wholeRequest('/follow'))
			connection.send(Buffer.from([byte]));
		assert.equal((await connection.answer()).status, 200);
	});

	test('with padding is answered', async () => {
		const parameters = pairs(parametersOf('/follow'));
		const bytes = Buffer.concat([begin(), record(type.params, parameters, { padding: 255 }), record(type.params), record(type.stdin)]);
		assert.equal((await exchange(bytes)).status, 200);
	});

	test('with two hundred more parameters is answered', async () => {
		const more = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`HTTP_X_${i}`, 'x'.repeat(500)]));
		assert.equal((await exchange(wholeRequest('/follow', { more }))).status, 200);
	});

	test('and a second on the same kept connection are both answered', async () => {
		const connection = connect();
		for (const id of [1, 2, 65535]) {
			connection.send(wholeRequest('/follow', { id, keep: true }));
			const answer = await connection.answer();
			assert.equal(answer.status, 200);
			assert.equal(answer.id, id);
		}
	});

	test('that does not ask to keep the connection has it closed', async () => {
		const connection = connect().send(wholeRequest('/follow'));
		assert.equal((await connection.answer()).status, 200);
		assert.equal(await connection.answer(), null);
	});

	test('by HEAD has no body behind its header', async () => {
		const { text } = await exchange(wholeRequest('/follow', { more: { REQUEST_METHOD: 'HEAD' } }));
		assert.ok(text.endsWith('\r\n\r\n'));
		assert.equal(text.split('\r\n\r\n').length, 2);
	});

	test('and a second sent before the first was answered are never mixed up', async () => {
		const connection = connect().send(Buffer.concat([wholeRequest('/follow', { id: 1, keep: true }), wholeRequest('/nowhere', { id: 2, keep: true })]));
		const first = await connection.answer();
		if (first !== null)
			assert.deepEqual([first.id, first.status], [1, 200]);
		const second = first && await connection.answer(12000);
		if (second)
			assert.deepEqual([second.id, second.status], [2, 404]);
	});
});

describe('parameters', () => {
	for (const name of ['QUERY_STRING', 'REQUEST_METHOD', 'HTTP_COOKIE', 'REMOTE_USER', 'PATH_INFO'])
		test(`${name} twice is refused`, async () => {
			const list = [...parametersOf('/follow', { [name]: 'GET' }), [name, 'POST']];
			const answer = await exchange(Buffer.concat([begin(), stream(type.params, pairs(list)), record(type.stdin)]));
			assert.ok([400, 404].includes(answer.status), String(answer.status));
		});

	test('none at all are refused', async () => {
		const answer = await exchange(Buffer.concat([begin(), record(type.params), record(type.stdin)]));
		assert.ok(answer === null || answer.status >= 400);
	});

	test('outside the mount are not there', async () => {
		for (const [script, path] of [['', '/follow'], ['/', ''], ['/yimeng/pledg', 'e/follow'], ['/yimeng/admin', '/'], ['/yimeng/pledgex', '/follow']]) {
			const answer = await exchange(wholeRequest('', { more: { SCRIPT_NAME: script, PATH_INFO: path } }));
			assert.ok([200, 404].includes(answer.status));
			assert.equal(answer.status, `${script}${path}`.startsWith('/yimeng/pledge/') ? 200 : 404, script + path);
		}
	});

	test('with a NUL or an equals sign in the name do not become others', async () => {
		for (const name of ['REMOTE_USER\0X', 'REMOTE_ADDR=127.0.0.1\0', 'A=B', '=', '\0']) {
			const answer = await exchange(wholeRequest('/follow', { more: { [name]: 'x' } }));
			assert.ok(answer === null || [200, 400].includes(answer.status), JSON.stringify(name));
		}
	});

	test('whose lengths promise what never comes are cut off', async () => {
		for (const lengths of [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], [0xff, 0x7f], [1, 0x80, 0x10, 0, 0], [0x84], [5]])
			for (const padding of [0, 8]) {
				const bytes = Buffer.concat([begin(), record(type.params, Buffer.from(lengths), { padding }), record(type.params), record(type.stdin)]);
				const answer = await exchange(bytes);
				assert.ok(answer === null || answer.status >= 400, lengths.join(' '));
			}
		await answersAgain();
	});

	test('whose lengths lie behind twenty kilobytes of good ones are survived', async () => {
		const good = pairs([...parametersOf('/follow'), ['HTTP_X', 'x'.repeat(20000)]]);
		const bytes = Buffer.concat([begin(), record(type.params, Buffer.concat([good, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])])), record(type.params), record(type.stdin)]);
		const answer = await exchange(bytes).catch(() => null);
		assert.ok(answer === null || answer.status >= 400);
		await answersAgain();
	});
});

describe('bodies', () => {
	const posted = async (change = {}) => {
		const campaign = plantCampaign();
		const { browser, form } = await openForm(campaign.id);
		const body = encoded(filled(form, giver));
		const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
		const path = form.action.slice(site.pledge.length);
		const more = { REQUEST_METHOD: 'POST', CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(body.length), HTTP_COOKIE: cookie, HTTP_ORIGIN: site.url, ...change };
		return { campaign, body, path, more };
	};

	test('of the length they say are taken', async () => {
		const { body, path, more } = await posted();
		const answer = await exchange(wholeRequest(path, { more, body, step: 7 }));
		assert.equal(answer.status, 303);
		assert.ok(codeOf({ headers: { location: /Location: (\S+)/.exec(answer.text)[1] } }));
	});

	for (const [name, lie] of Object.entries({ 'one byte more than comes': length => length + 1, 'one byte less than comes': length => length - 1,
		nothing: () => 0, 'a number below nothing': () => -5, 'no number': () => 'abc', 'a number beyond 64 bits': () => '99999999999999999999', 'a gigabyte': () => 1 << 30 }))
		test(`that say ${name} store nothing`, async () => {
			const { campaign, body, path, more } = await posted();
			const answer = await storesNothing(campaign.id, () =>
				exchange(wholeRequest(path, { body, more: { ...more, CONTENT_LENGTH: String(lie(body.length)) } })));
			assert.ok(answer === null || (answer.status >= 400 && answer.status < 500), String(answer?.status));
		});

	test('over the cap are read to their end and refused; the connection serves on', async () => {
		const { campaign, path, more } = await posted();
		const body = 'x'.repeat(1 << 20);
		const connection = connect();
		await storesNothing(campaign.id, async () => {
			connection.send(wholeRequest(path, { keep: true, body, more: { ...more, CONTENT_LENGTH: String(body.length) } }));
			assert.equal((await connection.answer()).status, 413);
		});
		connection.send(wholeRequest('/follow', { keep: true, id: 2 }));
		assert.equal((await connection.answer()).status, 200);
	});

	test('of a GET are read and ignored', async () => {
		const connection = connect().send(wholeRequest('/follow', { keep: true, body: 'x'.repeat(100000), more: { CONTENT_LENGTH: '100000' } }));
		assert.equal((await connection.answer()).status, 200);
		connection.send(wholeRequest('/follow', { keep: true }));
		assert.equal((await connection.answer()).status, 200);
	});
});

describe('records that are no request', () => {
	const parameters = stream(type.params, pairs(parametersOf('/follow')));

	for (const [name, bytes] of Object.entries({
		'an HTTP request': Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
		'another version': Buffer.concat([record(type.begin, Buffer.alloc(8), { version: 2 })]),
		'an unknown type': record(99, Buffer.from('x')),
		'a management record': record(type.getValues, pairs([['FCGI_MAX_CONNS', ''], ['FCGI_MPXS_CONNS', '']]), { id: 0 }),
		'parameters before the beginning': parameters,
		'a body before the beginning': record(type.stdin, Buffer.from('x')),
		'two beginnings': Buffer.concat([begin(), begin({ id: 2 }), parameters, record(type.stdin)]),
		'the role of a filter': Buffer.concat([begin({ role: 3 }), parameters, record(type.stdin)]),
		'the role of an authorizer': Buffer.concat([begin({ role: 2 }), parameters, record(type.stdin)]),
		'a request of number 0': Buffer.concat([begin({ id: 0 }), stream(type.params, pairs(parametersOf('/follow')), { id: 0 }), record(type.stdin, undefined, { id: 0 })]),
		"another request's parameters": Buffer.concat([begin(), stream(type.params, pairs(parametersOf('/follow')), { id: 7 }), record(type.stdin)]),
		'an abort after the parameters': Buffer.concat([begin(), parameters, record(type.abort)]),
		'an abort amid the parameters': Buffer.concat([begin(), record(type.params, pairs(parametersOf('/follow'))), record(type.abort)]),
		'a beginning of four bytes': record(type.begin, Buffer.from([0, 1, 0, 0])),
		'noise': Buffer.from(Array.from({ length: 4096 }, (_, i) => i * 167 + 13 & 0xff)),
		'noise with the right version': Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 8 === 0 ? 1 : i * 31 & 0xff)),
	}))
		test(`${name}: closed or answered with a refusal, and the site goes on`, async () => {
			const connection = connect().send(bytes);
			connection.socket.end();
			const answer = await connection.answer(40000);
			assert.ok(answer === null || answer.status >= 400 || ['a management record'].includes(name), String(answer?.status));
			assert.equal(await answers('/follow'), 200);
		});

	test('a thousand connections that say nothing do no harm', async () => {
		const silent = Array.from({ length: 1000 }, connect);
		await pause(200);
		const began = Date.now();
		assert.equal(await answers('/follow'), 200);
		assert.ok(Date.now() - began < soon, `answered in ${Date.now() - began} ms`);
		silent.forEach(connection => connection.close());
	});

	test('a peer that goes away before its answer does no harm', async () => {
		for (let i = 0; i < 50; i++)
			connect().send(wholeRequest('/')).socket.end().destroySoon();
		assert.equal(await answers('/follow'), 200);
	});
});

// Side by side: each takes as long as a request may.
describe('a peer that stalls', { concurrency: 3 }, () => {
	const half = Buffer.concat([begin(), record(type.params, pairs(parametersOf('/follow')))]);
	const stalled = (...parts) => new Connection().send(...parts);

	test('amid the parameters keeps nobody waiting, and is cut off', async () => {
		const connections = Array.from({ length: 8 }, () => stalled(half));
		await pause(100);
		for (let i = 0; i < 5; i++) {
			const began = Date.now();
			assert.equal(await answers('/follow'), 200);
			assert.ok(Date.now() - began < soon, `answered in ${Date.now() - began} ms`);
		}
		for (const connection of connections)
			assert.equal(await connection.answer(40000), null);
	});

	test('by a byte a second amid the parameters is cut off all the same', async () => {
		const connection = stalled(half);
		const trickle = setInterval(() => connection.send(Buffer.from([type.begin])), 1000);
		try {
			assert.equal(await connection.answer(40000), null);
		} finally {
			clearInterval(trickle);
		}
	});

	test('amid the body is cut off, and nothing is stored', async () => {
		const connection = stalled(begin(), stream(type.params, pairs(parametersOf('/follow', {
			REQUEST_METHOD: 'POST', CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: '100' }))), record(type.stdin, Buffer.from('code=')));
		const answer = await connection.answer(40000);
		assert.ok(answer === null || answer.status === 400);
	});
});
