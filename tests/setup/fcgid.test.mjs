// mod_fcgid starts the program by itself: the list, a campaign, a form and a fragment come out of it.
import assert from 'node:assert/strict';
import test from 'node:test';

const mount = `${process.env.YM_URL}${process.env.YM_PREFIX}/pledge`;

async function page(path) {
	const answer = await fetch(mount + path);
	assert.equal(answer.status, 200, path);
	return answer.text();
}

test('the list shows campaigns that open', async () => {
	const link = (await page('/')).match(/campaigns\/[0-9]+/);
	assert.ok(link, 'no campaign in the list');
	assert.match(await page(`/${link[0]}`), new RegExp(`${link[0]}/pledge`));
	assert.match(await page(`/${link[0]}/pledge`), /name="form_token"/);
});

test('fragments are plain ASCII', async () => {
	const text = await page('/fragments/totals');
	assert.match(text, /ym-fragment/);
	assert.match(text, /^[\x00-\x7f]*$/);
});

test('an unknown campaign is the program\'s own 404', async () => {
	const answer = await fetch(`${mount}/campaigns/999999999`);
	assert.equal(answer.status, 404);
	await answer.arrayBuffer();
});

test('the match program is started, too', async () => {
	const answer = await fetch(`${process.env.YM_URL}${process.env.YM_PREFIX}/match/`);
	assert.equal(answer.status, 200);
	assert.match(await answer.text(), /ym-promise/);
});

test('the aid program is started, too', async () => {
	const answer = await fetch(`${process.env.YM_URL}${process.env.YM_PREFIX}/aid/`);
	assert.equal(answer.status, 200);
	assert.match(await answer.text(), /id="where"/);
});

test('the staff program is started, too', async () => {
	const answer = await fetch(`${process.env.YM_URL}${process.env.YM_PREFIX}/admin/sign-in`);
	assert.equal(answer.status, 200);
	assert.match(await answer.text(), /name="form_token"/);
});
