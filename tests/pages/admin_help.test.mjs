// Requests for help at the desk: queues, every step and what refuses it, scope, the thread, bad ratings.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { anybody, idOf, prove, raiseFor, requestPath, stateOf } from '../client/help.mjs';
import { formsOf, wordsOf } from '../client/html.mjs';
import { newTelephone, plantStudent } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path, one = code => at(`/help-requests/${code}`);
const school = unitOf('school'), [, , countyId] = school.path.split('/');
const county = unitOf('county', `id = ${countyId}`), otherCounty = unitOf('county', `id <> ${countyId}`);
const officer = (role = 'county', unit = county) => {
	const person = hire({ role, unit });
	return { ...person, browser: signedIn(person) };
};
const press = async (browser, code, step, fields = {}) => browser.submit(await browser.form(one(code), new RegExp(`/${step}$`)), fields);
const raised = async (changes = {}) => {
	const student = plantStudent({ school }), browser = anybody();
	return { student, browser, code: await raiseFor(browser, student, changes) };
};
const sorted = async (browser, code, fields = {}) => press(browser, code, 'triage', { kind: 'living', urgency: 'normal', ...fields });
const steps = async (browser, code) => formsOf((await browser.get(one(code))).html).map(({ action }) => /\/help-requests\/[^/]+\/([a-z]+)$/.exec(action ?? '')?.[1]).filter(Boolean);
const taken = async (changes = {}) => {
	const it = await raised(changes), clerk = officer();
	await sorted(clerk.browser, it.code);
	await press(clerk.browser, it.code, 'take');
	return { ...it, clerk };
};
const eventsOf = code => query(`SELECT step FROM help_event WHERE request_id = ${idOf(code)} ORDER BY id`).flat();

