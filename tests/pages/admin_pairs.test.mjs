// Pairs as staff step through them: each level its steps, another school's pairs as little as none, two who approve at once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { asFamily, pairIdOf, plantFamily, plantPair, plantStudent, stateOf } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const page = code => `${site.admin}/pairs/${code}`;
const press = async (browser, code, step, changes = {}) => browser.submit(await browser.form(page(code), new RegExp(`/${step}$`)), changes);

let school, schoolUnit, county, city, elsewhere;
before(() => {
	schoolUnit = unitOf('school');
	const [, countyId] = schoolUnit.path.split('/').filter(Boolean).map(Number);
	school = signedIn(hire({ role: 'school', unit: schoolUnit }));
	county = hire({ role: 'county', unit: unitOf('county', `id = ${countyId}`) });
	city = hire({ role: 'city' });
	elsewhere = signedIn(hire({ role: 'school', unit: unitOf('school', `path NOT LIKE '${schoolUnit.path}%'`) }));
});
const newStudent = words => plantStudent({ school: schoolUnit, ...words });

describe('the way of a pair', () => {
	test('the school accepts and keys the guardian\'s paper, the county approves and activates, the family sees it', async () => {
		const family = plantFamily(), code = plantPair(newStudent(), family, 'family_accepted'), office = signedIn(county);
		const bad = await press(school, code, 'paper', { paper: 'accept' });
		assert.equal(bad.status, 422);
		assert.ok(wordsOf(bad.html).includes('没有当面签字'), wordsOf(bad.html));
		assert.equal((await press(school, code, 'paper', { paper: '', seen: '1' })).status, 422);
		assert.equal((await press(school, code, 'paper', { paper: 'accept', seen: '1' })).status, 303);
		assert.equal(query(`SELECT guardian_channel, guardian_witness_id IS NOT NULL FROM pair WHERE code = '${code}'`)[0].join(), 'paper,1');
		assert.equal((await press(school, code, 'accept')).headers.location, `${page(code)}?said=saved`);
		assert.equal(stateOf(code), 'accepted');
		assert.ok(!(await school.get(page(code))).html.includes(`${code}/approve`), 'a school does not approve');
		assert.equal((await press(office, code, 'approve')).status, 303);
		assert.equal((await press(office, code, 'activate')).status, 303);
		assert.equal(stateOf(code), 'active');
		assert.equal((await press(school, code, 'release', { field: 'name', giving: 'give', seen: '1' })).status, 303);
		assert.equal((await press(school, code, 'release', { field: 'name', giving: 'give', seen: '1' })).status, 409);
		assert.equal(number(`SELECT COUNT(*) FROM pair_release WHERE pair_id = ${pairIdOf(code)} AND channel = 'paper'`), 1);
		assert.ok(wordsOf((await asFamily(family).get(`${site.match}/pairs/${code}`)).html).includes('姓名张秘'));
		assert.ok(trailOf({ subject: `pair:${code}` }, 20).some(({ action }) => action === 'pair_activate'));
	});

	test('of two who approve at once one wins and the other is told', async () => {
		const code = plantPair(newStudent(), plantFamily(), 'accepted');
		const forms = await Promise.all([county, city].map(async person => {
			const browser = signedIn(person);
			return { browser, form: await browser.form(page(code), /\/approve$/) };
		}));
		const answers = await Promise.all(forms.map(({ browser, form }) => browser.submit(form)));
		assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
		assert.ok(wordsOf(answers.find(({ status }) => status === 409).html).includes('已经有人先办了'));
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE subject = 'pair:${code}' AND action = 'pair_approve'`), 1);
	});

	test('approving wants the code of the authenticator anew', async () => {
		const code = plantPair(newStudent(), plantFamily(), 'accepted'), stale = signedIn(county, { factor: 30 });
		const answer = await press(stale, code, 'approve');
		assert.notEqual(answer.headers.location, `${page(code)}?said=approved`);
		assert.equal(stateOf(code), 'accepted');
	});

	test('the school declines only with words', async () => {
		const code = plantPair(newStudent(), plantFamily(), 'family_accepted');
		assert.equal((await press(school, code, 'decline', { reason: '' })).status, 422);
		assert.equal(stateOf(code), 'family_accepted');
		assert.equal((await press(school, code, 'decline', { reason: '路上不安全' })).status, 303);
		assert.deepEqual(query(`SELECT end_reason, ended_words FROM pair WHERE code = '${code}'`), [['school_declined', '路上不安全']]);
	});

	test('pauses, resumes while nothing stands against it, ends for cause only with words', async () => {
		const code = plantPair(newStudent(), plantFamily(), 'active');
		assert.equal((await press(school, code, 'pause')).status, 303);
		query(`INSERT INTO concern (code, kind, raised_by, pair_id, path, form_digest, raised_at, due_at) VALUES ('${code}', 'unease', 'teacher',
			${pairIdOf(code)}, '/1/', UNHEX(SHA2('${code}', 256)), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);
		const refused = await press(school, code, 'resume');
		assert.equal(refused.status, 409);
		// It may be about whoever reads this.
		assert.ok(wordsOf(refused.html).includes('情况变了') && !wordsOf(refused.html).includes('还有没处理完的关切'));
		query(`DELETE FROM concern WHERE code = '${code}'`);
		assert.equal((await press(school, code, 'resume')).status, 303);
		assert.equal(stateOf(code), 'active');
		assert.equal((await press(school, code, 'end', { ending: '', reason: '' })).status, 422);
		const silent = await press(school, code, 'end', { ending: 'safeguarding', reason: '' });
		assert.equal(silent.status, 422);
		assert.ok(wordsOf(silent.html).includes('要写明原因'));
		assert.equal((await press(school, code, 'end', { ending: 'safeguarding', reason: '违反约定' })).status, 303);
		assert.deepEqual(query(`SELECT state, for_cause FROM pair WHERE code = '${code}'`), [['ended', '1']]);
	});

	test('a guardian who withdraws on paper stops every pair of the child', async () => {
		const student = newStudent(), one = plantPair(student, plantFamily(), 'active'), two = plantPair(student, plantFamily(), 'held');
		assert.equal((await press(school, one, 'paper', { paper: 'withdraw', seen: '1' })).status, 303);
		assert.deepEqual([stateOf(one), stateOf(two)], ['paused', 'paused']);
		assert.equal((await press(school, one, 'paper', { paper: 'withdraw', seen: '1' })).status, 409);
	});
});

