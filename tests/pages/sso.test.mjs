// Who the portal verified comes in one FastCGI parameter that only the web server sets. Whatever a browser sends instead is nobody. On a
// site of its own, behind the web server under test.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Browser, encoded, request, somebodyElse } from '../client/browser.mjs';
import { number, query } from '../client/database.mjs';
import { Connection, pairs, begin, stream, type, parametersOf } from '../client/fastcgi.mjs';
import { formOf, textOf, wordsOf } from '../client/html.mjs';
import { changeSettings, startSite, startWebAgain, stopSite } from '../client/private_site.mjs';
import { pause, site } from '../client/site.mjs';
import { codeOf, hire, sessionCookie, signIn, unitOf } from '../client/staffing.mjs';

const wang = 'wang.fang@portal', li = 'li.ming@portal';
let person, other;

// As the web server would say it: a list, so that a name can come twice.
const raw = async (path, more, { method = 'GET', body = '' } = {}) => {
	const given = [...parametersOf(path, { SCRIPT_NAME: site.admin, REQUEST_METHOD: method, CONTENT_LENGTH: body === '' ? '' : String(body.length),
		CONTENT_TYPE: body === '' ? '' : 'application/x-www-form-urlencoded' }), ...more];
	const connection = new Connection(site.adminSocket);
	connection.send(Buffer.concat([begin(), stream(type.params, pairs(given)), stream(type.stdin, Buffer.from(body))]));
	const answer = await connection.answer();
	connection.socket.destroy();
	return answer;
};

const answers = async () => {
	for (let i = 0; i < 100; i++) {
		if ((await request('GET', `${site.admin}/sign-in`).catch(() => ({ status: 0 }))).status === 200)
			return;
		await pause(50);
	}
	throw new Error('the site does not answer');
};

const offered = html => /\/sign-in\/verified"/.test(html);
const sessions = () => number(`SELECT COUNT(*) FROM staff_session WHERE method = 'sso'`);
const claims = {
	'Basic authentication': { Authorization: `Basic ${Buffer.from(`${wang}:x`).toString('base64')}` },
	'Remote-User': { 'Remote-User': wang }, REMOTE_USER: { REMOTE_USER: wang }, 'X-Remote-User': { 'X-Remote-User': wang },
	'YM-Verified-User': { 'YM-Verified-User': wang }, YM_VERIFIED_USER: { YM_VERIFIED_USER: wang }, 'Ym_Verified-User': { 'Ym_Verified-User': wang },
	'a name in two headers': { 'YM-Verified-User': [wang, li] }, 'X-Portal-User': { 'X-Portal-User': wang },
};

before(async () => {
	await startSite(site.server);
	person = hire({ role: 'city', unit: unitOf('city'), name: '王芳', sso: wang });
	other = hire({ role: 'county', name: '李明', sso: li });
});
after(() => stopSite());

const assertClaimsFail = () => {
	for (const [what, headers] of Object.entries(claims))
		test(`${what}: nobody`, async () => {
			const browser = new Browser({ headers: { ...somebodyElse(), ...headers } });
			const page = await browser.get(`${site.admin}/sign-in`);
			if (page.status === 400)		// a header the server itself refuses
				return;
			assert.equal(page.status, 200);
			assert.ok(!offered(page.html) && !page.html.includes(wang));
			const answer = await browser.post(`${site.admin}/sign-in/verified`, [['next', ''], ['form_token', formOf(page.html, /sign-in$/).get('form_token')]]);
			assert.equal(answer.status, 403);
			assert.equal(sessions(), 0);
		});
};

describe('where [staff] sso is no', () => {
	assertClaimsFail();
	test('the parameter itself is nothing', async () => {
		const answer = await raw('/sign-in', [['YM_VERIFIED_USER', wang]]);
		assert.equal(answer.status, 200);
		assert.ok(!offered(answer.text));
	});
});

describe('where [staff] sso is yes, and the web server names nobody', () => {
	before(async () => {
		await changeSettings({ sso: 'yes' });
		await answers();
	});
	assertClaimsFail();
	test('the parameter twice is refused', async () => {
		for (const twice of [[['YM_VERIFIED_USER', wang], ['YM_VERIFIED_USER', li]], [['YM_VERIFIED_USER', wang], ['YM_VERIFIED_USER', wang]],
			[['YM_VERIFIED_USER', ''], ['YM_VERIFIED_USER', wang]]])
			assert.equal((await raw('/sign-in', twice)).status, 400);
	});
	test('its empty value, REMOTE_USER and a header are nobody', async () => {
		for (const more of [[['YM_VERIFIED_USER', '']], [['REMOTE_USER', wang]], [['HTTP_YM_VERIFIED_USER', wang]], [['AUTHENTICATE_UID', wang]]]) {
			const answer = await raw('/sign-in', more);
			assert.equal(answer.status, 200);
			assert.ok(!offered(answer.text), JSON.stringify(more));
		}
	});
	test('once, it is offered by name; a name is text', async () => {
		assert.ok(offered((await raw('/sign-in', [['YM_VERIFIED_USER', wang]])).text));
		const naughty = await raw('/sign-in', [['YM_VERIFIED_USER', '<script>alert(1)</script>']]);
		assert.ok(!naughty.text.includes('<script>alert'));
	});
	test('a person who signs in through the portal has no password here', async () => {
		const { answer } = await signIn(person);
		assert.equal(answer.status, 403);
	});
});

