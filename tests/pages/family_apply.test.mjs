// Coming forward and signing in: the good way, every field's bad input, twice the same form, what a stranger learns (nothing).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encoded, filled } from '../client/browser.mjs';
import { literal, number, query } from '../client/database.mjs';
import { codeTo, comeForward, goodFields, newIdNumber, newTelephone, openApplication, paths, signIn, village, visitor, withCheck } from '../client/family.mjs';
import { byClass, formOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';

const families = () => number('SELECT COUNT(*) FROM family');
const familyOf = code => query(`SELECT f.state, f.home_code, f.offers, f.available, f.travel_km, f.capacity, u.path = f.path, f.language,
	(SELECT COUNT(*) FROM family_adult a WHERE a.family_id = f.id AND a.left_at IS NULL), f.name_sealed IS NOT NULL, LENGTH(f.telephone_index)
	FROM family f JOIN unit u ON u.id = f.unit_id WHERE f.code = ${literal(code)}`)[0];
const faultsOf = html => {
	const [summary] = byClass(html, 'div', 'ym-summary');
	return summary === undefined ? [] : [...summary.inner.matchAll(/<li[^>]*>([^]*?)<\/li>/g)].map(([, inner]) => wordsOf(inner));
};
const signInCookie = browser => browser.cookies.get('__Secure-ym-match')?.value;

describe('coming forward', () => {
	test('by telephone, home and form makes a family that is signed in, its consent and a trail', async () => {
		const [home] = village();
		const { browser, code, telephone, fields } = await comeForward({ company: '1', holiday: '1', words: '家里有一个上大学的女儿', name_2: '李 明',
			id_number_2: newIdNumber('19700203'), relation_2: 'spouse', capacity: '2' }, { home });
		assert.deepEqual(familyOf(code), ['applied', home, 'tutoring,company', 'weekend,holiday', '20', '2', '1', 'zh', '2', '1', '32']);
		assert.equal(number(`SELECT COUNT(*) FROM consent c JOIN policy_text t ON t.id = c.text_id WHERE c.subject = 'family:${code}' AND t.purpose = 'volunteering' AND t.kind = 'consent' AND c.given_by = 'self' AND c.channel = 'telephone_code'`), 1);
		assert.equal(number(`SELECT COUNT(*) FROM notice WHERE subject = 'family:${code}'`), 1);
		assert.deepEqual(query(`SELECT action FROM audit_event WHERE subject = 'family:${code}' ORDER BY seq`).flat(),
			['family_apply', 'consent_give', 'notice_give', 'family_sign_in']);
		const trail = JSON.stringify(query(`SELECT reason, detail FROM audit_event WHERE subject = 'family:${code}'`));
		for (const personal of [telephone, fields.id_number_1, fields.name_1, fields.address])
			assert.ok(!trail.includes(personal), 'nothing personal in the trail');
		assert.equal((await browser.get(paths.mine)).status, 200);
	});

	test('takes ID numbers as people type them', async () => {
		let number_1;
		do
			number_1 = newIdNumber();
		while (!number_1.endsWith('X'));
		const wide = number_1.toLowerCase().replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)));
		const { code } = await comeForward({ id_number_1: ` ${wide.slice(0, 6)} ${wide.slice(6)} ` });
		assert.equal(familyOf(code)[0], 'applied');
	});

	test('answers a telephone that has a live family with that family', async () => {
		const { telephone, code } = await comeForward();
		const browser = visitor();
		await query(`UPDATE telephone_code SET sent_at = sent_at - INTERVAL 2 MINUTE`);
		const sent = await browser.submit(await browser.form(paths.apply, /\/apply$/), { telephone });
		const answer = await browser.submit(formOf((await browser.follow(sent)).html, /\/apply\/code$/), { code: await codeTo(telephone) });
		assert.equal(answer.headers.location, paths.mine);
		assert.ok((await browser.get(paths.mine)).html.includes(code));
	});

	test('of the same form twice makes one family; of other words none', async () => {
		const application = await openApplication();
		const fields = goodFields();
		const cookies = new Map(application.browser.cookies);
		const before = families();
		const first = await application.browser.submit(application.form, fields);
		assert.equal(first.headers.location, paths.mine);
		application.browser.cookies = new Map(cookies);
		const again = await application.browser.submit(application.form, fields);
		assert.equal(again.headers.location, paths.mine);
		assert.equal(families(), before + 1);
		application.browser.cookies = new Map(cookies);
		const other = await application.browser.submit(application.form, { ...fields, travel_km: '21' });
		assert.equal(other.status, 409);
		assert.equal(families(), before + 1);
	});

	test('of eight identical forms at once makes one family', async () => {
		const application = await openApplication();
		const body = encoded(filled(application.form, goodFields()));
		const cookie = [...application.browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
		const before = families();
		const answers = await Promise.all(Array.from({ length: 8 }, () => visitor().post(`${paths.apply}/form`, body, { Cookie: cookie })));
		for (const answer of answers)
			assert.ok(answer.status === 303 && answer.headers.location === paths.mine, `${answer.status}`);
		assert.equal(families(), before + 1);
	});
});

