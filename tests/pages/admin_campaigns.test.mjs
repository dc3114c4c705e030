// Staff draft, submit, approve, change and close campaigns: what is refused, in which words, and that nothing of it is stored.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { byId, formOf, textOf, wordsOf } from '../client/html.mjs';
import { day, plantCampaign, plantCharity } from '../client/planting.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const charity = plantCharity();
const whole = { charity_id: charity.id ?? charity, county_code: '371328', title: '试验项目甲乙丙', summary: '摘要', story: '介绍', goal: '1,000.00', starts: day(0),
	ends: day(30), filing_number: '备案 1', platform_name: '平台', platform_url: 'https://platform.example/1', account_name: '户名', account_bank: '银行', account_number: '6200 0000 0000' };

const draft = async (browser, changes = {}) => browser.submit(await browser.form(at('/campaigns/new'), /\/campaigns\/new$/), { ...whole, ...changes });
const idOf = answer => Number(/\/campaigns\/(\d+)/.exec(answer.headers.location)?.[1]);
const drafted = async (browser, changes) => {
	const answer = await draft(browser, changes);
	assert.equal(answer.status, 303, textOf(answer.html));
	return idOf(answer);
};
const act = async (browser, id, what, changes = {}) => browser.submit(formOf((await browser.get(at(`/campaigns/${id}`))).html, new RegExp(`/${what}$`)), changes);
const count = () => number('SELECT COUNT(*) FROM campaign');
const city = () => signedIn(hire({ role: 'city' }));

describe('a draft', () => {
	const wrong = [
		['goal', '0', /数太小/], ['goal', '-1', /数太小/], ['goal', '1.001', /只写数字/], ['goal', '99999999999', /太大/], ['goal', '', /填写/],
		['title', '', /填写/], ['title', '短', /太短/], ['title', '长'.repeat(101), /太长/], ['title', 'a\u0001b你好', /符号/],
		['charity_id', '', /填写|选/], ['charity_id', 'x', /数字/], ['starts', '2026-02-30', /没有这一天/], ['ends', '明天', /没有这一天/],
		['platform_url', 'javascript:alert(1)', /https/], ['platform_url', 'http://platform.example/', /https/], ['account_number', '12ab', /账号只写数字/],
		['county_code', '37', /./],
	];
	for (const [field, value, words] of wrong)
		test(`with ${field} ${JSON.stringify(value).slice(0, 30)} is shown again with the rest as typed`, async () => {
			const browser = city();
			const before = count();
			const answer = await draft(browser, { [field]: value });
			assert.equal(answer.status, 422);
			assert.match(wordsOf(byId(answer.html, 'p', `${field}-error`)?.inner ?? ''), words);
			assert.ok(answer.html.includes('备案 1'));
			assert.equal(count(), before);
		});

	test('whose last day is before its first is refused', async () => {
		const answer = await draft(city(), { starts: day(5), ends: day(4) });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /截止日早于开始日/);
	});

	test('with an unknown field, a field twice, or without its token is refused as a whole', async () => {
		const browser = city();
		const form = await browser.form(at('/campaigns/new'), /\/campaigns\/new$/);
		const before = count();
		assert.equal((await browser.submit(form, { ...whole, published_at: '2026-01-01' })).status, 400);
		assert.equal((await browser.post(form.action, [['title', 'a'], ['title', 'b']])).status, 400);
		assert.equal((await browser.submit(form, { ...whole, form_token: 'x' })).status, 403);
		assert.equal(count(), before);
	});

	test('of a charity works for that charity only', async () => {
		const unit = unitOf('charity');
		const own = number(`SELECT charity_id FROM unit WHERE id = ${unit.id}`);
		const browser = signedIn(hire({ role: 'charity', unit }));
		const answer = await draft(browser);
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /不在您的管理范围内/);
		assert.equal((await draft(browser, { charity_id: own })).status, 303);
	});

	test('of a county lies in that county', async () => {
		const browser = signedIn(hire({ role: 'county', unit: unitOf('county', "code = '371323'") }));
		const answer = await draft(browser);
		assert.equal(answer.status, 422);
		assert.match(wordsOf(byId(answer.html, 'p', 'county_code-error').inner), /管理范围/);
		assert.equal((await draft(browser, { county_code: '371323' })).status, 303);
	});

	test('is seen by nobody outside, and its words are text', async () => {
		const browser = city();
		const id = await drafted(browser, { title: '<script>alert(1)</script>好' });
		assert.ok(!(await browser.get(at(`/campaigns/${id}`))).html.includes('<script>alert'));
		assert.equal((await browser.get(`${site.pledge}/campaigns/${id}`)).status, 404);
	});

	test('that was changed says on its own page what was changed, and by whom', async () => {
		const person = hire({ role: 'city' });
		const browser = signedIn(person);
		const id = await drafted(browser);
		await browser.submit(await browser.form(at(`/campaigns/${id}/edit`), /edit$/), { goal: '2000' });
		const words = wordsOf((await browser.get(at(`/campaigns/${id}`))).html);
		assert.ok(words.includes(person.login));
		assert.match(words, /1000\.00→2000\.00/);
	});
});

