// What was typed when the session had gone idle, or the code was wanted first, is there again afterwards.
import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { codeOf, grantRole, hire, passTime, signIn, signedIn } from '../client/staffing.mjs';

const at = path => site.admin + path;
const title = `留住的项目 & <b>“引号”</b> ${process.pid}`;
const story = '第一段，有 % 和 + 号。\n\n第二段。';
const typed = { title, story, summary: '还没写完', goal: '12345.60', starts: 'not a day' };
const kept = () => number('SELECT COUNT(*) FROM kept_form');
const campaigns = () => number('SELECT COUNT(*) FROM campaign');

const forget = () => query('DELETE FROM kept_form; DELETE FROM sign_in_delay');
before(forget);	// what other files' tests left
afterEach(forget);

// Type into the form of a new campaign, be away for 20 minutes, send it.
const interrupted = async (person = hire({ role: 'city' }), changes = typed) => {
	const browser = signedIn(person);
	const form = formOf((await browser.get(at('/campaigns/new'))).html, /campaigns\/new$/);
	passTime(person, 20);
	const answer = await browser.submit(form, changes);
	return { person, browser, answer };
};
const tokenOf = answer => /[?&]kept=([0-9a-f]{40})$/.exec(answer.headers.location)?.[1];

const assertAllThere = page => {
	const form = formOf(page, /campaigns\/new$/);
	assert.equal(form.get('title'), title);
	assert.equal(form.get('story'), story);
	assert.equal(form.get('goal'), '12345.60');
	assert.match(wordsOf(page), /登录中断前您填的内容都还在/);
};

