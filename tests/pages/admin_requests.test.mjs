// Somebody asks what is stored about them, or to be forgotten: keyed by a clerk, decided, handed over on paper, erased by the worker.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { formOf, linkOf, textOf, wordsOf } from '../client/html.mjs';
import { plantCampaign, pullUp } from '../client/planting.mjs';
import { giver, register } from '../client/pledging.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf, unitOf } from '../client/staffing.mjs';

after(pullUp);

const at = path => site.admin + path;
const [[schoolName, schoolPath, schoolId]] = query("SELECT name, path, id FROM unit WHERE kind = 'school' ORDER BY id LIMIT 1");

// GB 11643: eleven years old.
const idNumber = () => {
	const body = `371302${new Date().getFullYear() - 11}0101${String(randomInt(1, 999)).padStart(3, '0')}`;
	const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
	return body + '10X98765432'[[...body].reduce((sum, digit, i) => sum + digit * weights[i], 0) % 11];
};

// A student brought in as staff do; resolves with the code.
const student = (facts = {}) => {
	const person = { 姓名: '赵小花', 身份证号: idNumber(), 监护人: '赵大山', 监护人电话: '13953900417', 家庭住址: '试验路 7 号', 学校: schoolName, 学段: '小学',
		年级: '三年级', 困难类型: '孤儿', ...facts };
	const file = join(site.folder, `student-${randomInt(1e9)}.csv`);
	writeFileSync(file, `${Object.keys(person).join(',')}\n${Object.values(person).join(',')}\n`);
	execFileSync(site.yimeng, ['import', 'student', file, '--unit', String(unitOf('city').id), '--source', 'test', '--commit', site.settings],
		{ stdio: ['ignore', 'ignore', 'inherit'], timeout: 20000 });
	rmSync(file);
	return { ...person, code: query('SELECT code FROM student ORDER BY id DESC LIMIT 1')[0][0] };
};

const pledge = async () => (await register(plantCampaign().id)).code;
const clerk = (role = 'city') => signedIn(hire({ role }), { factor: 0 });
const askFor = async (browser, kind, about, code) =>
	browser.submit(formOf((await browser.get(at('/requests/new'))).html, /requests\/new$/), { kind, about, code });
const asked = async (browser, kind, about, code) => {
	const answer = await askFor(browser, kind, about, code);
	assert.equal(answer.status, 303, textOf(answer.html ?? ''));
	return /(\/requests\/\d+)\?said=created$/.exec(answer.headers.location)[1];
};
// By another person than who keyed it: maker is not checker.
const decide = async (browser, request, verb, fields = {}) =>
	browser.submit(formOf((await browser.get(at(request))).html, new RegExp(`${verb}$`)), fields);
const carryOut = () => execFileSync(site.yimeng, ['worker', '--once', site.settings], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60000 });

