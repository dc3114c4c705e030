// Families, students and pairs of the tests' own, planted straight into the database with every personal field sealed, and pulled up after
// a file's tests. Their names are unmistakable: what must not be shown is looked for by them.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after } from 'node:test';
import { Browser, somebodyElse } from './browser.mjs';
import { literal, number, query } from './database.mjs';
import { site } from './site.mjs';
import { unitOf } from './staffing.mjs';

const made = new Set();
const helper = (name, ...words) => {
	const build = process.env.YM_BUILD;
	if (!made.has(name))
		execFileSync('make', ['-C', build, '--silent', `tests/client/${name}`], { stdio: ['ignore', 'ignore', 'inherit'] });
	made.add(name);
	return execFileSync(join(build, 'tests/client', name), [site.settings, ...words], { encoding: 'utf8', timeout: 20000 }).trim().split('\n');
};

// Eight random characters and their ISO 7064 MOD 37,36 check character.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ', all = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const newCode = () => {
	for (;;) {
		const payload = Array.from({ length: 8 }, () => alphabet[randomInt(32)]).join('');
		const product = [...payload].reduce((left, letter) => ((left + all.indexOf(letter)) % 36 || 36) * 2 % 37, 36);
		const check = all[(37 - product) % 36];
		if (alphabet.includes(check))
			return payload + check;
	}
};

export const newTelephone = () => `137${String(randomInt(1e8)).padStart(8, '0')}`;
const planted = { families: [], students: [] };
const hex = text => `X'${text}'`;
const now = 'UTC_TIMESTAMP(6)';

// A student of the register, open for pairing, whose guardian agreed. At a school of the test's choice.
export const plantStudent = ({ school = unitOf('school'), telephone = newTelephone(), agreed = true, open = true, birth = '2015-03-01', tags = 'tutoring',
	stage = 'primary', grade = 3, places = 2, home = query("SELECT code FROM division WHERE level = 'village' LIMIT 1")[0][0] } = {}) => {
	const code = newCode(), word = `秘${randomInt(1e9).toString(36)}`;
	const student = { code, telephone, name: `张${word}`, guardian: `李${word}`, address: `${word}路 7 号`, school, home };
	const [name, idNumber, guardian, sealed, address, index, nameIndex] = helper('sealed', 'seal', 'student', 'name_sealed', code, student.name,
		'seal', 'student', 'id_number_sealed', code, '371302201503010018',
		'seal', 'student', 'guardian_sealed', code, student.guardian, 'seal', 'student', 'telephone_sealed', code, telephone,
		'seal', 'student', 'address_sealed', code, student.address, 'index', 'student.telephone', telephone,
		'index', 'student.name', student.name);
	query(`INSERT INTO student (code, school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed,
		telephone_index, name_index, birth, sex, stage, grade, hardship, row_digest, since, updated_at) VALUES (${literal(code)}, ${school.id}, ${literal(school.path)},
		${hex(name)}, ${hex(idNumber)}, ${hex(guardian)}, ${hex(sealed)}, ${hex(address)}, ${hex(index)}, ${hex(nameIndex)}, '${birth}', 'female', '${stage}', ${grade},
		'registered_poor', REPEAT('x', 32), '2018-09-01', ${now})`);
	student.id = number(`SELECT id FROM student WHERE code = ${literal(code)}`);
	planted.students.push(student.id);
	query(`INSERT INTO pairing_student (student_id, home_code, tags, places, identified_at, screened_at, screened_by, opened_at)
		SELECT ${student.id}, '${home}', '${tags}', ${places}, ${now}, ${now}, MIN(id), ${open ? now : 'NULL'} FROM account`);
	if (agreed)
		query(`INSERT INTO consent (text_id, subject, given_by, channel, given_at) SELECT id, 'student:${code}', 'guardian', 'telephone_code', ${now}
			FROM policy_text WHERE kind = 'consent' AND purpose = 'pairing' AND language = 'zh' ORDER BY version DESC LIMIT 1`);
	return student;
};

// An approved family with two grown-ups.
export const plantFamily = ({ capacity = 1, telephone = newTelephone(), until = '2099-12-31', unit = unitOf('township') } = {}) => {
	const code = newCode(), word = `户${randomInt(1e9).toString(36)}`;
	const family = { code, telephone, name: `王${word}`, address: `${word}街 9 号` };
	const [name, sealed, address, index] = helper('sealed', 'seal', 'family', 'name_sealed', code, family.name,
		'seal', 'family', 'telephone_sealed', code, telephone, 'seal', 'family', 'address_sealed', code, family.address,
		'index', 'family.telephone', telephone);
	query(`INSERT INTO family (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, telephone_index, offers, travel_km,
		capacity, applied_at, vetting_at, approved_at, approved_by, approved_until, form_digest, payload_digest, updated_at)
		SELECT ${literal(code)}, ${unit.id}, ${literal(unit.path)}, (SELECT code FROM division WHERE level = 'village' LIMIT 1), ${hex(name)},
		${hex(sealed)}, ${hex(address)}, ${hex(index)}, 'tutoring,books', 20, ${capacity}, ${now}, ${now}, ${now}, MIN(id), '${until}',
		UNHEX(SHA2('${code}', 256)), UNHEX(SHA2('${code}', 256)), ${now} FROM account`);
	family.id = number(`SELECT id FROM family WHERE code = ${literal(code)}`);
	planted.families.push(family.id);
	query(`INSERT INTO family_adult (family_id, adult_key, relation, sex, birth) VALUES (${family.id}, '${code}-self', 'self', 'female', '1980-01-01'),
		(${family.id}, '${code}-spouse', 'spouse', 'male', '1980-01-01')`);
	return family;
};

