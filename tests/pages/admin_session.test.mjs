// One's own sessions, password and role, and the code that dangerous acts ask for again.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, formsOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { codeOf, grantRole, hire, passTime, sessionCookie, sessionsOf, signIn, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const isOut = async browser => assert.match((await browser.get(at('/'))).headers.location ?? '', /sign-in/);
const isIn = async browser => assert.equal((await browser.get(at('/'))).status, 200);

describe('signing out', () => {
	test('ends the session, here and on the server', async () => {
		const person = hire();
		const browser = signedIn(person);
		const token = browser.cookies.get(sessionCookie);
		const answer = await browser.submit(formOf((await browser.get(at('/'))).html, /sign-out$/));
		assert.equal(answer.headers.location, at('/sign-in?said=signed_out'));
		assert.equal(browser.cookies.has(sessionCookie), false);
		assert.match(wordsOf((await browser.follow(answer)).html), /已退出登录/);
		browser.cookies.set(sessionCookie, token);
		await isOut(browser);
		assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'sign_out');
	});
	test('wants the form: an address alone ends nothing', async () => {
		const browser = signedIn(hire());
		assert.equal((await browser.get(at('/sign-out'))).status, 405);
		assert.equal((await browser.post(at('/sign-out'), {})).status, 303);
		assert.equal((await browser.post(at('/sign-out'), { form_token: 'x' }, { Origin: 'https://evil.example' })).status, 403);
		await isIn(browser);
	});
});

