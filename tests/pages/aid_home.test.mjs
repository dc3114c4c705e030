// The first page of aid: what there is, whom to ask without the internet, and no door that leads nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { request } from '../client/browser.mjs';
import { elements, wordsOf } from '../client/html.mjs';
import { describeFirstPage, describeProgram, describeSocket, formTo } from '../client/program_wall.mjs';
import { isNginx, site } from '../client/site.mjs';

const home = (headers = {}) => request('GET', `${site.aid}/`, { headers });
const linksWithin = html => elements(html, 'a').map(({ attributes }) => attributes.href).filter(href => href.startsWith(`${site.aid}/`));
const form = (path, body, headers) => formTo(site.aid, path, body, headers);

describe('the first page', () => {
	test('says whom to ask without the internet', async () => {
		const { status, html } = await home();
		assert.equal(status, 200);
		assert.match(wordsOf(html), /找管资助的老师/);
		assert.match(wordsOf(html), /打电话问 *0539-0000000/);
	});

	test('has no link that leads nowhere', async () => {
		for (const href of linksWithin((await home()).html))
			assert.equal((await request('GET', href)).status, 200, href);
	});
});

describeFirstPage(site.aid, /Asking for it costs nothing/);
describeProgram(site.aid, /回资助首页/);
describeSocket(site.aid, site.aidSocket, site.match);

// Apache leaves counting to the program itself.
describe('whoever sends forms over and over', { skip: !isNginx() }, () => {
	const tried = async (path, address, times) => {
		const statuses = [];
		for (let i = 0; i < times; i++)
			statuses.push((await form(path, 'a=b', { 'X-Forwarded-For': address })).status);
		return statuses.filter(status => status === 429).length;
	};

	test('is stopped at looking up applications long before other forms', async () => {
		assert.ok(await tried('/lookup', '198.51.100.31', 18) >= 5);
		assert.equal(await tried('/nowhere', '198.51.100.32', 18), 0);
	});

	test('is stopped at asking for help', async () => {
		assert.ok(await tried('/help', '198.51.100.33', 18) >= 3);
	});

	test('is told so on a page', async () => {
		await tried('/lookup', '198.51.100.34', 12);
		const { status, html } = await form('/lookup', 'a=b', { 'X-Forwarded-For': '198.51.100.34' });
		assert.equal(status, 429);
		assert.match(html, /<h1/);
	});

	test('does not stop another one', async () => {
		await tried('/lookup', '198.51.100.35', 18);
		assert.notEqual((await form('/lookup', 'a=b', { 'X-Forwarded-For': '198.51.100.36' })).status, 429);
	});
});
