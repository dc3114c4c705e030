// What holds for every page of the staff program: read by everyone, on a phone and at a desk, in both languages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { number, query } from '../client/database.mjs';
import { plantFamily, plantStudent } from '../client/pairing.mjs';
import { hire, unitOf } from '../client/staffing.mjs';
import { assertAccessible, assertNoSideScroll, assertTappable, shoot, sizes } from './browser.mjs';
import { atWork, openDesk } from './office.mjs';

// Each page that a GET shows without a code or a number in its address, under the first role that may.
const routes = execFileSync(join(process.env.YM_BUILD, 'admin'), ['--routes'], { encoding: 'utf8' }).trim().split('\n')
	.map(line => line.split('\t'))
	.filter(([method, path, who]) => method === 'GET' && who === 'staff' && !/[{]/.test(path))
	.map(([, path, , , roles]) => ({ path, role: roles.split(' ')[0] }));

// One thing of each kind: what the demonstration has, or a row of our own.
const things = () => {
	const student = plantStudent(), family = plantFamily({ unit: unitOf('township', `'${student.school.path}' LIKE CONCAT(path, '%')`) });
	query(`UPDATE family SET home_code = LEFT('${student.home}', 9), travel_km = 100 WHERE id = ${family.id}`);
	execFileSync(process.env.YM_YIMENG, ['match', 'run', String(unitOf('city').id), process.env.YM_CONF]);
	query(`INSERT INTO outbox (message_key, channel, template, shown_to, state, attempts, queued_at, not_before, failure) VALUES
		(LEFT(MD5(RAND()), 22), 'sms', 'code', '139****0000', 'unknown', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'timeout')`);
	query(`INSERT INTO job (kind, state, total, position, queued_at, not_before, started_at, heartbeat_at) VALUES
		('key_rotate', 'done', 100, 62, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`);
	// A draft that nobody has begun to write in: a copy of what is in force.
	const drafted = number("SELECT id FROM programme WHERE code = 'boarding_subsidy'");
	if (number(`SELECT COUNT(*) FROM aid_rule_version WHERE programme_id = ${drafted} AND state = 'draft'`) === 0) {
		query(`INSERT INTO aid_rule_version (programme_id, version, valid_from, law_ref, source, drafted_at) SELECT ${drafted}, 2, '2030-01-01', law_ref, source,
			drafted_at FROM aid_rule_version WHERE programme_id = ${drafted}`);
		const version = number(`SELECT id FROM aid_rule_version WHERE programme_id = ${drafted} AND state = 'draft'`);
		query(`INSERT INTO aid_tier SELECT ${version}, tier, amount_fen, per, up_to, title, title_en FROM aid_tier WHERE version_id =
			(SELECT id FROM aid_rule_version WHERE programme_id = ${drafted} AND version = 1)`);
		query(`INSERT INTO aid_clause SELECT ${version}, tier, group_number, position, field, op, value, reason, reason_en FROM aid_clause WHERE version_id =
			(SELECT id FROM aid_rule_version WHERE programme_id = ${drafted} AND version = 1) AND group_number < 6`);
	}
	const newest = table => number(`SELECT MAX(id) FROM ${table}`);
	const county = number("SELECT id FROM unit WHERE kind = 'county' ORDER BY id LIMIT 1");
	const [[code]] = query("SELECT code FROM pledge WHERE code LIKE 'DEM%' ORDER BY id LIMIT 1");
	const run = newest('match_run');
	const [[matched]] = query(`SELECT s.code FROM match_proposal m JOIN student s ON s.id = m.student_id WHERE m.run_id = ${run} LIMIT 1`);
	return [
		...['', '/proposals', '/families', '/students', `/students/${matched}`, `/compare?with=${run}`].map(path => ({ role: 'city', path: `/match-runs/${run}${path}` })),
		{ role: 'county', path: `/pairing-students/${student.code}` }, { role: 'county', path: `/pairing-students/${student.code}/edit` },
		{ role: 'school', path: `/students/${student.code}/aid` },
		...['', '/words', '/draft', '/draft/edit', '/draft/tier?tier=1', '/draft/clause?tier=0&group=0&position=1', '/draft/try?registered=1']
			.map(path => ({ role: 'city', path: `/programmes/${drafted}${path}` })),
		{ role: 'city', path: '/campaigns/1' }, { role: 'city', path: '/campaigns/1/edit' }, { role: 'city', path: '/campaigns/1/change' },
		{ role: 'city', path: '/campaigns?state=published' }, { role: 'city', path: '/pledges?state=registered' }, { role: 'city', path: `/pledges/${code}` },
		{ role: 'city', path: `/units/${county}` }, { role: 'city', path: `/units/${county}/move` }, { role: 'city', path: `/units/${county}/new` },
		{ role: 'system', path: `/jobs/${newest('job')}` }, { role: 'system', path: `/outbox/${newest('outbox')}` },
		{ role: 'safety', path: `/accounts/${newest('account')}` }, { role: 'safety', path: `/accounts/${newest('account')}/grant` },
	];
};

const shown = path => 'admin' + path.replace(/\d+/g, 'N').replace(/\W+/g, '-');
const visit = async (options, look) => {
	const pages = new Map();
	for (const { role, path } of [...routes, ...things()]) {
		if (!pages.has(role))
			pages.set(role, await atWork(people.get(role), options));
		const page = pages.get(role);
		const answer = await openDesk(page, path);
		assert.equal(answer.status(), 200, `${role} ${path}`);
		await look(page, `${role} ${path}`, path);
		assert.deepEqual(page.problems, [], path);
	}
	for (const page of pages.values())
		await page.context().close();
};

const people = new Map();
before(() => {
	for (const role of ['city', 'county', 'township', 'school', 'charity', 'system', 'safety', 'audit'])
		people.set(role, hire({ role }));
});

test('every page satisfies axe on a phone, scrolls one way only, and is large enough to tap', async () => {
	await visit({ size: sizes.phone }, async (page, what, path) => {
		await assertAccessible(page, what);
		await assertNoSideScroll(page, what);
		await assertTappable(page, what);
		await shoot(page, shown(path));
	});
});

test('every page satisfies axe at a desk in English, without Chinese words of its own', async () => {
	await visit({ size: sizes.desk, locale: 'en-GB' }, async (page, what) => {
		await assertAccessible(page, what);
		const left = await page.evaluate(() => {
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const found = [];
			for (let node = walker.nextNode(); node; node = walker.nextNode())
				if (!node.parentElement.closest('textarea') && /[\u4e00-\u9fff]/.test(node.data) && node.parentElement.closest('[lang]').lang !== 'zh-CN')
					found.push(node.data.trim());
			return found;
		});
		assert.deepEqual(left, [], what);
	});
});

test('no page scrolls sideways at 320 pixels', async () => {
	await visit({ size: sizes.narrow }, (page, what) => assertNoSideScroll(page, what));
});
