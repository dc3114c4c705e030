// The audit trail as the audit administrator searches it, and that the search itself is in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { literal, number, query } from '../client/database.mjs';
import { elements, linkOf, linksOf, textOf, wordsOf } from '../client/html.mjs';
import { site } from '../client/site.mjs';
import { hire, signedIn, trailOf } from '../client/staffing.mjs';

const at = path => site.admin + path;
const auditor = () => hire({ role: 'audit' });
const rowsOf = answer => elements(answer.html, 'tr').filter(row => /ym-trail-(event|change)/.test(row.attributes.class ?? ''))
	.map(row => ({ event: /event/.test(row.attributes.class), text: textOf(row.inner), html: row.inner }));

let made = false;
// Events of their own, on days of their own: each later than all there were before, as a trail grows. Resolves with the day.
const write = (actor, count, { action = 'unit_move', subject = 'unit:7', reason, detail } = {}) => {
	const build = process.env.YM_BUILD;
	if (!made)
		execFileSync('make', ['-C', build, '--silent', 'tests/client/write_events'], { stdio: ['ignore', 'ignore', 'inherit'] });
	made = true;
	const [[day]] = query('SELECT DATE(GREATEST(UTC_TIMESTAMP, IFNULL(MAX(at), 0))) + INTERVAL 3 DAY FROM audit_event');
	execFileSync(join(build, 'tests/client/write_events'), [site.settings, actor, action, subject, day, String(count),
		...[reason, detail].filter(word => word !== undefined)]);
	return day;
};
const somebody = () => `p${randomInt(1e9)}`;
const after = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);

