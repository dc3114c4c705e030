// One's own pledges by telephone, and a new telephone: what a stranger learns (nothing), what is refused, in which words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { number } from '../client/database.mjs';
import { byId, wordsOf } from '../client/html.mjs';
import { day, plantCampaign } from '../client/planting.mjs';
import { register } from '../client/pledging.mjs';
import { pause, site, soon } from '../client/site.mjs';

const mine = `${site.pledge}/mine`;
const telephone = () => `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
const visitor = () => new Browser({ headers: somebodyElse() });
const codes = () => number("SELECT COUNT(*) FROM telephone_code WHERE purpose = 'mine'");

const ask = async (browser, typed) => browser.submit(await browser.form(mine, /\/mine$/), { telephone: typed });
const enter = async (browser, code) => browser.submit(await browser.form(`${mine}/code`, /\/mine\/code$/), { code });

const sentTo = async to => {
	for (const until = Date.now() + soon; Date.now() < until; await pause(50)) {
		let lines = [];
		try {
			lines = readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').trim().split('\n').filter(Boolean).map(line => JSON.parse(line));
		} catch {
			// none yet
		}
		const last = lines.filter(message => message.to === to).at(-1);
		if (last)
			return last.text.match(/\d{6}/)[0];
	}
	throw new Error('no SMS came');
};

let campaign;
before(() => { campaign = plantCampaign({ ends: day(30) }).id; });
const giver = async () => {
	const to = telephone();
	const { code } = await register(campaign, { telephone: to }, visitor());
	return { to, code };
};

describe('a code to the telephone', () => {
	test('lists the pledges of that telephone, and only those, in this browser', async () => {
		const { to, code } = await giver();
		const other = await giver();
		const browser = visitor();
		assert.equal((await ask(browser, to)).headers.location, `${mine}/code`);
		assert.equal((await enter(browser, await sentTo(to))).headers.location, `${mine}/pledges`);
		const { html } = await browser.get(`${mine}/pledges`);
		assert.ok(html.includes(`/pledges/${code}`) && !html.includes(other.code));
		assert.ok(html.includes(`137****${to.slice(-4)}`) && !html.includes(to));
		assert.equal((await browser.get(`${site.pledge}/pledges/${code}`)).status, 200);
		assert.equal((await browser.get(`${site.pledge}/pledges/${other.code}`)).status, 403);
		assert.equal((await visitor().get(`${site.pledge}/pledges/${code}`)).status, 403);
	});

	test('is answered alike for a number that never pledged: same place, same words, no SMS', async () => {
		const [known, unknown] = [(await giver()).to, telephone()];
		const [one, two] = [visitor(), visitor()];
		const answers = [await ask(one, known), await ask(two, unknown)];
		assert.deepEqual(answers.map(({ status, headers }) => [status, headers.location]), [[303, `${mine}/code`], [303, `${mine}/code`]]);
		assert.equal(answers[0].setCookies.map(line => line.length).join(), answers[1].setCookies.map(line => line.length).join());
		const words = async browser => wordsOf((await browser.get(`${mine}/code`)).html).replace(/\d/g, '0');
		assert.equal(await words(one), await words(two));
		const wrong = await Promise.all([enter(one, '000000'), enter(two, '000000')]);
		assert.deepEqual(wrong.map(({ status }) => status), [422, 422]);
		await sentTo(known);
		assert.ok(!readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').includes(unknown));
	});

	test('works once', async () => {
		const { to } = await giver();
		const browser = visitor();
		await ask(browser, to);
		const code = await sentTo(to);
		const form = await browser.form(`${mine}/code`, /\/mine\/code$/);
		assert.equal((await browser.submit(form, { code })).status, 303);
		assert.equal((await enter(browser, code)).status, 422);
	});

	test('is of no use after five wrong ones', async () => {
		const { to } = await giver();
		const browser = visitor();
		await ask(browser, to);
		const code = await sentTo(to);
		const wrong = code === '111111' ? '222222' : '111111';
		for (let i = 0; i < 5; i++)
			assert.equal((await enter(browser, wrong)).status, 422);
		const last = await enter(browser, code);
		assert.equal(last.status, 422);
		assert.match(wordsOf(last.html), /验证码不对/);
	});

	test('comes at most once a minute to one number: the second says when', async () => {
		const { to } = await giver();
		await ask(visitor(), to);
		const before = codes();
		const answer = await ask(visitor(), to);
		assert.equal(answer.status, 429);
		assert.ok(Number(answer.headers['retry-after']) > 0 && Number(answer.headers['retry-after']) <= 60);
		assert.match(wordsOf(answer.html), /请过1分钟再试/);
		assert.equal(codes(), before);
	});

	for (const [typed, words] of [['', /请填写手机号/], ['123', /不像电话号码/], ['１３８００００００００x', /不像电话号码/], ["138'; DROP", /不像电话号码/], ['9'.repeat(300), /太长|不像/]])
		test(`to ${JSON.stringify(typed).slice(0, 20)} is not sent: the field says why`, async () => {
			const before = codes();
			const answer = await ask(visitor(), typed);
			assert.equal(answer.status, 422);
			assert.match(wordsOf(byId(answer.html, 'p', 'telephone-error').inner), words);
			assert.equal(codes(), before);
		});

	test('cannot be typed where none was asked for, nor the list be seen', async () => {
		const browser = visitor();
		assert.equal((await browser.get(`${mine}/code`)).headers.location, mine);
		assert.equal((await browser.get(`${mine}/pledges`)).headers.location, mine);
	});

	test('kept by one browser is of no use to another', async () => {
		const { to } = await giver();
		const [browser, thief] = [visitor(), visitor()];
		await ask(browser, to);
		await enter(browser, await sentTo(to));
		await thief.get(mine);
		for (const [name, kept] of browser.cookies)
			if (/-proved$/.test(name))
				thief.cookies.set(name, kept);
		assert.equal((await thief.get(`${mine}/pledges`)).headers.location, mine);
	});
});

describe('a new telephone', () => {
	test('is asked for once, by who made the pledge', async () => {
		const { code, browser } = await register(campaign, { telephone: telephone() }, visitor());
		const path = `${site.pledge}/pledges/${code}/telephone`;
		assert.equal((await visitor().get(path)).status, 403);
		const form = await browser.form(path, /telephone$/);
		assert.equal((await browser.submit(form, { telephone: 'x' })).status, 422);
		assert.equal((await browser.submit(form, { telephone: telephone() })).status, 303);
		assert.equal((await browser.submit(form, { telephone: telephone() })).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM telephone_change t JOIN pledge p ON p.id = t.pledge_id WHERE p.code = '${code}'`), 1);
		assert.match(wordsOf((await browser.get(path)).html), /等待工作人员核实/);
	});
});
