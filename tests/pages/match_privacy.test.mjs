// A family reads nothing of a student before the pair allows it: every route of the match program, every state of a pair, for its own family,
// another one, another guardian and nobody; and nothing of the student in public pages, addresses, logs, the trail or messages.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Browser, decode, somebodyElse } from '../client/browser.mjs';
import { literal, number, query } from '../client/database.mjs';
import { asFamily, plantFamily, plantPair, plantRelease, plantStudent, secretsOf } from '../client/pairing.mjs';
import { pause, site, soon } from '../client/site.mjs';
import { unitOf } from '../client/staffing.mjs';

const states = ['held', 'family_accepted', 'accepted', 'approved', 'active', 'paused', 'ending', 'ended'];
const fields = ['name', 'school', 'village', 'guardian', 'telephone', 'address'];

// What the program's own sources say it answers: a page that is added is looked at from its first day.
const folder = join(process.env.YM_TOP, 'cgi-bin/match');
const patterns = [...new Set(readdirSync(folder).filter(name => name.endsWith('_pages.c')).flatMap(name =>
	[...readFileSync(join(folder, name), 'utf8').matchAll(/"(\/[a-z{}/-]*)"/g)].map(([, path]) => path)))]
	.concat(['accept', 'decline', 'pause', 'go-on', 'end', 'release', 'take-back'].map(step => `/guardian/pairs/{code}/${step}`));

const word = `秘${randomInt(1e9).toString(36)}`;
const school = { name: `${word}小学`, id: 0, path: '' };
const village = { code: '', name: `${word}村` };

before(() => {
	const township = unitOf('township');
	query(`INSERT INTO unit (kind, name, parent_id, path, valid_from) VALUES ('school', ${literal(school.name)}, ${township.id}, '', '2020-01-01')`);
	school.id = number('SELECT MAX(id) FROM unit');
	school.path = `${township.path}${school.id}/`;
	query(`UPDATE unit SET path = '${school.path}' WHERE id = ${school.id};
		INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) SELECT id, parent_id, name, valid_from FROM unit WHERE id = ${school.id}`);
	const [[above]] = query("SELECT code FROM division WHERE level = 'township' LIMIT 1");
	village.code = `${above}9${randomInt(10, 99)}`;
	query(`INSERT INTO division (code, parent_code, level, name) VALUES ('${village.code}', '${above}', 'village', ${literal(village.name)})`);
});

// After the students of them, which pairing.mjs takes away.
after(() => query(`DELETE FROM unit_placement WHERE unit_id = ${school.id}; DELETE FROM unit WHERE id = ${school.id};
		DELETE FROM division WHERE code = '${village.code}'`));

const looked = [];
const newStudent = () => {
	const student = plantStudent({ school, home: village.code });
	looked.push(student);
	return student;
};
const secrets = student => [...secretsOf(student), village.name, `${school.id}/`];
const found = (text, of) => of.filter(secret => text.includes(secret));
const said = ({ html, headers, setCookies }) => decode(html) + decodeURIComponent(JSON.stringify(headers).replace(/%(?![0-9A-Fa-f]{2})/g, '')) + setCookies.join();

const everyRoute = async (browser, code) => {
	const texts = [];
	for (const pattern of patterns) {
		const path = site.match + pattern.replace('{code}', code).replace('{id}', '1');
		for (const answer of [await browser.get(path), await browser.post(path, { reason: 'other', field: 'name' })]) {
			assert.notEqual(answer.status, 500, path);
			texts.push([path, answer.status, said(answer)]);
		}
	}
	return texts;
};