describe('the audit trail', () => {
	test('says who did what, and what changed from what to what', async () => {
		const actor = somebody();
		const day = write(actor, 1, { reason: '搬<b>迁', detail: '{"parent":["蒙阴县","费县"],"telephone":[true,true],"rows":12,"note":["<script>",null]}' });
		const answer = await signedIn(auditor()).get(at(`/audit?actor=${actor}`));
		const [event, ...changes] = rowsOf(answer);
		assert.equal(answer.status, 200);
		assert.ok(event.text.startsWith(`${day} 12:00`), event.text);
		for (const word of [actor, '市级管理员', '调整机构隶属', 'unit_move', 'unit:7', '已办', '搬<b>迁'])
			assert.ok(event.text.includes(word), `${word} in ${event.text}`);
		assert.equal(changes.length, 4);
		assert.match(changes[0].text.replaceAll(' ', ''), /上级机构parent：蒙阴县→费县/);
		assert.match(changes[1].text.replaceAll(' ', ''), /电话telephone：已更改（个人信息，不显示）/);
		assert.match(changes[2].text.replaceAll(' ', ''), /行数rows：12/);
		assert.match(changes[3].html, /&lt;script&gt;/);
		assert.doesNotMatch(answer.html, /<b>迁|<script>"/);
	});
	test('is searched by who, what, about whom and when, together', async () => {
		const browser = signedIn(auditor());
		const actor = somebody();
		const first = write(actor, 2, { subject: 'unit:41' });
		const second = write(actor, 3, { action: 'unit_end', subject: 'unit:42' });
		const count = async search => rowsOf(await browser.get(at(`/audit?actor=${actor}&${search}`))).length;
		assert.equal(await count(''), 5);
		assert.equal(await count('action=unit_end'), 3);
		assert.equal(await count('action=any'), 5);
		assert.equal(await count('action='), 5);
		assert.equal(await count('subject=unit%3A41'), 2);
		assert.equal(await count('subject=unit%3A41&action=unit_end'), 0);
		assert.equal(await count(`from=${after(first, 1)}`), 3);
		assert.equal(await count(`until=${after(second, -1)}`), 2);
		assert.equal(await count(`from=${first}&until=${second}`), 5);
		assert.equal(await count(`from=${first}&until=${first}`), 2);
		assert.equal(await count(`from=${after(second, 1)}`), 0);
	});
	test('goes on page by page, and keeps the search in its address', async () => {
		const browser = signedIn(auditor());
		const actor = somebody();
		write(actor, 120);
		let answer = await browser.get(at(`/audit?actor=${actor}&action=unit_move`));
		const sizes = [rowsOf(answer).length];
		for (let next; (next = linkOf(answer.html, /下一页/)); sizes.push(rowsOf(answer).length)) {
			assert.match(next.href, new RegExp(`actor=${actor}&action=unit_move&after=`));
			answer = await browser.get(next.href);
		}
		assert.deepEqual(sizes, [50, 50, 20]);
		assert.equal(linkOf(answer.html, /回到首页/).href, at(`/audit?actor=${actor}&action=unit_move`));
		assert.match(answer.html, new RegExp(`value="${actor}"`));
		assert.match(answer.html, /<option value="unit_move" selected/);
	});
	test('leads from a row to all of that person, and all about that thing', async () => {
		const actor = somebody();
		write(actor, 1, { subject: 'unit:99&x=<' });
		const links = linksOf((await signedIn(auditor()).get(at(`/audit?actor=${actor}`))).html);
		assert.ok(links.some(link => link.href === at(`/audit?actor=${actor}`)));
		assert.ok(links.some(link => link.href === at('/audit?subject=unit%3A99%26x%3D%3C')));
	});
	test('notes each search once, whoever pages through it', async () => {
		const person = auditor();
		const browser = signedIn(person);
		const actor = somebody();
		write(actor, 60);
		const answer = await browser.get(at(`/audit?actor=${actor}`));
		await browser.get(linkOf(answer.html, /下一页/).href);
		const seen = trailOf({ actor: person.login });
		assert.equal(seen.filter(event => event.action === 'audit_view').length, 1);
		assert.equal(seen[0].outcome, 'seen');
		assert.equal(number(`SELECT COUNT(*) FROM audit_event WHERE actor = ${literal(person.login)} AND detail LIKE '%actor=${actor}%'`), 1);
	});
	test('finds nothing rather than fail: rare characters, nobody, a far day', async () => {
		const browser = signedIn(auditor());
		for (const search of ['actor=%E6%9D%8E', 'subject=%F0%A0%AE%B7', 'actor=nobody.at.all', 'from=9999-12-31', 'until=0001-01-01']) {
			const answer = await browser.get(at(`/audit?${search}`));
			assert.equal(answer.status, 200, search);
			assert.match(wordsOf(answer.html), /没有符合条件的记录/, search);
		}
	});
	test('refuses an address that was typed wrong', async () => {
		const browser = signedIn(auditor());
		for (const search of ['from=2020-02-30', 'action=no_such_thing', 'after=x', 'after=0', `actor=${'x'.repeat(41)}`])
			assert.equal((await browser.get(at(`/audit?${search}`))).status, 400, search);
	});
	test('leads to the export of what was searched', async () => {
		const browser = signedIn(auditor());
		const linkFor = async search => linkOf((await browser.get(at(`/audit?${search}`))).html, /^导出$/)?.href;
		assert.equal(await linkFor('actor=wang.fang&action=&subject=unit%3A7&from=2026-01-02'),
			at(`/exports/new?kind=audit&filter=${encodeURIComponent('actor=wang.fang&subject=unit:7&from=2026-01-02')}`));
		assert.equal(await linkFor(''), at('/exports/new?kind=audit&filter='));
		assert.equal(await linkFor('subject=a%26b'), undefined);
	});
	test('is the audit administrator\'s alone, and who else tries is in it', async () => {
		for (const role of ['city', 'system', 'safety']) {
			const person = hire({ role });
			const answer = await signedIn(person).get(at('/audit'));
			assert.equal(answer.status, 403, role);
			assert.deepEqual([trailOf({ actor: person.login }, 1)[0]].map(event => [event.action, event.outcome]), [['audit_view', 'refused']]);
		}
	});
	test('is still one chain', () => {
		assert.match(execFileSync(site.yimeng, ['audit', 'verify', site.settings], { encoding: 'utf8' }), /^holds/);
	});
	test('says every action in an export as on its page', async () => {
		const said = new Map(query("SELECT value, word FROM sheet_word WHERE kind = 'audit' AND field = 'action' ORDER BY id"));
		const answer = await signedIn(auditor()).get(at('/audit'));
		for (const option of elements(elements(answer.html, 'select').find(({ attributes }) => attributes.name === 'action').inner, 'option'))
			if (option.attributes.value !== '')
				assert.equal(said.get(option.attributes.value), textOf(option.inner), option.attributes.value);
	});
	test('has words for every action it offers and every action that happened', async () => {
		const answer = await signedIn(auditor()).get(at('/audit'));
		const offered = elements(answer.html, 'option').map(option => ({ value: option.attributes.value, words: textOf(option.inner) }));
		for (const { value, words } of offered)
			assert.notEqual(words, '', value);
		for (const [action] of query('SELECT DISTINCT action FROM audit_event'))
			assert.ok(offered.some(option => option.value === action), `${action} is not offered: view/pages/admin/words.xhtml, audit_pages.c`);
	});
});