describe('what is shown', () => {
	test('a list by state, in the scope alone, without names', async () => {
		const student = newStudent(), family = plantFamily(), code = plantPair(student, family, 'accepted');
		for (const browser of [school, signedIn(county), signedIn(city)]) {
			const { html } = await browser.get(`${site.admin}/pairs?state=accepted`);
			assert.ok(html.includes(code) && !html.includes(student.name) && !html.includes(family.name));
			assert.ok(!(await browser.get(`${site.admin}/pairs?state=ended`)).html.includes(code));
		}
		assert.ok(!(await elsewhere.get(`${site.admin}/pairs`)).html.includes(code));
		const { html } = await school.get(page(code));
		for (const secret of [student.name, student.telephone, student.address, family.name, family.telephone, family.address])
			assert.ok(!html.includes(secret), secret);
	});

	test("another school's pair is none, and that is written down", async () => {
		const code = plantPair(newStudent(), plantFamily(), 'family_accepted');
		assert.equal((await elsewhere.get(page(code))).status, 404);
		assert.equal(trailOf({ subject: `pair:${code}` })[0].outcome, 'refused');
		const form = await school.form(page(code), /\/accept$/);
		assert.ok([403, 404, 422].includes((await elsewhere.submit(form)).status));
		assert.equal(stateOf(code), 'family_accepted');
		assert.equal((await school.get(`${page(code)}/accept`)).status, 405);
	});

	test('the first page says what waits, and who declines again and again', async () => {
		const family = plantFamily({ unit: unitOf('township', `'${schoolUnit.path}' LIKE CONCAT(path, '%')`) }), student = newStudent();
		plantPair(newStudent(), plantFamily(), 'family_accepted');
		for (let i = 0; i < 3; i++)
			plantPair(student, family, 'ended', { end_reason: "'family_declined'", decline_reason: "'distance'" });
		assert.ok(wordsOf((await school.get(`${site.admin}/`)).html).includes('等学校答复的结对'));
		const office = signedIn(county);
		assert.ok(wordsOf((await office.get(`${site.admin}/`)).html).includes('一再谢绝推荐的家庭'));
		assert.ok((await office.get(`${site.admin}/pair-decliners`)).html.includes(family.code));
		assert.equal((await school.get(`${site.admin}/pair-decliners`)).status, 403);
	});

	test('a student is not given fewer places than it has families', async () => {
		const student = newStudent();
		[plantFamily(), plantFamily()].forEach(family => plantPair(student, family, 'active'));
		const edit = `${site.admin}/pairing-students/${student.code}/edit`;
		const answer = await school.submit(await school.form(edit, /edit$/), { places: '1' });
		assert.equal(answer.status, 422);
		assert.ok(wordsOf(answer.html).includes('还有没结束的结对'));
		assert.equal(number(`SELECT places FROM pairing_student WHERE student_id = ${student.id}`), 2);
	});

	test('a pair follows its student to another school', async () => {
		const student = newStudent(), code = plantPair(student, plantFamily(), 'active'), other = unitOf('school', `path NOT LIKE '${schoolUnit.path}%'`);
		query(`UPDATE student SET school_id = ${other.id}, path = '${other.path}' WHERE id = ${student.id}`);
		assert.equal((await school.get(page(code))).status, 404);
		assert.equal((await elsewhere.get(page(code))).status, 200);
		assert.ok(formOf((await elsewhere.get(page(code))).html, /\/pause$/));
	});
});
