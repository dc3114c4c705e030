// A giver registers a pledge, sees it, prints its slip.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Browser, filled, request } from '../client/browser.mjs';
import { pledgeOf, pledgesOf, query, tallyOf } from '../client/database.mjs';
import { byClass, elements, formOf, linkOf, linksOf, wordsOf } from '../client/html.mjs';
import { creditCode, plantCampaign } from '../client/planting.mjs';
import { assertShownAgain, campaignPath, codeOf, giver, openForm, pledgePath, register, send, storesNothing, tokenFor } from '../client/pledging.mjs';
import { pause } from '../client/site.mjs';

const grouped = code => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;

let campaign;
before(() => { campaign = plantCampaign(); });

describe('100 yuan', () => {
	test('are chosen already when the form opens; nothing is public', async () => {
		const { form } = await openForm(campaign.id);
		assert.equal(form.get('preset'), '100');
		assert.equal(form.get('giver'), 'person');
		assert.equal(form.get('visibility'), 'private');
		assert.equal(form.get('named_understood'), undefined);
		assert.equal(form.get('website'), '');
	});

	test('are registered and lead to a page with account, amount and code', async () => {
		const before = tallyOf(campaign.id);
		const { browser, answer, code } = await register(campaign.id);
		assert.equal(answer.bytes.length, 0);
		assert.equal(answer.headers['cache-control'], 'no-store');
		const { html, status } = await browser.follow(answer);
		const words = wordsOf(html);
		assert.equal(status, 200);
		for (const wanted of ['认捐意向已登记', campaign.title, '¥100.00', grouped(code), campaign.account_name, campaign.account_bank, campaign.account_number])
			assert.ok(words.includes(wanted), wanted);
		assert.deepEqual(tallyOf(campaign.id), { ...before, pledged: before.pledged + 10000, pledges: before.pledges + 1 });
		assert.deepEqual(pledgeOf(code), { id: pledgeOf(code).id, amount: 10000, giver: 'person', visibility: 'private', receipt: false, withdrawn: null, paid: 0 });
	});

	test('lead first to the campaign on its platform, then to the account', async () => {
		const { browser, answer } = await register(campaign.id);
		const { html } = await browser.follow(answer);
		const platform = html.indexOf(campaign.platform_url);
		assert.ok(platform > 0 && platform < html.indexOf(campaign.account_number));
	});

	test('have account, amount and code each selected by one long press', async () => {
		const { browser, answer, code } = await register(campaign.id);
		const selectable = byClass((await browser.follow(answer)).html, 'span', 'ym-all').map(({ inner }) => inner);
		for (const wanted of [campaign.account_number, '100.00', grouped(code)])
			assert.ok(selectable.includes(wanted), `${wanted} in ${selectable}`);
	});

	test('leave no personal word in the pages or the database as it was typed', async () => {
		const personal = { name: '欧阳试验', telephone: '13953909183', email: 'ouyang.shiyan@example.org', message: '愿他们走得更远' };
		const { browser, answer, code } = await register(campaign.id, personal);
		const { html } = await browser.follow(answer);
		const [row] = query(`SELECT GROUP_CONCAT(CONCAT_WS(' ', HEX(name_sealed), HEX(telephone_sealed), HEX(email_sealed), HEX(message_sealed),
			HEX(telephone_index), HEX(last_four_index), HEX(session_digest), HEX(form_digest), HEX(payload_digest))) FROM pledge WHERE code = '${code}'`);
		for (const word of Object.values(personal)) {
			assert.ok(!html.includes(word), word);
			assert.ok(!row[0].includes(Buffer.from(word).toString('hex').toUpperCase()), `${word} is sealed`);
		}
	});

	test('are counted for the campaign as pledged, not as received', async () => {
		const other = plantCampaign({ goal_fen: 100000 });
		const { browser } = await register(other.id, { preset: '500' });
		const words = wordsOf((await browser.get(`${campaignPath(other.id)}?fresh=${Date.now()}`)).html);
		assert.match(words, /¥0已到账/);
		assert.match(words, /另有¥500已认捐/);
	});
});

describe('a slip', () => {
	test('has the code, a QR of the way to follow it, and all a bank asks', async () => {
		const { browser, answer, code } = await register(campaign.id, { preset: 'other', amount: '1409.50' });
		const page = await browser.follow(answer);
		const slip = await browser.get(linkOf(page.html, /打印认捐单/).href);
		assert.equal(slip.status, 200);
		assert.equal(slip.headers['cache-control'], 'no-store');
		const words = wordsOf(slip.html);
		for (const wanted of [grouped(code), '¥1,409.50', campaign.account_name, campaign.account_bank, campaign.account_number, campaign.filing_number, '不是捐赠票据'])
			assert.ok(words.includes(wanted), wanted);
		const [qr] = byClass(slip.html, 'svg', 'ym-qr');
		assert.ok(elements(qr.inner, 'path')[0].attributes.d.length > 500, 'a QR is drawn');
		assert.ok(!/[王小明]{3}|13953900417/.test(slip.html), 'nothing personal on paper');
	});

	test("of a pledge of another browser is not shown", async () => {
		const { code } = await register(campaign.id);
		const answer = await request('GET', `${pledgePath(code)}/slip`);
		assert.equal(answer.status, 403);
		assert.ok(!answer.html.includes(campaign.account_number));
	});
});

