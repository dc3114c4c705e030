// Awards at the staff's door: from the family's wish to the approval by another, each in its own scope; what is refused says why.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { wordsOf } from '../client/html.mjs';
import { plantStudent } from '../client/pairing.mjs';
import { day } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school'), countyId = Number(school.path.split('/')[2]);
const county = unitOf('county', `id = ${countyId}`), otherSchool = unitOf('school', `path NOT LIKE '/1/${countyId}/%'`);
const clerk = signedIn(hire({ role: 'school', unit: school })), officer = signedIn(hire({ role: 'county', unit: county }));
const stranger = signedIn(hire({ role: 'school', unit: otherSchool }));
const books = number("SELECT id FROM programme WHERE code = 'compulsory_textbooks'"), period = '2026-1';

const newStudent = () => plantStudent({ school });
const codeFor = student => query(`SELECT code FROM award WHERE student_id = ${student.id} ORDER BY id DESC LIMIT 1`)[0]?.[0];
const stateOf = code => query(`SELECT state FROM award WHERE code = ${literal(code)}`)[0][0];
const press = async (browser, page, step, changes = {}) => browser.submit(await browser.form(at(page), new RegExp(`${step}$`)), changes);
const applied = async (student = newStudent()) => {
	const answer = await press(clerk, `/students/${student.code}/aid`, '/aid/apply', { programme: String(books), period });
	assert.equal(answer.status, 303, wordsOf(answer.html));
	return codeFor(student);
};
const verified = async () => {
	const code = await applied();
	assert.equal((await press(clerk, `/awards/${code}`, '/verify')).status, 303);
	return code;
};
// On a sheet that hangs, or whose days are over.
const noticed = async (over = false) => {
	const code = await verified(), form = await clerk.form(at('/award-heaps'), /\/award-heaps\/notice$/);
	const answer = await clerk.submit(form, { school: String(school.id), programme: String(books), period, posted_on: day(0), days: '7' });
	assert.equal(answer.status, 303, wordsOf(answer.html));
	if (over)
		query(`UPDATE award_notice n JOIN award a ON a.notice_id = n.id SET n.posted_on = n.posted_on - INTERVAL 9 DAY,
			n.objections_until = n.objections_until - INTERVAL 9 DAY, n.removed_on = n.removed_on - INTERVAL 9 DAY WHERE a.code = '${code}'`);
	return code;
};

