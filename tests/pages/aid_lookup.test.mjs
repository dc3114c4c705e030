// Where is my application? The two ways to it, what may be typed, what is shown, and that every miss is one page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { codeTo, newIdNumber, newTelephone, visitor, withCheck } from '../client/family.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { plantAward, plantChild } from '../client/lookup.mjs';
import { newCode } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';

const paths = { number: `${site.aid}/lookup`, code: `${site.aid}/lookup/code`, slip: `${site.aid}/lookup/slip`, awards: `${site.aid}/lookup/awards`,
	leave: `${site.aid}/lookup/leave` };
const at = path => new RegExp(`${path}$`);

const ask = async (browser, id_number, name) => browser.submit(await browser.form(paths.number, at(paths.number)), { id_number, name });
const enter = async (browser, code) => ({ ...await browser.submit(await browser.form(paths.code, at(paths.code)), { code }), typed: code });
const showSlip = async (browser, slip, name) => browser.submit(await browser.form(paths.slip, at(paths.slip)), { slip, name });

const asGuardianOf = async (child, typed = child.idNumber, browser = visitor()) => {
	const asked = await ask(browser, typed, child.name);
	assert.equal(asked.headers.location, paths.code, wordsOf(asked.html));
	const entered = await enter(browser, await codeTo(child.telephone));
	assert.equal(entered.headers.location, paths.awards, wordsOf(entered.html));
	return browser;
};

const lookupsOf = child => number(`SELECT COUNT(*) FROM audit_event WHERE action = 'aid_lookup' AND subject = 'student:${child.code}'`);

describe('by ID number, name and a code to the telephone on file', () => {
	test('shows all awards of the child, and of the child only a masked name', async () => {
		const child = plantChild();
		const first = plantAward(child, 'paid', { title: '试验春季补助', period: '2018-1' });
		plantAward(child, 'applied', { title: '试验秋季补助', fen: 125050 });
		const browser = await asGuardianOf(child);
		const answer = await browser.get(paths.awards);
		const words = wordsOf(answer.html);
		assert.equal(answer.status, 200);
		assert.match(words, /张\*\*/);
		assert.match(words, /试验春季补助2018年春季/);
		assert.match(words, /试验秋季补助2018年秋季/);
		assert.match(words, /¥1,250\.50/);
		assert.match(words, new RegExp(first.code));
		for (const hidden of [child.name, child.idNumber, child.telephone, child.code, child.school.name])
			assert.ok(!answer.html.includes(hidden), 'nothing more of the child');
		assert.match(answer.headers['cache-control'], /no-store/);
	});

	test('each sight of a minor\'s record stands in the trail before it is shown', async () => {
		const child = plantChild();
		const browser = await asGuardianOf(child);
		assert.equal(lookupsOf(child), 0);
		await browser.get(paths.awards);
		await browser.get(paths.awards);
		assert.equal(lookupsOf(child), 2);
		const [[detail, outcome, path]] = query(`SELECT detail, outcome, unit_path FROM audit_event WHERE subject = 'student:${child.code}' LIMIT 1`);
		assert.deepEqual([detail, outcome, path], ['{"way":"telephone_code"}', 'seen', child.school.path]);
	});

	test('takes x and X, blanks, full width and the fifteen digits of the old form', async () => {
		const old = '371399990505';
		for (let i = 0, done = 0; done < 3; i++) {
			const sequence = String(100 + i), number18 = withCheck(`37139919${old.slice(6)}${sequence}`);
			if (done === 0 && !number18.endsWith('X'))
				continue;
			const child = plantChild({ idNumber: number18 });
			const wide = [...number18].map(letter => String.fromCodePoint(letter.codePointAt(0) + 0xfee0)).join('');
			const typed = [[number18.toLowerCase()], [` ${number18.slice(0, 6)} ${number18.slice(6, 14)} ${number18.slice(14)} `], [wide]][done][0];
			await asGuardianOf(child, typed);
			const again = plantChild({ idNumber: withCheck(`37139919${old.slice(6)}${String(500 + i)}`) });
			await asGuardianOf(again, `${old}${String(500 + i)}`);
			done++;
		}
	});

	test('takes a name with a blank between surname and given name', async () => {
		const child = plantChild();
		const browser = visitor();
		await ask(browser, child.idNumber, `${child.name[0]} ${child.name.slice(1)}`);
		assert.equal((await enter(browser, await codeTo(child.telephone))).headers.location, paths.awards);
	});

	test('the one who asks does not see or choose the telephone', async () => {
		const child = plantChild(), browser = visitor();
		const asked = await ask(browser, child.idNumber, child.name);
		const page = await browser.follow(asked);
		for (const part of [child.telephone, child.telephone.slice(-4), child.name, child.idNumber])
			assert.ok(!page.html.includes(part));
		const form = await browser.form(paths.number, at(paths.number));
		assert.equal((await browser.submit(form, { id_number: child.idNumber, name: child.name, telephone: '13900000000' })).status, 400);
		await codeTo(child.telephone);
	});

	test('the code is for this browser, once', async () => {
		const child = plantChild(), browser = visitor(), other = visitor();
		await ask(browser, child.idNumber, child.name);
		const code = await codeTo(child.telephone);
		assert.equal((await other.get(paths.code)).status, 303, 'who has not asked is led to the question');
		assert.equal((await other.get(paths.awards)).headers.location, paths.number);
		const form = await browser.form(paths.code, at(paths.code));
		assert.equal((await browser.submit(form, { code })).headers.location, paths.awards);
		assert.equal((await browser.submit(form, { code })).headers.location, paths.awards, 'two taps are one');
		const again = visitor();
		await ask(again, child.idNumber, child.name);
		assert.equal((await enter(again, code)).status, 404, 'a used code opens nothing');
	});

	test('leaving ends the sight of it', async () => {
		const child = plantChild(), browser = await asGuardianOf(child);
		const left = await browser.submit(await browser.form(paths.awards, at(paths.leave)));
		assert.equal(left.headers.location, paths.number);
		assert.equal((await browser.get(paths.awards)).headers.location, paths.number);
	});

	test('who left or was erased meanwhile is seen no more', async () => {
		const child = plantChild(), browser = await asGuardianOf(child);
		query(`UPDATE student SET left_on = '2018-01-01' WHERE id = ${child.id}`);
		assert.equal((await browser.get(paths.awards)).headers.location, paths.number);
	});
});

