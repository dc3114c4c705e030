// The site's database, read and prepared through the mariadb client.
import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { site } from './site.mjs';

// Rows as arrays of text; NULL is null.
export const query = sql => {
	const output = execFileSync('mariadb', ['--no-defaults', `--socket=${site.databaseSocket}`, `--user=${userInfo().username}`,
		'--default-character-set=utf8mb4', '--batch', '--raw', '--skip-column-names', 'yimeng'],
	{ input: sql, encoding: 'utf8', timeout: 20000, maxBuffer: 64 * 1024 * 1024 });
	return output.split('\n').slice(0, -1).map(line => line.split('\t').map(cell => cell === 'NULL' ? null : cell));
};

export const number = sql => Number(query(sql)[0][0]);

// A literal that no text can break out of.
export const literal = value => {
	if (value === null || value === undefined)
		return 'NULL';
	if (typeof value === 'number')
		return String(value);
	return value === '' ? "''" : `CONVERT(X'${Buffer.from(value, 'utf8').toString('hex')}' USING utf8mb4)`;
};

export const insert = (table, rows) => {
	const names = Object.keys(rows[0]);
	query(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${rows.map(row =>
		`(${names.map(name => literal(row[name])).join(', ')})`).join(', ')}`);
};

export const pledgesOf = campaign => number(`SELECT COUNT(*) FROM pledge WHERE campaign_id = ${campaign}`);

export const tallyOf = campaign => {
	const [[received, pledged, gifts, pledges]] = query(
		`SELECT received_fen, pledged_fen, gift_count, pledge_count FROM campaign_tally WHERE campaign_id = ${campaign}`);
	return { received: Number(received), pledged: Number(pledged), gifts: Number(gifts), pledges: Number(pledges) };
};

// The stored columns of a pledge that are nobody's secret.
export const pledgeOf = code => {
	const [row] = query(`SELECT id, amount_fen, giver, visibility, receipt_wanted, withdrawn_at, paid_fen FROM pledge WHERE code = ${literal(code)}`);
	return row === undefined ? undefined : {
		id: Number(row[0]), amount: Number(row[1]), giver: row[2], visibility: row[3], receipt: row[4] === '1', withdrawn: row[5], paid: Number(row[6]) };
};
