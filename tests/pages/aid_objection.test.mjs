// Against a sheet on a school's board: anybody may, without a name, while it hangs; nothing on it is approved before somebody decided.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Browser } from '../client/browser.mjs';
import { literal, number, query } from '../client/database.mjs';
import { wordsOf } from '../client/html.mjs';
import { newCode, plantStudent } from '../client/pairing.mjs';
import { day } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const page = `${site.aid}/objection`, at = path => site.admin + path;
const school = unitOf('school'), countyId = Number(school.path.split('/')[2]), county = unitOf('county', `id = ${countyId}`);
const books = number("SELECT id FROM programme WHERE code = 'compulsory_textbooks'");
const maker = hire({ role: 'school', unit: school });

// A sheet with so many awards on it, posted `offset` days from today, for seven days. Its number and the awards' codes.
const plantSheet = (count = 1, offset = 0, period = '2026-1') => {
	const sheet = newCode(), codes = [];
	query(`INSERT INTO award_notice (code, school_id, path, programme_id, period, awards, posted_on, objections_until, removed_on, made_at, made_by)
		VALUES ('${sheet}', ${school.id}, '${school.path}', ${books}, '${period}', ${count}, '${day(offset)}', '${day(offset + 6)}', '${day(offset + 7)}',
		UTC_TIMESTAMP(6), ${maker.id})`);
	for (let i = 1; i <= count; i++) {
		const code = newCode();
		query(`INSERT INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_digest, applied_at, verified_at,
			verified_by, notice_id, notice_line, changed_at) SELECT '${code}', ${plantStudent({ school }).id}, ${books}, v.id, '${day(0)}', '${school.path}', '${period}', 1, 5250,
			REPEAT('x', 32), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), ${maker.id}, n.id, ${i}, UTC_TIMESTAMP(6) FROM aid_rule_version v JOIN award_notice n
			ON n.code = '${sheet}' WHERE v.programme_id = ${books} AND v.state = 'published' LIMIT 1`);
		codes.push(code);
	}
	return { sheet, codes };
};
const raise = async (changes, browser = new Browser()) => browser.submit(await browser.form(page, /\/objection$/), changes);
const count = sheet => number(`SELECT COUNT(*) FROM award_objection o JOIN award_notice n ON n.id = o.notice_id WHERE n.code = ${literal(sheet)}`);
const body = '他家在城里有两套楼房。';

describe('an objection', () => {
	test('is taken without a name, and followed by its code without its words', async () => {
		const { sheet } = plantSheet(), answer = await raise({ sheet: sheet.toLowerCase(), line: '1', body, contact: '' });
		assert.equal(answer.status, 303);
		const follow = await new Browser().get(answer.headers.location);
		assert.equal(follow.status, 200);
		assert.match(wordsOf(follow.html), /有专人在查/);
		assert.ok(!follow.html.includes(body));
		assert.equal(number(`SELECT COUNT(*) FROM award_objection WHERE INSTR(body_sealed, ${literal(body)}) > 0`), 0);
	});

	test('submitted twice is one', async () => {
		const { sheet } = plantSheet(), browser = new Browser(), form = await browser.form(page, /\/objection$/);
		const first = await browser.submit(form, { sheet, body }), second = await browser.submit(form, { sheet, body });
		assert.equal(first.status, 303);
		assert.equal(second.headers.location, first.headers.location);
		assert.equal(count(sheet), 1);
	});

	test('with something missing or wrong is refused with the field named, and nothing is stored', async () => {
		const { sheet } = plantSheet();
		for (const [bad, words] of [[{ sheet: '' }, /单号/], [{ sheet: newCode() }, /没有这个单号/], [{ body: '' }, /哪里不对/], [{ body: '错' }, /哪里不对/],
			[{ line: '2' }, /没有这一行/], [{ line: '0' }, /哪一行/], [{ line: 'x' }, /哪一行/], [{ contact: 'x'.repeat(101) }, /怎样找到您/]]) {
			const answer = await raise({ sheet, body, ...bad });
			assert.equal(answer.status, 422, JSON.stringify(bad));
			assert.match(wordsOf(answer.html), words);
			assert.ok(bad.body !== undefined || answer.html.includes(body), 'what was written is on the page again');
		}
		assert.equal(count(sheet), 0);
	});

	test('that comes late, or early, is told so politely', async () => {
		const late = plantSheet(1, -7), early = plantSheet(1, 1), last = plantSheet(1, -6);
		const answer = await raise({ sheet: late.sheet, body });
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /谢谢您/);
		assert.match(wordsOf(answer.html), new RegExp(day(-1)));
		assert.equal((await raise({ sheet: early.sheet, body })).status, 409);
		assert.equal(count(late.sheet) + count(early.sheet), 0);
		assert.equal((await raise({ sheet: last.sheet, body })).status, 303, 'the last day counts');
	});

	test('nobody can be guessed', async () => {
		assert.equal((await new Browser().get(`${page}/${newCode()}`)).status, 404);
	});

	test('the internet shows counts, and none below five', async () => {
		plantSheet(4, 0, '2077-1');
		plantSheet(5, 0, '2077-2');
		const { html } = await new Browser().get(page);
		assert.ok(!html.includes('2077-1'));
		assert.match(wordsOf(html), /义务教育免费教科书2077-25/);
		assert.ok(!html.includes(school.name));
	});
});