describe('a form with faults', () => {
	const adult = goodFields;
	const old = '371302900101002';
	const cases = {
		'no name': [{ name_1: '' }, /报名人的姓名：/],
		'a name with a tag': [{ name_1: '<b>' }, /报名人的姓名：/],
		'a name too long': [{ name_1: '王'.repeat(61) }, /报名人的姓名：太长/],
		'no ID number': [{ id_number_1: '' }, /报名人的身份证号：请填写/],
		'an old ID number': [{ id_number_1: old }, /报名人的身份证号：这是15位的旧号码/],
		'a short ID number': [{ id_number_1: '37130219000101000' }, /报名人的身份证号：身份证号是18位/],
		'an ID number with a letter': [{ id_number_1: '37130219000101000A' }, /报名人的身份证号：身份证号里有不该有的字/],
		'a day that never was': [{ id_number_1: '37130219000229000X' }, /报名人的身份证号：.*没有这一天/],
		'a day to come': [{ id_number_1: '371302209912310003' }, /报名人的身份证号：.*还没有到/],
		'a wrong check character': [{ id_number_1: '371302190001010003' }, /报名人的身份证号：身份证号对不上/],
		'a minor': [{ id_number_1: withCheck('37139920150101002') }, /报名人的身份证号：不满18周岁/],
		'a second adult without relation': [{ name_2: '李明', id_number_2: newIdNumber() }, /第2位成年人和报名人的关系：/],
		'a second adult without a name': [{ id_number_2: newIdNumber(), relation_2: 'spouse' }, /第2位成年人的姓名：/],
		'a second adult without a number': [{ name_6: '李明', relation_6: 'child' }, /第6位成年人的身份证号：/],
		'a relation of our own making': [{ name_2: '李明', id_number_2: newIdNumber(), relation_2: 'cousin' }, /第2位成年人和报名人的关系：/],
		'no address': [{ address: '' }, /详细住址：/],
		'an address too long': [{ address: '路'.repeat(101) }, /详细住址：太长/],
		'nothing offered': [{ tutoring: null }, /能帮什么：/],
		'no time': [{ weekend: null }, /什么时候有空：/],
		'no distance': [{ travel_km: '' }, /愿意走多远：/],
		'a distance of nothing': [{ travel_km: '0' }, /愿意走多远：数字太小/],
		'a distance around the earth': [{ travel_km: '40000' }, /愿意走多远：数字太大/],
		'a distance in words': [{ travel_km: '很远' }, /愿意走多远：请只写一个整数/],
		'three students': [{ capacity: '3' }, /愿意和几名学生结对：/],
		'no students': [{ capacity: null }, /愿意和几名学生结对：/],
		'too many words': [{ words: '好'.repeat(501) }, /想说的话：太长/],
		'no consent': [{ agreed: null }, /同意书：/],
		'the consent to another text': [{ text_id: '999999' }, /同意书：同意书刚刚有了新的版本/],
	};
	test('is shown again with the field named, what was typed is kept, nothing is stored', async () => {
		const application = await openApplication();
		const before = families();
		for (const [name, [changes, words]] of Object.entries(cases)) {
			const typed = { words: '', ...adult(), ...changes };
			const answer = await application.browser.submit(application.form, typed);
			assert.equal(answer.status, 422, `${name}: ${answer.status}`);
			const said = faultsOf(answer.html);
			assert.ok(said.length === 1 && words.test(said[0]), `${name}: ${said.join(' | ')}`);
			application.form = formOf(answer.html, /\/apply\/form$/);
			for (const [field, value] of Object.entries(typed))
				if (value !== null && !['capacity', 'relation_2'].includes(field) && field !== 'text_id')
					assert.equal(application.form.get(field), value, `${name}: ${field} is kept`);
			for (const [field, value] of [['tutoring', '1'], ['weekend', '1'], ['capacity', '1'], ['agreed', '1']])
				application.form.values = application.form.values.filter(([key]) => key !== field).concat(field in changes ? [] : [[field, value]]);
			application.form.values = application.form.values.filter(([key]) => !/_[2-6]$/.test(key) && !['tutoring', 'weekend', 'capacity', 'agreed'].includes(key));
		}
		assert.equal(families(), before);
	});

	test('says all of it at once', async () => {
		const application = await openApplication();
		const number_1 = newIdNumber();
		const answer = await application.browser.submit(application.form, { name_1: '', id_number_1: number_1, name_2: '李明', id_number_2: number_1,
			address: '', travel_km: 'x' });
		assert.equal(answer.status, 422);
		const said = faultsOf(answer.html).join(' | ');
		for (const words of [/报名人的姓名/, /第2位成年人和报名人的关系/, /第2位成年人的身份证号：这个身份证号上面已经写过了/, /能帮什么/, /什么时候有空/, /同意书/, /详细住址/, /愿意走多远/])
			assert.match(said, words);
	});

	test('does not tell in whose family an ID number is', async () => {
		const there = await comeForward();
		const application = await openApplication();
		const answer = await application.browser.submit(application.form, { ...goodFields(), id_number_1: there.fields.id_number_1 });
		assert.equal(answer.status, 422);
		assert.match(faultsOf(answer.html)[0], /请带上各位成年人的身份证，到乡镇（街道）办理/);
		for (const word of [there.code, there.telephone, there.telephone.slice(-4), '王秀英'])
			assert.equal(answer.html.split(word).length - 1, word === '王秀英' ? 1 : 0, word);
	});

	test('with a number that is known is told to come in person, and which number or whether any is not said', async () => {
		const there = await comeForward(), application = await openApplication(), before = families();
		const known = there.fields.id_number_1, counted = () => number(`SELECT COALESCE(SUM(failures), 0) FROM attempt WHERE kind = 'family.known'`);
		const send = changes => application.browser.submit(application.form, { ...goodFields(), name_2: '李明', relation_2: 'spouse', ...changes });
		const start = counted();
		const half = await send({ id_number_2: known, name_2: '' });
		assert.equal(half.status, 422);
		assert.ok(faultsOf(half.html).length > 0 && !/到乡镇（街道）办理/.test(faultsOf(half.html).join()), 'half a form asks nothing');
		assert.equal(counted(), start);
		const answers = [];
		for (const changes of [{ id_number_1: known, id_number_2: newIdNumber('19700203') }, { id_number_2: known }, { id_number_2: known }])
			answers.push(await send(changes));
		assert.equal(counted(), start + 3, 'the count outlives the refusal');
		answers.push(await send({ id_number_2: newIdNumber('19700203') }));
		for (const { status, html } of answers) {
			assert.equal(status, 422);
			assert.deepEqual(faultsOf(html), faultsOf(answers[0].html), 'the same words whichever number it is, and after three for any');
			assert.ok(html.includes('id="id_number_1-error"') && !html.includes('id="id_number_2-error"'));
		}
		assert.equal(families(), before);
		query(`DELETE FROM attempt WHERE kind LIKE 'family.known%'`);
		assert.equal((await send({ id_number_2: newIdNumber('19700203') })).status, 303, 'an honest family goes on later');
	});

	test('that a browser does not send is refused whole', async () => {
		const application = await openApplication();
		const before = families();
		const sent = [
			[{ ...goodFields(), surname: 'x' }, 400, /surname/],
			[{ ...goodFields(), address: 'a\0b' }, 400, /./],
			[{ ...goodFields(), tutoring: 'yes' }, 400, /tutoring/],
			[{ ...goodFields(), website: 'https://spam.example' }, 403, /./],
		];
		for (const [changes, status, words] of sent) {
			const answer = await application.browser.submit(application.form, changes);
			assert.equal(answer.status, status, JSON.stringify(changes));
			assert.match(answer.html, words);
		}
		const twice = `${encoded(filled(application.form, goodFields()))}&address=b`;
		assert.equal((await application.browser.post(`${paths.apply}/form`, twice)).status, 400);
		const foreign = await application.browser.submit(application.form, { ...goodFields(), form_token: 'x' });
		assert.equal(foreign.status, 403);
		const elsewhere = await application.browser.submit(application.form, goodFields(), { Origin: 'https://evil.example' });
		assert.equal(elsewhere.status, 403);
		assert.equal(families(), before);
	});
});

