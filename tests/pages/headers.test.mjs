// What every answer says to the browser around its page, and what no address or log may hold.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { Browser, fresh, request, somebodyElse } from '../client/browser.mjs';
import { elements, linkOf } from '../client/html.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { campaignPath, codeOf, openForm, pledgePath, register, send } from '../client/pledging.mjs';
import { pause, site } from '../client/site.mjs';

let campaign, made;
before(async () => {
	campaign = plantCampaign();
	made = await register(campaign.id);
});

// One of each kind of answer.
const answers = async () => {
	const { browser, code, form } = made;
	return {
		list: await browser.get(fresh(`${site.pledge}/`)), campaign: await browser.get(fresh(campaignPath(campaign.id))),
		'pledge form': await browser.get(form.action), pledge: await browser.get(pledgePath(code)), slip: await browser.get(`${pledgePath(code)}/slip`),
		follow: await browser.get(`${site.pledge}/follow`), elsewhere: await request('GET', pledgePath(code)), 'not there': await browser.get(`${site.pledge}/nowhere`),
		'form again': await browser.submit(form, { name: '' }), 'not understood': await browser.post(`${site.pledge}/follow`, 'code=a&code=b'),
		pairing: await browser.get(fresh(`${site.match}/`)), 'pairing not there': await browser.get(`${site.match}/nowhere`),
		aid: await browser.get(fresh(`${site.aid}/`)), 'aid not there': await browser.get(`${site.aid}/nowhere`),
		'not allowed': await browser.post(`${site.pledge}/`, ''), xml: await browser.get(fresh(`${site.pledge}/campaigns.xml`)),
		totals: await browser.get(fresh(`${site.pledge}/fragments/totals`)), 'the portal': await browser.get(`${site.base}/`),
		'not found by the server': await browser.get(`${site.base}/nowhere`), 'style sheet': await browser.get(`${site.base}/static/yimeng.css`),
	};
};

const personal = ['pledge form', 'pledge', 'slip', 'follow', 'elsewhere', 'not there', 'form again', 'not understood', 'not allowed', 'pairing not there',
	'aid not there'];

