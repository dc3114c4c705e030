// A family that staff vetted, over HTTP: each check noted by one person, approved by another.
import assert from 'node:assert/strict';
import { literal, query } from './database.mjs';
import { formOf, wordsOf } from './html.mjs';
import { site } from './site.mjs';

export const familyPath = code => `${site.admin}/families/${code}`;
export const familyRow = code => {
	const [[id, state, until, path]] = query(`SELECT id, state, approved_until, path FROM family WHERE code = ${literal(code)}`);
	return { id: Number(id), state, until, path };
};

export const takeUp = async (staff, code) => {
	const answer = await staff.submit(await staff.form(familyPath(code), /\/take-up$/));
	assert.equal(answer.status, 303, wordsOf(answer.html).slice(0, 300));
};

// Every check of the newest list, of the family and of each adult, as values of the form's choice.
export const itemsOf = html => [...html.matchAll(/<option value="(\d+-\d+)"/g)].map(([, item]) => item);

export const noteCheck = async (staff, code, changes = {}) =>
	staff.submit(await staff.form(familyPath(code), /\/checks$/), { passed: 'yes', checked_on: query('SELECT DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR)')[0][0], ...changes });

export const noteAll = async (staff, code) => {
	for (const item of itemsOf((await staff.get(familyPath(code))).html)) {
		const answer = await noteCheck(staff, code, { item, reference: '2018-1' });
		assert.equal(answer.status, 303, wordsOf(answer.html).slice(0, 300));
	}
};

export const step = async (staff, code, path, fields = {}) => {
	const page = await staff.get(familyPath(code));
	return staff.submit(formOf(page.html, new RegExp(`/${path}$`)), fields);
};
