// Staff name, move, end and add units: what is refused, in which words, and that nothing of it is stored.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { day, uniqueWord } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const root = unitOf('city');
const county = unitOf('county', "code = '371328'");
const other = unitOf('county', "code = '371302'");

// Units of the tests' own, straight below their parent, gone afterwards.
const planted = [];
const plant = (kind, parent, { from = day(-100), name = uniqueWord() } = {}) => {
	query(`INSERT INTO unit (kind, name, parent_id, path, valid_from) VALUES ('${kind}', '${name}', ${parent.id}, '', '${from}');
		SET @id = LAST_INSERT_ID(); UPDATE unit SET path = CONCAT('${parent.path}', @id, '/') WHERE id = @id;
		INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) VALUES (@id, ${parent.id}, '${name}', '${from}')`);
	const unit = { id: number(`SELECT MAX(id) FROM unit WHERE name = '${name}'`), name };
	unit.path = `${parent.path}${unit.id}/`;
	planted.push(unit.id);
	return unit;
};
after(() => {
	for (const id of planted.reverse())
		query(`DELETE FROM unit_placement WHERE unit_id = ${id}; DELETE FROM unit WHERE id = ${id}`);
});

const stored = ({ id }) => query(`SELECT name, parent_id, path, valid_to FROM unit WHERE id = ${id}`)[0];
const clerk = (role = 'county', unit = county) => signedIn(hire({ role, unit }));
const act = async (browser, { id }, what, changes) => browser.submit(formOf((await browser.get(at(`/units/${id}`))).html, new RegExp(`/${what}$`)), changes);
// A township of a county that has no other place to go offers no form: the form is that of a school, whose token is as good.
const move = async (browser, { id }, changes) => {
	const school = plant('school', plant('township', county));
	return browser.submit({ ...formOf((await browser.get(at(`/units/${school.id}/move`))).html, /move$/), action: at(`/units/${id}/move`) }, changes);
};
const create = async (browser, { id }, changes) => browser.submit(await browser.form(at(`/units/${id}/new`), /new$/),
	{ kind: 'township', name: uniqueWord(), code: '', valid_from: day(0), ...changes });
const fault = (answer, field) => wordsOf(byId(answer.html, 'p', `${field}-error`)?.inner ?? '');

describe('a new name', () => {
	const wrong = [
		['name', '', /请填写/], ['name', '短', /太短/], ['name', '长'.repeat(101), /太长/], ['name', '改\u0001名', /符号/],
		['from', '', /请填写/], ['from', '2026-02-30', /没有这一天/], ['from', day(1), /还没有到/], ['from', day(-101), /早于上一次变动/],
	];
	for (const [field, value, words] of wrong)
		test(`with ${field} ${JSON.stringify(value).slice(0, 20)} is refused`, async () => {
			const unit = plant('township', county);
			const answer = await act(clerk(), unit, 'rename', { name: '新的名称', from: day(0), [field]: value });
			assert.equal(answer.status, 422, textOf(answer.html).slice(0, 300));
			assert.match(fault(answer, field), words);
			assert.equal(stored(unit)[0], unit.name);
		});
	test('that is the old one is refused', async () => {
		const unit = plant('township', county);
		const answer = await act(clerk(), unit, 'rename', { name: unit.name, from: day(0) });
		assert.equal(answer.status, 422);
		assert.match(fault(answer, 'name'), /和现在一样/);
	});
	test('is kept beside the old one, and says who and when', async () => {
		const unit = plant('township', county);
		const person = hire({ role: 'county', unit: county });
		const browser = signedIn(person);
		const answer = await act(browser, unit, 'rename', { name: '新名一二三', from: day(-1) });
		assert.equal(answer.status, 303, textOf(answer.html).slice(0, 300));
		const { html } = await browser.get(at(`/units/${unit.id}`));
		assert.ok(html.includes('新名一二三') && html.includes(unit.name));
		assert.deepEqual(query(`SELECT valid_to FROM unit_placement WHERE unit_id = ${unit.id} ORDER BY id`), [[day(-1)], [null]]);
		const [last] = trailOf({ subject: `unit:${unit.id}` }, 1);
		assert.deepEqual([last.action, last.outcome], ['unit_rename', 'done']);
	});
	test('is no markup', async () => {
		const unit = plant('township', county);
		const browser = clerk();
		assert.equal((await act(browser, unit, 'rename', { name: '<b>名</b>', from: day(0) })).status, 303);
		assert.ok(!(await browser.get(at(`/units/${unit.id}`))).html.includes('<b>名'));
	});
});

