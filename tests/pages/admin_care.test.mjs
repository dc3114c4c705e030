// What staff do about active pairs: letters to be read, visits to be confirmed, concerns, contact and hand-over; in scope, once, audited.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { wordsOf } from '../client/html.mjs';
import { asFamily, pairIdOf, plantFamily, plantPair, plantStudent, stateOf } from '../client/pairing.mjs';
import { day } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school'), [, , countyId, townshipId] = school.path.split('/');
const township = unitOf('township', `id = ${townshipId}`), county = unitOf('county', `id = ${countyId}`);
const otherSchool = unitOf('school', `path NOT LIKE '/1/${countyId}/%'`), otherCounty = unitOf('county', `id <> ${countyId}`);
const clerk = () => signedIn(hire({ role: 'school', unit: school }));
const stranger = () => signedIn(hire({ role: 'school', unit: otherSchool }));
const press = async (browser, page, step, changes = {}) => browser.submit(await browser.form(at(page), new RegExp(`${step}$`)), changes);

// An active pair of the school, and its family's browser.
const pair = (more = {}) => {
	const family = plantFamily(), student = plantStudent({ school });
	const code = plantPair(student, family, 'active', more);
	return { family, student, code, browser: asFamily(family) };
};

describe('letters to be read', () => {
	const letter = async (body = `你好${randomInt(1e9)}`) => {
		const it = pair(), page = `${site.match}/pairs/${it.code}/messages`;
		await it.browser.submit(await it.browser.form(page, /\/messages$/), { body });
		return { ...it, body, id: number(`SELECT MAX(id) FROM pair_message WHERE pair_id = ${pairIdOf(it.code)}`) };
	};

	test('stand in the queue of the school alone, and are passed on once', async () => {
		const it = await letter(), browser = clerk();
		assert.ok((await browser.get(at('/pair-messages'))).html.includes(it.body));
		assert.ok(!(await stranger().get(at('/pair-messages'))).html.includes(it.body));
		assert.ok(!(await signedIn(hire({ role: 'township', unit: township })).get(at('/pair-messages'))).html.includes(it.body));
		const [[, pairs]] = query(`SELECT action, JSON_VALUE(detail, '$.pairs') FROM audit_event WHERE action = 'message_view' ORDER BY seq DESC LIMIT 1`);
		assert.ok(pairs.split(' ').includes(it.code), 'who reads it is in the trail');
		const form = await browser.form(at('/pair-messages'), new RegExp(`/${it.id}/release$`));
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form)).status, 303);
		assert.equal(trailOf({ subject: `pair:${it.code}` }, 20).filter(({ action }) => action === 'message_release').length, 1);
		assert.ok(!(await browser.get(at('/pair-messages'))).html.includes(it.body));
	});

	test('are refused with a reason that the writer reads', async () => {
		const it = await letter(), browser = clerk();
		const empty = await press(browser, `/pair-messages/${it.id}`, 'refuse', { reason: '' });
		assert.equal(empty.status, 422);
		assert.ok(trailOf({ subject: `pair:${it.code}` }, 20).some(({ action, outcome }) => action === 'message_view' && outcome === 'seen'));
		assert.equal(number(`SELECT COUNT(*) FROM pair_message WHERE id = ${it.id} AND decided_at IS NOT NULL`), 0);
		assert.equal((await press(browser, `/pair-messages/${it.id}`, 'refuse', { reason: '请不要约单独见面' })).status, 303);
		assert.ok(wordsOf((await it.browser.get(`${site.match}/pairs/${it.code}/messages`)).html).includes('请不要约单独见面'));
		assert.equal((await browser.get(at(`/pair-messages/${it.id}`))).status, 303);
	});

	test('of another school are refused, and the trail says so', async () => {
		const it = await letter(), browser = stranger();
		assert.equal((await browser.get(at(`/pair-messages/${it.id}`))).status, 404);
		const own = await letter(), form = await clerk().form(at('/pair-messages'), new RegExp(`/${own.id}/release$`));
		assert.ok(form);
		assert.equal(trailOf({ subject: `pair:${it.code}` })[0].outcome, 'refused');
		assert.equal((await clerk().get(at('/pair-messages/999999999'))).status, 404);
	});

	test("are the township's once they climbed", async () => {
		const it = await letter();
		query(`UPDATE pair_message SET climbed_at = UTC_TIMESTAMP(6) WHERE id = ${it.id}`);
		assert.ok((await signedIn(hire({ role: 'township', unit: township })).get(at('/pair-messages'))).html.includes(it.body));
	});
});

