// Without its database the site says so at once, loses nothing, and recovers by itself.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { Browser, fresh, request } from '../client/browser.mjs';
import { pledgesOf } from '../client/database.mjs';
import { wordsOf } from '../client/html.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { campaignPath, codeOf, openForm, pledgePath, register, send } from '../client/pledging.mjs';
import { pause, site, soon } from '../client/site.mjs';

const part = (...words) => execFileSync(`${process.env.YM_TOP}/quickstart.d/site`, words, { stdio: 'inherit' });

describe('while the database is away', () => {
	let campaign, opened, made;

	before(async () => {
		campaign = plantCampaign();
		opened = await openForm(campaign.id);
		made = await register(campaign.id);
		part('stop', site.folder, 'database');
	});
	after(() => { part('start', site.folder, 'database'); });

	const saysSo = async answers => {
		const started = Date.now();
		const answer = await answers();
		assert.ok(Date.now() - started < soon, `answered in ${Date.now() - started} ms`);
		assert.equal(answer.status, 503);
		assert.match(answer.headers['retry-after'], /^[1-9][0-9]*$/);
		assert.equal(answer.headers['cache-control'], 'no-store');
		assert.match(wordsOf(answer.html), /现在有点忙/);
		return answer;
	};

	test('the list, a campaign and a pledge say so at once', async () => {
		await saysSo(() => request('GET', fresh(`${site.pledge}/`)));
		await saysSo(() => request('GET', fresh(campaignPath(campaign.id))));
		await saysSo(() => made.browser.get(pledgePath(made.code)));
	});

	test("the families' first page says so in their own words", async () => {
		const { html } = await saysSo(() => request('GET', fresh(`${site.match}/`)));
		assert.match(wordsOf(html), /回结对首页/);
	});

	test("the aid program's first page says so in its own words", async () => {
		const { html } = await saysSo(() => request('GET', fresh(`${site.aid}/`)));
		assert.match(wordsOf(html), /回资助首页/);
	});

	test('many at once are told as quickly', async () => {
		await Promise.all(Array.from({ length: 50 }, () => saysSo(() => request('GET', fresh(`${site.pledge}/`)))));
	});

	test('a form is refused, not lost: sent again later it makes its one pledge', async () => {
		await saysSo(() => send(opened));
	});

	for (const name of ['totals', 'gifts'])
		test(`the fragment of ${name} is empty, so that the page around it stays whole`, async () => {
			const answer = await request('GET', fresh(`${site.pledge}/fragments/${name}`));
			assert.equal(answer.status, 503);
			assert.equal(answer.headers['cache-control'], 'no-store');
			assert.equal(answer.html, '');
		});

	test("the portal's own page is shown without the numbers", async () => {
		await pause(1100);
		const answer = await request('GET', `${site.base}/`);
		assert.equal(answer.status, 200);
		assert.equal(answer.html.match(/<\/html>/g).length, 1, 'no page within the page');
	});

	test('when it is back, everything goes on', async () => {
		part('start', site.folder, 'database');
		await pause(250);
		const before = pledgesOf(campaign.id);
		const answer = await send(opened);
		assert.equal(answer.status, 303, 'the form that was refused is taken');
		assert.equal(pledgesOf(campaign.id), before + 1);
		assert.equal((await opened.browser.get(pledgePath(codeOf(answer)))).status, 200);
		assert.equal((await new Browser().get(fresh(`${site.pledge}/`))).status, 200);
	});
});
