// The first sign-in: a new password, an authenticator, codes for the day it is lost.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { number, query } from '../client/database.mjs';
import { byClass, byId, elements, formOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { codeOf, hire, sessionCookie, sessionsOf, signIn, trailOf } from '../client/staffing.mjs';

const page = `${site.admin}/enrol`;
const fresh = '沂蒙山 高 沂水 长 风光 好';
const secretOf = html => textOf(byClass(html, 'p', 'ym-secret')[0].inner).replace(/ /g, '');
const isEnrolled = person => query(`SELECT totp_confirmed_at FROM account WHERE id = ${person.id}`)[0][0] !== null;

const arrive = async (more = {}) => {
	const person = { ...hire({ role: 'township', enrolled: false, ...more }), secret: null };
	const { browser, answer } = await signIn(person);
	assert.equal(answer.headers.location, page);
	const { html } = await browser.get(page);
	return { person, browser, html, form: formOf(html, /enrol$/), secret: secretOf(html) };
};

test('until then nothing else opens', async () => {
	const { browser } = await arrive();
	for (const path of ['/', '/campaigns', '/sessions', '/password', '/acting', '/second-factor', '/kept/x']) {
		const answer = await browser.get(site.admin + path);
		assert.equal(answer.status, 303, path);
		assert.equal(answer.headers.location, page, path);
	}
	const shown = await browser.get(page);
	assert.equal(elements(shown.html, 'nav').filter(nav => nav.attributes.id === 'menu').length, 0, 'no menu');
	assert.equal(shown.headers['cache-control'], 'no-store');
});

test('the secret stays the same until it is confirmed, and the picture says the same', async () => {
	const { browser, html, secret } = await arrive();
	assert.match(secret, /^[A-Z2-7]{32}$/);
	assert.equal(secretOf((await browser.get(page)).html), secret);
	assert.match(byClass(html, 'svg', 'ym-qr')[0].inner, /<path d="M[\dMhvz -]+/);
});

test('a right code and a new password: ten codes, a new session, in at once', async () => {
	const { person, browser, form, secret } = await arrive();
	const token = browser.cookies.get(sessionCookie).value;
	const answer = await browser.submit(form, { password: fresh, again: fresh, code: codeOf(secret) });
	assert.equal(answer.status, 200);
	const codes = byClass(answer.html, 'li', 'ym-secret').map(item => textOf(item.inner));
	assert.equal(codes.length, 10);
	assert.equal(new Set(codes).size, 10);
	assert.notEqual(browser.cookies.get(sessionCookie).value, token);
	assert.equal((await browser.get(`${site.admin}/`)).status, 200);
	assert.ok(isEnrolled(person));
	assert.equal(number(`SELECT COUNT(*) FROM recovery_code WHERE account_id = ${person.id}`), 10);
	assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'enrol');
	assert.ok(!answer.html.includes(fresh));

	const again = await browser.get(page);
	assert.equal(again.headers.location, `${site.admin}/`, 'once');

	query('DELETE FROM sign_in_delay');
	const one = { ...person, password: fresh, secret };
	assert.equal((await signIn({ ...one, password: person.password })).answer.status, 403, 'the first password is void');
	query('DELETE FROM sign_in_delay');
	const lost = await signIn(one, { code: codes[3].toLowerCase().replace(/-/g, ' ') });
	assert.equal(lost.answer.headers.location, `${site.admin}/?said=recovery_used`);
	assert.match(wordsOf((await lost.browser.follow(lost.answer)).html), /这个恢复码已经作废/);
	assert.equal((await signIn(one, { code: codes[3] })).answer.status, 403, 'a recovery code works once');
});

describe('what is not right', () => {
	let at;
	before(async () => { at = await arrive(); });

	const faulty = (what, changes, field, words) => test(what, async () => {
		const answer = await at.browser.submit(formOf((await at.browser.get(page)).html, /enrol$/),
			{ password: fresh, again: fresh, code: codeOf(at.secret), ...changes });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(byId(answer.html, 'p', `${field}-error`).inner), words);
		assert.match(wordsOf(byClass(answer.html, 'div', 'ym-summary')[0].inner), words);
		assert.equal(secretOf(answer.html), at.secret, 'the secret is still that one');
		assert.ok(!answer.html.includes(fresh), 'no password comes back');
		assert.ok(!isEnrolled(at.person));
	});

	faulty('a wrong code', { code: '000000' }, 'code', /验证码不对/);
	faulty('no code', { code: '' }, 'code', /请填写/);
	faulty('another password the second time', { again: `${fresh} ` + 'x' }, 'again', /两次输入的不一样/);
	faulty('too short', { password: '短', again: '短' }, 'password', /太短/);
	faulty('too long', { password: 'a b'.repeat(60), again: 'a b'.repeat(60) }, 'password', /太长/);
	faulty('a common one', { password: 'password1234', again: 'password1234' }, 'password', /太常见/);
	test('the first password again', async () => {
		const { person } = at;
		const answer = await at.browser.submit(formOf((await at.browser.get(page)).html, /enrol$/),
			{ password: person.password, again: person.password, code: codeOf(at.secret) });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(byId(answer.html, 'p', 'password-error').inner), /这是原来的密码/);
	});
	test('unknown fields', async () => {
		const form = formOf((await at.browser.get(page)).html, /enrol$/);
		assert.equal((await at.browser.submit(form, { password: fresh, again: fresh, code: codeOf(at.secret), role: 'city' })).status, 400);
	});
	test('no session', async () => {
		const answer = await new Browser({ headers: somebodyElse() }).get(page);
		assert.match(answer.headers.location, /sign-in/);
	});
});

test('two browsers enrol at once: one wins, the other is out', async () => {
	const first = await arrive();
	const { browser: second } = await signIn(first.person);
	const [form, other] = [formOf((await first.browser.get(page)).html, /enrol$/), formOf((await second.get(page)).html, /enrol$/)];
	const secret = secretOf((await second.get(page)).html);
	const answer = await second.submit(other, { password: fresh, again: fresh, code: codeOf(secret) });
	assert.equal(answer.status, 200);
	assert.equal((await first.browser.submit(form, { password: fresh, again: fresh, code: codeOf(secret, 1) })).status, 303);
	assert.equal(sessionsOf(first.person), 1);
});
