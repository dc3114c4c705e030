// A family's own pairs, and a guardian's: the good way through, what is refused, and that twice is once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { number, query } from '../client/database.mjs';
import { asGuardian } from '../client/guardian.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { asFamily, pairIdOf, plantFamily, plantPair, plantRelease, plantStudent, stateOf } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';

const own = code => `${site.match}/pairs/${code}`;
const guardians = `${site.match}/guardian`;
const trail = code => query(`SELECT action FROM audit_event WHERE subject = 'pair:${code}' ORDER BY seq`).map(([action]) => action);
const press = async (browser, page, step, changes = {}) => browser.submit(await browser.form(page, new RegExp(`/${step}$`)), changes);

describe('a family', () => {
	let student, family, code, browser;
	before(() => {
		student = plantStudent();
		family = plantFamily();
		code = plantPair(student, family);
		browser = asFamily(family);
	});

	test('sees what is proposed before it answers, and accepts', async () => {
		const list = await browser.get(`${site.match}/pairs`);
		assert.ok(list.html.includes(`/pairs/${code}`));
		const { html } = await browser.get(own(code));
		assert.ok(wordsOf(html).includes('一名小学生') && wordsOf(html).includes('还剩7天'), wordsOf(html));
		assert.equal((await press(browser, own(code), 'accept')).headers.location, own(code));
		assert.equal(stateOf(code), 'family_accepted');
		assert.ok(!(await browser.get(own(code))).html.includes(`${code}/accept"`));
	});

	test('who accepts twice accepted once', async () => {
		const second = plantFamily(), at = asFamily(second), twice = plantPair(student, second);
		const form = await at.form(own(twice), /\/accept$/);
		const answers = await Promise.all([at.submit(form), at.submit(form)]);
		assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
		assert.deepEqual(trail(twice), ['pair_family_accept']);
	});

	test('declines only with a reason', async () => {
		const second = plantFamily(), at = asFamily(second), declined = plantPair(plantStudent(), second);
		const bad = await press(at, own(declined), 'decline');
		assert.equal(bad.status, 422);
		assert.ok(wordsOf(bad.html).includes('请选一个原因'));
		assert.equal((await press(at, own(declined), 'decline', { reason: 'nonsense' })).status, 422);
		assert.equal(stateOf(declined), 'held');
		assert.equal((await press(at, own(declined), 'decline', { reason: 'distance' })).status, 303);
		assert.deepEqual(query(`SELECT state, end_reason, decline_reason FROM pair WHERE code = '${declined}'`), [['ended', 'family_declined', 'distance']]);
		assert.ok(wordsOf((await at.get(own(declined))).html).includes('您没有接受这次推荐'));
	});

	test('is told when the time is over, and nothing is stored', async () => {
		const second = plantFamily(), at = asFamily(second), late = plantPair(plantStudent(), second);
		const form = await at.form(own(late), /\/accept$/);
		query(`UPDATE pair SET held_until = UTC_TIMESTAMP(6) WHERE code = '${late}'`);
		const answer = await at.submit(form);
		assert.equal(answer.status, 409);
		assert.ok(wordsOf(answer.html).includes('保留的时间已经过了'), wordsOf(answer.html));
		assert.equal(stateOf(late), 'held');
	});

	test('pauses and asks for the end of an active pair', async () => {
		const second = plantFamily(), at = asFamily(second), active = plantPair(plantStudent(), second, 'active');
		assert.equal((await press(at, own(active), 'pause')).status, 303);
		assert.equal(stateOf(active), 'paused');
		assert.equal((await press(at, own(active), 'end')).status, 303);
		assert.equal(stateOf(active), 'ending');
		assert.deepEqual(trail(active), ['pair_pause', 'pair_ask_end']);
	});

	test("finds another family's pair as little as one that never was", async () => {
		const stranger = asFamily(plantFamily());
		const [other, none] = [await stranger.get(own(code)), await stranger.get(own('ZZZZZZZZZ'))];
		assert.deepEqual([other.status, none.status], [404, 404]);
		const same = ({ html }) => wordsOf(html).replaceAll(code, '').replaceAll('ZZZZZZZZZ', '').replace(/[0-9A-Z]{6,}/g, '');
		assert.equal(same(other), same(none));
		const form = await browser.form(own(code), /\/decline$/);
		assert.ok([403, 404, 422].includes((await stranger.submit(form, { reason: 'time' })).status));
		assert.equal(stateOf(code), 'family_accepted');
	});

	test('who is not signed in is asked to, and no other method is taken', async () => {
		const answer = await new Browser({ headers: somebodyElse() }).get(own(code));
		assert.equal(answer.status, 303);
		assert.ok(answer.headers.location.startsWith(`${site.match}/sign-in`));
		assert.equal((await browser.get(`${own(code)}/accept`)).status, 405);
	});

	test('reads what was released, each look noted, and nothing more', async () => {
		const second = plantFamily(), at = asFamily(second), child = plantStudent(), active = plantPair(child, second, 'active');
		plantRelease(active, 'name');
		plantRelease(active, 'telephone');
		const { html } = await at.get(own(active));
		assert.ok(html.includes(child.name) && html.includes(child.telephone));
		assert.ok(!html.includes(child.guardian) && !html.includes(child.address) && !html.includes(child.school.name) && !html.includes(child.code));
		assert.deepEqual(trail(active), ['pair_view']);
	});
});

