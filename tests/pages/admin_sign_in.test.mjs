// The front door of the staff program: who comes in, who waits, and what is said to whom.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Browser, request, somebodyElse } from '../client/browser.mjs';
import { number, query, literal } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { pause, site } from '../client/site.mjs';
import { codeOf, hire, sessionCookie, sessionsOf, signIn, signedIn, trailOf } from '../client/staffing.mjs';

const door = `${site.admin}/sign-in`;
const placeOf = answer => decodeURIComponent(new URL(answer.headers.location, site.url).href.slice(site.url.length + site.admin.length));

// Seconds of delay after a failure are spent by going back in time.
const forgetDelays = () => query('DELETE FROM sign_in_delay');

const refused = (answer, what) => {
	assert.equal(answer.status, 403, what);
	assert.match(wordsOf(answer.html), /用户名、密码或验证码不对/, what);
	assert.equal(answer.setCookies.filter(line => line.startsWith(sessionCookie)).length, 0, what);
};

describe('without a session', () => {
	test('a page leads to the door and back', async () => {
		const answer = await request('GET', `${site.admin}/campaigns?state=draft&words=%E5%8A%A9`);
		assert.equal(answer.status, 303);
		assert.equal(placeOf(answer), '/sign-in?next=/campaigns?state=draft&words=%E5%8A%A9');
		assert.equal(answer.headers['cache-control'], 'no-store');
		const person = hire();
		const { answer: after } = await signIn(person, {}, { from: answer.headers.location });
		assert.equal(after.status, 303);
		assert.equal(after.headers.location, `${site.admin}/campaigns?state=draft&words=%E5%8A%A9`);
	});

	test('the first page leads to the door', async () => assert.equal(placeOf(await request('GET', `${site.admin}/`)), '/sign-in'));

	for (const next of ['//evil.example/', 'https://evil.example/', '/nowhere', '/campaigns\\..', '/campaigns\r\nX-Evil: 1', `/campaigns?${'a'.repeat(400)}`, 'campaigns', '/sign-out'])
		test(`the way back is a page of ours: ${JSON.stringify(next.slice(0, 40))}`, async () => {
			const person = hire();
			const browser = new Browser({ headers: somebodyElse() });
			const form = await browser.form(door, /sign-in$/);
			const answer = await browser.submit(form, { login: person.login, password: person.password, code: codeOf(person.secret), next });
			// Too long, or with a control character: the form comes back; else the first page.
			if (answer.status === 422)
				return;
			assert.equal(answer.status, 303);
			assert.equal(answer.headers.location, `${site.admin}/`);
			assert.equal(answer.headers['x-evil'], undefined);
		});

	test('a POST stores nothing and leads to the door', async () => {
		const before = number('SELECT COUNT(*) FROM campaign');
		const answer = await new Browser().post(`${site.admin}/campaigns/new`, { title: 'x' });
		assert.equal(answer.status, 303);
		assert.match(placeOf(answer), /^\/sign-in/);
		assert.equal(number('SELECT COUNT(*) FROM campaign'), before);
		assert.equal(number('SELECT COUNT(*) FROM kept_form WHERE path = \'/campaigns/new\' AND kept_at > UTC_TIMESTAMP() - INTERVAL 2 SECOND'), 0);
	});

	for (const cookie of ['x', 'a'.repeat(43), 'a'.repeat(4000), `${'A'.repeat(42)}=`])
		test(`a session that was made up is nobody's: ${cookie.slice(0, 10)} (${cookie.length})`, async () => {
			const answer = await request('GET', `${site.admin}/`, { headers: { Cookie: `${sessionCookie}=${cookie}` } });
			assert.equal(answer.status, 303);
		});
});

