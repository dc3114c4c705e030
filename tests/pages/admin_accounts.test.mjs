// Accounts: new ones, roles, an end, a lost authenticator. What is refused, in which words, and that nothing of it is stored.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { grantRole, hire, sessionsOf, signedIn, signIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const root = unitOf('city');
const county = unitOf('county', "code = '371328'");
const other = unitOf('county', "code = '371302'");
const township = unitOf('township', `parent_id = ${county.id}`);

const newLogin = () => `t${randomInt(1e9, 1e10)}`;
const page = (browser, { id }) => browser.get(at(`/accounts/${id}`));
const act = async (browser, person, what, changes) => browser.submit(formOf((await page(browser, person)).html, new RegExp(`/${what}$`)), changes);
const create = async (browser, changes) => browser.submit(await browser.form(at('/accounts/new'), /new$/),
	{ login: newLogin(), name: '试验员', telephone: '', email: '', sso_name: '', ...changes });
const grant = async (browser, { id }, changes) => browser.submit(await browser.form(at(`/accounts/${id}/grant`), /grant$/), changes);
const fault = (answer, field) => wordsOf(byId(answer.html, 'p', `${field}-error`)?.inner ?? '');
const grantsOf = ({ id }) => query(`SELECT role, unit_id FROM role_grant WHERE account_id = ${id} AND revoked_at IS NULL ORDER BY id`).map(([role, unit]) => [role, Number(unit)]);
const system = () => signedIn(hire({ role: 'system' }));
const safety = (unit = root) => signedIn(hire({ role: 'safety', unit }));
// Without any role: whoever was just made.
const made = [];
const fresh = () => {
	const login = newLogin();
	query(`INSERT INTO account (login, name, created_at) VALUES ('${login}', '新来的', UTC_TIMESTAMP(6))`);
	const id = number(`SELECT id FROM account WHERE login = '${login}'`);
	made.push(id);
	return { id, login };
};
after(() => query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE account_id IN (${made.concat(0).join(', ')}) AND revoked_at IS NULL`));

describe('a new account', () => {
	const wrong = [
		['login', '', /请填写/], ['login', 'x', /太短/], ['login', 'x'.repeat(41), /太长/], ['login', '王芳', /小写字母开头/], ['login', 'Wang', /小写字母开头/],
		['login', '1wang', /小写字母开头/], ['login', 'wang fang', /小写字母开头/], ['login', 'worker', /小写字母开头/], ['login', "a'--", /小写字母开头/],
		['name', '', /请填写/], ['name', '长'.repeat(61), /太长/], ['name', 'a\u0001b', /符号/], ['telephone', '123', /不像电话/], ['email', 'a@', /不像邮箱/],
		['sso_name', 'x'.repeat(101), /太长/],
	];
	for (const [field, value, words] of wrong)
		test(`with ${field} ${JSON.stringify(value).slice(0, 20)} is shown again with the rest as typed`, async () => {
			const count = number('SELECT COUNT(*) FROM account');
			const browser = system();
			const before = number('SELECT COUNT(*) FROM account');
			const answer = await create(browser, { email: 'who@example.org', [field]: value });
			assert.equal(answer.status, 422, textOf(answer.html).slice(0, 300));
			assert.match(fault(answer, field), words);
			assert.ok(field === 'email' || answer.html.includes('who@example.org'));
			assert.equal(number('SELECT COUNT(*) FROM account'), before);
			assert.equal(before, count + 1);
		});
	test('with a login or a verified name that another has is refused', async () => {
		const browser = system();
		const sso = `portal.${newLogin()}`;
		const person = hire({ role: 'school', sso });
		const taken = await create(browser, { login: person.login });
		assert.equal(taken.status, 422);
		assert.match(fault(taken, 'login'), /已经有人用了/);
		const verified = await create(browser, { sso_name: sso });
		assert.equal(verified.status, 422);
		assert.match(fault(verified, 'sso_name'), /已经有人用了/);
	});
	test('shows its first password once, which stands nowhere else and lets in to be changed', async () => {
		const login = newLogin();
		const browser = system();
		const answer = await create(browser, { login, telephone: '13800000000', email: 'who@example.org' });
		assert.equal(answer.status, 200, textOf(answer.html).slice(0, 300));
		assert.match(answer.headers['cache-control'], /no-store/);
		const password = textOf(/<dd class="ym-code[^"]*">([^<]*)</.exec(answer.html)[1]);
		assert.ok(password.replace(/-/g, '').length >= 12);
		const id = number(`SELECT id FROM account WHERE login = '${login}'`);
		made.push(id);
		assert.ok(!(await page(browser, { id })).html.includes(password));
		const [stored] = query(`SELECT password_hash, password_must_change, COALESCE(HEX(telephone_sealed), '') FROM account WHERE id = ${id}`);
		assert.match(stored[0], /^\$argon2id\$/);
		assert.equal(stored[1], '1');
		assert.ok(!stored[2].includes(Buffer.from('13800000000').toString('hex').toUpperCase()));
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%${password}%' OR reason LIKE '%${password}%'`), 0);
		assert.equal(trailOf({ subject: `account:${login}` }, 1)[0].action, 'account_create');
	});
	test('with an unknown field or without its token is refused as a whole', async () => {
		const browser = system();
		const form = await browser.form(at('/accounts/new'), /new$/);
		const login = newLogin();
		assert.equal((await browser.submit(form, { login, name: '试验员', demo: '1' })).status, 400);
		assert.equal((await browser.submit(form, { login, name: '试验员', form_token: 'x' })).status, 403);
		assert.equal(number(`SELECT COUNT(*) FROM account WHERE login = '${login}'`), 0);
	});
});

