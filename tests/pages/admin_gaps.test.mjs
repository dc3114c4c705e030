// Who is left out: asked for, compared by the worker, looked at by place and by list, masked, and noted in the trail.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { pause, site, soon } from '../client/site.mjs';
import { plantStudent } from '../client/pairing.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const otherCounty = unitOf('county', `'${school.path}' NOT LIKE CONCAT(path, '%')`);
const city = unitOf('city');
const officer = (role = 'county', unit = county) => signedIn(hire({ role, unit }));
const runs = () => number('SELECT COUNT(*) FROM gap_run');
const ask = async (browser, unit, period = '2018-2') => {
	const form = formOf((await browser.get(at('/gaps/new'))).html, /\/gaps\/new$/);
	return browser.submit(form, { unit: String(unit.id), period });
};
const compared = async (browser, unit) => {
	const answer = await ask(browser, unit);
	assert.equal(answer.status, 303);
	const id = Number(answer.headers.location.match(/\/gaps\/(\d+)/)[1]);
	for (const until = Date.now() + soon; Date.now() < until && number(`SELECT COUNT(*) FROM gap_run WHERE id = ${id} AND done_at IS NOT NULL`) === 0;)
		await pause(100);
	assert.equal(number(`SELECT COUNT(*) FROM gap_run WHERE id = ${id} AND done_at IS NOT NULL`), 1, query(`SELECT state, failure FROM job WHERE subject = 'gap_run:${id}'`).join());
	return id;
};

describe('a comparison', () => {
	test('is asked for, made by the worker, and shown by place and programme', async () => {
		plantStudent({ school });
		const browser = officer(), id = await compared(browser, county), { html } = await browser.get(at(`/gaps/${id}`));
		assert.ok(number(`SELECT COUNT(*) FROM gap_line WHERE run_id = ${id}`) > 0);
		assert.equal(number(`SELECT COUNT(*) FROM gap_line WHERE run_id = ${id} AND path NOT LIKE '${county.path}%'`), 0);
		assert.match(wordsOf(html), /已核对/);
		assert.match(html, /\/gaps\/\d+\?unit=\d+/);
		assert.deepEqual(trailOf({ subject: `gap_run:${id}` }, 1)[0].action, 'gap_reconcile');
		assert.match(wordsOf((await browser.get(at('/gaps'))).html), new RegExp(`#${id}`));
	});
	test('goes down to the school, and its lists show no whole name and are noted', async () => {
		const { code } = plantStudent({ school });
		query(`UPDATE student SET hardship = 'registered_poor' WHERE code = '${code}'`);
		const browser = officer(), id = await compared(browser, county);
		assert.equal((await browser.get(at(`/gaps/${id}?unit=${school.id}`))).status, 200);
		for (const kind of ['left_out', 'not_entitled', 'to_ask', 'not_enrolled', 'not_listed']) {
			const answer = await browser.get(at(`/gaps/${id}/lines?kind=${kind}&unit=${school.id}`));
			assert.equal(answer.status, 200, kind);
			const listed = number(`SELECT COUNT(*) FROM gap_line l JOIN student s ON s.id = l.student_id WHERE l.run_id = ${id} AND l.kind = '${kind}' AND s.code = '${code}'`);
			assert.equal(answer.html.includes(`/students/${code}"`), listed > 0, kind);
		}
		assert.ok(number(`SELECT COUNT(*) FROM gap_line l JOIN student s ON s.id = l.student_id WHERE l.run_id = ${id} AND s.code = '${code}'`) > 0);
		assert.equal(trailOf({ subject: `gap_run:${id}` }, 1)[0].outcome, 'seen');
	});
	test('of the city shows a county its own part, and no sum of the others', async () => {
		const id = await compared(officer('city', city), city), browser = officer('county', otherCounty);
		assert.equal((await browser.get(at(`/gaps/${id}`))).status, 200);
		assert.equal((await browser.get(at(`/gaps/${id}?unit=${county.id}`))).status, 404);
		assert.equal((await browser.get(at(`/gaps/${id}/lines?kind=left_out&unit=${school.id}`))).status, 404);
		const { html } = await browser.get(at(`/gaps/${id}/lines?kind=left_out`));
		for (const [code] of query(`SELECT s.code FROM gap_line l JOIN student s ON s.id = l.student_id WHERE l.run_id = ${id} AND l.path LIKE '${county.path}%' LIMIT 20`))
			assert.ok(!html.includes(code));
	});
	test('of another county is not there, and that it was tried is in the trail', async () => {
		const id = await compared(officer(), county), person = hire({ role: 'county', unit: otherCounty });
		assert.equal((await signedIn(person).get(at(`/gaps/${id}`))).status, 404);
		assert.equal(trailOf({ actor: person.login }, 1)[0].outcome, 'refused');
	});
	for (const [what, changes, field] of [['a unit elsewhere', { unit: String(otherCounty.id) }, 'unit'], ['no unit', { unit: '' }, 'unit'],
		['a unit that is none', { unit: '999999999' }, 'unit'], ['a term that is none', { period: '2018-3' }, 'period'],
		['words as a term', { period: 'autumn' }, 'period'], ['no term', { period: '' }, 'period']])
		test(`is not asked for with ${what}`, async () => {
			const browser = officer(), before = runs();
			const form = formOf((await browser.get(at('/gaps/new'))).html, /\/gaps\/new$/);
			const answer = await browser.submit(form, { unit: String(county.id), period: '2018-2', ...changes });
			assert.equal(answer.status, 422);
			assert.match(answer.html, new RegExp(`href="#${field}"`));
			assert.equal(runs(), before);
		});
	for (const query of ['kind=nothing', 'unit=x', 'unit=-1', 'after=0%20/9/', 'after=0%20/'])
		test(`refuses a list's ${query}`, async () => {
			const id = number('SELECT MIN(id) FROM gap_run'), { status } = await officer('city', city).get(at(`/gaps/${id}/lines?${query}`));
			assert.ok([400, 404].includes(status), `${status}`);
		});
	test('is not for charities, nor for whoever keeps accounts', async () => {
		for (const role of ['charity', 'safety', 'system', 'audit'])
			assert.equal((await signedIn(hire({ role })).get(at('/gaps'))).status, 403, role);
	});
});