describe('visits to be confirmed', () => {
	const reported = () => {
		const it = pair();
		query(`INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at, outcome, happened_on, minutes, reported_at)
			VALUES (${pairIdOf(it.code)}, '${it.code}', '${day(0)}', 'morning', 'school', 'teacher', UTC_TIMESTAMP(6), 'done', '${day(0)}', 60,
			UTC_TIMESTAMP(6))`);
		return { ...it, id: number(`SELECT MAX(id) FROM visit WHERE pair_id = ${pairIdOf(it.code)}`) };
	};
	const reviewOf = id => query(`SELECT review, review_words FROM visit WHERE id = ${id}`)[0];

	test('are confirmed from the list, or disputed with words', async () => {
		const first = reported(), second = reported(), browser = clerk();
		const form = await browser.form(at('/visits'), new RegExp(`/${first.id}/confirm$`));
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form)).status, 303);
		assert.equal(reviewOf(first.id)[0], 'confirmed');
		assert.equal((await press(browser, `/visits/${second.id}`, 'dispute', { reason: '' })).status, 422);
		assert.deepEqual(reviewOf(second.id), [null, null]);
		assert.equal((await press(browser, `/visits/${second.id}`, 'dispute', { reason: '那天放假' })).status, 303);
		assert.deepEqual(reviewOf(second.id), ['disputed', '那天放假']);
		assert.equal(trailOf({ subject: `pair:${first.code}` }, 20).filter(({ action }) => action === 'visit_review').length, 1);
		assert.ok(wordsOf((await browser.get(at('/visits?state=reviewed'))).html).includes('有疑问'));
	});

	test('are the own school\'s alone', async () => {
		const it = reported();
		assert.ok(!(await stranger().get(at('/visits'))).html.includes(it.student.code));
		assert.equal((await stranger().get(at(`/visits/${it.id}`))).status, 404);
		assert.equal(trailOf({ subject: `pair:${it.code}` })[0].outcome, 'refused');
		assert.equal((await signedIn(hire({ role: 'county', unit: county })).get(at('/visits'))).status, 403);
	});
});

