// A family's own pages: what it sees of itself (masked), what it changes, what that does to its checks; and how it leaves.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { comeForward, newIdNumber, paths, signIn, village, visitor } from '../client/family.mjs';
import { formOf, formsOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn } from '../client/staffing.mjs';
import { familyRow, noteAll, step, takeUp } from '../client/vetting.mjs';

const own = path => paths.mine + path;
const approved = async (changes = {}) => {
	const family = await comeForward(changes);
	const [noter, approver] = [signedIn(hire({ role: 'city' })), signedIn(hire({ role: 'city' }))];
	await takeUp(noter, family.code);
	await noteAll(noter, family.code);
	assert.equal((await step(approver, family.code, 'approve')).status, 303);
	return family;
};

describe('one\'s own page', () => {
	test('shows the data masked: surname, first 3 and last 4 of numbers', async () => {
		const { browser, code, telephone, fields } = await comeForward({ name_2: '欧阳明', id_number_2: newIdNumber(), relation_2: 'spouse', words: '秘密的话' });
		const { html } = await browser.get(paths.mine);
		const words = wordsOf(html);
		for (const clear of [fields.name_1, fields.name_2, telephone, fields.id_number_1, fields.id_number_2, fields.address, fields.words])
			assert.ok(!html.includes(clear), clear);
		for (const masked of ['王*', '欧*', `139****${telephone.slice(-4)}`, `371***********${fields.id_number_1.slice(-4)}`, code])
			assert.ok(words.includes(masked), masked);
	});

	test('says in plain words what is still checked', async () => {
		const { browser } = await comeForward();
		const words = wordsOf((await browser.get(paths.mine)).html);
		assert.match(words, /核对身份证原件本人还没有做/);
		assert.match(words, /入户走访还没有做/);
	});

	test('of a family that waits says how far was looked, and nothing of any child', async () => {
		const { browser, code } = await approved({ travel_km: '17' });
		if (number(`SELECT COUNT(*) FROM pair WHERE family_id = ${familyRow(code).id} AND live`) > 0)
			return;
		const words = wordsOf((await browser.get(paths.mine)).html);
		assert.match(words, /现在17公里以内没有合适的学生/);
		assert.ok(!/年级|女孩|男孩|差一点/.test(words));
	});

	test('is nobody else\'s', async () => {
		for (const path of ['', '/offer', '/home', '/address', '/adults'])
			assert.match((await visitor().get(own(path))).headers.location, /\/sign-in\?next=/);
		const [one, two] = [await comeForward({ name_2: '李明', id_number_2: newIdNumber(), relation_2: 'spouse' }), await comeForward({ name_2: '李红', id_number_2: newIdNumber(), relation_2: 'spouse' })];
		const theirs = number(`SELECT MAX(id) FROM family_adult WHERE family_id = ${familyRow(one.code).id}`);
		const form = formOf((await two.browser.get(own('/adults'))).html, /\/gone$/);
		const answer = await two.browser.submit(form, { adult: String(theirs), sure: '1' });
		assert.equal(answer.status, 404);
		assert.equal(number(`SELECT COUNT(*) FROM family_adult WHERE id = ${theirs} AND left_at IS NULL`), 1);
	});
});

