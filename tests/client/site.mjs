// Where the site under test is: what tests/run says in the environment.

const wanted = name => {
	const value = process.env[name];
	if (!value)
		throw new Error(`${name} is not set: these tests are started by tests/run`);
	return value;
};

export const site = {
	get url() { return wanted('YM_URL'); },
	get base() { return wanted('YM_PREFIX'); },
	get pledge() { return `${this.base}/pledge`; },
	get match() { return `${this.base}/match`; },
	get aid() { return `${this.base}/aid`; },
	get admin() { return `${this.base}/admin`; },
	get server() { return wanted('YM_SERVER'); },
	get socket() { return wanted('YM_SOCKET'); },
	get matchSocket() { return wanted('YM_MATCH_SOCKET'); },
	get aidSocket() { return wanted('YM_AID_SOCKET'); },
	get adminSocket() { return wanted('YM_ADMIN_SOCKET'); },
	get mailbox() { return wanted('YM_MAILBOX'); },
	get databaseSocket() { return wanted('YM_DB_SOCKET'); },
	get folder() { return wanted('YM_VAR'); },
	get settings() { return wanted('YM_CONF'); },
	get yimeng() { return wanted('YM_YIMENG'); },
};

export const isNginx = () => site.server === 'nginx';

// Nothing that a test waits for may take the run with it.
export const within = (milliseconds, what, promise) => {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${what}: nothing within ${milliseconds} ms`)), milliseconds);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

// What must not wait for something that takes ten seconds or for ever is told from it even where the machine is busy.
export const soon = 8000;

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