describe('a request', () => {
	test('stands in the queue of its scope, and reading it is in the trail', async () => {
		const { code } = await raised({ body: '饭费差三百' }), { browser } = officer();
		assert.ok((await browser.get(at('/help-requests?queue=nobody'))).html.includes(code));
		const { html } = await browser.get(one(code));
		assert.ok(wordsOf(html).includes('饭费差三百'));
		assert.ok(trailOf({ subject: `help_request:${code}` }).some(({ action, outcome }) => action === 'help_view' && outcome === 'seen'));
		assert.ok(!(await officer('county', otherCounty).browser.get(at('/help-requests?queue=open'))).html.includes(code));
		for (const queue of ['mine', 'open', 'late', 'bad', 'ended'])
			assert.equal((await browser.get(at(`/help-requests?queue=${queue}`))).status, 200, queue);
		assert.equal((await browser.get(at('/help-requests?queue=gold'))).status, 400);
	});

	test('of another scope is not there, and the trail says who asked', async () => {
		const { code } = await raised(), { browser } = officer('county', otherCounty);
		assert.equal((await browser.get(one(code))).status, 404);
		assert.equal(trailOf({ subject: `help_request:${code}` })[0].outcome, 'refused');
		assert.equal((await browser.get(one('ABCDEFGH1'))).status, 404);
		assert.equal((await signedIn(hire({ role: 'audit' })).get(one(code))).status, 403);
	});

	test('is sorted, taken, answered; who asked is told without words, the guardian reads them', async () => {
		const telephone = newTelephone(), student = plantStudent({ school, telephone }), browser = anybody();
		const code = await raiseFor(browser, student, { telephone }), { browser: clerk } = officer();
		assert.deepEqual(await steps(clerk, code), ['triage', 'refuse', 'merge', 'link']);
		assert.equal((await sorted(clerk, code, { kind: 'health', urgency: 'urgent' })).status, 303);
		assert.deepEqual(query(`SELECT kind, urgency, state, TIMESTAMPDIFF(HOUR, raised_at, due_at) FROM help_request WHERE code = '${code}'`)[0],
			['health', 'urgent', 'triaged', '24']);
		assert.equal((await press(clerk, code, 'take')).status, 303);
		assert.equal(stateOf(code), 'assigned');
		const told = number("SELECT COUNT(*) FROM outbox WHERE template = 'help_answered'");
		assert.equal((await press(clerk, code, 'answer', { answer: '已经帮孩子申请了临时补助' })).status, 303);
		assert.equal(stateOf(code), 'resolved');
		assert.equal(number("SELECT COUNT(*) FROM outbox WHERE template = 'help_answered'"), told + 1);
		await prove(browser, code, telephone);
		assert.ok(wordsOf((await browser.get(requestPath(code))).html).includes('已经帮孩子申请了临时补助'));
		assert.deepEqual(eventsOf(code), ['raise', 'triage', 'assign', 'answer', 'prove']);
		assert.ok(!JSON.stringify(trailOf({ subject: `help_request:${code}` }, 20)).includes('临时补助'));
	});

	test('changes hands with a line, and to nobody who may not have it', async () => {
		const { code, clerk } = await taken(), colleague = officer(), stranger = officer('county', otherCounty);
		const silent = await press(clerk.browser, code, 'assign', { to: colleague.id, line: '' });
		assert.equal(silent.status, 422);
		assert.ok(silent.html.includes('id="line-error"'));
		const form = await clerk.browser.form(one(code), /\/assign$/), token = form.values.filter(([name]) => name === 'form_token');
		for (const to of [stranger.id, 999999999])
			assert.equal((await clerk.browser.post(form.action, [...token, ['to', to], ['line', '请接着办']])).status, 422);
		assert.equal((await press(clerk.browser, code, 'assign', { to: colleague.id, line: '请接着办' })).status, 303);
		assert.equal(number(`SELECT officer_id FROM help_request WHERE code = '${code}'`), colleague.id);
		assert.ok(wordsOf((await colleague.browser.get(one(code))).html).includes('请接着办'));
		assert.ok(!(await steps(clerk.browser, code)).includes('answer'));
		assert.equal((await clerk.browser.get(at('/help-requests?queue=mine'))).html.includes(code), false);
		assert.ok((await colleague.browser.get(at('/help-requests'))).html.includes(code));
	});

	test("is not answered or refused by another's hand", async () => {
		const { code, clerk } = await taken(), colleague = officer();
		const theirs = await clerk.browser.form(one(code), /\/answer$/), form = await colleague.browser.form(one(code), /\/take$/);
		for (const [step, field] of [['answer', 'answer'], ['refuse', 'refusal']]) {
			const answer = await colleague.browser.post(form.action.replace(/take$/, step), [...form.values.filter(([name]) => name === 'form_token'), [field, '不该']]);
			assert.ok([403, 422].includes(answer.status), `${answer.status}`);
		}
		assert.equal(stateOf(code), 'assigned');
		assert.equal((await clerk.browser.submit(theirs, { answer: '办好了' })).status, 303);
		assert.equal((await clerk.browser.submit(theirs, { answer: '又办好了' })).status, 303);
		assert.equal(eventsOf(code).filter(step => step === 'answer').length, 1);
	});

	for (const [step, field, before] of [['answer', 'answer', taken], ['refuse', 'refusal', taken]])
		test(`is not ${step}ed without words, or with too many`, async () => {
			const it = await before();
			for (const words of ['', '字'.repeat(1001)]) {
				const { status, html } = await press(it.clerk.browser, it.code, step, { [field]: words });
				assert.equal(status, 422);
				assert.ok(html.includes(`id="${field}-error"`));
			}
			assert.equal(stateOf(it.code), 'assigned');
		});

	test('is refused with a reason and opened again with one', async () => {
		const { code, clerk } = await taken();
		assert.equal((await press(clerk.browser, code, 'refuse', { refusal: '请找民政部门' })).status, 303);
		assert.equal(stateOf(code), 'refused');
		assert.equal((await press(clerk.browser, code, 'reopen', { reason: '' })).status, 422);
		assert.equal((await press(clerk.browser, code, 'reopen', { reason: '民政说归学校' })).status, 303);
		assert.equal(stateOf(code), 'reopened');
		assert.ok((await steps(clerk.browser, code)).includes('answer'));
	});

	test('like one before is suggested and merged, and what was merged with it goes along', async () => {
		const student = plantStudent({ school }), { browser } = officer(), codes = [];
		for (let i = 0; i < 3; i++)
			codes.push(await raiseFor(anybody(), student));
		assert.ok(wordsOf((await browser.get(one(codes[2]))).html).includes('同一个孩子'));
		const [first, second, third] = codes;
		for (const into of [second, 'ABCDEFGH1'])
			assert.equal((await press(browser, second, 'merge', { into })).status, 422, into);
		assert.equal((await press(browser, third, 'merge', { into: second })).status, 303);
		assert.equal((await press(browser, first, 'merge', { into: third })).status, 422);
		assert.equal((await press(browser, second, 'merge', { into: first })).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM help_request WHERE merged_into = ${idOf(first)}`), 2);
		assert.deepEqual(await steps(browser, second), []);
	});

	test('is linked to a visit and an award of its scope alone', async () => {
		const { code, clerk } = await taken();
		for (const [fields, field] of [[{ visit: '999999999' }, 'visit'], [{ award: 'ABCDEFGH1' }, 'award'], [{ visit: '-1' }, 'visit']]) {
			const { status, html } = await press(clerk.browser, code, 'link', fields);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), field);
		}
		assert.equal(number(`SELECT COUNT(*) FROM help_event WHERE request_id = ${idOf(code)} AND step = 'link'`), 0);
	});

	test('is sorted into no unknown kind, urgency or place', async () => {
		const { code } = await raised(), { browser } = officer(), form = await browser.form(one(code), /\/triage$/);
		const token = form.values.filter(([name]) => name === 'form_token');
		for (const fields of [{ kind: 'gold', urgency: 'normal' }, { kind: 'living', urgency: 'soon' }, { kind: 'living', urgency: 'normal', unit: otherCounty.id }, {}])
			assert.equal((await browser.post(form.action, [...token, ...Object.entries(fields)])).status, 422);
		assert.equal(stateOf(code), 'raised');
	});
});

describe('a bad rating', () => {
	test('is dealt with by another than the officer who was rated, with words', async () => {
		const { code, clerk, browser } = await taken(), chief = officer();
		await press(clerk.browser, code, 'answer', { answer: '等等再说' });
		assert.equal((await browser.submit(await browser.form(requestPath(code), /\/rate$/), { rating: '1', words: '没有办' })).status, 303);
		assert.ok((await chief.browser.get(at('/help-requests?queue=bad'))).html.includes(code));
		assert.ok(!(await steps(clerk.browser, code)).includes('rating'));
		const own = await clerk.browser.form(one(code), /\/reopen$/);
		const answer = await clerk.browser.post(own.action.replace(/reopen$/, 'rating'), [...own.values.filter(([name]) => name === 'form_token'), ['handling', '没事']]);
		assert.ok([403, 422].includes(answer.status));
		assert.equal((await press(chief.browser, code, 'rating', { handling: '' })).status, 422);
		assert.equal((await press(chief.browser, code, 'rating', { handling: '已经和家长谈过' })).status, 303);
		assert.equal(query(`SELECT handled_by, waits FROM help_rating WHERE request_id = ${idOf(code)}`)[0].join(), `${chief.id},0`);
		assert.ok(!(await steps(chief.browser, code)).includes('rating'));
	});

	test('is not for schools and townships', async () => {
		const { code, clerk, browser } = await taken();
		await press(clerk.browser, code, 'answer', { answer: '等等再说' });
		await browser.submit(await browser.form(requestPath(code), /\/rate$/), { rating: '1' });
		assert.ok(!(await steps(officer('school', school).browser, code)).includes('rating'));
	});
});
