// A file with errors brought by a clerk: looked through, its bad rows fetched to mend, the others written; the same file again changes
// nothing. A file whose headings nobody knows is mapped by hand.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { csv, newIdNumber, student } from '../client/importing.mjs';
import { query } from '../client/database.mjs';
import { unitOf, hire } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, shoot, sizes } from './browser.mjs';
import { atWork, openDesk } from './office.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ym-import.'));
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const students = () => Number(query('SELECT COUNT(*) FROM student')[0][0]);

const bring = async (page, source, name, text) => {
	const path = join(folder, name);
	writeFileSync(path, text);
	await openDesk(page, '/imports');
	await page.getByLabel('导入什么').selectOption({ label: '学生名册' });
	await page.getByLabel('来源').fill(source);
	await page.getByLabel('文件', { exact: true }).setInputFiles(path);
	await button(page, '上传并检查').click();
	await page.waitForURL(/\/imports\/\d+$/);
};
// The page asks again by itself until the worker is done.
const settled = page => page.locator('p[role=status]').filter({ hasText: /正在检查每一行|正在写入/ }).waitFor({ state: 'detached' });

const rows = [student({ 学校: school.name }), student({ 学校: school.name }), student({ 学校: '不存在的学校' }), student({ 学校: school.name, 身份证号: '371302190001010003' })];

test('a file with errors: the good rows go in without the bad, and again nothing changes', async () => {
	const page = await atWork(hire({ role: 'county', unit: county }), { size: sizes.desk });
	const before = students();
	await bring(page, '学籍系统', 'students.csv', csv(rows));
	await settled(page);
	await page.getByRole('heading', { name: '有误的行' }).waitFor();
	const bad = page.getByRole('table').filter({ hasText: '没有这个单位' });
	assert.match(await bad.innerText(), /不存在的学校/);
	assert.match(await bad.innerText(), /校验码不对/);
	assert.equal(students(), before, 'nothing is written before it is asked for');
	await assertAccessible(page, 'what a check found');
	await assertNoSideScroll(page, 'what a check found');
	await shoot(page, 'import-checked');

	await button(page, '下载全部有误的行').click();
	const link = page.getByRole('link', { name: '下载', exact: true });
	await link.waitFor();
	await assertAccessible(page, 'a file that is ready');
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
	assert.match(download.suggestedFilename(), /^import_bad-[0-9A-Z]{9}\.xlsx$/);
	const bytes = readFileSync(await download.path());
	assert.equal(bytes.subarray(0, 2).toString(), 'PK');

	await openDesk(page, '/imports');
	await page.getByRole('link', { name: 'students.csv' }).first().click();
	await button(page, '导入其余 2 行').click();
	await page.waitForURL(/said=queued$/);
	await settled(page);
	assert.match(await page.locator('main').innerText(), /已写入/);
	assert.equal(students(), before + 2);
	await shoot(page, 'import-done');

	await bring(page, '学籍系统', 'students.csv', csv(rows));
	await settled(page);
	assert.match((await page.locator('.ym-facts').innerText()).replace(/\s+/g, ' '), /新增 0 更新 0 没有变化 2 有误 2/);
	assert.equal(await page.getByRole('button', { name: /^导入/ }).count(), 0);
	assert.deepEqual(page.problems.filter(problem => !/ERR_ABORTED/.test(problem)), []);	// a download is no page
});

test('headings nobody knows are mapped by hand, on a phone and without scripts', async () => {
	const page = await atWork(hire({ role: 'county', unit: county }), { size: sizes.phone, scripts: false });
	const foreign = ['甲', '乙', '丙', '丁', '戊', '己'];
	const source = `台账${Date.now()}`;
	await bring(page, source, 'foreign.csv', csv([{ 甲: '张小明', 乙: newIdNumber(), 丙: school.name, 丁: '小学', 戊: '3', 己: '低保' }], foreign));
	await settled(page);
	await page.getByRole('heading', { name: '哪一列是什么' }).waitFor();
	for (const [field, heading] of [['身份证号', '2. 乙'], ['姓名或名称', '1. 甲'], ['学校', '3. 丙'], ['学段', '4. 丁'], ['年级', '5. 戊'], ['困难类型', '6. 己']])
		await page.getByLabel(field, { exact: true }).selectOption({ label: heading });
	await shoot(page, 'import-mapping');
	await button(page, '按这样检查').click();
	await settled(page);
	await button(page, '导入这 1 行').waitFor();
});
