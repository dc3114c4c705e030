// Staff write programmes of aid: a draft of a rule, its amounts and conditions, the second person, and what is refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const city = () => signedIn(hire({ role: 'city' }));
let serial = 0;

// A programme of our own with a version in force: senior high school pupils on the poverty register get 2,000 yuan a year.
const plant = ({ county = null } = {}) => {
	const code = `test_${Date.now()}_${++serial}`;
	query(`INSERT INTO programme (code, kind, given_by, county_code, title, title_en, how_to_ask, how_to_ask_en, position, created_at) VALUES
		('${code}', 'grant', 'city', ${county === null ? 'NULL' : `'${county}'`}, '试验助学金', 'Trial grant', '问老师', 'Ask', 900, '2026-01-01')`);
	const id = number(`SELECT id FROM programme WHERE code = '${code}'`);
	query(`INSERT INTO aid_rule_version (programme_id, version, valid_from, law_ref, source, drafted_at) VALUES (${id}, 1, '2018-01-01', '试字 1 号', '试', '2018-01-01')`);
	const version = number(`SELECT id FROM aid_rule_version WHERE programme_id = ${id}`);
	query(`INSERT INTO aid_tier VALUES (${version}, 1, 200000, 'year', FALSE, '', '')`);
	query(`INSERT INTO aid_clause VALUES (${version}, 0, 0, 1, 'stage', 'is', 'senior', '给高中生。', 'For senior school.'),
		(${version}, 0, 0, 2, 'registered_poor', 'is', 'yes', '给建档立卡的。', 'For the poverty register.')`);
	query(`UPDATE aid_rule_version SET published_at = '2018-01-01' WHERE id = ${version}`);
	return id;
};
const page = async (browser, id, path = '/draft') => browser.get(at(`/programmes/${id}${path}`));
const press = async (browser, id, step, changes = {}, path = '/draft') =>
	browser.submit(formOf((await page(browser, id, path)).html, new RegExp(`/${step}$`)), changes);
const begun = async (browser, id) => assert.equal((await press(browser, id, 'draft-begin', {}, '')).status, 303);
const put = async (browser, id, path, changes) => browser.submit(formOf((await page(browser, id, `/draft/${path}`)).html, new RegExp(`/draft/${path.split('?')[0]}$`)), changes);
const openVersion = id => query(`SELECT version, state FROM aid_rule_version WHERE programme_id = ${id} AND state <> 'published'`)[0];
const clauses = id => number(`SELECT COUNT(*) FROM aid_clause c JOIN aid_rule_version v ON v.id = c.version_id WHERE v.programme_id = ${id} AND v.state <> 'published'`);
const head = { valid_from: '2030-01-01', valid_to: '', law_ref: '试字 2 号', source: '照文件录入。', confirmed: '1' };

describe('programmes', () => {
	test('are listed with the version in force and what waits', async () => {
		const browser = city();
		const { status, html } = await browser.get(at('/programmes'));
		assert.equal(status, 200);
		assert.match(wordsOf(html), /学前教育政府助学金/);
		assert.match(wordsOf(html), /未核对/);
	});

	test('show amounts and conditions in words', async () => {
		const id = number("SELECT id FROM programme WHERE code = 'senior_tuition_waiver'");
		const words = wordsOf((await page(city(), id, '')).html);
		assert.match(words, /最多1,600\.00/);
		assert.match(words, /建档立卡/);
		assert.match(words, /财教〔2016〕292号/);
		assert.equal((await page(city(), id, '?version=99')).status, 404);
		assert.equal((await page(city(), 999999, '')).status, 404);
	});

	test('have words that change at once, in the trail', async () => {
		const id = plant(), browser = city();
		const form = formOf((await page(browser, id, '/words')).html, /\/words$/);
		const bad = await browser.submit(form, { title: '' });
		assert.equal(bad.status, 422);
		assert.ok(byId(bad.html, 'p', 'title-error'));
		assert.equal((await browser.submit(form, { title: '新名称' })).status, 303);
		assert.equal(query(`SELECT title FROM programme WHERE id = ${id}`)[0][0], '新名称');
		assert.equal(trailOf({ subject: `programme:${id}` }, 1)[0].action, 'programme_edit');
	});

	test('of the whole city are not a county\'s to write, its own are', async () => {
		const browser = signedIn(hire({ role: 'county', unit: unitOf('county', "code = '371323'") }));
		const foreign = plant(), own = plant({ county: '371323' });
		const { html } = await page(browser, foreign, '');
		assert.throws(() => formOf(html, /draft-begin$/), /no post form/);
		const form = formOf((await page(browser, own, '')).html, /draft-begin$/);
		assert.equal((await browser.submit({ ...form, action: at(`/programmes/${foreign}/draft-begin`) })).status, 403);
		assert.equal(openVersion(foreign), undefined);
		assert.equal((await browser.submit(form)).status, 303);
		assert.deepEqual(openVersion(own), ['2', 'draft']);
	});
});

