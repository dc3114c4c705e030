// The slip on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, visitor } from './browser.mjs';
import { codeOf, pledge } from './giving.mjs';

const boxes = pdf => [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*([\d.\s]+?)\s*\]/g)].map(([, box]) => box.split(/\s+/).map(Number));
const pages = pdf => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

test('the slip prints on exactly one A4 page, in both languages', async () => {
	const page = await visitor();
	await pledge(page);
	for (const language of ['zh', 'en']) {
		await open(page, `/pledges/${codeOf(page)}/slip?language=${language}`);
		const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: false });
		assert.equal(pages(pdf), 1, language);
		const [[, , width, height]] = boxes(pdf);
		assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `A4: ${width} × ${height}`);
	}
});

test('the slip is one page also for who reads large text', async () => {
	const page = await visitor();
	await pledge(page);
	await open(page, `/pledges/${codeOf(page)}/slip?language=zh`);
	await page.getByRole('button', { name: '大字' }).click();
	assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
});

test('the slip carries what a counter needs, and a code that leads back', async () => {
	const page = await visitor();
	const code = await pledge(page);
	const facts = await page.locator('.ym-copies .ym-all').allInnerTexts();
	await page.getByRole('link', { name: '打印认捐单' }).click();
	await page.waitForURL(/\/slip$/);
	const words = await page.locator('.ym-slip').innerText();
	assert.ok(words.includes(code));
	for (const fact of facts.slice(0, 4))
		assert.ok(words.includes(fact), fact);
	assert.ok((await page.locator('.ym-qr path').getAttribute('d')).length > 500, 'a QR code is drawn');
	assert.ok(await page.getByRole('button', { name: '打印' }).isVisible());
});
