<?php
/* What the PHP pages share: one kept connection, the statements of src/domain, the same keys, tokens and seals. Written for
 * speed as a careful PHP programmer would: no framework, one file a page, all of it in opcache. */
declare(strict_types=1);

require $_SERVER['YM_SETTINGS'];

const MOUNT = '/yimeng/' . PROGRAM;
const SESSION_COOKIE = '__Secure-ym-' . PROGRAM;

/* --- the database --- */

function db(): PDO
{
	static $db = null;

	return $db ??= new PDO('mysql:unix_socket=' . SOCKET . ';dbname=yimeng;charset=utf8mb4', 'ym_' . PROGRAM, PASSWORD, [
		PDO::ATTR_PERSISTENT => $_SERVER['YM_WAY'], PDO::ATTR_EMULATE_PREPARES => $_SERVER['YM_WAY'] === 'php-text',
		PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
		PDO::MYSQL_ATTR_FOUND_ROWS => true, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_OBJ ]);
}

function run(string $sql, array $values): PDOStatement
{
	$statement = db()->prepare($sql);
	foreach ($values as $i => $value)
		$statement->bindValue($i + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
	$statement->execute();
	return $statement;
}

const CAMPAIGN_COLUMNS =
	"SELECT id, title, summary, county, charity, goal, received, pledged, gifts, percent_received, " .
	"percent_promised, starts, ends, DATEDIFF(ends, ?) AS days_left, " .
	"CASE WHEN starts > ? THEN 'upcoming' WHEN ends < ? THEN 'ended' " .
	"WHEN ends <= ? + INTERVAL 14 DAY THEN 'ending' ELSE 'open' END AS state, updated_at " .
	"FROM public_campaign ";

const PLEDGE_BY_CODE =
	"SELECT code, CONCAT(LEFT(code, 4), '-', SUBSTR(code, 5, 4), '-', RIGHT(code, 1)) AS shown_code, campaign_id, " .
	"amount_fen AS amount, paid_fen AS paid, giver, visibility, receipt_wanted, registered_at, confirmed_at, " .
	"COALESCE(withdrawn_at, released_at, refused_at) AS ended_at, " .
	"CASE WHEN refused_at IS NOT NULL THEN 'refused' WHEN released_at IS NOT NULL THEN 'released' " .
	"WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN paid_fen >= amount_fen THEN 'fulfilled' " .
	"WHEN paid_fen > 0 THEN 'partly_paid' WHEN confirmed_at IS NOT NULL THEN 'confirmed' " .
	"ELSE 'registered' END AS state, " .
	"paid_fen = 0 AND withdrawn_at IS NULL AND released_at IS NULL AND refused_at IS NULL AS may_withdraw, " .
	"session_digest, last_four_index FROM pledge WHERE code = ?";

/* --- time, amounts, text --- */

function today(): string { return gmdate('Y-m-d', $_SERVER['REQUEST_TIME'] + 8 * 3600); }
function now_utc(): string { return gmdate('Y-m-d H:i:s', $_SERVER['REQUEST_TIME']) . sprintf('.%06d', fmod($_SERVER['REQUEST_TIME_FLOAT'], 1) * 1e6); }
function minute(string $utc): string { return gmdate('Y-m-d H:i', strtotime($utc . ' UTC') + 8 * 3600); }
function h(?string $text): string { return htmlspecialchars((string)$text, ENT_COMPAT | ENT_HTML5); }
function yuan(int $fen): string { return $fen % 100 === 0 ? number_format(intdiv($fen, 100)) : number_format($fen / 100, 2); }

/* --- keys, tokens, seals --- */

function key_of(int $use): string
{
	static $keys = [];

	return $keys[$use] ??= sodium_crypto_kdf_derive_from_key(32, $use, 'yimeng01', sodium_hex2bin(MASTER_KEY));
}

const SEALS = 1, INDEXES = 2, SIGNS_FORMS = 3;

function encode(string $bytes): string { return sodium_bin2base64($bytes, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING); }
function digest(string $text): string { return sodium_crypto_generichash($text); }

function blind_index(string $purpose, string $canonical): string
{
	return sodium_crypto_generichash("$purpose\0$canonical", key_of(INDEXES));
}

function seal(string $code, string $column, string $text): ?string
{
	if ($text === '')
		return null;
	$nonce = random_bytes(24);
	return "\1" . pack('n', KEY_ID) . $nonce .
		sodium_crypto_aead_xchacha20poly1305_ietf_encrypt($text, "pledge|$column|$code|" . KEY_ID, $nonce, key_of(SEALS));
}

function sign(string $session, string $form, string $head): string
{
	return encode(sodium_crypto_generichash("$session\0$form\0$head", key_of(SIGNS_FORMS)));
}

function form_token_new(string $session, string $form, int $minutes): string
{
	$head = ($_SERVER['REQUEST_TIME'] + $minutes * 60) . '.' . encode(random_bytes(16));

	return $head . '.' . sign($session, $form, $head);
}

/* Its nonce, or null. */
function form_token_check(string $session, string $form, string $token): ?string
{
	if (!preg_match('/^(([0-9]{1,12})\.([A-Za-z0-9_-]{22}))\.([A-Za-z0-9_-]{43})$/D', $token, $part) ||
	    !hash_equals(sign($session, $form, $part[1]), $part[4]) || $_SERVER['REQUEST_TIME'] > (int)$part[2])
		return null;
	return $part[3];
}

/* The well-formed session the browser sent, or null. */
function session(): ?string
{
	$token = $_COOKIE[SESSION_COOKIE] ?? '';

	return preg_match('/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/D', $token) ? $token : null;
}

/* --- answers --- */

function refuse(int $status): never
{
	http_response_code($status);
	exit;
}

/* The nonce of a form that came from its own page, by POST, as the program takes it. */
function sent_form(string $form): string
{
	if ($_SERVER['REQUEST_METHOD'] !== 'POST' || !in_array($_SERVER['HTTP_ORIGIN'] ?? PUBLIC_URL, [PUBLIC_URL], true))
		refuse(403);
	foreach ($_POST as $value)
		if (!is_string($value) || !mb_check_utf8($value) || str_contains($value, "\0"))
			refuse(400);
	return form_token_check(session() ?? refuse(403), $form, $_POST['form_token'] ?? '') ?? refuse(403);
}

function mb_check_utf8(string $text): bool { return preg_match('//u', $text) === 1; }

function see_other(string $path): never
{
	header('Location: ' . MOUNT . $path, true, 303);
	header('Cache-Control: no-store');
	exit;
}

function page_headers(string $cache, bool $signed_in = false): void
{
	header('Content-Type: text/html; charset=utf-8');
	header("Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; " .
		"form-action 'self'; base-uri 'none'; frame-ancestors " . ($signed_in ? "'none'" : "'self'"));
	header('X-Content-Type-Options: nosniff');
	header('Referrer-Policy: same-origin');
	header('Vary: Accept-Language' . ($signed_in ? ', Cookie' : ''));
	header("Cache-Control: $cache");
}
