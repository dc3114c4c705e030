// What is a child entitled to: one question after another, answers in bodies only, nothing kept.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { elements, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';

const typed = { 'Content-Type': 'application/x-www-form-urlencoded' };
const body = facts => new URLSearchParams(facts).toString();
const post = (facts, path = '/calculator', headers = {}) => request('POST', `${site.aid}${path}`, { body: body(facts), headers: { ...typed, ...headers } });
const begin = (headers = {}) => request('GET', `${site.aid}/calculator`, { headers });
const question = html => elements(html, 'button').map(({ attributes }) => attributes.name).find(name => name) ?? null;
const carried = html => elements(html, 'input').filter(({ attributes }) => attributes.type === 'hidden').map(({ attributes }) => attributes.name);

// A junior high boarder of a family on the poverty register.
const boarder = { stage: 'junior', grade: '1', age: '13', school_place: 'city', school_kind: 'public', on_roll: 'yes', household_place: 'city', rural: 'yes',
	boarding: 'yes', registered_poor: 'yes', minimum_living: 'no', extreme_poverty: 'no', orphan: 'no', disabled: 'no', parent_disabled: 'no',
	martyr_child: 'no', other_hardship: 'no' };

describe('the calculator', () => {
	test('begins with one question, and keeps nothing of whoever asks', async () => {
		const { status, html, headers, setCookies } = await begin();
		assert.equal(status, 200);
		assert.equal(question(html), 'stage');
		assert.deepEqual(setCookies, []);
		assert.equal(headers['cache-control'], 'no-store');
		assert.match(wordsOf(html), /不知道/);
	});

	test('asks until it knows, each question once, and never needs a cookie', async () => {
		const asked = [];
		let facts = {};
		let answer = await begin();
		for (let name = question(answer.html); name; name = question(answer.html)) {
			assert.ok(!asked.includes(name), `${name} is asked again`);
			asked.push(name);
			facts = { ...facts, [name]: boarder[name] ?? 'unknown' };
			answer = await post(facts);
			assert.equal(answer.status, 200);
			assert.deepEqual(answer.setCookies, []);
			assert.equal(answer.headers['cache-control'], 'no-store');
			assert.ok(asked.length < 23);
		}
		assert.match(wordsOf(answer.html), /算好了/);
		assert.match(wordsOf(answer.html), /1,250/);
		assert.ok(asked.length > 3 && asked.length < 18, asked.join(' '));
	});

	test('asks nothing more that could not change an answer', async () => {
		const { html } = await post({ ...boarder });
		assert.equal(question(html), null);
	});

	test('never takes "I do not know" for a no, and never asks it again', async () => {
		const { html } = await post({ ...boarder, registered_poor: 'unknown', boarding: 'unknown' });
		assert.equal(question(html), null);
		assert.match(wordsOf(html), /问清楚下面的事/);
		assert.match(wordsOf(html), /住校/);
	});

	test('says why not in the words of the rule', async () => {
		const { html } = await post({ ...boarder });
		const reasons = query("SELECT c.reason FROM aid_clause c JOIN aid_rule_version v ON v.id = c.version_id JOIN programme p ON p.id = v.programme_id "
			+ "WHERE p.code = 'kindergarten_subsidy' AND c.field = 'stage' AND c.tier = 0")[0];
		assert.ok(wordsOf(html).includes(reasons[0].replace(/\s/g, '')), reasons[0]);
	});

	test("does not promise one county's aid to the whole city", async () => {
		const { html } = await post({ ...boarder });
		const [[title, county]] = query("SELECT p.title, d.name FROM programme p JOIN division d ON d.code = p.county_code WHERE p.code = 'feixian_boarders'");
		const shown = elements(html, 'li').filter(({ attributes, inner }) => /ym-result/.test(attributes.class ?? '') && inner.includes(title));
		assert.equal(shown.length, 1);
		assert.doesNotMatch(shown[0].attributes.class, /ym-result-yes/);
		assert.ok(wordsOf(html).includes(`只给在${county}上学的孩子`));
	});

	test('one answer changed changes the result', async () => {
		assert.match(wordsOf((await post(boarder)).html), /1,250/);
		const { html } = await post({ ...boarder, stage: 'primary' });
		assert.doesNotMatch(wordsOf(html), /1,250/);
		assert.match(wordsOf(html), /1,000/);
	});

	test('an answer that is emptied is asked again', async () => {
		const { html } = await post({ ...boarder, stage: '' });
		assert.equal(question(html), 'stage');
		assert.ok(!carried(html).includes('stage'));
	});

	test('takes a day of birth for an age', async () => {
		const { status, html } = await post({ birth: '2012-03-01' });
		assert.equal(status, 200);
		assert.ok(carried(html).includes('age'));
	});

	test('gives a sheet to print with answers and results', async () => {
		const { status, html, headers } = await post(boarder, '/calculator/sheet');
		assert.equal(status, 200);
		assert.equal(headers['cache-control'], 'no-store');
		assert.match(wordsOf(html), /资助计算单/);
		assert.match(wordsOf(html), /建档立卡/);
		assert.match(wordsOf(html), /1,250/);
		assert.equal((await request('GET', `${site.aid}/calculator/sheet`)).headers.location, `${site.aid}/calculator`);
	});

	test('speaks English', async () => {
		const { html } = await post(boarder, '/calculator', { 'Accept-Language': 'en' });
		assert.match(wordsOf(html), /canbehad/);
		assert.doesNotMatch(html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/<[^>]*lang="zh-CN"[^>]*>[^<]*/g, ''), /[一-鿿]/);
	});
});

