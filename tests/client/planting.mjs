// Campaigns of the tests' own, beside whatever the site shows already: planted before a file's tests, pulled up after them.
import { randomInt } from 'node:crypto';
import { after } from 'node:test';
import { insert, number, query } from './database.mjs';

const planted = { charities: [] };

// The civil day in Asia/Shanghai, `offset` days from today.
export const day = offset => new Date(Date.now() + 8 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
const instant = offset => new Date(Date.now() + offset * 86400e3).toISOString().slice(0, 23).replace('T', ' ');

// A word no other title has.
export const uniqueWord = () => `试验${randomInt(1e9, 1e10).toString(36)}`;

// A GB 32100 identifier of an organisation: 17 characters and their check character.
export const creditCode = (payload = `5137130${randomInt(1e9, 1e10)}`) => {
	const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
	const sum = [...payload].reduce((total, character, at) => total + alphabet.indexOf(character) * 3 ** at % 31, 0);
	return payload + alphabet[(31 - sum % 31) % 31];
};

const newId = table => number(`SELECT COALESCE(MAX(id), 0) + 1 FROM ${table}`) + randomInt(1e6, 1e9);

export const plantCharity = (words = {}) => {
	const charity = {
		id: newId('charity'), name: `试验慈善会${randomInt(1e6)}`, credit_code: creditCode(), licence_number: '52371300MJ0000018U',
		address: '临沂市兰山区试验路 1 号', telephone: '0539-0000000', ...words,
	};
	insert('charity', [charity]);
	planted.charities.push(charity.id);
	return charity;
};

// Plant campaigns that are published and open unless `each(i)` says otherwise. Of the same charity.
export const plantCampaigns = (count, each) => {
	const charity = plantCharity();
	const first = newId('campaign');
	const campaigns = Array.from({ length: count }, (_, i) => ({
		id: first + i, charity_id: charity.id, county_code: null, title: uniqueWord(), summary: '试验用的项目。', story: '第一段。\n\n第二段。',
		filing_number: '53371300MJD000011N26001', platform_name: '试验平台', platform_url: 'https://platform.example/campaigns/1',
		account_name: charity.name, account_bank: '试验银行临沂分行', account_number: '3700000000000000001', goal_fen: 10000000,
		starts: day(-30), ends: day(60), published_at: instant(-31), closed_at: null, updated_at: instant(-1), ...each?.(i),
	}));
	insert('campaign', campaigns);
	insert('campaign_tally', campaigns.map(({ id }) => ({ campaign_id: id })));
	return campaigns.map(campaign => ({ ...campaign, charity }));
};

export const plantCampaign = words => plantCampaigns(1, () => words)[0];

// Money that arrived, and its tally.
export const plantGift = (campaign, gift = {}) => {
	const row = { campaign_id: campaign, pledge_id: null, amount_fen: 5000, received_on: day(-1), shown_name: null, message: null,
		approved_at: null, demo: gift.pledge_id ? 0 : 1, ...gift };
	insert('allocation', [row]);
	query(`UPDATE campaign_tally SET received_fen = received_fen + ${row.amount_fen}, gift_count = gift_count + 1 WHERE campaign_id = ${campaign}`);
};

// Money that arrived for a pledge, as the reconciliation of a bank statement books it.
export const payPledge = (campaign, pledge, fen) => {
	plantGift(campaign, { pledge_id: pledge, amount_fen: fen });
	query(`UPDATE pledge SET paid_fen = paid_fen + ${fen} WHERE id = ${pledge};
		UPDATE campaign_tally SET pledged_fen = pledged_fen - ${fen} WHERE campaign_id = ${campaign}`);
};

export const counties = () => query("SELECT code, name FROM division WHERE level = 'county' ORDER BY code LIMIT 2");

// What the tests themselves drafted for a planted charity goes with it.
export const pullUp = () => {
	const charities = planted.charities.splice(0).join(', ');
	if (charities === '')
		return;
	const campaigns = `SELECT id FROM campaign WHERE charity_id IN (${charities})`;
	// The total of all campaigns follows the tallies as they change, not as they vanish.
	query(`UPDATE campaign_tally SET received_fen = 0, gift_count = 0 WHERE campaign_id IN (${campaigns});
		DELETE FROM telephone_change WHERE pledge_id IN (SELECT id FROM pledge WHERE campaign_id IN (${campaigns}));`
		+ ['allocation', 'pledge', 'need', 'campaign_revision', 'campaign_tally'].map(table => `DELETE FROM ${table} WHERE campaign_id IN (${campaigns});`).join('\n')
		+ `DELETE FROM campaign WHERE charity_id IN (${charities}); DELETE FROM charity WHERE id IN (${charities})`);
};

after(pullUp);