describe('by a slip', () => {
	test('code and name show this award and no other', async () => {
		const child = plantChild({ telephone: null }), award = plantAward(child, 'approved', { title: '试验回执补助' });
		plantAward(child, 'applied', { title: '试验别的补助' });
		for (const typed of [award.code, award.code.toLowerCase(), `${award.code.slice(0, 4)}-${award.code.slice(4, 8)} ${award.code.slice(8)}`]) {
			const browser = visitor();
			const answer = await showSlip(browser, typed, child.name);
			assert.equal(answer.headers.location, paths.awards, wordsOf(answer.html));
			const page = await browser.follow(answer);
			assert.match(wordsOf(page.html), /试验回执补助/);
			assert.doesNotMatch(page.html, /试验别的补助/);
		}
		assert.equal(query(`SELECT DISTINCT detail FROM audit_event WHERE subject = 'student:${child.code}'`)[0][0], '{"way":"slip"}');
	});
});

describe('what the family says of it', () => {
	const act = async (browser, what, award) => browser.submit(await browser.form(paths.awards, at(`/lookup/${what}`)), { award: award.code });
	const stands = award => query(`SELECT state, confirmed_at IS NOT NULL, appealed_at IS NOT NULL FROM award WHERE id = ${award.id}`)[0];

	test('that the money came: once, and in the trail', async () => {
		const child = plantChild(), award = plantAward(child, 'paid'), browser = await asGuardianOf(child);
		const form = await browser.form(paths.awards, at('/lookup/confirm'));
		for (let i = 0; i < 2; i++)
			assert.equal((await browser.submit(form, { award: award.code })).headers.location, paths.awards);
		assert.deepEqual(stands(award), ['confirmed', '1', '0']);
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE action = 'award_confirm' AND subject = 'award:${award.code}'`), 1);
	});

	test('that a decision is wrong: by a slip too', async () => {
		const child = plantChild({ telephone: null });
		const award = plantAward(child, 'applied', { refused_at: 'UTC_TIMESTAMP(6)', refusal: "'not_entitled'", refused_by: '(SELECT MIN(id) FROM account)' });
		const browser = visitor();
		await showSlip(browser, award.code, child.name);
		assert.match(wordsOf((await browser.get(paths.awards)).html), /这一笔没有批准[\s\S]*原因：条件不符合/);
		assert.equal((await act(browser, 'appeal', award)).headers.location, paths.awards);
		assert.deepEqual(stands(award), ['refused', '0', '1']);
		assert.match(wordsOf((await browser.get(paths.awards)).html), /申诉收到了/);
	});

	test('not of another child\'s, nor of another award than the slip\'s, nor without having looked', async () => {
		const child = plantChild(), own = plantAward(child, 'paid'), more = plantAward(child, 'paid'), theirs = plantAward(plantChild(), 'paid');
		const guardian = await asGuardianOf(child), holder = visitor();
		await showSlip(holder, own.code, child.name);
		const form = await guardian.form(paths.awards, at('/lookup/confirm')), slipForm = await holder.form(paths.awards, at('/lookup/confirm'));
		assert.equal((await guardian.submit(form, { award: theirs.code })).status, 404);
		assert.equal((await holder.submit(slipForm, { award: more.code })).status, 404);
		await guardian.submit(await guardian.form(paths.awards, at(paths.leave)));
		assert.equal((await guardian.submit(form, { award: own.code })).headers.location, paths.number);
		for (const award of [own, more, theirs])
			assert.equal(stands(award)[0], 'paid');
	});
});

describe('what is typed wrong', () => {
	const wrong = {
		'too short': ['3713992008050512', /身份证号是18位/], 'fifteen digits of no day': ['371399990230100', /出生日期不对/],
		'no such day': [withCheck('37139920080230100'), /出生日期不对/], 'the future': [withCheck('37139920990505100'), /还没有到/],
		'a letter': ['37139920080505A123', /只有数字/], 'too long for any': ['3'.repeat(41), /太长/], 'empty': ['', /请填写孩子的身份证号/],
		'another check character': [((number18) => number18.slice(0, 17) + (number18[17] === '1' ? '2' : '1'))(newIdNumber('20080505')), /有一位写错了/],
	};

	for (const [what, [typed, words]] of Object.entries(wrong))
		test(`ID number: ${what}`, async () => {
			const browser = visitor(), before = number('SELECT COUNT(*) FROM telephone_code');
			const answer = await ask(browser, typed, '张三');
			assert.equal(answer.status, 422);
			assert.match(wordsOf(answer.html), words);
			assert.match(answer.html, /aria-invalid="true"[^>]*|id="id_number-error"/);
			assert.equal(number('SELECT COUNT(*) FROM telephone_code'), before, 'nothing was done');
			assert.equal(formOf(answer.html, at(paths.number)).get('id_number'), typed, 'what was typed is still there');
		});

	test('name: empty, too long, with signs', async () => {
		for (const [name, words] of [['', /请填写孩子的姓名/], ['张'.repeat(61), /太长了，最多60个字/], ['张<三>', /不能使用的符号/]]) {
			const answer = await ask(visitor(), newIdNumber('20080505'), name);
			assert.equal(answer.status, 422, name);
			assert.match(wordsOf(answer.html), words);
			assert.match(wordsOf((await showSlip(visitor(), newCode(), name)).html), words);
		}
	});

	test('code: not six digits', async () => {
		const browser = visitor();
		await ask(browser, newIdNumber('20080505'), '张三');
		for (const code of ['', '12345', '1234567', 'abcdef']) {
			const answer = await enter(browser, code);
			assert.equal(answer.status, 422);
			assert.match(wordsOf(answer.html), /请填写短信里的6位数字/);
		}
	});

	test('slip: a check character that does not hold is told from the typed alone', async () => {
		const code = newCode(), other = code.slice(0, 8) + (code[8] === '2' ? '3' : '2');
		for (const slip of ['', 'K7QF', other, '张三', 'K'.repeat(30)]) {
			const answer = await showSlip(visitor(), slip, '张三');
			assert.equal(answer.status, 422, slip);
			assert.match(wordsOf(answer.html), slip === '' ? /请填写回执编号/ : /编号不对/);
		}
	});

	test('a field twice, an unknown one, another method: refused with nothing done', async () => {
		const browser = visitor(), form = await browser.form(paths.slip, at(paths.slip));
		const fields = [...form.values].map(([name, value]) => [name, name === 'slip' ? newCode() : name === 'name' ? '张三' : value]);
		assert.equal((await browser.post(paths.slip, [...fields, ['name', '李四']])).status, 400);
		assert.equal((await browser.post(paths.slip, [...fields, ['more', '1']])).status, 400);
		assert.equal((await browser.send('DELETE', paths.slip)).status, 405);
		assert.equal((await browser.get(paths.leave)).status, 405);
		assert.equal((await browser.post(paths.slip, fields.filter(([name]) => name !== 'form_token'))).status, 403);
	});
});

// All that may differ between two pages: tokens and what was typed.
const bare = ({ html }, ...typed) => typed.reduce((text, word) => text.replaceAll(`value="${word}"`, ''), html).replace(/(name="form_token" value=")[^"]*/g, '$1');
const headersOf = answer => Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !['date', 'set-cookie'].includes(name)));
const cookiesOf = answer => answer.setCookies.map(line => line.replace(/=[^;]*/, value => `=${value.length}`));

describe('every miss is one', () => {
	const code = (() => { let at = 100000; return () => String(at++); })();

	test('the question is answered alike, whoever is on the register', async () => {
		const child = plantChild(), answers = [];
		const asked = {
			hit: [child.idNumber, child.name], 'no record': [newIdNumber('20080505'), child.name], 'wrong name': [plantChild().idNumber, child.name],
			'no telephone': (none => [none.idNumber, none.name])(plantChild({ telephone: null })),
			'a landline': (none => [none.idNumber, none.name])(plantChild({ telephone: '05398012345' })),
			left: (gone => [gone.idNumber, gone.name])(plantChild({ left: true })), erased: (gone => [gone.idNumber, gone.name])(plantChild({ erased: true })),
		};
		for (const [kind, [idNumber, name]] of Object.entries(asked)) {
			const browser = visitor(), answer = await ask(browser, idNumber, name);
			const page = await browser.follow(answer);
			const missed = kind === 'hit' ? null : await enter(browser, code());
			answers.push({ kind, status: answer.status, headers: headersOf(answer), cookies: cookiesOf(answer), body: answer.html, page: bare(page), miss:
				missed === null ? null : { status: missed.status, headers: headersOf(missed), cookies: cookiesOf(missed), html: bare(missed, missed.typed) } });
		}
		await codeTo(child.telephone);
		const browser = visitor();
		await ask(browser, child.idNumber, child.name);
		const wrong = await enter(browser, code());
		answers[0].miss = { status: wrong.status, headers: headersOf(wrong), cookies: cookiesOf(wrong), html: bare(wrong, wrong.typed) };
		assert.equal(answers[0].miss.status, 404);
		for (const { kind, ...answer } of answers.slice(1)) {
			const { kind: _, ...hit } = answers[0];
			assert.deepEqual(answer, hit, kind);
		}
	});

	test('nothing is sent for a miss', async () => {
		const wrongName = plantChild();
		await ask(visitor(), wrongName.idNumber, '李四');
		await ask(visitor(), newIdNumber('20080505'), wrongName.name);
		await new Promise(resolve => setTimeout(resolve, 1500));
		await assert.rejects(() => codeTo(wrongName.telephone), /no SMS came/);
	});

	test('a slip is missed alike: no such code, another name, left, erased', async () => {
		const kinds = [[newCode(), '张三丰甲乙丙丁']];
		for (const more of [{}, { left: true }, { erased: true }]) {
			const child = plantChild({ ...more, name: '张三丰甲乙丙甲' }), award = plantAward(child);
			kinds.push([award.code, more.left || more.erased ? child.name : '张三丰甲乙丙丁']);
		}
		const pages = [];
		for (const [slip, name] of kinds) {
			const answer = await showSlip(visitor(), slip, name);
			assert.equal(answer.status, 404);
			assert.match(wordsOf(answer.html), /请带上身份证或户口本到孩子的学校/);
			pages.push({ headers: headersOf(answer), cookies: cookiesOf(answer), html: bare(answer, slip, name) });
		}
		for (const page of pages.slice(1))
			assert.deepEqual(page, pages[0]);
	});

	test('a code that is too old, or tried too often, is a miss like any', async () => {
		const child = plantChild(), browser = visitor();
		await ask(browser, child.idNumber, child.name);
		const right = await codeTo(child.telephone), wrong = right === '000000' ? '000001' : '000000';
		let first;
		for (let i = 0; i < 5; i++) {
			const answer = await enter(browser, wrong);
			assert.equal(answer.status, 404);
			first ??= bare(answer, wrong);
		}
		assert.equal(bare(await enter(browser, right), right), first);
	});

	test('a telephone\'s own cap is not told to who did not type it', async () => {
		const telephone = newTelephone(), one = plantChild({ telephone }), two = plantChild({ telephone });
		await asGuardianOf(one);
		const browser = visitor(), answer = await ask(browser, two.idNumber, two.name);
		assert.equal(answer.headers.location, paths.code, 'within the minute: no word of it');
	});
});

describe('floods', () => {
	test('an ID number is asked for five times in a quarter of an hour, known or not, in the same words', async () => {
		const child = plantChild(), pages = [];
		for (const [idNumber, name] of [[child.idNumber, child.name], [newIdNumber('20080505'), child.name]]) {
			for (let i = 0; i < 5; i++)
				assert.equal((await ask(visitor(), idNumber, name)).status, 303);
			const answer = await ask(visitor(), idNumber, name);
			assert.equal(answer.status, 429);
			assert.ok(Number(answer.headers['retry-after']) > 0);
			assert.match(wordsOf(answer.html), /查的次数太多了/);
			pages.push(bare(answer, idNumber, name).replace(/请过 \S+ 分钟/, ''));
		}
		assert.equal(pages[0], pages[1]);
		await codeTo(child.telephone);
	});

	test('a slip is missed five times, and then not even found by its name', async () => {
		const child = plantChild(), award = plantAward(child);
		for (let i = 0; i < 5; i++)
			assert.equal((await showSlip(visitor(), award.code, '李四')).status, 404);
		assert.equal((await showSlip(visitor(), award.code, child.name)).status, 429);
		query(`DELETE FROM attempt WHERE kind = 'lookup.slip'`);
		assert.equal((await showSlip(visitor(), award.code, child.name)).status, 303);
	});

	test('an address misses thirty times, whatever it asks for', async () => {
		const browser = visitor();
		const form = await browser.form(paths.slip, at(paths.slip));
		const statuses = [];
		for (let i = 0; i < 32; i++)
			statuses.push((await browser.submit(form, { slip: newCode(), name: '张三' })).status);
		assert.deepEqual(statuses, [...Array(30).fill(404), 429, 429]);
		assert.equal((await showSlip(visitor(), newCode(), '张三')).status, 404, 'others may');
	});

	test('sixty-four at once: no more misses are let through than the limit and those under way, and none is a fault', async () => {
		const award = plantAward(plantChild()), browsers = Array.from({ length: 64 }, () => visitor());
		const forms = await Promise.all(browsers.map(browser => browser.form(paths.slip, at(paths.slip))));
		const answers = await Promise.all(browsers.map((browser, i) => browser.submit(forms[i], { slip: award.code, name: '李四' })));
		for (const { status } of answers)
			assert.ok([404, 429].includes(status), String(status));
		assert.equal(number("SELECT MAX(failures) FROM attempt WHERE kind = 'lookup.slip'"), answers.filter(({ status }) => status === 404).length);
		assert.equal((await showSlip(visitor(), award.code, '李四')).status, 429);
	});
});

test('in English too', async () => {
	const browser = visitor();
	await browser.get(`${paths.number}?language=en`);
	const words = wordsOf((await browser.get(paths.number)).html);
	assert.match(words, /Whereismyapplication\?/);
	assert.doesNotMatch(words, /身份证/);
});
