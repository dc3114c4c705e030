// Vetting families: queues by scope, checks with papers, mistakes, who may approve what, what the trail and the pages tell.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { comeForward, newIdNumber, village } from '../client/family.mjs';
import { formOf, formsOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';
import { familyPath, familyRow, itemsOf, noteAll, noteCheck, step, takeUp } from '../client/vetting.mjs';

const at = path => site.admin + path;
const county = unitOf('county', "path <> '' AND code IN (SELECT LEFT(code, 6) FROM division WHERE level = 'village')");
const otherCounty = unitOf('county', `id <> ${county.id}`);
const home = query(`SELECT code FROM division WHERE level = 'village' AND code LIKE '${county.code}%' ORDER BY code LIMIT 1`)[0][0];
const staff = (changes = {}) => signedIn(hire({ role: 'county', unit: county, ...changes }));
const family = (changes = {}) => comeForward(changes, { home });
const day = offset => query(`SELECT DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + INTERVAL ${offset} DAY`)[0][0];

describe('a family that came forward', () => {
	test('is in the queue of its unit, masked, and of no other', async () => {
		const { code, telephone, fields } = await family();
		const list = await staff().get(at('/families'));
		assert.equal(list.status, 200);
		assert.ok(list.html.includes(code) && list.html.includes('王*'));
		for (const clear of [fields.name_1, telephone, fields.id_number_1, fields.address])
			assert.ok(!list.html.includes(clear), clear);
		assert.ok(!(await staff({ unit: otherCounty }).get(at('/families'))).html.includes(code));
	});

	test('is found by name, telephone, ID number and code, without an address that tells it', async () => {
		const { code, telephone, fields } = await family({ name_1: `李${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 9000))}` });
		const browser = staff();
		for (const who of [fields.name_1, telephone, fields.id_number_1.toLowerCase()]) {
			const answer = await browser.submit(formOf((await browser.get(at('/families'))).html, /\/families$/), { who });
			assert.equal(answer.status, 200, who);
			assert.ok(answer.html.includes(`/families/${code}`), who);
		}
		assert.ok((await browser.submit(formOf((await browser.get(at('/families'))).html, /\/families$/), { who: code })).headers.location.endsWith(`/families/${code}`));
		const stranger = staff({ unit: otherCounty });
		assert.ok(!(await stranger.submit(formOf((await stranger.get(at('/families'))).html, /\/families$/), { who: telephone })).html.includes(code));
		assert.equal((await browser.submit(formOf((await browser.get(at('/families'))).html, /\/families$/), { who: '' })).status, 422);
	});

	test('is not shown to another county, which is written down', async () => {
		const { code } = await family();
		const person = hire({ role: 'county', unit: otherCounty });
		assert.equal((await signedIn(person).get(familyPath(code))).status, 404);
		const [refused] = trailOf({ actor: person.login }, 1);
		assert.equal(refused.subject, `family:${code}`);
		assert.equal(refused.outcome, 'refused');
		assert.equal((await staff().get(familyPath('AAAAAAAAA'))).status, 404);
		for (const role of ['school', 'charity', 'system', 'safety', 'audit'])
			assert.equal((await signedIn(hire({ role })).get(at('/families'))).status, 403, role);
	});

	test('is shown in clear once, for a reason that stays in the trail', async () => {
		const { code, telephone, fields } = await family({ words: '愿意陪伴孩子' });
		const person = hire({ role: 'county', unit: county });
		const browser = signedIn(person);
		const page = await browser.get(familyPath(code));
		for (const clear of [fields.name_1, telephone, fields.id_number_1, fields.address, fields.words])
			assert.ok(!page.html.includes(clear), clear);
		assert.match(wordsOf(page.html), /王\*.*139\*\*\*\*/);
		const none = await browser.submit(formOf(page.html, /\/reveal$/), { reason: '' });
		assert.equal(none.status, 422);
		assert.ok(!none.html.includes(telephone));
		const shown = await browser.submit(formOf(page.html, /\/reveal$/), { reason: '上门核实' });
		assert.equal(shown.status, 200);
		for (const clear of [fields.name_1, telephone, fields.id_number_1, fields.address, fields.words])
			assert.ok(shown.html.includes(clear), clear);
		const [event] = trailOf({ actor: person.login }, 1);
		assert.deepEqual([event.action, event.subject, event.outcome, event.reason], ['family_reveal', `family:${code}`, 'seen', '上门核实']);
	});
});

describe('vetting', () => {
	test('goes from taken up over every check to an approval by another, until the first check runs out', async () => {
		const { code, browser: own } = await family({ name_2: '李明', id_number_2: newIdNumber(), relation_2: 'spouse' });
		const [noter, approver] = [staff({ role: 'township', unit: unitOf('township', `path LIKE '${county.path}%' AND code = '${home.slice(0, 9)}'`) }), staff()];
		assert.ok(!formsOf((await noter.get(familyPath(code))).html).some(form => /\/approve$/.test(form.action)), 'a township does not decide');
		await takeUp(noter, code);
		assert.equal(familyRow(code).state, 'vetting');
		const items = itemsOf((await noter.get(familyPath(code))).html);
		assert.equal(items.length, 3 + 2 * 3, 'three of the family, three of each adult');
		assert.ok(!formsOf((await approver.get(familyPath(code))).html).some(form => /\/approve$/.test(form.action)), 'not before all hold');
		await noteAll(noter, code);
		assert.equal((await step(approver, code, 'approve')).headers.location, `${familyPath(code)}?said=approved`);
		const { state, until } = familyRow(code);
		assert.equal(state, 'approved');
		assert.equal(until, day(365), 'the yearly record of offences runs out first');
		assert.match(wordsOf((await own.get(`${site.match}/mine`)).html), new RegExp(`已批准，有效到${until}`));
		const trail = query(`SELECT action FROM audit_event WHERE subject = 'family:${code}' AND action LIKE 'family%' ORDER BY seq`).flat();
		assert.deepEqual(trail, ['family_apply', 'family_sign_in', 'family_take_up', ...items.map(() => 'family_check'), 'family_approve']);
	});

	test('is not approved by who noted one of the checks that count, nor by who voided one', async () => {
		const { code } = await family();
		const [one, two, three] = [staff(), staff(), staff()];
		await takeUp(one, code);
		await noteAll(one, code);
		const refused = await step(one, code, 'approve');
		assert.equal(refused.status, 409);
		assert.match(wordsOf(refused.html), /要由没有记过的另一个人批准/);
		assert.equal(familyRow(code).state, 'vetting');
		const [item] = itemsOf((await two.get(familyPath(code))).html);
		await noteCheck(two, code, { item });
		assert.equal((await step(two, code, 'approve')).status, 409);
		const newest = number(`SELECT MAX(id) FROM vetting_check WHERE family_id = ${familyRow(code).id}`);
		const page = await two.get(familyPath(code));
		const form = formsOf(page.html).find(candidate => /\/void$/.test(candidate.action) && candidate.get('check') === String(newest));
		assert.equal((await two.submit(form, { reason: '看错了人' })).status, 303);
		assert.equal(query(`SELECT voided_by IS NOT NULL FROM vetting_check WHERE id = ${newest}`)[0][0], '1');
		const voider = await step(two, code, 'approve');
		assert.equal(voider.status, 409);
		assert.match(wordsOf(voider.html), /您作废过这户的审核，要由没有作废过的另一个人批准/);
		assert.equal(familyRow(code).state, 'vetting');
		assert.equal((await step(three, code, 'approve')).status, 303);
		assert.equal((await step(two, code, 'approve')).status, 303, 'of what was voided before the last approval nobody asks');
	});

	test('is refused while a check failed, is missing or has run out, on the server too', async () => {
		const { code } = await family();
		const [noter, approver] = [staff(), staff()];
		await takeUp(noter, code);
		await noteAll(noter, code);
		const page = await approver.get(familyPath(code));
		const [item] = itemsOf(page.html);
		await noteCheck(noter, code, { item, passed: 'no' });
		const refused = await approver.submit(formOf(page.html, /\/approve$/));
		assert.equal(refused.status, 409);
		assert.match(wordsOf(refused.html), /不能批准/);
		await noteCheck(noter, code, { item });
		query(`UPDATE vetting_check SET checked_on = '2010-01-01', valid_until = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) - INTERVAL 1 DAY WHERE family_id = ${familyRow(code).id} ORDER BY id DESC LIMIT 1`);
		assert.equal((await approver.submit(formOf(page.html, /\/approve$/))).status, 409);
		assert.equal(familyRow(code).state, 'vetting');
	});

	test('of a check that fails after the approval ends it', async () => {
		const { code } = await family();
		const [noter, approver] = [staff(), staff()];
		await takeUp(noter, code);
		await noteAll(noter, code);
		assert.equal((await step(approver, code, 'approve')).status, 303);
		const [item] = itemsOf((await noter.get(familyPath(code))).html);
		assert.equal((await noteCheck(noter, code, { item, passed: 'no' })).status, 303);
		assert.deepEqual([familyRow(code).state, familyRow(code).until], ['vetting', null]);
	});

	test('refuses a check with faults, the field named, nothing noted', async () => {
		const { code } = await family();
		const [browser, other] = [staff(), await family()];
		await takeUp(browser, code);
		const [item] = itemsOf((await browser.get(familyPath(code))).html);
		const stranger = number(`SELECT id FROM family_adult WHERE family_id = ${familyRow(other.code).id} LIMIT 1`);
		const cases = [
			[{ item: '' }, 'item'], [{ item: '0-0' }, 'item'], [{ item: 'x' }, 'item'], [{ item: `${item.split('-')[0]}-${stranger}` }, 'item'],
			[{ item: '99999999999999999999-1' }, 'item'], [{ item: '1-1 ' + '1'.repeat(60) }, 'item'],
			[{ item, passed: '' }, 'passed'], [{ item, passed: 'maybe' }, 'passed'],
			[{ item, checked_on: '' }, 'checked_on'], [{ item, checked_on: '2018-02-30' }, 'checked_on'], [{ item, checked_on: day(1) }, 'checked_on'],
			[{ item, checked_on: '1990-01-01' }, 'checked_on'], [{ item, reference: '1'.repeat(61) }, 'reference'],
		];
		for (const [changes, field] of cases) {
			const answer = await noteCheck(browser, code, changes);
			assert.equal(answer.status, 422, JSON.stringify(changes));
			assert.ok(answer.html.includes(`href="#${field}"`) && answer.html.includes(`id="${field}-error"`), `${JSON.stringify(changes)}: ${field} is named`);
		}
		assert.equal((await noteCheck(browser, code, { item, surname: 'x' })).status, 400);
		assert.equal(number(`SELECT COUNT(*) FROM vetting_check WHERE family_id = ${familyRow(code).id}`), 0);
	});

	test('takes up, notes and decides once: a second press is told', async () => {
		const { code } = await family();
		const browser = staff();
		const form = formOf((await browser.get(familyPath(code))).html, /\/take-up$/);
		assert.equal((await browser.submit(form)).status, 303);
		const again = await browser.submit(form);
		assert.equal(again.status, 409);
		assert.match(wordsOf(again.html), /可能别人刚刚办过/);
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE subject = 'family:${code}' AND action = 'family_take_up'`), 1);
	});

	test('suspends, resumes and denies with a reason the family reads', async () => {
		const { code, browser: own } = await family();
		const browser = staff();
		await takeUp(browser, code);
		assert.equal((await step(browser, code, 'suspend', { reason: '' })).status, 422);
		assert.equal((await step(browser, code, 'suspend', { reason: '等待派出所回复' })).status, 303);
		assert.equal(familyRow(code).state, 'suspended');
		assert.match(wordsOf((await own.get(`${site.match}/mine`)).html), /已暂停.*等待派出所回复/);
		assert.equal((await step(browser, code, 'resume', { reason: '回复已到' })).status, 303);
		assert.equal(familyRow(code).state, 'vetting');
		assert.equal((await step(browser, code, 'deny', { reason: '住处不合适' })).status, 303);
		assert.equal(familyRow(code).state, 'denied');
		assert.match(wordsOf((await own.get(`${site.match}/mine`)).html), /审核没有通过.*住处不合适/);
		assert.ok((await browser.get(at('/families?queue=closed'))).html.includes(code));
		assert.ok(!formsOf((await browser.get(familyPath(code))).html).some(form => /\/(deny|approve|suspend|checks)$/.test(form.action)));
	});

	test('is decided with a fresh code of the authenticator only, and by no township', async () => {
		const { code } = await family();
		const county2 = hire({ role: 'county', unit: county });
		const stale = signedIn(county2);
		await takeUp(stale, code);
		const form = formOf((await stale.get(familyPath(code))).html, /\/deny$/);
		query(`UPDATE staff_session SET second_factor_at = second_factor_at - INTERVAL 6 MINUTE WHERE account_id = ${county2.id}`);
		assert.match((await stale.submit(form, { reason: '不合适' })).headers.location, /\/second-factor/);
		assert.equal(familyRow(code).state, 'vetting');
	});
});

describe('queues', () => {
	test('stand on the first page of who vets', async () => {
		await family();
		const words = wordsOf((await staff().get(at('/'))).html);
		assert.match(words, /报名的家庭，等待受理/);
		assert.ok(!wordsOf((await signedIn(hire({ role: 'school' })).get(at('/'))).html).includes('报名的家庭，等待受理'));
	});

	test('list what ends within thirty days or is over, and what was asked to be renewed', async () => {
		const [ends, over, later] = [await family(), await family(), await family()];
		const browser = staff();
		for (const [each, days] of [[ends, 20], [over, -3], [later, 90]])
			query(`UPDATE family SET vetting_at = UTC_TIMESTAMP(6), approved_at = UTC_TIMESTAMP(6), approved_by = (SELECT MIN(id) FROM account), approved_until = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + INTERVAL ${days} DAY WHERE code = ${literal(each.code)}`);
		const { html } = await browser.get(at('/families?queue=ending'));
		assert.ok(html.includes(ends.code) && html.includes(over.code) && !html.includes(later.code));
		const mine = `${site.match}/mine`;
		assert.equal((await ends.browser.submit(formOf((await ends.browser.get(mine)).html, /\/renewal$/))).status, 303);
		const renewal = await browser.get(at('/families?queue=renewal'));
		assert.ok(renewal.html.includes(ends.code) && !renewal.html.includes(over.code));
		assert.match(wordsOf((await over.browser.get(mine)).html), /审核已经到期/);
	});
	test('refuse a queue that is none, and a page before the first', async () => {
		const browser = staff();
		for (const query_ of ['queue=best', 'after=-1', 'after=x'])
			assert.equal((await browser.get(at(`/families?${query_}`))).status, 400, query_);
	});
});