describe('a move', () => {
	test('below a unit of the wrong kind is refused', async () => {
		const unit = plant('township', county);
		const answer = await move(clerk(), unit, { parent_id: plant('township', county).id, from: day(0) });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /这一类机构不能放在那个机构下面/);
	});
	test('below itself or below its own unit is refused', async () => {
		const unit = plant('township', county);
		const school = plant('school', unit);
		const browser = clerk();
		for (const parent of [unit, school]) {
			const answer = await move(browser, unit, { parent_id: parent.id, from: day(0) });
			assert.equal(answer.status, 422);
			assert.match(wordsOf(answer.html), /不能移到自己的下级里/);
		}
		assert.equal(stored(unit)[2], unit.path);
	});
	test('to where it stands is refused', async () => {
		const school = plant('school', plant('township', county));
		const answer = await move(clerk(), school, { parent_id: stored(school)[1], from: day(0) });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /和现在一样/);
	});
	test('into another county is refused as if it were not there', async () => {
		const school = plant('school', plant('township', county));
		const answer = await move(clerk(), school, { parent_id: other.id, from: day(0) });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /这一类机构不能放在那个机构下面/);
		assert.equal(stored(school)[2], school.path);
	});
	for (const [value, words] of [[day(1), /还没有到/], [day(-101), /早于/], ['', /请填写/], ['x', /没有这一天/]])
		test(`from ${JSON.stringify(value)} is refused`, async () => {
			const school = plant('school', plant('township', county));
			const answer = await move(clerk(), school, { parent_id: plant('township', county).id, from: value });
			assert.equal(answer.status, 422);
			assert.match(fault(answer, 'from'), words);
		});
	for (const value of ['', 'x', '0', '-1', '99999999999999999999'])
		test(`to ${JSON.stringify(value)} is refused`, async () => {
			const school = plant('school', plant('township', county));
			assert.equal((await move(clerk(), school, { parent_id: value, from: day(0) })).status, 422);
			assert.equal(stored(school)[2], school.path);
		});
	test('takes all below along, students too', async () => {
		const [from, to] = [plant('township', county), plant('township', county)];
		const school = plant('school', from);
		const browser = clerk();
		const answer = await move(browser, school, { parent_id: to.id, from: day(0) });
		assert.equal(answer.status, 303, textOf(answer.html).slice(0, 300));
		assert.equal(stored(school)[2], `${to.path}${school.id}/`);
		assert.equal(trailOf({ subject: `unit:${school.id}` }, 1)[0].action, 'unit_move');
	});
});

describe('an end', () => {
	test('of a unit that has others below is refused', async () => {
		const unit = plant('township', county);
		plant('school', unit);
		const answer = await act(clerk(), unit, 'end', { last: day(0) });
		assert.equal(answer.status, 422);
		assert.match(fault(answer, 'last'), /下面还有机构/);
		assert.equal(stored(unit)[3], null);
	});
	for (const [value, words] of [['', /请填写/], ['2026-13-01', /没有这一天/], [day(-101), /早于上一次变动/]])
		test(`on ${JSON.stringify(value)} is refused`, async () => {
			const answer = await act(clerk(), plant('township', county), 'end', { last: value });
			assert.equal(answer.status, 422);
			assert.match(fault(answer, 'last'), words);
		});
	test('leaves it to be looked at, not to be changed', async () => {
		const unit = plant('township', county);
		const browser = clerk();
		const { html } = await browser.get(at(`/units/${unit.id}`));
		assert.equal((await act(browser, unit, 'end', { last: day(-1) })).status, 303);
		assert.equal(stored(unit)[3], day(0));
		const again = await browser.submit(formOf(html, /rename$/), { name: '再改一次', from: day(0) });
		assert.equal(again.status, 409);
		assert.ok((await browser.get(at('/units?ended=1'))).html.includes(unit.name));
	});
});