describe('publishing', () => {
	for (const [field, name] of [['filing_number', '备案号'], ['platform_url', '平台链接'], ['account_number', '账号'], ['starts', '开始日'], ['ends', '截止日']])
		test(`is not asked for without ${field}: the form says so and keeps the rest`, async () => {
			const browser = city();
			const id = await drafted(browser, { [field]: '' });
			const answer = await act(browser, id, 'submit');
			assert.equal(answer.status, 422);
			assert.match(wordsOf(byId(answer.html, 'p', `${field}-error`).inner), /必须填写/, name);
			assert.equal(number(`SELECT COUNT(*) FROM campaign_revision WHERE campaign_id = ${id}`), 0);
		});

	test('takes another person: the maker has no button, and a form made by hand is refused', async () => {
		const person = hire({ role: 'city' });
		const browser = signedIn(person);
		const id = await drafted(browser);
		assert.equal((await act(browser, id, 'submit')).status, 303);
		const { html } = await browser.get(at(`/campaigns/${id}`));
		assert.throws(() => formOf(html, /approve$/), /no post form/);
		assert.match(wordsOf(html), /要由另一位同事批准/);
		const revision = number(`SELECT MAX(id) FROM campaign_revision WHERE campaign_id = ${id}`);
		// A token for the form, taken from another campaign that another person submitted.
		const other = await drafted(city());
		assert.equal((await act(city(), other, 'submit')).status, 303);
		const form = formOf((await browser.get(at(`/campaigns/${other}`))).html, /approve$/);
		const answer = await browser.submit({ ...form, action: at(`/campaigns/${id}/approve`) }, { revision });
		assert.equal(answer.status, 403);
		assert.equal(number(`SELECT published_at IS NULL FROM campaign WHERE id = ${id}`), 1);
	});

	test('by the second person makes it public at once; a second decision is a conflict', async () => {
		const id = await drafted(city());
		const maker = signedIn(hire({ role: 'city' }));
		assert.equal((await act(maker, id, 'submit')).status, 303);
		const checker = hire({ role: 'city' });
		const browser = signedIn(checker);
		const form = formOf((await browser.get(at(`/campaigns/${id}`))).html, /approve$/);
		assert.equal((await browser.submit(form)).status, 303);
		assert.equal((await browser.get(`${site.pledge}/campaigns/${id}`)).status, 200);
		assert.equal(trailOf({ subject: `campaign:${id}` }, 1)[0].action, 'campaign_approve');
		assert.equal((await browser.submit(form)).status, 409);
	});

	test('that was sent back wants a reason, which stays', async () => {
		const id = await drafted(city());
		await act(city(), id, 'submit');
		const browser = city();
		const refused = await act(browser, id, 'send-back', { reason: '' });
		assert.equal(refused.status, 422);
		assert.match(wordsOf(refused.html), /请填写/);
		assert.equal((await act(browser, id, 'send-back', { reason: '备案号与证书不符' })).status, 303);
		assert.ok(textOf((await browser.get(at(`/campaigns/${id}`))).html).includes('备案号与证书不符'));
		assert.equal(number(`SELECT state = 'draft' FROM campaign WHERE id = ${id}`), 1);
	});
});

