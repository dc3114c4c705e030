// The register leaves masked for who asks, in clear for who types the code again and gives a reason; the auditor sees both.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { csv, imported, student } from '../client/importing.mjs';
import { codeOf, hire, signedIn, unitOf } from '../client/staffing.mjs';
import { query } from '../client/database.mjs';
import { assertAccessible, assertNoSideScroll, shoot, sizes } from './browser.mjs';
import { atWork, openDesk } from './office.mjs';

const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const row = student({ 学校: school.name, 姓名: '欧阳小兰' });
const button = (page, name) => page.getByRole('button', { name, exact: true });

before(async () => imported(signedIn(hire({ role: 'county', unit: county })), { content: csv([row]) }));

const fetched = async page => {
	const link = page.getByRole('link', { name: '下载', exact: true });
	await link.waitFor();
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
	return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

test('masked at once; in clear after the code and a reason; both on the trail', async () => {
	const person = hire({ role: 'county', unit: county });
	const page = await atWork(person, { size: sizes.desk });
	await openDesk(page, `/students?unit=%23${school.id}`);
	await assertAccessible(page, 'the register');
	await assertNoSideScroll(page, 'the register');
	await shoot(page, 'students');
	await page.getByRole('link', { name: '导出' }).and(page.locator('.ym-button')).click();
	await assertAccessible(page, 'asking for an export');
	await shoot(page, 'export-new');
	await page.getByLabel('格式').first().selectOption({ label: 'CSV（UTF-8）' });
	await button(page, '导出').click();
	const masked = await fetched(page);
	assert.match(masked.name, /^student-[0-9A-Z]{9}\.csv$/);
	assert.ok(masked.text.includes(person.login) && masked.text.includes('欧*'));
	assert.ok(!masked.text.includes(row.身份证号) && !masked.text.includes(row.姓名));

	// Half an hour later the code is asked for again, and what was typed is kept.
	query(`UPDATE staff_session SET second_factor_at = second_factor_at - INTERVAL 30 MINUTE WHERE account_id = ${person.id}`);
	await openDesk(page, `/exports/new?kind=student&filter=path=${encodeURIComponent(school.path)}`);
	await page.getByLabel('格式').last().selectOption({ label: 'CSV（UTF-8）' });
	await page.getByLabel('理由').fill('报送省厅的资助名单');
	await button(page, '导出全部内容').click();
	await page.getByLabel(/验证码/).fill(codeOf(person.secret));
	await button(page, '继续').click();
	await page.waitForURL(/\/kept\//);
	assert.equal(await page.getByLabel('理由').inputValue(), '报送省厅的资助名单');
	await assertAccessible(page, 'an export that waits for its person');
	await button(page, '导出全部内容').click();
	const clear = await fetched(page);
	assert.ok(clear.text.includes(row.身份证号) && clear.text.includes(row.姓名));

	const auditor = await atWork(hire({ role: 'audit' }), { size: sizes.desk });
	await openDesk(auditor, `/audit?actor=${person.login}`);
	const trail = await auditor.locator('main').innerText();
	assert.match(trail, /导出未隐去的数据[^]*报送省厅的资助名单/);
	assert.match(trail, /下载导出文件/);
});
