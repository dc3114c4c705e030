// The database goes away and comes back: a plain refusal meanwhile, and nobody needs to restart anything.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Browser, fresh, request } from '../client/browser.mjs';
import { pledgesOf } from '../client/database.mjs';
import { wordsOf } from '../client/html.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { campaignPath, codeOf, openForm, pledgePath, register, send } from '../client/pledging.mjs';
import { check, database, programs, startSite, stopSite, untilAnswers } from '../client/private_site.mjs';
import { site, soon } from '../client/site.mjs';

before(() => startSite());
after(stopSite);
afterEach(database.start);

const timed = async (run, milliseconds) => {
	const began = Date.now();
	const answer = await run();
	const took = Date.now() - began;
	assert.ok(took <= milliseconds, `answered in ${took} ms`);
	return answer;
};

const assertBusy = (answer, what) => {
	assert.equal(answer.status, 503, what);
	assert.match(answer.headers['retry-after'] ?? '', /^[1-9]\d*$/, what);
	assert.equal(answer.headers['cache-control'], 'no-store', what);
	assert.match(wordsOf(answer.html), /现在有点忙/, what);
	assert.match(wordsOf(answer.html), /不会重复登记/, what);
};

let campaign, opened, made;
beforeEach(async () => {
	await untilAnswers('/');
	campaign = plantCampaign();
	opened = await openForm(campaign.id);
	made = await register(campaign.id);
});

describe('with the database stopped', () => {
	test('every page and form is 503 at once, and all is well when it returns', async () => {
		database.stop();
		for (const path of ['/', '/campaigns.xml', '/campaigns.json', '/campaigns.rss'])
			assertBusy(await timed(() => request('GET', fresh(site.pledge + path)), soon), path);
		assertBusy(await timed(() => request('GET', fresh(campaignPath(campaign.id))), soon), 'campaign');
		assertBusy(await timed(() => opened.browser.get(opened.form.action), soon), 'form');
		assertBusy(await timed(() => made.browser.get(pledgePath(made.code)), soon), 'pledge');
		assertBusy(await timed(() => send(opened), soon), 'pledging');
		await database.start();
		assert.equal((await timed(() => request('GET', fresh(`${site.pledge}/`)), soon)).status, 200);
		const again = await timed(() => send(opened), soon);
		assert.equal(again.status, 303, 'the same form is taken now');
		assert.equal((await made.browser.get(pledgePath(made.code))).status, 200);
	});

	test('a fragment adds no page of refusal to the page around it', async () => {
		database.stop();
		for (const name of ['totals', 'gifts']) {
			const answer = await timed(() => request('GET', fresh(`${site.pledge}/fragments/${name}`)), soon);
			assert.equal(answer.status, 503);
			assert.doesNotMatch(answer.html, /<html|<body|[^\0-\x7f]/);
		}
		const portal = await timed(() => request('GET', `${site.base}/`), soon);
		assert.equal(portal.status, 200, "the portal's own page is there");
		assert.doesNotMatch(wordsOf(portal.html), /现在有点忙|anerroroccurred/);
	});

	test('fifty at once are told so as soon', async () => {
		database.stop();
		const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => timed(() =>
			i % 2 ? request('GET', fresh(`${site.pledge}/`)) : send(opened), soon)));
		assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]));
		await database.start();
		const back = await Promise.all(Array.from({ length: 50 }, () => request('GET', fresh(`${site.pledge}/`))));
		assert.deepEqual(new Set(back.map(({ status }) => status)), new Set([200]));
	});

	test('a program that starts meanwhile serves, and finds the database later', async () => {
		database.stop();
		await programs.restart();
		await programs.all();
		assertBusy(await timed(() => request('GET', fresh(`${site.pledge}/`)), soon), 'started without');
		await database.start();
		assert.equal((await request('GET', fresh(`${site.pledge}/`))).status, 200);
	});

	test('what is refused without it is still refused as ever', async () => {
		database.stop();
		try {
			assert.equal((await request('GET', `${site.pledge}/nowhere`)).status, 404);
			assert.equal((await new Browser().post(`${site.pledge}/`, '')).status, 405);
			assert.equal((await new Browser().post(`${site.pledge}/follow`, 'code=a&code=b')).status, 400);
		} finally {
			await database.start();
		}
	});
});

describe('with the database restarted', () => {
	test('behind idle connections nobody notices', async () => {
		await Promise.all(Array.from({ length: 40 }, () => request('GET', fresh(`${site.pledge}/`))));
		database.stop();
		await database.start();
		const answers = await Promise.all(Array.from({ length: 40 }, () => request('GET', fresh(`${site.pledge}/`))));
		assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
		assert.equal((await send(opened)).status, 303);
	});
});

describe('with the database frozen', () => {
	test('a request ends with 503 in time, and the form that was sent makes one pledge later', async () => {
		const before = pledgesOf(campaign.id);
		database.freeze();
		let frozen;
		try {
			frozen = await Promise.all([timed(() => request('GET', fresh(`${site.pledge}/`)), 14000), timed(() => send(opened), 14000)]);
		} finally {
			database.thaw();
		}
		frozen.forEach(answer => assertBusy(answer, 'frozen'));
		await untilAnswers('/');
		const again = await send(opened);
		assert.equal(again.status, 303);
		assert.ok(codeOf(again));
		assert.equal(pledgesOf(campaign.id), before + 1);
	});
});

test('after all of it every invariant holds', () => assert.doesNotMatch(check(), /BROKEN/));
