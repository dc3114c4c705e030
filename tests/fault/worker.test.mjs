// The worker is killed, ended, and left without its database, while it hands messages over and works on a job: no message goes out
// twice, and no row is done twice.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { database, startSite, stopSite } from '../client/private_site.mjs';
import { pause, site, within } from '../client/site.mjs';

// A gateway whose answers a test decides: a status; 'hang': none; 'break': the connection ends without one.
const gateway = {
	heard: [],		// { id, to, outcome }
	decide: () => 200,
	async start() {
		this.server = http.createServer((request, response) => {
			let body = '';
			request.on('data', piece => { body += piece; });
			request.on('end', () => this.answer(JSON.parse(body), request, response));
		});
		await new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${this.server.address().port}/sms`;
	},
	answer({ id, to }, request, response) {
		const outcome = this.decide(id);
		this.heard.push({ id, to, outcome });
		if (outcome === 'break')
			request.socket.destroy();
		else if (outcome !== 'hang')
			response.writeHead(outcome, { Connection: 'close' }).end();
	},
	stop() {
		this.server.closeAllConnections();
		this.server.close();
	},
	of(id) { return this.heard.filter(one => one.id === id).map(one => one.outcome); },
};

let settings;
const workers = new Set();

const startWorker = (...words) => {
	const child = spawn(site.yimeng, ['worker', ...words, settings], { stdio: ['ignore', 'ignore', 'pipe'] });
	const worker = { child, log: '', ended: new Promise(resolve => child.on('exit', (status, signal) => resolve(status ?? signal))) };
	child.stderr.on('data', piece => { worker.log += piece; });
	workers.add(worker);
	worker.ended.then(() => workers.delete(worker));
	return worker;
};

const end = (worker, signal) => {
	worker.child.kill(signal);
	return within(15000, 'the worker ends', worker.ended);
};

const until = async (what, holds, milliseconds = 20000) => {
	const late = Date.now() + milliseconds;
	while (!holds()) {
		if (Date.now() > late)
			throw new Error(`not within ${milliseconds} ms: ${what}`);
		await pause(30);
	}
};

const put = (count, to = 13800000000) =>
	execFileSync(join(process.env.YM_BUILD, 'tests/client/put_messages'), [settings, String(to), String(count)]);

const states = () => Object.fromEntries(query('SELECT state, COUNT(*) FROM outbox GROUP BY state').map(([state, n]) => [state, Number(n)]));

// What would take a minute, or ten seconds and more.
const letTimePass = () => query(`UPDATE outbox SET not_before = queued_at WHERE state = 'waiting';
	UPDATE outbox SET sending_since = sending_since - INTERVAL 61 SECOND WHERE state = 'sending';
	UPDATE job SET not_before = queued_at WHERE state = 'waiting';
	UPDATE job SET heartbeat_at = heartbeat_at - INTERVAL 31 SECOND WHERE state = 'running'`);

before(async () => {
	await startSite();
	execFileSync(join(process.env.YM_TOP, 'quickstart.d/site'), ['stop', site.folder, 'worker']);
	await gateway.start();
	settings = join(site.folder, 'worker.conf');
	const texts = join(site.folder, 'messages');
	cpSync(join(process.env.YM_TOP, 'view/messages'), texts, { recursive: true });
	for (const language of ['zh', 'en'])
		writeFileSync(join(texts, `code.mail.${language}.txt`), '验证码 ${code}\n\n${minutes} 分钟内有效。\n');
	writeFileSync(settings, readFileSync(site.settings, 'utf8').replace(/^gateway_url =.*/m, `gateway_url = ${gateway.url}`)
		.replace(/^messages_dir =.*/m, `messages_dir = ${texts}`), { mode: 0o600 });
});
after(() => {
	gateway.stop();
	stopSite();
});
beforeEach(() => {
	gateway.heard = [];
	gateway.decide = () => 200;
	query('DELETE FROM outbox');
});
afterEach(async () => {
	for (const worker of workers)
		await end(worker, 'SIGKILL');
});

describe('messages', () => {
	test('go out once each, and the log names no number', async () => {
		put(20);
		const worker = startWorker();
		await until('all are sent', () => states().sent === 20);
		assert.equal(new Set(gateway.heard.map(({ to }) => to)).size, 20);
		assert.equal(gateway.heard.length, 20);
		assert.equal(await end(worker, 'SIGTERM'), 0);
		assert.doesNotMatch(worker.log, /138/);
	});

	test('by mail reach a mail server', async () => {
		put(3, 'wang@example.org');
		startWorker();
		await until('all are sent', () => states().sent === 3);
		const letters = readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line))
			.filter(({ channel }) => channel === 'mail');
		assert.equal(new Set(letters.map(({ id }) => id)).size, 3);
		for (const { to, subject, text } of letters)
			assert.deepEqual([to, subject, text], ['wang@example.org', '验证码 246810', '10 分钟内有效。']);
	});

	test('that the gateway had no time for are tried again later', async () => {
		const refused = new Set();
		gateway.decide = id => refused.has(id) ? 200 : refused.add(id) && 503;
		put(5);
		startWorker();
		await until('all were refused once', () => gateway.heard.length === 5 && states().waiting === 5);
		assert.equal(number("SELECT COUNT(*) FROM outbox WHERE failure = 'status 503' AND not_before > queued_at + INTERVAL 9 SECOND"), 5);
		letTimePass();
		await until('all are sent', () => states().sent === 5);
		assert.equal(gateway.heard.length, 10);
	});

	test('are unknown when the worker was killed amid handing them over', async () => {
		gateway.decide = () => 'hang';
		put(1);
		const worker = startWorker();
		await until('it is handed over', () => gateway.heard.length === 1);
		await end(worker, 'SIGKILL');
		assert.deepEqual(states(), { sending: 1 });
		gateway.decide = () => 200;
		startWorker();
		await pause(1500);
		assert.deepEqual(states(), { sending: 1 }, 'for a minute its worker may be alive');
		letTimePass();
		await until('it is unknown', () => states().unknown === 1);
		await pause(1000);
		assert.equal(gateway.heard.length, 1);
	});

	test('go out at most once through kill -9, refusals and broken connections', async () => {
		const count = 120;
		gateway.decide = () => [200, 200, 503, 'break'][Math.floor(Math.random() * 4)];
		put(count);
		for (let round = 0; round < 25; round++) {
			const two = [startWorker(), startWorker()];
			await pause(60 + Math.random() * 120);
			await Promise.all(two.map(worker => end(worker, 'SIGKILL')));
			letTimePass();
		}
		startWorker();
		await until('nothing is left to do', () => {
			letTimePass();
			const { waiting = 0, sending = 0 } = states();
			return waiting + sending === 0;
		}, 60000);
		for (const [id, state] of query('SELECT message_key, state FROM outbox')) {
			const outcomes = gateway.of(id);
			assert.ok(outcomes.slice(0, -1).every(outcome => outcome === 503), `${id}: ${outcomes}`);
			if (state === 'sent')
				assert.equal(outcomes.at(-1), 200);
			if (outcomes.at(-1) === 'break')
				assert.equal(state, 'unknown');
		}
		assert.ok(states().sent > count / 4, JSON.stringify(states()));
	});

	test('in hand is finished when the worker is told to end', async () => {
		gateway.decide = () => 'hang';
		put(1);
		const worker = startWorker();
		await until('it is handed over', () => gateway.heard.length === 1);
		worker.child.kill('SIGTERM');
		await pause(300);
		assert.ok(workers.has(worker), 'it waits for the answer');
		gateway.server.closeAllConnections();
		assert.equal(await within(15000, 'the worker ends', worker.ended), 0);
		assert.deepEqual(states(), { unknown: 1 });
	});
});

describe('the worker', () => {
	test('goes on when its database was killed and is back', async () => {
		const worker = startWorker();
		put(1);
		await until('the first is sent', () => states().sent === 1);
		await database.kill();
		await pause(1500);
		await database.start();
		put(1, 13900000000);
		await until('the second is sent', () => states().sent === 2);
		assert.ok(workers.has(worker), 'the same process');
		assert.match(worker.log, /outbox: database/);
		assert.match(worker.log, /outbox: goes on/);
	});

	test('begins while the database is away', async () => {
		await database.kill();
		const worker = startWorker();
		await pause(1000);
		await database.start();
		put(1);
		await until('it is sent', () => states().sent === 1);
		assert.equal(await end(worker, 'SIGTERM'), 0);
	});

	test('does what is due once, and ends', async () => {
		put(3);
		assert.equal(await within(15000, 'it ends', startWorker('--once').ended), 0);
		assert.deepEqual(states(), { sent: 3 });
	});

	test('finds nothing wrong with its messages, statements and rights', () => {
		assert.match(execFileSync(site.yimeng, ['worker', settings, '--check'], { encoding: 'utf8' }), /worker: 0 wrong\n$/);
	});
});

describe('a job', () => {
	const job = (...words) => execFileSync(site.yimeng, ['job', ...words, settings], { encoding: 'utf8' });
	const newJob = kind => {
		query(`INSERT INTO job (kind, queued_at, not_before) VALUES ('${kind}', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);
		return number('SELECT MAX(id) FROM job');
	};

	test('that waits is cancelled from the command line, once', () => {
		const id = newJob('key_rotate');
		job('cancel', String(id));
		assert.match(job('show', String(id)), new RegExp(`^ *${id} +cancelled +key_rotate`));
		assert.throws(() => job('cancel', String(id)), ({ status, stderr }) => status === 1 && /has ended already/.test(stderr));
		assert.throws(() => job('show', '999999'), ({ status, stderr }) => status === 1 && /no job 999999/.test(stderr));
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE action = 'job_cancel' AND subject = 'job:${id}'`), 1);
	});

	test('that fails says why, in the list, to who follows it and in the log', async () => {
		const id = newJob('no_such_kind');
		const worker = startWorker();
		assert.match(job('follow', String(id)), /failed +no_such_kind .*unknown_kind\n$/);
		assert.match(job('list'), new RegExp(`^ *${id} +failed`, 'm'));
		await end(worker, 'SIGTERM');
		assert.match(worker.log, new RegExp(`job ${id} no_such_kind: failed at 0 of 0`));
	});
});
