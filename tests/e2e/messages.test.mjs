// The words of the pages and their translations.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { site } from '../client/site.mjs';

const pages = fileURLToPath(new URL('../../view/pages/', import.meta.url));
const po = name => readFileSync(new URL(`../../po/${name}`, import.meta.url), 'utf8');

const names = folder => readdirSync(pages + folder, { withFileTypes: true }).flatMap(entry =>
	entry.isDirectory() ? names(`${folder}${entry.name}/`) : entry.name.endsWith('.xhtml') ? [folder + entry.name.slice(0, -6)] : []);

const asked = () => execFileSync(site.yimeng, ['messages', pages, ...names('').filter(name => !/(^|\/)(shell|parts)$/.test(name)).sort()],
	{ encoding: 'utf8' });

// msgid → msgstr, the strings of several lines joined.
const messages = text => new Map([...text.matchAll(/^msgid ((?:".*"\s*)+)^msgstr ((?:".*"\s*)+)/gm)].map(([, id, translation]) =>
	[id, translation].map(quoted => [...quoted.matchAll(/"(.*)"/g)].map(([, part]) => JSON.parse(`"${part}"`)).join(''))));

const slots = text => [...text.matchAll(/\$\{\w+\}/g)].map(([slot]) => slot).sort();

test('po/yimeng.pot holds what the pages say today', () => {
	assert.deepEqual([...messages(asked()).keys()].sort(), [...messages(po('yimeng.pot')).keys()].sort());
});

test('every message has English words with the same values in them, and no others are kept', () => {
	const english = messages(po('en.po'));
	const wanted = [...messages(asked()).keys()].filter(id => id !== '');
	assert.ok(wanted.length > 200);
	assert.deepEqual(wanted.filter(id => !english.get(id)), [], 'not translated');
	assert.deepEqual(wanted.filter(id => String(slots(id)) !== String(slots(english.get(id)))), [], 'values differ');
	assert.deepEqual([...english.keys()].filter(id => id !== '' && !wanted.includes(id)), [], 'no page says this any more');
});
