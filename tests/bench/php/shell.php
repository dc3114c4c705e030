<?php
/* The shell: what stands before and after a page of the site. */

function shell_head(string $title): void
{
?>
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?= h($title) ?> · 沂蒙助学</title>
<link rel="stylesheet" href="/yimeng/static/yimeng.css?v=<?= ASSETS ?>">
<link rel="icon" type="image/svg+xml" href="/yimeng/static/mark.svg?v=<?= ASSETS ?>">
<script src="/yimeng/static/yimeng.js?v=<?= ASSETS ?>"></script>

</head>
<body class="ym ym-shell" data-theme="red">
<a class="ym-skip" href="#main">跳到正文</a>
<header class="ym-head ym-noprint">
<p class="ym-demo">演示站点：项目、慈善组织和账户都是虚构的，请勿汇款。</p>
<div class="ym-bar">
<a class="ym-brand" href="/yimeng/">
<svg xmlns="http://www.w3.org/2000/svg" class="ym-mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false"><path d="M9 0h18a9 9 0 0 1 9 9v18a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9zm-5 28h28l-10.5-11-3 4-5-7zM25 7a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" fill-rule="evenodd"/></svg>
<span lang="zh-CN"><span>沂蒙助学</span> <span class="ym-brand-sub">示例市教育局</span></span>
</a>
<nav class="ym-nav" aria-label="栏目">
<a class="ym-nav-link" href="/yimeng/pledge/">助学项目</a>
<a class="ym-nav-link" href="/yimeng/pledge/follow">查询认捐</a>
<a class="ym-nav-link" href="/yimeng/match/">家庭结对</a>
<a class="ym-nav-link" href="/yimeng/aid/">资助</a>
<a class="ym-nav-link" href="?language=en" lang="en" hreflang="en">English</a>

<button class="ym-tool" type="button" hidden aria-pressed="false" data-ym="large">大字</button>
</nav>
</div>
</header>
<?php
}

function shell_foot(): void
{
?>
</main>
<p class="ym-unseen" id="ym-said" role="status"></p>
<footer class="ym-foot ym-noprint">
<div class="ym-foot-in">
<dl>
<div><dt>主办单位</dt><dd lang="zh-CN">示例市教育局</dd></div>
<div><dt>联系方式</dt><dd lang="zh-CN">0539-0000000（工作日 9:00–17:00）</dd></div>
<div><dt>网站标识码</dt><dd>0000000000</dd></div>
<div><dt>ICP 备案</dt><dd lang="zh-CN">鲁ICP备00000000号</dd></div>
<div><dt>公安备案</dt><dd lang="zh-CN">鲁公网安备00000000000000号</dd></div>
</dl>
<p>本站只登记捐赠意向，不收取任何款项。捐款请汇入慈善组织的账户或通过其指定平台。</p>
</div>
</footer>
</body>
</html>
<?php
}
