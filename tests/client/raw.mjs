// Bytes straight to the web server, for what an HTTP client would refuse to send.
import net from 'node:net';
import { site } from './site.mjs';

// Send the bytes and read one answer; `all`: whatever comes until the server closes. `end`: close our half when they are sent.
// An answer that came before the server closed the door on the rest of the bytes counts.
export const raw = (bytes, { end = false, all = false, timeout = 20000 } = {}) => new Promise((resolve, reject) => {
	const { hostname, port } = new URL(site.url);
	const socket = net.connect({ host: hostname, port: Number(port), allowHalfOpen: true });
	const parts = [];
	const finish = error => {
		socket.destroy();
		if (parts.length > 0 || error === undefined)
			resolve(parse(Buffer.concat(parts)));
		else
			reject(error);
	};
	socket.setTimeout(timeout, () => finish(new Error(`the server neither answers nor closes within ${timeout} ms`)));
	socket.on('data', part => {
		parts.push(part);
		if (!all && isWhole(Buffer.concat(parts)))
			finish();
	});
	socket.on('end', () => finish());
	socket.on('error', finish);
	socket.write(bytes);
	if (end)
		socket.end();
});

const isWhole = bytes => {
	const head = bytes.indexOf('\r\n\r\n');
	const [, length] = /\r\nContent-Length: *(\d+)/i.exec(bytes.subarray(0, Math.max(head, 0)).toString('latin1')) ?? [];
	return head >= 0 && length !== undefined && bytes.length >= head + 4 + Number(length);
};

// The first answer of what came. Chunks stay as they are: pages are looked into, not compared.
const parse = bytes => {
	const text = bytes.toString('utf8');
	const [head, ...rest] = text.split('\r\n\r\n');
	const [line, ...headers] = head.split('\r\n');
	return {
		status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1] ?? 0), line, text, html: rest.join('\r\n\r\n'),
		headers: Object.fromEntries(headers.map(header => [header.slice(0, header.indexOf(':')).toLowerCase(), header.slice(header.indexOf(':') + 1).trim()])),
		answers: text.split(/(?=^HTTP\/1\.[01] \d{3})/m).length,
	};
};

// A request as text; Host and Connection are put in.
export const requestText = (method, path, headers = {}, body = '') => [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close',
	...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
