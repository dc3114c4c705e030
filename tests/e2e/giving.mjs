// A giver's steps in a browser.
import { open } from './browser.mjs';

export const giver = { name: '王小明', telephone: '13953900417', lastFour: '0417' };

// The first campaign of the list, by its card.
export const openCampaign = async page => {
	await open(page);
	await page.locator('.ym-card-title a').first().click();
	await page.waitForURL(/\/campaigns\/\d+$/);
};

export const openForm = async page => {
	await openCampaign(page);
	await page.getByRole('link', { name: '我要认捐' }).click();
	await page.waitForURL(/\/campaigns\/\d+\/pledge$/);
};

// A choice is made on its words: the radio button itself is drawn over.
export const choose = (page, id) => page.locator(`label[for="${id}"]`).click();

export const submit = async page => {
	await page.getByRole('button', { name: '提交认捐意向' }).click();
	await page.waitForLoadState();
};

// All the way to a registered pledge; its code as shown.
export const pledge = async (page, { preset = '100' } = {}) => {
	await openForm(page);
	await choose(page, `preset-${preset}`);
	await page.getByLabel('姓名或单位名称').fill(giver.name);
	await page.getByLabel('电话', { exact: true }).fill(giver.telephone);
	await submit(page);
	await page.waitForURL(/\/pledges\/[0-9A-Z]{9}$/);
	return shownCode(page);
};

export const shownCode = page => page.locator('.ym-code').first().innerText();

export const codeOf = page => page.url().match(/\/pledges\/([0-9A-Z]{9})/)[1];

export const follow = async (page, code, lastFour) => {
	await open(page, '/follow');
	await page.getByLabel('查询码').fill(code);
	await page.getByLabel('电话后四位').fill(lastFour);
	await page.getByRole('button', { name: '查询', exact: true }).click();
	await page.waitForLoadState();
};
