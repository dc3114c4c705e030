<?php
/* A pledge that waits for its money, as its giver sees it: view/pages/pledge/pledge.xhtml in its first state. The others are
 * not measured and not written here. */
declare(strict_types=1);

require 'house.php';
require 'shell.php';

const VISIBILITY = ['private' => '不公开姓名', 'surname' => '只公开姓', 'named' => '公开姓名'];

function plain(int $fen): string { return intdiv($fen, 100) . '.' . str_pad((string)($fen % 100), 2, '0', STR_PAD_LEFT); }
function money(int $fen): string { return number_format(intdiv($fen, 100)) . '.' . str_pad((string)($fen % 100), 2, '0', STR_PAD_LEFT); }
function link_of(string $url): string { return preg_match('~^https?://~', $url) ? $url : '#'; }

/* This browser made it, or has proved that it knows the telephone. */
function may_see(object $pledge, string $session): bool
{
	return hash_equals($pledge->session_digest, digest($session)) ||
		form_token_check($session, "grant pledge:$pledge->code", $_COOKIE[SESSION_COOKIE . '-grant'] ?? '') !== null;
}

$session = session() ?? refuse(403);
$pledge = run(PLEDGE_BY_CODE, [$_GET['code'] ?? ''])->fetch();
if ($pledge === false || !may_see($pledge, $session))
	refuse(403);
if ($pledge->state !== 'registered')
	refuse(501);
$detail = run('SELECT id, title, story, charity, charity_code, charity_address, charity_telephone, licence_number, filing_number, ' .
	'platform_name, platform_url, account_name, account_bank, account_number FROM public_campaign WHERE id = ?', [$pledge->campaign_id])->fetch();
$token = form_token_new($session, "withdraw:$pledge->code", 120);

page_headers('no-store');
shell_head('我的认捐');
?>
<main id="main" class="ym-main" tabindex="-1">
<div class="ym-wrap">
<nav class="ym-crumb ym-noprint" aria-label="当前位置"><a href="/yimeng/pledge/">助学项目</a> › <a href="/yimeng/pledge/campaigns/<?= $detail->id ?>" lang="zh-CN"><?= h($detail->title) ?></a> › <span>我的认捐</span></nav>
<h1 class="ym-title">
认捐意向已登记






</h1>
<p class="ym-lead"><span lang="zh-CN"><?= h($detail->title) ?></span> · <b>¥<?= money($pledge->amount) ?></b></p>
<div class="ym-split">
<div class="ym-stack">
<section class="ym-panel" aria-labelledby="code">
<h2 class="ym-h3" id="code">查询码</h2>
<p class="ym-code ym-all"><?= $pledge->shown_code ?></p>
<p class="ym-hint ym-small-gap">请记下来。凭查询码和电话后四位，随时可以<a href="/yimeng/pledge/follow">查询这笔认捐</a>。</p>
<p class="ym-actions ym-noprint"><a class="ym-button ym-button-quiet" href="/yimeng/pledge/pledges/<?= $pledge->code ?>/slip">打印认捐单</a></p>
</section>
<section class="ym-panel" aria-labelledby="pay">

<h2 class="ym-h2" id="pay">现在去捐款</h2>

<h3 class="ym-h3">一、在指定平台捐（推荐）</h3>
<p class="ym-hint">在本项目的平台页面上捐款；可以留言的地方请写查询码。</p>
<p class="ym-actions ym-noprint"><a class="ym-button" rel="external noopener noreferrer" href="<?= h(link_of($detail->platform_url)) ?>"><span>前往<span lang="zh-CN"><?= h($detail->platform_name) ?></span>捐款（离开本站）</span></a></p>
<h3 class="ym-h3 ym-gap">二、或转账到慈善组织的账户</h3>
<p class="ym-hint">手机银行、网上银行、柜台都可以。长按一项即可选中复制。</p>
<dl class="ym-copies ym-gap">

