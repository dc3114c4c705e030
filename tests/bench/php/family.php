<?php
/* A family's own pair that waits for its answer: cgi-bin/match/pair_pages.c, its session's and its own statements, and
 * view/pages/match/pair.xhtml in that state. The others are not measured and not written here. */
declare(strict_types=1);

require 'house.php';
require 'shell.php';

const IDLE_SECONDS = 1800, ABSOLUTE_SECONDS = 28800, SEEN_SECONDS = 60, DAY_SECONDS = 86400;
const BAND = ['none' => '一名学生', 'kindergarten' => '一名幼儿园孩子', 'primary' => '一名小学生', 'junior' => '一名初中生',
	'senior' => '一名高中阶段学生', 'young' => '一名小学或幼儿园孩子', 'older' => '一名初中以上的学生'];
const TAGS = ['tutoring' => '辅导功课', 'company' => '陪伴说话', 'clothing' => '衣服', 'books' => '书和文具', 'holidays' => '假期活动'];

function ago(int $seconds): string
{
	return gmdate('Y-m-d H:i:s', $_SERVER['REQUEST_TIME'] - $seconds) . sprintf('.%06d', fmod($_SERVER['REQUEST_TIME_FLOAT'], 1) * 1e6);
}

/* The family this browser is signed in as. Of many requests at once the first moves the session. */
function member(string $session): object
{
	$digest = digest($session);
	$family = run('SELECT s.seen_at, f.id, f.code, f.path, f.state, f.approved_until, s.token_digest FROM family_session s ' .
		'JOIN family f ON f.id = s.family_id WHERE s.token_digest = ? AND s.ended_at IS NULL AND s.seen_at > ? ' .
		'AND s.started_at > ? AND f.erased_at IS NULL', [$digest, ago(IDLE_SECONDS), ago(ABSOLUTE_SECONDS)])->fetch();
	if ($family === false)
		refuse(403);
	$before = ago(SEEN_SECONDS);
	if ($family->seen_at <= $before)
		run('UPDATE family_session SET seen_at = ? WHERE token_digest = ? AND seen_at <= ? AND ended_at IS NULL', [now_utc(), $digest, $before]);
	return $family;
}

$session = session() ?? refuse(403);
$family = member($session);
$pair = run('SELECT p.id, p.code, p.state, p.proposed_at, p.held_until, p.family_accepted_at, p.guardian_accepted_at, p.school_accepted_at, ' .
	"p.approved_at, p.activated_at, p.paused_at, p.ending_at, p.ended_at, COALESCE(p.pause_reason, 'guardian') AS pause_reason, " .
	"COALESCE(p.end_reason, 'not_chosen') AS end_reason, COALESCE(p.shown_band, 'none') AS band, d.name AS county, " .
	"FIND_IN_SET('tutoring', p.shown_tags) > 0 AS tutoring, FIND_IN_SET('company', p.shown_tags) > 0 AS company, " .
	"FIND_IN_SET('clothing', p.shown_tags) > 0 AS clothing, FIND_IN_SET('books', p.shown_tags) > 0 AS books, " .
	"FIND_IN_SET('holidays', p.shown_tags) > 0 AS holidays FROM pair p LEFT JOIN division d ON d.code = p.shown_county " .
	'WHERE p.code = ? AND p.family_id = ?', [$_GET['code'] ?? '', $family->id])->fetch();
if ($pair === false)
	refuse(404);
$days_left = (int)ceil((strtotime($pair->held_until . ' UTC') - $_SERVER['REQUEST_TIME']) / DAY_SECONDS);
if ($pair->state !== 'held' || $days_left <= 0)
	refuse(501);
$token_sign_out = form_token_new($session, 'sign_out', 120);
$token_accept = form_token_new($session, "accept:$pair->code", 120);
$token_decline = form_token_new($session, "decline:$pair->code", 120);