// A browser in which the family is signed in.
export const asFamily = family => {
	const [token, digest] = helper('staff_secret', 'session');
	query(`INSERT INTO family_session (token_digest, family_id, started_at, seen_at) VALUES (${hex(digest)}, ${family.id}, ${now}, ${now})`);
	const browser = new Browser({ headers: somebodyElse() });
	browser.cookies.set('__Secure-ym-match', { value: token, path: site.match });
	return browser;
};

const reached = ['held', 'family_accepted', 'accepted', 'approved', 'active', 'paused', 'ending', 'ended'];

// A pair of the two in a state. Its code.
export const plantPair = (student, family, state = 'held', more = {}) => {
	const code = newCode(), far = name => reached.indexOf(state) >= reached.indexOf(name);
	const staff = '(SELECT MIN(id) FROM account)', other = '(SELECT MAX(id) FROM account)';
	const row = {
		code: literal(code), student_id: student.id, family_id: family.id, shown_band: "'primary'", shown_tags: "'tutoring'",
		proposed_at: now, held_at: now, held_until: `${now} + INTERVAL 7 DAY`, updated_at: now,
		...(far('family_accepted') && { family_accepted_at: now }),
		...(far('accepted') && { guardian_accepted_at: now, guardian_channel: "'telephone_code'", school_accepted_at: now, school_accepted_by: staff }),
		...(far('approved') && { approved_at: now, approved_by: other }),
		...(far('active') && { activated_at: now, activated_by: other }),
		...(state === 'paused' && { paused_at: now, pause_reason: "'staff'" }),
		...(far('ending') && { ending_at: now, ending_by: "'family'" }),
		...(state === 'ended' && { ended_at: now, end_reason: "'completed'" }), ...more,
	};
	query(`INSERT INTO pair (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`);
	return code;
};

export const stateOf = code => query(`SELECT state FROM pair WHERE code = ${literal(code)}`)[0][0];
export const pairIdOf = code => number(`SELECT id FROM pair WHERE code = ${literal(code)}`);

// A field as the guardian released it, with its consent.
export const plantRelease = (code, field) => query(`INSERT INTO pair_release (pair_id, field, released_at, channel)
	VALUES (${pairIdOf(code)}, '${field}', ${now}, 'telephone_code');
	INSERT INTO consent (text_id, subject, given_by, channel, given_at) SELECT id, 'pair:${code}:${field}', 'guardian', 'telephone_code', ${now}
	FROM policy_text WHERE kind = 'consent' AND purpose = 'release' AND language = 'zh' ORDER BY version DESC LIMIT 1`);

// All that is the student's own and may stand nowhere before it is released.
export const secretsOf = student => [student.name, student.guardian, student.address, student.telephone, student.code, student.school.name];

after(() => {
	const families = planted.families.splice(0).join(', ') || '0', students = planted.students.splice(0).join(', ') || '0';
	const pairs = `SELECT id FROM pair WHERE student_id IN (${students}) OR family_id IN (${families})`;
	for (const table of ['concern', 'visit', 'pair_message', 'pair_notice', 'pair_release'])
		query(`DELETE FROM ${table} WHERE pair_id IN (${pairs})`);
	query(`DELETE FROM match_proposal WHERE student_id IN (${students}) OR family_id IN (${families}) OR pair_id IN (${pairs});
		DELETE FROM match_left WHERE student_id IN (${students}); DELETE FROM match_unpaired WHERE family_id IN (${families});
		DELETE FROM pair WHERE student_id IN (${students}) OR family_id IN (${families});
		DELETE c FROM consent c JOIN student s ON c.subject = CONCAT('student:', s.code) WHERE s.id IN (${students});
		DELETE FROM family_session WHERE family_id IN (${families}); DELETE FROM family_adult WHERE family_id IN (${families});
		DELETE FROM vetting_check WHERE family_id IN (${families});
		DELETE FROM family WHERE id IN (${families}); DELETE FROM pairing_student WHERE student_id IN (${students});
		UPDATE help_request SET proved_at = NULL, student_id = NULL WHERE student_id IN (${students});
		DELETE o FROM award_objection o JOIN award a ON a.notice_id = o.notice_id WHERE a.student_id IN (${students});
		DELETE FROM award WHERE student_id IN (${students}); DELETE FROM aid_fact WHERE student_id IN (${students});
		DELETE FROM award_notice WHERE NOT EXISTS (SELECT 1 FROM award a WHERE a.notice_id = award_notice.id);
		DELETE FROM student WHERE id IN (${students})`);
});