describe('a request about personal data', () => {
	test('is keyed by the code, stands in the list with its day, and is there once', async () => {
		const browser = clerk();
		const code = await pledge();
		const path = await asked(clerk(), 'access', 'pledge', `${code.slice(0, 4)}-${code.slice(4)}`);
		const again = await askFor(browser, 'access', 'pledge', code);
		assert.equal(again.status, 422);
		assert.match(wordsOf(again.html), /同样的请求已经登记/);
		const [[due, days]] = query(`SELECT due_on, DATEDIFF(due_on, DATE(asked_at + INTERVAL 8 HOUR)) FROM personal_request WHERE subject = 'pledge:${code}'`);
		assert.equal(Number(days), 21);
		let list = await browser.get(at('/requests'));
		while (!list.html.includes(code)) {
			const next = linkOf(list.html, /下一页/);
			assert.ok(next, 'in the list');
			list = await browser.get(next.href);
		}
		assert.ok(list.html.includes(due));
		assert.match(list.html, new RegExp(`href="${at(path)}"`));
	});
	test('of a code that is not there, or not in one\'s reach, is shown again', async () => {
		const code = await pledge();
		const { code: pupil } = student();
		for (const [role, about, wanted] of [['city', 'pledge', 'AAAAAAAAA'], ['city', 'student', 'AAAAAAAAA'], ['charity', 'pledge', code],
			['charity', 'student', pupil]]) {
			const answer = await askFor(clerk(role), 'access', about, wanted);
			assert.equal(answer.status, 422, `${role} ${about}`);
			assert.match(wordsOf(answer.html), /没有这个编码/);
		}
		assert.equal(number(`SELECT COUNT(*) FROM personal_request WHERE subject IN ('pledge:AAAAAAAAA', 'pledge:${code}', 'student:${pupil}')`), 0);
	});
	test('is not decided by who keyed it, who sees no button and is refused', async () => {
		const [maker, checker] = [clerk(), clerk()];
		const pupil = student();
		const path = await asked(maker, 'access', 'student', pupil.code);
		const page = await maker.get(at(path));
		assert.match(wordsOf(page.html), /要由另一位同事处理/);
		assert.doesNotMatch(page.html, /\/(grant|refuse)"/);
		const others = await checker.get(at(path));
		assert.doesNotMatch(wordsOf(others.html), /要由另一位同事处理/);
		// The button of another's request, sent to one's own.
		const other = await maker.get(at(await asked(checker, 'access', 'student', student().code)));
		const refused = await maker.submit({ ...formOf(other.html, /grant$/), action: at(`${path}/grant`) });
		assert.equal(refused.status, 403);
		assert.match(wordsOf(refused.html), /由另一位同事来做/);
		assert.equal(number(`SELECT COUNT(*) FROM personal_request WHERE subject = 'student:${pupil.code}' AND decided_at IS NULL`), 1);
	});
	test('to see: granted, then shown in clear on a sheet to print, and each showing is in the trail', async () => {
		const browser = clerk();
		const pupil = student();
		const path = await asked(clerk(), 'access', 'student', pupil.code);
		assert.doesNotMatch((await browser.get(at(path))).html, /显示副本/);
		assert.equal((await decide(browser, path, 'grant')).headers.location, at(`${path}?said=decided`));
		const sheet = await decide(browser, path, 'copy');
		assert.equal(sheet.status, 200);
		for (const word of [pupil.姓名, pupil.身份证号, pupil.监护人, pupil.监护人电话, pupil.家庭住址, schoolName, '小学', '孤儿'])
			assert.ok(textOf(sheet.html).includes(word), word);
		assert.match(sheet.headers['cache-control'], /no-store/);
		await decide(browser, path, 'copy');
		assert.equal(trailOf({ subject: `student:${pupil.code}` }).filter(event => event.action === 'personal_request_show').length, 2);
		assert.match(wordsOf((await browser.get(at(path))).html), /已完成/);
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%${pupil.身份证号}%' OR detail LIKE '%赵小花%'`), 0);
	});
	test('to see a pledge shows what the giver said', async () => {
		const browser = clerk();
		const path = await asked(clerk(), 'access', 'pledge', await pledge());
		await decide(browser, path, 'grant');
		const sheet = await decide(browser, path, 'copy');
		for (const word of [giver.name, giver.telephone])
			assert.ok(textOf(sheet.html).includes(word), word);
	});
	test('to be forgotten waits while the student is on the register', async () => {
		const browser = clerk();
		const { code } = student();
		const path = await asked(clerk(), 'erasure', 'student', code);
		const page = await browser.get(at(path));
		assert.match(wordsOf(page.html), /还在使用/);
		const answer = await decide(browser, path, 'grant');
		assert.equal(answer.status, 422);
		assert.match(wordsOf(answer.html), /没有同意成/);
		assert.equal(number(`SELECT COUNT(*) FROM personal_request WHERE subject = 'student:${code}' AND decided_at IS NULL`), 1);
		const unsaid = await decide(browser, path, 'refuse', { reason: '' });
		assert.equal(unsaid.status, 422);
		const refused = await decide(browser, path, 'refuse', { reason: '还在名册上' });
		assert.equal(refused.status, 303);
		assert.match(wordsOf((await browser.get(at(path))).html), /已拒绝.*还在名册上/);
	});
	test('to be forgotten is done by the worker, and nothing of the giver is left', async () => {
		const browser = clerk();
		const code = await pledge();
		query(`UPDATE pledge SET withdrawn_at = UTC_TIMESTAMP(6) WHERE code = ${literal(code)}`);
		const path = await asked(clerk(), 'erasure', 'pledge', code);
		assert.equal((await decide(browser, path, 'grant')).status, 303);
		query("UPDATE job SET once_key = NULL WHERE kind = 'retention'");		/* as if its hour had come */
		carryOut();
		assert.deepEqual(query(`SELECT name_sealed, telephone_sealed, email_sealed, erased_at IS NOT NULL FROM pledge WHERE code = ${literal(code)}`),
			[[null, null, null, '1']]);
		assert.match(wordsOf((await browser.get(at(path))).html), /已完成/);
		assert.equal((await browser.get(at(`/pledges/${code}`))).status, 200);
	});
	test('of another scope is not found, and who tried is in the trail', async () => {
		const pupil = student();
		const path = await asked(clerk(), 'access', 'student', pupil.code);
		const stranger = hire({ role: 'county', unit: unitOf('county', `'${schoolPath}' NOT LIKE CONCAT(path, '%')`) });
		assert.equal((await signedIn(stranger, { factor: 0 }).get(at(path))).status, 404);
		assert.equal(trailOf({ actor: stranger.login }, 1)[0].outcome, 'refused');
		const own = hire({ role: 'county', unit: unitOf('county', `'${schoolPath}' LIKE CONCAT(path, '%')`) });
		assert.equal((await signedIn(own, { factor: 0 }).get(at(path))).status, 200);
		assert.ok(schoolId);
	});
});