describe('the form takes', () => {
	const registers = (title, changes, check) => test(title, async () => {
		const { code } = await register(campaign.id, changes);
		check?.(pledgeOf(code));
	});

	registers('every preset', { preset: '1000' }, pledge => assert.equal(pledge.amount, 100000));
	registers('another amount', { preset: 'other', amount: '250.5' }, pledge => assert.equal(pledge.amount, 25050));
	registers('an amount in full-width digits', { preset: 'other', amount: '１，２３４．５０' }, pledge => assert.equal(pledge.amount, 123450));
	registers('an amount with its sign and unit', { preset: 'other', amount: ' ¥1,000元 ' }, pledge => assert.equal(pledge.amount, 100000));
	registers('the least amount', { preset: 'other', amount: '1' }, pledge => assert.equal(pledge.amount, 100));
	registers('the greatest amount', { preset: 'other', amount: '1,000,000.00' }, pledge => assert.equal(pledge.amount, 100000000));
	registers('a preset and the same amount beside it', { preset: '100', amount: '100.00' }, pledge => assert.equal(pledge.amount, 10000));
	registers('a landline with its area code', { telephone: '0539-8012345' });
	registers('a landline with an extension', { telephone: '（0539）8012345－12' });
	registers('a mobile with country code and blanks', { telephone: '+86 139 5390 0417' });
	registers('a telephone in full-width digits', { telephone: '１３９５３９００４１７' });
	registers('an organisation with its identifier', { giver: 'organisation', name: '临沂市试验商贸有限公司', credit_code: creditCode() },
		pledge => assert.equal(pledge.giver, 'organisation'));
	registers('an identifier in lower case, with blanks around', { giver: 'organisation', credit_code: ` ${creditCode().toLowerCase()} ` });
	registers('a name shown by its surname', { visibility: 'surname' }, pledge => assert.equal(pledge.visibility, 'surname'));
	registers('a public name whose warning was read', { visibility: 'named', named_understood: '1' }, pledge => assert.equal(pledge.visibility, 'named'));
	registers('a receipt with a title of its own, and another payer', { receipt_wanted: '1', receipt_title: '试验商贸', payer_name: '李四' },
		pledge => assert.equal(pledge.receipt, true));
	registers('names with a middle dot, rare characters and Latin letters', { name: '阿卜杜勒·𠮷野 O\'Neill' });
	registers('an e-mail address', { email: 'a.b+c@mail.example.org' });
	registers('a message of several lines and of 200 characters', { message: `${'长'.repeat(99)}\r\n${'长'.repeat(100)}` });

	test('a form without its empty fields', async () => {
		const { browser, form } = await openForm(campaign.id);
		const answer = await browser.post(form.action, [['form_token', form.get('form_token')], ['preset', '50'], ['giver', 'person'],
			['name', giver.name], ['telephone', giver.telephone], ['visibility', 'private']]);
		assert.equal(answer.status, 303);
	});

	test('a form sent without Origin, as some proxies and old browsers do', async () => {
		const { browser, form } = await openForm(campaign.id);
		const body = new URLSearchParams(filled(form, giver)).toString();
		const answer = await browser.send('POST', form.action, { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' } });
		assert.equal(answer.status, 303);
	});
});

describe('a public name', () => {
	test('is warned of in plain words', async () => {
		const words = wordsOf((await openForm(campaign.id)).form.inner);
		assert.match(words, /慈善法/);
		assert.match(words, /第四十一条/);
		assert.match(words, /起诉/);
	});

	test('wants the warning ticked', async () => {
		const opened = await openForm(campaign.id);
		const typed = { visibility: 'named', preset: '500', ...giver };
		const answer = await storesNothing(campaign.id, () => send(opened, typed));
		const form = assertShownAgain(answer, typed, { named_understood: /公开姓名/ });
		const again = await opened.browser.submit(form, { named_understood: '1' });
		assert.equal(again.status, 303, 'the corrected form is taken');
	});
});

describe('the same form', () => {
	test('sent ten times at once makes one pledge with one code', async () => {
		const opened = await openForm(campaign.id);
		const before = { rows: pledgesOf(campaign.id), tally: tallyOf(campaign.id) };
		const answers = await Promise.all(Array.from({ length: 10 }, () => send(opened)));
		assert.deepEqual(answers.map(({ status }) => status), Array(10).fill(303));
		assert.equal(new Set(answers.map(codeOf)).size, 1);
		assert.equal(pledgesOf(campaign.id), before.rows + 1);
		assert.equal(tallyOf(campaign.id).pledged, before.tally.pledged + 10000);
	});

	test('sent again later leads to the pledge it made', async () => {
		const first = await register(campaign.id);
		const again = await storesNothing(campaign.id, () => send(first));
		assert.equal(again.status, 303);
		assert.equal(codeOf(again), first.code);
	});

	test('sent again when its time is over leads to the pledge it made, too', async () => {
		const { browser, form } = await openForm(campaign.id);
		const form_token = tokenFor(browser, 'pledge', 6);
		const first = await send({ browser, form }, { form_token });
		assert.equal(first.status, 303);
		await pause(7100);
		const again = await storesNothing(campaign.id, () => send({ browser, form }, { form_token }));
		assert.equal(again.status, 303);
		assert.equal(codeOf(again), codeOf(first));
		assert.equal((await storesNothing(campaign.id, () => send({ browser, form }, { form_token, name: '王大明' }))).status, 409);
	});

	for (const [name, changes] of Object.entries({ amount: { preset: '500' }, name: { name: '王大明' }, telephone: { telephone: '13953900418' },
		visibility: { visibility: 'surname' }, message: { message: '补一句' } }))
		test(`with another ${name} is a conflict, in words`, async () => {
			const first = await register(campaign.id);
			const answer = await storesNothing(campaign.id, () => send(first, changes));
			assert.equal(answer.status, 409);
			assert.match(wordsOf(answer.html), /先前已经提交/);
			assert.match(wordsOf(answer.html), /没有保存/);
		});

	test('sent with two contents at once makes one of them and refuses the other', async () => {
		const opened = await openForm(campaign.id);
		const before = pledgesOf(campaign.id);
		const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => send(opened, { preset: i % 2 ? '50' : '1000' })));
		const statuses = answers.map(({ status }) => status);
		assert.equal(statuses.filter(status => status === 303).length, 5, statuses.join(' '));
		assert.equal(statuses.filter(status => status === 409).length, 5, statuses.join(' '));
		assert.equal(pledgesOf(campaign.id), before + 1);
	});

	test('may be sent for two hours after it was shown', async () => {
		const { form } = await openForm(campaign.id);
		const minutes = (Number(form.get('form_token').split('.')[0]) - Date.now() / 1000) / 60;
		assert.ok(minutes > 119 && minutes <= 120.1, `${minutes} minutes`);
	});

	test('opened twice in one browser makes two pledges', async () => {
		const browser = new Browser();
		const [one, two] = [await register(campaign.id, {}, browser), await register(campaign.id, {}, browser)];
		assert.notEqual(one.code, two.code);
		assert.equal((await browser.get(pledgePath(one.code))).status, 200, 'both are its own');
	});
});