describe('where the web server names who was verified', () => {
	const enter = async (headers = {}) => {
		const browser = new Browser({ headers: { ...somebodyElse(), ...headers } });
		const page = await browser.get(`${site.admin}/sign-in?next=%2Fcampaigns`);
		const form = formOf(page.html, /verified$/);
		return { browser, page, answer: await browser.submit(form) };
	};

	before(async () => {
		startWebAgain({ YM_SSO: wang });
		await changeSettings({ sso: 'yes' });
		await answers();
	});
	after(() => { delete process.env.YM_SSO; });

	test('that person comes in without a password, to where the way went', async () => {
		const { browser, page, answer } = await enter();
		assert.match(wordsOf(page.html), /用统一身份wang\.fang@portal登录/);
		assert.equal(answer.headers.location, `${site.admin}/campaigns`);
		const shown = await browser.get(`${site.admin}/`);
		assert.match(textOf(shown.html), /王芳 市级管理员/);
	});

	for (const [what, headers] of Object.entries(claims))
		test(`${what} of somebody else changes nothing`, async () => {
			const changed = Object.fromEntries(Object.entries(headers).map(([name, value]) =>
				[name, name === 'Authorization' ? `Basic ${Buffer.from(`${li}:x`).toString('base64')}` : li]));
			const browser = new Browser({ headers: { ...somebodyElse(), ...changed } });
			const page = await browser.get(`${site.admin}/sign-in`);
			if (page.status === 400)
				return;
			assert.ok(page.html.includes(wang) && !page.html.includes(li));
		});

	test('the session is that person\'s only while the server says so', async () => {
		const { browser } = await enter();
		const cookie = `${sessionCookie}=${browser.cookies.get(sessionCookie).value}`;
		assert.equal((await raw('/', [['HTTP_COOKIE', cookie], ['YM_VERIFIED_USER', wang]])).status, 200);
		for (const more of [[], [['YM_VERIFIED_USER', li]], [['YM_VERIFIED_USER', '']], [['REMOTE_USER', wang]]])
			assert.equal((await raw('/', [['HTTP_COOKIE', cookie], ...more])).status, 303, JSON.stringify(more));
	});

	test('a dangerous act wants the authenticator all the same', async () => {
		const { browser } = await enter();
		const stopped = await browser.get(`${site.admin}/telephones`);
		assert.match(stopped.headers.location, /second-factor/);
		query('DELETE FROM sign_in_delay');
		const answer = await browser.submit(formOf((await browser.follow(stopped)).html, /second-factor$/), { code: codeOf(person.secret) });
		assert.equal(answer.headers.location, `${site.admin}/telephones`);
	});

	test('without our form nothing begins', async () => {
		const before = sessions();
		const browser = new Browser({ headers: somebodyElse() });
		for (const fields of [{}, { form_token: 'x' }])
			assert.notEqual((await browser.post(`${site.admin}/sign-in/verified`, encoded(fields))).headers.location, `${site.admin}/`);
		assert.equal(sessions(), before);
	});

	test('a name without an account, and a disabled one, stay outside', async () => {
		query(`UPDATE account SET disabled_at = UTC_TIMESTAMP() WHERE id = ${person.id}`);
		const { answer } = await enter();
		assert.equal(answer.status, 403);
		assert.match(wordsOf(answer.html), /没有与您的统一身份对应的账户/);
		query(`UPDATE account SET disabled_at = NULL, sso_name = 'somebody.else' WHERE id = ${person.id}`);
		assert.equal((await enter()).answer.status, 403);
	});
});

describe('where the site is no demonstration', () => {
	before(async () => {
		await changeSettings({ demo: 'no', sso: 'no' });
		await answers();
	});
	test("a demonstration's account does not come in; others do", async () => {
		const [demo, real] = [hire({ demo: true }), hire()];
		assert.equal((await signIn(demo)).answer.status, 403);
		assert.equal((await signIn(real)).answer.status, 303);
	});
});