describe('signing in', () => {
	test('gives a new session, for this program alone, and writes it down', async () => {
		const person = hire({ role: 'county', name: '李明' });
		const { browser, answer } = await signIn(person);
		assert.equal(answer.status, 303);
		assert.equal(answer.headers.location, `${site.admin}/`);
		const [line] = answer.setCookies.filter(cookie => cookie.startsWith(sessionCookie));
		for (const wanted of [/; Path=\/yimeng\/admin(;|$)/, /; Secure/, /; HttpOnly/, /; SameSite=/])
			assert.match(line, wanted);
		const page = await browser.follow(answer);
		assert.equal(page.status, 200);
		assert.match(textOf(page.html), /李明 县区管理员 · 兰山区/);
		assert.deepEqual(trailOf({ actor: person.login }, 1), [{ action: 'sign_in', subject: `account:${person.login}`, outcome: 'done', role: 'county', reason: null }]);
		assert.equal(query(`SELECT address FROM staff_session WHERE account_id = ${person.id}`)[0][0], browser.headers['X-Forwarded-For']);
	});

	test('changes the token that the browser had before', async () => {
		const person = hire();
		const browser = new Browser({ headers: somebodyElse() });
		await browser.get(door);
		const before = browser.cookies.get(sessionCookie).value;
		await signIn(person, {}, { browser });
		assert.notEqual(browser.cookies.get(sessionCookie).value, before);
		const answer = await request('GET', `${site.admin}/`, { headers: { Cookie: `${sessionCookie}=${before}` } });
		assert.equal(answer.status, 303);
	});

	test('a code works once', async () => {
		const person = hire();
		const code = codeOf(person.secret);
		assert.equal((await signIn(person, { code })).answer.status, 303);
		forgetDelays();
		refused((await signIn(person, { code })).answer, 'the same code');
	});

	test('login in capitals, blanks around, blanks in the code: the same person', async () => {
		const person = hire();
		const code = codeOf(person.secret);
		const { answer } = await signIn(person, { login: ` ${person.login.toUpperCase()} `, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
		assert.equal(answer.status, 303);
	});

	test('whatever is wrong reads the same, and nothing of it is given back but the login', async () => {
		const person = hire();
		const texts = new Set();
		for (const [what, changes] of [['password', { password: 'wrong password 1' }], ['code', { code: '000000' }], ['no code', { code: '' }],
			['login', { login: 'nobody-of-this-name' }], ['letters', { code: 'abcdef' }], ['a login no account can have', { login: "x' OR 1=1 --" }]]) {
			forgetDelays();
			const { answer } = await signIn(person, changes);
			refused(answer, what);
			assert.ok(!answer.html.includes(person.password) && !answer.html.includes('wrong password 1'), what);
			assert.equal(byId(answer.html, 'input', 'code').attributes.value, '', what);
			assert.equal(byId(answer.html, 'input', 'login').attributes.value, changes.login ?? person.login, what);
			texts.add(textOf(answer.html));
		}
		assert.equal(texts.size, 1);
		assert.equal(sessionsOf(person), 0);
		assert.equal(trailOf({ subject: `account:${person.login}` }, 10).filter(row => row.outcome === 'refused').length, 4);
	});

	test('who fails waits, longer each time, and is told how long; then the right words let in', async () => {
		forgetDelays();
		const person = hire();
		const browser = new Browser({ headers: somebodyElse() });
		refused((await signIn(person, { password: 'wrong password 1' }, { browser })).answer, 'first');
		const { answer: soon } = await signIn(person, {}, { browser });
		assert.equal(soon.status, 429);
		const seconds = Number(soon.headers['retry-after']);
		assert.ok(seconds >= 1 && seconds <= 60, `${seconds}`);
		assert.match(wordsOf(soon.html), new RegExp(`请等${seconds}秒再试`));
		assert.equal(sessionsOf(person), 0);
		await pause(seconds * 1000 + 50);
		refused((await signIn(person, { password: 'wrong password 1' }, { browser })).answer, 'second');
		const { answer: again } = await signIn(person, {}, { browser });
		assert.equal(again.status, 429);
		assert.ok(Number(again.headers['retry-after']) > seconds, 'grows');
		await pause(Number(again.headers['retry-after']) * 1000 + 50);
		assert.equal((await signIn(person, {}, { browser })).answer.status, 303);
	});

	test('a disabled account is not told from a wrong password', async () => {
		forgetDelays();
		const person = hire();
		query(`UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE id = ${person.id}`);
		refused((await signIn(person)).answer, 'disabled');
		const there = hire();
		const browser = signedIn(there);
		assert.equal((await browser.get(`${site.admin}/`)).status, 200);
		query(`UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE id = ${there.id}`);
		assert.equal((await browser.get(`${site.admin}/`)).status, 303, 'and is out at once');
	});

	test('without a role there is nothing to sign in to', async () => {
		forgetDelays();
		const person = hire();
		query(`UPDATE role_grant SET revoked_at = UTC_TIMESTAMP() WHERE account_id = ${person.id}`);
		refused((await signIn(person)).answer, 'no role');
	});
});

describe('a sign-in form that is not right', () => {
	const send = async changes => {
		const browser = new Browser({ headers: somebodyElse() });
		const form = await browser.form(door, /sign-in$/);
		return browser.submit(form, changes);
	};

	test('empty: both fields are named', async () => {
		const answer = await send({ login: '', password: '' });
		assert.equal(answer.status, 422);
		assert.ok(byId(answer.html, 'p', 'login-error') && byId(answer.html, 'p', 'password-error'));
	});
	test('too long', async () => assert.equal((await send({ login: 'a'.repeat(61), password: 'b'.repeat(201), code: '1'.repeat(21) })).status, 422));
	test('an unknown field', async () => assert.equal((await send({ login: 'a', password: 'b', role: 'city' })).status, 400));
	test('a NUL', async () => assert.equal((await send({ login: 'a\0b', password: 'b' })).status, 400));
	test('no token: nothing is tried, the form comes back with what was typed', async () => {
		const answer = await send({ login: 'typed-before', password: 'b', form_token: null });
		assert.equal(answer.status, 403);
		assert.match(wordsOf(answer.html), /这个页面打开得太久/);
		assert.equal(formOf(answer.html, /sign-in$/).get('login'), 'typed-before');
	});
	test("another site's form", async () => {
		const browser = new Browser({ headers: somebodyElse() });
		const form = await browser.form(door, /sign-in$/);
		const answer = await browser.submit(form, { login: 'a', password: 'b' }, { Origin: 'https://evil.example' });
		assert.equal(answer.status, 403);
	});
	test('the portal vouches for nobody here: its form is refused', async () => {
		const browser = new Browser({ headers: somebodyElse() });
		const form = await browser.form(door, /sign-in$/);
		const answer = await browser.post(`${door}/verified`, [['form_token', form.get('form_token')]]);
		assert.equal(answer.status, 403);
		assert.equal(number(`SELECT COUNT(*) FROM staff_session WHERE method = 'sso'`), 0);
	});
});

test('pages of the staff are never kept, framed or given scripts', async () => {
	for (const answer of [await request('GET', door), await signedIn(hire()).get(`${site.admin}/`)]) {
		assert.equal(answer.headers['cache-control'], 'no-store');
		assert.match(answer.headers['content-security-policy'], /frame-ancestors 'none'/);
		assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
		assert.equal(answer.headers['x-content-type-options'], 'nosniff');
	}
});

test("a citizen's session is nothing here, nor a member of staff's there", async () => {
	const person = hire();
	const browser = signedIn(person);
	const token = browser.cookies.get(sessionCookie).value;
	const answer = await request('GET', `${site.admin}/`, { headers: { Cookie: `__Secure-ym-pledge=${token}` } });
	assert.equal(answer.status, 303);
	assert.equal(query(`SELECT COUNT(*) FROM staff_session WHERE token_digest = ${literal(token)}`)[0][0], '0', 'only digests are stored');
});