describe('an idle session', () => {
	test('keeps the form: after signing in it is there, nothing was done with it', async () => {
		const before = campaigns();
		const { person, browser, answer } = await interrupted();
		assert.equal(answer.status, 303);
		assert.ok(tokenOf(answer));
		const [[account, path, body]] = query('SELECT account_id, path, HEX(body_sealed) FROM kept_form');
		assert.deepEqual([Number(account), path], [person.id, '/campaigns/new']);
		assert.ok(!Buffer.from(body, 'hex').toString('latin1').includes('12345'), 'sealed');

		const door = await browser.follow(answer);
		assert.match(wordsOf(door.html), /刚才填的内容已经保存/);
		const { answer: inside } = await signIn(person, {}, { browser, from: answer.headers.location });
		assert.equal(inside.headers.location, at(`/kept/${tokenOf(answer)}`));
		const shown = await browser.follow(inside);
		assert.equal(shown.status, 200);
		assertAllThere(shown.html);
		assert.ok(byId(shown.html, 'p', 'starts-error'));
		assert.equal(campaigns(), before);
		assert.equal(kept(), 0, 'wiped when used');
		assert.equal((await browser.follow(inside)).headers.location, at('/'), 'once');
	});

	test('and then it can be sent', async () => {
		const { person, browser, answer } = await interrupted(hire({ role: 'city' }), { ...typed, starts: '' });
		const charity = number('SELECT MIN(id) FROM charity');
		const { answer: inside } = await signIn(person, {}, { browser, from: answer.headers.location });
		const shown = await browser.follow(inside);
		const saved = await browser.submit(formOf(shown.html, /campaigns\/new$/), { charity_id: String(charity) });
		assert.equal(saved.status, 303, wordsOf(saved.html).slice(0, 400));
		const [[stored]] = query(`SELECT title FROM campaign WHERE id = ${/campaigns\/(\d+)/.exec(saved.headers.location)[1]}`);
		assert.equal(stored, title);
	});

	test("is not another person's to see", async () => {
		const { browser, answer } = await interrupted();
		const other = hire({ role: 'city' });
		const { answer: inside } = await signIn(other, {}, { browser, from: answer.headers.location });
		const shown = await browser.follow(inside);
		assert.equal(shown.headers.location, at('/'));
		assert.equal(kept(), 1, 'it waits for its own');
	});

	test('rights are judged again', async () => {
		const person = hire({ role: 'city' });
		const { browser, answer } = await interrupted(person);
		grantRole(person, 'audit');
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP() WHERE id = ${person.grant}`);
		const { answer: inside } = await signIn(person, {}, { browser, from: answer.headers.location });
		const shown = await browser.follow(inside);
		assert.equal(shown.status, 403);
		assert.ok(!shown.html.includes('12345.60'));
	});

	test("another site's form, and one without our token, are not kept", async () => {
		const person = hire({ role: 'city' });
		const browser = signedIn(person);
		const form = formOf((await browser.get(at('/campaigns/new'))).html, /campaigns\/new$/);
		passTime(person, 20);
		for (const [changes, headers] of [[{ ...typed, form_token: null }, {}], [{ ...typed, form_token: 'x' }, {}], [typed, { Origin: 'https://evil.example' }],
			[{ ...typed, unknown: 'x' }, {}]])
			assert.equal(tokenOf({ headers: { location: '', ...(await browser.submit(form, changes, headers)).headers } }), undefined);
		assert.equal(kept(), 0);
	});

	test('a password is not kept', async () => {
		const person = hire();
		const browser = signedIn(person);
		const form = formOf((await browser.get(at('/password'))).html, /password$/);
		passTime(person, 20);
		const answer = await browser.submit(form, { old: person.password, password: 'x', again: 'x' });
		assert.equal(answer.headers.location, at('/sign-in?next=%2Fpassword'));
		assert.equal(kept(), 0);
	});

	test('after a day it is gone', async () => {
		const { person, browser, answer } = await interrupted();
		query('UPDATE kept_form SET kept_at = kept_at - INTERVAL 25 HOUR');
		const { answer: inside } = await signIn(person, {}, { browser, from: answer.headers.location });
		assert.equal((await browser.follow(inside)).headers.location, at('/'));
	});

	for (const word of ['x', '0'.repeat(40), 'A'.repeat(40), '0'.repeat(41)])
		test(`a made-up name shows nothing: ${word.slice(0, 3)}… (${word.length})`, async () => {
			const answer = await signedIn(hire()).get(at(`/kept/${word}`));
			assert.ok(answer.status === 404 || answer.headers.location === at('/'));
		});
});

test('the code that is wanted first keeps the form, too', async () => {
	const person = hire({ role: 'city' });
	const browser = signedIn(person);
	const other = hire({ role: 'city' });
	query(`INSERT INTO campaign (charity_id, title, summary, story, goal_fen, drafted_by, submitted_at, updated_at)
		VALUES ((SELECT MIN(id) FROM charity), '待批准', '', '', 100, ${other.id}, UTC_TIMESTAMP(), UTC_TIMESTAMP())`);
	const id = number('SELECT MAX(id) FROM campaign');
	query(`INSERT INTO campaign_tally (campaign_id) VALUES (${id}); INSERT INTO campaign_revision (campaign_id, kind, submitted_at, submitted_by)
		VALUES (${id}, 'publication', UTC_TIMESTAMP(), ${other.id})`);
	const form = formOf((await browser.get(at(`/campaigns/${id}`))).html, /send-back$/);
	query(`UPDATE staff_session SET second_factor_at = UTC_TIMESTAMP() - INTERVAL 6 MINUTE WHERE account_id = ${person.id}`);
	const answer = await browser.submit(form, { reason: '缺少备案号，请补上' });
	assert.match(answer.headers.location, /second-factor\?kept=[0-9a-f]{40}$/);
	const page = await browser.follow(answer);
	assert.match(wordsOf(page.html), /刚才填的内容已经保存/);
	const on = await browser.submit(formOf(page.html, /second-factor$/), { code: codeOf(person.secret) });
	const shown = await browser.follow(on);
	assert.equal(shown.status, 200);
	assert.equal(formOf(shown.html, /send-back$/).get('reason'), '缺少备案号，请补上');
	assert.equal(query(`SELECT decided_at FROM campaign_revision WHERE campaign_id = ${id}`)[0][0], null, 'nothing was done yet');
	const done = await browser.submit(formOf(shown.html, /send-back$/));
	assert.equal(done.status, 303);
	assert.notEqual(query(`SELECT decided_at FROM campaign_revision WHERE campaign_id = ${id}`)[0][0], null);
});
