<?php
/* The open campaigns, soonest end first: src/domain/giving/campaign.c's three statements and view/pages/pledge/campaigns.xhtml. */
declare(strict_types=1);

require 'house.php';
require 'shell.php';

const ROWS = 20;

$page = max(1, min(500, (int)($_GET['page'] ?? 1)));
$today = today();
$campaigns = run(CAMPAIGN_COLUMNS . 'WHERE ends >= ? AND starts <= ? AND title LIKE ? ORDER BY ends, id LIMIT ? OFFSET ?',
	[$today, $today, $today, $today, $today, $today, '%', ROWS + 1, ($page - 1) * ROWS])->fetchAll();
$totals = run('SELECT received_fen AS received, gift_count AS gifts, (SELECT COUNT(*) FROM (SELECT 1 FROM campaign ' .
	'WHERE open_until >= ? AND starts <= ? LIMIT 100) AS some) AS open FROM giving_total WHERE id = 1', [$today, $today])->fetch();
$counties = run("SELECT code, name FROM division WHERE level = 'county' ORDER BY code", [])->fetchAll();
$more = count($campaigns) > ROWS;
if ($more)
	array_pop($campaigns);

function card(object $campaign): void
{
	echo '<li class="ym-card">', "\n", '<p class="ym-meta">', "\n";
	if ($campaign->county !== null)
		echo '<span class="ym-place" lang="zh-CN">', h($campaign->county), "</span>\n\n";
	else
		echo "\n", '<span class="ym-place">全市</span>', "\n";
	echo '<span class="ym-time">', "\n";
	if ($campaign->state === 'open')
		echo "\n\n", '<span class="ym-tag">还剩 ', $campaign->days_left, " 天</span>\n\n";
	elseif ($campaign->days_left > 0)
		echo "\n\n\n\n", '<span class="ym-tag ym-tag-soon">即将截止，还剩 ', $campaign->days_left, " 天</span>\n\n\n";
	else
		echo "\n\n\n\n\n", '<span class="ym-tag ym-tag-soon">今天截止</span>', "\n\n";
	echo "</span>\n</p>\n", '<h3 class="ym-card-title" lang="zh-CN"><a href="', MOUNT, '/campaigns/', $campaign->id, '">',
		h($campaign->title), "</a></h3>\n", '<p class="ym-card-text" lang="zh-CN">', h($campaign->summary), "</p>\n",
		'<svg xmlns="http://www.w3.org/2000/svg" class="ym-meter" viewBox="0 0 100 1" preserveAspectRatio="none" ',
		'aria-hidden="true" focusable="false"><rect class="ym-meter-pledged" width="', $campaign->percent_promised,
		'" height="1"/><rect class="ym-meter-in" width="', $campaign->percent_received, '" height="1"/></svg>', "\n",
		'<p class="ym-row"><span><b>¥', yuan($campaign->received), '</b> 已到账</span> <span class="ym-percent">目标的 ',
		$campaign->percent_received, "%</span></p>\n", '<p class="ym-row ym-small"><span>目标 ¥', yuan($campaign->goal), '</span> <span>',
		number_format($campaign->gifts), " 人次</span></p>\n";
	if ($campaign->pledged > 0)
		echo '<p class="ym-hint ym-small">另有 ¥', yuan($campaign->pledged), ' 已认捐待到账</p>';
	echo "\n</li>";
}

page_headers('public, max-age=1');
shell_head('助学项目');
?>
<main id="main" class="ym-main" tabindex="-1">
<div class="ym-hero">
<div class="ym-hero-in">
<h1 class="ym-title">让沂蒙的孩子安心上学</h1>
<p class="ym-lead">每个项目都由有公开募捐资格的慈善组织发起并备案。您在这里登记捐赠意向，款项直接汇给慈善组织，本站不收取任何款项。</p>
<dl class="ym-figures">
<div class="ym-figure"><dt>累计到账（元）</dt><dd><?= yuan($totals->received) ?></dd></div>
<div class="ym-figure"><dt>捐赠人次</dt><dd><?= number_format($totals->gifts) ?></dd></div>
<div class="ym-figure"><dt>进行中的项目</dt><dd><?= $totals->open ?><?= $totals->open == 100 ? '+' : '' ?></dd></div>
</dl>
</div>
</div>
<div class="ym-wrap">
<form class="ym-panel ym-filter ym-noprint" role="search" method="get" action="/yimeng/pledge/">
<div class="ym-field ym-filter-words"><label class="ym-label" for="words">找项目</label><input class="ym-input" id="words" name="words" type="search" maxlength="40" value="" placeholder="例如：大一新生"></div>
<div class="ym-field"><label class="ym-label" for="county">县区</label><select class="ym-input" id="county" name="county"><option value="">全部</option><?php foreach ($counties as $county) echo '<option lang="zh-CN" value="', h($county->code), '">', h($county->name), '</option>'; ?></select></div>
<div class="ym-field"><label class="ym-label" for="scope">状态</label><select class="ym-input" id="scope" name="scope"><option value="open">进行中</option><option value="ending">即将截止</option><option value="ended">已结束</option></select></div>
<div class="ym-field"><label class="ym-label" for="sort">排序</label><select class="ym-input" id="sort" name="sort"><option value="ending">先截止的在前</option><option value="newest">新发起的在前</option></select></div>
<button class="ym-button" type="submit">查找</button>
</form>
<h2 class="ym-h2">进行中的项目</h2>
<ul class="ym-list">
<?php array_map(card(...), $campaigns) ?>

</ul>

<nav class="ym-pages ym-noprint" aria-label="翻页">

<span class="ym-hint">第 1 页</span>
<?php if ($more): ?>
<a class="ym-button ym-button-quiet" rel="next" href="?scope=open&amp;sort=ending&amp;page=2">下一页</a>
<?php endif ?>
</nav>
<p class="ym-links ym-noprint"><span class="ym-hint">开放数据</span> <a href="/yimeng/pledge/campaigns.xml">XML</a> <a href="/yimeng/pledge/campaigns.json">JSON</a> <a href="/yimeng/pledge/campaigns.rss">RSS 订阅</a></p>
</div>
<?php shell_foot() ?>
