// A request for help, over HTTP, and what staff would have made of it, planted.
import assert from 'node:assert/strict';
import { Browser, somebodyElse } from './browser.mjs';
import { literal, number, query } from './database.mjs';
import { codeTo } from './family.mjs';
import { wordsOf } from './html.mjs';
import { site } from './site.mjs';

export const helpPath = () => `${site.aid}/help`;
export const anybody = () => new Browser({ headers: somebodyElse() });
export const placesOf = school => {
	const [, , county, township] = school.path.split('/');
	return { county, township, school: school.id };
};

// The school is chosen step by step, as without a script.
export const raise = async (browser, changes = {}) => browser.submit(await browser.form(helpPath(), /\/help$/),
	{ kind: 'living', body: '饭费不够', step: 'raise', ...changes });
export const raiseFor = async (browser, student, changes = {}) => {
	const form = await browser.form(helpPath(), /\/help$/), { county, township, school } = placesOf(student.school);
	const answer = await browser.post(form.action, [...form.values.filter(([name]) => name === 'form_token'),
		...Object.entries({ kind: 'living', body: '饭费不够', step: 'raise', county, township, school, child: student.name, ...changes })]);
	assert.equal(answer.status, 303, wordsOf(answer.html ?? ''));
	return codeOf(answer);
};
export const codeOf = answer => /\/help\/requests\/([0-9A-Z]{9})$/.exec(answer.headers.location ?? '')?.[1];
export const requestPath = code => `${helpPath()}/requests/${code}`;
export const stateOf = code => query(`SELECT state FROM help_request WHERE code = ${literal(code)}`)[0][0];
export const idOf = code => number(`SELECT id FROM help_request WHERE code = ${literal(code)}`);
export const countOf = () => number('SELECT COUNT(*) FROM help_request');

// The telephone that stands on the request is proved.
export const prove = async (browser, code, telephone) => {
	const sent = await browser.submit(await browser.form(requestPath(code), /\/send$/));
	assert.equal(sent.headers.location, `${requestPath(code)}/code`, wordsOf(sent.html ?? ''));
	return browser.submit(await browser.form(sent.headers.location, /\/code$/), { digits: await codeTo(telephone) });
};

// As an officer would: answered or refused by the first account there is. The words stay sealed and empty.
export const settle = (code, how = 'answer') => query(`UPDATE help_request SET triaged_at = UTC_TIMESTAMP(6), triaged_by = (SELECT MIN(id) FROM account),
	officer_id = (SELECT MIN(id) FROM account), ${how === 'answer' ? 'answered_at' : 'refused_at'} = UTC_TIMESTAMP(6),
	${how === 'answer' ? 'answered_by' : 'refused_by'} = (SELECT MIN(id) FROM account) WHERE code = ${literal(code)};
	INSERT INTO help_event (request_id, event_key, step, at, account_id) SELECT id, CONCAT('planted-', code), '${how}', UTC_TIMESTAMP(6), officer_id
	FROM help_request WHERE code = ${literal(code)}`);