describe('a session ends by itself', () => {
	test('after 15 minutes without anything', async () => {
		const person = hire();
		const browser = signedIn(person, { idle: 14 });
		await isIn(browser);
		passTime(person, 16);
		await isOut(browser);
	});
	test('also under a page that asks again by itself', async () => {
		const person = hire({ role: 'county' });
		const browser = signedIn(person, { idle: 14 });
		assert.equal((await browser.get(at('/jobs?still=1'))).status, 200);
		assert.ok(number(`SELECT TIMESTAMPDIFF(MINUTE, MAX(seen_at), UTC_TIMESTAMP(6)) FROM staff_session WHERE account_id = ${person.id}`) >= 14);
		await isIn(browser);
		assert.equal(number(`SELECT TIMESTAMPDIFF(MINUTE, MAX(seen_at), UTC_TIMESTAMP(6)) FROM staff_session WHERE account_id = ${person.id}`), 0);
	});
	test('after 8 hours whatever happens', async () => isOut(signedIn(hire(), { idle: 0, age: 8 * 60 + 1 })));
	test('when its role is taken back', async () => {
		const person = hire();
		const browser = signedIn(person);
		await isIn(browser);
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP() WHERE id = ${person.grant}`);
		await isOut(browser);
	});
});

describe('the list of sessions', () => {
	test('shows where one is signed in, and ends another', async () => {
		const person = hire();
		const [here, there] = [signedIn(person), signedIn(person)];
		const page = await here.get(at('/sessions'));
		assert.match(textOf(page.html), /这一次/);
		const [form, ...more] = formsOf(page.html).filter(({ action }) => /\/sessions\/\d+\/end$/.test(action));
		assert.equal(more.length, 0, 'its own has no button');
		const answer = await here.submit(form);
		assert.equal(answer.headers.location, at('/sessions?said=session_ended'));
		assert.match(wordsOf((await here.follow(answer)).html), /那次登录已结束/);
		await isOut(there);
		await isIn(here);
		assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'session_revoke');
	});
	test("another person's session cannot be ended", async () => {
		const [person, other] = [hire(), hire()];
		const [browser, theirs] = [signedIn(person), signedIn(other)];
		signedIn(person);
		const form = formOf((await browser.get(at('/sessions'))).html, /end$/);
		const id = number(`SELECT MAX(id) FROM staff_session WHERE account_id = ${other.id}`);
		assert.equal((await browser.submit({ ...form, action: at(`/sessions/${id}/end`) })).headers.location, at('/sessions'));
		await isIn(theirs);
	});
	test('a token of another form, or none, ends nothing', async () => {
		const person = hire();
		const [browser, other] = [signedIn(person), signedIn(person)];
		const page = (await browser.get(at('/sessions'))).html;
		const form = formOf(page, /end$/);
		const signOut = formOf(page, /sign-out$/).get('form_token');
		for (const token of [signOut, '', 'x', null])
			assert.equal((await browser.submit(form, { form_token: token })).status, 403);
		assert.equal(sessionsOf(person), 2);
		await isIn(other);
	});
});

describe('the password', () => {
	const fresh = '新的 密码 要有 十二个 字';
	const change = async (browser, changes) => browser.submit(formOf((await browser.get(at('/password'))).html, /password$/), changes);

	test('is changed, and every other session ends', async () => {
		const person = hire();
		const [browser, other] = [signedIn(person), signedIn(person)];
		const answer = await change(browser, { old: person.password, password: fresh, again: fresh });
		assert.equal(answer.headers.location, at('/?said=password_changed'));
		await isIn(browser);
		await isOut(other);
		query('DELETE FROM sign_in_delay');
		assert.equal((await signIn({ ...person, password: fresh })).answer.status, 303);
		assert.equal((await signIn(person)).answer.status, 403);
	});
	for (const [what, changes, field, words] of [
		['the old one is wrong', { old: 'something else' }, 'old', /不对，请再看一遍/], ['nothing', { old: '', password: '', again: '' }, 'old', /请填写/],
		['another the second time', { again: 'x' }, 'again', /两次输入的不一样/], ['too short', { password: 'short', again: 'short' }, 'password', /太短/],
		['the same', { password: null, again: null }, 'password', /这是原来的密码/]])
		test(`${what}: stays`, async () => {
			const person = hire();
			const browser = signedIn(person);
			const stored = () => query(`SELECT password_hash FROM account WHERE id = ${person.id}`)[0][0];
			const hash = stored();
			const typed = { old: person.password, password: fresh, again: fresh, ...changes };
			for (const name of ['password', 'again'])
				typed[name] ??= person.password;
			const answer = await change(browser, typed);
			assert.equal(answer.status, 422);
			assert.match(wordsOf(byId(answer.html, 'p', `${field}-error`).inner), words);
			assert.ok(!answer.html.includes(fresh) && !answer.html.includes(person.password));
			assert.equal(stored(), hash);
		});
	test('guessed at is slowed in the database, for this person alone, and the trail knows', async () => {
		const person = hire();
		const [browser, other] = [signedIn(person), signedIn(person)];
		const typed = { old: 'something else', password: fresh, again: fresh };
		assert.equal((await change(browser, typed)).status, 422);
		const answer = await change(other, { ...typed, old: person.password });
		assert.equal(answer.status, 429);
		assert.match(answer.headers['retry-after'], /^[1-9]/);
		assert.match(wordsOf(answer.html), /请等1秒再试/);
		assert.ok(!answer.html.includes(fresh));
		const colleague = hire();
		assert.equal((await change(signedIn(colleague), { ...typed, old: colleague.password })).status, 303);
		const [last] = trailOf({ subject: `account:${person.login}` }, 1);
		assert.deepEqual([last.action, last.outcome], ['password_change', 'refused']);
	});
	test('of who comes by the portal is the portal\'s', async () => {
		const browser = signedIn(hire({ sso: `portal-${Date.now()}` }));
		const page = await browser.get(at('/password'));
		assert.match(wordsOf(page.html), /密码在门户网站修改/);
		assert.throws(() => formOf(page.html, /password$/));
	});
});

describe('the role acted in', () => {
	const choose = async (browser, grant) => {
		const form = formOf((await browser.get(at('/acting'))).html, /acting$/);
		return browser.submit(form, { grant: String(grant) });
	};
	test('is changed to another of one\'s own, and rights with it', async () => {
		const person = hire({ role: 'county' });
		const audit = grantRole(person, 'audit');
		const browser = signedIn(person);
		assert.equal((await browser.get(at('/campaigns'))).status, 200);
		const answer = await choose(browser, audit);
		assert.equal(answer.headers.location, at('/?said=acting'));
		assert.match(textOf((await browser.follow(answer)).html), /审计管理员 · 临沂市/);
		assert.equal((await browser.get(at('/campaigns'))).status, 403);
		assert.equal(trailOf({ actor: person.login }, 2).at(-1).action, 'role_choose');
	});
	test('may be chosen again, and each choice gives a new session token', async () => {
		const person = hire({ role: 'county' });
		const audit = grantRole(person, 'audit');
		const browser = signedIn(person);
		for (const grant of [person.grant, audit, audit, person.grant]) {
			const before = browser.cookies.get(sessionCookie);
			const answer = await choose(browser, grant);
			assert.equal(answer.status, 303, String(grant));
			assert.equal(answer.headers.location, at('/?said=acting'));
			const after = browser.cookies.get(sessionCookie);
			assert.notEqual(after.value, before.value);
			assert.equal((await browser.get(at('/'))).status, 200);
			browser.cookies.set(sessionCookie, before);
			assert.equal((await browser.get(at('/'))).status, 303, 'the old token is nobody\'s');
			browser.cookies.set(sessionCookie, after);
		}
	});
	test("to nobody else's, nor one that was taken back", async () => {
		const [person, other] = [hire({ role: 'township' }), hire({ role: 'city' })];
		const old = grantRole(person, 'city');
		grantRole(person, 'school', unitOf('school'));
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP() WHERE id = ${old}`);
		const browser = signedIn(person);
		for (const grant of [other.grant, old, 9e15])
			assert.equal((await choose(browser, grant)).status, 404);
		for (const grant of ['0', '-1', 'x', '', '9'.repeat(30)])
			assert.equal((await choose(browser, grant)).status, 422);
		assert.match(textOf((await browser.get(at('/'))).html), /乡镇管理员/);
	});
});

