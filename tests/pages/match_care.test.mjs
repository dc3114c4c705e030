// Letters, visits and the record of an active pair; concerns of anybody: the good way, what is refused and nothing stored, twice is once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { literal, number, query } from '../client/database.mjs';
import { asGuardian } from '../client/guardian.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { asFamily, pairIdOf, plantFamily, plantPair, plantStudent, secretsOf, stateOf } from '../client/pairing.mjs';
import { day } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { trailOf } from '../client/staffing.mjs';

const letters = code => `${site.match}/pairs/${code}/messages`;
const visits = code => `${site.match}/pairs/${code}/visits`;
const concern = `${site.match}/concern`;
const messagesOf = code => number(`SELECT COUNT(*) FROM pair_message WHERE pair_id = ${pairIdOf(code)}`);
const visitsOf = code => number(`SELECT COUNT(*) FROM visit WHERE pair_id = ${pairIdOf(code)}`);
const write = async (browser, page, body) => browser.submit(await browser.form(page, /\/messages$/), { body });
const plan = async (browser, code, changes = {}) => browser.submit(await browser.form(visits(code), /\/visits$/),
	{ planned_on: day(3), part: 'morning', place: 'school', with_whom: 'teacher', ...changes });
const anybody = () => new Browser({ headers: somebodyElse() });

describe('letters', () => {
	let student, family, code, browser;
	before(() => {
		student = plantStudent();
		family = plantFamily();
		code = plantPair(student, family, 'active');
		browser = asFamily(family);
	});

	test('go to the school first; the other side reads them when they were released', async () => {
		const answer = await write(browser, letters(code), '小朋友，你好！这次语文 98 分，真棒。');
		assert.equal(answer.headers.location, letters(code), wordsOf(answer.html ?? ''));
		assert.ok(wordsOf((await browser.get(letters(code))).html).includes('等学校看'));
		const guardian = await asGuardian(student.telephone), theirs = `${site.match}/guardian/pairs/${code}/messages`;
		assert.ok(!wordsOf((await guardian.get(theirs)).html).includes('小朋友'));
		query(`UPDATE pair_message SET released = TRUE, decided_at = UTC_TIMESTAMP(6), decided_by = (SELECT MIN(id) FROM account)
			WHERE pair_id = ${pairIdOf(code)}`);
		assert.ok(wordsOf((await guardian.get(theirs)).html).includes('小朋友，你好'));
		assert.ok(wordsOf((await browser.get(letters(code))).html).includes('已转交'));
		const reply = await write(guardian, theirs, '谢谢叔叔阿姨');
		assert.equal(reply.headers.location, theirs);
		assert.equal(query(`SELECT sender FROM pair_message WHERE pair_id = ${pairIdOf(code)} ORDER BY id DESC LIMIT 1`)[0][0], 'child');
		assert.ok(trailOf({ subject: `pair:${code}` }).some(({ action }) => action === 'message_send'));
	});

	for (const [body, kind] of [['打我电话一三八 0000-0000', '电话号码'], ['加微信 zhang_2018', '微信号'], ['QQ12345678', 'QQ号'],
		['看 www.example.org/a', '网址或口令'], ['写到 a.b@example.com', '电子邮箱']])
		test(`with a way to meet outside come back, and say where: ${kind}`, async () => {
			const stored = messagesOf(code);
			const { status, html } = await write(browser, letters(code), `你好，${body}，再见`);
			assert.equal(status, 422);
			assert.ok(wordsOf(html).includes(kind) && html.includes('<mark'), wordsOf(html));
			assert.ok(formOf(html, /\/messages$/).values.some(([name, value]) => name === 'body' && value.includes(body)));
			assert.equal(messagesOf(code), stored);
		});

	test('that are empty or too long name the field and store nothing', async () => {
		const stored = messagesOf(code);
		for (const body of ['', '字'.repeat(501)]) {
			const { status, html } = await write(browser, letters(code), body);
			assert.equal(status, 422);
			assert.ok(html.includes('id="body-error"'));
		}
		assert.equal(messagesOf(code), stored);
	});

	test('sent twice from one display arrive once', async () => {
		const stored = messagesOf(code), form = await browser.form(letters(code), /\/messages$/);
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form, { body: '一次' })).status, 303);
		assert.equal(messagesOf(code), stored + 1);
	});

	test("are nobody else's, and wait for the door", async () => {
		assert.equal((await asFamily(plantFamily()).get(letters(code))).status, 404);
		assert.equal((await anybody().get(letters(code))).status, 303);
		assert.equal((await anybody().get(`${site.match}/guardian/pairs/${code}/messages`)).headers.location, `${site.match}/guardian`);
	});

	test('stop while the pair is paused: nothing is read, nothing is sent', async () => {
		const other = plantPair(plantStudent(), plantFamily({ capacity: 1 }), 'active');
		const family2 = { id: number(`SELECT family_id FROM pair WHERE code = ${literal(other)}`) }, theirs = asFamily(family2);
		const form = await theirs.form(letters(other), /\/messages$/);
		query(`UPDATE pair SET paused_at = UTC_TIMESTAMP(6), pause_reason = 'staff' WHERE code = ${literal(other)}`);
		assert.equal((await theirs.submit(form, { body: '你好' })).status, 409);
		assert.equal(messagesOf(other), 0);
		assert.ok(!(await theirs.get(letters(other))).html.includes('<textarea'));
	});
});

