// Long work: who sees whose, and stopping it.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { byClass, formOf, formsOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const county = unitOf('county', "code = '371328'");
const other = unitOf('county', "code = '371302'");
const township = unitOf('township', `parent_id = ${county.id}`);

// Of a kind that no worker has, or it would be done before it is looked at. Not before next year.
const planted = [];
const plant = (path, { state = 'waiting', total = 0, position = 0, failure = null, login = null } = {}) => {
	const key = `test-${randomInt(1e9)}`;
	query(`INSERT INTO job (kind, subject, once_key, state, unit_path, total, position, queued_at, not_before, started_at, ended_at, heartbeat_at, failure, account_id)
		VALUES ('student_import', 'import:999999', '${key}', '${state}', '${path}', ${total}, ${position}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 YEAR,
		${state === 'waiting' ? 'NULL' : 'UTC_TIMESTAMP(6)'}, ${['waiting', 'running'].includes(state) ? 'NULL' : 'UTC_TIMESTAMP(6)'},
		${state === 'running' ? 'UTC_TIMESTAMP(6) + INTERVAL 1 YEAR' : 'NULL'}, ${literal(failure)}, ${login === null ? 'NULL' : `(SELECT id FROM account WHERE login = '${login}')`})`);
	const id = number(`SELECT id FROM job WHERE once_key = '${key}'`);
	planted.push(id);
	return id;
};
after(() => query(`DELETE FROM job_line WHERE job_id IN (${planted.concat(0).join(', ')}); DELETE FROM job WHERE id IN (${planted.concat(0).join(', ')})`));

const stateOf = id => query(`SELECT state, cancel_asked_at IS NOT NULL FROM job WHERE id = ${id}`)[0];
const clerk = (role = 'county', unit = county) => signedIn(hire({ role, unit }));
const page = async (browser, id) => browser.get(at(`/jobs/${id}`));

describe('who sees whose', () => {
	test('a county its own and what lies below it', async () => {
		const browser = clerk();
		const [own, below] = [plant(county.path), plant(township.path)];
		const { html } = await browser.get(at('/jobs'));
		for (const id of [own, below]) {
			assert.equal((await page(browser, id)).status, 200);
			assert.ok(html.includes(`/jobs/${id}"`));
		}
	});
	for (const [whose, path] of [["another county's", other.path], ["the whole city's", unitOf('city').path], ["the system's own", '']])
		test(`${whose} is not found by a county, is in none of its lists, and the attempt stands on the trail`, async () => {
			const id = plant(path);
			const person = hire({ role: 'county', unit: county });
			const browser = signedIn(person);
			assert.equal((await page(browser, id)).status, 404);
			const [last] = trailOf({ actor: person.login }, 1);
			assert.deepEqual([last.subject, last.outcome], [`job:${id}`, 'refused']);
			for (const filter of ['', '?state=waiting'])
				assert.ok(!(await browser.get(at(`/jobs${filter}`))).html.includes(`/jobs/${id}"`));
		});
	test("the system's own is the system administrator's, and nobody's name stands there", async () => {
		const id = plant('');
		const { status, html } = await page(clerk('system', unitOf('city')), id);
		assert.equal(status, 200);
		assert.match(wordsOf(html), /谁要求的系统/);
	});
	test("a county's system administrator sees the county's only", async () => {
		const browser = clerk('system', county);
		assert.equal((await page(browser, plant(''))).status, 404);
		assert.equal((await page(browser, plant(other.path))).status, 404);
		assert.equal((await page(browser, plant(township.path))).status, 200);
	});
	test('the city does not see it either', async () => {
		assert.equal((await page(clerk('city', unitOf('city')), plant(''))).status, 404);
	});
	test('one that never was is told alike', async () => {
		const browser = clerk();
		for (const id of ['999999999', '0', '-1', 'x', '99999999999999999999'])
			assert.equal((await page(browser, id)).status, 404, id);
	});
});

