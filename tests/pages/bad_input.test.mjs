// Bad input into forms: refused in plain words, nothing stored, nothing that was typed lost.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, encoded, filled } from '../client/browser.mjs';
import { pledgesOf, query } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { creditCode, day, plantCampaign } from '../client/planting.mjs';
import { assertShownAgain, faultsOf, giver, openForm, send, storesNothing, tokenFor } from '../client/pledging.mjs';
import { site } from '../client/site.mjs';

let campaign;
before(() => { campaign = plantCampaign(); });

// A field's own words: the form comes again with them, all else kept, and goes through once it is put right.
const refuses = (title, changes, faults) => test(title, async () => {
	const opened = await openForm(campaign.id);
	const typed = { ...giver, message: '第一行\n<b>"第二行"</b> & \'更多\'', ...changes };
	const answer = await storesNothing(campaign.id, () => send(opened, typed));
	// A choice that is not on the page cannot be shown as chosen.
	const shown = Object.fromEntries(Object.entries(typed).filter(([name]) => !/选一个/.test(faults[name]?.source)));
	assertShownAgain(answer, shown, faults);
	assert.equal(answer.headers['cache-control'], 'no-store');
	assert.match(wordsOf(answer.html), /还没有登记成功/);
	assert.doesNotMatch(faultsOf(answer.html).join(), /[a-z]_[a-z]|undefined|null|：$/i, 'in words, not in codes');
});

describe('the amount', () => {
	const amount = (title, typed, words) => refuses(title, { preset: 'other', amount: typed }, { amount: words });

	amount('0', '0', /金额.*(最少1元|请填写)/);
	amount('0.00', '0.00', /金额.*(最少1元|请填写)/);
	amount('-1', '-1', /金额.*最少1元/);
	amount('0.001', '0.001', /金额.*最多两位小数/);
	amount('0.01', '0.01', /金额.*最少1元/);
	amount('0.99', '0.99', /金额.*最少1元/);
	amount('1e9', '1e9', /金额.*只写数字/);
	amount('100,00', '100,00', /金额.*只写数字/);
	amount('99999999999', '99999999999', /金额.*(1,000,000元|上限)/);
	amount('1000000.01', '1000000.01', /金额.*(1,000,000元|上限)/);
	amount('of forty digits', '9'.repeat(40), /金额.*(1,000,000元|上限)/);
	amount('in words', '一百', /金额.*只写数字/);
	amount('hexadecimal', '0x64', /金额.*只写数字/);
	amount('with a plus', '+100', /金额.*只写数字/);
	amount('of two points', '1.2.3', /金额.*只写数字/);
	amount('not a number', 'NaN', /金额.*只写数字/);
	amount('missing, with another amount chosen', '', /金额.*请填写/);
	amount('of five thousand characters', '1'.repeat(5000), /金额/);

	refuses('beside a preset that says another', { preset: '100', amount: '200' }, { amount: /只留一个/ });
	refuses('of a preset that is not offered', { preset: '51' }, { preset: /从列出的选项中选一个/ });
});

