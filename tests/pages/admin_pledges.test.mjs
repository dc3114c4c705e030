// Staff find pledges and decide them; givers' telephones change; whose they are not are not found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Browser, somebodyElse } from '../client/browser.mjs';
import { number, query } from '../client/database.mjs';
import { formOf, textOf, wordsOf } from '../client/html.mjs';
import { register } from '../client/pledging.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const telephone = () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

// The demonstration's charities have units; a campaign of the first one's.
const unit = unitOf('charity');
const charityId = number(`SELECT charity_id FROM unit WHERE id = ${unit.id}`);
const otherUnit = unitOf('charity', `id <> ${unit.id}`);
const campaign = number(`SELECT MIN(id) FROM campaign WHERE charity_id = ${charityId} AND state = 'published' AND open_until >= CURRENT_DATE + INTERVAL 1 DAY AND starts <= CURRENT_DATE - INTERVAL 1 DAY`);
const pledgeTo = async (to, changes = {}) => (await register(to, changes, new Browser({ headers: somebodyElse() }))).code;
const clerk = () => hire({ role: 'charity', unit });

const act = async (browser, code, what, changes = {}) => browser.submit(formOf((await browser.get(at(`/pledges/${code}`))).html, new RegExp(`/${what}$`)), changes);
const stateOf = code => query(`SELECT state FROM pledge WHERE code = '${code}'`)[0][0];
const find = async (browser, typed) => browser.submit(await browser.form(at('/pledges'), /\/pledges$/), { code_or_telephone: typed });