describe('what a family, another family, another guardian and nobody read', () => {
	for (const state of states)
		test(`of a pair that is ${state}`, async () => {
			const student = newStudent(), family = plantFamily(), code = plantPair(student, family, state);
			// As if all had been released: before the pair is active, and after, that says nothing.
			fields.forEach(field => plantRelease(code, field));
			const own = asFamily(family), other = asFamily(plantFamily()), nobody = new Browser({ headers: somebodyElse() });
			for (const [path, , text] of await everyRoute(other, code))
				assert.deepEqual(found(text, secrets(student)), [], `another family at ${path}`);
			for (const [path, , text] of await everyRoute(nobody, code))
				assert.deepEqual(found(text, secrets(student)), [], `nobody at ${path}`);
			const texts = await everyRoute(own, code);
			assert.ok(texts.some(([path, status]) => path.endsWith(`/pairs/${code}`) && status === 200));
			for (const [path, status, text] of texts) {
				const shown = found(text, secrets(student));
				if (state === 'active' && path === `${site.match}/pairs/${code}` && status === 200)
					assert.deepEqual(shown.sort(), [student.name, student.guardian, student.address, student.telephone, school.name, village.name].sort(), path);
				else
					assert.deepEqual(shown, [], `its own family at ${path}`);
			}
		});

	test('of an active pair of which nothing was released', async () => {
		const student = newStudent(), family = plantFamily(), code = plantPair(student, family, 'active');
		for (const [path, , text] of await everyRoute(asFamily(family), code))
			assert.deepEqual(found(text, secrets(student)), [], path);
	});

	test("a released field is gone from the next page when the student's record is erased", async () => {
		const student = newStudent(), family = plantFamily(), code = plantPair(student, family, 'active');
		fields.forEach(field => plantRelease(code, field));
		query(`UPDATE student SET erased_at = UTC_TIMESTAMP(6), name_sealed = NULL, id_number_sealed = NULL, guardian_sealed = NULL,
			telephone_sealed = NULL, address_sealed = NULL, telephone_index = NULL WHERE id = ${student.id}`);
		for (const [path, , text] of await everyRoute(asFamily(family), code))
			assert.deepEqual(found(text, secrets(student)), [], path);
	});
});

test('nothing of them stands in public pages, the trail, logs, or messages', async () => {
	for (const path of [site.match, `${site.match}/`, `${site.pledge}/`, `${site.pledge}/feed.xml`, `${site.pledge}/feed.json`])
		for (const student of looked)
			assert.deepEqual(found(said(await new Browser({ headers: somebodyElse() }).get(path)), secrets(student)), [], path);
	// The worker tells who must act within a minute or so; what it put is in the mailbox soon after.
	const due = newStudent(), code = plantPair(due, plantFamily(), 'family_accepted');
	for (const until = Date.now() + 10 * soon; Date.now() < until; await pause(500))
		if (number(`SELECT COUNT(*) FROM pair_notice n JOIN pair p ON p.id = n.pair_id WHERE p.code = '${code}' AND n.step = 'guardian_asked'`) === 1)
			break;
	assert.equal(number(`SELECT COUNT(*) FROM pair_notice n JOIN pair p ON p.id = n.pair_id WHERE p.code = '${code}' AND n.step = 'guardian_asked'`), 1);
	let texts = [];
	for (const until = Date.now() + 2 * soon; Date.now() < until && !texts.some(text => text.includes(code)); await pause(200))
		if (existsSync(join(site.mailbox, 'messages.jsonl')))
			texts = readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').trim().split('\n').filter(Boolean).map(line => JSON.parse(line).text);
	assert.ok(texts.some(text => text.includes(code)), 'the guardian was told');
	const trail = query("SELECT CONCAT_WS(' ', reason, detail) FROM audit_event").flat().join('\n');
	for (const student of looked) {
		assert.deepEqual(found(texts.join('\n'), secrets(student)), [], 'messages');
		assert.deepEqual(found(trail, secretsOf(student).filter(secret => secret !== student.code)), [], 'the trail');
		for (const name of readdirSync(join(site.folder, 'log')).filter(file => file.endsWith('.log')))
			assert.deepEqual(found(readFileSync(join(site.folder, 'log', name), 'utf8'), secretsOf(student)), [], name);
	}
});
