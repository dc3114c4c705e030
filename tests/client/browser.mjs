// A browser as small as these tests need: cookies, redirects on request, forms. Sends paths exactly as they are given.
import http from 'node:http';
import { decode, formOf } from './html.mjs';
import { site } from './site.mjs';

let asked = 0;

// An address nobody had asked before: past the web server's one-second cache.
export const fresh = path => `${path}${path.includes('?') ? '&' : '?'}fresh=${process.pid}-${asked++}`;

// One request on a connection of its own. Resolves with what came, whatever its status.
export const request = (method, path, { headers = {}, body, timeout = 20000 } = {}) => new Promise((resolve, reject) => {
	const { hostname, port } = new URL(site.url);
	const sent = http.request({ method, hostname, port, path, headers, agent: false, timeout }, answer => {
		const parts = [];
		answer.on('data', part => parts.push(part));
		answer.on('error', reject);
		answer.on('end', () => {
			const bytes = Buffer.concat(parts);
			resolve({
				status: answer.statusCode, headers: answer.headers, setCookies: answer.headers['set-cookie'] ?? [],
				bytes, html: bytes.toString('utf8'),
			});
		});
	});
	sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within ${timeout} ms`)));
	sent.on('error', reject);
	sent.end(body);
});

// Names and values, a Map, pairs, or an object, as a form sends them.
export const encoded = fields => {
	const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
	return pairs.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');
};
const percent = text => encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`);

// The form's own values with some changed (null takes one out), in the form's order.
export const filled = (form, changes = {}) => {
	const left = new Map(Object.entries(changes));
	const values = [];
	for (const [name, value] of form.values) {
		const changed = left.has(name) ? left.get(name) : value;
		left.delete(name);
		if (changed !== null)
			values.push([name, changed]);
	}
	for (const [name, value] of left)
		if (value !== null)
			values.push([name, value]);
	return values;
};

export class Browser {
	constructor({ headers = {} } = {}) {
		this.cookies = new Map();
		this.headers = headers;
	}

	#headers(path, extra) {
		const cookie = [...this.cookies].filter(([, kept]) => path.startsWith(kept.path)).map(([name, kept]) => `${name}=${kept.value}`);
		return { ...(cookie.length > 0 && { Cookie: cookie.join('; ') }), ...this.headers, ...extra };
	}

	#keep(setCookies) {
		for (const line of setCookies) {
			const [, name, value, attributes] = /^([^=]+)=([^;]*)(.*)$/.exec(line);
			const path = /; *Path=([^;]*)/i.exec(attributes)?.[1] ?? '/';
			if (/; *Max-Age=0/i.test(attributes))
				this.cookies.delete(name);
			else
				this.cookies.set(name, { value, path });
		}
	}

	async send(method, path, { headers = {}, body } = {}) {
		const answer = await request(method, path, { headers: this.#headers(path, headers), body });
		this.#keep(answer.setCookies);
		return answer;
	}

	get(path, headers = {}) { return this.send('GET', path, { headers }); }

	// As a browser posts a form: with its Origin.
	post(path, fields, headers = {}) {
		const body = typeof fields === 'string' || Buffer.isBuffer(fields) ? fields : encoded(fields);
		return this.send('POST', path, {
			body, headers: {
				'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body), Origin: site.url, ...headers,
			},
		});
	}

	submit(form, changes = {}, headers = {}) { return this.post(form.action, filled(form, changes), headers); }

	// Open a page and take the form it shows.
	async form(path, action) { return formOf((await this.get(path)).html, action); }

	// On to where a 303 points.
	follow(answer) { return this.get(answer.headers.location); }
}

// An address on this machine that no other test has: limits by address do not meet. The servers believe what this
// machine's proxies say, and leave its own addresses out of their limits.
export const somebodyElse = () => {
	const byte = () => 1 + Math.floor(Math.random() * 254);
	return { 'X-Forwarded-For': `127.${byte()}.${byte()}.${byte()}` };
};

export { decode };
