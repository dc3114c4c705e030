// In person: a school's clerk looks a child of that school up by the paper, and writes the guardian's new telephone down.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { codeTo, newIdNumber, newTelephone, visitor } from '../client/family.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { plantAward, plantChild } from '../client/lookup.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, unitOf } from '../client/staffing.mjs';

const paths = { lookup: `${site.admin}/lookup`, child: `${site.admin}/lookup/child`, telephone: `${site.admin}/lookup/telephone` };
const at = path => new RegExp(`${path}$`);

let clerk, elsewhere;
before(() => {
	clerk = signedIn(hire({ role: 'school' }));
	elsewhere = unitOf('school', `id <> ${unitOf('school').id}`);
});

const find = async (id_number, name) => clerk.submit(await clerk.form(paths.lookup, at(paths.lookup)), { id_number, name });
const trail = (child, outcome) => number(`SELECT COUNT(*) FROM audit_event WHERE action = 'aid_lookup_in_person'
	AND subject = 'student:${child.code}' AND outcome = '${outcome}'`);

describe('in person', () => {
	test('shows the awards and a masked child, and the trail says who looked', async () => {
		const child = plantChild(), award = plantAward(child, 'verified', { title: '试验当面补助' });
		const answer = await find(child.idNumber, child.name);
		assert.equal(answer.headers.location, paths.child, wordsOf(answer.html));
		const page = await clerk.follow(answer);
		assert.match(wordsOf(page.html), new RegExp(`试验当面补助[\\s\\S]*${award.code}`));
		assert.match(wordsOf(page.html), /137|139\*\*\*\*/);
		for (const hidden of [child.name, child.idNumber, child.telephone])
			assert.ok(!page.html.includes(hidden));
		assert.equal(trail(child, 'seen'), 1);
	});

	test('a child of another school is no other answer than none, and both stand in the trail', async () => {
		const theirs = plantChild({ school: elsewhere }), gone = plantChild({ left: true }), ours = plantChild();
		const misses = number("SELECT COUNT(*) FROM audit_event WHERE action = 'aid_lookup_in_person' AND outcome = 'refused'");
		const pages = [];
		for (const [idNumber, name] of [[theirs.idNumber, theirs.name], [gone.idNumber, gone.name], [ours.idNumber, '李四'], [newIdNumber('20080505'), '李四']]) {
			const answer = await find(idNumber, name);
			assert.equal(answer.status, 404);
			assert.match(wordsOf(answer.html), /本校名册上没有查到/);
			pages.push([idNumber, name].reduce((text, word) => text.replaceAll(`value="${word}"`, ''), answer.html).replace(/(name="form_token" value=")[^"]*/g, '$1'));
		}
		assert.equal(new Set(pages).size, 1);
		assert.equal(number("SELECT COUNT(*) FROM audit_event WHERE action = 'aid_lookup_in_person' AND outcome = 'refused'"), misses + 4);
		assert.equal((await clerk.get(paths.child)).status === 500, false);
	});

	test('the new telephone is kept, the old one is told, and the next code goes to the new one', async () => {
		const child = plantChild(), telephone = newTelephone(), before = number('SELECT COUNT(*) FROM outbox');
		await find(child.idNumber, child.name);
		const saved = await clerk.submit(await clerk.form(paths.child, at(paths.telephone)), { telephone });
		assert.equal(saved.headers.location, `${paths.child}?said=saved`, wordsOf(saved.html));
		assert.match(wordsOf((await clerk.follow(saved)).html), new RegExp(`${telephone.slice(0, 3)}\\*{4}${telephone.slice(-4)}`));
		assert.deepEqual(query(`SELECT fields, account_id IS NOT NULL, import_id FROM student_history WHERE student_id = ${child.id}`), [['telephone', '1', null]]);
		assert.equal(query(`SELECT detail FROM audit_event WHERE subject = 'student:${child.code}' AND outcome = 'done'`)[0][0], '{"telephone":[true,true]}');
		const [[shown, template]] = query(`SELECT shown_to, template FROM outbox ORDER BY id DESC LIMIT 1`);
		assert.deepEqual([shown, template], [`${child.telephone.slice(0, 3)}****${child.telephone.slice(-4)}`, 'guardian_telephone_changed']);

		const again = await clerk.submit(await clerk.form(paths.child, at(paths.telephone)), { telephone });
		assert.equal(again.status, 303);
		assert.equal(number('SELECT COUNT(*) FROM outbox'), before + 1, 'the same number again tells nobody');
		assert.equal(number(`SELECT COUNT(*) FROM student_history WHERE student_id = ${child.id}`), 1);

		const guardian = visitor(), lookup = `${site.aid}/lookup`;
		await guardian.submit(await guardian.form(lookup, at(lookup)), { id_number: child.idNumber, name: child.name });
		const entered = await guardian.submit(await guardian.form(`${lookup}/code`, at(`${lookup}/code`)), { code: await codeTo(telephone) });
		assert.equal(entered.headers.location, `${lookup}/awards`);
	});

	test('what is no mobile number is refused and nothing stored', async () => {
		const child = plantChild();
		await find(child.idNumber, child.name);
		for (const telephone of ['', '123', '0539-8012345', '1'.repeat(300), '电话']) {
			const answer = await clerk.submit(await clerk.form(paths.child, at(paths.telephone)), { telephone });
			assert.equal(answer.status, 422, telephone);
			assert.ok(formOf(answer.html, at(paths.telephone)), 'the form is there again');
		}
		assert.equal(number(`SELECT COUNT(*) FROM student_history WHERE student_id = ${child.id}`), 0);
	});

	test('ID numbers that are none are told apart by what was typed', async () => {
		for (const [typed, words] of [['371399', /18位/], ['37139920080230100X', /出生日期不对|有一位/], ['', /填写/], ['x'.repeat(50), /太长/]]) {
			const answer = await find(typed, '张三');
			assert.equal(answer.status, 422, typed);
			assert.match(wordsOf(answer.html), words);
		}
	});

	test('without having found anybody there is nothing to see or to change; nor after the child moved away', async () => {
		const fresh = signedIn(hire({ role: 'school' }));
		assert.equal((await fresh.get(paths.child)).headers.location, paths.lookup);
		const child = plantChild();
		await find(child.idNumber, child.name);
		const form = await clerk.form(paths.child, at(paths.telephone));
		query(`UPDATE student SET school_id = ${elsewhere.id}, path = '${elsewhere.path}' WHERE id = ${child.id}`);
		assert.equal((await clerk.get(paths.child)).headers.location, paths.lookup);
		assert.equal((await clerk.submit(form, { telephone: newTelephone() })).headers.location, paths.lookup);
		assert.equal(number(`SELECT COUNT(*) FROM student_history WHERE student_id = ${child.id}`), 0);
	});
});
