// The register of students: masked, looked for without a name in any address, shown in clear for a reason that stays.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { csv, imported, newIdNumber, student } from '../client/importing.mjs';
import { number, query } from '../client/database.mjs';
import { formOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { codeOf, hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const otherCounty = unitOf('county', `'${school.path}' NOT LIKE CONCAT(path, '%')`);
const clerk = (changes = {}) => hire({ role: 'county', unit: county, ...changes });
const letters = () => [...String(Date.now() % 1e8)].map(digit => '零壹贰叁肆伍陆柒捌玖'[digit]).join('');

// One of its own, by import: its facts and code.
const enrol = async changes => {
	const row = student({ 学校: school.name, 姓名: `张${letters()}`, ...changes });
	const { id } = await imported(signedIn(clerk()), { content: csv([row]) });
	const [[code]] = query(`SELECT SUBSTR(subject, 9) FROM audit_event WHERE action = 'student_add' ORDER BY seq DESC LIMIT 1`);
	return { ...row, code, import: id };
};
const find = async (browser, who) => browser.submit(formOf((await browser.get(at('/students'))).html, /\/students$/, 'post'), { who });
const one = await enrol();

describe('looking for a student', () => {
	for (const [what, typed] of [['the whole name', one.姓名], ['the ID number', one.身份证号], ['the ID number in full width', one.身份证号.replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))]])
		test(`by ${what} answers masked, without an address that tells it`, async () => {
			const person = clerk();
			const answer = await find(signedIn(person), typed);
			assert.equal(answer.status, 200);
			assert.ok(answer.html.includes(`/students/${one.code}`));
			for (const clear of [one.姓名, one.身份证号, one.联系电话])
				assert.ok(!answer.html.includes(clear), clear);
			assert.match(textOf(answer.html), /371\*{11}\d{3}[\dX].*138\*{4}8000/);
			assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'student_find');
		});
	test('by its code leads to its page', async () => {
		const answer = await find(signedIn(clerk()), ` ${one.code.slice(0, 4).toLowerCase()}-${one.code.slice(4)} `);
		assert.equal(answer.headers.location, at(`/students/${one.code}`));
	});
	test('of another county finds nothing', async () => {
		const browser = signedIn(hire({ role: 'county', unit: otherCounty }));
		for (const typed of [one.姓名, one.身份证号])
			assert.ok(!(await find(browser, typed)).html.includes(one.code));
	});
	test('by a part of the name finds nothing', async () => {
		assert.match(wordsOf((await find(signedIn(clerk()), one.姓名.slice(0, 4))).html), /没有这样的学生/);
	});
});