describe('the giver', () => {
	refuses('without a name', { name: '' }, { name: /姓名.*请填写/ });
	refuses('with a name of blanks', { name: ' \u3000\u00a0 ' }, { name: /姓名.*请填写/ });
	refuses('with a name of 101 characters', { name: '王'.repeat(101) }, { name: /最多100个字/ });
	refuses('with a name of 5,000 characters', { name: '长'.repeat(5000) }, { name: /最多100个字/ });
	refuses('with a name of markup', { name: '<script>alert(1)</script>' }, { name: /不能使用的符号/ });
	refuses('with a name of punctuation', { name: '···' }, { name: /不能使用的符号/ });
	refuses('with a name that turns the writing round', { name: '王\u202e明' }, { name: /不能使用的符号/ });
	refuses('with a name that rings', { name: '王\u0007明' }, { name: /不能使用的符号/ });
	refuses('without a telephone', { telephone: '' }, { telephone: /电话.*请填写/ });
	refuses('with a telephone of ten digits', { telephone: '1395390041' }, { telephone: /11位手机号/ });
	refuses('with a telephone of letters', { telephone: '1395390041x' }, { telephone: /11位手机号/ });
	refuses('with a landline without its area', { telephone: '8012345' }, { telephone: /区号/ });
	refuses("with another country's telephone", { telephone: '+1 212 555 0100' }, { telephone: /电话/ });
	refuses('as neither person nor organisation', { giver: 'robot' }, { giver: /选一个/ });
	refuses('as an organisation without its identifier', { giver: 'organisation' }, { credit_code: /统一社会信用代码/ });
	refuses('as an organisation with a wrong check character', { giver: 'organisation', credit_code: wrongCheck() }, { credit_code: /统一社会信用代码不对/ });
	refuses('with an identifier that is none', { credit_code: '12345' }, { credit_code: /统一社会信用代码不对/ });
	refuses('with an e-mail that is none', { email: 'a@b' }, { email: /不像邮箱地址/ });
	refuses('with two e-mails', { email: 'a@example.org, b@example.org' }, { email: /不像邮箱地址/ });
	refuses('with a message of 201 characters', { message: '长'.repeat(201) }, { message: /最多200个字/ });
	refuses('with a receipt for a title of 101 characters', { receipt_wanted: '1', receipt_title: '长'.repeat(101) }, { receipt_title: /最多100个字/ });
	refuses('with another payer of 101 characters', { payer_name: '长'.repeat(101) }, { payer_name: /最多100个字/ });
	refuses('who wants to be seen in a way that is not offered', { visibility: 'loud' }, { visibility: /选一个/ });

	refuses('wrong in all fields at once is told all at once', { preset: 'other', amount: 'x', giver: 'organisation', credit_code: 'x', name: '', telephone: 'x', email: 'x' },
		{ amount: /只写数字/, credit_code: /统一社会信用代码/, name: /姓名/, telephone: /电话/, email: /邮箱/ });

	function wrongCheck() {
		const code = creditCode();
		return code.slice(0, 17) + (code[17] === '0' ? '1' : '0');
	}
});

describe('what was typed comes back as text', () => {
	for (const message of ['</textarea><script>alert(1)</script>', '\n\n两个空行在前', '&lt;b&gt; &amp;amp; &#x4e2d;', '${campaign/title} tal:content="x"', 'a\tb  c'])
		test(JSON.stringify(message), async () => {
			const opened = await openForm(campaign.id);
			const typed = { message, email: '"><img src=x onerror=alert(1)>', telephone: "' autofocus onfocus='alert(1)" };
			const answer = await storesNothing(campaign.id, () => send(opened, typed));
			assertShownAgain(answer, typed, { email: /邮箱/, telephone: /电话/ });
			assert.doesNotMatch(answer.html, /<script>|<img src=x/);
		});
});

describe('in English', () => {
	test('an English reader is told in English', async () => {
		const { browser, form } = await openForm(campaign.id);
		const answer = await browser.submit(form, { ...giver, telephone: '1', email: 'x', preset: 'other', amount: '-1' }, { 'Accept-Language': 'en' });
		assert.equal(answer.status, 422);
		const said = faultsOf(answer.html);
		assert.equal(said.length, 3);
		for (const line of said)
			assert.doesNotMatch(line, /[\u4e00-\u9fff]/, line);
	});
});

describe('an empty form', () => {
	test('names every field that must be filled', async () => {
		const { browser, form } = await openForm(campaign.id);
		const answer = await storesNothing(campaign.id, () => browser.post(form.action, { form_token: form.get('form_token') }));
		assert.equal(answer.status, 422);
		const said = faultsOf(answer.html).join('|');
		for (const words of [/金额/, /捐赠人/, /姓名/, /电话/, /公示方式/])
			assert.match(said, words);
	});
});

describe('a form that was put right', () => {
	test('goes through with what was kept, once', async () => {
		const opened = await openForm(campaign.id);
		const wrong = await send(opened, { telephone: '139', message: '两\r\n行', visibility: 'surname', preset: '500' });
		const before = pledgesOf(campaign.id);
		const answer = await opened.browser.submit(formOf(wrong.html), { telephone: giver.telephone });
		assert.equal(answer.status, 303);
		assert.equal(pledgesOf(campaign.id), before + 1);
	});
});