describe('at the desk', () => {
	const officer = signedIn(hire({ role: 'county', unit: county }));

	test('it is decided with a reason; upheld, the award on that line is refused', async () => {
		const { sheet, codes } = plantSheet(2);
		const code = (await raise({ sheet, line: '2', body })).headers.location.split('/').pop();
		assert.ok((await officer.get(at('/objections'))).html.includes(code));
		assert.ok((await officer.get(at(`/objections/${code}`))).html.includes(body));
		assert.equal(trailOf({ subject: `award_objection:${code}` })[0].outcome, 'seen');
		const decide = async changes => officer.submit(await officer.form(at(`/objections/${code}`), /\/decide$/), changes);
		for (const bad of [{ verdict: '' }, { verdict: 'upheld', line: '' }, { verdict: 'unfounded', reason: '' }])
			assert.equal((await decide({ verdict: 'upheld', line: '2', reason: '查实了', ...bad })).status, 422, JSON.stringify(bad));
		assert.equal((await decide({ verdict: 'upheld', line: '2', reason: '查实了' })).status, 303);
		const states = codes.map(award => query(`SELECT state, COALESCE(refusal, '') FROM award WHERE code = '${award}'`)[0]);
		assert.deepEqual(states, [['noticed', ''], ['refused', 'objection']]);
		assert.match(wordsOf((await new Browser().get(`${page}/${code}`)).html), /查实了/);
	});

	test('the school does not read it, nor another county', async () => {
		const { sheet } = plantSheet(), code = (await raise({ sheet, body })).headers.location.split('/').pop();
		assert.equal((await signedIn(maker).get(at(`/objections/${code}`))).status, 403);
		const other = signedIn(hire({ role: 'county', unit: unitOf('county', `id <> ${countyId}`) }));
		assert.equal((await other.get(at(`/objections/${code}`))).status, 404);
		assert.ok(!(await other.get(at('/objections'))).html.includes(code));
	});

	test('an open one stops the approval', async () => {
		const { sheet, codes } = plantSheet(1, -6), raised = await raise({ sheet, body });
		assert.equal(raised.status, 303);
		query(`UPDATE award_notice SET posted_on = posted_on - INTERVAL 3 DAY, objections_until = objections_until - INTERVAL 3 DAY WHERE code = '${sheet}'`);
		const press = async () => officer.submit(await officer.form(at(`/awards/${codes[0]}`), /\/approve$/));
		const stopped = await press();
		assert.equal(stopped.status, 409);
		assert.match(wordsOf(stopped.html), /还有异议没有处理完/);
		const code = raised.headers.location.split('/').pop();
		assert.equal((await officer.submit(await officer.form(at(`/objections/${code}`), /\/decide$/), { verdict: 'unfounded', reason: '查过了' })).status, 303);
		assert.equal((await press()).status, 303);
	});
});
