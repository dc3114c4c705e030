// The worker is killed while it looks a file through and while it writes it: all rows go in or none, each once, and the trail holds.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { bring, csv, checkOf, idOf, importOf, press, student } from '../client/importing.mjs';
import { number, query } from '../client/database.mjs';
import { check, startSite, stopSite } from '../client/private_site.mjs';
import { pause, site, within } from '../client/site.mjs';
import { hire, signedIn, unitOf } from '../client/staffing.mjs';

const rows = 20000;
const workers = new Set();

before(async () => {
	await startSite();
	execFileSync(`${process.env.YM_TOP}/quickstart.d/site`, ['stop', process.env.YM_VAR, 'worker'], { stdio: 'inherit' });
});
after(async () => {
	for (const worker of workers)
		worker.child.kill('SIGKILL');
	stopSite();
});

const startWorker = () => {
	const child = spawn(site.yimeng, ['worker', site.settings], { stdio: 'ignore' });
	const worker = { child, ended: new Promise(resolve => child.on('exit', resolve)) };
	workers.add(worker);
	worker.ended.then(() => workers.delete(worker));
	return worker;
};
const kill = worker => {
	worker.child.kill('SIGKILL');
	return within(10000, 'the worker ends', worker.ended);
};
const until = async (what, holds) => {
	for (const late = Date.now() + 60000; !holds(); await pause(5))
		if (Date.now() > late)
			throw new Error(`${what} takes too long`);
};

const file = school => csv(Array.from({ length: rows }, (_, i) => {
	const digits = `37130220${10 + Math.floor(i / 3000)}01${String(1 + Math.floor(i / 300) % 10).padStart(2, '0')}${String(i % 300).padStart(3, '0')}`;
	return student({ 学校: school.name, 身份证号: digits + checkOf(digits) });
}));
// A worker that fell silent is believed dead after half a minute; nobody waits for that here.
const silence = id => query(`UPDATE job SET heartbeat_at = heartbeat_at - INTERVAL 1 HOUR WHERE subject = 'import:${id}' AND state = 'running'`);
const running = id => number(`SELECT COUNT(*) FROM job WHERE subject = 'import:${id}' AND state = 'running'`) > 0;
const students = () => number('SELECT COUNT(*) FROM student');

test('an import survives kill -9 of its worker, in the check and in the commit', async () => {
	const school = unitOf('school');
	const browser = signedIn(hire({ role: 'county', unit: unitOf('county', `'${school.path}' LIKE CONCAT(path, '%')`) }));
	const first = students();
	let worker = startWorker();
	const id = idOf(await bring(browser, { content: file(school) }));
	await until('the check begins', () => running(id));
	await kill(worker);
	assert.match(importOf(id).state, /checking|ready/);
	assert.equal(students(), first);
	assert.equal(number(`SELECT COUNT(*) FROM import_bad_row WHERE import_id = ${id}`), 0);
	silence(id);
	worker = startWorker();
	await until('the check', () => importOf(id).state === 'ready');
	assert.deepEqual([importOf(id).added, importOf(id).bad], [rows, 0]);

	let struck = 0;
	await press(browser, id, 'commit');
	for (const wait of [50, 200, 400]) {
		await until('the commit begins', () => running(id) || importOf(id).state === 'done');
		await pause(wait);
		await kill(worker);
		const now = students() - first;
		assert.ok(now === 0 || now === rows, `${now} rows`);
		struck += now === 0;
		silence(id);
		worker = startWorker();
	}
	assert.ok(struck > 0, 'it struck in the midst at least once');
	await until('the commit', () => importOf(id).state === 'done');
	assert.equal(students() - first, rows);
	assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE action = 'student_add' AND subject IN (SELECT CONCAT('student:', code) FROM student)`) >= rows, true);
	assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE action = 'import_done' AND subject = 'import:${id}'`), 1);
	assert.doesNotMatch(check(), /BROKEN/);
	execFileSync(site.yimeng, ['audit', 'verify', site.settings], { stdio: 'pipe' });
});