describe('a draft', () => {
	test('is a copy of the version in force, one at a time', async () => {
		const id = plant(), browser = city();
		const form = formOf((await page(browser, id, '')).html, /draft-begin$/);
		assert.equal((await browser.submit(form)).status, 303);
		assert.deepEqual(openVersion(id), ['2', 'draft']);
		assert.equal(clauses(id), 2);
		const again = await browser.submit(form);
		assert.equal(again.status, 409);
		assert.match(wordsOf(again.html), /已经有一份没有发布的版本/);
		assert.equal(number(`SELECT COUNT(*) FROM aid_rule_version WHERE programme_id = ${id}`), 2);
	});

	const wrong = [['valid_from', ''], ['valid_from', '2018-02-30'], ['valid_to', '2029-12-31'], ['law_ref', ''], ['law_ref', '长'.repeat(201)], ['source', ''],
		['source', '长'.repeat(301)]];
	for (const [field, value] of wrong)
		test(`with ${field} ${JSON.stringify(value).slice(0, 14)} is shown again`, async () => {
			const id = plant(), browser = city();
			await begun(browser, id);
			const answer = await put(browser, id, 'edit', { ...head, [field]: value });
			assert.equal(answer.status, 422);
			assert.ok(byId(answer.html, 'p', `${field}-error`), textOf(answer.html));
			assert.equal(number(`SELECT COUNT(*) FROM aid_rule_version WHERE programme_id = ${id} AND law_ref = '试字 2 号'`), 0);
		});

	for (const [field, value] of [['amount_fen', ''], ['amount_fen', '0'], ['amount_fen', '100000.01'], ['amount_fen', '1,0'], ['per', 'week'], ['title', '长'.repeat(61)]])
		test(`'s amount with ${field} ${JSON.stringify(value).slice(0, 14)} is shown again`, async () => {
			const id = plant(), browser = city();
			await begun(browser, id);
			const answer = await put(browser, id, 'tier', { amount_fen: '100', per: 'year', [field]: value });
			assert.equal(answer.status, 422);
			assert.ok(byId(answer.html, 'p', `${field}-error`));
			assert.equal(number(`SELECT COUNT(*) FROM aid_tier t JOIN aid_rule_version v ON v.id = t.version_id WHERE v.programme_id = ${id}`), 2);
		});

	const reasons = { reason: '因为。', reason_en: 'Because.' };
	for (const [field, changes, culprit] of [['colour', { op: 'is', value: 'yes' }, null], ['grade', { op: 'in', value: '2' }, 'op'], ['grade', { op: 'at_most', value: '10' }, 'value'],
		['grade', { op: 'at_most', value: '2', reason: '' }, 'reason'], ['stage', { op: 'is' }, 'value'], ['boarding', { op: 'is', value: 'perhaps' }, 'value'],
		['boarding', { op: 'at_least', value: 'yes' }, 'op'], ['tuition', { op: 'at_least', value: '-1' }, 'value'], ['age', { op: 'at_most', value: '1e9' }, 'value'],
		['grade', { op: 'at_most', value: '2', reason: '长'.repeat(201) }, 'reason']])
		test(`'s clause ${field} ${JSON.stringify(changes).slice(0, 40)} is refused`, async () => {
			const id = plant(), browser = city();
			await begun(browser, id);
			const path = `clause?tier=0&group=0&field=${culprit === null ? 'stage' : field}`;
			const answer = await put(browser, id, path, { ...reasons, field, ...changes });
			assert.equal(answer.status, 422, textOf(answer.html));
			if (culprit !== null)
				assert.ok(byId(answer.html, 'p', `${culprit}-error`), textOf(answer.html));
			assert.equal(clauses(id), 2);
		});

	test('takes clauses and amounts, changes and drops them, and says what is new', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		assert.equal((await put(browser, id, 'clause?tier=0&group=1&field=household_place', { ...reasons, op: 'in', choice0: '1', choice1: '1' })).status, 303);
		assert.equal((await put(browser, id, 'clause?tier=0&group=2&field=grade', { ...reasons, op: 'at_least', value: '2' })).status, 303);
		assert.equal((await put(browser, id, 'tier?tier=1', { amount_fen: '2500.00' })).status, 303);
		assert.equal((await put(browser, id, 'tier', { amount_fen: '1000', per: 'term', up_to: '1', title: '二档', title_en: 'second' })).status, 303);
		assert.equal(query(`SELECT value FROM aid_clause WHERE field = 'household_place' ORDER BY version_id DESC LIMIT 1`)[0][0], 'city,province');
		let words = wordsOf((await page(browser, id)).html);
		assert.match(words, /在本市/);
		assert.match(words, /新的/);
		assert.match(words, /去掉的/);
		assert.equal((await put(browser, id, 'clause?tier=0&group=2&position=1', { value: '3' })).status, 303);
		assert.equal((await press(browser, id, 'drop-tier')).status, 303);
		assert.equal((await press(browser, id, 'drop-clause', { tier: '0', group_number: '2', position: '1' })).status, 303);
		assert.equal(clauses(id), 3);
		assert.equal((await press(browser, id, 'drop-clause', { tier: '0', group_number: '2', position: '1' })).status, 409);
		assert.equal((await page(browser, id, '/draft/clause?tier=0&group=9&position=9')).status, 404);
		assert.equal((await page(browser, id, '/draft/tier?tier=7')).status, 404);
	});

	test('is written by its drafter only, and thrown away by him', async () => {
		const id = plant(), browser = city(), other = city();
		await begun(browser, id);
		assert.equal((await page(other, id, '/draft/tier')).status, 409);
		const form = formOf((await page(browser, id)).html, /discard$/);
		assert.equal((await other.get(at(`/programmes/${id}/draft`))).status, 200);
		assert.equal((await browser.submit(form)).status, 303);
		assert.equal(openVersion(id), undefined);
		assert.equal((await page(browser, id)).status, 404);
	});
});

