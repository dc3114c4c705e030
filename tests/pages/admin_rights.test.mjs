// Every page of the staff program × every role, held against the table that people read: doc/rights.tsv.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { request, somebodyElse } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { site } from '../client/site.mjs';
import { hire, sessionCookie, signedIn, trailOf } from '../client/staffing.mjs';

const lines = text => text.split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('\t'));
const [[, ...roles], ...table] = lines(readFileSync(join(process.env.YM_TOP, 'doc/rights.tsv'), 'utf8'));
const rights = new Map(table.map(([action, ...cells]) => [action, new Map(cells.map((cell, i) => [roles[i], cell]))]));

const routes = lines(execFileSync(join(process.env.YM_BUILD, 'admin'), ['--routes'], { encoding: 'utf8' }))
	.map(([method, path, who, action]) => ({ method, path, who, action }));
const staff = routes.filter(({ who }) => who === 'staff');

const words = { right: '您现在的角色没有这项权限' };
const address = path => `${site.admin}${path.replace('{id}', '999999999').replace('{code}', 'YM7K24QX9')}`;

// Without a form's token nothing is ever done; who may is told from who may not before the token is looked at.
const ask = ({ method, path }, cookie) => request(method, address(path), {
	body: method === 'POST' ? 'form_token=x' : undefined,
	headers: { ...somebodyElse(), ...(cookie ? { Cookie: `${sessionCookie}=${cookie}` } : {}), Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' } });
const cookieOf = browser => browser.cookies.get(sessionCookie).value;

describe('rights', () => {
	const people = new Map();
	before(() => {
		for (const role of roles)
			people.set(role, hire({ role }));
	});

	test('the table names every action of a page, and nothing else but rights within pages', () => {
		for (const { path, action } of staff)
			assert.ok(rights.has(action), `${path}: ${action} is not in doc/rights.tsv`);
		assert.ok(staff.length > 40 && roles.length === 8);
	});

	for (const role of roles)
		test(`${role}: each page opens or refuses as the table says`, async () => {
			const cookie = cookieOf(signedIn(people.get(role), { factor: 0 }));
			for (const route of staff) {
				const answer = await ask(route, cookie);
				const refused = answer.status === 403 && answer.html.includes(words.right);
				assert.equal(refused, rights.get(route.action).get(role) === '-', `${role} ${route.method} ${route.path}: ${answer.status}`);
				assert.ok(answer.status < 500, `${role} ${route.method} ${route.path}: ${answer.status}`);
			}
		});

	for (const role of roles)
		test(`${role}: an old second factor is asked for again where the table says code, and nowhere else`, async () => {
			const cookie = cookieOf(signedIn(people.get(role), { factor: 6 }));
			for (const route of staff.filter(({ action }) => rights.get(action).get(role) !== '-')) {
				const answer = await ask(route, cookie);
				const asked = answer.status === 303 && /\/second-factor(\?|$)/.test(answer.headers.location);
				assert.equal(asked, rights.get(route.action).get(role) === 'code', `${role} ${route.method} ${route.path}: ${answer.status}`);
			}
		});

	test('without a session every page leads to the door, and none shows itself', async () => {
		for (const route of routes.filter(({ who }) => who !== 'anyone')) {
			const answer = await ask(route, null);
			assert.equal(answer.status, 303, `${route.method} ${route.path}`);
			assert.match(answer.headers.location, /\/sign-in(\?|$)/);
		}
	});

	test('a session that still enrols reaches none of them', async () => {
		const cookie = cookieOf(signedIn(hire({ role: 'city', enrolled: false }), { stage: 'enrolling', factor: null }));
		for (const route of staff) {
			const answer = await ask(route, cookie);
			assert.equal(answer.status, 303, `${route.method} ${route.path}`);
			assert.match(answer.headers.location, /\/enrol(\?|$)/);
		}
	});

	test('a role that was revoked opens nothing any more', async () => {
		const person = hire({ role: 'city' });
		const cookie = cookieOf(signedIn(person));
		assert.equal((await ask({ method: 'GET', path: '/campaigns' }, cookie)).status, 200);
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE id = ${person.grant}`);
		assert.notEqual((await ask({ method: 'GET', path: '/campaigns' }, cookie)).status, 200);
	});

	test('a refusal stands on the audit trail', async () => {
		const person = hire({ role: 'school' });
		await ask({ method: 'GET', path: '/campaigns' }, cookieOf(signedIn(person)));
		const [last] = trailOf({ actor: person.login }, 1);
		assert.deepEqual([last.action, last.outcome], ['campaign_view', 'refused']);
	});
});
