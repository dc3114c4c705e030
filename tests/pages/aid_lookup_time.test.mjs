// Every kind of miss of a look-up takes the same time, and so does the question itself, whoever is on the register: nobody learns by a clock who
// is. Straight to the program, one request after the other, the kinds of each round in an order of their own. All pairs of kinds are compared
// by two tests (tests/client/distribution.mjs); this file cries wolf once in a thousand runs. Broken on purpose (the opening of a decoy or
// the digests of a name left out where there is no such child) it fails.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { encoded } from '../client/browser.mjs';
import { query } from '../client/database.mjs';
import { chanceOfDistance, chanceOfZ, median, rankSum } from '../client/distribution.mjs';
import { newIdNumber } from '../client/family.mjs';
import { Connection, wholeRequest } from '../client/fastcgi.mjs';
import { plantAward, plantChild } from '../client/lookup.mjs';
import { newCode } from '../client/pairing.mjs';
import { site } from '../client/site.mjs';

const rounds = 400, falseAlarms = 1e-3;
let address = 0;
const nextAddress = () => `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address++ & 255}`;

const visitors = [];
after(() => visitors.forEach(visitor => visitor.connection.close()));

// A visitor over one kept connection: its cookies, and the time from the last byte sent to the answer's end.
class Visitor {
	constructor() {
		this.cookies = new Map();
		this.connection = new Connection(site.aidSocket);
		this.asked = 0;
		visitors.push(this);
	}

	async ask(path, fields) {
		if (this.asked++ % 64 === 63) {
			this.connection.close();
			this.connection = new Connection(site.aidSocket);
		}
		const body = fields === undefined ? '' : encoded(fields);
		const bytes = wholeRequest(path, { keep: true, body, more: {
			SCRIPT_NAME: site.aid, REQUEST_URI: site.aid + path, REMOTE_ADDR: nextAddress(), HTTP_COOKIE: [...this.cookies].map(pair => pair.join('=')).join('; '),
			...(fields !== undefined && { REQUEST_METHOD: 'POST', CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(Buffer.byteLength(body)),
				HTTP_ORIGIN: site.url }) } });
		const from = process.hrtime.bigint();
		this.connection.send(bytes);
		const answer = await this.connection.answer();
		answer.microseconds = Number(process.hrtime.bigint() - from) / 1000;
		for (const [, name, value] of answer.text.matchAll(/^Set-Cookie: ([^=]+)=([^;]*)/gim))
			this.cookies.set(name, value);
		return answer;
	}

	async token(path) { return /name="form_token" value="([^"]*)"/.exec((await this.ask(path)).text)[1]; }
}

const shuffled = list => list.map(item => [Math.random(), item]).sort(([a], [b]) => a - b).map(([, item]) => item);

// `kinds`: a name and what asks for it once, which gives the answer. The first rounds warm up.
const sample = async (kinds, status, before = () => {}) => {
	const times = Object.fromEntries(Object.keys(kinds).map(kind => [kind, []]));
	for (let round = -20; round < rounds; round++) {
		before();
		for (const kind of shuffled(Object.keys(kinds))) {
			const answer = await kinds[kind]();
			assert.equal(answer.status, status, `${kind}: ${answer.text.slice(0, 300)}`);
			if (round >= 0)
				times[kind].push(answer.microseconds);
		}
	}
	return times;
};

const tellApart = (what, times) => {
	const kinds = Object.keys(times), pairs = kinds.flatMap((a, i) => kinds.slice(i + 1).map(b => [a, b]));
	const least = falseAlarms / 3 / 2 / pairs.length, told = [];
	for (const [a, b] of pairs) {
		const z = rankSum(times[a], times[b]), chances = [chanceOfZ(z), chanceOfDistance(times[a], times[b])];
		if (Math.min(...chances) < least)
			told.push(`${a} (median ${median(times[a]).toFixed(0)} µs) and ${b} (${median(times[b]).toFixed(0)} µs): z ${z.toFixed(1)}, by chance ${chances.map(chance => chance.toExponential(1))}`);
	}
	console.log(`# ${what}: ${kinds.map(kind => `${kind} ${median(times[kind]).toFixed(0)} µs`).join(', ')}`);
	return told;
};

// Whatever is counted: limits are another test's.
const forget = tables => () => query(tables.map(table => `DELETE FROM ${table};`).join(' '));

describe('by a clock', () => {
	test('misses of a slip cannot be told apart', async () => {
		const visitor = new Visitor(), form_token = await visitor.token('/lookup/slip'), name = '张三丰';
		const show = slip => () => visitor.ask('/lookup/slip', { slip, name, form_token });
		const kinds = {
			'no such code': show(newCode()), 'another name': show(plantAward(plantChild()).code), left: show(plantAward(plantChild({ left: true, name })).code),
			erased: show(plantAward(plantChild({ erased: true, name })).code),
		};
		assert.deepEqual(tellApart('a slip', await sample(kinds, 404, forget(['attempt']))), []);
	});

	test('the question for a code takes the same time, whoever is on the register', async () => {
		const visitor = new Visitor(), form_token = await visitor.token('/lookup');
		const ask = (child, name = child.name) => () => visitor.ask('/lookup', { id_number: child.idNumber, name, form_token });
		const kinds = {
			found: ask(plantChild({ name: '张三丰' })), 'no record': ask({ idNumber: newIdNumber('20080505'), name: '张三丰' }),
			'another name': ask(plantChild(), '张三丰'), 'no telephone': ask(plantChild({ telephone: null, name: '张三丰' })),
			left: ask(plantChild({ left: true, name: '张三丰' })),
		};
		assert.deepEqual(tellApart('the question', await sample(kinds, 303, forget(['attempt', 'telephone_code']))), []);
	});

	test('wrong codes cannot be told apart: of a child, of none, too old, tried too often', async () => {
		const kinds = {}, indexes = [];
		for (const [kind, child, change] of [['another code', plantChild(), ''], ['no record', { idNumber: newIdNumber('20080505'), name: '张三丰' }, ''],
			['too old', plantChild(), "expires_at = '2018-01-01'"], ['tried too often', plantChild(), 'tries = 5']]) {
			const visitor = new Visitor(), form_token = await visitor.token('/lookup');
			await visitor.ask('/lookup', { id_number: child.idNumber, name: child.name, form_token });
			const [[id]] = query('SELECT MAX(id) FROM telephone_code');
			indexes.push(`UPDATE telephone_code SET tries = 0${change ? `, ${change}` : ''} WHERE id = ${id};`);
			const enter_token = await visitor.token('/lookup/code');
			kinds[kind] = () => visitor.ask('/lookup/code', { code: '123456', form_token: enter_token });
		}
		const times = await sample(kinds, 404, () => query(`DELETE FROM attempt; ${indexes.join(' ')}`));
		assert.deepEqual(tellApart('a code', times), []);
	});
});
