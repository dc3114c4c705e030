// Staff put students into pairing, run the matching and decide of what it proposes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { query, number } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { plantFamily, plantStudent } from '../client/pairing.mjs';
import { pause, site, soon } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const otherCounty = unitOf('county', `'${school.path}' NOT LIKE CONCAT(path, '%')`);
const town = unitOf('township', `'${school.path}' LIKE CONCAT(path, '%')`);
const clerk = (changes = {}) => signedIn(hire({ role: 'school', unit: school, ...changes }));
const press = async (browser, path, step, changes = {}) => browser.submit(formOf((await browser.get(at(path))).html, new RegExp(`/${step}$`)), changes);
const stateOf = code => query(`SELECT ps.state FROM pairing_student ps JOIN student s ON s.id = ps.student_id WHERE s.code = '${code}'`)[0]?.[0];

// On the register, not put in yet.
const registered = () => {
	const student = plantStudent({ school, agreed: false, open: false });
	query(`DELETE FROM pairing_student WHERE student_id = ${student.id}`);
	return student;
};
const needs = { township: town.code, village: '', tutoring: '1', places: '2', sibling: '', teacher: '' };

describe('a student to be paired', () => {
	test('is put in by the school, agreed to on paper, screened and opened by the county, and closed', async () => {
		const { code } = registered(), here = `/pairing-students/${code}`;
		const teacher = clerk(), officer = signedIn(hire({ role: 'county', unit: county }));
		const form = formOf((await teacher.get(at(`${here}/edit`))).html, /\/edit$/);
		assert.equal((await teacher.submit(form, needs)).headers.location, at(`${here}?said=saved`));
		assert.equal(stateOf(code), 'identified');
		assert.equal((await press(teacher, here, 'consent', { seen: '1' })).status, 303);
		assert.equal((await press(officer, here, 'screen')).status, 303);
		assert.equal((await press(officer, here, 'open')).status, 303);
		assert.equal(stateOf(code), 'open');
		assert.equal((await press(teacher, here, 'close', { reason: 'no_need' })).status, 303);
		assert.equal(stateOf(code), 'closed');
		assert.deepEqual(query(`SELECT action FROM audit_event WHERE subject = 'student:${code}' AND outcome = 'done' ORDER BY seq`).flat(),
			['pairing_student_edit', 'consent_give', 'pairing_student_screen', 'pairing_student_open', 'pairing_student_close']);
	});
	for (const [what, changes, field] of [['no township', { township: '' }, 'township'], ['an unknown township', { township: '999999999' }, 'township'],
		['a village elsewhere', { village: '没有这个村' }, 'village'], ['no number of families', { places: '' }, 'places'],
		['five families', { places: '5' }, 'places'], ['an unknown brother', { sibling: '000000000' }, 'sibling'], ['a stranger as teacher', { teacher: 'nobody' }, 'teacher']])
		test(`is not put in with ${what}`, async () => {
			const { code } = registered(), browser = clerk();
			const form = formOf((await browser.get(at(`/pairing-students/${code}/edit`))).html, /\/edit$/);
			const answer = await browser.submit(form, { ...needs, ...changes });
			assert.equal(answer.status, 422);
			assert.match(answer.html, new RegExp(`href="#${field}"`));
			assert.equal(stateOf(code), undefined);
		});
	test('is not screened by whoever keyed it, nor opened without a consent', async () => {
		const { code } = registered(), here = `/pairing-students/${code}`;
		const officer = signedIn(hire({ role: 'county', unit: county })), other = signedIn(hire({ role: 'county', unit: county }));
		await officer.submit(formOf((await officer.get(at(`${here}/edit`))).html, /\/edit$/), needs);
		assert.ok(!(await officer.get(at(here))).html.includes('/screen"'));
		await press(other, here, 'screen');
		const answer = await press(other, here, 'open');
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /还没有监护人的有效同意/);
		assert.equal(stateOf(code), 'screened');
	});
	test('is screened again once its needs change, as the page says before; the same needs keep it open', async () => {
		const { code } = registered(), here = `/pairing-students/${code}`, words = /要由另一个人重新审查/;
		const teacher = clerk(), officer = signedIn(hire({ role: 'county', unit: county }));
		const edit = async changes => teacher.submit(formOf((await teacher.get(at(`${here}/edit`))).html, /\/edit$/), changes);
		assert.doesNotMatch(wordsOf((await teacher.get(at(`${here}/edit`))).html), words);
		await edit(needs);
		await press(teacher, here, 'consent', { seen: '1' });
		await press(officer, here, 'screen');
		await press(officer, here, 'open');
		assert.match(wordsOf((await teacher.get(at(`${here}/edit`))).html), words);
		assert.equal((await edit({ places: '3' })).status, 303);
		assert.equal(stateOf(code), 'open');
		assert.equal((await edit({ wants_woman: '1' })).status, 303);
		assert.equal(stateOf(code), 'identified');
		assert.doesNotMatch(wordsOf((await teacher.get(at(`${here}/edit`))).html), words);
	});
	test('of another county is not found, and that is written down', async () => {
		const { code } = registered(), person = hire({ role: 'county', unit: otherCounty });
		assert.equal((await signedIn(person).get(at(`/pairing-students/${code}`))).status, 404);
		assert.equal(trailOf({ actor: person.login }, 1)[0].outcome, 'refused');
	});
	test('is opened by its code from the list, and listed by state', async () => {
		const student = plantStudent({ school }), browser = clerk();
		const list = await browser.get(at('/pairing-students?state=open'));
		assert.ok(list.html.includes(student.code));
		assert.ok(!list.html.includes(student.name));
		const found = await browser.submit(formOf(list.html, /\/pairing-students$/, 'post'), { code: student.code });
		assert.equal(found.headers.location, at(`/pairing-students/${student.code}`));
		assert.equal((await browser.submit(formOf(list.html, /\/pairing-students$/, 'post'), { code: '000000000' })).status, 422);
	});
});

