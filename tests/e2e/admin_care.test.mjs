// The pages of one letter, one visit, one concern and one teacher, for everyone; the lists are in admin_everyone.test.mjs.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { pairIdOf, plantFamily, plantPair, plantStudent } from '../client/pairing.mjs';
import { hire } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, sizes } from './browser.mjs';
import { atWork, openDesk } from './office.mjs';

const people = new Map();
let things;
before(() => {
	for (const role of ['city', 'school'])
		people.set(role, hire({ role }));
	const student = plantStudent(), code = plantPair(student, plantFamily(), 'active'), pair = pairIdOf(code), key = code.padEnd(22, 'x');
	// Another code than the pair's, whatever that begins with.
	const second = (code[0] === 'Z' ? 'Y' : 'Z') + code.slice(1);
	query(`INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at, outcome, happened_on, minutes, reported_at)
		VALUES (${pair}, '${key}', '2018-11-09', 'morning', 'school', 'teacher', UTC_TIMESTAMP(6), 'done', '2018-11-09', 60, UTC_TIMESTAMP(6));
		INSERT INTO pair_message (pair_id, message_key, sender, form_digest, sent_at)
		VALUES (${pair}, '${key}', 'family', UNHEX(SHA2('${code}', 256)), UTC_TIMESTAMP(6));
		INSERT INTO concern (code, kind, raised_by, pair_id, path, form_digest, raised_at, due_at, report_due_at, officer_id) VALUES
		('${code}', 'harm', 'other', ${pair}, ${literal(student.school.path)}, UNHEX(SHA2('${code}', 256)), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),
		UTC_TIMESTAMP(6), ${people.get('city').id});
		INSERT INTO concern (code, kind, raised_by, path, form_digest, raised_at, due_at, report_due_at, officer_id, unfounded_at, unfounded_by,
		unfounded_words) VALUES ('${second}', 'harm', 'other', ${literal(student.school.path)}, UNHEX(SHA2('${key}', 256)),
		UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), ${people.get('school').id}, UTC_TIMESTAMP(6), ${people.get('school').id}, '问过老师');
		UPDATE pairing_student SET teacher_id = ${people.get('school').id} WHERE student_id = ${student.id}`);
	const idOf = (table, column) => number(`SELECT id FROM ${table} WHERE ${column} = '${key}'`);
	things = [
		['city', `/concerns/${code}`], ['city', `/concerns/${second}`], ['school', `/pair-messages/${idOf('pair_message', 'message_key')}`],
		['school', `/visits/${idOf('visit', 'visit_key')}`], ['school', `/contact/teachers/${people.get('school').id}`],
	];
});

for (const locale of ['zh-CN', 'en-GB'])
	test(`each satisfies axe on a phone and at a desk, scrolls one way only, and is large enough to tap, in ${locale}`, async () => {
		for (const [role, path] of things) {
			const page = await atWork(people.get(role), { size: sizes.phone, locale });
			assert.equal((await openDesk(page, path)).status(), 200, path);
			await assertTappable(page, path);
			for (const size of [sizes.phone, sizes.desk, sizes.narrow]) {
				await page.setViewportSize(size);
				await assertAccessible(page, path);
				await assertNoSideScroll(page, path);
			}
			await shoot(page, `admin${path.replace(/\W+/g, '-').replace(/\d+$/, 'N')}-${locale}`);
			await page.context().close();
		}
	});
