// The calculator for other systems: facts in by POST, answers with their trace out, as XML by the published schema and as JSON.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { elements } from '../client/html.mjs';
import { site } from '../client/site.mjs';

const xmllint = (bytes, ...options) => execFileSync('xmllint', ['--noout', '--nonet', ...options, '-'], { input: bytes, stdio: ['pipe', 'pipe', 'pipe'] });
const schema = `${process.env.YM_TOP}/view/schema/entitlement.xsd`;
const typed = { 'Content-Type': 'application/x-www-form-urlencoded' };
const post = (kind, facts, headers = {}) => request('POST', `${site.aid}/entitlement.${kind}`, {
	body: typeof facts === 'string' ? facts : new URLSearchParams(facts).toString(), headers: { ...typed, ...headers } });
const json = async facts => JSON.parse((await post('json', facts)).bytes.toString());
const of = (answer, code) => answer.entitlement.find(programme => programme.code === code);
const boarder = { stage: 'junior', on_roll: 'yes', boarding: 'yes', registered_poor: 'yes', school_place: 'city', school_kind: 'public' };

describe('entitlement.json', () => {
	test('says yes with the amount, the version and the law', async () => {
		const boarding = of(await json(boarder), 'boarding_subsidy');
		assert.equal(boarding.verdict, 'yes');
		assert.equal(boarding.amount, '1250.00');
		assert.equal(boarding.per, 'year');
		assert.equal(boarding.missing, '');
		assert.ok(boarding.version >= 1 && boarding.law_ref.length > 0);
		assert.ok(boarding.clauses.every(({ decides }) => !decides));
	});

	test('says no with the clause that decides it', async () => {
		const loan = of(await json(boarder), 'origin_loan');
		assert.equal(loan.verdict, 'no');
		assert.equal(loan.amount, null);
		const [cause, ...more] = loan.clauses.filter(({ decides }) => decides);
		assert.equal(more.length, 0);
		assert.equal(cause.truth, 'no');
		assert.ok(cause.reason.length > 0 && cause.reason_en.length > 0);
	});

	test('says what is missing, and never takes the unknown for a no', async () => {
		const answer = await json({ stage: 'junior', boarding: 'unknown' });
		const boarding = of(answer, 'boarding_subsidy');
		assert.equal(boarding.verdict, 'unknown');
		assert.ok(boarding.missing.split(' ').includes('boarding'));
		for (const { verdict, clauses } of (await json('')).entitlement) {
			assert.equal(verdict, 'unknown');
			assert.ok(clauses.every(({ truth }) => truth === 'unknown'));
		}
	});

	test('has every programme in force with every clause', async () => {
		const stored = query("SELECT p.code, COUNT(*) FROM aid_clause c JOIN aid_rule_version v ON v.id = c.version_id JOIN programme p ON p.id = v.programme_id "
			+ "WHERE v.state = 'published' AND v.valid_from <= CURDATE() AND (v.valid_to IS NULL OR v.valid_to >= CURDATE()) GROUP BY p.code, p.position, p.id ORDER BY p.position, p.id");
		assert.deepEqual((await json(boarder)).entitlement.map(({ code, clauses }) => [code, String(clauses.length)]), stored.map(row => row.map(String)));
	});

	test('is kept by nobody and needs no cookie', async () => {
		const { headers, setCookies, status } = await post('json', boarder);
		assert.equal(status, 200);
		assert.equal(headers['cache-control'], 'no-store');
		assert.match(headers['content-type'], /^application\/json/);
		assert.deepEqual(setCookies, []);
		assert.equal((await request('GET', `${site.aid}/entitlement.json`)).status, 405);
	});

	test('takes a day of birth', async () => {
		assert.equal((await post('json', { ...boarder, birth: '2010-05-01' })).status, 200);
	});
});

describe('entitlement.xml', () => {
	for (const [what, facts] of [['a boarder', boarder], ['nothing', ''], ['a student with a loan', { stage: 'university', tuition: '5500', other_loan: 'no' }]])
		test(`is valid by the published schema: ${what}`, async () => {
			const answer = await post('xml', facts);
			assert.equal(answer.status, 200);
			assert.match(answer.headers['content-type'], /^application\/xml/);
			xmllint(answer.bytes, '--schema', schema);
		});

	test('says the same as the JSON', async () => {
		const { html } = await post('xml', boarder);
		const answer = await json(boarder);
		const verdicts = elements(html, 'programme').map(({ inner }) => /<verdict>(\w+)<\/verdict>/.exec(inner)[1]);
		assert.deepEqual(verdicts, answer.entitlement.map(({ verdict }) => verdict));
	});
});

describe('facts that are wrong', () => {
	for (const [what, facts, status, field, trouble] of [
		['an unknown field', 'hair=red', 400, 'hair', 'unknown_field'],
		['a field twice', 'stage=primary&stage=primary', 400, 'stage', 'said_twice'],
		['age and birth', 'age=8&birth=2010-01-01', 400, 'birth', 'said_twice'],
		['a word there is not', 'stage=college', 422, 'stage', 'not_a_value'],
		['a number out of range', 'stage=primary&grade=12', 422, 'grade', 'not_a_value'],
		['a birth in the future', 'birth=2999-12-31', 422, 'birth', 'born_later'],
		['a birth long ago', 'birth=1890-12-31', 422, 'birth', 'too_old'],
	])
		test(`${what} is named`, async () => {
			const answer = await post('json', facts);
			assert.equal(answer.status, status);
			const [refusal] = JSON.parse(answer.bytes.toString()).refusals;
			assert.deepEqual(refusal, { field, trouble });
			const xml = await post('xml', facts);
			assert.equal(xml.status, status);
			xmllint(xml.bytes, '--schema', schema);
		});

	test('a name that is markup comes back as text', async () => {
		const xml = await post('xml', `${encodeURIComponent('<b>&"')}=1`);
		assert.equal(xml.status, 400);
		xmllint(xml.bytes, '--schema', schema);
	});

	test('another kind of body', async () => {
		assert.equal((await post('json', '{}', { 'Content-Type': 'application/json' })).status, 415);
		assert.equal((await post('json', 'stage=%ff')).status, 400);
	});
});