const weights = { village: '80', township: '120', county: '100', distance: '150', fit: '250', waiting: '120', vulnerability: '100', continuity: '80' };

// A run over the county with so many students and families of our own, solved; its number.
const solved = async (browser, families = 1, options = {}) => {
	const people = { students: [plantStudent({ school, home: town.code, ...options })], families: [] };
	// Those of earlier tests would take the families.
	query(`UPDATE pairing_student SET closed_at = UTC_TIMESTAMP(6), close_reason = 'school' WHERE state = 'open' AND student_id <> ${people.students[0].id}`);
	for (let i = 0; i < families; i++)
		people.families.push(plantFamily({ unit: town }));
	query(`UPDATE family SET home_code = '${town.code}', travel_km = 30 WHERE id IN (${people.families.map(family => family.id)})`);
	const asked = await browser.submit(formOf((await browser.get(at('/match-runs/new'))).html, /\/match-runs\/new$/), { unit: String(county.id), ...weights });
	const id = Number(asked.headers.location.match(/match-runs\/(\d+)/)[1]);
	for (const until = Date.now() + soon; Date.now() < until && number(`SELECT COUNT(*) FROM match_run WHERE id = ${id} AND solved_at IS NOT NULL`) === 0;)
		await pause(50);
	return { id, ...people };
};
const officer = () => signedIn(hire({ role: 'county', unit: county }));

describe('a run', () => {
	test('is asked for, solved by the worker and shown with its figures', async () => {
		const browser = officer(), { id, students: [student] } = await solved(browser);
		const { status, html } = await browser.get(at(`/match-runs/${id}`));
		assert.equal(status, 200);
		assert.match(wordsOf(html), /已算好/);
		assert.ok(html.includes('ym-meter'));
		for (const part of ['proposals', 'families', 'students', `compare?with=${id}`])
			assert.equal((await browser.get(at(`/match-runs/${id}/${part}`))).status, 200, part);
		const why = await browser.get(at(`/match-runs/${id}/students/${student.code}`));
		assert.match(wordsOf(why.html), /为什么是这家.*同县区：100分.*合计\d+分.*为什么不是别家/);
		assert.ok(!why.html.includes(student.name));
	});
	for (const [what, changes, field] of [['a weight above 1000', { fit: '1001' }, 'fit'], ['a weight below 0', { fit: '-1' }, 'fit'],
		['no weight', { waiting: '' }, 'waiting'], ['a sum above 1000', { fit: '900' }, 'village'], ['nothing but zeros', Object.fromEntries(Object.keys(weights).map(name => [name, '0'])), 'village'],
		['a unit elsewhere', { unit: String(otherCounty.id) }, 'unit']])
		test(`is not asked for with ${what}`, async () => {
			const browser = officer(), before = number('SELECT COUNT(*) FROM match_run');
			const answer = await browser.submit(formOf((await browser.get(at('/match-runs/new'))).html, /\/match-runs\/new$/), { unit: String(county.id), ...weights, ...changes });
			assert.equal(answer.status, 422);
			assert.match(answer.html, new RegExp(`href="#${field}"`));
			assert.equal(number('SELECT COUNT(*) FROM match_run'), before);
		});
	test('stands on the first page of who may decide, until all of it is decided', async () => {
		const waiting = async browser => Number(wordsOf((await browser.get(at('/'))).html).match(/还有结对等您决定的匹配方案\s*(\d+)/)?.[1] ?? 0);
		const browser = officer(), before = await waiting(browser), { id } = await solved(browser);
		assert.equal(await waiting(browser), before + 1);
		assert.equal(await waiting(clerk()), 0);
		assert.equal((await press(browser, `/match-runs/${id}`, 'discard')).status, 303);
		assert.equal(await waiting(browser), before);
	});
	test('of another county is not found', async () => {
		const { id } = await solved(officer());
		const person = hire({ role: 'county', unit: otherCounty });
		for (const path of ['', '/proposals', '/families', '/students'])
			assert.equal((await signedIn(person).get(at(`/match-runs/${id}${path}`))).status, 404);
		assert.equal(trailOf({ actor: person.login }, 1)[0].outcome, 'refused');
	});
});