describe('concerns', () => {
	let it, code, officer, colleague;
	const raise = (about, changes = {}) => about.browser.form(`${site.match}/concern?pair=${about.code}`, /\/concern$/)
		.then(form => about.browser.submit(form, { body: '我很担心', step: 'raise', kind: 'harm', contact: '放学后', ...changes }))
		.then(answer => answer.headers.location.slice(-9));
	const giveTo = (concern, person) => query(`UPDATE concern SET officer_id = ${person.id} WHERE code = '${concern}'`);
	before(async () => {
		officer = hire({ role: 'county', unit: county });
		colleague = hire({ role: 'county', unit: county, name: `试验${randomInt(1e6)}` });
		it = pair();
		code = await raise(it);
		giveTo(code, officer);
	});

	test('stand with their deadline in the queue; reading one is in the trail, and wants the code', async () => {
		const browser = signedIn(officer, { factor: 0 });
		assert.ok((await browser.get(at('/concerns'))).html.includes(code));
		const { html } = await browser.get(at(`/concerns/${code}`));
		assert.ok(wordsOf(html).includes('我很担心') && wordsOf(html).includes('放学后'), wordsOf(html));
		assert.deepEqual(trailOf({ subject: `concern:${code}` }).map(({ action, outcome }) => [action, outcome])[0], ['concern_view', 'seen']);
		const old = await signedIn(officer, { factor: 30 }).get(at(`/concerns/${code}`));
		assert.equal(old.status, 303);
		assert.ok(old.headers.location.includes('second-factor'), old.headers.location);
	});

	test('are no school\'s and no other county\'s', async () => {
		assert.equal((await clerk().get(at('/concerns'))).status, 403);
		const other = signedIn(hire({ role: 'county', unit: otherCounty }), { factor: 0 });
		assert.ok(!(await other.get(at('/concerns'))).html.includes(code));
		assert.equal((await other.get(at(`/concerns/${code}`))).status, 404);
		assert.equal(trailOf({ subject: `concern:${code}` })[0].outcome, 'refused');
	});

	test('are given to a colleague with a reason, taken, reported, and closed with words', async () => {
		const mine = signedIn(officer, { factor: 0 }), theirs = signedIn(colleague, { factor: 0 }), page = `/concerns/${code}`;
		assert.equal((await press(mine, page, 'give', { to: String(colleague.id), reason: '' })).status, 422);
		assert.equal((await press(mine, page, 'give', { to: '999999', reason: '不在本县' })).status, 422);
		assert.equal((await press(mine, page, 'give', { to: String(colleague.id), reason: '更熟悉那里' })).status, 303);
		assert.ok(!(await mine.get(at(page))).html.includes(`${code}/close"`));
		const early = await press(theirs, page, 'close', { outcome: 'settled', words: '谈过了' });
		assert.equal(early.status, 422);
		assert.ok(wordsOf(early.html).includes('要先向公安或民政报告'), wordsOf(early.html));
		assert.equal((await press(theirs, page, 'report', { reason: '已告诉派出所' })).status, 303);
		for (const [changes, field] of [[{ outcome: '', words: '谈过了' }, 'outcome'], [{ outcome: 'settled', words: '' }, 'words']]) {
			const { status, html } = await press(theirs, page, 'close', changes);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), field);
		}
		const form = await theirs.form(at(page), /close$/);
		for (let i = 0; i < 2; i++)
			assert.equal((await theirs.submit(form, { outcome: 'settled', words: '谈过了' })).status, 303);
		assert.deepEqual(query(`SELECT state, outcome FROM concern WHERE code = '${code}'`)[0], ['closed', 'settled']);
		assert.equal(stateOf(it.code), 'paused');
		assert.equal(trailOf({ subject: `concern:${code}` }, 50).filter(({ action }) => action === 'concern_close').length, 1);
	});

	test('of harm without a report are unfounded by two: the officer asks, and somebody who never had it confirms or sends it back', async () => {
		const concern = await raise(pair()), page = `/concerns/${concern}`, count = () => number(`SELECT unfounded_by IS NOT NULL FROM concern
			WHERE code = '${concern}'`);
		giveTo(concern, officer);
		const second = hire({ role: 'county', unit: county, name: `第二${randomInt(1e6)}` });
		const mine = signedIn(officer, { factor: 0 }), theirs = signedIn(second, { factor: 0 });
		const alone = await press(mine, page, 'close', { outcome: 'unfounded', words: '没有这回事' });
		assert.equal(alone.status, 422);
		assert.ok(alone.html.includes('id="outcome-error"') && wordsOf(alone.html).includes('您一个人不能按“查无实据”办结'), wordsOf(alone.html));
		const empty = await press(mine, page, 'ask-second', { found: '' });
		assert.equal(empty.status, 422);
		assert.ok(empty.html.includes('id="found-error"'));
		assert.ok(!(await theirs.get(at(page))).html.includes('/confirm"'));
		const ask = await mine.form(at(page), /ask-second$/);
		for (let i = 0; i < 2; i++)
			assert.equal((await mine.submit(ask, { found: '问过老师' })).status, 303);
		assert.equal(count(), 1);
		const own = await mine.get(at(page));
		assert.ok(wordsOf(own.html).includes('不能由您确认') && !own.html.includes('/confirm"'), wordsOf(own.html));
		assert.ok(wordsOf((await theirs.get(at('/concerns'))).html).includes('等人确认查无实据'));
		assert.ok(wordsOf((await theirs.get(at(page))).html).includes('问过老师'));
		const confirm = await theirs.form(at(page), /confirm$/);
		const third = hire({ role: 'county', unit: county }), form = await signedIn(third, { factor: 0 }).form(at(page), /confirm$/);
		for (const person of [third, officer])
			giveTo(concern, person);
		assert.equal((await signedIn(third, { factor: 0 }).submit(form, { words: '同意' })).status, 403);
		assert.equal(query(`SELECT state FROM concern WHERE code = '${concern}'`)[0][0], 'taken');
		assert.equal((await theirs.submit(confirm, { words: '' })).status, 422);
		assert.equal((await press(theirs, page, 'send-back', { reason: '' })).status, 422);
		assert.equal((await press(theirs, page, 'send-back', { reason: '再问邻居' })).status, 303);
		assert.equal(count(), 0);
		assert.ok(wordsOf((await mine.get(at(page))).html).includes('再问邻居'));
		assert.equal((await press(mine, page, 'ask-second', { found: '邻居也说没有' })).status, 303);
		for (let i = 0; i < 2; i++)
			assert.equal((await theirs.submit(confirm, { words: '我也问过' })).status, 303);
		assert.deepEqual(query(`SELECT state, outcome, closed_by FROM concern WHERE code = '${concern}'`)[0], ['closed', 'unfounded', String(second.id)]);
		const acts = trailOf({ subject: `concern:${concern}` }, 50).filter(({ outcome }) => outcome === 'done').map(({ action }) => action);
		for (const [action, times] of [['concern_ask_second', 2], ['concern_send_back', 1], ['concern_close', 1]])
			assert.equal(acts.filter(each => each === action).length, times, action);
	});

	test('that end the pair end it for cause', async () => {
		const about = pair(), concern = await raise(about, { kind: 'alone' }), browser = signedIn(officer, { factor: 0 });
		giveTo(concern, officer);
		assert.equal((await press(browser, `/concerns/${concern}`, 'close', { outcome: 'pair_ended', words: '不合适' })).status, 303);
		assert.deepEqual(query(`SELECT state, end_reason, for_cause FROM pair WHERE code = '${about.code}'`)[0], ['ended', 'safeguarding', '1']);
	});

	test('about an officer do not exist for that officer', async () => {
		const named = hire({ role: 'county', unit: county, name: `被说的${randomInt(1e6)}` });
		const concern = await raise(pair(), { kind: 'other', officer: named.name }), browser = signedIn(named, { factor: 0 });
		assert.equal(number(`SELECT not_officer_id FROM concern WHERE code = '${concern}'`), named.id);
		assert.notEqual(number(`SELECT COALESCE(officer_id, 0) FROM concern WHERE code = '${concern}'`), named.id);
		assert.ok(!(await browser.get(at('/concerns'))).html.includes(concern));
		assert.equal((await browser.get(at(`/concerns/${concern}`))).status, 404);
	});
});

