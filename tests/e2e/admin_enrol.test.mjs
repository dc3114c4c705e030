// The first sign-in of a member of staff, as a person does it: on a phone and at a desk, with and without scripts, by keyboard, enlarged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query } from '../client/database.mjs';
import { codeOf, grantRole, hire, unitOf } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, site, sizes, visitor } from './browser.mjs';

const fresh = '沂蒙山 高 沂水 长 风光 好';
const novice = () => hire({ role: 'county', unit: unitOf('county'), name: '李明', enrolled: false, password: 'first password given' });
const open = (page, path = '/') => page.goto(`${site.admin}${path}`);

const good = async (page, what) => {
	await assertAccessible(page, what);
	await assertNoSideScroll(page, what);
	await assertTappable(page, what);
	await shoot(page, `admin-${what}`);
};

const signIn = async (page, person, code = '') => {
	await page.getByLabel('用户名').fill(person.login);
	await page.getByLabel('密码', { exact: true }).fill(person.password);
	await page.getByLabel('动态验证码').fill(code);
	await page.getByRole('button', { name: '登录', exact: true }).click();
};

const secretShown = async page => (await page.locator('p.ym-secret').innerText()).replace(/\s/g, '');

test('first sign-in with enrolment, to the first page and out again', async () => {
	const person = novice();
	const page = await visitor({ size: sizes.phone });
	await open(page);
	await page.waitForURL(/\/sign-in/);
	await good(page, 'sign-in');
	await signIn(page, { ...person, password: 'not the right one' });
	await page.getByRole('heading', { name: '没有登录成功' }).waitFor();
	assert.equal(await page.getByLabel('用户名').inputValue(), person.login);
	assert.equal(await page.getByLabel('密码', { exact: true }).inputValue(), '');
	assert.ok(await page.locator('.ym-summary').evaluate(element => element === document.activeElement), 'what is wrong is read first');
	await good(page, 'sign-in-refused');

	query('DELETE FROM sign_in_delay');
	await signIn(page, person);
	await page.waitForURL(/\/enrol$/);
	await good(page, 'enrol');
	const secret = await secretShown(page);
	await page.getByLabel('新密码', { exact: true }).fill('short');
	await page.getByLabel('再输一遍新密码').fill('other');
	await page.getByLabel('最后，输入验证器上现在显示的 6 位数字').fill('000000');
	await page.getByRole('button', { name: '完成绑定' }).click();
	await page.locator('.ym-summary').waitFor();
	await good(page, 'enrol-faults');
	assert.equal(await secretShown(page), secret);

	await page.getByLabel('新密码', { exact: true }).fill(fresh);
	await page.getByLabel('再输一遍新密码').fill(fresh);
	await page.getByLabel('最后，输入验证器上现在显示的 6 位数字').fill(codeOf(secret));
	await page.getByRole('button', { name: '完成绑定' }).click();
	await page.getByRole('heading', { name: '绑定好了。请收好这些恢复码' }).waitFor();
	await good(page, 'recovery');
	const codes = await page.locator('li.ym-secret').allInnerTexts();
	assert.equal(codes.length, 10);

	await page.getByRole('link', { name: '已经收好，开始工作' }).click();
	await page.getByRole('heading', { name: '工作台' }).waitFor();
	await good(page, 'home');
	await page.locator('.ym-who summary').click();
	await page.getByRole('button', { name: '退出登录' }).click();
	await page.getByText('已退出登录。').waitFor();

	query('DELETE FROM sign_in_delay');
	await signIn(page, { ...person, password: fresh }, codes[0]);
	await page.getByText('这个恢复码已经作废').waitFor();
	assert.deepEqual(page.problems, []);
});

test('the same without scripts', async () => {
	const person = novice();
	const page = await visitor({ size: sizes.desk, scripts: false });
	await open(page, '/sign-in');
	await signIn(page, person);
	const secret = await secretShown(page);
	await page.getByLabel('新密码', { exact: true }).fill(fresh);
	await page.getByLabel('再输一遍新密码').fill(fresh);
	await page.getByLabel('最后，输入验证器上现在显示的 6 位数字').fill(codeOf(secret));
	await page.getByRole('button', { name: '完成绑定' }).click();
	await page.getByRole('link', { name: '已经收好，开始工作' }).click();
	await page.getByRole('heading', { name: '工作台' }).waitFor();
	assert.equal(await page.locator('[data-ym]:visible').count(), 0, 'no button that does nothing');
});

test('by keyboard alone, and on a phone the menu comes out by its link', async () => {
	const person = hire({ role: 'city', name: '王芳' });
	const page = await visitor({ size: sizes.phone });
	await open(page, '/sign-in');
	await page.getByLabel('用户名').focus();
	await page.keyboard.type(person.login);
	await page.keyboard.press('Tab');
	await page.keyboard.type(person.password);
	await page.keyboard.press('Tab');
	await page.keyboard.type(codeOf(person.secret));
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: '工作台' }).waitFor();
	const menu = page.getByRole('navigation', { name: '栏目' });
	assert.ok(!await menu.isVisible());
	await page.getByRole('link', { name: '菜单' }).focus();
	await page.keyboard.press('Enter');
	await menu.waitFor();
	await good(page, 'menu');
	await page.keyboard.press('Tab');
	assert.ok(await menu.evaluate(element => element.contains(document.activeElement)), 'the menu is next');
	await menu.getByRole('link', { name: '募捐项目' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: '募捐项目' }).waitFor();
	assert.equal(await page.locator('.ym-menu a[aria-current=true]').count(), 1);
});

test("one's own pages: for everyone, at every size, in both languages", async () => {
	const person = hire({ role: 'city', name: '王芳' });
	grantRole(person, 'county');
	const page = await visitor({ size: sizes.desk });
	await open(page, '/sign-in');
	await signIn(page, person, codeOf(person.secret));
	await page.getByRole('heading', { name: '工作台' }).waitFor();
	for (const path of ['/', '/sessions', '/password', '/acting', '/second-factor', '/nowhere']) {
		for (const size of [sizes.desk, sizes.phone, sizes.narrow]) {
			await page.setViewportSize(size);
			await open(page, path);
			await good(page, `own${path.replace('/', '-')}`);
		}
		// 200 % zoom is half the room; large text on top of it.
		await page.setViewportSize({ width: 640, height: 450 });
		await page.evaluate(() => document.documentElement.classList.add('ym-large'));
		await assertNoSideScroll(page, `${path} enlarged`);
	}
	await open(page, '/acting?language=en');
	assert.equal(await page.locator('html').getAttribute('lang'), 'en');
	await assertAccessible(page, 'in English');
	assert.deepEqual(page.problems.filter(problem => !problem.includes('nowhere')), []);
});