describe('visits', () => {
	let family, student, code, browser;
	before(() => {
		family = plantFamily();
		student = plantStudent();
		code = plantPair(student, family, 'active', { activated_at: "UTC_TIMESTAMP(6) - INTERVAL 60 DAY" });
		browser = asFamily(family);
	});

	test('are planned, reported, and stand in the record once the school confirmed', async () => {
		assert.equal((await plan(browser, code, { planned_on: day(0) })).headers.location, visits(code));
		const id = number(`SELECT MAX(id) FROM visit WHERE pair_id = ${pairIdOf(code)}`), page = `${visits(code)}/${id}`;
		const answer = await browser.submit(await browser.form(page, /\/report$/), { outcome: 'done', happened_on: day(0), minutes: '90', note: '读书' });
		assert.equal(answer.headers.location, visits(code), wordsOf(answer.html ?? ''));
		assert.ok(wordsOf((await browser.get(visits(code))).html).includes('见到了90分钟'));
		assert.ok(wordsOf((await browser.get(`${site.match}/record`)).html).includes('还没有学校确认过的探访'));
		query(`UPDATE visit SET review = 'confirmed', reviewed_at = UTC_TIMESTAMP(6), reviewed_by = (SELECT MIN(id) FROM account) WHERE id = ${id}`);
		const record = (await browser.get(`${site.match}/record`)).html;
		assert.ok(wordsOf(record).includes('1次，共1小时30分钟') && record.includes(family.name), wordsOf(record));
		for (const secret of secretsOf(student))
			assert.ok(!record.includes(secret), secret);
		assert.equal(number(`SELECT COUNT(*) FROM visit WHERE id = ${id} AND INSTR(note_sealed, '读书') > 0`), 0);
	});

	for (const [name, changes, field] of [['of a day that is past', { planned_on: day(-1) }, 'planned_on'],
		['too far ahead', { planned_on: day(91) }, 'planned_on'], ['of no day', { planned_on: '2018-02-30' }, 'planned_on'],
		["in the evening at the family's", { part: 'evening', place: 'family_home' }, 'part'], ['with nobody there', { with_whom: null }, 'with_whom'],
		['alone with the child', { with_whom: 'alone' }, 'with_whom'], ['at night', { part: 'night' }, 'part']])
		test(`${name} are not planned, and the field says so`, async () => {
			const stored = visitsOf(code);
			const { status, html } = await plan(browser, code, changes);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), wordsOf(html));
			assert.equal(visitsOf(code), stored);
		});

	test('take no photograph: a field for one is refused, and the page has none', async () => {
		const { html } = await browser.get(visits(code));
		assert.ok(!html.includes('type="file"') && wordsOf(html).includes('不收照片'));
		assert.equal((await plan(browser, code, { photo: 'x.jpg' })).status, 400);
	});

	test('planned twice from one display are one; reported before the day or without minutes, none', async () => {
		const form = await browser.form(visits(code), /\/visits$/);
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form, { planned_on: day(5), part: 'afternoon', place: 'public', with_whom: 'both' })).status, 303);
		const ids = query(`SELECT id FROM visit WHERE pair_id = ${pairIdOf(code)} AND planned_on = '${day(5)}'`);
		assert.equal(ids.length, 1);
		query(`UPDATE visit SET planned_on = '${day(-1)}' WHERE id = ${ids[0][0]}`);
		const page = `${visits(code)}/${ids[0][0]}`;
		for (const [changes, field] of [[{ outcome: 'done', happened_on: day(1), minutes: '60' }, 'happened_on'],
			[{ outcome: 'done', happened_on: day(-1), minutes: '' }, 'minutes'], [{ outcome: null, happened_on: day(-1) }, 'outcome'],
			[{ outcome: 'done', happened_on: day(-1), minutes: '601' }, 'minutes'], [{ outcome: 'done', happened_on: day(-70), minutes: '5' }, 'happened_on']]) {
			const { status, html } = await browser.submit(await browser.form(page, /\/report$/), changes);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), field);
		}
		assert.equal(number(`SELECT COUNT(*) FROM visit WHERE id = ${ids[0][0]} AND outcome IS NULL`), 1);
	});

	test('are called off once', async () => {
		await plan(browser, code, { planned_on: day(9) });
		const id = number(`SELECT MAX(id) FROM visit WHERE pair_id = ${pairIdOf(code)}`);
		const form = await browser.form(`${visits(code)}/${id}`, /\/cancel$/);
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form)).status, 303);
		assert.equal(trailOf({ subject: `pair:${code}` }, 50).filter(({ action }) => action === 'visit_cancel').length, 1);
		assert.equal((await asFamily(plantFamily()).get(`${visits(code)}/${id}`)).status, 404);
	});

	test('methods other than those of the page are refused', async () => {
		for (const path of [visits(code), letters(code), concern])
			assert.equal((await browser.send('PUT', path)).status, 405);
	});
});