describe('the list', () => {
	test('is narrowed by unit, stage and hardship, and keeps that in its address', async () => {
		const other = await enrol({ 困难类型: '孤儿', 学段: '初中', 年级: '初一' });
		const browser = signedIn(clerk());
		const listed = async query => (await browser.get(at(`/students?${query}`))).html;
		const here = `unit=%23${school.id}`;
		assert.ok((await listed(`${here}&stage=junior&hardship=orphan`)).includes(other.code));
		assert.ok(!(await listed(`${here}&stage=primary`)).includes(other.code));
		assert.ok(!(await listed(`${here}&hardship=minimum_living`)).includes(other.code));
		assert.match(textOf(await listed(here)), /只列出/);
		assert.ok(!(await listed(`unit=%23${otherCounty.id}`)).includes('/students/'), 'a unit outside shows nobody');
	});
	test('goes on where the page before ended, through all once', async () => {
		query(`INSERT INTO student (code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at, erased_at, left_on)
			SELECT CONCAT('ZZ', LPAD(seq, 7, '0')), ${school.id}, '${school.path}', '2012-01-01', 'male', 'vocational', 1, 'other', REPEAT(CHAR(0), 32), '2018-09-01',
			UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), NULL FROM seq_1_to_120 WHERE NOT EXISTS (SELECT 1 FROM student WHERE code = 'ZZ0000001')`);
		const browser = signedIn(clerk());
		const seen = [];
		let address = at('/students?stage=vocational&hardship=other');
		for (let pages = 0; address && pages < 9; pages++) {
			const { html, status } = await browser.get(address);
			assert.equal(status, 200);
			seen.push(...html.matchAll(/\/students\/(ZZ\d{7})"/g));
			address = /rel="next" href="([^"]+)"/.exec(html)?.[1].replaceAll('&amp;', '&') ?? /href="([^"]+)"[^>]*rel="next"/.exec(html)?.[1].replaceAll('&amp;', '&');
		}
		const codes = seen.map(([, code]) => code);
		assert.equal(codes.length, 120);
		assert.equal(new Set(codes).size, 120);
	});
});

describe('a student’s page', () => {
	test('is masked, and that it was looked at stands on the trail', async () => {
		const person = clerk();
		const { html } = await signedIn(person).get(at(`/students/${one.code}`));
		for (const clear of [one.姓名, one.身份证号, one.联系电话, one.家庭住址, one.监护人])
			assert.ok(!html.includes(clear), clear);
		assert.match(textOf(html), /张\*/);
		const [last] = trailOf({ actor: person.login }, 1);
		assert.deepEqual([last.action, last.subject, last.outcome], ['student_view', `student:${one.code}`, 'seen']);
	});
	test('of another county is not found by its address, which stands on the trail', async () => {
		const stranger = hire({ role: 'county', unit: otherCounty });
		assert.equal((await signedIn(stranger).get(at(`/students/${one.code}`))).status, 404);
		const [last] = trailOf({ actor: stranger.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`student:${one.code}`, 'refused']);
	});
	test('that does not exist is not found', async () => {
		assert.equal((await signedIn(clerk()).get(at('/students/000000000'))).status, 404);
	});
	test('is nothing for an administrator of accounts', async () => {
		assert.equal((await signedIn(hire({ role: 'system' })).get(at(`/students/${one.code}`))).status, 403);
	});
	test('shows what changed, not what it said', async () => {
		const row = await enrol();
		const browser = signedIn(clerk());
		await imported(browser, { content: csv([{ ...row, 年级: '5', 联系电话: '13900139000' }]) });
		const words = wordsOf((await browser.get(at(`/students/${row.code}`))).html);
		assert.match(words, /登记内容的变化.*联系电话.*年级/);
		assert.ok(!words.includes('13800138000') && !words.includes('13900139000'));
	});
});

describe('showing it in clear', () => {
	const reveal = async (browser, changes) => browser.submit(formOf((await browser.get(at(`/students/${one.code}`))).html, /\/reveal$/), changes);
	test('wants a reason', async () => {
		const answer = await reveal(signedIn(clerk()), { reason: '' });
		assert.equal(answer.status, 422);
		assert.ok(!answer.html.includes(one.身份证号));
	});
	test('with one shows it, once, and the reason stands on the trail', async () => {
		const person = clerk();
		const browser = signedIn(person);
		const answer = await reveal(browser, { reason: '核对录取通知书' });
		assert.equal(answer.status, 200);
		for (const clear of [one.姓名, one.身份证号, one.联系电话, one.家庭住址, one.监护人])
			assert.ok(answer.html.includes(clear), clear);
		assert.match(answer.headers['cache-control'], /no-store/);
		const reveals = trailOf({ actor: person.login }).filter(({ action }) => action === 'student_reveal');
		assert.deepEqual(reveals.map(({ reason, subject }) => [reason, subject]), [['核对录取通知书', `student:${one.code}`]]);
		assert.ok(!(await browser.get(at(`/students/${one.code}`))).html.includes(one.身份证号));
	});
	test('asks for the code again when the last one is old', async () => {
		const person = clerk();
		const browser = signedIn(person, { factor: 30 });
		const answer = await reveal(browser, { reason: '核对录取通知书' });
		assert.ok(!answer.html.includes(one.身份证号));
		assert.equal(trailOf({ actor: person.login }).filter(({ action, outcome }) => action === 'student_reveal' && outcome !== 'refused').length, 0);
	});
	test('is nothing a township may', async () => {
		const township = unitOf('township', `'${school.path}' LIKE CONCAT(path, '%')`);
		const browser = signedIn(hire({ role: 'township', unit: township }));
		const { html } = await browser.get(at(`/students/${one.code}`));
		assert.ok(!/action="[^"]*\/reveal"/.test(html));
	});
});

describe('what is stored', () => {
	test('has no name, number, telephone or address in clear', () => {
		const [[dump]] = query(`SELECT GROUP_CONCAT(CONCAT_WS('|', code, HEX(name_sealed), HEX(id_number_sealed), HEX(telephone_sealed), HEX(address_sealed))) FROM student WHERE code = '${one.code}'`);
		for (const clear of [one.姓名, one.身份证号, one.联系电话, one.家庭住址])
			assert.ok(!dump.includes(Buffer.from(clear).toString('hex').toUpperCase()), clear);
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%${one.身份证号}%' OR detail LIKE '%${one.联系电话}%'`), 0);
	});
});
