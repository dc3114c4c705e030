// Messages to people: what staff see of them, and sending one again by a person's decision.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const planted = [];
// What it says is of no use to anybody; not to be sent before next year.
const plant = (state, { wiped = false, expired = false } = {}) => {
	const key = randomBytes(11).toString('hex');
	query(`INSERT INTO outbox (message_key, channel, template, to_sealed, values_sealed, shown_to, state, attempts, queued_at, not_before, expires_at, sent_at, failure)
		VALUES ('${key}', 'sms', 'code', ${wiped ? 'NULL' : "X'00'"}, NULL, '138****0000', '${state}', 8, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 YEAR,
		${expired ? 'UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE' : 'NULL'}, ${state === 'sent' ? 'UTC_TIMESTAMP(6)' : 'NULL'}, ${state === 'failed' ? "'connection refused'" : 'NULL'})`);
	const id = number(`SELECT id FROM outbox WHERE message_key = '${key}'`);
	planted.push(id);
	return id;
};
const pullUp = id => query(`DELETE FROM outbox WHERE id IN (${id})`);
after(() => pullUp(planted.concat(0).join(', ')));

const stateOf = id => query(`SELECT state, attempts FROM outbox WHERE id = ${id}`)[0];
const system = () => signedIn(hire({ role: 'system' }));
const page = (browser, id) => browser.get(at(`/outbox/${id}`));
const resend = async (browser, id, reason) => browser.submit(formOf((await page(browser, id)).html, /resend$/), { reason });

describe('messages have no scope', () => {
	test("a county's system administrator sees none, and no way to them", async () => {
		const id = plant('failed');
		const person = hire({ role: 'system', unit: unitOf('county') });
		const browser = signedIn(person);
		assert.doesNotMatch((await browser.get(at('/'))).html, /\/outbox/);
		assert.equal((await browser.get(at('/outbox'))).status, 403);
		assert.equal((await page(browser, id)).status, 403);
		assert.equal(trailOf({ actor: person.login }, 1)[0].outcome, 'refused');
	});
});

describe('sending again', () => {
	test('what may have gone out already says so, and wants a reason', async () => {
		const id = plant('unknown');
		const browser = system();
		assert.match(wordsOf((await page(browser, id)).html), /可能已经发出过一次/);
		for (const [reason, words] of [['', /请填写/], ['x', /太短/], ['长'.repeat(301), /太长/], [' ', /请填写/]]) {
			const answer = await resend(browser, id, reason);
			assert.equal(answer.status, 422, reason);
			assert.match(wordsOf(byId(answer.html, 'p', 'reason-error')?.inner ?? ''), words);
		}
		assert.deepEqual(stateOf(id), ['unknown', '8']);
	});
	for (const state of ['unknown', 'failed'])
		test(`a message that is ${state} waits again, and the reason stands on the trail and on its page`, async () => {
			const id = plant(state);
			const person = hire({ role: 'system' });
			const browser = signedIn(person);
			const answer = await resend(browser, id, '收件人来电说没有收到');
			assert.equal(answer.status, 303, textOf(answer.html));
			query(`UPDATE outbox SET state = IF(state = 'waiting', 'waiting', state), not_before = UTC_TIMESTAMP(6) + INTERVAL 1 YEAR WHERE id = ${id}`);
			const [last] = trailOf({ actor: person.login }, 1);
			assert.deepEqual([last.subject, last.outcome, last.reason], [`outbox:${id}`, 'done', '收件人来电说没有收到']);
			assert.ok(textOf((await page(browser, id)).html).includes('收件人来电说没有收到'));
		});
	for (const [what, state, more] of [['was sent', 'sent'], ['waits', 'waiting'], ['is being sent', 'sending'], ['failed, and was wiped', 'failed', { wiped: true }],
		['failed, and is pointless by now', 'failed', { expired: true }]])
		test(`one that ${what} is a conflict, and nothing is done`, async () => {
			const id = plant(state, more);
			const browser = system();
			const form = formOf((await page(browser, plant('failed'))).html, /resend$/);
			assert.equal((await browser.submit({ ...form, action: at(`/outbox/${id}/resend`) }, { reason: '再发一次' })).status, 409);
			assert.deepEqual(stateOf(id)[0], state);
			assert.deepEqual(trailOf({ subject: `outbox:${id}` }), []);
		});
	for (const state of ['sent', 'waiting', 'sending'])
		test(`has no button where a message is ${state}`, async () => {
			const { status, html } = await page(system(), plant(state));
			assert.equal(status, 200);
			assert.throws(() => formOf(html, /resend$/), /no post form/);
		});
	test('twice by the same form is done once', async () => {
		const id = plant('failed');
		const browser = system();
		const form = formOf((await page(browser, id)).html, /resend$/);
		assert.equal((await browser.submit(form, { reason: '再发一次' })).status, 303);
		assert.equal((await browser.submit(form, { reason: '再发一次' })).status, 409);
		assert.equal(trailOf({ subject: `outbox:${id}` }).length, 1);
	});
	test('wants its token, and no other fields', async () => {
		const id = plant('failed');
		const browser = system();
		const form = formOf((await page(browser, id)).html, /resend$/);
		assert.equal((await browser.submit(form, { reason: '再发一次', form_token: 'x' })).status, 403);
		assert.equal((await browser.submit(form, { reason: '再发一次', shown_to: 'x' })).status, 400);
		assert.deepEqual(stateOf(id), ['failed', '8']);
	});
	test('one that never was is not found', async () => {
		const browser = system();
		for (const id of ['999999999', '0', '-1', 'x', '99999999999999999999'])
			assert.equal((await page(browser, id)).status, 404, id);
		const form = formOf((await page(browser, plant('failed'))).html, /resend$/);
		assert.equal((await browser.submit({ ...form, action: at('/outbox/999999999/resend') }, { reason: '再发一次' })).status, 404);
	});
});

describe('messages', () => {
	test("are the system administrator's", async () => {
		const id = plant('sent');
		for (const role of ['city', 'county', 'charity', 'safety', 'audit'])
			assert.equal((await page(signedIn(hire({ role })), id)).status, 403, role);
	});
	test('show no address and nothing of what they say', async () => {
		const { html } = await page(system(), plant('sent'));
		assert.ok(html.includes('138****0000'));
		assert.doesNotMatch(html.replace(/[0-9a-f]{22}/g, ''), /\b1[3-9][0-9]{9}\b/);
	});
	test('are listed by state, which stays in the address', async () => {
		const [failed, sent] = [plant('failed'), plant('sent')];
		const { html } = await system().get(at('/outbox?state=failed'));
		assert.match(html, /<option[^>]*value="failed"[^>]*selected/);
		assert.ok(html.includes(`/outbox/${failed}"`) && !html.includes(`/outbox/${sent}"`));
	});
	test('refuse a state that is none', async () => {
		const browser = system();
		for (const wrong of ['state=lost', 'after=0', 'after=-1', 'after=x', 'after=99999999999999999999'])
			assert.equal((await browser.get(at(`/outbox?${wrong}`))).status, 400, wrong);
	});
});