page_headers('no-store', true);
shell_head('结对');
?>
<main id="main" class="ym-main" tabindex="-1">
<div class="ym-wrap">
<nav class="ym-member ym-noprint" aria-label="我的家庭">
<ul class="ym-links">
<li><a href="<?= MOUNT ?>/mine" aria-current="false">我的报名</a></li>
<li><a href="<?= MOUNT ?>/pairs" aria-current="true">我的结对</a></li>
<li><form method="post" action="<?= MOUNT ?>/sign-out"><input type="hidden" name="form_token" value="<?= $token_sign_out ?>"><button class="ym-link" type="submit">退出登录</button></form></li>
</ul>
</nav>
<nav class="ym-crumb ym-noprint" aria-label="当前位置"><a href="<?= MOUNT ?>/pairs">我的结对</a> › <span class="ym-day"><?= $pair->code ?></span></nav>
<h1 class="ym-title"><?= BAND[$pair->band] ?></h1>
<p class="ym-lead"><?= $pair->county !== null ? '<span lang="zh-CN">' . h($pair->county) . '</span>' : '在本市' ?> · 等您回复</p>
<div class="ym-split">
<div class="ym-stack">

<section class="ym-panel" aria-labelledby="who">
<h2 class="ym-h3" id="who">需要的帮助</h2>
<div><ul class="ym-tags">
<?php foreach (TAGS as $tag => $word) echo $pair->$tag ? "<li class=\"ym-tag\">$word</li>" : '', "\n" ?>
</ul>
</div>
<p class="ym-hint ym-small-gap">为了保护孩子，结对开始以前只能看到这些：至少还有四名学生看上去一样。</p>
</section>
<section class="ym-panel" aria-labelledby="answer">
<h2 class="ym-h2" id="answer">您愿意吗？</h2>
<p>这名学生为您家保留到 <b><?= minute($pair->held_until) ?></b>，还剩 <b><?= $days_left ?></b> 天。接受以后，还要监护人和学校同意。</p>
<form class="ym-actions" method="post" action="<?= MOUNT ?>/pairs/<?= $pair->code ?>/accept"><input type="hidden" name="form_token" value="<?= $token_accept ?>"><button class="ym-button ym-button-wide" type="submit">我家愿意结对</button></form>
</section>






<details class="ym-panel ym-withdraw">
<summary>不方便，谢绝这次推荐</summary>
<form class="ym-form" method="post" novalidate action="<?= MOUNT ?>/pairs/<?= $pair->code ?>/decline">
<fieldset class="ym-set">
<legend>主要是因为</legend>

<div class="ym-choices ym-choices-1">
<input class="ym-pick" type="radio" name="reason" id="reason-distance" value="distance" required><label for="reason-distance">太远了</label>
<input class="ym-pick" type="radio" name="reason" id="reason-time" value="time"><label for="reason-time">最近没有时间</label>
<input class="ym-pick" type="radio" name="reason" id="reason-age" value="age"><label for="reason-age">年龄段不合适</label>
<input class="ym-pick" type="radio" name="reason" id="reason-other" value="other"><label for="reason-other">别的原因</label>
</div>
</fieldset>
<div><input type="hidden" name="form_token" value="<?= $token_decline ?>"><button class="ym-button ym-button-quiet" type="submit">谢绝</button></div>
</form>
</details>

</div>
<div class="ym-side ym-stack">
<section class="ym-panel" aria-labelledby="progress">
<h2 class="ym-h2" id="progress">进展</h2>
<ol class="ym-steps">
<li class="ym-step ym-step-done"><b>推荐</b><span class="ym-hint"><?= minute($pair->proposed_at) ?></span></li>

<li class="ym-step"><b>家庭接受</b></li>

<li class="ym-step"><b>监护人接受</b></li>

<li class="ym-step"><b>学校接受</b></li>

<li class="ym-step"><b>审批</b></li>

<li class="ym-step"><b>开始结对</b></li>



</ol>
</section>
<section class="ym-panel ym-concern" aria-labelledby="concern">
<h2 class="ym-h3" id="concern">为孩子担心？</h2>
<p class="ym-actions"><a class="ym-button ym-button-quiet ym-button-wide" href="<?= MOUNT ?>/concern?pair=<?= $pair->code ?>&amp;by=family">说出担心的事</a></p>
</section>
</div>
</div>
</div>
<?php shell_foot() ?>
