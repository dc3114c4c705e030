// Following a pledge from anywhere by its code and the telephone's last four digits, and withdrawing it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { pledgeOf, query, tallyOf } from '../client/database.mjs';
import { formOf, formsOf, wordsOf } from '../client/html.mjs';
import { payPledge, plantCampaign } from '../client/planting.mjs';
import { giver, pledgePath, register, tokenFor } from '../client/pledging.mjs';
import { site } from '../client/site.mjs';

const lastFour = giver.telephone.slice(-4);
const followPath = `${site.pledge}/follow`;

let campaign;
before(() => { campaign = plantCampaign(); });

const stranger = () => new Browser({ headers: somebodyElse() });

const ask = async (browser, code, last_four) => browser.submit(await browser.form(followPath), { code, last_four });

const deadlocksSoFar = () => Number(query("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1]);

const otherCode = code => `${code.slice(0, 3)}${code[3] === '7' ? '8' : '7'}${code.slice(4)}`;

// All that legitimately differs between two pages: tokens and what was typed.
const withoutTyped = (html, ...typed) => typed.reduce((text, word) => text.replaceAll(word, ''), html)
	.replace(/(name="form_token" value=")[^"]*/g, '$1');

describe('following', () => {
	test('by code and last four digits shows the pledge', async () => {
		const { code } = await register(campaign.id, { preset: '500' });
		const browser = stranger();
		const answer = await ask(browser, code, lastFour);
		assert.equal(answer.status, 303);
		const { html, status } = await browser.follow(answer);
		assert.equal(status, 200);
		assert.match(wordsOf(html), /¥500\.00/);
	});

	test('takes the code in lower case, with blanks and hyphens, full-width', async () => {
		const { code } = await register(campaign.id);
		const wide = [...code].map(character => String.fromCodePoint(character.codePointAt(0) + 0xfee0)).join('');
		for (const typed of [code.toLowerCase(), `  ${code.slice(0, 4)} ${code.slice(4)} `, `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`, wide])
			assert.equal((await ask(stranger(), typed, lastFour)).status, 303, typed);
	});

	test('takes O for 0, and I and L for 1', async () => {
		let code = '';
		for (let i = 0; i < 80 && !(code.includes('0') || code.includes('1')); i++)
			({ code } = await register(campaign.id));
		assert.match(code, /[01]/, 'a code with such a digit was made');
		for (const one of ['I', 'l'])
			assert.equal((await ask(stranger(), code.replaceAll('0', 'O').replaceAll('1', one), lastFour)).status, 303);
	});

	test('takes the digits in full width', async () => {
		const { code } = await register(campaign.id);
		assert.equal((await ask(stranger(), code, '０４１７')).status, 303);
	});

	test('a landline goes by the last four of the number, not of its extension', async () => {
		const { code } = await register(campaign.id, { telephone: '0539-8012345-6789' });
		assert.equal((await ask(stranger(), code, '2345')).status, 303);
		assert.equal((await ask(stranger(), code, '6789')).status, 404);
	});

	test('by the link of a slip has the code filled in', async () => {
		const { code } = await register(campaign.id);
		assert.equal(formOf((await stranger().get(`${followPath}?code=${code}`)).html).get('code'), code);
	});

	test('wrong code and wrong telephone are answered alike', async () => {
		const { code } = await register(campaign.id);
		const unknown = otherCode(code);
		const wrongCode = await ask(stranger(), unknown, lastFour);
		const wrongTelephone = await ask(stranger(), code, '9999');
		assert.equal(wrongCode.status, 404);
		assert.equal(wrongTelephone.status, 404);
		assert.match(wordsOf(wrongCode.html), /没有查到/);
		assert.equal(withoutTyped(wrongCode.html, unknown, lastFour), withoutTyped(wrongTelephone.html, code, '9999'));
		const names = answer => Object.keys(answer.headers).filter(name => name !== 'date').sort();
		assert.deepEqual(names(wrongCode), names(wrongTelephone));
	});

	test('what is no code, or no four digits, is said beside its field', async () => {
		const browser = stranger();
		for (const [code, digits, id] of [['编号', '0417', 'code'], ['', '0417', 'code'], ['ABCD23456', '417', 'last_four'], ['ABCD23456', '04l7', 'last_four']]) {
			const answer = await ask(browser, code, digits);
			assert.equal(answer.status, 422, `${code} ${digits}`);
			assert.match(answer.html, new RegExp(`id="${id}-error"`));
			assert.equal(formOf(answer.html).get('code'), code);
		}
	});

	test('is refused after five misses for a code, even with the right digits', async () => {
		const { code } = await register(campaign.id);
		for (let i = 0; i < 5; i++)
			assert.equal((await ask(stranger(), code, `000${i}`)).status, 404);
		const answer = await ask(stranger(), code, lastFour);
		assert.equal(answer.status, 429);
		assert.ok(Number(answer.headers['retry-after']) > 0, 'says when');
		assert.match(wordsOf(answer.html), /试的次数太多了.*请过\d+分钟再试/);
	});

	test('is refused for an unknown code after as many misses', async () => {
		const unknown = otherCode((await register(campaign.id)).code);
		for (let i = 0; i < 5; i++)
			assert.equal((await ask(stranger(), unknown, `000${i}`)).status, 404);
		assert.equal((await ask(stranger(), unknown, '0009')).status, 429);
	});

	test('is refused to an address after thirty misses, whatever the codes', async () => {
		const browser = stranger();
		for (let i = 0; i < 30; i++)
			assert.equal((await ask(browser, `ZZ${String(i).padStart(2, '0')}ZZZZZ`, '0000')).status, 404);
		const { code } = await register(campaign.id);
		assert.equal((await ask(browser, code, lastFour)).status, 429);
		assert.equal((await ask(stranger(), code, lastFour)).status, 303, 'others are let through');
	});

	test('is refused to a network after thirty misses, from whichever of its IPv6 addresses', async () => {
		const from = address => new Browser({ headers: { 'X-Forwarded-For': address } });
		const network = `2001:db8:${(1 + Math.floor(Math.random() * 65535)).toString(16)}:1`;
		for (let i = 0; i < 30; i++)
			assert.equal((await ask(from(`${network}::${i + 1}`), `YY${String(i).padStart(2, '0')}ZZZZZ`, '0000')).status, 404);
		const { code } = await register(campaign.id);
		assert.equal((await ask(from(`${network}:ffff::9`), code, lastFour)).status, 429);
		assert.equal((await ask(from(`${network}0::9`), code, lastFour)).status, 303, 'the network beside it is let through');
	});

	test('is not opened by the token of a form in place of the proof', async () => {
		const { code } = await register(campaign.id);
		const browser = stranger();
		await browser.get(followPath);
		const withProof = (form) => ({ Cookie: [['__Secure-ym-pledge', browser.cookies.get('__Secure-ym-pledge').value],
			['__Secure-ym-pledge-grant', tokenFor(browser, form, 60)]].map((pair) => pair.join('=')).join('; ') });
		assert.equal((await browser.get(pledgePath(code), withProof(`grant pledge:${code}`))).status, 200);
		for (const form of [`pledge:${code}`, `withdraw:${code}`, 'pledge', 'follow'])
			assert.equal((await browser.get(pledgePath(code), withProof(form))).status, 403, form);
	});

	test('is forgotten by the browser that was not told', async () => {
		const { code } = await register(campaign.id);
		const browser = stranger();
		await ask(browser, code, lastFour);
		assert.equal((await browser.get(pledgePath(code))).status, 200);
		const { code: other } = await register(campaign.id);
		assert.equal((await browser.get(pledgePath(other))).status, 403, 'what it may see is that one pledge');
	});
});

describe('withdrawing', () => {
	const withdrawalOf = html => formOf(html, /withdraw/);
	const mayWithdraw = html => formsOf(html).some(({ action }) => /withdraw/.test(action));
	const ticked = form => (/name="sure"/.test(form.inner) ? { sure: '1' } : {});
	const withdraw = (browser, form) => browser.submit(form, ticked(form));

	test('before money came takes the pledge off the meter', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const before = tallyOf(campaign.id);
		const done = await withdraw(browser, withdrawalOf((await browser.follow(answer)).html));
		assert.equal(done.status, 303);
		const { html } = await browser.follow(done);
		assert.match(wordsOf(html), /这笔认捐已撤回/);
		assert.ok(!mayWithdraw(html));
		assert.notEqual(pledgeOf(code).withdrawn, null);
		assert.deepEqual(tallyOf(campaign.id), { ...before, pledged: before.pledged - 10000, pledges: before.pledges - 1 });
	});

	test('is possible from elsewhere, by code and telephone', async () => {
		const { code } = await register(campaign.id);
		const browser = stranger();
		const page = await browser.follow(await ask(browser, code, lastFour));
		assert.equal((await withdraw(browser, withdrawalOf(page.html))).status, 303);
		assert.notEqual(pledgeOf(code).withdrawn, null);
	});

	test('without the tick asks for it', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const form = withdrawalOf((await browser.follow(answer)).html);
		assert.match(form.inner, /name="sure"/, 'one stray tap does not end a pledge');
		const refused = await browser.submit(form);
		assert.equal(refused.status, 422);
		assert.ok(mayWithdraw(refused.html));
		assert.equal(pledgeOf(code).withdrawn, null);
	});

	test('ten times at once counts once', async () => {
		const { browser, answer } = await register(campaign.id);
		const before = tallyOf(campaign.id);
		const form = withdrawalOf((await browser.follow(answer)).html);
		const deadlocks = deadlocksSoFar();
		const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(browser, form)));
		assert.equal(deadlocksSoFar(), deadlocks, 'without a deadlock');
		assert.ok(answers.some(({ status }) => status === 303));
		assert.ok(answers.every(({ status }) => status === 303 || status === 409), answers.map(({ status }) => status).join(' '));
		assert.deepEqual(tallyOf(campaign.id), { ...before, pledged: before.pledged - 10000, pledges: before.pledges - 1 });
	});

	test('a second time changes nothing and says how it stands', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const form = withdrawalOf((await browser.follow(answer)).html);
		await withdraw(browser, form);
		const [before, stored] = [tallyOf(campaign.id), pledgeOf(code)];
		const again = await withdraw(browser, form);
		const page = again.status === 303 ? await browser.follow(again) : again;
		assert.match(wordsOf(page.html), /已撤回|已经结束/);
		assert.deepEqual([tallyOf(campaign.id), pledgeOf(code)], [before, stored]);
	});

	test('after money came is not offered, and refused', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const form = withdrawalOf((await browser.follow(answer)).html);
		payPledge(campaign.id, pledgeOf(code).id, 4000);
		const page = await browser.get(pledgePath(code));
		assert.match(wordsOf(page.html), /已到账一部分/);
		assert.match(wordsOf(page.html), /已到账¥40\.00/);
		assert.ok(!mayWithdraw(page.html));
		const before = tallyOf(campaign.id);
		const refused = await withdraw(browser, form);
		assert.ok([303, 409].includes(refused.status), String(refused.status));
		assert.doesNotMatch(wordsOf(refused.html), /先前已经提交/, 'words about withdrawing, not about another form');
		assert.equal(pledgeOf(code).withdrawn, null);
		assert.deepEqual(tallyOf(campaign.id), before);
	});

	test('is not possible for another browser, nor without the form', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const form = withdrawalOf((await browser.follow(answer)).html);
		for (const send of [() => withdraw(stranger(), form), () => stranger().post(form.action, ticked(form)),
			() => browser.post(form.action, ticked(form)), () => browser.submit(form, { ...ticked(form), form_token: 'x' })]) {
			const refused = await send();
			assert.equal(refused.status, 403);
			assert.equal(pledgeOf(code).withdrawn, null);
		}
	});

	test('one pledge by the form of another is refused', async () => {
		const browser = new Browser();
		const [one, two] = [await register(campaign.id, {}, browser), await register(campaign.id, {}, browser)];
		const form = withdrawalOf((await browser.get(pledgePath(one.code))).html);
		const refused = await browser.submit({ ...form, action: form.action.replace(one.code, two.code) }, ticked(form));
		assert.equal(refused.status, 403);
		assert.equal(pledgeOf(two.code).withdrawn, null);
	});

	test('a pledge that was paid in full shows thanks', async () => {
		const { browser, code } = await register(campaign.id);
		payPledge(campaign.id, pledgeOf(code).id, 10000);
		const { html } = await browser.get(pledgePath(code));
		assert.match(wordsOf(html), /捐款已到账，谢谢您/);
		assert.ok(!mayWithdraw(html));
	});
});

test('after all of it every invariant holds', () => {
	const output = execFileSync(site.yimeng, ['check', site.settings], { encoding: 'utf8' });
	assert.match(output, /^holds/m);
	assert.doesNotMatch(output, /BROKEN/);
});