describe('the list', () => {
	test('keeps its state in the address, and refuses one that is none', async () => {
		const browser = clerk();
		assert.match((await browser.get(at('/jobs?state=failed'))).html, /<option[^>]*value="failed"[^>]*selected/);
		for (const wrong of ['state=lost', 'after=0', 'after=-1', 'after=x', 'after=99999999999999999999'])
			assert.equal((await browser.get(at(`/jobs?${wrong}`))).status, 400, wrong);
	});
	test('goes on page by page without losing or repeating one', async () => {
		const mine = new Set(Array.from({ length: 120 }, () => String(plant(county.path, { state: 'done' }))));
		const browser = clerk();
		const seen = new Set();
		let path = at('/jobs?state=done');
		for (let pages = 0; path && pages < 40; pages++) {
			const { html } = await browser.get(path);
			for (const [, id] of html.matchAll(/\/admin\/jobs\/(\d+)"/g)) {
				assert.ok(!seen.has(id), id);
				seen.add(id);
			}
			path = /rel="next" href="([^"]*)"/.exec(html)?.[1].replace(/&amp;/g, '&');
		}
		assert.equal([...mine].filter(id => !seen.has(id)).length, 0);
	});
});

describe('a job', () => {
	test('that runs says how far it is and is asked again by itself; one that ended is not', async () => {
		const browser = clerk();
		const running = await page(browser, plant(county.path, { state: 'running', total: 20000, position: 12400 }));
		assert.match(textOf(running.html), /62% ?· 12,400 \/ 20,000/);
		assert.match(running.headers.refresh, /^5; url=.*\/jobs\/\d+\?still=1$/);
		const failed = await page(browser, plant(county.path, { state: 'failed', failure: 'broken' }));
		assert.equal(failed.headers.refresh, undefined);
	});
	test('that failed says why in words, and leaves what only a technician understands to the log, with what to look for there', async () => {
		const browser = clerk();
		const reason = async failure => {
			const id = plant(county.path, { state: 'failed', failure });
			const [said] = byClass((await page(browser, id)).html, 'p', 'ym-notice');
			return wordsOf(said.inner).replace(String(id), 'N');
		};
		assert.match(await reason('sheet_full'), /没有做完：.*改用CSV/);
		assert.match(await reason('broken'), /没有做完：程序出了差错.*“jobN”/);
		assert.equal(await reason('the table `secret` has no column'), await reason('broken'));
		const words = await Promise.all(['busy', 'unknown_kind', 'abandoned', 'key_unknown', 'not_allowed'].map(reason));
		assert.equal(new Set(words).size, 5);
		assert.ok(words.every(word => word.length > '没有做完：'.length));
	});
	test('that waits ends when it is cancelled, and who did it stands on the trail', async () => {
		const person = hire({ role: 'county', unit: county });
		const browser = signedIn(person);
		const id = plant(county.path);
		const form = formOf((await page(browser, id)).html, /cancel$/);
		const answer = await browser.submit(form);
		assert.equal(answer.status, 303, textOf(answer.html));
		assert.deepEqual(stateOf(id), ['cancelled', '1']);
		const [last] = trailOf({ subject: `job:${id}` }, 1);
		assert.deepEqual([last.action, last.outcome], ['job_cancel', 'done']);
		// It ended: no button, and the old form changes nothing more.
		assert.deepEqual(formsOf((await page(browser, id)).html).filter(({ action }) => /cancel$/.test(action ?? '')), []);
		assert.equal((await browser.submit(form)).headers.location, at(`/jobs/${id}`));
		assert.equal(trailOf({ subject: `job:${id}` }).length, 1);
	});
	test('that runs is asked to stop', async () => {
		const browser = clerk();
		const id = plant(county.path, { state: 'running', total: 10, position: 1 });
		const answer = await browser.submit(formOf((await page(browser, id)).html, /cancel$/));
		assert.equal(answer.status, 303);
		assert.deepEqual(stateOf(id), ['running', '1']);
		assert.match(wordsOf((await browser.follow(answer)).html), /已要求取消/);
	});
	test("of another county is not cancelled by one's own form, nor without its token", async () => {
		const person = hire({ role: 'county', unit: county });
		const browser = signedIn(person);
		const [own, foreign] = [plant(county.path), plant(other.path)];
		const form = formOf((await page(browser, own)).html, /cancel$/);
		assert.equal((await browser.submit({ ...form, action: at(`/jobs/${foreign}/cancel`) })).status, 404);
		assert.deepEqual(stateOf(foreign), ['waiting', '0']);
		const [last] = trailOf({ actor: person.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`job:${foreign}`, 'refused']);
		assert.equal((await browser.submit(form, { form_token: 'x' })).status, 403);
		assert.equal((await browser.submit(form, { position: '9' })).status, 400);
		assert.deepEqual(stateOf(own), ['waiting', '0']);
	});
});
