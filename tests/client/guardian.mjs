// A guardian's way to the children, over HTTP: the telephone, the code, and whose they are.
import assert from 'node:assert/strict';
import { codeTo, visitor } from './family.mjs';
import { wordsOf } from './html.mjs';
import { site } from './site.mjs';

export const asGuardian = async telephone => {
	const browser = visitor(), guardians = `${site.match}/guardian`;
	const asked = await browser.submit(await browser.form(guardians, /\/guardian$/), { telephone });
	assert.equal(asked.headers.location, `${guardians}/code`, wordsOf(asked.html));
	const entered = await browser.submit(await browser.form(`${guardians}/code`, /\/guardian\/code$/), { code: await codeTo(telephone) });
	assert.equal(entered.headers.location, `${guardians}/children`, wordsOf(entered.html));
	return browser;
};
