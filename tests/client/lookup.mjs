// Children of the tests' own with their awards, planted with every personal field sealed and pulled up after a file's tests.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after } from 'node:test';
import { literal, number, query } from './database.mjs';
import { newIdNumber, newTelephone } from './family.mjs';
import { newCode } from './pairing.mjs';
import { site } from './site.mjs';
import { unitOf } from './staffing.mjs';

const planted = { children: [], programmes: [] };
const now = 'UTC_TIMESTAMP(6)';
const born = () => `2008${String(1 + randomInt(12)).padStart(2, '0')}${String(10 + randomInt(18))}`;

let made = false;
const sealed = (...words) => {
	if (!made)
		execFileSync('make', ['-C', process.env.YM_BUILD, '--silent', 'tests/client/sealed'], { stdio: ['ignore', 'ignore', 'inherit'] });
	made = true;
	return execFileSync(join(process.env.YM_BUILD, 'tests/client/sealed'), [site.settings, ...words], { encoding: 'utf8' }).trim().split('\n')
		.map(hex => `X'${hex}'`);
};

// On the register, at a school. `telephone` null: none on file.
export const plantChild = ({ school = unitOf('school'), telephone = newTelephone(), idNumber = newIdNumber(born()), name = `张${randomInt(1e9).toString(36)}`,
	left = false, erased = false } = {}) => {
	const code = newCode();
	const [sealedName, number_, guardian, tel, nameIndex, numberIndex, telIndex] = sealed('seal', 'student', 'name_sealed', code, name,
		'seal', 'student', 'id_number_sealed', code, idNumber, 'seal', 'student', 'guardian_sealed', code, `李${name}`,
		'seal', 'student', 'telephone_sealed', code, telephone ?? '0', 'index', 'student.name', name, 'index', 'student.id_number', idNumber,
		'index', 'student.telephone', telephone ?? '0');
	const kept = value => erased ? 'NULL' : value;
	query(`INSERT INTO student (code, school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, id_number_index, name_index,
		telephone_index, birth, sex, stage, grade, hardship, row_digest, since, left_on, updated_at, erased_at) VALUES (${literal(code)}, ${school.id},
		${literal(school.path)}, ${kept(sealedName)}, ${kept(number_)}, ${kept(guardian)}, ${telephone === null ? 'NULL' : kept(tel)}, ${kept(numberIndex)},
		${kept(nameIndex)}, ${telephone === null ? 'NULL' : kept(telIndex)}, '2008-05-05', 'female', 'senior', 2, 'registered_poor', REPEAT('x', 32),
		'2016-09-01', ${left ? "'2018-01-01'" : 'NULL'}, ${now}, ${erased ? now : 'NULL'})`);
	const child = { id: number(`SELECT id FROM student WHERE code = ${literal(code)}`), code, name, idNumber, telephone, school };
	planted.children.push(child.id);
	return child;
};

const programme = title => {
	const code = `test_${randomInt(1e9).toString(36)}`;
	query(`INSERT INTO programme (code, kind, given_by, title, title_en, how_to_ask, how_to_ask_en, position, created_at)
		VALUES ('${code}', 'grant', 'nation', ${literal(title)}, 'A grant of the tests', '问老师', 'Ask the teacher', 900, ${now});
		INSERT INTO aid_rule_version (programme_id, version, valid_from, law_ref, source, drafted_at, published_at)
		SELECT id, 1, '1990-01-01', '试验', '试验', ${now}, NULL FROM programme WHERE code = '${code}'`);
	const id = number(`SELECT id FROM programme WHERE code = '${code}'`);
	planted.programmes.push(id);
	return id;
};

// The sheet on the board that it stood on, its days of objection over.
const notice = (child, programmeId) => {
	const code = newCode();
	query(`INSERT INTO award_notice (code, school_id, path, programme_id, period, awards, posted_on, objections_until, removed_on, made_at, made_by)
		SELECT '${code}', ${child.school.id}, ${literal(child.school.path)}, ${programmeId}, '2018-2', 1, '2018-09-25', '2018-10-09', '2018-10-10', ${now},
		MIN(id) FROM account`);
	return number(`SELECT id FROM award_notice WHERE code = '${code}'`);
};

const states = ['computed', 'applied', 'verified', 'noticed', 'approved', 'paid', 'confirmed'];

// An award of the child that has come to `state` (or was refused). Its code is the slip's.
export const plantAward = (child, state = 'applied', { title = '试验助学金', period = '2018-2', fen = 100000, ...more } = {}) => {
	const far = name => states.indexOf(state) >= states.indexOf(name), code = newCode(), id = programme(title);
	const row = {
		code: literal(code), student_id: child.id, programme_id: id, version_id: `(SELECT id FROM aid_rule_version WHERE programme_id = ${id})`,
		path: literal(child.school.path), period: `'${period}'`, tier: 1, amount_fen: fen, decided_for: "'2018-09-01'", facts_digest: "REPEAT('x', 32)", changed_at: now,
		...(far('applied') && { applied_at: "'2018-09-10'" }), ...(far('verified') && { verified_at: "'2018-09-20'" }),
		...(far('noticed') && { notice_id: notice(child, id), notice_line: 1 }), ...(far('approved') && { approved_at: "'2018-10-20'" }), ...(far('paid') && { paid_on: "'2018-11-01'", paid_fen: fen }),
		...(far('confirmed') && { confirmed_at: "'2018-11-05'" }), ...more,
	};
	query(`INSERT INTO award (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`);
	return { code, title, id: number(`SELECT id FROM award WHERE code = ${literal(code)}`) };
};

after(() => {
	const of = ids => ids.length > 0 ? ids.join(', ') : '0';
	query(`DELETE FROM award WHERE student_id IN (${of(planted.children)}); DELETE FROM award_notice WHERE programme_id IN (${of(planted.programmes)}); DELETE FROM student_history WHERE student_id IN (${of(planted.children)});
		DELETE FROM student WHERE id IN (${of(planted.children)}); DELETE FROM aid_rule_version WHERE programme_id IN (${of(planted.programmes)});
		DELETE FROM programme WHERE id IN (${of(planted.programmes)})`);
});
