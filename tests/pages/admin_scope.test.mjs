// A change asked for by a POST to somebody else's record: 404, nothing is changed, and a row of the audit trail (domain.md §5).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { formOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const county = unitOf('county');
const otherCounty = unitOf('county', `id <> ${county.id}`);
const townshipOf = unit => unitOf('township', `parent_id = ${unit.id}`);

// The form of one's own record, sent to another's address.
const sendElsewhere = async (browser, page, form, path, changes) => {
	const own = formOf((await browser.get(at(page))).html, form);
	return browser.submit({ ...own, action: at(path) }, changes);
};

// The handler names the record; where it does not, the page that the form went to is named.
const assertWrittenDown = (person, action, record, path) => {
	const [last] = trailOf({ actor: person.login }, 1);
	assert.deepEqual([last?.action, last?.outcome], [action, 'refused']);
	assert.ok([record, `page:${path}`].includes(last.subject), last.subject);
};

describe('a POST to what lies outside', () => {
	test('a unit of another county keeps its name, and the try stands on the trail', async () => {
		const person = hire({ role: 'county', unit: county });
		const other = townshipOf(otherCounty), path = `/units/${other.id}/rename`;
		const answer = await sendElsewhere(signedIn(person), `/units/${townshipOf(county).id}`, /\/rename$/, path, { name: '别人的乡镇', from: '2024-01-01' });
		assert.equal(answer.status, 404);
		assert.equal(query(`SELECT name FROM unit WHERE id = ${other.id}`)[0][0], other.name);
		assertWrittenDown(person, 'unit_edit', `unit:${other.id}`, path);
	});
	test('an account of another county stays, and the try stands on the trail', async () => {
		const person = hire({ role: 'system', unit: county });
		const own = hire({ role: 'county', unit: county }), other = hire({ role: 'county', unit: otherCounty });
		const path = `/accounts/${other.id}/disable`;
		const answer = await sendElsewhere(signedIn(person), `/accounts/${own.id}`, /\/disable$/, path, { reason: '试一试' });
		assert.equal(answer.status, 404);
		assert.equal(number(`SELECT COUNT(*) FROM account WHERE id = ${other.id} AND disabled_at IS NULL`), 1);
		assertWrittenDown(person, 'account_edit', `account:${other.id}`, path);
	});
	test('what may not be is written down, too: one disables oneself', async () => {
		const person = hire({ role: 'system', unit: county });
		const own = hire({ role: 'county', unit: county }), path = `/accounts/${person.id}/disable`;
		const answer = await sendElsewhere(signedIn(person), `/accounts/${own.id}`, /\/disable$/, path, { reason: '试一试' });
		assert.equal(answer.status, 403);
		assertWrittenDown(person, 'account_edit', `account:${person.id}`, path);
	});
});
