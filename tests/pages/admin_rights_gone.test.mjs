// Who asked for something and lost the right before the worker began: it is not done, and the page says why.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { bring, csv, idOf, importOf, student } from '../client/importing.mjs';
import { number, query } from '../client/database.mjs';
import { byClass, formOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { grantRole, hire, signedIn, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const elsewhere = unitOf('county', `id <> ${county.id}`);
const clerk = () => hire({ role: 'county', unit: county });
const part = (...words) => execFileSync(`${process.env.YM_TOP}/quickstart.d/site`, words, { stdio: 'inherit' });
const work = () => execFileSync(site.yimeng, ['worker', '--once', site.settings], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60000 });

before(() => part('stop', site.folder, 'worker'));
after(() => part('start', site.folder, process.env.YM_SERVER, process.env.YM_PORT));

const losses = {
	'the role was taken away': person => query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE account_id = ${person.id}`),
	'the account was disabled': person => query(`UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE id = ${person.id}`),
	'the role is held elsewhere now': person => {
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE account_id = ${person.id}`);
		grantRole(person, 'county', elsewhere);
	},
};

const stateOf = id => query(`SELECT state, COALESCE(failure, '') FROM job WHERE id = ${id}`)[0];
const lastJob = (person, kind) => number(`SELECT MAX(id) FROM job WHERE account_id = ${person.id} AND kind = ${JSON.stringify(kind)}`);
const reasonOf = async id => wordsOf(byClass((await signedIn(clerk()).get(at(`/jobs/${id}`))).html, 'p', 'ym-notice')[0].inner);

const ask = async person => {
	const browser = signedIn(person);
	const page = await browser.get(at('/exports/new?kind=student'));
	assert.equal((await browser.submit(formOf(page.html, /\/exports$/), { format: 'csv' })).status, 303);
	return lastJob(person, 'export');
};

describe('an export', () => {
	for (const [what, lose] of Object.entries(losses))
		test(`is not made when ${what}`, async () => {
			const person = clerk();
			const job = await ask(person);
			lose(person);
			work();
			assert.deepEqual(stateOf(job), ['failed', 'not_allowed']);
			assert.equal(number(`SELECT COUNT(*) FROM export WHERE account_id = ${person.id} AND (upload_id IS NOT NULL OR ready_at IS NOT NULL)`), 0);
			assert.match(await reasonOf(job), /已经没有这项权限/);
		});
	test('is made while the role is held', async () => {
		const job = await ask(clerk());
		work();
		assert.deepEqual(stateOf(job), ['done', '']);
	});
});

describe('an import', () => {
	const file = () => ({ content: csv([student({ 学校: school.name, 姓名: '张失权' })]) });

	for (const [what, lose] of Object.entries(losses)) {
		test(`is not looked through when ${what}`, async () => {
			const person = clerk();
			const id = idOf(await bring(signedIn(person), file()));
			lose(person);
			work();
			assert.deepEqual(stateOf(lastJob(person, 'import_check')), ['failed', 'not_allowed']);
			assert.equal(importOf(id).state, 'failed');
		});
		test(`is not written when ${what}`, async () => {
			const person = clerk();
			const browser = signedIn(person);
			const id = idOf(await bring(browser, file()));
			work();
			assert.equal((await browser.submit(formOf((await browser.get(at(`/imports/${id}`))).html, /\/commit$/), { sure: '1' })).status, 303);
			lose(person);
			const students = number('SELECT COUNT(*) FROM student');
			work();
			assert.deepEqual(stateOf(lastJob(person, 'import_commit')), ['failed', 'not_allowed']);
			assert.equal(number('SELECT COUNT(*) FROM student'), students);
		});
	}
});
