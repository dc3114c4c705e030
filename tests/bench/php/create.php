<?php
/* A pledge: cgi-bin/pledge/pledge_pages.c and pledge_register's statements and seals, in one transaction. */
declare(strict_types=1);

require 'house.php';

const PRESET_FEN = ['50' => 5000, '100' => 10000, '500' => 50000, '1000' => 100000];
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIELDS = ['form_token' => 1, 'website' => 1, 'preset' => 1, 'amount' => 1, 'giver' => 1, 'name' => 1, 'credit_code' => 1,
	'telephone' => 1, 'email' => 1, 'message' => 1, 'visibility' => 1, 'named_understood' => 1, 'receipt_wanted' => 1,
	'receipt_title' => 1, 'payer_name' => 1];

/* ISO 7064 MOD 37,36. */
function check_character(string $payload): string
{
	$p = 36;
	for ($i = 0; $i < strlen($payload); $i++) {
		$p = ($p + strpos(CHECK_ALPHABET, $payload[$i])) % 36 ?: 36;
		$p = $p * 2 % 37;
	}
	return CHECK_ALPHABET[(37 - $p) % 36];
}

function code_new(): string
{
	do {
		$bytes = random_bytes(8);
		$code = '';
		for ($i = 0; $i < 8; $i++)
			$code .= ALPHABET[ord($bytes[$i]) & 31];
		$check = check_character($code);
	} while (!str_contains(ALPHABET, $check));
	return $code . $check;
}

function field(string $name, int $most): string
{
	$text = trim($_POST[$name] ?? '');
	if (strlen($text) > $most * 4 || preg_match('/[\x00-\x1f<>]/', $text) || iconv_strlen($text, 'UTF-8') > $most)
		refuse(422);
	return $text;
}

function choice(string $name, array $among): string
{
	$chosen = $_POST[$name] ?? '';
	return in_array($chosen, $among, true) ? $chosen : refuse(422);
}

function amount(): int
{
	$preset = choice('preset', ['50', '100', '500', '1000', 'other']);
	$typed = field('amount', 20);
	if ($preset !== 'other')
		return $typed === '' ? PRESET_FEN[$preset] : refuse(422);
	if (!preg_match('/^([1-9][0-9]{0,6})(\.[0-9]{1,2})?$/D', $typed, $part))
		refuse(422);
	return (int)$part[1] * 100 + (int)str_pad(substr($part[2] ?? '.', 1), 2, '0');
}

function pledge_digest(int $campaign, int $amount, string $giver, string $visibility, bool $receipt, array $texts): string
{
	$canonical = sprintf('%d %d %d %d %d', $campaign, $amount, array_search($giver, ['person', 'organisation'], true),
		array_search($visibility, ['private', 'surname', 'named'], true), $receipt);
	foreach ($texts as $text)
		$canonical .= ' ' . strlen($text) . ':' . $text;
	return blind_index('pledge.payload', $canonical);
}

$nonce = sent_form('pledge');
if (array_diff_key($_POST, FIELDS) || ($_POST['website'] ?? '') !== '')
	refuse(400);
$campaign = (int)$_GET['id'];
$amount = amount();
$giver = choice('giver', ['person', 'organisation']);
$visibility = choice('visibility', ['private', 'surname', 'named']);
$name = field('name', 100);
$credit_code = field('credit_code', 18);
$telephone = preg_replace('/[\s-]+/', '', field('telephone', 30));
$email = field('email', 254);
$message = field('message', 200);
$receipt = isset($_POST['receipt_wanted']);
$receipt_title = field('receipt_title', 100);
$payer = field('payer_name', 100);
if ($name === '' || !preg_match('/^(1[3-9][0-9]{9}|0[0-9]{9,11})$/D', $telephone) ||
    ($giver === 'organisation' && $credit_code === '') || ($visibility === 'named' && !isset($_POST['named_understood'])))
	refuse(422);

$code = code_new();
$today = today();
$digest = pledge_digest($campaign, $amount, $giver, $visibility, $receipt,
	[$name, $credit_code, $telephone, $email, $message, $receipt_title, $payer]);
db()->beginTransaction();
if (run('UPDATE campaign_tally t JOIN campaign c ON c.id = t.campaign_id ' .
	'SET t.pledged_fen = t.pledged_fen + ?, t.pledge_count = t.pledge_count + 1 ' .
	'WHERE t.campaign_id = ? AND c.published_at IS NOT NULL AND c.starts <= ? AND c.open_until >= ?',
	[$amount, $campaign, $today, $today])->rowCount() === 0) {
	db()->rollBack();
	refuse(403);
}
run('INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, ' .
	'telephone_sealed, email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed, payer_name_sealed, ' .
	'telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at) ' .
	'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
	[$campaign, $code, $amount, $giver, $visibility, (int)$receipt, seal($code, 'name', $name), seal($code, 'telephone', $telephone),
		seal($code, 'email', $email), seal($code, 'credit_code', $giver === 'organisation' ? $credit_code : ''),
		seal($code, 'message', $message), seal($code, 'receipt_title', $receipt_title), seal($code, 'payer_name', $payer),
		blind_index('pledge.telephone', $telephone), blind_index('pledge.last_four', $code . ' ' . substr($telephone, -4)),
		digest(session()), digest($nonce), $digest, now_utc()]);
db()->commit();
see_other("/pledges/$code");