describe('the code before a dangerous act', () => {
	test('is asked for when the last one is older than five minutes, and leads back', async () => {
		const person = hire({ role: 'city' });
		const browser = signedIn(person, { factor: 6, age: 10, idle: 0 });
		const stopped = await browser.get(at('/telephones'));
		assert.equal(stopped.headers.location, at('/second-factor?next=%2Ftelephones'));
		const form = formOf((await browser.follow(stopped)).html, /second-factor$/);
		const answer = await browser.submit(form, { code: codeOf(person.secret) });
		assert.equal(answer.headers.location, at('/telephones'));
		assert.equal((await browser.follow(answer)).status, 200);
		assert.equal((await browser.get(at('/telephones'))).status, 200, 'and not again');
		assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'second_factor');
	});
	test('is not asked for after a minute', async () => assert.equal((await signedIn(hire(), { factor: 1, age: 9 }).get(at('/telephones'))).status, 200));
	test('whoever has not the right is refused without it', async () => assert.equal((await signedIn(hire({ role: 'audit' }), { factor: null }).get(at('/telephones'))).status, 403));
	test('wrong, used or missing: nothing opens; then a wait', async () => {
		query('DELETE FROM sign_in_delay');
		const person = hire({ role: 'city' });
		const browser = signedIn(person, { factor: null });
		const page = at('/second-factor?next=%2Ftelephones');
		const send = async code => browser.submit(formOf((await browser.get(page)).html, /second-factor$/), { code });
		assert.equal((await send('')).status, 422);
		const wrong = await send('000000');
		assert.equal(wrong.status, 403);
		assert.match(wordsOf(wrong.html), /验证码不对/);
		assert.equal(formOf(wrong.html, /second-factor$/).get('next'), '/telephones');
		const soon = await send(codeOf(person.secret));
		assert.equal(soon.status, 429);
		assert.match(wordsOf(soon.html), /请等\d+秒再试/);
		assert.equal((await browser.get(at('/telephones'))).status, 303);
		query('DELETE FROM sign_in_delay');
		const code = codeOf(person.secret);
		assert.equal((await send(code)).status, 303);
		passTime(person, 6);
		query('DELETE FROM sign_in_delay');
		assert.equal((await send(code)).status, 403, 'a code works once');
	});
});
