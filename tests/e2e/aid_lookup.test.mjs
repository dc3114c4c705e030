// A mother on a phone: looks up where the application is with a code from the demonstration's mailbox, says that the money came; and once more with
// a slip. With scripts and without. Then the school's clerk, in person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query } from '../client/database.mjs';
import { codeTo, newTelephone } from '../client/family.mjs';
import { plantAward, plantChild } from '../client/lookup.mjs';
import { hire } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, shoot, site, sizes, visitor } from './browser.mjs';
import { atWork } from './office.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: true });
const words = page => page.locator('main').innerText();

const look = async (page, name) => {
	await assertAccessible(page, name);
	await assertNoSideScroll(page, name);
	await shoot(page, `aid-${name}`);
};

for (const scripts of [true, false]) {
	const how = scripts ? 'scripts' : 'scriptless';

	test(`by ID number, name and the code from the mailbox: ${how}`, async () => {
		const child = plantChild(), award = plantAward(child, 'paid', { title: '普通高中国家助学金' });
		plantAward(child, 'noticed', { title: '免学费（普通高中）', period: '2018-0' });
		const page = await visitor({ scripts });
		await page.goto(`${site.aid}/`);
		await page.locator('main a[href$="/lookup"]').click();
		if (scripts)
			await look(page, 'lookup');
		await page.getByLabel('孩子的身份证号').fill(child.idNumber.slice(0, 17) + 'Y');
		await page.getByLabel('孩子的姓名').fill(child.name);
		await button(page, '发验证码到登记的手机').click();
		await page.waitForLoadState();
		assert.match(await words(page), /身份证号里只有数字/);
		if (scripts)
			await look(page, 'lookup-wrong');
		await page.getByLabel('孩子的身份证号').fill(child.idNumber.toLowerCase());
		await button(page, '发验证码到登记的手机').click();
		await page.waitForURL(/\/lookup\/code$/);
		if (scripts)
			await look(page, 'lookup-code');
		const code = await codeTo(child.telephone);
		await page.getByLabel('验证码').fill(code === '000000' ? '000001' : '000000');
		await button(page, '查看').click();
		await page.getByRole('alert').waitFor();
		assert.match(await words(page), /没有查到[\s\S]*请带上身份证或户口本到孩子的学校/);
		if (scripts)
			await look(page, 'lookup-missed');
		await page.getByLabel('验证码').fill(code);
		await button(page, '查看').click();
		await page.waitForURL(/\/lookup\/awards$/);
		assert.match(await words(page), /张\*\*[\s\S]*普通高中国家助学金/);
		if (scripts)
			await look(page, 'lookup-awards');
		await button(page, '钱到了').click();
		await page.waitForLoadState();
		assert.equal(await button(page, '钱到了').count(), 0);
		assert.equal(query(`SELECT state FROM award WHERE id = ${award.id}`)[0][0], 'confirmed');
		await button(page, '看完了，关闭').click();
		await page.waitForURL(/\/lookup$/);
		await page.goto(`${site.aid}/lookup/awards`);
		assert.match(page.url(), /\/lookup$/);
		await page.context().close();
	});

	test(`by a slip: ${how}`, async () => {
		const child = plantChild({ telephone: null }), award = plantAward(child, 'verified', { title: '家庭经济困难寄宿生生活补助' });
		const page = await visitor({ scripts });
		await page.goto(`${site.aid}/lookup`);
		await page.getByRole('link', { name: '用回执上的编号查' }).click();
		await page.getByLabel('回执编号').fill(`${award.code.slice(0, 4)}-${award.code.slice(4).toLowerCase()}`);
		await page.getByLabel('孩子的姓名').fill(child.name);
		if (scripts)
			await look(page, 'lookup-slip');
		await button(page, '查看').click();
		await page.waitForURL(/\/lookup\/awards$/);
		assert.match(await words(page), /凭回执只看这一笔[\s\S]*家庭经济困难寄宿生生活补助/);
		await page.context().close();
	});
}

test('in person, at a desk and on a phone', async () => {
	const person = hire({ role: 'school' });
	for (const size of [sizes.desk, sizes.phone]) {
		const child = plantChild(), telephone = newTelephone();
		plantAward(child, 'applied', { title: '普通高中国家助学金' });
		const page = await atWork(person, { size });
		await page.goto(`${site.admin}/lookup`);
		await look(page, `admin-lookup-${size.width}`);
		await page.getByLabel('孩子的身份证号').fill(child.idNumber);
		await page.getByLabel('孩子的姓名').fill(child.name);
		await button(page, '查询').click();
		await page.waitForURL(/\/lookup\/child$/);
		await page.getByLabel('新手机号').fill(telephone);
		await look(page, `admin-lookup-child-${size.width}`);
		await button(page, '换成新号码').click();
		await page.waitForURL(/said=saved/);
		assert.ok((await words(page)).includes(`${telephone.slice(0, 3)}****${telephone.slice(-4)}`));
		await page.context().close();
	}
});
