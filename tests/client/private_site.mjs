// A whole site of a test's own, to break: started by quickstart.d/site in a folder that goes away with it.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { request } from './browser.mjs';
import { pause, site } from './site.mjs';

const freePort = () => new Promise((resolve, reject) => {
	const server = net.createServer().on('error', reject);
	server.listen(0, '127.0.0.1', () => {
		const { port } = server.address();
		server.close(() => resolve(port));
	});
});

const control = (...words) => execFileSync(join(process.env.YM_TOP, 'quickstart.d/site'), words, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 120000 });

let folder;

// Start it, and let `site` name it. `server` as quickstart.d/site knows them.
export const startSite = async (server = 'nginx') => {
	folder = mkdtempSync(join(process.env.YM_WORK ?? '/tmp', 'fault.'));
	chmodSync(folder, 0o711);
	const port = await freePort();
	control('start', folder, server, String(port));
	const run = realpathSync(join(folder, 'run'));
	Object.assign(process.env, { YM_VAR: folder, YM_SERVER: server, YM_URL: `http://127.0.0.1:${port}`, YM_PORT: String(port),
		YM_SOCKET: join(run, 'pledge.sock'), YM_MATCH_SOCKET: join(run, 'match.sock'), YM_AID_SOCKET: join(run, 'aid.sock'),
		YM_ADMIN_SOCKET: join(run, 'admin.sock'), YM_DB_SOCKET: join(run, 'mariadb.sock'), YM_CONF: join(folder, 'yimeng.conf'), YM_MAILBOX: join(folder, 'mailbox') });
};

export const stopSite = () => {
	control('stop', folder);
	rmSync(folder, { recursive: true, force: true });
};

// The web server and what the site is made with, anew: under other words of the environment (YM_SSO).
export const startWebAgain = (more = {}) => {
	Object.assign(process.env, more);
	control('stop', folder, 'web');
	control('start', folder, process.env.YM_SERVER, process.env.YM_PORT);
};

const pidOf = name => Number(readFileSync(join(folder, 'run', `${name}.pid`), 'utf8'));

const isGone = pid => {
	try {
		process.kill(pid, 0);
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1][0] === 'Z';
	} catch {
		return true;
	}
};

const killed = async (pid, signal) => {
	process.kill(pid, signal);
	for (let i = 0; !isGone(pid); i++) {
		if (i > 6000)
			throw new Error(`process ${pid} does not end`);
		await pause(10);
	}
};

export const database = {
	stop: () => control('stop', folder, 'database'),
	// The programs ask for a database that was away at most every 200 ms.
	async start() {
		control('start', folder, 'database');
		await pause(250);
	},
	kill: () => killed(pidOf('mariadb'), 'SIGKILL'),
	freeze: () => process.kill(pidOf('mariadb'), 'SIGSTOP'),
	thaw: () => process.kill(pidOf('mariadb'), 'SIGCONT'),
};

// The processes that serve: multiwatch's children.
export const programs = {
	pids: () => {
		const watch = pidOf('pledge');
		return readFileSync(`/proc/${watch}/task/${watch}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
	},
	kill: pid => killed(pid, 'SIGKILL'),
	// One after the other, so that the site goes on; multiwatch starts them again.
	async restart() {
		for (const pid of this.pids())
			await killed(pid, 'SIGTERM');
	},
	async all(count = 2) {
		for (let i = 0; this.pids().length < count; i++) {
			if (i > 1200)
				throw new Error(`only ${this.pids().length} of ${count} processes run`);
			await pause(50);
		}
	},
};

// Until the program answers: after a start, not after a fault that it should survive by itself.
export const untilAnswers = async (path = '/follow') => {
	for (let i = 0; ; i++) {
		const answer = await request('GET', `${site.pledge}${path}`).catch(() => ({ status: 0 }));
		if (answer.status === 200)
			return;
		if (i > 600)
			throw new Error(`the site does not answer: ${answer.status}`);
		await pause(50);
	}
};

// Settings are read when a program starts. Told as `key = value`.
export const changeSettings = async (changes, program = 'admin') => {
	let text = readFileSync(site.settings, 'utf8');
	for (const [key, value] of Object.entries(changes))
		text = text.replace(new RegExp(`^${key} =.*$`, 'm'), `${key} = ${value}`);
	writeFileSync(site.settings, text);
	const watch = pidOf(program);
	for (const pid of readFileSync(`/proc/${watch}/task/${watch}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number))
		await killed(pid, 'SIGTERM');
};

export const check = () => execFileSync(site.yimeng, ['check', site.settings], { encoding: 'utf8' });