describe('the steps before the form', () => {
	test('cannot be left out', async () => {
		const browser = visitor();
		assert.equal((await browser.get(`${paths.apply}/form`)).headers.location, paths.apply);
		assert.equal((await browser.get(`${paths.apply}/home`)).headers.location, paths.apply);
		assert.equal((await browser.get(`${paths.apply}/code`)).headers.location, paths.apply);
	});
	test('want a telephone, and a code of six digits', async () => {
		const browser = visitor();
		for (const telephone of ['', '123', '<b>', 'a'.repeat(300)]) {
			const answer = await browser.submit(await browser.form(paths.apply, /\/apply$/), { telephone });
			assert.equal(answer.status, 422, telephone);
			assert.ok(byClass(answer.html, 'p', 'ym-error-text').length === 1);
		}
		const telephone = newTelephone();
		await browser.submit(await browser.form(paths.apply, /\/apply$/), { telephone });
		const wrong = String((Number(await codeTo(telephone)) + 1) % 1e6).padStart(6, '0');
		for (const code of ['', '12345', 'abcdef', wrong]) {
			const answer = await browser.submit(await browser.form(`${paths.apply}/code`, /\/apply\/code$/), { code });
			assert.equal(answer.status, 422, code);
		}
		assert.equal(number('SELECT COUNT(*) FROM telephone_code WHERE purpose = \'family_apply\' AND tries = 1 ORDER BY id DESC LIMIT 1') > 0, true);
	});
	test('want a village or township', async () => {
		const { browser } = await openApplication();
		for (const [place, status] of [['371302', 303], ['000000', 303], ['', 422], ['../x', 422], ['9'.repeat(13), 422]]) {
			const answer = await browser.submit(await browser.form(`${paths.apply}/home?place=371302001`, /\/apply\/home$/), { place });
			assert.ok(answer.status === status && answer.headers.location !== `${paths.apply}/form`, `${place}: ${answer.status}`);
		}
		assert.equal((await browser.get(`${paths.apply}/home?place=999999`)).status, 404);
		assert.equal((await browser.get(`${paths.apply}/home?place=%3Cb%3E`)).status, 400);
	});
	test('answer other methods with what they take', async () => {
		const browser = visitor();
		for (const path of [`${paths.apply}/form`, paths.apply, paths.signIn]) {
			const answer = await browser.send('PUT', path);
			assert.ok(answer.status === 405 || answer.status === 501, `${answer.status}`);
		}
		assert.equal((await browser.get(`${site.match}/sign-out`)).status, 405);
	});
});