// The body as a whole is refused: no browser sends it of this form.
const malformed = (title, change, culprit) => test(title, async () => {
	const { browser, form } = await openForm(campaign.id);
	const answer = await storesNothing(campaign.id, () => browser.post(form.action, change(encoded(filled(form, giver)), form)));
	assert.equal(answer.status, 400);
	assert.match(answer.headers['content-type'], /^text\/html/);
	assert.match(wordsOf(answer.html), /什么都没有保存/);
	if (culprit !== undefined)
		assert.ok(wordsOf(answer.html).includes(`有问题的一项：${culprit}`), wordsOf(answer.html).slice(0, 300));
});

describe('a malformed body is refused as a whole:', () => {
	malformed('invalid UTF-8 in a value', body => body.replace('name=', 'name=%c3%28'));
	malformed('overlong UTF-8', body => body.replace('name=', 'name=%c0%80'));
	malformed('half a surrogate pair', body => body.replace('name=', 'name=%ed%a0%80'));
	malformed('GBK bytes where UTF-8 was said', body => body.replace('name=', 'name=%cd%f5'));
	malformed('invalid UTF-8 in a name', body => `${body}&%ff=1`);
	malformed('raw bytes that are no UTF-8', body => Buffer.concat([Buffer.from(`${body}&email=`), Buffer.from([0xff, 0xfe])]));
	malformed('an encoded NUL', body => body.replace('name=', 'name=%00'));
	malformed('a raw NUL', body => Buffer.concat([Buffer.from(body), Buffer.from([0])]));
	malformed('a NUL in a name', body => `${body}&email%00=a@example.org`);
	malformed('a percent sign that encodes nothing', body => `${body}%zz`);
	malformed('a percent sign cut short', body => `${body}%e`);
	malformed('a field twice', body => `${body}&telephone=13953900418`, 'telephone');
	malformed('the amount twice', body => `preset=50&${body}`, 'preset');
	malformed('the token twice', body => `${body}&form_token=x`, 'form_token');
	malformed('a field that the form does not have', body => `${body}&is_admin=1`, 'is_admin');
	malformed("a field of the database's", body => `${body}&paid_fen=10000`, 'paid_fen');
	malformed('a field named like markup', body => `${body}&%3Cscript%3Ealert(1)%3C/script%3E=1`, '<script>alert(1)</script>');
	malformed('a tick that no browser sends', body => `${body}&receipt_wanted=maybe`, 'receipt_wanted');
	malformed('ten thousand parameters', body => `${body}${'&a=1'.repeat(10000)}`);
	malformed('ten thousand empty parameters', body => `${body}${'&'.repeat(10000)}`);
	malformed('a name of sixty kilobytes', body => `${body}&${'a'.repeat(60000)}=1`);

	test('the name of an unknown field comes back as text', async () => {
		const { browser, form } = await openForm(campaign.id);
		const answer = await browser.post(form.action, `${encoded(filled(form, giver))}&%3Cimg+src%3Dx%3E=1`);
		assert.ok(!answer.html.includes('<img src=x'));
	});
});

