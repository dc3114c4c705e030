// Writers of the audit trail and the database are killed amid it: what is left is one whole chain, each batch in it whole or not at all, and
// none that was answered is missing.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { literal, number } from '../client/database.mjs';
import { database, startSite, stopSite } from '../client/private_site.mjs';
import { pause, site } from '../client/site.mjs';

const build = process.env.YM_BUILD;
const batch = 3000;

before(async () => {
	execFileSync('make', ['-C', build, '--silent', 'tests/client/write_events'], { stdio: ['ignore', 'ignore', 'inherit'] });
	await startSite('program');
});
after(stopSite);

const write = actor => {
	const child = spawn(join(build, 'tests/client/write_events'), [site.settings, actor, 'unit_move', 'unit:7', '2026-06-15', String(batch)],
		{ stdio: 'ignore' });
	return { actor, child, ended: new Promise(resolve => child.on('exit', code => resolve(code))) };
};

const assertWhole = () => assert.match(execFileSync(site.yimeng, ['audit', 'verify', site.settings], { encoding: 'utf8' }), /^holds/);
const eventsOf = actor => number(`SELECT COUNT(*) FROM audit_event WHERE actor = ${literal(actor)}`);

const assertAllOrNothing = async writers => {
	let answered = 0;
	for (const { actor, ended } of writers) {
		const code = await ended;
		const events = eventsOf(actor);
		assert.ok(events === 0 || events === batch, `${events} of ${batch}`);
		if (code === 0) {
			assert.equal(events, batch, 'answered, and there');
			answered++;
		}
	}
	return answered;
};

describe('the audit trail is one whole chain', () => {
	test('when writers are killed', async () => {
		const writers = [];
		for (let i = 0; i < 24; i++) {
			writers.push(write(`k${i}.${randomInt(1e6)}`));
			const { child } = writers.at(-1);
			if (i % 3 !== 0)
				setTimeout(() => child.kill('SIGKILL'), randomInt(10, 300));
			await pause(randomInt(0, 60));
		}
		assert.ok(await assertAllOrNothing(writers) > 0, 'some came through');
		assertWhole();
	});
	test('when the database is killed, and when it is back', async () => {
		for (let round = 0; round < 3; round++) {
			const writers = Array.from({ length: 4 }, (_, i) => write(`d${round}.${i}.${randomInt(1e6)}`));
			await pause(randomInt(30, 400));
			await database.kill();
			await Promise.all(writers.map(writer => writer.ended));
			await database.start();
			await assertAllOrNothing(writers);
			assertWhole();
		}
		const last = write(`last.${randomInt(1e6)}`);
		assert.equal(await last.ended, 0);
		assert.equal(eventsOf(last.actor), batch);
		assertWhole();
	});
});
