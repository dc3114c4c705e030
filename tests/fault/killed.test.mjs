// The database or a program is killed amid a run of pledges: what was answered 303 is there afterwards, each once, and
// who got no answer sends the same form again.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Browser } from '../client/browser.mjs';
import { number, query } from '../client/database.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { codeOf, openForm, send } from '../client/pledging.mjs';
import { check, database, programs, startSite, stopSite, untilAnswers } from '../client/private_site.mjs';
import { pause } from '../client/site.mjs';

before(() => startSite());
after(stopSite);
afterEach(database.start);

const givers = 12;
const formsEach = 25;

// `givers` at once, each with forms opened before, one after the other; `strike` while they are at it.
const run = async strike => {
	const campaign = plantCampaign().id;
	const forms = [];
	for (let i = 0; i < givers; i++) {
		const first = await openForm(campaign);
		forms.push([first, ...await Promise.all(Array.from({ length: formsEach - 1 }, () => openForm(campaign, first.browser)))]);
	}
	const promised = new Map();
	const unanswered = [];
	let answered = 0;
	const give = async own => {
		for (const form of own) {
			const answer = await send(form).catch(() => undefined);
			answered++;
			if (answer?.status === 303)
				promised.set(form, codeOf(answer));
			else
				unanswered.push(form);
		}
	};
	const all = Promise.all(forms.map(give));
	while (answered < givers * formsEach / 4)
		await pause(2);
	await strike();
	await all;
	return { campaign, promised, unanswered };
};

const codesOf = campaign => query(`SELECT code FROM pledge WHERE campaign_id = ${campaign}`).map(([code]) => code);

const assertKept = ({ campaign, promised }) => {
	const stored = new Set(codesOf(campaign));
	for (const code of promised.values())
		assert.ok(stored.has(code), `${code} was answered and is there`);
	assert.equal(new Set(promised.values()).size, promised.size, 'each form its own code');
};

// Everybody without an answer sends the same form again: then all forms made one pledge each.
const assertFinished = async ({ campaign, promised, unanswered }) => {
	for (const form of unanswered) {
		const answer = await send(form);
		assert.equal(answer.status, 303);
		promised.set(form, codeOf(answer));
	}
	assert.equal(promised.size, givers * formsEach);
	assert.deepEqual(codesOf(campaign).sort(), [...promised.values()].sort(), 'one pledge a form, and no other');
	assert.equal(number(`SELECT pledged_fen FROM campaign_tally WHERE campaign_id = ${campaign}`), givers * formsEach * 10000);
	assert.doesNotMatch(check(), /BROKEN/);
};

describe('pledges', () => {
	for (let round = 1; round <= 3; round++)
		test(`survive kill -9 of the database, round ${round}`, async () => {
			const ran = await run(async () => {
				await database.kill();
				await pause(200);
				await database.start();
			});
			await untilAnswers('/');
			assert.ok(ran.unanswered.length > 0, 'it struck amid the run');
			assertKept(ran);
			await assertFinished(ran);
		});

	test('survive kill -9 of every program process in turn', async () => {
		const ran = await run(async () => {
			for (const pid of programs.pids()) {
				await programs.kill(pid);
				await pause(100);
			}
		});
		await programs.all();
		await untilAnswers('/');
		assertKept(ran);
		await assertFinished(ran);
	});

	test('survive a restart of the programs without one of them losing its request', async () => {
		const ran = await run(() => programs.restart());
		assert.equal(ran.unanswered.length, 0, 'the request in hand is finished, the next one goes to another process');
		await programs.all();
		await untilAnswers('/');
		assertKept(ran);
		await assertFinished(ran);
	});

	test('survive an orderly restart of the database', async () => {
		const ran = await run(async () => {
			database.stop();
			await database.start();
		});
		await untilAnswers('/');
		assertKept(ran);
		await assertFinished(ran);
	});
});

describe('a program process', () => {
	test('that was killed is started again, and the site answers all the while', async () => {
		const [victim] = programs.pids();
		await programs.kill(victim);
		const answers = [];
		for (let i = 0; i < 20; i++)
			answers.push((await new Browser().get('/yimeng/pledge/follow')).status);
		await programs.all();
		assert.ok(!programs.pids().includes(victim));
		assert.ok(answers.filter(status => status === 200).length >= 19, answers.join(' '));
	});
});
