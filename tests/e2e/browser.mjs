// Chromium as a visitor has it: a phone or a desk, with or without scripts, and what every page must hold for everyone.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { site } from '../client/site.mjs';

export { site };

export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let started;
const chromiumStarted = () => started ??= chromium.launch({
	executablePath: '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});

after(async () => (await started)?.close());

// A browser of its own: cookies, storage and window are shared with nobody.
export const visitor = async ({ size = sizes.phone, locale = 'zh-CN', scripts = true } = {}) => {
	const context = await (await chromiumStarted()).newContext({
		baseURL: site.url, viewport: size, locale, javaScriptEnabled: scripts, bypassCSP: true,	// axe is injected
	});
	context.setDefaultTimeout(30000);
	const page = await context.newPage();
	page.problems = [];
	page.on('pageerror', error => page.problems.push(String(error)));
	// What the next page cut off (an icon still on its way) is no problem of this one.
	page.on('requestfailed', failed => failed.failure()?.errorText === 'net::ERR_ABORTED' ||
		page.problems.push(`${failed.url()}: ${failed.failure()?.errorText}`));
	return page;
};

export const open = (page, path = '/') => page.goto(site.pledge + path);

// Every rule of WCAG 2.2 A and AA that a machine can judge, and axe's good practice.
export const assertAccessible = async (page, what) => {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(tags => globalThis.axe.run(document, { runOnly: tags }), rules);
	assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`), [], what);
};

export const assertNoSideScroll = async (page, what) => {
	const wide = await page.evaluate(() => {
		const room = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= room)
			return [];
		const reaching = [...document.querySelectorAll('body *')].filter(element =>
			element.getBoundingClientRect().right > room + 1 && !element.closest('.ym-away, .ym-unseen, .ym-skip'));
		return reaching.map(element => element.outerHTML.slice(0, 120)).concat(`page ${document.documentElement.scrollWidth} > ${room}`);
	});
	assert.deepEqual(wide, [], what);
};

// What a finger taps is at least 44 CSS pixels one way or stands in a line of text.
export const assertTappable = async (page, what) => {
	const small = await page.evaluate(() => [...document.querySelectorAll('a[class*=ym-button], button, select, input:not([type=hidden]), textarea, summary, .ym-pick + label')]
		.filter(element => element.offsetParent !== null && !element.closest('.ym-away') && !element.matches('.ym-pick, [type=checkbox], [type=radio]'))
		.filter(element => element.getBoundingClientRect().height < 44)
		.map(element => `${element.outerHTML.slice(0, 100)} ${element.getBoundingClientRect().height}`));
	assert.deepEqual(small, [], what);
};

// With YM_SHOTS set, what a person would see, to look at.
export const shoot = async (page, name) => {
	if (!process.env.YM_SHOTS)
		return;
	mkdirSync(process.env.YM_SHOTS, { recursive: true });
	const was = page.viewportSize();
	for (const width of [390, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: join(process.env.YM_SHOTS, `${name}-${width}.png`), fullPage: true });
	}
	await page.setViewportSize(was);
};