<div><dt>收款户名</dt><dd><span class="ym-all" lang="zh-CN"><?= h($detail->account_name) ?></span><button class="ym-button ym-button-quiet ym-noprint" type="button" hidden data-ym="copy" data-done="已复制" aria-label="复制收款户名">复制</button></dd></div>
<div><dt>开户银行</dt><dd><span class="ym-all" lang="zh-CN"><?= h($detail->account_bank) ?></span><button class="ym-button ym-button-quiet ym-noprint" type="button" hidden data-ym="copy" data-done="已复制" aria-label="复制开户银行">复制</button></dd></div>
<div><dt>账号</dt><dd><span class="ym-all"><?= h($detail->account_number) ?></span><button class="ym-button ym-button-quiet ym-noprint" type="button" hidden data-ym="copy" data-done="已复制" aria-label="复制账号">复制</button></dd></div>

<div><dt>金额（元）</dt><dd><span class="ym-all"><?= plain($pledge->amount) ?></span><button class="ym-button ym-button-quiet ym-noprint" type="button" hidden data-ym="copy" data-done="已复制" aria-label="复制金额">复制</button></dd></div>
<div><dt>附言（写查询码）</dt><dd><span class="ym-all"><?= $pledge->shown_code ?></span><button class="ym-button ym-button-quiet ym-noprint" type="button" hidden data-ym="copy" data-done="已复制" aria-label="复制查询码">复制</button></dd></div>
</dl>


</section>

</div>
<div class="ym-side ym-stack">
<section class="ym-panel" aria-labelledby="progress">
<h2 class="ym-h2" id="progress">进展</h2>
<ol class="ym-steps">
<li class="ym-step ym-step-done"><b>已登记</b><span class="ym-hint"><?= minute($pledge->registered_at) ?></span></li>



<li class="ym-step"><b>等待捐款到账</b><span class="ym-hint">核对到账一般需要几个工作日。</span></li>



</ol>
</section>
<section class="ym-panel" aria-labelledby="choices">
<h2 class="ym-h2" id="choices">您的选择</h2>
<dl class="ym-facts">
<div><dt>捐赠人</dt><dd><?= $pledge->giver === 'person' ? '个人' : '单位' ?></dd></div>
<div><dt>公示方式</dt><dd><?= VISIBILITY[$pledge->visibility] ?></dd></div>
<div><dt>捐赠票据</dt><dd><?= $pledge->receipt_wanted ? '需要，到账后由慈善组织开具' : '不需要' ?></dd></div>
</dl>
<p class="ym-hint ym-gap">本页和认捐单都不是捐赠票据。捐赠票据由慈善组织在到账后开具：<span lang="zh-CN"><?= h($detail->charity) ?></span>，<a href="tel:<?= h($detail->charity_telephone) ?>"><?= h($detail->charity_telephone) ?></a>。</p>
</section>
<p class="ym-noprint"><a class="ym-button ym-button-quiet ym-button-wide" href="/yimeng/pledge/pledges/<?= $pledge->code ?>/telephone">我换了电话</a></p>
<details class="ym-panel ym-withdraw ym-noprint" id="withdraw">
<summary>我要撤回</summary>
<p class="ym-hint ym-small-gap">款项到账以前都可以撤回。撤回后这个查询码不能再用，想捐时请重新登记。已经汇出的款项请不要撤回，先打电话给慈善组织。</p>
<form method="post" action="/yimeng/pledge/pledges/<?= $pledge->code ?>/withdraw">
<input type="hidden" name="form_token" value="<?= $token ?>">


<p class="ym-check"><input type="checkbox" id="sure" name="sure" value="1" required aria-describedby="sure-error" aria-invalid="false"><label for="sure">我要撤回，款项没有汇出</label></p>
<p class="ym-actions"><button class="ym-button ym-button-quiet ym-button-wide" type="submit">确定撤回这笔认捐</button></p>
</form>
</details>
</div>
</div>
</div>
<?php shell_foot() ?>