describe('publishing', () => {
	const submitted = async (browser, id, changes = {}) => {
		await begun(browser, id);
		assert.equal((await put(browser, id, 'edit', { ...head, ...changes })).status, 303);
		assert.equal((await press(browser, id, 'submit')).status, 303);
	};

	test('a contradiction is not submitted: the clause is named', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		assert.equal((await put(browser, id, 'clause?tier=0&group=0&field=stage', { op: 'is', choice1: '1', reason: '给小学生。', reason_en: 'x y' })).status, 303);
		const answer = await press(browser, id, 'submit');
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /互相矛盾.*出在这一条：上哪一段学是小学/);
		assert.deepEqual(openVersion(id), ['2', 'draft']);
	});

	test('nor is one without an amount', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		assert.equal((await press(browser, id, 'drop-tier')).status, 303);
		const answer = await press(browser, id, 'submit');
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /还没有金额/);
	});

	test('takes another person: the maker has no button, and a form made by hand is refused', async () => {
		const id = plant(), browser = city(), other = plant();
		await submitted(browser, id);
		const { html } = await page(browser, id);
		assert.throws(() => formOf(html, /publish$/), /no post form/);
		await submitted(city(), other);
		const form = formOf((await page(browser, other)).html, /publish$/);
		const answer = await browser.submit({ ...form, action: at(`/programmes/${id}/draft/publish`) });
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /由另一位同事决定/);
		assert.deepEqual(openVersion(id), ['2', 'submitted']);
	});

	test('ends the version before it on the day before; a second time is told', async () => {
		const id = plant(), checker = city();
		await submitted(city(), id);
		const form = formOf((await page(checker, id)).html, /publish$/);
		assert.equal((await checker.submit(form)).status, 303);
		assert.deepEqual(query(`SELECT version, state, valid_to FROM aid_rule_version WHERE programme_id = ${id} ORDER BY version`).map(row => row.join(' ')),
			['1 published 2029-12-31', '2 published ']);
		assert.equal(trailOf({ subject: `programme:${id}` }, 1)[0].action, 'programme_publish');
		assert.equal((await checker.submit(form)).status, 409);
	});

	test('stands on the first page of who may, and not of the maker', async () => {
		const id = plant(), maker = city();
		await submitted(maker, id);
		assert.match(wordsOf((await city().get(at('/'))).html), /等您发布的资助规则/);
		query(`UPDATE aid_rule_version SET submitted_at = NULL, submitted_by = NULL WHERE state = 'submitted' AND programme_id <> ${id}`);
		assert.ok(!/等您发布的资助规则/.test(wordsOf((await maker.get(at('/'))).html)));
	});

	test('over the days of another version is refused', async () => {
		const id = plant(), checker = city();
		await submitted(city(), id, { valid_from: '2017-01-01' });
		const answer = await press(checker, id, 'publish');
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /两个版本有效/);
		assert.deepEqual(openVersion(id), ['2', 'submitted']);
	});

	test('or returned with a reason, which the drafter reads; taken back by who submitted it', async () => {
		const id = plant(), browser = city(), checker = city();
		await submitted(browser, id);
		const empty = await press(checker, id, 'return', { reason: '' });
		assert.equal(empty.status, 422);
		assert.equal((await press(checker, id, 'return', { reason: '金额同文件不一样' })).status, 303);
		assert.match(wordsOf((await page(browser, id)).html), /金额同文件不一样/);
		assert.equal((await press(browser, id, 'submit')).status, 303);
		assert.equal((await press(browser, id, 'withdraw')).status, 303);
		assert.deepEqual(openVersion(id), ['2', 'draft']);
	});

	test('a submitted version is not written any more', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		const form = formOf((await page(browser, id, '/draft/tier')).html, /tier$/);
		assert.equal((await press(browser, id, 'submit')).status, 303);
		assert.equal((await browser.submit(form, { amount_fen: '5', per: 'year' })).status, 409);
		assert.equal((await page(browser, id, '/draft/edit')).status, 409);
	});
});