describe('every answer', () => {
	test('has a content security policy that lets nothing inline run and nobody else frame it', async () => {
		for (const [name, { headers }] of Object.entries(await answers())) {
			const policy = headers['content-security-policy'] ?? '';
			assert.match(policy, /default-src 'none'/, name);
			assert.match(policy, /frame-ancestors '(self|none)'/, name);
			assert.doesNotMatch(policy, /unsafe|\*|data:|http:/, name);
			assert.equal(policy.split(',').length, 1, `${name}: one policy`);
		}
	});

	test('is not to be sniffed, and sends no address on', async () => {
		for (const [name, { headers }] of Object.entries(await answers())) {
			assert.equal(headers['x-content-type-options'], 'nosniff', name);
			assert.match(headers['referrer-policy'] ?? '', /^(same-origin|no-referrer)$/, name);
		}
	});

	test('says nothing of the software behind it', async () => {
		for (const [name, { headers }] of Object.entries(await answers())) {
			assert.equal(headers['x-powered-by'], undefined, name);
			assert.doesNotMatch(headers.server ?? '', /\d/, name);
		}
	});

	test('of pages keeps within its own policy: nothing inline, nothing from elsewhere', async () => {
		for (const [name, { html, headers }] of Object.entries(await answers())) {
			if (!/^text\/html/.test(headers['content-type']))
				continue;
			assert.doesNotMatch(html, /\sstyle="|\son\w+="|javascript:/i, name);
			for (const { attributes, inner } of elements(html, 'script'))
				assert.ok(attributes.src.startsWith(`${site.base}/static/`) && inner === '', name);
			for (const { attributes } of [...elements(html, 'link'), ...elements(html, 'img')])
				assert.match(attributes.href ?? attributes.src, /^\//, name);
		}
	});

	test('that is one person\'s, or a refusal, is kept by nobody', async () => {
		const all = await answers();
		for (const name of personal)
			assert.equal(all[name].headers['cache-control'], 'no-store', `${name} ${all[name].status}`);
	});

	test('in a language says that it depends on it', async () => {
		const all = await answers();
		for (const name of ['list', 'campaign', ...personal])
			assert.match(all[name].headers.vary ?? '', /Accept-Language/i, name);
	});

	test('loads only what is there', async () => {
		const { list } = await answers();
		const paths = [...elements(list.html, 'link').map(({ attributes }) => attributes.href), ...elements(list.html, 'script').map(({ attributes }) => attributes.src)];
		assert.ok(paths.length >= 3);
		for (const path of paths) {
			const answer = await request('GET', path);
			assert.equal(answer.status, 200, path);
			assert.match(answer.headers['cache-control'], /immutable/, path);
		}
	});
});

describe('cookies', () => {
	test('of the session: secure, out of scripts\' reach, for this program only, gone with the browser', async () => {
		const { setCookies } = await new Browser().get(made.form.action);
		assert.equal(setCookies.length, 1);
		const [value, ...attributes] = setCookies[0].split(/; */);
		assert.match(value, /^__Secure-ym-pledge=[A-Za-z0-9_-]{43}$/);
		assert.deepEqual(attributes.sort(), ['HttpOnly', `Path=${site.pledge}`, 'SameSite=Lax', 'Secure']);
	});

	test('of the session are given once', async () => {
		const browser = new Browser();
		await browser.get(made.form.action);
		assert.deepEqual((await browser.get(made.form.action)).setCookies, []);
	});

	test('are not given to who only looks', async () => {
		const browser = new Browser();
		for (const path of [fresh(`${site.pledge}/`), fresh(campaignPath(campaign.id)), `${site.pledge}/campaigns.xml`, `${site.pledge}/fragments/gifts`, `${site.pledge}/nowhere`])
			assert.deepEqual((await browser.get(path)).setCookies, [], path);
	});

	test('differ from browser to browser', async () => {
		const tokens = await Promise.all(Array.from({ length: 20 }, async () => {
			const browser = new Browser();
			await browser.get(made.form.action);
			return browser.cookies.get('__Secure-ym-pledge').value;
		}));
		assert.equal(new Set(tokens).size, 20);
	});

	test('of a proof of the telephone end within half an hour', async () => {
		const browser = new Browser({ headers: somebodyElse() });
		const answer = await browser.submit(await browser.form(`${site.pledge}/follow`), { code: made.code, last_four: '0417' });
		const grant = answer.setCookies.find(line => line.startsWith('__Secure-ym-pledge-grant='));
		for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', `Path=${site.pledge}`])
			assert.ok(grant.split(/; */).includes(attribute), attribute);
		const age = Number(/Max-Age=(\d+)/.exec(grant)[1]);
		assert.ok(age > 0 && age <= 1800);
	});

	test('of the language are for the whole site', async () => {
		const { setCookies } = await request('GET', `${site.pledge}/?language=en`);
		assert.equal(setCookies.length, 1);
		assert.ok(setCookies[0].startsWith('ym-language=en; '));
		assert.ok(setCookies[0].includes(`Path=${site.base};`));
	});
});

describe('personal data', () => {
	const person = { name: '诸葛试验', telephone: '13953907731', email: 'zhuge.shiyan@example.org', message: '不要写进日志的话', payer_name: '司马试验', receipt_title: '抬头试验行' };
	const spelled = Object.values(person).flatMap(word => [word, encodeURIComponent(word), encodeURIComponent(word).toLowerCase(),
		[...Buffer.from(word)].map(byte => `\\x${byte.toString(16).toUpperCase()}`).join('')]);

	test('stands in no address that is ever asked for', async () => {
		const opened = await openForm(campaign.id);
		const answer = await send(opened, person);
		const page = await opened.browser.follow(answer);
		const addresses = [answer.headers.location, linkOf(page.html, /打印认捐单/).href, ...elements(page.html, 'a').map(({ attributes }) => attributes.href)];
		for (const word of spelled)
			assert.ok(addresses.every(address => !address.includes(word)), word);
	});

	test('stands in no log, whatever became of the form', async () => {
		const opened = await openForm(campaign.id);
		const wrong = await send(opened, { ...person, telephone: `${person.telephone}x` });
		assert.equal(wrong.status, 422);
		await opened.browser.submit(opened.form, { ...person, form_token: 'forged' });
		await opened.browser.post(opened.form.action, `name=${encodeURIComponent(person.name)}&name=x`);
		const done = await send(opened, person);
		assert.equal(done.status, 303);
		await send(opened, { ...person, preset: '500' });
		const browser = new Browser({ headers: somebodyElse() });
		await browser.submit(await browser.form(`${site.pledge}/follow`), { code: codeOf(done), last_four: '0000' });
		await browser.get(`${site.pledge}/?words=${encodeURIComponent(person.name)}`);
		await pause(300);
		const folder = join(site.folder, 'log');
		for (const file of readdirSync(folder)) {
			const log = readFileSync(join(folder, file), 'utf8');
			for (const word of spelled)
				assert.ok(!log.includes(word), `${word} in ${file}`);
		}
	});

	test('of sessions and tokens stands in no log either', async () => {
		const { browser, form } = await openForm(campaign.id);
		await send({ browser, form });
		await pause(300);
		const folder = join(site.folder, 'log');
		const secrets = [browser.cookies.get('__Secure-ym-pledge').value, form.get('form_token')];
		for (const file of readdirSync(folder))
			for (const secret of secrets)
				assert.ok(!readFileSync(join(folder, file), 'utf8').includes(secret), file);
	});
});