describe('a change', () => {
	test('of what is offered is stored, with faults it is not', async () => {
		const { browser, code } = await comeForward();
		const form = await browser.form(own('/offer'), /\/offer$/);
		assert.deepEqual(['tutoring', 'weekend', 'travel_km', 'capacity'].map(name => form.get(name)), ['1', '1', '20', '1']);
		for (const [changes, words] of [[{ tutoring: null }, /能帮什么/], [{ weekend: null }, /什么时候有空/], [{ travel_km: '0' }, /愿意走多远/],
			[{ travel_km: '' }, /愿意走多远/], [{ travel_km: '1.5' }, /愿意走多远/], [{ capacity: '5' }, /愿意和几名学生/]]) {
			const answer = await browser.submit(form, changes);
			assert.equal(answer.status, 422, JSON.stringify(changes));
			assert.match(wordsOf(answer.html), words);
		}
		assert.equal((await browser.submit(form, { books: '1', travel_km: '50', capacity: '2', pets: '1' })).status, 400);
		assert.equal((await browser.submit(form, { books: '1', travel_km: '50', capacity: '2' })).headers.location, paths.mine);
		assert.deepEqual(query(`SELECT offers, travel_km, capacity FROM family WHERE code = ${literal(code)}`)[0], ['tutoring,books', '50', '2']);
	});

	test('of the address voids what was checked there, and ends the approval', async () => {
		const { browser, code } = await approved();
		const [home] = village();
		let answer = await browser.submit(await browser.form(`${own('/home')}?place=${home.slice(0, 9)}`, /\/mine\/home$/), { place: home });
		assert.equal(answer.headers.location, own('/address'));
		for (const address of ['', '路', '路'.repeat(101), 'a\u0001b'])
			assert.ok([400, 422].includes((await browser.submit(await browser.form(own('/address'), /\/address$/), { address })).status), address);
		assert.equal(familyRow(code).state, 'approved');
		answer = await browser.submit(await browser.form(own('/address'), /\/address$/), { address: '新家路 2 号' });
		assert.equal(answer.headers.location, paths.mine);
		const { id, state, until, path } = familyRow(code);
		assert.deepEqual([state, until], ['vetting', null]);
		assert.deepEqual(query(`SELECT r.name FROM vetting_check c JOIN vetting_rule r ON r.id = c.rule_id WHERE c.family_id = ${id} AND c.void_reason = 'address' ORDER BY 1`).flat(), ['home_visit', 'residence']);
		assert.equal(number(`SELECT COUNT(*) FROM family f JOIN unit u ON u.id = f.unit_id AND u.path = f.path WHERE f.id = ${id} AND f.home_code = '${home}'`), 1, path);
		assert.match(wordsOf((await browser.get(paths.mine)).html), /入户走访还没有做/);
	});

	test('of who lives there tells nobody whose number is known: it is counted, and after three any is answered alike', async () => {
		const { browser, code } = await approved(), { fields } = await comeForward();
		const form = formOf((await browser.get(own('/adults'))).html, /\/mine\/adults$/);
		const add = id_number_2 => browser.submit(form, { name_2: '李明', id_number_2, relation_2: 'spouse' });
		for (const number_2 of [fields.id_number_1, fields.id_number_1, fields.id_number_1, newIdNumber()]) {
			const answer = await add(number_2);
			assert.equal(answer.status, 422);
			assert.match(wordsOf(answer.html), /请带上各位成年人的身份证，到乡镇（街道）办理/);
		}
		assert.equal(number(`SELECT COUNT(*) FROM family_adult WHERE family_id = ${familyRow(code).id}`), 1);
		assert.equal(familyRow(code).state, 'approved');
		query(`DELETE FROM attempt WHERE kind LIKE 'family.known%'`);
		assert.equal((await add(newIdNumber())).status, 303);
	});

	test('of who lives there: a new adult ends the approval, one who left takes the checks along', async () => {
		const { browser, code } = await approved();
		const form = formOf((await browser.get(own('/adults'))).html, /\/mine\/adults$/);
		const number_2 = newIdNumber();
		for (const [changes, words] of [[{ name_2: '', id_number_2: '', relation_2: '' }, /姓名/], [{ name_2: '李明', id_number_2: '371302900101002', relation_2: 'spouse' }, /15位的旧号码/],
			[{ name_2: '李明', id_number_2: number_2, relation_2: '' }, /关系/], [{ name_2: '<x>', id_number_2: number_2, relation_2: 'spouse' }, /姓名/]]) {
			const answer = await browser.submit(form, changes);
			assert.equal(answer.status, 422, JSON.stringify(changes));
			assert.match(wordsOf(answer.html), words);
		}
		assert.equal(familyRow(code).state, 'approved');
		assert.equal((await browser.submit(form, { name_2: '李明', id_number_2: number_2, relation_2: 'spouse' })).status, 303);
		assert.equal(familyRow(code).state, 'vetting');
		const page = await browser.get(own('/adults'));
		assert.equal((await browser.submit(formOf(page.html, /\/mine\/adults$/), { name_2: '李明', id_number_2: number_2, relation_2: 'spouse' })).status, 422);
		const gone = formOf(page.html, /\/gone$/);
		assert.equal((await browser.submit(gone)).status, 422, 'not without a tick');
		assert.equal((await browser.submit(gone, { sure: '1' })).status, 303);
		assert.equal(number(`SELECT COUNT(*) FROM family_adult WHERE family_id = ${familyRow(code).id} AND left_at IS NULL`), 1);
	});
});

