// The first page of pairing: what it is, what a family promises, and no door that leads nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { elements, wordsOf } from '../client/html.mjs';
import { describeFirstPage, describeProgram, describeSocket } from '../client/program_wall.mjs';
import { site } from '../client/site.mjs';

const home = (headers = {}) => request('GET', `${site.match}/`, { headers });
const linksWithin = html => elements(html, 'a').map(({ attributes }) => attributes.href).filter(href => href.startsWith(`${site.match}/`));

describe('the first page', () => {
	test('says what a family promises', async () => {
		const { status, html } = await home();
		assert.equal(status, 200);
		for (const promise of [/实名/, /同住的每一位成年人都要审核/, /不和孩子单独相处/, /不留宿/, /由学校先看/])
			assert.match(wordsOf(html), promise);
	});

	test('leads families, guardians and whoever has a concern on, and nowhere that is not there', async () => {
		const links = linksWithin((await home()).html);
		for (const door of ['apply', 'sign-in', 'guardian', 'concern'])
			assert.ok(links.includes(`${site.match}/${door}`), door);
		for (const href of links)
			assert.equal((await request('GET', href)).status, 200, href);
	});
});

describeFirstPage(site.match, /Never alone with the child/);
describeProgram(site.match, /回结对首页/);
describeSocket(site.match, site.matchSocket, site.pledge);