describe('many givers at once', () => {
	test('are all registered, each with a code, and the meter is exact', async () => {
		const crowded = plantCampaign();
		const opened = await Promise.all(Array.from({ length: 60 }, () => openForm(crowded.id)));
		const answers = await Promise.all(opened.map((form, i) => send(form, { preset: i % 2 ? '50' : '1000' })));
		assert.deepEqual(answers.map(({ status }) => status), Array(60).fill(303));
		assert.equal(new Set(answers.map(codeOf)).size, 60);
		assert.deepEqual(tallyOf(crowded.id), { received: 0, pledged: 30 * (5000 + 100000), gifts: 0, pledges: 60 });
	});
});

describe('a pledge', () => {
	test('has a code of nine characters that cannot be misread', async () => {
		for (let i = 0; i < 5; i++)
			assert.match((await register(campaign.id)).code, /^[0-9A-HJKMNP-TV-Z]{9}$/);
	});

	test('shows only in the browser session that made it', async () => {
		const { code } = await register(campaign.id, { preset: '1000' });
		for (const browser of [new Browser(), (await openForm(campaign.id)).browser]) {
			const answer = await browser.get(pledgePath(code));
			assert.equal(answer.status, 403);
			assert.equal(answer.headers['cache-control'], 'no-store');
			for (const hidden of ['1,000', campaign.title, campaign.account_number, grouped(code)])
				assert.ok(!answer.html.includes(hidden), hidden);
			assert.ok(linksOf(answer.html).some(({ href }) => href.endsWith(`/follow?code=${code}`)), 'leads to following it');
		}
	});

	test('of another browser looks like one that never was', async () => {
		const { code } = await register(campaign.id);
		const other = `${code.slice(0, 4)}${code[4] === '0' ? '1' : '0'}${code.slice(5)}`;
		const [real, unreal] = [await request('GET', pledgePath(code)), await request('GET', pledgePath(other))];
		assert.equal(unreal.status, real.status);
		assert.equal(unreal.html.replaceAll(other, code), real.html);
	});

	test("is not made by looking at a form", async () => {
		const before = pledgesOf(campaign.id);
		await openForm(campaign.id);
		assert.equal(pledgesOf(campaign.id), before);
	});

	test('form of its campaign carries the form token in no address', async () => {
		const { html } = await new Browser().get((await openForm(campaign.id)).path);
		const token = formOf(html).get('form_token');
		assert.ok(linksOf(html).every(({ href }) => !href?.includes(token)));
	});
});