describe('a form that is not ours', () => {
	const refusesToken = (title, run) => test(title, async () => {
		const opened = await openForm(campaign.id);
		const typed = { ...giver, message: '写了很久的话', visibility: 'surname', preset: '500' };
		const { answer, browser } = await storesNothing(campaign.id, () => run(opened, typed));
		assert.equal(answer.status, 403);
		const form = formOf(answer.html);
		for (const [name, value] of Object.entries(typed))
			assert.equal(form.get(name), value, `${name} is kept`);
		assert.match(wordsOf(answer.html), /打开得太久，或者换过浏览器/);
		const again = await browser.submit(form);
		assert.equal(again.status, 303, 'sent again it is taken');
	});

	refusesToken('without its token is shown again', async ({ browser, form }, typed) =>
		({ browser, answer: await browser.submit(form, { ...typed, form_token: null }) }));
	refusesToken('with an empty token is shown again', async ({ browser, form }, typed) =>
		({ browser, answer: await browser.submit(form, { ...typed, form_token: '' }) }));
	refusesToken('with a forged token is shown again', async ({ browser, form }, typed) =>
		({ browser, answer: await browser.submit(form, { ...typed, form_token: tampered(form.get('form_token')) }) }));
	refusesToken('with a token of five kilobytes is shown again', async ({ browser, form }, typed) =>
		({ browser, answer: await browser.submit(form, { ...typed, form_token: 'a.'.repeat(2500) }) }));
	refusesToken('opened too long ago is shown again', async ({ browser, form }, typed) =>
		({ browser, answer: await browser.submit(form, { ...typed, form_token: tokenFor(browser, 'pledge', -1) }) }));
	refusesToken('of another browser is shown again', async ({ form }, typed) => {
		const browser = (await openForm(campaign.id)).browser;
		return { browser, answer: await browser.submit(form, typed) };
	});
	refusesToken('without the session cookie is shown again', async ({ form }, typed) => {
		const browser = new Browser();
		return { browser, answer: await browser.submit(form, typed) };
	});
	refusesToken('with the token of another form is shown again', async ({ browser, form }, typed) => {
		const other = await browser.form(`${site.pledge}/follow`);
		return { browser, answer: await browser.submit(form, { ...typed, form_token: other.get('form_token') }) };
	});

	for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', ''])
		test(`sent from ${origin || 'an empty origin'} is refused`, async () => {
			const { browser, form } = await openForm(campaign.id);
			const answer = await storesNothing(campaign.id, () => browser.submit(form, giver, { Origin: origin }));
			assert.equal(answer.status, 403);
			assert.match(wordsOf(answer.html), /什么都没有保存/);
		});

	test('filled by an automaton is refused', async () => {
		const opened = await openForm(campaign.id);
		const answer = await storesNothing(campaign.id, () => send(opened, { website: 'http://spam.example' }));
		assert.equal(answer.status, 403);
	});

	function tampered(token) {
		const last = token.at(-1) === 'A' ? 'B' : 'A';
		return token.slice(0, -2) + last + token.at(-1);
	}
});

describe('a campaign', () => {
	const refusesCampaign = (title, words, status) => test(title, async () => {
		const { browser, form, path } = await openForm(campaign.id);
		const other = typeof words === 'number' ? { id: words } : plantCampaign(words);
		const elsewhere = address => address.replace(`/${campaign.id}/`, `/${other.id}/`);
		const shown = await browser.get(elsewhere(path));
		const before = pledgesOf(other.id);
		const sent = await browser.submit({ ...form, action: elsewhere(form.action) }, giver);
		assert.equal(shown.status, status);
		assert.equal(sent.status, status);
		assert.match(wordsOf(sent.html), status === 404 ? /没有这个页面/ : /已经截止|没有保存/);
		assert.equal(pledgesOf(other.id), before);
	});

	refusesCampaign('that is unknown takes no pledge', 987654321987, 404);
	refusesCampaign('that is not published takes no pledge', { published_at: null }, 404);
	refusesCampaign('that has ended takes no pledge', { ends: day(-1) }, 403);
	refusesCampaign('that was closed takes no pledge', { closed_at: `${day(-1)} 02:00:00` }, 403);
	refusesCampaign('that has not begun takes no pledge', { starts: day(1) }, 403);

	test('that ended while the form was open takes no pledge', async () => {
		const ending = plantCampaign();
		const opened = await openForm(ending.id);
		query(`UPDATE campaign SET ends = '${day(-1)}' WHERE id = ${ending.id}`);
		const answer = await storesNothing(ending.id, () => send(opened));
		assert.equal(answer.status, 403);
		assert.match(wordsOf(answer.html), /已经截止/);
	});

	test('number that overflows is not there', async () => {
		const { browser, form, path } = await openForm(campaign.id);
		const overflow = address => address.replace(`/${campaign.id}/`, '/18446744073709551617/');
		assert.equal((await browser.get(overflow(path))).status, 404);
		assert.equal((await browser.submit({ ...form, action: overflow(form.action) }, giver)).status, 404);
	});
});