describe('a new unit', () => {
	const wrong = [
		['kind', '', /请填写|选/], ['kind', 'village', /选一个/], ['kind', 'county', /不能放在那个机构下面/], ['kind', 'city', /不能放在那个机构下面/],
		['kind', 'charity', /先登记/], ['name', '', /请填写/], ['name', '短', /太短/], ['valid_from', '', /请填写/], ['valid_from', '2026-02-30', /没有这一天/],
		['valid_from', '1900-01-01', /早于上级/], ['code', '37 13', /只用数字和字母/], ['code', 'x'.repeat(21), /太长/],
	];
	for (const [field, value, words] of wrong)
		test(`with ${field} ${JSON.stringify(value).slice(0, 24)} is shown again with the rest as typed`, async () => {
			const count = number('SELECT COUNT(*) FROM unit');
			const name = field === 'name' ? value : '新设的机构';
			const answer = await create(clerk(), county, { name, [field]: value });
			assert.equal(answer.status, 422, textOf(answer.html).slice(0, 300));
			assert.match(fault(answer, field), words);
			assert.ok(field === 'name' || answer.html.includes('新设的机构'));
			assert.equal(number('SELECT COUNT(*) FROM unit'), count);
		});
	test('with a code that another has is refused', async () => {
		const taken = query("SELECT code FROM unit WHERE kind = 'township' AND code IS NOT NULL LIMIT 1")[0][0];
		const answer = await create(clerk(), county, { code: taken });
		assert.equal(answer.status, 422);
		assert.match(fault(answer, 'code'), /已经有别的机构在用/);
	});
	test('stands below its parent at once', async () => {
		const browser = clerk();
		const name = uniqueWord();
		const answer = await create(browser, county, { name });
		assert.equal(answer.status, 303, textOf(answer.html).slice(0, 300));
		const id = Number(/units\/(\d+)/.exec(answer.headers.location)[1]);
		planted.push(id);
		assert.equal(stored({ id })[2], `${county.path}${id}/`);
		assert.equal((await browser.follow(answer)).status, 200);
	});
	test('comes of one form only once', async () => {
		const browser = clerk();
		const form = await browser.form(at(`/units/${county.id}/new`), /new$/);
		assert.equal((await browser.submit(form, { kind: 'township', name: '乡镇', valid_from: day(0), form_token: 'x' })).status, 403);
	});
});

describe("another county's unit", () => {
	test('is not found by editing the address, whatever is asked, and the attempt stands on the trail', async () => {
		const person = hire({ role: 'county', unit: county });
		const browser = signedIn(person);
		const refused = () => {
			const [last] = trailOf({ actor: person.login }, 1);
			return [last.subject, last.outcome];
		};
		for (const path of [`/units/${other.id}`, `/units/${other.id}/move`, `/units/${other.id}/new`, `/units/${root.id}`]) {
			assert.equal((await browser.get(at(path))).status, 404);
			assert.deepEqual(refused(), [`unit:${path.split('/')[2]}`, 'refused']);
		}
		const own = plant('township', county);
		for (const [what, changes] of [['rename', { name: '别人的', from: day(0) }], ['end', { last: day(0) }]]) {
			const form = formOf((await browser.get(at(`/units/${own.id}`))).html, new RegExp(`/${what}$`));
			const events = number('SELECT COUNT(*) FROM audit_event');
			assert.equal((await browser.submit({ ...form, action: at(`/units/${other.id}/${what}`) }, changes)).status, 404);
			assert.deepEqual(refused(), [`unit:${other.id}`, 'refused']);
			assert.equal(number('SELECT COUNT(*) FROM audit_event'), events + 1);
		}
		assert.equal(stored(other)[0], other.name);
	});
	test("one's own is not changed by oneself", async () => {
		const browser = clerk();
		const { html } = await browser.get(at(`/units/${county.id}`));
		assert.throws(() => formOf(html, /rename$/), /no post form/);
		const form = formOf((await browser.get(at(`/units/${plant('township', county).id}`))).html, /rename$/);
		assert.ok([403, 404, 422].includes((await browser.submit({ ...form, action: at(`/units/${county.id}/rename`) }, { name: '自己的', from: day(0) })).status));
		assert.equal(stored(county)[0], county.name);
	});
	test('and one that never was are told alike', async () => {
		const browser = clerk();
		for (const id of ['999999999', '0', '-1', 'x', '99999999999999999999'])
			assert.equal((await browser.get(at(`/units/${id}`))).status, 404, id);
	});
});

describe('the list', () => {
	test('keeps its state in the address', async () => {
		const { html } = await clerk('city', root).get(at('/units?kind=township&words=%E5%9E%9B'));
		assert.match(html, /<option[^>]*value="township"[^>]*selected/);
		assert.match(html, /name="words"[^>]*value="垛"/);
	});
	test('refuses a kind that is none', async () => {
		assert.equal((await clerk().get(at('/units?kind=village'))).status, 400);
	});
	test('goes on page by page without losing or repeating one', async () => {
		const browser = clerk('city', root);
		const seen = new Set();
		let path = at('/units?kind=township');
		for (let pages = 0; path && pages < 40; pages++) {
			const { html } = await browser.get(path);
			for (const [, id] of html.matchAll(/<th scope="row"[^>]*>\s*<a[^>]*\/admin\/units\/(\d+)"/g)) {
				assert.ok(!seen.has(id), id);
				seen.add(id);
			}
			path = /rel="next" href="([^"]*)"/.exec(html)?.[1].replace(/&amp;/g, '&');
		}
		assert.equal(seen.size, number(`SELECT COUNT(*) FROM unit WHERE kind = 'township' AND (valid_to IS NULL OR valid_to > '${day(0)}')`));
	});
});