describe('a public campaign', () => {
	const open = () => plantCampaign({ ends: day(20) });

	test('changes its words directly, and nothing else by the same form', async () => {
		const { id } = open();
		const browser = city();
		const form = await browser.form(at(`/campaigns/${id}/edit`), /edit$/);
		const answer = await browser.submit(form, { summary: '新的摘要', goal: '9', title: '换个名字试试' });
		assert.equal(answer.status, 303, textOf(answer.html));
		const [[summary, title]] = query(`SELECT summary, title FROM campaign WHERE id = ${id}`);
		assert.equal(summary, '新的摘要');
		assert.notEqual(title, '换个名字试试');
	});

	test('changes its account through a second person; the old one stays on record and the charity is told', async () => {
		const { id } = open();
		const before = query(`SELECT account_number FROM campaign WHERE id = ${id}`)[0][0];
		const maker = city();
		const form = await maker.form(at(`/campaigns/${id}/change`), /change$/);
		assert.equal((await maker.submit(form)).status, 422);
		assert.equal((await maker.submit(form, { account_number: '6299 8888 7777' })).status, 303);
		assert.equal(query(`SELECT account_number FROM campaign WHERE id = ${id}`)[0][0], before);
		const told = number("SELECT COUNT(*) FROM outbox WHERE template = 'campaign_changed'");
		const browser = city();
		assert.equal((await act(browser, id, 'approve')).status, 303);
		assert.equal(query(`SELECT account_number FROM campaign WHERE id = ${id}`)[0][0], '6299 8888 7777');
		assert.equal(number("SELECT COUNT(*) FROM outbox WHERE template = 'campaign_changed'"), told + 1);
		assert.ok(textOf((await browser.get(at(`/campaigns/${id}`))).html).includes(before));
	});

	test('takes no pledges once it was closed early', async () => {
		const { id } = open();
		const browser = city();
		assert.equal((await act(browser, id, 'close', { reason: '' })).status, 422);
		assert.equal((await act(browser, id, 'close', { reason: '目标已经达到' })).status, 303);
		assert.equal((await browser.get(`${site.pledge}/campaigns/${id}/pledge`)).status, 403);
	});
});

describe("another's campaign", () => {
	test('is not found by editing the address, and the attempt stands on the trail', async () => {
		const { id } = plantCampaign({ county_code: '371328', ends: day(20) });
		const person = hire({ role: 'county', unit: unitOf('county', "code = '371302'") });
		const browser = signedIn(person);
		for (const path of [`/campaigns/${id}`, `/campaigns/${id}/edit`, `/campaigns/${id}/change`]) {
			assert.equal((await browser.get(at(path))).status, 404);
			const [last] = trailOf({ actor: person.login }, 1);
			assert.deepEqual([last.subject, last.outcome], [`campaign:${id}`, 'refused']);
		}
	});
});

describe('the list', () => {
	test('keeps its state in the address', async () => {
		const { html } = await city().get(at('/campaigns?state=published&words=%E5%AD%A6'));
		assert.match(html, /<option[^>]*value="published"[^>]*selected/);
		assert.match(html, /name="words"[^>]*value="学"/);
	});
	test('refuses a state that is none, and a row that is no number', async () => {
		const browser = city();
		assert.equal((await browser.get(at('/campaigns?state=secret'))).status, 400);
		assert.equal((await browser.get(at('/campaigns?after=-1'))).status, 400);
		assert.equal((await browser.get(at('/campaigns?after=x'))).status, 400);
	});
	test('goes on page by page without losing or repeating one', async () => {
		const browser = city();
		const seen = new Set();
		let path = at('/campaigns?state=published');
		for (let pages = 0; path && pages < 30; pages++) {
			const { html } = await browser.get(path);
			for (const [, id] of html.matchAll(/\/admin\/campaigns\/(\d+)"/g)) {
				assert.ok(!seen.has(id));
				seen.add(id);
			}
			path = /rel="next" href="([^"]*)"/.exec(html)?.[1].replace(/&amp;/g, '&');
		}
		assert.equal(seen.size, number("SELECT COUNT(*) FROM campaign WHERE state = 'published'"));
	});
});