describe('what the calculator refuses', () => {
	const wrong = [
		['a stage there is not', { stage: 'college' }, 422, 'stage', /没有这个答案/],
		['a grade out of range', { grade: '10' }, 422, 'grade', /没有这个答案/],
		['an age out of range', { age: '61' }, 422, 'age', /0到60/],
		['words for a number', { age: 'eight' }, 422, 'age', /0到60/],
		['a tuition with a fraction of a fen', { tuition: '1.001' }, 422, 'tuition', /100000/],
		['a birth in the future', { birth: '2999-01-01' }, 422, 'age', /今天以后/],
		['a birth long ago', { birth: '1900-01-01' }, 422, 'age', /太早/],
		['a day that is none', { birth: '2012-02-30' }, 422, 'age', /0到60/],
	];
	for (const [what, facts, status, field, words] of wrong)
		test(`${what}: the question is there again, and the rest is kept`, async () => {
			const answer = await post({ boarding: 'yes', ...facts });
			assert.equal(answer.status, status);
			assert.ok(elements(answer.html, 'form')[0], 'a form');
			assert.match(wordsOf(answer.html), words);
			assert.ok(answer.html.includes(`name="${field}"`));
			assert.ok(carried(answer.html).includes('boarding'));
			assert.ok(!carried(answer.html).includes(field));
		});

	test('a field nobody knows and a field twice, by name', async () => {
		for (const sent of ['hair=red', 'stage=primary&stage=junior', 'age=8&birth=2012-01-01']) {
			const { status, html } = await request('POST', `${site.aid}/calculator`, { body: sent, headers: typed });
			assert.equal(status, 400, sent);
			assert.ok(wordsOf(html).includes(sent.split('&').at(-1).split('=')[0]), sent);
		}
	});

	test('another body, another origin, too much', async () => {
		assert.equal((await request('POST', `${site.aid}/calculator`, { body: '{}', headers: { 'Content-Type': 'application/json' } })).status, 415);
		assert.equal((await post({ stage: 'primary' }, '/calculator', { Origin: 'https://elsewhere.example' })).status, 403);
		assert.equal((await request('POST', `${site.aid}/calculator`, { body: 'stage=' + 'x'.repeat(200000), headers: typed })).status, 413);
		assert.equal((await request('PUT', `${site.aid}/calculator`)).status, 405);
	});
});
