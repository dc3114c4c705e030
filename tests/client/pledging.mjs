// A giver's way to a pledge, and what must hold where it was refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { Browser } from './browser.mjs';
import { pledgesOf, tallyOf } from './database.mjs';
import { byClass, byId, formOf, linkOf, wordsOf } from './html.mjs';
import { site } from './site.mjs';

export const campaignPath = campaign => `${site.pledge}/campaigns/${campaign}`;
export const pledgePath = code => `${site.pledge}/pledges/${code}`;

export const giver = { name: '王小明', telephone: '13953900417' };

// Where the campaign's page says that pledges are made.
export const formPath = async (browser, campaign) => {
	const link = linkOf((await browser.get(campaignPath(campaign))).html, /我要认捐/);
	assert.ok(link, 'the campaign page leads to its pledge form');
	return link.href;
};

export const openForm = async (campaign, browser = new Browser()) => {
	const path = await formPath(browser, campaign);
	return { browser, path, form: formOf((await browser.get(path)).html) };
};

// The giver's own words into an open form; anything may be changed.
export const send = ({ browser, form }, changes = {}) => browser.submit(form, { ...giver, ...changes });

export const codeOf = answer => /\/pledges\/([0-9A-Z]{9})$/.exec(answer.headers.location ?? '')?.[1];

// All the way: a registered pledge, its code, and the browser that made it.
export const register = async (campaign, changes = {}, browser = new Browser()) => {
	const opened = await openForm(campaign, browser);
	const answer = await send(opened, changes);
	assert.equal(answer.status, 303, `registered: ${wordsOf(answer.html).slice(0, 400)}`);
	const code = codeOf(answer);
	assert.ok(code, `leads to the pledge: ${answer.headers.location}`);
	return { ...opened, answer, code };
};

// What the form says is wrong, one line a field: "其他金额：…".
export const faultsOf = html => {
	const [summary] = byClass(html, 'div', 'ym-summary');
	return summary === undefined ? [] : [...summary.inner.matchAll(/<li[^>]*>([^]*?)<\/li>/g)].map(([, inner]) => wordsOf(inner));
};

// Run what must store nothing.
export const storesNothing = async (campaign, run) => {
	const before = { pledges: pledgesOf(campaign), tally: tallyOf(campaign) };
	const answer = await run();
	assert.deepEqual({ pledges: pledgesOf(campaign), tally: tallyOf(campaign) }, before, 'nothing was stored');
	return answer;
};

// The form is shown again: `fields` are each named in words, beside the field too, and all that was typed is kept.
export const assertShownAgain = (answer, typed, faults) => {
	assert.equal(answer.status, 422);
	assert.match(answer.headers['content-type'], /^text\/html; *charset=utf-8$/i);
	const form = formOf(answer.html);
	for (const [name, value] of Object.entries(typed))
		assert.equal(form.get(name), value, `what was typed into ${name} is kept`);
	const said = faultsOf(answer.html);
	for (const [name, words] of Object.entries(faults)) {
		assert.ok(said.some(line => words.test(line)), `${name} is named with ${words}: ${said.join(' | ')}`);
		assert.ok(byId(form.inner, 'p', `${name}-error`), `${name} has its words beside it`);
	}
	assert.equal(said.length, Object.keys(faults).length, `only what is wrong is named: ${said.join(' | ')}`);
	assert.ok(form.get('form_token'), 'it can be sent again');
	return form;
};

// A token for a form of this browser that is good for so many seconds from now; below 0 it is stale.
export const tokenFor = (browser, form, seconds) => {
	const build = process.env.YM_BUILD;
	execFileSync('make', ['-C', build, '--silent', 'tests/client/form_token'], { stdio: ['ignore', 'ignore', 'inherit'] });
	return execFileSync(`${build}/tests/client/form_token`,
		[site.settings, browser.cookies.get('__Secure-ym-pledge').value, form, String(seconds)], { encoding: 'utf8' }).trim();
};
