// Exports: masked, marked, written down; in clear for a reason and after the second factor; one's own only.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checked, csv, exportOf, fetched, imported, student } from '../client/importing.mjs';
import { number, query } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const clerk = (changes = {}) => hire({ role: 'county', unit: county, ...changes });
const rows = [student({ 学校: school.name, 姓名: '欧阳·阿依古丽' }), student({ 学校: school.name, 姓名: '王小明', 家庭住址: '=HYPERLINK("http://x")' }), student({ 学校: school.name, 联系电话: '' })];
await imported(signedIn(clerk()), { content: csv(rows) });

const filter = `path=${school.path}`;
const ask = async (browser, { kind = 'student', way = 'exports', format = 'csv', reason, of = filter } = {}) => {
	const page = await browser.get(at(`/exports/new?kind=${kind}&filter=${encodeURIComponent(of)}`));
	return browser.submit(formOf(page.html, new RegExp(`/${way}$`)), { format, ...(reason !== undefined && { reason }) });
};
const made = async (browser, wish) => fetched(browser, exportOf(await ask(browser, wish)));

describe('an export of students', () => {
	test('is masked, says on its first line who took it, and both asking and fetching are written down', async () => {
		const person = clerk();
		const answer = await made(signedIn(person), {});
		const [mark, heads, ...lines] = answer.html.replace(/^\uFEFF/, '').split('\r\n');
		const [[serial]] = query(`SELECT serial FROM export WHERE account_id = ${person.id}`);
		assert.ok(mark.includes(person.login) && mark.includes(serial) && /\d{4}-\d\d-\d\d \d\d:\d\d/.test(mark), mark);
		assert.equal(heads, '编号,身份证号,姓名,学校,学段,年级,困难类型,监护人,联系电话,家庭住址,登记日期,离册日期');
		for (const row of rows)
			for (const clear of [row.身份证号, row.姓名, row.联系电话 || '13800138000', '王秀英'])
				assert.ok(!answer.html.includes(clear), clear);
		assert.ok(lines.some(line => /^[0-9A-Z]{9},371\*{11}\d{3}[\dX],欧\*,/.test(line)));
		assert.deepEqual(trailOf({ subject: `export:${serial}` }).map(({ action, outcome }) => [action, outcome]), [['export_download', 'seen'], ['export', 'done']]);
		assert.match(answer.headers['content-disposition'], new RegExp(`attachment; filename="student-${serial}\\.csv"`));
	});
	for (const format of ['xlsx', 'csv', 'csv_gb18030'])
		test(`as ${format}, brought again, changes nothing`, async () => {
			const browser = signedIn(clerk());
			const answer = await made(browser, { format });
			const { state, seen, same, bad } = await checked(browser, { name: 'again', content: answer.bytes });
			assert.equal(state, 'ready');
			assert.ok(seen >= rows.length);
			assert.deepEqual([same, bad], [seen, 0]);
		});
	test('in clear wants a reason', async () => {
		const answer = await ask(signedIn(clerk()), { way: 'clear', reason: '' });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /请写清楚/);
	});
	test('in clear, with one, has everything, no formula, and the reason on the trail', async () => {
		const person = clerk();
		const browser = signedIn(person);
		const answer = await made(browser, { way: 'clear', reason: '报送省厅' });
		for (const row of rows)
			for (const clear of [row.身份证号, row.姓名])
				assert.ok(answer.html.includes(clear), clear);
		assert.match(answer.html, /'=HYPERLINK/);
		assert.ok(!/(^|,)"?=/m.test(answer.html));
		assert.equal(trailOf({ actor: person.login }).find(({ action }) => action === 'export_unmasked').reason, '报送省厅');
		const { seen, same } = await checked(browser, { name: 'again', content: answer.bytes });
		assert.equal(same, seen, 'the apostrophe is ours, not the register’s');
	});
	test('in clear is not for a township, whatever it sends', async () => {
		const township = unitOf('township', `'${school.path}' LIKE CONCAT(path, '%')`);
		const person = hire({ role: 'township', unit: township });
		const browser = signedIn(person);
		const page = await browser.get(at('/exports/new?kind=student'));
		assert.doesNotMatch(page.html, /\/exports\/clear"/);
		const form = formOf(page.html, /\/exports$/);
		const answer = await browser.submit({ ...form, action: at('/exports/clear') }, { reason: '就是想看' });
		assert.equal(answer.status, 403);
		assert.equal(number(`SELECT COUNT(*) FROM export WHERE account_id = ${person.id}`), 0);
	});
	test('asked for with the code typed long ago asks for it again first', async () => {
		const person = clerk();
		await ask(signedIn(person, { factor: 30 }), { way: 'clear', reason: '报送省厅' });
		assert.equal(number(`SELECT COUNT(*) FROM export WHERE account_id = ${person.id}`), 0);
	});
	test('of another scope than one’s own gives one’s own scope', async () => {
		const other = unitOf('county', `id <> ${county.id}`);
		const answer = await made(signedIn(hire({ role: 'county', unit: other })), { of: `path=${school.path}` });
		assert.ok(!answer.html.includes('欧*'));
	});
});

describe('other kinds', () => {
	test('the trail is for its administrator', async () => {
		const auditor = hire({ role: 'audit' });
		const browser = signedIn(auditor);
		const answer = await made(browser, { kind: 'audit', way: 'trail', of: 'action=student_add' });
		const lines = answer.html.split('\r\n').slice(2).filter(Boolean);
		assert.ok(lines.length > 0 && lines.every(line => line.includes('登记学生')));
		assert.equal((await signedIn(clerk()).get(at('/exports/new?kind=audit'))).status, 403);
	});
	for (const [kind, role] of [['unit', 'city'], ['account', 'city'], ['pledge', 'city']])
		test(`${kind}s`, async () => {
			const answer = await made(signedIn(hire({ role })), { kind, of: '' });
			assert.equal(answer.status, 200);
			assert.ok(answer.html.split('\r\n').length > 3);
		});
	test('a filter of anything but tokens is refused', async () => {
		assert.equal((await ask(signedIn(clerk()), { of: 'name=张小明' })).status, 400);
	});
});

describe('whose exports', () => {
	test('nobody fetches another’s, and the trail says who tried', async () => {
		const owner = signedIn(clerk());
		const id = exportOf(await ask(owner));
		assert.equal((await fetched(owner, id)).status, 200);
		const [[serial]] = query(`SELECT serial FROM export WHERE id = ${id}`);
		const colleague = clerk();
		for (const path of [`/exports/${id}`, `/exports/${id}/file`])
			assert.equal((await signedIn(colleague).get(at(path))).status, 404);
		const [last] = trailOf({ actor: colleague.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`export:${serial}`, 'refused']);
	});
	test('what was wiped says so', async () => {
		const browser = signedIn(clerk());
		const id = exportOf(await ask(browser));
		await fetched(browser, id);
		query(`UPDATE export SET upload_id = NULL WHERE id = ${id}`);
		assert.equal((await browser.get(at(`/exports/${id}/file`))).status, 404);
		assert.match(wordsOf((await browser.get(at(`/exports/${id}`))).html), /已按期删除/);
	});
});