describe('a role', () => {
	test('is granted to nobody by himself', async () => {
		const person = hire({ role: 'safety' });
		const browser = signedIn(person);
		assert.ok(!(await page(browser, person)).html.includes(`/accounts/${person.id}/grant"`));
		const form = await browser.form(at(`/accounts/${fresh().id}/grant`), /grant$/);
		const answer = await browser.submit({ ...form, action: at(`/accounts/${person.id}/grant`) }, { role: 'city', unit_id: root.id });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /不能给自己授予角色/);
		assert.deepEqual(grantsOf(person), [['safety', root.id]]);
	});
	for (const [held, wanted] of [['city', 'audit'], ['audit', 'city'], ['system', 'safety'], ['safety', 'audit'], ['county', 'system']])
		test(`${wanted} goes with no other, such as ${held}`, async () => {
			const person = hire({ role: held, unit: held === 'county' ? county : root });
			const answer = await grant(safety(), person, { role: wanted, unit_id: root.id });
			assert.equal(answer.status, 422);
			assert.match(fault(answer, 'role'), /各由不同的人担任/);
			assert.equal(grantsOf(person).length, 1);
		});
	test('that is held already is refused; a second one beside it is not', async () => {
		const person = hire({ role: 'county', unit: county });
		const browser = safety();
		const twice = await grant(browser, person, { role: 'county', unit_id: county.id });
		assert.equal(twice.status, 422);
		assert.match(fault(twice, 'role'), /已经有这个角色/);
		assert.equal((await grant(browser, person, { role: 'county', unit_id: other.id })).status, 303);
		assert.deepEqual(grantsOf(person), [['county', county.id], ['county', other.id]]);
	});
	for (const [role, unit] of [['county', root], ['school', county], ['audit', county], ['charity', township], ['city', county]])
		test(`${role} is not held at ${unit.name}`, async () => {
			const person = fresh();
			const answer = await grant(safety(), person, { role, unit_id: unit.id });
			assert.equal(answer.status, 422);
			assert.match(fault(answer, 'unit_id'), /不能放在这一类机构上/);
			assert.deepEqual(grantsOf(person), []);
		});
	test('is granted in no place outside of one\'s own', async () => {
		const person = fresh();
		const answer = await grant(safety(county), person, { role: 'county', unit_id: other.id });
		assert.equal(answer.status, 422);
		assert.match(fault(answer, 'unit_id'), /不在您的管理范围内/);
	});
	for (const changes of [{ role: '', unit_id: root.id }, { role: 'king', unit_id: root.id }, { role: 'city', unit_id: '' }, { role: 'city', unit_id: 'x' },
		{ role: 'city', unit_id: '999999999' }, { role: 'city', unit_id: '-1' }])
		test(`asked for as ${JSON.stringify(changes)} is refused`, async () => {
			const person = fresh();
			assert.equal((await grant(safety(), person, changes)).status, 422);
			assert.deepEqual(grantsOf(person), []);
		});
	test('that is taken back wants a reason, and ends the sessions that act in it, no others', async () => {
		const person = hire({ role: 'county', unit: county });
		const second = grantRole(person, 'county', other);
		signedIn(person);
		const acting = signedIn({ ...person, grant: second });
		const browser = safety();
		const { html } = await page(browser, person);
		const form = { ...formOf(html, /revoke$/) };
		const empty = await browser.submit(form, { grant: String(second), reason: '' });
		assert.equal(empty.status, 422);
		assert.match(wordsOf(empty.html), /请写明理由/);
		assert.equal(sessionsOf(person), 2);
		assert.equal((await browser.submit(form, { grant: String(second), reason: '调离' })).status, 303);
		assert.equal(sessionsOf(person), 1);
		assert.equal((await acting.get(at('/'))).status, 303);
		assert.deepEqual(grantsOf(person), [['county', county.id]]);
		const [last] = trailOf({ subject: `account:${person.login}` }, 1);
		assert.deepEqual([last.action, last.reason], ['role_revoke', '调离']);
		assert.equal((await browser.submit(form, { grant: String(second), reason: '再收一次' })).status, 404);
	});
});

