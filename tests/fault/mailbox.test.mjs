// The mailbox of a demonstration: what it shows, and that nothing said to it takes it away.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pause, within } from '../client/site.mjs';

const freePort = () => new Promise(resolve => {
	const server = net.createServer().listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

let folder, sms, smtp, mailbox;

before(async () => {
	folder = mkdtempSync(join(process.env.YM_WORK ?? '/tmp', 'mailbox.'));
	[sms, smtp] = [await freePort(), await freePort()];
	mailbox = spawn(process.env.YM_YIMENG, ['mailbox', '--sms', String(sms), '--smtp', String(smtp), '--folder', folder,
		'--page', join(process.env.YM_TOP, 'view/messages/mailbox.html'), '--pid', join(folder, 'pid')], { stdio: ['ignore', 'ignore', 'inherit'] });
	for (let i = 0; i < 100 && !await say(smtp, '').catch(() => ''); i++)
		await pause(50);
});
after(() => {
	mailbox.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

const page = () => readFileSync(join(folder, 'index.html'), 'utf8');
const messages = () => readFileSync(join(folder, 'messages.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));

const post = (body, { method = 'POST', headers = {} } = {}) => new Promise((resolve, reject) => {
	const request = http.request({ port: sms, host: '127.0.0.1', path: '/sms', method, headers: { 'Content-Length': Buffer.byteLength(body), ...headers } },
		response => response.resume().on('end', () => resolve(response.statusCode)));
	request.on('error', reject).end(body);
});

// Everything at once, as no mail program would; resolves to all that was answered.
const say = (port, words, host = '127.0.0.1') => within(10000, 'the mailbox answers', new Promise((resolve, reject) => {
	let heard = '';
	const socket = net.connect(port, host, () => socket.end(words));
	socket.on('data', piece => { heard += piece; }).on('error', reject).on('close', () => resolve(heard));
}));

const letter = lines => ['EHLO here', 'MAIL FROM:<yimeng@example.org>', 'RCPT TO:<wang@example.org>', 'DATA', ...lines, '.', 'QUIT', ''].join('\r\n');

describe('the mailbox', () => {
	test('shows that it is empty', () => {
		assert.match(page(), /还没有短信或邮件/);
		assert.doesNotMatch(page(), /\$\{|<!--(sms|mail|none|end)-->/);
	});

	test('shows an SMS, with nothing in it that is markup', async () => {
		assert.equal(await post(JSON.stringify({ id: 'k1', to: '13800138000', text: '码 <b>"1" & \\2\n三' })), 200);
		assert.match(page(), /13800138000/);
		assert.match(page(), /码 &lt;b&gt;&quot;1&quot; &amp; \\2<br\/>三/);
		assert.deepEqual(messages().at(-1), { channel: 'sms', id: 'k1', to: '13800138000', subject: '', text: '码 <b>"1" & \\2\n三' });
	});

	test('takes a mail, its subject and its text decoded', async () => {
		const base64 = text => Buffer.from(text).toString('base64');
		const heard = await say(smtp, letter([`Subject: =?UTF-8?B?${base64('验')}?=`, ` =?UTF-8?B?${base64('证码')}?= 1`, 'Message-ID: <k2@example.org>',
			'Content-Transfer-Encoding: base64', '', base64('第一行\r\n<二>')]));
		assert.match(heard, /354 .*\r\n250 .*\r\n221 /);
		assert.deepEqual(messages().at(-1), { channel: 'mail', id: '<k2@example.org>', to: 'wang@example.org', subject: '验证码 1', text: '第一行\r\n<二>' });
		assert.match(page(), /验证码 1/);
		assert.match(page(), /&lt;二&gt;/);
	});

	test('takes a plain mail, its dots as they were', async () => {
		await say(smtp, letter(['Subject: plain', '', '..one dot', 'a . amid']));
		assert.equal(messages().at(-1).text, '.one dot\r\na . amid');
	});

	test('shows the newest first', () => {
		assert.ok(page().indexOf('plain') < page().indexOf('验证码 1'));
		assert.ok(page().indexOf('验证码 1') < page().indexOf('13800138000'));
	});

	test('refuses what is no message', async () => {
		const count = messages().length;
		for (const body of ['{}', '[]', 'null', '{"id":1,"to":"a","text":"b"}', '{"id":"a","to":"b","text":"c', '{"id":"a","to":"b","text":"\\ud800"}',
			'{"id":"a","to":"b","text":"\\u12"}', '"id"', '{"id"'])
			assert.equal(await post(body), 400, body);
		assert.equal(await post('', { method: 'GET' }), 405);
		assert.equal(await post(''), 411);
		assert.equal(await post('x', { headers: { 'Content-Length': 10000000 } }).catch(() => 413), 413);
		assert.match(await say(smtp, 'HELLO\r\nQUIT\r\n'), /500 /);
		await say(smtp, letter(['Subject: x']).replace('\r\n.\r\n', ''));
		await say(sms, Buffer.from([0, 1, 2, 255]));
		await say(smtp, 'x'.repeat(200000)).catch(() => '');
		assert.equal(messages().length, count);
	});

	test('is not kept busy by those who say nothing', async () => {
		const idle = Array.from({ length: 12 }, (_, i) => net.connect(i % 2 ? sms : smtp, '127.0.0.1'));
		await pause(100);
		assert.equal(await post('{"id":"k3","to":"1","text":"still here"}'), 200);
		for (const socket of idle)
			socket.destroy();
	});

	test('keeps two hundred on its page', async () => {
		for (let i = 0; i < 210; i++)
			assert.equal(await post(JSON.stringify({ id: `n${i}`, to: '1', text: `number ${i}.` })), 200);
		assert.equal(page().match(/<article/g).length, 200);
		assert.match(page(), /number 209\./);
		assert.doesNotMatch(page(), /number 9\./);
		assert.match(page(), /number 10\./);
	});

	test('is on 127.0.0.1 alone', async () => {
		await assert.rejects(say(sms, '', '127.0.0.2'), { code: 'ECONNREFUSED' });
		await assert.rejects(say(smtp, '', '127.0.0.2'), { code: 'ECONNREFUSED' });
	});

	test('ends when it is told to', async () => {
		assert.equal(Number(readFileSync(join(folder, 'pid'), 'utf8')), mailbox.pid);
		const ended = new Promise(resolve => mailbox.on('exit', resolve));
		mailbox.kill('SIGTERM');
		assert.equal(await within(5000, 'it ends', ended), 0);
	});
});
