// Asking for help and following it: the good way, what is refused and nothing stored, twice is once, other people's requests, floods.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { anybody, codeOf, countOf, helpPath, idOf, placesOf, prove, raise, raiseFor, requestPath, settle, stateOf } from '../client/help.mjs';
import { formOf, formsOf, wordsOf } from '../client/html.mjs';
import { newTelephone, plantStudent } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';
import { trailOf, unitOf } from '../client/staffing.mjs';

const follow = async (browser, fields) => browser.submit(await browser.form(`${helpPath()}/follow`, /\/follow$/), fields);
const press = async (browser, code, what, fields = {}) => browser.submit(await browser.form(requestPath(code), new RegExp(`/${what}$`)), fields);
const hasForm = (html, what) => formsOf(html).some(({ action }) => action.endsWith(`/${what}`));

describe('a request for help', () => {
	test('needs a kind and a few words, and gives a code that this browser follows at once', async () => {
		const browser = anybody(), answer = await raise(browser, { body: '没有棉衣' }), code = codeOf(answer);
		assert.ok(code, wordsOf(answer.html ?? ''));
		const { status, html } = await browser.follow(answer);
		assert.equal(status, 200);
		assert.ok(wordsOf(html).includes('已经收到') && !wordsOf(html).includes('没有棉衣'));
		assert.deepEqual(query(`SELECT kind, urgency, raised_by, level, state FROM help_request WHERE code = '${code}'`)[0],
			['living', 'normal', 'other', 'city', 'raised']);
		assert.equal(number("SELECT COUNT(*) FROM help_request WHERE INSTR(body_sealed, '没有棉衣') > 0"), 0);
		assert.equal(number(`SELECT triage_due_at < due_at AND climb_due_at = triage_due_at FROM help_request WHERE code = '${code}'`), 1);
		const seen = trailOf({ subject: `help_request:${code}` });
		assert.deepEqual([seen[0].action, seen[0].role], ['help_raise', 'none']);
		assert.ok(!JSON.stringify(seen).includes('棉衣'));
	});

	test('for a child of a school stands with that school, and says nothing of the child in its SMS', async () => {
		const student = plantStudent(), code = await raiseFor(anybody(), student, { telephone: student.telephone, raised_by: 'guardian' });
		assert.deepEqual(query(`SELECT path, level, raised_by FROM help_request WHERE code = '${code}'`)[0], [student.school.path, 'school', 'guardian']);
		assert.equal(number(`SELECT COUNT(*) FROM outbox WHERE template = 'help_raised' AND unit_path = '${student.school.path}'`) > 0, true);
	});

	test('asks for county, township and school step by step and keeps the words', async () => {
		const browser = anybody(), { county, township, school } = placesOf(unitOf('school')), stored = countOf();
		let form = await browser.form(helpPath(), /\/help$/);
		for (const changes of [{ county }, { county, township }]) {
			const { status, html } = await browser.submit(form, { kind: 'repair', body: '屋顶漏水', step: 'places', ...changes });
			assert.equal(status, 200);
			form = formOf(html, /\/help$/);
			assert.ok(form.values.some(([name, value]) => name === 'body' && value === '屋顶漏水'));
			assert.ok(form.values.some(([name, value]) => name === 'kind' && value === 'repair'));
		}
		assert.equal(countOf(), stored);
		const code = codeOf(await browser.submit(form, { county, township, school, step: 'raise' }));
		assert.equal(query(`SELECT path FROM help_request WHERE code = '${code}'`)[0][0], unitOf('school').path);
	});

	for (const [what, changes, field] of [
		['without a word', { body: '' }, 'body'], ['too long', { body: '字'.repeat(1501) }, 'body'],
		['with a telephone that is none', { telephone: '12345' }, 'telephone'], ['with signs for a name', { child: '<b>' }, 'child'],
		['with a name too long', { child: '张'.repeat(51) }, 'child']])
		test(`${what} comes back with the field named, and is not stored`, async () => {
			const stored = countOf(), { status, html } = await raise(anybody(), { body: '有话说', ...changes });
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), wordsOf(html));
			assert.equal(countOf(), stored);
		});

	test('without a kind, of an unknown kind, or with an unknown field is not stored', async () => {
		const browser = anybody(), stored = countOf(), form = await browser.form(helpPath(), /\/help$/);
		const without = await browser.submit(form, { body: '有话说', step: 'raise' });
		assert.equal(without.status, 422);
		assert.ok(without.html.includes('id="kind-error"'));
		assert.equal((await raise(anybody(), { kind: 'gold' })).status, 422);
		assert.equal((await raise(anybody(), { photo: 'x' })).status, 400);
		assert.equal(countOf(), stored);
	});

	test('of a place that does not lie in the one chosen names the field', async () => {
		const browser = anybody(), stored = countOf(), form = await browser.form(helpPath(), /\/help$/), { county } = placesOf(unitOf('school'));
		const token = form.values.filter(([name]) => name === 'form_token');
		for (const [field, more] of [['county', { county: 1 }], ['township', { county, township: 1 }], ['school', { county, school: 999999999 }]]) {
			const answer = await browser.post(form.action, [...token, ...Object.entries({ kind: 'other', body: '字', step: 'raise', ...more })]);
			assert.equal(answer.status, 422, field);
		}
		assert.equal(countOf(), stored);
	});

	test('sent twice from one display is one', async () => {
		const browser = anybody(), form = await browser.form(helpPath(), /\/help$/), stored = countOf(), fields = { kind: 'study', body: '一次', step: 'raise' };
		const answers = [await browser.submit(form, fields), await browser.submit(form, fields)];
		assert.ok(codeOf(answers[0]));
		assert.equal(codeOf(answers[0]), codeOf(answers[1]));
		assert.equal(countOf(), stored + 1);
	});

	test('too many from one address are asked to wait, with the words on the page', async () => {
		const browser = anybody(), stored = countOf();
		let answer;
		for (let i = 0; i < 21; i++)
			answer = await raise(browser, { body: `第${i}句话` });
		assert.equal(answer.status, 429);
		assert.ok(Number(answer.headers['retry-after']) > 0);
		assert.ok(formOf(answer.html, /\/help$/).values.some(([name, value]) => name === 'body' && value === '第20句话'));
		assert.equal(countOf(), stored + 20);
	});

	test('sends a telephone three messages and no more', async () => {
		const telephone = newTelephone(), sent = () => number("SELECT COUNT(*) FROM outbox WHERE template = 'help_raised'"), before = sent();
		for (let i = 0; i < 5; i++)
			assert.ok(codeOf(await raise(anybody(), { telephone })));
		assert.equal(sent(), before + 3);
	});

	test('takes GET and POST alone', async () => {
		assert.equal((await anybody().send('PUT', helpPath())).status, 405);
		assert.equal((await anybody().post(helpPath(), { body: 'x' })).status, 403);
	});
});

