// A family's way to coming forward, over HTTP, and numbers that are valid and nobody's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, somebodyElse } from './browser.mjs';
import { query } from './database.mjs';
import { formOf, wordsOf } from './html.mjs';
import { pause, site, soon } from './site.mjs';

export const paths = {
	get apply() { return `${site.match}/apply`; },
	get signIn() { return `${site.match}/sign-in`; },
	get mine() { return `${site.match}/mine`; },
};

export const visitor = () => new Browser({ headers: somebodyElse() });

const digits = count => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0');
export const newTelephone = () => `139${digits(8)}`;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export const withCheck = first => first + '10X98765432'[[...first].reduce((sum, digit, i) => sum + Number(digit) * weights[i], 0) % 11];
// 371399 is no place's; born when it is said.
export const newIdNumber = (born = `19${60 + Math.floor(Math.random() * 39)}0${1 + Math.floor(Math.random() * 9)}1${Math.floor(Math.random() * 9)}`) =>
	withCheck(`371399${born}${digits(3)}`);

// The code of the newest SMS to that number, that nobody asked for before.
const given = new Map();
export const codeTo = async telephone => {
	for (const until = Date.now() + soon; Date.now() < until; await pause(50)) {
		let lines = [];
		try {
			lines = readFileSync(join(site.mailbox, 'messages.jsonl'), 'utf8').trim().split('\n').filter(Boolean).map(line => JSON.parse(line));
		} catch {
			// none yet
		}
		const sent = lines.filter(message => message.to === telephone && /\d{6}/.test(message.text));
		if (sent.length > (given.get(telephone) ?? 0)) {
			given.set(telephone, sent.length);
			return sent.at(-1).text.match(/\d{6}/)[0];
		}
	}
	throw new Error('no SMS came');
};

// A village with all that lies above it.
export const village = () => query(`SELECT d.code, d.parent_code, LEFT(d.code, 6) FROM division d WHERE d.level = 'village' ORDER BY RAND() LIMIT 1`)[0];

// As far as the form: the telephone proved, the home chosen.
export const openApplication = async ({ telephone = newTelephone(), home = village()[0], browser = visitor() } = {}) => {
	let answer = await browser.submit(await browser.form(paths.apply, /\/apply$/), { telephone });
	assert.equal(answer.headers.location, `${paths.apply}/code`, wordsOf(answer.html));
	answer = await browser.submit(formOf((await browser.follow(answer)).html, /\/apply\/code$/), { code: await codeTo(telephone) });
	assert.equal(answer.headers.location, `${paths.apply}/home`, wordsOf(answer.html));
	answer = await browser.submit(await browser.form(`${paths.apply}/home?place=${home.slice(0, 9)}`, /\/apply\/home$/), { place: home });
	assert.equal(answer.headers.location, `${paths.apply}/form`, wordsOf(answer.html));
	return { browser, telephone, home, form: formOf((await browser.follow(answer)).html, /\/apply\/form$/) };
};

export const goodFields = () => ({
	name_1: '王秀英', id_number_1: newIdNumber(), address: '示例路 1 号', tutoring: '1', weekend: '1', travel_km: '20', capacity: '1', agreed: '1',
});

// All the way: a family that came forward, signed in, with its code.
export const comeForward = async (changes = {}, opened = {}) => {
	const application = await openApplication(opened);
	const fields = { ...goodFields(), ...changes };
	const answer = await application.browser.submit(application.form, fields);
	assert.equal(answer.headers.location, paths.mine, wordsOf(answer.html).slice(0, 600));
	const [[code]] = query('SELECT code FROM family ORDER BY id DESC LIMIT 1');
	return { ...application, fields, code };
};

export const signIn = async (telephone, browser = visitor()) => {
	const sent = await browser.submit(await browser.form(paths.signIn, /\/sign-in$/), { telephone });
	assert.equal(sent.headers.location, `${paths.signIn}/code`, wordsOf(sent.html));
	const answer = await browser.submit(formOf((await browser.follow(sent)).html, /\/sign-in\/code$/), { code: await codeTo(telephone) });
	assert.equal(answer.status, 303, wordsOf(answer.html));
	return { browser, answer };
};