describe('leaving', () => {
	test('by withdrawal withdraws the consent; the telephone may come forward anew', async () => {
		const { browser, code, telephone } = await comeForward();
		const form = () => browser.get(paths.mine).then(({ html }) => formOf(html, /\/withdrawal$/));
		assert.equal((await browser.submit(await form())).status, 422, 'not without a tick');
		assert.equal((await browser.submit(await form(), { sure: '1' })).headers.location, paths.mine);
		assert.equal(familyRow(code).state, 'withdrawn');
		assert.equal(number(`SELECT COUNT(*) FROM consent WHERE subject = 'family:${code}' AND withdrawn_at IS NULL`), 0);
		const page = await browser.get(paths.mine);
		assert.match(wordsOf(page.html), /您已经退出/);
		assert.ok(!formsOf(page.html).some(candidate => /\/(withdrawal|renewal)$/.test(candidate.action)));
		query('UPDATE telephone_code SET sent_at = sent_at - INTERVAL 2 MINUTE');
		assert.notEqual((await comeForward({}, { telephone })).code, code);
	});

	test('with erasure asks staff, once, and what is granted is forgotten', async () => {
		const { browser, code, telephone, fields } = await comeForward();
		const form = formOf((await browser.get(paths.mine)).html, /\/erasure$/);
		assert.equal((await browser.submit(form, { sure: '1' })).headers.location, paths.mine);
		assert.equal((await browser.submit(form, { sure: '1' })).headers.location, paths.mine);
		const [[id, due]] = query(`SELECT id, due_on FROM personal_request WHERE subject = 'family:${code}' AND kind = 'erasure'`);
		assert.equal(number(`SELECT COUNT(*) FROM personal_request WHERE subject = 'family:${code}'`), 1);
		assert.ok(due);
		assert.equal(familyRow(code).state, 'withdrawn');
		assert.match(wordsOf((await browser.get(paths.mine)).html), /您要求删除资料/);
		const clerk = signedIn(hire({ role: 'city' }));
		const page = await clerk.get(`${site.admin}/requests/${id}`);
		assert.equal(page.status, 200);
		for (const clear of [fields.name_1, telephone])
			assert.ok(!page.html.includes(clear));
		const answer = await clerk.submit(formOf(page.html, /\/(grant|decide)/), { reason: '' });
		assert.equal(answer.status, 303, wordsOf(answer.html).slice(0, 400));
	});

	test('a clerk keys who asks in person, and hands the copy over', async () => {
		const { code, fields, telephone } = await comeForward();
		const [one, two] = [signedIn(hire({ role: 'city' })), signedIn(hire({ role: 'city' }))];
		const asked = await one.submit(await one.form(`${site.admin}/requests/new`, /\/requests\/new$/), { kind: 'access', about: 'family', code });
		assert.match(asked.headers.location, /\/requests\/\d+/, wordsOf(asked.html).slice(0, 300));
		const path = asked.headers.location.replace(/\?.*/, '');
		assert.equal((await two.submit(formOf((await two.get(path)).html, /\/grant$/), { reason: '' })).status, 303);
		const copy = await two.submit(formOf((await two.get(path)).html, /\/copy$/));
		assert.equal(copy.status, 200);
		for (const clear of [fields.name_1, fields.id_number_1, telephone, fields.address, code])
			assert.ok(copy.html.includes(clear), clear);
		const unknown = await one.submit(await one.form(`${site.admin}/requests/new`, /\/requests\/new$/), { kind: 'access', about: 'family', code: 'AAAAAAAAA' });
		assert.equal(unknown.status, 422);
	});
});
