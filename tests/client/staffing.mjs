// Members of staff of the tests' own: hired straight into the database, signed in over HTTP or with a session that was planted.
//	const county = hire({ role: 'county', unit: unitOf('county') });
//	const browser = signedIn(county);			// a session, a fresh second factor
//	const answer = await browser.get(`${site.admin}/campaigns`);
import { execFileSync } from 'node:child_process';
import { createHmac, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after } from 'node:test';
import { Browser, somebodyElse } from './browser.mjs';
import { literal, number, query } from './database.mjs';
import { site } from './site.mjs';

let made = false;
const helper = (...words) => {
	const build = process.env.YM_BUILD;
	if (!made)
		execFileSync('make', ['-C', build, '--silent', 'tests/client/staff_secret'], { stdio: ['ignore', 'ignore', 'inherit'] });
	made = true;
	return execFileSync(join(build, 'tests/client/staff_secret'), [site.settings, ...words], { encoding: 'utf8', timeout: 20000 }).trim().split('\n');
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const newSecret = () => Array.from({ length: 32 }, () => alphabet[randomInt(32)]).join('');

const bytesOf = secret => {
	const bits = [...secret.replace(/[ =]/g, '')].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
};

export const stepNow = () => Math.floor(Date.now() / 30000);

// RFC 6238: HMAC-SHA-1, 30 s, six digits. Of the step now, or so many steps from it.
export const codeOf = (secret, offset = 0) => {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(stepNow() + offset));
	const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
};

// The first unit of a kind in the site's org tree: its id, path, name and code.
export const unitOf = (kind, where = 'TRUE') => {
	const [[id, path, name, code]] = query(`SELECT id, path, name, code FROM unit WHERE kind = '${kind}' AND ${where} ORDER BY id LIMIT 1`);
	return { id: Number(id), path, name, code };
};

const kindOfRole = { city: 'city', county: 'county', township: 'township', school: 'school', charity: 'charity', system: 'city', safety: 'city', audit: 'city' };
const hex = text => `X'${text}'`;

// An account with a role. `enrolled` false: a first password, nothing else.
export const hire = ({ role = 'city', unit = unitOf(kindOfRole[role]), enrolled = true, demo = false, sso = null, ...more } = {}) => {
	const login = more.login ?? `t${randomInt(1e9, 1e10)}`;
	const person = { login, name: more.name ?? '试验员', password: more.password ?? 'wang yang zai shan po shang', secret: newSecret(), role, unit };
	const [hash, sealed] = helper('account', login, person.password, person.secret);
	query(`INSERT INTO account (login, name, sso_name, password_hash, password_changed_at, password_must_change, totp_secret_sealed,
		totp_confirmed_at, created_at, demo) VALUES (${literal(login)}, ${literal(person.name)}, ${literal(sso)}, ${sso ? 'NULL' : literal(hash)},
		UTC_TIMESTAMP(6), ${enrolled ? 0 : 1}, ${enrolled ? hex(sealed) : 'NULL'}, ${enrolled ? 'UTC_TIMESTAMP(6)' : 'NULL'}, UTC_TIMESTAMP(6), ${demo ? 1 : 0})`);
	person.id = number(`SELECT id FROM account WHERE login = ${literal(login)}`);
	person.grant = grantRole(person, role, unit);
	hired.push(person.id);
	return person;
};

// They leave after a file's tests: what a test did to them by hand would break the invariants that others ask for.
const hired = [];
after(() => {
	const all = hired.splice(0).join(', ');
	if (all !== '')
		query(`UPDATE staff_session SET ended_at = UTC_TIMESTAMP(6) WHERE account_id IN (${all}) AND ended_at IS NULL;
			UPDATE role_grant SET revoked_at = UTC_TIMESTAMP(6) WHERE account_id IN (${all}) AND revoked_at IS NULL;`);
});

// One role more. Its grant's id.
export const grantRole = (person, role, unit = unitOf(kindOfRole[role])) => {
	query(`INSERT INTO role_grant (account_id, role, unit_id, granted_at) VALUES (${person.id}, ${literal(role)}, ${unit.id}, UTC_TIMESTAMP(6))`);
	return number(`SELECT MAX(id) FROM role_grant WHERE account_id = ${person.id}`);
};

export const sessionCookie = '__Secure-ym-admin';

// A browser that holds a session of this person. `idle`: minutes since anything was done; `factor`: minutes since the code was typed (null:
// never); `age`: minutes since signing in.
export const signedIn = (person, { idle = 0, factor = 0, age = idle, stage = 'full', method = 'password', headers = somebodyElse() } = {}) => {
	const [token, digest] = helper('session');
	const ago = minutes => minutes === null ? 'NULL' : `UTC_TIMESTAMP(6) - INTERVAL ${minutes} MINUTE`;
	query(`INSERT INTO staff_session (token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, address, browser)
		VALUES (${hex(digest)}, ${person.id}, ${person.grant}, '${stage}', '${method}', ${ago(age)}, ${ago(idle)}, ${ago(factor)}, '192.0.2.1', 'test')`);
	const browser = new Browser({ headers });
	browser.cookies.set(sessionCookie, { value: token, path: `${site.admin}` });
	return browser;
};

// As if so many minutes went by for whoever holds this session.
export const passTime = (person, minutes) => query(`UPDATE staff_session SET seen_at = seen_at - INTERVAL ${minutes} MINUTE,
	started_at = started_at - INTERVAL ${minutes} MINUTE, second_factor_at = second_factor_at - INTERVAL ${minutes} MINUTE WHERE account_id = ${person.id}`);

// The front door, as a person goes through it. Resolves with the browser and the answer to the form.
export const signIn = async (person, changes = {}, { browser = new Browser({ headers: somebodyElse() }), from = `${site.admin}/sign-in` } = {}) => {
	const form = await browser.form(from, /sign-in$/);
	const answer = await browser.submit(form, { login: person.login, password: person.password, code: person.secret ? codeOf(person.secret) : '', ...changes });
	return { browser, answer };
};

// The newest rows of the audit trail about one thing, or by one person: action, subject, outcome, role.
export const trailOf = ({ actor, subject }, count = 5) => query(`SELECT action, subject, outcome, role, reason FROM audit_event WHERE
	${actor ? `actor = ${literal(actor)}` : `subject = ${literal(subject)}`} ORDER BY seq DESC LIMIT ${count}`)
	.map(([action, about, outcome, role, reason]) => ({ action, subject: about, outcome, role, reason }));

export const sessionsOf = person => number(`SELECT COUNT(*) FROM staff_session WHERE account_id = ${person.id} AND ended_at IS NULL`);