describe('signing in', () => {
	test('by a code opens the family, with a new token; signing out closes it', async () => {
		const { telephone, code, browser: first } = await comeForward();
		query('UPDATE telephone_code SET sent_at = sent_at - INTERVAL 2 MINUTE');
		const browser = visitor();
		await browser.get(paths.signIn);
		const anonymous = signInCookie(browser);
		const { answer } = await signIn(telephone, browser);
		assert.equal(answer.headers.location, paths.mine);
		assert.notEqual(signInCookie(browser), anonymous);
		const page = await browser.get(paths.mine);
		assert.ok(page.html.includes(code) && /no-store/.test(page.headers['cache-control']));
		assert.equal(query(`SELECT COUNT(*) FROM family_session WHERE HEX(token_digest) = HEX(${literal(signInCookie(browser))})`)[0][0], '0', 'the token itself is not stored');
		const kept = new Map(browser.cookies);
		const left = await browser.submit(formOf(page.html, /\/sign-out$/));
		assert.equal(left.status, 303);
		assert.match((await browser.get(paths.mine)).headers.location, /\/sign-in\?next=/);
		browser.cookies = kept;
		assert.equal((await browser.get(paths.mine)).status, 303, 'nor with the old cookie');
		assert.equal((await first.get(paths.mine)).status, 200, 'another device stays signed in');
	});

	test('leads back to where one was going, within the program', async () => {
		const { telephone } = await comeForward();
		for (const [next, wanted] of [['/mine/adults', `${paths.mine}/adults`], ['//evil.example', paths.mine], ['https://evil.example/', paths.mine]]) {
			query('UPDATE telephone_code SET sent_at = sent_at - INTERVAL 2 MINUTE');
			const browser = visitor();
			const form = await browser.form(`${paths.signIn}?next=${encodeURIComponent(next)}`, /\/sign-in$/);
			await browser.submit(form, { telephone });
			const answer = await browser.submit(await browser.form(`${paths.signIn}/code`, /\/code$/), { code: await codeTo(telephone) });
			assert.equal(answer.headers.location, wanted, next);
		}
	});

	test('of a number that never came forward is answered alike, and sends nothing', async () => {
		const { telephone } = await comeForward();
		query('UPDATE telephone_code SET sent_at = sent_at - INTERVAL 2 MINUTE');
		const unknown = newTelephone();
		const pages = [];
		for (const asked of [telephone, unknown]) {
			const browser = visitor();
			const answer = await browser.submit(await browser.form(paths.signIn, /\/sign-in$/), { telephone: asked });
			assert.equal(answer.headers.location, `${paths.signIn}/code`);
			pages.push(wordsOf((await browser.follow(answer)).html).replaceAll(/\d{3}\*+\d{4}/g, ''));
			const missed = await browser.submit(await browser.form(`${paths.signIn}/code`, /\/code$/), { code: '000000' });
			assert.equal(missed.status, 422);
			pages.push(wordsOf(missed.html).replaceAll(/\d{3}\*+\d{4}/g, ''));
		}
		assert.equal(pages[0], pages[2]);
		assert.equal(pages[1], pages[3]);
		await codeTo(telephone);
		await assert.rejects(codeTo(unknown));
	});

	test('ends after half an hour without a request, and after eight hours in any case', async () => {
		for (const change of ['seen_at = seen_at - INTERVAL 31 MINUTE', 'started_at = started_at - INTERVAL 481 MINUTE']) {
			const { browser, code } = await comeForward();
			assert.equal((await browser.get(paths.mine)).status, 200);
			query(`UPDATE family_session SET ${change} WHERE family_id = (SELECT id FROM family WHERE code = ${literal(code)})`);
			assert.match((await browser.get(paths.mine)).headers.location, /\/sign-in/);
		}
	});
});