describe('contact', () => {
	test('is counted per student, the longest first, in the scope and below', async () => {
		const it = pair({ activated_at: "UTC_TIMESTAMP(6) - INTERVAL 90 DAY" }), browser = signedIn(hire({ role: 'county', unit: county }));
		const { html } = await browser.get(at('/contact?overdue=1'));
		assert.ok(html.includes(it.student.code) && wordsOf(html).includes(township.name), wordsOf(html));
		assert.ok((await browser.get(at(`/contact?unit=${townshipId}`))).html.includes(it.student.code));
		assert.equal((await browser.get(at(`/contact?unit=${otherCounty.id}`))).status, 404);
		assert.equal((await browser.get(at('/contact?unit=x'))).status, 400);
		query(`INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at, outcome, happened_on, minutes, reported_at)
			VALUES (${pairIdOf(it.code)}, '${it.code}', '${day(-2)}', 'morning', 'school', 'teacher', UTC_TIMESTAMP(6), 'done', '${day(-2)}', 60,
			UTC_TIMESTAMP(6))`);
		assert.ok(!(await browser.get(at('/contact?overdue=1'))).html.includes(it.student.code));
	});

	test('a teacher who leaves hands over to another of the school, all or one student', async () => {
		const leaving = hire({ role: 'school', unit: school }), staying = hire({ role: 'school', unit: school });
		const elsewhere = hire({ role: 'school', unit: otherSchool });
		const students = [plantStudent({ school }), plantStudent({ school })];
		const teacherOf = student => number(`SELECT teacher_id FROM pairing_student WHERE student_id = ${student.id}`);
		query(`UPDATE pairing_student SET teacher_id = ${leaving.id} WHERE student_id IN (${students.map(({ id }) => id).join()})`);
		query(`UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE id = ${leaving.id}`);
		const browser = clerk(), page = `/contact/teachers/${leaving.id}`;
		assert.ok(wordsOf((await browser.get(at('/'))).html).includes('负责老师账户已停用的学生'));
		assert.ok(wordsOf((await browser.get(at('/contact/teachers'))).html).includes('已停用，要交接'));
		for (const to of ['', String(elsewhere.id)]) {
			const { status, html } = await press(browser, page, `/${leaving.id}`, { to });
			assert.equal(status, 422);
			assert.ok(html.includes('id="to-error"'));
		}
		assert.equal((await press(browser, page, `/${leaving.id}`, { to: String(staying.id), student: students[0].code })).status, 303);
		assert.deepEqual(students.map(teacherOf), [staying.id, leaving.id]);
		assert.equal((await press(browser, page, `/${leaving.id}`, { to: String(staying.id), student: '' })).status, 303);
		assert.deepEqual(students.map(teacherOf), [staying.id, staying.id]);
		assert.equal(trailOf({ subject: `student:${students[1].code}` })[0].action, 'pairing_hand_over');
		assert.equal((await browser.get(at(page))).status, 404);
		query(`UPDATE pairing_student SET teacher_id = NULL WHERE student_id IN (${students.map(({ id }) => id).join()})`);
	});
});