describe('a guardian', () => {
	test('a number that is not on the register is answered alike and gets nothing', async () => {
		const browser = new Browser({ headers: somebodyElse() });
		const answer = await browser.submit(await browser.form(guardians, /\/guardian$/), { telephone: '13700000001' });
		assert.equal(answer.headers.location, `${guardians}/code`);
		assert.equal((await browser.submit(await browser.form(`${guardians}/code`, /\/code$/), { code: '000000' })).status, 422);
		assert.equal((await browser.get(`${guardians}/children`)).headers.location, guardians);
	});

	test('agrees to pairing after reading, takes it back, and all pairs stop', async () => {
		const student = plantStudent({ agreed: false }), browser = await asGuardian(student.telephone);
		const page = `${guardians}/children`, live = () => number(`SELECT COUNT(*) FROM consent WHERE subject = 'student:${student.code}' AND withdrawn_at IS NULL`);
		const { html } = await browser.get(page);
		assert.ok(html.includes(student.code) && !html.includes(student.name) && !html.includes(student.address));
		assert.ok(wordsOf(html).includes('不满十四周岁'), 'the text in full');
		const bad = await press(browser, page, 'agree');
		assert.equal(bad.status, 422);
		assert.ok(wordsOf(bad.html).includes('请在读完以后打勾'));
		assert.equal(live(), 0);
		const form = formOf(html, /\/agree$/);
		await Promise.all([browser.submit(form, { agree: '1' }), browser.submit(form, { agree: '1' })]);
		assert.equal(live(), 1);
		const active = plantPair(student, plantFamily(), 'active');
		plantRelease(active, 'name');
		assert.equal((await press(browser, page, 'withdraw')).status, 303);
		assert.equal(live(), 0);
		assert.equal(stateOf(active), 'paused');
		assert.equal(number(`SELECT COUNT(*) FROM pair_release WHERE pair_id = ${pairIdOf(active)} AND withdrawn_at IS NULL`), 0);
	});

	test("another's child is none", async () => {
		const mine = plantStudent({ agreed: false }), other = plantStudent({ agreed: false }), browser = await asGuardian(mine.telephone);
		const answer = await press(browser, `${guardians}/children`, 'agree', { agree: '1', child: other.code });
		assert.equal(answer.status, 404);
		assert.equal(number(`SELECT COUNT(*) FROM consent WHERE subject = 'student:${other.code}'`), 0);
		const code = plantPair(other, plantFamily(), 'family_accepted');
		assert.equal((await browser.get(`${guardians}/pairs/${code}`)).status, 404);
	});

	test('a grown-up child signs for itself, at the school', async () => {
		const student = plantStudent({ agreed: false, birth: '2000-01-01', stage: 'university', grade: 1 }), browser = await asGuardian(student.telephone);
		assert.ok(wordsOf((await browser.get(`${guardians}/children`)).html).includes('已经满18岁'));
	});

	test('accepts a family without knowing it, releases one field, stops, goes on, ends', async () => {
		const student = plantStudent(), family = plantFamily(), code = plantPair(student, family, 'family_accepted');
		const browser = await asGuardian(student.telephone), page = `${guardians}/pairs/${code}`;
		const { html } = await browser.get(page);
		assert.ok(wordsOf(html).includes('家里住着2位成年人') && wordsOf(html).includes('有女性成年人'));
		for (const secret of [family.name, family.telephone, family.address, family.code])
			assert.ok(!html.includes(secret), secret);
		assert.equal((await press(browser, page, 'accept')).status, 303);
		assert.equal(number(`SELECT guardian_accepted_at IS NOT NULL FROM pair WHERE code = '${code}'`), 1);
		query(`UPDATE pair SET school_accepted_at = UTC_TIMESTAMP(6), school_accepted_by = (SELECT MIN(id) FROM account), approved_at = UTC_TIMESTAMP(6),
			approved_by = (SELECT MAX(id) FROM account), activated_at = UTC_TIMESTAMP(6), activated_by = (SELECT MAX(id) FROM account) WHERE code = '${code}'`);
		const at = asFamily(family);
		assert.ok(!(await at.get(own(code))).html.includes(student.name));
		const field = await browser.form(page, /\/release$/);
		assert.equal((await browser.submit(field, { field: 'nonsense' })).status, 422);
		const released = await browser.submit(field, { field: 'name' });
		assert.equal(released.status, 303, wordsOf(released.html));
		assert.equal((await browser.submit(field, { field: 'name' })).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM consent WHERE subject = 'pair:${code}:name'`), 1);
		assert.ok((await at.get(own(code))).html.includes(student.name));
		assert.equal((await press(browser, page, 'take-back')).status, 303);
		assert.ok(!(await at.get(own(code))).html.includes(student.name));
		await browser.submit(await browser.form(page, /\/release$/), { field: 'name' });
		assert.ok((await at.get(own(code))).html.includes(student.name));
		assert.equal((await press(browser, page, 'pause')).status, 303);
		assert.equal(stateOf(code), 'paused');
		assert.ok(!(await at.get(own(code))).html.includes(student.name));
		assert.equal((await press(browser, page, 'go-on')).status, 303);
		assert.equal((await press(browser, page, 'end')).status, 303);
		assert.equal(stateOf(code), 'ending');
	});

	test('is not shown a family that has not accepted, and may decline one that has', async () => {
		const student = plantStudent(), held = plantPair(student, plantFamily()), code = plantPair(student, plantFamily(), 'family_accepted');
		const browser = await asGuardian(student.telephone);
		assert.equal((await browser.get(`${guardians}/pairs/${held}`)).status, 404);
		const { html } = await browser.get(`${guardians}/children`);
		assert.ok(html.includes(code) && !html.includes(held));
		assert.equal((await press(browser, `${guardians}/pairs/${code}`, 'decline')).headers.location, `${guardians}/children`);
		assert.equal(stateOf(code), 'ended');
	});

	test('leaves', async () => {
		const student = plantStudent(), browser = await asGuardian(student.telephone);
		assert.equal((await press(browser, `${guardians}/children`, 'leave')).status, 303);
		assert.equal((await browser.get(`${guardians}/children`)).headers.location, guardians);
	});
});
