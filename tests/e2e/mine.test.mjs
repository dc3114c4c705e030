// A giver who lost the code finds the pledge again by telephone, as the demonstration's mailbox shows the SMS.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pause, soon } from '../client/site.mjs';
import { assertAccessible, assertNoSideScroll, open, shoot, site, visitor } from './browser.mjs';
import { giver, pledge } from './giving.mjs';

const messages = () => {
	try {
		return readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').trim().split('\n').filter(Boolean).map(line => JSON.parse(line));
	} catch {
		return [];
	}
};

// The code of the newest SMS to this number, once the worker has sent it.
const codeSentTo = async telephone => {
	for (const until = Date.now() + soon; Date.now() < until; await pause(100)) {
		const last = messages().filter(({ to }) => to === telephone).at(-1);
		if (last)
			return last.text.match(/\d{6}/)[0];
	}
	throw new Error(`no SMS to ${telephone}`);
};

test('the lost code comes back by a code to the telephone', async () => {
	const page = await visitor();
	const shown = await pledge(page);
	const elsewhere = await visitor();
	await open(elsewhere, '/follow');
	await elsewhere.getByRole('link', { name: /用手机收验证码/ }).click();
	await assertAccessible(elsewhere, 'asking for a code');
	await elsewhere.getByLabel('手机号').fill(giver.telephone);
	await elsewhere.getByRole('button', { name: '发送验证码' }).click();
	await elsewhere.waitForURL(/\/mine\/code$/);
	await assertAccessible(elsewhere, 'typing the code');
	await elsewhere.getByLabel('验证码').fill('000000');
	await elsewhere.getByRole('button', { name: '列出我的认捐' }).click();
	await elsewhere.getByRole('alert').filter({ hasText: '验证码不对' }).waitFor();
	await elsewhere.getByLabel('验证码').fill(await codeSentTo(giver.telephone));
	await elsewhere.getByRole('button', { name: '列出我的认捐' }).click();
	await elsewhere.waitForURL(/\/mine\/pledges$/);
	await assertAccessible(elsewhere, 'own pledges');
	await assertNoSideScroll(elsewhere, 'own pledges');
	await shoot(elsewhere, 'mine-pledges');
	assert.match(await elsewhere.locator('main').innerText(), new RegExp(shown));
	await elsewhere.locator('main li a').first().click();
	await elsewhere.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	assert.match(await elsewhere.locator('main').innerText(), /认捐意向已登记/);
});

test('a new telephone is asked for on the pledge and waits for staff', async () => {
	const page = await visitor();
	await pledge(page);
	await page.getByRole('link', { name: '我换了电话' }).click();
	await page.getByLabel('新的电话').fill('123');
	await page.getByRole('button', { name: '提出更换' }).click();
	await page.locator('.ym-error-text').waitFor();
	await page.getByLabel('新的电话').fill('13953900418');
	await page.getByRole('button', { name: '提出更换' }).click();
	await page.getByRole('status').filter({ hasText: '等待工作人员核实' }).waitFor();
	await assertAccessible(page, 'a new telephone waits');
	await shoot(page, 'telephone-waits');
});
