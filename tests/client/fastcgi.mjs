// FastCGI records straight to the program's socket, well-formed and otherwise.
import net from 'node:net';
import { site } from './site.mjs';

export const type = { begin: 1, abort: 2, end: 3, params: 4, stdin: 5, stdout: 6, stderr: 7, data: 8, getValues: 9, getValuesResult: 10, unknown: 11 };

export const record = (kind, content = Buffer.alloc(0), { id = 1, padding = 0, version = 1, length = content.length } = {}) => {
	const header = Buffer.from([version, kind, id >> 8, id & 0xff, length >> 8 & 0xff, length & 0xff, padding, 0]);
	return Buffer.concat([header, content, Buffer.alloc(padding)]);
};

export const begin = ({ id = 1, role = 1, keep = false } = {}) => record(type.begin, Buffer.from([role >> 8, role & 0xff, keep ? 1 : 0, 0, 0, 0, 0, 0]), { id });

const lengthBytes = length => {
	const long = Buffer.alloc(4);
	long.writeUInt32BE((length | 0x80000000) >>> 0);
	return length < 0x80 ? Buffer.from([length]) : long;
};

// Name-value pairs as they stand in FCGI_PARAMS; a list, so that a name can come twice.
export const pairs = list => Buffer.concat(list.flatMap(([name, value]) => {
	const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value)];
	return [lengthBytes(nameBytes.length), lengthBytes(valueBytes.length), nameBytes, valueBytes];
}));

// What a web server says of a GET of this path.
export const parametersOf = (path, more = {}) => Object.entries({
	REQUEST_METHOD: 'GET', SCRIPT_NAME: site.pledge, PATH_INFO: path, QUERY_STRING: '', REQUEST_URI: site.pledge + path, SERVER_PROTOCOL: 'HTTP/1.1',
	REMOTE_ADDR: '127.0.0.1', CONTENT_TYPE: '', CONTENT_LENGTH: '', ...more,
});

// The records of a stream, of at most `step` bytes each, and the empty one that ends it.
export const stream = (kind, bytes, { id = 1, step = 65535 } = {}) => {
	const records = [];
	for (let at = 0; at < bytes.length; at += step)
		records.push(record(kind, bytes.subarray(at, at + step), { id }));
	return Buffer.concat([...records, record(kind, undefined, { id })]);
};

export const wholeRequest = (path, { id = 1, keep = false, more = {}, body = '', step } = {}) => Buffer.concat([
	begin({ id, keep }), stream(type.params, pairs(parametersOf(path, more)), { id, step }), stream(type.stdin, Buffer.from(body), { id, step })]);

// What came back, record by record, until FCGI_END_REQUEST.
const parse = bytes => {
	const answers = [];
	let output = Buffer.alloc(0);
	for (let at = 0; at + 8 <= bytes.length;) {
		const [kind, id, length, padding] = [bytes[at + 1], bytes.readUInt16BE(at + 2), bytes.readUInt16BE(at + 4), bytes[at + 6]];
		if (at + 8 + length + padding > bytes.length)
			break;
		if (kind === type.stdout)
			output = Buffer.concat([output, bytes.subarray(at + 8, at + 8 + length)]);
		if (kind === type.end) {
			const text = output.toString('utf8');
			answers.push({ id, text, status: Number(/^Status: (\d+)/m.exec(text)?.[1] ?? 200) });
			output = Buffer.alloc(0);
		}
		at += 8 + length + padding;
	}
	return answers;
};

// A connection to the program. `answer()` waits for the next answer, null when the program closed instead.
export class Connection {
	#bytes = Buffer.alloc(0);
	#taken = 0;
	#changed = () => {};

	constructor(path = site.socket) {
		this.closed = false;
		this.socket = net.connect(path);
		this.socket.on('data', part => { this.#bytes = Buffer.concat([this.#bytes, part]); this.#changed(); });
		this.socket.on('error', () => {});
		this.socket.on('close', () => { this.closed = true; this.#changed(); });
	}

	send(...parts) {
		for (const part of parts)
			this.socket.write(part);
		return this;
	}

	close() { this.socket.destroy(); }

	async answer(milliseconds = 15000) {
		const deadline = Date.now() + milliseconds;
		for (;;) {
			const answers = parse(this.#bytes);
			if (answers.length > this.#taken)
				return answers[this.#taken++];
			if (this.closed)
				return null;
			if (Date.now() >= deadline)
				throw new Error(`neither an answer nor the end of the connection within ${milliseconds} ms`);
			await new Promise(resolve => {
				const timer = setTimeout(resolve, Math.max(0, deadline - Date.now()));
				this.#changed = () => { clearTimeout(timer); resolve(); };
			});
		}
	}
}

// One connection, these bytes, one answer (or null).
export const exchange = async (bytes, milliseconds) => {
	const connection = new Connection().send(bytes);
	try {
		return await connection.answer(milliseconds);
	} finally {
		connection.close();
	}
};
