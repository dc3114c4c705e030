// A form that was open for too long: shown again with what was typed, and taken then. The shortest time there is, a minute.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pledgeOf } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { plantCampaign } from '../client/planting.mjs';
import { openForm, register, send, storesNothing } from '../client/pledging.mjs';
import { programs, setSetting, startSite, stopSite, untilAnswers } from '../client/private_site.mjs';
import { pause } from '../client/site.mjs';

before(startSite);
after(stopSite);

test('a form older than its minutes stores nothing, keeps what was typed, and is taken when sent again', async () => {
	setSetting('form_minutes', 1);
	await programs.restart();
	await programs.all();
	await untilAnswers();
	const campaign = plantCampaign();
	const old = await openForm(campaign.id);
	const made = await register(campaign.id);
	const withdrawal = formOf((await made.browser.follow(made.answer)).html, /withdraw/);
	const fresh = await openForm(campaign.id);
	assert.equal((await send(fresh)).status, 303, 'within its minute it is taken');
	await pause(61000);

	const typed = { name: '王小明', telephone: '0539-8012345', message: '第一行\n第二行', visibility: 'surname', preset: '500', receipt_wanted: '1' };
	const refused = await storesNothing(campaign.id, () => send(old, typed));
	assert.equal(refused.status, 403);
	assert.match(wordsOf(refused.html), /打开得太久/);
	const again = formOf(refused.html);
	for (const [name, value] of Object.entries(typed))
		assert.equal(again.get(name), value, `${name} is kept`);
	assert.notEqual(again.get('form_token'), old.form.get('form_token'));
	assert.equal((await old.browser.submit(again)).status, 303);

	const stale = await made.browser.submit(withdrawal, { sure: '1' });
	assert.equal(stale.status, 403);
	assert.equal(pledgeOf(made.code).withdrawn, null);
	const later = formOf(stale.html, /withdraw/);
	assert.equal((await made.browser.submit(later, { sure: '1' })).status, 303);
	assert.notEqual(pledgeOf(made.code).withdrawn, null);
});
