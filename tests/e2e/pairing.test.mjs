// A family and a child find each other: come forward, be checked, accept three times, meet, and part. Family, guardian and staff each at
// a browser of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query } from '../client/database.mjs';
import { codeTo, newIdNumber, newTelephone } from '../client/family.mjs';
import { plantStudent, secretsOf } from '../client/pairing.mjs';
import { hire, unitOf } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, shoot, site, sizes, visitor } from './browser.mjs';
import { atWork, openDesk } from './office.mjs';

const day = offset => new Date(Date.now() + 8 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const words = page => page.locator('main').innerText();

// A village where nobody else lives, so that the child's is the only door within a kilometre.
const quietVillage = () => {
	const [[code, village, township, county]] = query(`SELECT v.code, v.name, t.name, c.name FROM division v
		JOIN division t ON t.code = v.parent_code JOIN division c ON c.code = t.parent_code
		JOIN unit u ON u.kind = 'township' AND u.code = t.code
		WHERE v.level = 'village' AND v.code NOT IN (SELECT home_code FROM pairing_student UNION SELECT home_code FROM family)
		AND EXISTS (SELECT 1 FROM unit s WHERE s.kind = 'school' AND s.parent_id = u.id) ORDER BY v.code DESC LIMIT 1`);
	return { code, village, township, county };
};

const proveTelephone = async (page, telephone) => {
	await page.getByLabel('手机号').fill(telephone);
	await button(page, '发送验证码').click();
	await page.waitForURL(/\/code$/);
	await page.getByLabel('验证码').fill(await codeTo(telephone));
	await page.locator('main form').first().getByRole('button').first().click();
};

const look = async (page, name) => {
	await assertAccessible(page, name);
	await assertNoSideScroll(page, name);
	await shoot(page, `pairing-${name}`);
};

const comeForward = async (page, place, telephone) => {
	await page.goto(`${site.match}/`);
	await page.locator('main a[href$="/apply"]').first().click();
	await proveTelephone(page, telephone);
	await page.waitForURL(/\/apply\/home/);
	await page.getByRole('link', { name: place.county, exact: true }).click();
	await page.getByRole('link', { name: place.township, exact: true }).click();
	await button(page, place.village).click();
	await page.waitForURL(/\/apply\/form$/);
	await page.locator('#name_1').fill('刘志远');
	await page.locator('#id_number_1').fill('37139919900230100X');	// no such day
	await page.getByLabel('详细住址').fill('示例路 8 号');
	await page.getByLabel('辅导功课').check();
	await page.getByLabel('周末').check();
	await page.getByLabel(/愿意走多远/).fill('1');
	await page.getByLabel(/我已读完/).check();
	await button(page, '提交报名').click();
	await page.getByRole('alert').waitFor();
	assert.match(await words(page), /身份证号/);
	await page.locator('#id_number_1').fill(newIdNumber());
	await button(page, '提交报名').click();
	await page.waitForURL(/\/match\/mine$/);
};

const asGuardian = async telephone => {
	const page = await visitor();
	await page.goto(`${site.match}/guardian`);
	await proveTelephone(page, telephone);
	await page.waitForURL(/\/guardian\/children$/);
	return page;
};

// A step that is opened by its name and confirmed by a button of the same name.
const decide = async (page, name, fill) => {
	const step = page.locator('details').filter({ has: page.locator('summary', { hasText: new RegExp(`^\\s*${name}\\s*$`) }) });
	await step.locator('summary').first().click();
	await fill?.(step);
	await step.getByRole('button', { name }).click();
	await page.waitForLoadState();
};

const noteCheck = async (page, item) => {
	await page.locator('summary').filter({ hasText: '记一项审核' }).click();
	const form = page.locator('form[action$="/checks"]');
	await form.getByLabel('审核项目').selectOption({ index: item });
	await form.getByLabel('结果').selectOption({ label: '通过' });
	await form.getByLabel('核查日期').fill(day(0));
	await button(form, '记下').click();
	await page.waitForURL(/said=/);
};

test('from coming forward to a goodbye, three browsers side by side', async () => {
	const place = quietVillage(), telephone = newTelephone();
	const township = unitOf('township', `code = '${place.code.slice(0, 9)}'`);
	const county = unitOf('county', `code = '${place.code.slice(0, 6)}'`);
	const school = unitOf('school', `parent_id = ${township.id}`);
	const student = plantStudent({ school, home: place.code, agreed: false, open: false });
	const desk = { size: sizes.desk };
	const clerk = await atWork(hire({ role: 'township', unit: township }), desk);
	const officer = await atWork(hire({ role: 'county', unit: county }), desk);
	const teacher = await atWork(hire({ role: 'school', unit: school }), desk);
	const family = await visitor();

	await comeForward(family, place, telephone);
	await look(family, 'application');
	assert.match(await words(family), /已收到|已报名|等待|受理/);

	const [[code]] = query('SELECT code FROM family ORDER BY id DESC LIMIT 1');
	await openDesk(clerk, '/families');
	await clerk.getByRole('link', { name: code }).click();
	await decide(clerk, '受理');
	for (let item = 1; item <= 6; item++)
		await noteCheck(clerk, item);
	await look(clerk, 'vetted');

	const guardian = await asGuardian(student.telephone);
	await look(guardian, 'guardian-asked');
	await guardian.getByLabel(/我是孩子的监护人/).check();
	await button(guardian, '同意').click();
	await openDesk(teacher, `/pairing-students/${student.code}`);
	await look(teacher, 'student');
	await openDesk(officer, `/pairing-students/${student.code}`);
	await decide(officer, '开放结对');

	await openDesk(officer, `/families/${code}`);
	await decide(officer, '批准');
	await family.goto(`${site.match}/pairs`);
	await family.locator('main a[href*="/pairs/"]').first().click();
	await look(family, 'proposed');
	const pair = new URL(family.url()).pathname.split('/').at(-1);
	const shown = await family.content();
	for (const secret of secretsOf(student))
		assert.ok(!shown.includes(secret), 'nothing of the child before the pair allows it');
	await button(family, '我家愿意结对').click();
	await family.waitForLoadState();

	await guardian.goto(`${site.match}/guardian/pairs/${pair}`);
	await look(guardian, 'guardian-answers');
	await button(guardian, '愿意和这户家庭结对').click();
	await guardian.waitForLoadState();
	await openDesk(teacher, `/pairs/${pair}`);
	await decide(teacher, '学校接受');
	await openDesk(officer, `/pairs/${pair}`);
	await look(officer, 'pair-accepted');
	await decide(officer, '审批');
	await decide(officer, '开始结对');
	await guardian.goto(`${site.match}/guardian/pairs/${pair}`);
	await guardian.locator('form[action$="/release"]').first().getByRole('button').click();	// the first field: the name
	await guardian.waitForLoadState();
	await look(guardian, 'guardian-released');
	await family.goto(`${site.match}/pairs/${pair}`);
	await look(family, 'active');
	const known = await family.content();
	assert.ok(known.includes(student.name) && !known.includes(student.telephone) && !known.includes(school.name));

	await family.getByRole('link', { name: '探访', exact: true }).click();
	await family.getByLabel('哪一天').fill(day(3));
	await family.locator('label', { hasText: /^上午$/ }).click();
	await family.locator('label', { hasText: /^学校$/ }).click();
	await family.locator('label', { hasText: /^老师$/ }).click();
	await button(family, '约好').click();
	await family.waitForLoadState();
	await look(family, 'visits');
	assert.ok(!/请改正/.test(await words(family)), await words(family));

	await family.goto(`${site.match}/pairs/${pair}/messages`);
	await family.getByLabel('写信').fill('小朋友你好，阿姨的电话是一三八 0000 0000，加微信也行。');
	await button(family, '交给学校').click();
	await family.getByRole('alert').waitFor();
	await look(family, 'message-caught');
	assert.match(await words(family), /电话/);
	await family.getByLabel('写信').fill('小朋友你好，听说你喜欢看书，周末我们带两本来。');
	await button(family, '交给学校').click();
	await family.waitForLoadState();
	await openDesk(teacher, '/pair-messages');
	await look(teacher, 'moderation');
	await teacher.getByRole('button', { name: /^转交/ }).first().click();
	await teacher.waitForLoadState();
	await guardian.goto(`${site.match}/guardian/pairs/${pair}/messages`);
	assert.match(await words(guardian), /喜欢看书/);
	await look(guardian, 'guardian-letters');

	await family.goto(`${site.match}/pairs/${pair}`);
	await family.locator('summary').filter({ hasText: '暂停或者结束' }).click();
	await button(family, '提出结束').click();
	await family.waitForLoadState();
	await openDesk(teacher, `/pairs/${pair}`);
	await decide(teacher, '结束结对', async step => {
		await step.getByLabel(/因为/).selectOption('completed');
	});
	await family.goto(`${site.match}/pairs/${pair}`);
	await look(family, 'ended');
	const after = await family.content();
	for (const secret of secretsOf(student))
		assert.ok(!after.includes(secret), 'and nothing after it ended');
});