describe('a concern', () => {
	const raise = async (browser, changes, from = concern) => browser.submit(await browser.form(from, /\/concern$/), { body: '我害怕', step: 'raise', ...changes });
	const countOf = () => number('SELECT COUNT(*) FROM concern');

	test('needs a few words and nothing else, and gives a code that shows state and deadline alone', async () => {
		const browser = anybody(), answer = await raise(browser, {});
		assert.match(answer.headers.location, /\/concern\/[0-9A-Z]{9}$/, wordsOf(answer.html ?? ''));
		const { html } = await anybody().get(answer.headers.location);
		assert.ok(wordsOf(html).includes('收到了') && !wordsOf(html).includes('我害怕'));
		const code = answer.headers.location.slice(-9);
		assert.equal(query(`SELECT kind, raised_by FROM concern WHERE code = '${code}'`)[0].join(), 'other,other');
		assert.equal(number(`SELECT COUNT(*) FROM concern WHERE INSTR(body_sealed, '我害怕') > 0`), 0);
		assert.equal((await anybody().get(`${concern}/${code.toLowerCase()}`)).status, 200);
	});

	test('with the code of a pair pauses it at once, and family and guardian read no more than that', async () => {
		const family = plantFamily(), student = plantStudent(), code = plantPair(student, family, 'active');
		const answer = await raise(anybody(), { kind: 'harm', raised_by: 'child', pair_code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}` });
		assert.equal(answer.status, 303);
		assert.equal(stateOf(code), 'paused');
		const row = query(`SELECT pair_id, TIMESTAMPDIFF(HOUR, raised_at, due_at), TIMESTAMPDIFF(HOUR, raised_at, report_due_at) FROM concern
			WHERE code = '${answer.headers.location.slice(-9)}'`)[0];
		assert.deepEqual(row.map(Number), [pairIdOf(code), 12, 24]);
		const page = wordsOf((await asFamily(family).get(`${site.match}/pairs/${code}`)).html);
		assert.ok(page.includes('暂停') && !page.includes('关切') && !page.includes('害怕'), page);
		const seen = trailOf({ subject: `concern:${answer.headers.location.slice(-9)}` })[0];
		assert.equal(seen.role, 'none');
	});

	test("from a pair's page has its code filled in", async () => {
		const form = await anybody().form(`${concern}?pair=ABCDEFGH1&by=family`, /\/concern$/);
		assert.deepEqual(form.values.filter(([name]) => ['pair_code', 'raised_by'].includes(name)), [['raised_by', 'family'], ['pair_code', 'ABCDEFGH1']]);
	});

	test('without a word comes back, with all that was chosen', async () => {
		const stored = countOf(), { status, html } = await raise(anybody(), { body: '', kind: 'money', contact: '放学后' });
		assert.equal(status, 422);
		assert.ok(html.includes('id="body-error"') && html.includes('放学后'));
		assert.ok(formOf(html, /\/concern$/).values.some(([name, value]) => name === 'kind' && value === 'money'));
		assert.equal(countOf(), stored);
	});

	test('asks for county, township and school step by step and keeps the words', async () => {
		const browser = anybody(), [[school, path]] = query("SELECT id, path FROM unit WHERE kind = 'school' ORDER BY id LIMIT 1");
		const [, , county, township] = path.split('/');
		let form = await browser.form(concern, /\/concern$/), stored = countOf();
		for (const changes of [{ county }, { county, township }]) {
			const { status, html } = await browser.submit(form, { body: '在学校', step: 'places', ...changes });
			assert.equal(status, 200);
			form = formOf(html, /\/concern$/);
			assert.ok(form.values.some(([name, value]) => name === 'body' && value === '在学校'));
		}
		assert.equal(countOf(), stored);
		const answer = await browser.submit(form, { county, township, school, step: 'raise' });
		assert.equal(query(`SELECT path FROM concern WHERE code = '${answer.headers.location.slice(-9)}'`)[0][0], path);
	});

	test('sent twice from one display is one', async () => {
		const browser = anybody(), form = await browser.form(concern, /\/concern$/), stored = countOf();
		const answers = [await browser.submit(form, { body: '一次', step: 'raise' }), await browser.submit(form, { body: '一次', step: 'raise' })];
		assert.equal(answers[0].headers.location, answers[1].headers.location);
		assert.equal(countOf(), stored + 1);
	});

	test('too long, or with an unknown field, stores nothing', async () => {
		const stored = countOf(), long = await raise(anybody(), { body: '字'.repeat(1501) });
		assert.equal(long.status, 422);
		assert.ok(long.html.includes('id="body-error"') && long.html.includes('字'.repeat(1501)));
		assert.equal((await raise(anybody(), { photo: 'x' })).status, 400);
		assert.equal(countOf(), stored);
	});

	test('too many from one address are asked to wait, with the words on the page', async () => {
		const browser = anybody(), stored = countOf();
		let answer;
		for (let i = 0; i < 21; i++)
			answer = await raise(browser, { body: `第${i}句话` });
		assert.equal(answer.status, 429);
		assert.ok(Number(answer.headers['retry-after']) > 0);
		assert.ok(formOf(answer.html, /\/concern$/).values.some(([name, value]) => name === 'body' && value === '第20句话'));
		assert.equal(countOf(), stored + 20);
	});

	test('a code of no concern says so, and guessing ends', async () => {
		const browser = anybody();
		assert.equal((await browser.get(`${concern}/ABCDEFGH1`)).status, 404);
		for (let i = 0; i < 30; i++)
			await browser.get(`${concern}/ABCDEFG${i + 10}`);
		assert.equal((await browser.get(`${concern}/ABCDEFGH1`)).status, 429);
		assert.equal((await browser.get(`${site.match}/concerns?code=abcd-efgh1`)).headers.location, `${concern}/ABCDEFGH1`);
	});
});