describe('finding a pledge', () => {
	test('by its code, however it is typed', async () => {
		const code = await pledgeTo(campaign);
		const browser = signedIn(clerk());
		for (const typed of [code, code.toLowerCase(), `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`, ` ${code} `]) {
			const answer = await find(browser, typed);
			assert.equal(answer.headers.location, at(`/pledges/${code}`), typed);
		}
	});
	test('by telephone, which is in no address, masked, and the look stands on the trail', async () => {
		const number = telephone();
		const code = await pledgeTo(campaign, { telephone: number });
		const person = clerk();
		const answer = await find(signedIn(person), number);
		assert.equal(answer.status, 200);
		assert.ok(answer.html.includes(`/pledges/${code}`));
		assert.ok(answer.html.includes(`139****${number.slice(-4)}`));
		assert.ok(!answer.html.replace(/value="[^"]*"/g, '').includes(number));
		assert.equal(trailOf({ actor: person.login }, 1)[0].action, 'pledge_find');
	});
	for (const [typed, words] of [['', /请填写/], ['YM7K24QX8', /既不像查询码/], ['12345', /既不像查询码/], ['王小明', /既不像查询码/], ['x'.repeat(41), /太长/], ['<script>', /既不像查询码/]])
		test(`by ${JSON.stringify(typed).slice(0, 20)} says what was expected`, async () => {
			const answer = await find(signedIn(clerk()), typed);
			assert.equal(answer.status, 422);
			assert.match(wordsOf(answer.html), words);
			assert.ok(!answer.html.includes('<script>alert') && !answer.html.includes('value="<'));
		});
	test('of another charity finds nothing, by telephone, by code and by address; the last stands on the trail', async () => {
		const number = telephone();
		const code = await pledgeTo(campaign, { telephone: number });
		const person = hire({ role: 'charity', unit: otherUnit });
		const browser = signedIn(person);
		assert.ok(!(await find(browser, number)).html.includes(code));
		assert.equal((await browser.get(at(`/pledges/${code}`))).status, 404);
		const [last] = trailOf({ actor: person.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`pledge:${code}`, 'refused']);
	});
	test('that does not exist is not found, and nothing is written down', async () => {
		const person = clerk();
		assert.equal((await signedIn(person).get(at('/pledges/YM7K24QX9'))).status, 404);
		assert.equal(trailOf({ actor: person.login }, 1).filter(({ outcome }) => outcome === 'refused').length, 0);
	});
});

describe('deciding', () => {
	test('confirms, and says so on the giver’s page', async () => {
		const code = await pledgeTo(campaign);
		const person = clerk();
		assert.equal((await act(signedIn(person), code, 'confirm')).status, 303);
		assert.equal(stateOf(code), 'confirmed');
		assert.deepEqual(trailOf({ subject: `pledge:${code}` }, 1).map(({ action }) => action), ['pledge_confirm']);
	});
	for (const [what, state] of [['refuse', 'refused'], ['release', 'released']])
		test(`${what} wants a reason, keeps it, and takes the pledge off the meter`, async () => {
			const code = await pledgeTo(campaign);
			const pledged = () => number(`SELECT pledged_fen FROM campaign_tally WHERE campaign_id = ${campaign}`);
			const before = pledged();
			const browser = signedIn(clerk());
			const refused = await act(browser, code, what, { reason: '' });
			assert.equal(refused.status, 422);
			assert.match(wordsOf(refused.html), /请填写/);
			assert.equal(stateOf(code), 'registered');
			assert.equal((await act(browser, code, what, { reason: '捐赠人来电要求' })).status, 303);
			assert.equal(stateOf(code), state);
			assert.ok(pledged() < before);
			assert.ok(textOf((await browser.get(at(`/pledges/${code}`))).html).includes('捐赠人来电要求'));
		});
	test('twice is a conflict, and the second changes nothing', async () => {
		const code = await pledgeTo(campaign);
		const browser = signedIn(clerk());
		const form = formOf((await browser.get(at(`/pledges/${code}`))).html, /refuse$/);
		assert.equal((await browser.submit(form, { reason: '恶作剧' })).status, 303);
		assert.equal((await browser.submit(form, { reason: '恶作剧' })).status, 409);
	});
	test('with the form of another pledge is refused', async () => {
		const [one, other] = [await pledgeTo(campaign), await pledgeTo(campaign)];
		const browser = signedIn(clerk());
		const form = formOf((await browser.get(at(`/pledges/${one}`))).html, /refuse$/);
		assert.equal((await browser.submit({ ...form, action: at(`/pledges/${other}/refuse`) }, { reason: '恶作剧' })).status, 403);
		assert.equal(stateOf(other), 'registered');
	});
	test('shows the giver in clear for a reason, once, and writes down who looked', async () => {
		const number = telephone();
		const code = await pledgeTo(campaign, { telephone: number, name: '欧阳·买买提' });
		const browser = signedIn(clerk());
		assert.ok(!(await browser.get(at(`/pledges/${code}`))).html.includes(number));
		assert.equal((await act(browser, code, 'reveal', { reason: '' })).status, 422);
		const answer = await act(browser, code, 'reveal', { reason: '电话核实' });
		assert.equal(answer.status, 200);
		assert.ok(answer.html.includes(number) && answer.html.includes('欧阳·买买提'));
		assert.match(answer.headers['cache-control'], /no-store/);
		const [last] = trailOf({ subject: `pledge:${code}` }, 1);
		assert.deepEqual([last.action, last.outcome, last.reason], ['pledge_reveal', 'seen', '电话核实']);
		assert.ok(!(await browser.get(at(`/pledges/${code}`))).html.includes(number));
	});
});

describe('a new telephone', () => {
	test('waits for staff, who hear the old number; granted, the old number is told and the new one works', async () => {
		const [old, next] = [telephone(), telephone()];
		const { code, browser: giver } = await register(campaign, { telephone: old }, new Browser({ headers: somebodyElse() }));
		const browser = signedIn(clerk());
		const answer = await giver.submit(await giver.form(`${site.pledge}/pledges/${code}/telephone`, /telephone$/), { telephone: next });
		assert.equal(answer.status, 303);
		const waiting = number(`SELECT t.id FROM telephone_change t JOIN pledge p ON p.id = t.pledge_id WHERE p.code = '${code}' AND t.decided_at IS NULL`);
		const { html } = await browser.get(at('/telephones'));
		assert.ok(html.includes(`139****${old.slice(-4)}`) && html.includes(`139****${next.slice(-4)}`) && !html.includes(next));
		assert.equal((await browser.submit(formOf(html, new RegExp(`/telephones/${waiting}/grant$`)))).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM outbox WHERE template = 'telephone_changed' AND shown_to = '139****${old.slice(-4)}'`) > 0, true);
		assert.ok((await find(browser, next)).html.includes(code));
		assert.ok(!(await find(browser, old)).html.includes(`/pledges/${code}"`));
	});
});