describe('a lost authenticator', () => {
	test('is not reset by a peer, nor by oneself', async () => {
		const [person, peer] = [hire({ role: 'county', unit: county }), hire({ role: 'county', unit: county })];
		const browser = signedIn(peer);
		const below = hire({ role: 'township', unit: township });
		const form = formOf((await page(browser, below)).html, /reset$/);
		for (const { id } of [person, peer]) {
			const answer = await browser.submit({ ...form, action: at(`/accounts/${id}/reset`) }, { reason: '手机丢了，本人到场' });
			assert.equal(answer.status, 403);
			assert.equal(number(`SELECT totp_secret_sealed IS NOT NULL FROM account WHERE id = ${id}`), 1);
		}
	});
	test('is reset by the level above, shows a password once, voids all that was, and lets enrol anew', async () => {
		const person = hire({ role: 'county', unit: county });
		signedIn(person);
		const browser = signedIn(hire({ role: 'city' }));
		assert.equal((await act(browser, person, 'reset', { reason: '' })).status, 422);
		assert.equal(sessionsOf(person), 1);
		const answer = await act(browser, person, 'reset', { reason: '手机丢了，本人到场' });
		assert.equal(answer.status, 200, textOf(answer.html).slice(0, 300));
		assert.match(answer.headers['cache-control'], /no-store/);
		const password = textOf(/<dd class="ym-code[^"]*">([^<]*)</.exec(answer.html)[1]);
		assert.equal(sessionsOf(person), 0);
		assert.ok(!(await page(browser, person)).html.includes(password));
		assert.equal(number(`SELECT totp_secret_sealed IS NULL FROM account WHERE id = ${person.id}`), 1);
		assert.equal((await signIn(person)).answer.status, 403);
		await new Promise(done => setTimeout(done, 1200));	// a wrong password delays the next
		const again = await signIn({ ...person, password, secret: null });
		assert.equal(again.answer.status, 303);
		assert.match(again.answer.headers.location, /\/enrol/);
		assert.equal(trailOf({ subject: `account:${person.login}` }, 9).find(({ action }) => action === 'authenticator_reset').reason, '手机丢了，本人到场');
	});
	test('of another county is not found, and the attempt stands on the trail', async () => {
		const person = hire({ role: 'township', unit: unitOf('township', `parent_id = ${other.id}`) });
		const peer = hire({ role: 'county', unit: county });
		const browser = signedIn(peer);
		assert.equal((await page(browser, person)).status, 404);
		const form = formOf((await page(browser, hire({ role: 'township', unit: township }))).html, /reset$/);
		assert.equal((await browser.submit({ ...form, action: at(`/accounts/${person.id}/reset`) }, { reason: '手机丢了' })).status, 404);
		const [last] = trailOf({ actor: peer.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`account:${person.id}`, 'refused']);
	});
});

describe('an end', () => {
	test('wants a reason, ends the sessions at once, and lets nobody in', async () => {
		const person = hire({ role: 'county', unit: county });
		const theirs = signedIn(person);
		const browser = system();
		assert.equal((await act(browser, person, 'disable', { reason: '' })).status, 422);
		assert.equal((await theirs.get(at('/'))).status, 200);
		assert.equal((await act(browser, person, 'disable', { reason: '离职' })).status, 303);
		assert.equal(sessionsOf(person), 0);
		assert.equal((await theirs.get(at('/'))).status, 303);
		assert.equal((await signIn(person)).answer.status, 403);
		assert.equal((await act(browser, person, 'enable', { reason: '返聘' })).status, 303);
		assert.deepEqual(trailOf({ subject: `account:${person.login}` }).map(({ action }) => action).filter(action => /able$/.test(action)), ['account_enable', 'account_disable']);
	});
	test('is not one\'s own to make, and not twice', async () => {
		const me = hire({ role: 'system' });
		const browser = signedIn(me);
		const person = hire({ role: 'county', unit: county });
		const form = formOf((await page(browser, person)).html, /disable$/);
		assert.equal((await browser.submit({ ...form, action: at(`/accounts/${me.id}/disable`) }, { reason: '自己的' })).status, 403);
		assert.equal((await browser.submit(form, { reason: '离职' })).status, 303);
		assert.equal((await browser.submit(form, { reason: '离职' })).status, 409);
	});
	test('of one session leaves the others', async () => {
		const person = hire({ role: 'county', unit: county });
		signedIn(person);
		signedIn(person);
		const answer = await act(system(), person, 'end-session', {});
		assert.equal(answer.status, 303);
		assert.equal(sessionsOf(person), 1);
	});
});

describe('the list', () => {
	test('keeps its state in the address and finds by login or name', async () => {
		const person = hire({ role: 'county', unit: county });
		const { html } = await signedIn(hire({ role: 'city' })).get(at(`/accounts?words=${person.login}`));
		assert.ok(html.includes(`/accounts/${person.id}"`));
		assert.match(html, new RegExp(`name="words"[^>]*value="${person.login}"`));
	});
	test('shows a county nobody of another', async () => {
		const person = hire({ role: 'county', unit: other });
		const { html } = await signedIn(hire({ role: 'county', unit: county })).get(at(`/accounts?words=${person.login}`));
		assert.ok(!html.includes(`/accounts/${person.id}"`));
	});
	test('is no pattern and no SQL', async () => {
		const browser = signedIn(hire({ role: 'city' }));
		for (const words of ['%25', '_', '%27%20OR%201%3D1--', '%5C'])
			assert.doesNotMatch((await browser.get(at(`/accounts?words=${words}`))).html, /\/admin\/accounts\/\d+"/, words);
	});
});