describe('a trial', () => {
	test('shows what changes for each family, and why not', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		const none = wordsOf((await page(browser, id, '/draft/try')).html);
		assert.match(none, /什么困难都没有的小学生没有没有不变给高中生。/);
		assert.ok(!/新得到/.test(none));
		// Primary school too.
		assert.equal((await put(browser, id, 'clause?tier=0&group=0&position=1', { choice1: '1', op: 'in' })).status, 303);
		assert.equal((await put(browser, id, 'tier?tier=1', { amount_fen: '900' })).status, 303);
		const words = wordsOf((await page(browser, id, '/draft/try')).html);
		assert.match(words, /建档立卡的小学住校生没有有900\.00每年新得到/);
		assert.match(words, /只知道在上初中/);
	});

	test('counts the register in the reader\'s scope', async () => {
		const id = plant(), browser = city();
		await begun(browser, id);
		const words = wordsOf((await page(browser, id, '/draft/try?registered=1')).html);
		assert.match(words, /管理范围内的学生\d+以前有\d+/);
		assert.equal((await page(city(), plant(), '/draft/try')).status, 404);
	});
});

describe('families to try rules on', () => {
	const name = () => `试算 ${++serial} ${Date.now()}`;
	const add = async (browser, changes) => browser.submit(formOf((await browser.get(at('/programmes/families'))).html, /\/programmes\/families$/), changes);
	const stored = named => query(`SELECT REPLACE(facts, CHAR(10), ' ') FROM aid_case WHERE name = '${named}'`)[0]?.[0];

	test('are added and dropped, in the trail', async () => {
		const browser = city(), named = name();
		assert.equal((await add(browser, { name: named, stage: 'primary', grade: '4', boarding: 'yes', tuition: '800' })).status, 303);
		assert.equal(stored(named).trim(), 'stage=primary grade=4 boarding=yes tuition=800.00');
		const id = number(`SELECT id FROM aid_case WHERE name = '${named}'`);
		const drop = formOf((await browser.get(at('/programmes/families'))).html, /families\/drop$/);
		assert.equal((await browser.submit(drop, { family: id })).status, 303);
		assert.equal(stored(named), undefined);
		assert.equal((await browser.submit(drop, { family: id })).status, 404);
		assert.equal(trailOf({ subject: `aid_case:${id}` }, 1)[0].action, 'programme_edit');
	});

	for (const [field, value] of [['grade', '10'], ['grade', '-1'], ['age', '61'], ['stage', 'nursery'], ['boarding', 'perhaps'], ['tuition', '1.001'], ['name', ''], ['name', '长'.repeat(61)]])
		test(`with ${field} ${JSON.stringify(value).slice(0, 12)} are shown again`, async () => {
			const named = name();
			const answer = await add(city(), { name: named, stage: 'primary', [field]: value });
			assert.equal(answer.status, 422, textOf(answer.html));
			assert.ok(byId(answer.html, 'p', `${field}-error`), textOf(answer.html));
			assert.equal(stored(named), undefined);
		});

	test('have names of their own', async () => {
		const browser = city(), named = name();
		assert.equal((await add(browser, { name: named })).status, 303);
		const answer = await add(browser, { name: named });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(byId(answer.html, 'p', 'name-error').inner), /已经有一户/);
	});
});