describe('a decision', () => {
	const decisionOf = (run, student) => query(`SELECT decision FROM match_proposal WHERE run_id = ${run} AND student_id = ${student.id} AND decision IS NOT NULL`).flat();

	test('wants the code again, and of two who approve at once one is told', async () => {
		const first = officer(), { id, students: [student] } = await solved(first);
		const here = `/match-runs/${id}/students/${student.code}`;
		const late = signedIn(hire({ role: 'county', unit: county }), { factor: 30 });
		assert.match((await press(late, here, 'approve')).headers.location, /second-factor/);
		const second = officer(), form = formOf((await second.get(at(here))).html, /\/approve$/);
		assert.equal((await press(first, here, 'approve')).headers.location, at(`${here}?said=decided`));
		const told = await second.submit(form);
		assert.equal(told.status, 422);
		assert.match(wordsOf(told.html), /别人已经先决定了/);
		assert.equal(number(`SELECT COUNT(*) FROM pair WHERE run_id = ${id} AND student_id = ${student.id}`), 1);
	});
	test('to refuse wants a reason', async () => {
		const browser = officer(), { id, students: [student] } = await solved(browser);
		const here = `/match-runs/${id}/students/${student.code}`;
		assert.equal((await press(browser, here, 'refuse', { reason: '' })).status, 422);
		assert.equal((await press(browser, here, 'refuse', { reason: '太远' })).status, 303);
		assert.deepEqual(decisionOf(id, student), ['refused']);
	});
	test('may take another family, if hard rules hold', async () => {
		const browser = officer(), { id, students: [student], families } = await solved(browser, 3, { places: 1 });
		const here = `/match-runs/${id}/students/${student.code}`;
		const proposed = number(`SELECT family_id FROM match_proposal WHERE run_id = ${id} AND student_id = ${student.id}`);
		const other = families.find(family => family.id !== proposed && number(`SELECT COUNT(*) FROM match_proposal WHERE run_id = ${id} AND family_id = ${family.id}`) === 0);
		const refused = await press(browser, here, 'override', { instead: '000000000', reason: '邻居' });
		assert.equal(refused.status, 422);
		assert.match(wordsOf(refused.html), /范围内没有这个有空位的家庭/);
		assert.equal((await press(browser, here, 'override', { instead: other.code, reason: '邻居' })).status, 303);
		assert.deepEqual(decisionOf(id, student).sort(), ['approved', 'refused']);
	});
	test('of a discarded run is none', async () => {
		const browser = officer(), { id, students: [student] } = await solved(browser);
		const page = await browser.get(at(`/match-runs/${id}/students/${student.code}`));
		assert.equal((await press(browser, `/match-runs/${id}`, 'discard')).status, 303);
		assert.equal((await browser.submit(formOf(page.html, /\/approve$/))).status, 404);
		assert.deepEqual(decisionOf(id, student), []);
	});
	test('of all that are left approves them', async () => {
		const browser = officer(), { id } = await solved(browser);
		const answer = await press(browser, `/match-runs/${id}`, 'approve-all');
		assert.equal(answer.status, 303);
		for (const until = Date.now() + soon; Date.now() < until && number(`SELECT COUNT(*) FROM match_proposal WHERE run_id = ${id} AND decision IS NULL AND refusal IS NULL`) > 0;)
			await pause(50);
		assert.equal(number(`SELECT COUNT(*) FROM match_proposal WHERE run_id = ${id} AND decision IS NULL AND refusal IS NULL`), 0);
	});
	test('of all that are left is none when the right is gone before the worker begins', async () => {
		const { id } = await solved(officer()), person = hire({ role: 'county', unit: county });
		const left = () => number(`SELECT COUNT(*) FROM match_proposal WHERE run_id = ${id} AND decision IS NULL AND refusal IS NULL`);
		const before = left();
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE account_id = ${person.id}`);
		query(`INSERT INTO job (kind, subject, state, account_id, unit_path, input, queued_at, not_before) VALUES ('match_decide', 'match_run:${id}', 'waiting', ${person.id}, '${county.path}', 'county', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);
		const job = () => query(`SELECT state, COALESCE(failure, '') FROM job WHERE account_id = ${person.id}`)[0];
		for (const until = Date.now() + soon; Date.now() < until && ['waiting', 'running'].includes(job()[0]);)
			await pause(50);
		assert.deepEqual(job(), ['failed', 'not_allowed']);
		assert.equal(left(), before);
	});
});

test('the command solves a unit, too', () => {
	const words = execFileSync(process.env.YM_YIMENG, ['match', 'run', String(county.id), site.settings], { encoding: 'utf8' });
	assert.match(words, /^run\t\d+\nstudents\t\d+/);
});