describe("a student's aid", () => {
	test('is what the register and the school say, and the school keys what the family wants', async () => {
		const student = newStudent(), page = `/students/${student.code}/aid`, first = await clerk.get(at(page));
		assert.equal(first.status, 200);
		assert.ok(!first.html.includes(student.name));
		assert.equal((await press(clerk, page, '/aid/facts', { boarding: 'yes', rural: 'unknown' })).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM aid_fact WHERE student_id = ${student.id} AND field = 'boarding' AND value = 'yes'`), 1);
		assert.ok(trailOf({ subject: `student:${student.code}` }).some(({ action, outcome }) => action === 'award_view' && outcome === 'seen'));
		assert.ok(trailOf({ subject: `student:${student.code}` }).some(({ action }) => action === 'aid_facts'));
		assert.equal(stateOf(await applied(student)), 'applied');
	});

	test('a value that is none is refused with the field named, and nothing is stored', async () => {
		const student = newStudent(), page = `/students/${student.code}/aid`;
		const answer = await press(clerk, page, '/aid/facts', { boarding: 'yes', tuition: 'many' });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /一年学费/);
		assert.equal(number(`SELECT COUNT(*) FROM aid_fact WHERE student_id = ${student.id}`), 0);
	});

	test('a period or a programme that is none is refused', async () => {
		const student = newStudent(), page = `/students/${student.code}/aid`;
		for (const bad of [{ period: '2026-3' }, { period: 'spring' }, { period: '' }, { programme: '999999999' }, { programme: 'x' }])
			assert.equal((await press(clerk, page, '/aid/apply', { programme: String(books), period, ...bad })).status, 422, JSON.stringify(bad));
		assert.equal(codeFor(student), undefined);
	});

	test('twice is once, and the page says so', async () => {
		const student = newStudent(), page = `/students/${student.code}/aid`;
		await applied(student);
		const answer = await press(clerk, page, '/aid/apply', { programme: String(books), period });
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /已经有了这项资助/);
	});

	test('who is not entitled is told so', async () => {
		const student = newStudent();
		query(`UPDATE student SET stage = 'kindergarten' WHERE id = ${student.id}`);
		const answer = await press(clerk, `/students/${student.code}/aid`, '/aid/apply', { programme: String(books), period });
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /条件不符合/);
	});
});

describe('an award', () => {
	test('goes from the wish to the approval by another', async () => {
		const code = await noticed(true), page = await officer.get(at(`/awards/${code}`));
		assert.equal(page.status, 200);
		assert.match(wordsOf(page.html), /义务教育免费教科书/);
		assert.match(wordsOf(page.html), /规则怎样判断/);
		assert.equal((await press(officer, `/awards/${code}`, '/approve')).status, 303);
		assert.equal(stateOf(code), 'approved');
		const steps = trailOf({ subject: `award:${code}` }, 20).map(({ action }) => action).filter(action => action !== 'award_view');
		assert.deepEqual(steps, ['award_approve', 'award_notice', 'award_verify', 'award_apply']);
	});

	test('is not approved while one may object', async () => {
		const code = await noticed(), answer = await press(officer, `/awards/${code}`, '/approve');
		assert.equal(answer.status, 409);
		assert.match(wordsOf(answer.html), /公示还没有结束/);
		assert.equal(stateOf(code), 'noticed');
	});

	test('is refused with a reason, and decided anew by another', async () => {
		const code = await verified();
		assert.equal((await press(clerk, `/awards/${code}`, '/refuse', { refusal: '', reason: '' })).status, 422);
		assert.equal((await press(clerk, `/awards/${code}`, '/refuse', { refusal: 'not_wanted', reason: '家里说不需要' })).status, 303);
		assert.equal((await press(clerk, `/awards/${code}`, '/appeal')).status, 303);
		assert.match((await officer.get(at('/awards?state=appealed'))).html, new RegExp(code));
		assert.equal((await press(officer, `/awards/${code}`, '/decide', { decision: 'anew', reason: '看错了' })).status, 303);
		assert.equal(stateOf(code), 'applied');
	});

	test('submitted twice is one step', async () => {
		const code = await applied(), form = await clerk.form(at(`/awards/${code}`), /\/verify$/);
		assert.equal((await clerk.submit(form)).status, 303);
		assert.equal((await clerk.submit(form)).status, 409);
		assert.equal(trailOf({ subject: `award:${code}` }, 20).filter(({ action }) => action === 'award_verify').length, 1);
	});

	test('of another school is refused, and the trail says so', async () => {
		const code = await applied(), student = query(`SELECT s.code FROM student s JOIN award a ON a.student_id = s.id WHERE a.code = '${code}'`)[0][0];
		assert.equal((await stranger.get(at(`/awards/${code}`))).status, 404);
		assert.equal(trailOf({ subject: `award:${code}` })[0].outcome, 'refused');
		assert.equal((await stranger.get(at(`/students/${student}/aid`))).status, 404);
		assert.ok(!(await stranger.get(at('/awards'))).html.includes(code));
		assert.equal((await officer.get(at('/awards/NONESUCH0'))).status, 404);
	});

	test('the list is filtered by state, programme and period', async () => {
		const code = await applied();
		for (const browser of [clerk, officer]) {
			for (const filter of ['', '?state=applied', `?programme=${books}`, `?period=${period}`, `?state=applied&programme=${books}&period=${period}`])
				assert.ok((await browser.get(at(`/awards${filter}`))).html.includes(code), filter);
			for (const filter of ['?state=paid', '?period=2025-1', '?state=appealed'])
				assert.ok(!(await browser.get(at(`/awards${filter}`))).html.includes(code), filter);
		}
	});
});

describe('in heaps', () => {
	test('a school verifies all at once', async () => {
		const codes = [await applied(), await applied()];
		const form = await clerk.form(at('/award-heaps'), /\/award-heaps\/verify$/);
		const answer = await clerk.submit(form, { school: String(school.id), programme: String(books), period });
		assert.equal(answer.status, 200);
		assert.match(wordsOf(answer.html), /办好了\d+笔/);
		for (const code of codes)
			assert.equal(stateOf(code), 'verified');
	});

	test('the county approves what may be approved', async () => {
		const code = await noticed(true), form = await officer.form(at('/award-heaps'), /\/award-heaps\/approve$/);
		const answer = await officer.submit(form, { school: String(school.id), programme: String(books), period });
		assert.equal(answer.status, 200);
		assert.equal(stateOf(code), 'approved');
	});

	test('a sheet wants a day to come and five to thirty days', async () => {
		const code = await verified(), form = await clerk.form(at('/award-heaps'), /\/award-heaps\/notice$/);
		for (const bad of [{ posted_on: day(-1) }, { posted_on: day(15) }, { posted_on: 'x' }, { days: '4' }, { days: '31' }, { period: '2026-9' }])
			assert.equal((await clerk.submit(form, { school: String(school.id), programme: String(books), period, posted_on: day(0), days: '7', ...bad })).status,
				422, JSON.stringify(bad));
		assert.equal(stateOf(code), 'verified');
	});

	test('the sheet shows a masked name and the class, and no more', async () => {
		const code = await noticed();
		const [[sheet, name]] = query(`SELECT n.code, s.code FROM award_notice n JOIN award a ON a.notice_id = n.id JOIN student s ON s.id = a.student_id WHERE a.code = '${code}'`);
		const page = await clerk.get(at(`/award-notices/${sheet}`)), words = wordsOf(page.html);
		assert.equal(page.status, 200);
		assert.match(words, /张\*/);
		assert.match(words, new RegExp(day(6)));
		assert.ok(!page.html.includes(name) && !page.html.includes(code) && !words.includes('105'));
		assert.equal((await stranger.get(at(`/award-notices/${sheet}`))).status, 404);
		assert.ok((await officer.get(at('/award-notices'))).html.includes(sheet));
	});

	test('computing is asked for as a job', async () => {
		const answer = await press(officer, '/award-compute', '/award-compute', { programme: String(books), period: '2025-2' });
		assert.equal(answer.status, 303);
		assert.equal(number("SELECT COUNT(*) FROM job WHERE kind = 'award_compute' AND input = 'county 2025-2'"), 1);
		assert.equal((await press(officer, '/award-compute', '/award-compute', { programme: String(books), period: '25-2' })).status, 422);
		query("UPDATE job SET cancel_asked_at = UTC_TIMESTAMP(6) WHERE kind = 'award_compute'");
	});
});

describe('the first page', () => {
	test('says what awaits the school and the county', async () => {
		await applied();
		assert.match(wordsOf((await clerk.get(at('/'))).html), /等学校核实的资助/);
		await noticed(true);
		assert.match(wordsOf((await officer.get(at('/'))).html), /公示期满、等批准的资助/);
	});
});
