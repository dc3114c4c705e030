// Staff bring files: what is good goes in, what is bad is told row by row, and nothing goes in by mistake.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch } from 'node:fs';
import { after, describe, test } from 'node:test';
import { bring, checked, csv, exportOf, fetched, idOf, imported, importOf, newIdNumber, press, settled, student } from '../client/importing.mjs';
import { number, query } from '../client/database.mjs';
import { formOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const school = unitOf('school');
const parentPath = school.path.replace(/[0-9]+\/$/, '');
const county = unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`);
const otherCounty = unitOf('county', `'${school.path}' NOT LIKE CONCAT(path, '%') AND id IN (SELECT u.parent_id FROM unit u WHERE u.kind = 'township' AND EXISTS (SELECT 1 FROM unit s WHERE s.parent_id = u.id AND s.kind = 'school'))`);
const otherSchool = unitOf('school', `path LIKE '${otherCounty.path}%'`);
const clerk = (unit = county) => hire({ role: 'county', unit });
const here = changes => student({ 学校: school.name, ...changes });
const students = () => number('SELECT COUNT(*) FROM student');
const page = async (browser, id) => (await browser.get(at(`/imports/${id}`))).html;

describe('a file of students', () => {
	test('is looked through first, then written, and each row stands on the trail', async () => {
		const person = clerk();
		const browser = signedIn(person);
		const before = students();
		const { id, state, added, bad } = await checked(browser, { content: csv([here(), here(), here({ 年级: '12' })]) });
		assert.deepEqual([state, added, bad], ['ready', 2, 1]);
		assert.equal(students(), before);
		const html = await page(browser, id);
		assert.match(wordsOf(html), /导入其余2行/);
		assert.match(wordsOf(html), /4年级数字超出范围12/);
		assert.equal((await press(browser, id, 'commit')).status, 303);
		assert.deepEqual(await settled(id), { state: 'done', refusal: '', seen: 3, added: 2, changed: 0, same: 0, bad: 1 });
		assert.equal(students(), before + 2);
		assert.equal(query(`SELECT COUNT(*) FROM audit_event WHERE actor = '${person.login}' AND action = 'student_add'`)[0][0], '2');
		assert.deepEqual(trailOf({ subject: `import:${id}` }).map(({ action }) => action), ['import_done', 'import_commit', 'import_ask']);
	});
	test('again changes nothing; a changed row updates', async () => {
		const browser = signedIn(clerk());
		const rows = [here(), here({ 困难类型: '孤儿' })];
		assert.equal((await imported(browser, { content: csv(rows) })).added, 2);
		const again = await checked(browser, { content: csv(rows) });
		assert.deepEqual([again.added, again.changed, again.same, again.bad], [0, 0, 2, 0]);
		assert.doesNotMatch(wordsOf(await page(browser, again.id)), /导入这/);
		rows[0] = { ...rows[0], 年级: '四年级', 联系电话: '0539-8012345' };
		const changed = await imported(browser, { content: csv(rows) });
		assert.deepEqual([changed.added, changed.changed, changed.same], [0, 1, 1]);
		assert.equal(number(`SELECT COUNT(*) FROM student_history WHERE import_id = ${changed.id} AND fields = 'telephone grade'`), 1);
	});
	test('says of each bad row what is wrong with it', async () => {
		const twice = newIdNumber();
		const wrong = [
			[{ 身份证号: '371302190001010003' }, '校验码不对'], [{ 身份证号: '37130219000229000X' }, '出生日期不存在'],
			[{ 身份证号: '371302209912310003' }, '出生日期在将来'], [{ 身份证号: '371302900101002' }, '15位的旧身份证号'],
			[{ 身份证号: '3.71302E+17' }, '近似的数'], [{ 学校: '没有这个学校' }, '没有这个单位'], [{ 学校: otherSchool.name }, '不在本次导入的范围内'],
			[{ 登记日期: '1900-02-29' }, '没有这一天'], [{ 联系电话: '12345' }, '不是电话号码'], [{ 身份证号: twice }, '还有一行是同一个'],
			[{ 身份证号: twice }, '还有一行是同一个'], [{ 姓名: '' }, '没有填写'], [{ 姓名: '=1+1' }, '有不能用的字符'], [{ 学段: '研究所' }, '不是可以选的值'] ];
		const browser = signedIn(clerk());
		const { id, added, bad } = await checked(browser, { content: csv([here(), ...wrong.map(([change]) => here(change))]) });
		assert.deepEqual([added, bad], [1, wrong.length]);
		const words = wordsOf(await page(browser, id));
		for (const [, said] of wrong)
			assert.ok(words.includes(said.replace(/ /g, '')), said);
		assert.ok(words.includes('没有这个学校'), 'what was typed of a school is shown');
		assert.ok(!words.includes('12345'), 'what was typed of a telephone is not');
	});
	test('in GB18030: a row that does not decode is refused, the others are kept', async () => {
		const [one, two, three] = [here(), here(), here()];
		const text = csv([one, two, three]).replaceAll('张小明', 'NAME');
		const encode = string => Buffer.from(gb18030(string));
		const content = Buffer.concat(text.split('\r\n').map((line, i) => Buffer.concat([i === 2 ? Buffer.concat([encode(line.replace('NAME', '')), Buffer.from([0xff, 0xff])]) : encode(line.replace('NAME', '王')), Buffer.from('\r\n')])));
		const { added, bad } = await checked(signedIn(clerk()), { content });
		assert.deepEqual([added, bad], [2, 1]);
	});
	test('tolerates a title, blank rows, a BOM, dates and numbers as people write them', async () => {
		const rows = [here({ 登记日期: '2018年9月1日' }), here({ 登记日期: '20180901' }), here({ 登记日期: '2018/9/1', 年级: '三年级' })];
		const lines = csv(rows).split('\r\n');
		const content = `\uFEFF2018 年困难学生名单,,,\r\n,,,\r\n${[lines[0], lines[1], ',,,,', ...lines.slice(2)].join('\r\n')}`;
		const { added, bad } = await imported(signedIn(clerk()), { content });
		assert.deepEqual([added, bad], [3, 0]);
	});
});

// Two-byte characters of GB 2312, as far as these tests need them.
const gb18030 = string => {
	const decoder = new TextDecoder('gb18030');
	gb18030.table ??= (() => {
		const table = new Map();
		for (let high = 0x81; high <= 0xfe; high++)
			for (let low = 0x40; low <= 0xfe; low++)
				if (low !== 0x7f)
					table.set(decoder.decode(Buffer.from([high, low])), [high, low]);
		return table;
	})();
	return [...string].flatMap(character => character < '\u0080' ? [character.charCodeAt(0)] : gb18030.table.get(character));
};

describe('headings nobody knows', () => {
	test('are mapped by a person once for a source', async () => {
		const browser = signedIn(clerk());
		const source = `台账${Date.now()}`;
		const foreign = ['甲', '乙', '丙', '丁', '戊', '己'];
		const rows = () => { const row = here(); return [{ 甲: row.姓名, 乙: row.身份证号, 丙: row.学校, 丁: row.学段, 戊: row.年级, 己: row.困难类型 }]; };
		const { id, state } = await checked(browser, { source, content: csv(rows(), foreign) });
		assert.equal(state, 'mapping');
		const form = formOf(await page(browser, id), /\/map$/);
		const wrong = await browser.submit(form, { c2: '2', c3: '1', c4: '3', c5: '4', c6: '5', c7: '0' });
		assert.equal(wrong.status, 422);
		assert.match(wordsOf(wrong.html), /请选一列/);
		const twice = await browser.submit(formOf(await page(browser, id), /\/map$/), { c2: '2', c3: '2', c4: '3', c5: '4', c6: '5', c7: '6' });
		assert.equal(twice.status, 422);
		assert.equal((await browser.submit(formOf(await page(browser, id), /\/map$/), { c2: '2', c3: '1', c4: '3', c5: '4', c6: '5', c7: '6' })).status, 303);
		assert.deepEqual([(await settled(id)).state, importOf(id).added], ['ready', 1]);
		const next = await checked(browser, { source, content: csv(rows(), foreign) });
		assert.deepEqual([next.state, next.added], ['ready', 1]);
		assert.equal((await checked(browser, { source: `${source}x`, content: csv(rows(), foreign) })).state, 'mapping');
	});
});

describe('a file that is none', () => {
	for (const [what, name, content, refusal, words] of [
		['an .xlsx that is no zip', 'a.xlsx', 'PK\u0003\u0004 no zip at all', 'broken', /文件损坏|不是表格文件/],
		['an old Excel file', 'a.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]), 'old_excel', /另存为/],
		['an XML file with a DOCTYPE', 'a.xml', '<!DOCTYPE x [<!ENTITY a "b">]><students xmlns="urn:yimeng:students:1">&a;</students>', 'doctype', /DOCTYPE/],
		['an XML file of another kind', 'a.xml', '<rss version="2.0"><channel/></rss>', 'not_our_xml', /不符合我们的格式/],
		['headings without rows', 'a.csv', csv([]), 'empty', /没有数据/]])
		test(`${what} is refused as a whole, with words`, async () => {
			const browser = signedIn(clerk());
			const { id, state, refusal: word } = await checked(browser, { name, content });
			assert.equal(state, 'refused');
			assert.ok(word === refusal || refusal === 'broken' && word === 'not_a_table', word);
			assert.match(wordsOf(await page(browser, id)), words);
		});
	test('no file at all is shown in the form', async () => {
		const answer = await bring(signedIn(clerk()), { content: '', name: '' });
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /请选择一个有内容的文件/);
	});
	test('17 MB is too much, and the answer says so', async () => {
		const answer = await bring(signedIn(clerk()), { content: Buffer.alloc(17 * 1024 * 1024, 0x31) });
		assert.equal(answer.status, 413);
		assert.match(wordsOf(answer.html), /太大|16/);
	});
	test('XML by our schema is taken', async () => {
		const row = here();
		const content = `<?xml version="1.0" encoding="UTF-8"?><students xmlns="urn:yimeng:students:1"><student><id_number>${row.身份证号}</id_number><name>张小明</name><school>${school.name}</school><stage>primary</stage><grade>3</grade><hardship>orphan</hardship></student></students>`;
		const { state, added } = await checked(signedIn(clerk()), { name: 'a.xml', content });
		assert.deepEqual([state, added], ['ready', 1]);
	});
});

describe('whose imports', () => {
	test('another county’s is not found by its address, which stands on the trail', async () => {
		const { id } = await checked(signedIn(clerk()), { content: csv([here()]) });
		const stranger = hire({ role: 'county', unit: otherCounty });
		assert.equal((await signedIn(stranger).get(at(`/imports/${id}`))).status, 404);
		const [last] = trailOf({ actor: stranger.login }, 1);
		assert.deepEqual([last.subject, last.outcome], [`import:${id}`, 'refused']);
	});
	test('a unit outside one’s scope is refused', async () => {
		const answer = await bring(signedIn(clerk()), { content: csv([here()]), unit: otherCounty });
		assert.equal(answer.status, 422);
	});
	test('a school may not import the org tree', async () => {
		const teacher = hire({ role: 'school', unit: school });
		const answer = await bring(signedIn(teacher), { of: 'unit', content: 'x' });
		assert.equal(answer.status, 403);
	});
	test('abandoned, nothing is written and the file is gone', async () => {
		const browser = signedIn(clerk());
		const { id } = await checked(browser, { content: csv([here(), here({ 年级: '12' })]) });
		assert.equal((await press(browser, id, 'abandon')).status, 303);
		assert.equal(importOf(id).state, 'abandoned');
		assert.equal(number(`SELECT COUNT(*) FROM import_bad_row WHERE import_id = ${id}`), 0);
		assert.equal(number(`SELECT COUNT(*) FROM upload_piece WHERE upload_id = (SELECT upload_id FROM import WHERE id = ${id})`), 0);
	});
});

describe('the bad rows', () => {
	test('are a file to mend and bring again', async () => {
		const browser = signedIn(clerk());
		const { id, bad } = await checked(browser, { content: csv([here({ 年级: '12' }), here({ 联系电话: '1' }), here()]) });
		assert.equal(bad, 2);
		const answer = await fetched(browser, exportOf(await press(browser, id, 'bad')));
		assert.equal(answer.status, 200);
		assert.match(answer.headers['content-disposition'], /import_bad-[0-9A-Z]{9}\.xlsx/);
		/* Its own headings stand behind a watermark and before the reasons: the same file is understood again. */
		const again = await checked(browser, { name: 'bad.xlsx', content: answer.bytes });
		assert.deepEqual([again.state, again.seen, again.bad], ['ready', 2, 2]);
	});
	test('touch no disk on their way', async () => {
		const browser = signedIn(clerk());
		const { id } = await checked(browser, { content: csv([here({ 年级: '12' })]) });
		const seen = [], watcher = watch('/tmp', (event, name) => seen.push(name));
		await fetched(browser, exportOf(await press(browser, id, 'bad')));
		watcher.close();
		assert.deepEqual(seen.filter(name => /^yimeng-[A-Za-z0-9]{6}$/.test(name)), []);
	});
	test('are not for a colleague', async () => {
		const { id } = await checked(signedIn(clerk()), { content: csv([here({ 年级: '12' })]) });
		const colleague = signedIn(clerk());
		const html = await page(colleague, id);
		assert.doesNotMatch(wordsOf(html), /下载全部有误的行/);
	});
});

describe('units and campaigns', () => {
	test('units: a parent may stand further up; a new name keeps history; the same again is the same', async () => {
		const browser = signedIn(hire({ role: 'city' }));
		const word = `试${Date.now()}`;
		const names = ['类型', '代码', '名称', '上级'];
		const rows = [{ 类型: '乡镇', 代码: '', 名称: `${word}镇`, 上级: county.code || county.name }, { 类型: '学校', 代码: `S${Date.now() % 1e9}`, 名称: `${word}小学`, 上级: `${county.name}/${word}镇` },
			{ 类型: '学校', 代码: '', 名称: '孤零零', 上级: `${word}小学` }];
		const first = await imported(browser, { of: 'unit', name: 'u.csv', content: csv(rows, names) });
		assert.deepEqual([first.added, first.bad], [2, 1]);
		const [[path]] = query(`SELECT path FROM unit WHERE name = '${word}小学'`);
		assert.ok(path.startsWith(county.path));
		const again = await checked(browser, { of: 'unit', name: 'u.csv', content: csv(rows, names) });
		assert.deepEqual([again.added, again.changed, again.same, again.bad], [0, 0, 2, 1]);
		rows[1].名称 = `${word}中心小学`;
		const renamed = await imported(browser, { of: 'unit', name: 'u.csv', content: csv(rows, names) });
		assert.deepEqual([renamed.added, renamed.changed], [0, 1]);
		assert.equal(number(`SELECT COUNT(*) FROM unit WHERE name = '${word}中心小学' AND path = '${path}'`), 1);
	});
	test('campaigns come in as drafts, not published, and a published one is not changed', async () => {
		const browser = signedIn(hire({ role: 'city' }));
		const [[charity, credit]] = query('SELECT name, credit_code FROM charity ORDER BY id LIMIT 1');
		const title = `试验项目${Date.now()}`;
		const names = ['标题', '慈善组织代码', '县区', '目标金额', '开始日期', '结束日期', '备案号', '户名'];
		const row = { 标题: title, 慈善组织代码: credit, 县区: '', 目标金额: '50,000.00', 开始日期: '2027-01-01', 结束日期: '2027-06-30', 备案号: `备${Date.now()}`, 户名: charity };
		const bad = { ...row, 标题: `${title}二`, 备案号: '', 结束日期: '2026-01-01' };
		const first = await imported(browser, { of: 'campaign', name: 'c.csv', content: csv([row, bad, { ...row, 慈善组织代码: '91371300MA3C00003E', 标题: 'x' }], names) });
		assert.deepEqual([first.added, first.bad], [1, 2]);
		assert.deepEqual(query(`SELECT state, goal_fen FROM campaign WHERE title = '${title}'`)[0], ['draft', '5000000']);
		assert.equal((await checked(browser, { of: 'campaign', name: 'c.csv', content: csv([row], names) })).same, 1);
		query(`UPDATE campaign SET submitted_at = UTC_TIMESTAMP(6) WHERE title = '${title}'`);
		const later = await checked(browser, { of: 'campaign', name: 'c.csv', content: csv([{ ...row, 目标金额: '60000' }], names) });
		assert.deepEqual([later.changed, later.bad], [0, 1]);
	});
	test('a template to fill in is a spreadsheet with the words we know', async () => {
		const browser = signedIn(clerk());
		const answer = await browser.get(at('/imports/templates/student'));
		assert.equal(answer.status, 200);
		assert.equal(answer.bytes.subarray(0, 2).toString(), 'PK');
		const { state, refusal } = await checked(browser, { name: 't.xlsx', content: answer.bytes });
		assert.deepEqual([state, refusal], ['refused', 'empty']);
	});
});

describe('yimeng import', () => {
	const folder = mkdtempSync(join(tmpdir(), 'ym-import.'));
	after(() => rmSync(folder, { recursive: true }));
	const run = (content, ...more) => {
		const path = join(folder, 'file.csv');
		writeFileSync(path, content);
		const { status, stdout, stderr } = spawnSync(site.yimeng, ['import', 'student', path, '--unit', String(county.id), '--source', '命令', ...more, site.settings], { encoding: 'utf8' });
		return { status, stdout, stderr };
	};
	test('looks a file through and says which rows are bad, without the words of a person', () => {
		const before = students();
		const { status, stdout } = run(csv([here(), here({ 联系电话: '12345' })]));
		assert.equal(status, 1);
		assert.match(stdout, /^checked\t2 rows\t1 new\t0 changed\t0 same\t1 bad\t\d+ ms\nline 3\ttelephone\tnot_a_telephone\n$/);
		assert.equal(students(), before);
	});
	test('writes the others when it is told to, and again nothing', () => {
		const content = csv([here(), here()]);
		const before = students();
		assert.match(run(content, '--commit').stdout, /^committed\t2 rows\t2 new/m);
		assert.equal(students(), before + 2);
		const again = run(content, '--commit');
		assert.equal(again.status, 0);
		assert.doesNotMatch(again.stdout, /committed/);
	});
	test('says what is the matter with a file, a unit, a word', () => {
		assert.match(run('no table').stderr, /yimeng import: the (file is refused|headings lack)/);
		assert.match(spawnSync(site.yimeng, ['import', 'student', join(folder, 'file.csv'), '--unit', '999999999', '--source', 'x', site.settings], { encoding: 'utf8' }).stderr, /there is no unit/);
		assert.equal(spawnSync(site.yimeng, ['import', 'pupils', 'x'], { encoding: 'utf8' }).status, 2);
	});
});
