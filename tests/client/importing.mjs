// Files that staff bring: made, sent as a browser sends them, and waited for.
import { randomInt } from 'node:crypto';
import { query } from './database.mjs';
import { formOf } from './html.mjs';
import { pause, site } from './site.mjs';
import { filled } from './browser.mjs';

const at = path => site.admin + path;

export const checkOf = digits => '10X98765432'[[...digits].slice(0, 17).reduce((sum, digit, i) => sum + digit * [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][i], 0) % 11];

// Of somebody who does not exist, born in 2012.
export const newIdNumber = () => {
	const digits = `371302201201${String(randomInt(1, 29)).padStart(2, '0')}${String(randomInt(1000)).padStart(3, '0')}`;
	return digits + checkOf(digits);
};

export const headings = ['编号', '身份证号', '姓名', '学校', '学段', '年级', '困难类型', '监护人', '联系电话', '家庭住址', '登记日期'];

export const student = changes => ({
	编号: '', 身份证号: newIdNumber(), 姓名: '张小明', 学校: '', 学段: '小学', 年级: '3', 困难类型: '低保', 监护人: '王秀英', 联系电话: '13800138000',
	家庭住址: '费县某村', 登记日期: '2018-09-01', ...changes,
});

const quoted = cell => /[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
export const csv = (rows, names = headings) => [names, ...rows.map(row => names.map(name => row[name] ?? ''))].map(line => line.map(quoted).join(',')).join('\r\n') + '\r\n';

// A form with a file, as RFC 7578 has it.
export const multipart = (fields, { field = 'file', name, content }) => {
	const boundary = `----ym${randomInt(1e9, 1e10)}`;
	const parts = fields.map(([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(parts.join('') + head), Buffer.isBuffer(content) ? content : Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return { body, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } };
};

// Bring a file; resolves with the answer.
export const bring = async (browser, { of = 'student', unit, source = '试验', name = 'students.csv', content }) => {
	const form = formOf((await browser.get(at('/imports'))).html, /\/imports$/);
	const fields = filled(form, { of, source, file: null, ...(unit && { unit: unit.id }) });
	const { body, headers } = multipart(fields, { name, content });
	return browser.post(form.action, body, headers);
};

export const idOf = answer => Number(/\/imports\/(\d+)$/.exec(answer.headers.location ?? '')?.[1]);
export const importOf = id => {
	const [[state, refusal, seen, added, changed, same, bad]] = query(`SELECT state, COALESCE(refusal, ''), rows_seen, rows_new, rows_changed, rows_same, rows_bad FROM import WHERE id = ${id}`);
	return { state, refusal, seen: Number(seen), added: Number(added), changed: Number(changed), same: Number(same), bad: Number(bad) };
};

// Until the worker is done with it.
export const settled = async id => {
	for (let tries = 0; tries < 400; tries++) {
		const found = importOf(id);
		if (found.state !== 'checking' && found.state !== 'committing')
			return found;
		await pause(50);
	}
	throw new Error(`import ${id} is ${importOf(id).state} for too long`);
};

// Bring, wait; resolves with what the check came to.
export const checked = async (browser, file) => {
	const answer = await bring(browser, file);
	if (answer.status !== 303)
		throw new Error(`the file was not taken: ${answer.status}`);
	const id = idOf(answer);
	return { id, ...await settled(id) };
};

// One of the buttons of the import's page.
export const press = async (browser, id, what, changes = {}) => {
	const page = await browser.get(at(`/imports/${id}`));
	return browser.submit(formOf(page.html, new RegExp(`/${what}$`)), changes);
};

// All the way in.
export const imported = async (browser, file) => {
	const { id, state } = await checked(browser, file);
	if (state !== 'ready')
		throw new Error(`the check came to ${state}`);
	await press(browser, id, 'commit');
	return { id, ...await settled(id) };
};

export const exportOf = answer => Number(/\/exports\/(\d+)$/.exec(answer.headers.location ?? '')?.[1]);

// Wait for an export and fetch it: the answer of its file.
export const fetched = async (browser, id) => {
	for (let tries = 0; tries < 400; tries++) {
		const [[ready, state]] = query(`SELECT e.ready_at IS NOT NULL, j.state FROM export e JOIN job j ON j.id = e.job_id WHERE e.id = ${id}`);
		if (ready === '1')
			return browser.get(at(`/exports/${id}/file`));
		if (state === 'failed')
			break;
		await pause(50);
	}
	throw new Error(`export ${id} was not made`);
};