describe('following', () => {
	test('wants the last four digits where a telephone was given, and only then', async () => {
		const telephone = newTelephone(), code = codeOf(await raise(anybody(), { telephone })), other = codeOf(await raise(anybody()));
		assert.equal((await follow(anybody(), { code, last_four: '' })).status, 404);
		assert.equal((await follow(anybody(), { code, last_four: telephone.slice(-4) === '0000' ? '1111' : '0000' })).status, 404);
		assert.equal(codeOf(await follow(anybody(), { code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`, last_four: telephone.slice(-4) })), code);
		assert.equal(codeOf(await follow(anybody(), { code: other, last_four: '' })), other);
	});

	test('says the same of a wrong code and of wrong digits, and guessing ends', async () => {
		const telephone = newTelephone(), code = codeOf(await raise(anybody(), { telephone })), wrong = telephone.slice(-4) === '0000' ? '1111' : '0000';
		const words = async fields => wordsOf((await follow(anybody(), fields)).html).replace(/[0-9A-Z]{9}/g, '');
		assert.equal(await words({ code, last_four: wrong }), await words({ code: 'ABCDEFGH1', last_four: wrong }));
		for (let i = 0; i < 4; i++)
			await follow(anybody(), { code, last_four: wrong });
		assert.equal((await follow(anybody(), { code, last_four: telephone.slice(-4) })).status, 429);
	});

	test("of another browser's request leads to the door and says nothing, whether it exists or not", async () => {
		const code = codeOf(await raise(anybody()));
		for (const path of [requestPath(code), requestPath('ABCDEFGH1'), `${requestPath(code)}/code`]) {
			const answer = await anybody().get(path);
			assert.equal(answer.status, 303);
			assert.match(answer.headers.location, /\/help\/follow\?code=/);
		}
	});

	for (const [what, fields, field] of [['no code', { code: '', last_four: '1234' }, 'code'], ['three digits', { code: 'ABCDEFGH1', last_four: '123' }, 'last_four']])
		test(`${what} names the field`, async () => {
			const { status, html } = await follow(anybody(), fields);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`));
		});
});

describe('the guardian', () => {
	let student, code, browser;
	before(async () => {
		student = plantStudent();
		browser = anybody();
		code = await raiseFor(browser, student, { telephone: student.telephone });
	});

	test('proves the telephone that is on file, reads the answer, and confirms', async () => {
		settle(code);
		assert.ok(!wordsOf((await browser.get(requestPath(code))).html).includes('解决了'));
		assert.equal((await prove(browser, code, student.telephone)).headers.location, requestPath(code));
		assert.equal(number(`SELECT student_id FROM help_request WHERE code = '${code}' AND proved_at IS NOT NULL`), student.id);
		assert.ok((await browser.get(requestPath(code))).html.includes('id="answered"'));
		assert.equal((await press(browser, code, 'confirm')).status, 303);
		assert.equal(stateOf(code), 'confirmed');
	});

	test('says that it did not help, with a reason, and it is open again with a new deadline', async () => {
		const empty = await press(browser, code, 'reopen', { reason: '' });
		assert.equal(empty.status, 422);
		assert.ok(empty.html.includes('id="reason-error"'));
		assert.equal(stateOf(code), 'confirmed');
		assert.equal((await press(browser, code, 'reopen', { reason: '还差书费' })).status, 303);
		assert.equal(stateOf(code), 'reopened');
		assert.equal(number(`SELECT due_at > UTC_TIMESTAMP(6) AND answered_at IS NULL FROM help_request WHERE code = '${code}'`), 1);
		assert.equal(number(`SELECT COUNT(*) FROM help_event WHERE request_id = ${idOf(code)} AND step = 'reopen' AND words_sealed IS NOT NULL`), 1);
	});

	test('is nobody else: a telephone that is not on file, another name, another school read the same words and no answer', async () => {
		const other = plantStudent(), third = plantStudent();
		for (const changes of [{ telephone: newTelephone() }, { telephone: other.telephone }, { telephone: third.telephone, child: '没有这个人' }]) {
			const stranger = anybody(), theirs = await raiseFor(stranger, student, changes);
			const before = wordsOf((await stranger.get(requestPath(theirs))).html);
			settle(theirs);
			assert.equal((await prove(stranger, theirs, changes.telephone)).headers.location, requestPath(theirs));
			const { html } = await stranger.get(requestPath(theirs));
			assert.ok(!html.includes('id="answered"') && html.includes('电话已经验证'), before);
			assert.equal(number(`SELECT proved_at IS NULL AND student_id IS NULL FROM help_request WHERE code = '${theirs}'`), 1);
			for (const what of ['confirm', 'reopen'])
				assert.ok(!hasForm((await stranger.get(requestPath(theirs))).html, what));
		}
	});

	test('of another browser with the code alone gets neither the answer nor a way to act', async () => {
		const stranger = anybody();
		assert.equal(codeOf(await follow(stranger, { code, last_four: student.telephone.slice(-4) })), code);
		const { html } = await stranger.get(requestPath(code));
		assert.ok(!html.includes('id="answered"'));
		for (const what of ['confirm', 'reopen'])
			assert.ok(!hasForm(html, what));
	});

	test('a wrong code of the telephone is counted and proves nothing', async () => {
		const stranger = anybody(), theirs = codeOf(await raise(stranger, { telephone: newTelephone() }));
		await press(stranger, theirs, 'send');
		const form = await stranger.form(`${requestPath(theirs)}/code`, /\/code$/);
		for (const digits of ['000000', '12345'])
			assert.equal((await stranger.submit(form, { digits })).status, 422);
		assert.equal(number(`SELECT MAX(tries) FROM telephone_code WHERE purpose = 'help'`) >= 1, true);
		assert.equal((await press(stranger, theirs, 'send')).status, 429);
	});
});

describe('a rating', () => {
	test('comes after an answer, once, from whoever has the code; a bad one opens a case', async () => {
		const browser = anybody(), code = codeOf(await raise(browser));
		assert.ok(!hasForm((await browser.get(requestPath(code))).html, 'rate'));
		settle(code);
		const form = await browser.form(requestPath(code), /\/rate$/);
		const rate = fields => browser.submit(form, fields);
		for (const [fields, field] of [[{}, 'rating'], [{ rating: '6' }, 'rating'], [{ rating: '0' }, 'rating'], [{ rating: 'x' }, 'rating'],
			[{ rating: '2', words: '字'.repeat(1001) }, 'words']]) {
			const { status, html } = await rate(fields);
			assert.equal(status, 422);
			assert.ok(html.includes(`id="${field}-error"`), field);
		}
		assert.equal(number(`SELECT COUNT(*) FROM help_rating WHERE request_id = ${idOf(code)}`), 0);
		assert.equal((await rate({ rating: '2', words: '太慢' })).status, 303);
		assert.equal((await rate({ rating: '5' })).status, 303);
		assert.equal(query(`SELECT rating, due_at IS NOT NULL, waits FROM help_rating WHERE request_id = ${idOf(code)}`)[0].join(), '2,1,1');
		const { html } = await browser.get(requestPath(code));
		assert.ok(wordsOf(html).includes('您的评价收到了') && wordsOf(html).includes('15个工作日'));
		assert.ok(!hasForm(html, 'rate'));
		assert.equal(trailOf({ subject: `help_request:${code}` }).filter(({ action }) => action === 'help_rate').length, 1);
	});

	test('of a refusal counts, and a good one opens none', async () => {
		const browser = anybody(), code = codeOf(await raise(browser));
		settle(code, 'refuse');
		assert.equal((await press(browser, code, 'rate', { rating: '4' })).status, 303);
		assert.equal(query(`SELECT rating, waits FROM help_rating WHERE request_id = ${idOf(code)}`)[0].join(), '4,0');
	});
});

test('the first page of aid leads there', async () => {
	const { html } = await anybody().get(`${site.aid}/`);
	assert.ok(html.includes(helpPath()));
});
