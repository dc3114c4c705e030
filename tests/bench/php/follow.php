<?php
/* A code and four digits: cgi-bin/pledge/follow_pages.c, its statements and its transaction. */
declare(strict_types=1);

require 'house.php';

const MISSES_PER_CODE = 5, MISSES_PER_ADDRESS = 30, WINDOW_SECONDS = 900, GRANT_MINUTES = 30;

/* Has the code or the address used up its misses? */
function limited(string $of_code, string $of_address, string $window): bool
{
	$rows = run('SELECT kind, CAST(failures AS SIGNED) AS failures FROM attempt ' .
		'WHERE (kind = ? AND subject = ? AND window_start = ?) OR (kind = ? AND subject = ? AND window_start = ?)',
		['follow.code', $of_code, $window, 'follow.address', $of_address, $window])->fetchAll();
	foreach ($rows as $row)
		if ($row->failures >= ($row->kind === 'follow.code' ? MISSES_PER_CODE : MISSES_PER_ADDRESS))
			return true;
	return false;
}

function miss(string $kind, string $subject, string $window): void
{
	run('INSERT INTO attempt (kind, subject, window_start, failures) VALUES (?, ?, ?, 1) ' .
		'ON DUPLICATE KEY UPDATE failures = failures + 1', [$kind, $subject, $window]);
}

sent_form('follow');
$code = strtr(strtoupper(preg_replace('/[\s-]+/u', '', $_POST['code'] ?? '')), 'OIL', '011');
$last_four = $_POST['last_four'] ?? '';
if (strlen($code) !== 9 || !preg_match('/^[0-9]{4}$/D', $last_four))
	refuse(422);
$of_code = blind_index('follow.code', $code);
$of_address = blind_index('follow.address', $_SERVER['REMOTE_ADDR']);
$window = gmdate('Y-m-d H:i:s', $_SERVER['REQUEST_TIME'] - $_SERVER['REQUEST_TIME'] % WINDOW_SECONDS);

db()->beginTransaction();
if (limited($of_code, $of_address, $window)) {
	db()->rollBack();
	refuse(429);
}
$pledge = run(PLEDGE_BY_CODE, [$code])->fetch();
$stored = $pledge !== false ? $pledge->last_four_index : str_repeat("\0", 32);
if (!hash_equals($stored, blind_index('pledge.last_four', "$code $last_four")) || $pledge === false) {
	miss('follow.code', $of_code, $window);
	miss('follow.address', $of_address, $window);
	db()->commit();
	refuse(404);
}
db()->commit();
header('Set-Cookie: ' . SESSION_COOKIE . '-grant=' . form_token_new(session(), "grant pledge:$code", GRANT_MINUTES) . '; Path=' . MOUNT .
	'; Max-Age=' . GRANT_MINUTES * 60 . '; Secure; HttpOnly; SameSite=Lax');
see_other("/pledges/$code");
