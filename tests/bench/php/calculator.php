<?php
/* The calculator on its way: cgi-bin/aid/calculator_pages.c, src/domain/aid/rule*.c and view/pages/aid/calculator.xhtml in the state that is
 * measured: some answers, a question with choices, results of each sort. Rules and words are constants in opcache; no database. */
declare(strict_types=1);

require 'house.php';
require 'shell.php';
require 'facts.php';

const NO = 0, UNKNOWN = 1, YES = 2;
const PER = ['year' => '每年', 'term' => '每学期', 'month' => '每月', 'once' => '一次'];
const TIMES = ['year' => 1, 'term' => 2, 'month' => 10, 'once' => 1];
const STAGES = ['kindergarten' => 0, 'primary' => 1, 'junior' => 2, 'senior' => 3, 'vocational' => 4, 'university' => 5];

/* What was sent; '' says nothing, "unknown" is skipped. */
function read_facts(string $body): array
{
	$facts = $skipped = $order = $seen = [];
	foreach (explode('&', $body) as $pair) {
		[$name, $value] = array_map('urldecode', explode('=', $pair, 2)) + [1 => ''];
		$fact = FACTS[$name] ?? refuse(400);
		if (isset($seen[$name]))
			refuse(400);
		$seen[$name] = true;
		if ($value === '')
			continue;
		if ($value === 'unknown')
			$skipped[$name] = true;
		elseif (isset($fact['choices']))
			$facts[$name] = isset($fact['choices'][$value]) ? $value : refuse(422);
		else
			$facts[$name] = preg_match('/^(0|[1-9][0-9]*)$/D', $value) && $value >= $fact['min'] && $value <= $fact['max'] ? (int)$value : refuse(422);
		$order[$name] = $value;
	}
	return [$facts, $skipped, $order];
}

function imply(array $facts): array
{
	if (!isset($facts['stage']))
		return $facts;
	$stage = STAGES[$facts['stage']];
	if ($stage === 5)
		$facts += ['admitted' => 'yes'];
	if ($stage < 3)
		$facts += ['admitted' => 'no', 'other_loan' => 'no'];
	if ($stage <= 3)
		$facts += ['major' => 'other'];
	return $facts;
}

function holds(array $clause, mixed $value): bool
{
	return match ($clause['op']) {
		'is' => $value === $clause['value'],
		'is_not' => $value !== $clause['value'],
		'in' => isset($clause['value'][$value]),
		'at_least' => $value >= $clause['value'],
		'at_most' => $value <= $clause['value'] };
}

/* [truth, the clause that failed, missing facts] */
function weigh_group(array $clauses, array $facts): array
{
	$missing = [];
	foreach ($clauses as $clause) {
		$field = $clause['field'];
		if (!isset($facts[$field]))
			$missing[$field] = true;
		elseif (!holds($clause, $facts[$field]))
			return [NO, $clause, []];
	}
	return [$missing ? UNKNOWN : YES, null, $missing];
}

function both(array $one, array $other): array
{
	if ($one[0] === NO || $other[0] === NO)
		return $one[0] === NO ? $one : $other;
	return [min($one[0], $other[0]), null, $one[2] + $other[2]];
}

function weigh_part(array $groups, array $facts): array
{
	$standing = isset($groups[0]) ? weigh_group($groups[0], $facts) : [YES, null, []];
	if ($standing[0] === NO || count($groups) === (int)isset($groups[0]))
		return $standing;
	$best = [NO, null, []];
	$furthest = -1;
	foreach ($groups as $number => $clauses) {
		if ($number === 0)
			continue;
		$group = weigh_group($clauses, $facts);
		if ($group[0] === YES)
			return both($standing, $group);
		if ($group[0] === UNKNOWN)
			$best = [UNKNOWN, null, $best[2] + $group[2]];
		elseif ($best[0] === NO && $group[1]['position'] > $furthest) {
			$furthest = $group[1]['position'];
			$best[1] = $group[1];
		}
	}
	return both($standing, $best);
}

/* With the tiers that are possible: [truth, failed, missing, least, most] */
function evaluate(array $rule, array $facts): array
{
	$standing = weigh_part($rule['clauses'][0], $facts);
	if ($standing[0] === NO)
		return [...$standing, null, null];
	$tiers = [NO, null, []];
	$least = $most = null;
	foreach ($rule['tiers'] as $tier) {
		$own = isset($rule['clauses'][$tier['tier']]) ? weigh_part($rule['clauses'][$tier['tier']], $facts) : [YES, null, []];
		if ($own[0] === NO) {
			if ($tiers[0] === NO)
				$tiers[1] = $own[1];
			continue;
		}
		$tiers = [$own[0], null, $tiers[2] + $own[2]];
		$yearly = $tier['amount'] * TIMES[$tier['per']];
		if ($least === null || $yearly < $least['amount'] * TIMES[$least['per']])
			$least = $tier;
		if ($most === null || $yearly > $most['amount'] * TIMES[$most['per']])
			$most = $tier;
		if ($own[0] === YES)
			break;
	}
	$standing = both($standing, $tiers);
	return $standing[0] === NO ? [NO, $standing[1], [], null, null] : [...$standing, $least, $most];
}

/* The question whose answers leave the fewest verdicts open, then the fewest facts; of numbers every value is tried. */
function next_question(array $open, array $facts, array $skipped): ?string
{
	$missing = [];
	foreach ($open as [, $verdict])
		$missing += $verdict[2];
	$best = null;
	$least = INF;
	foreach (FACTS as $field => $fact) {
		if (!isset($missing[$field]) || isset($skipped[$field]))
			continue;
		$values = isset($fact['choices']) ? array_keys($fact['choices']) : range($fact['min'], min($fact['max'], $fact['min'] + 60));
		$sum = 0;
		foreach ($values as $value) {
			$told = imply([$field => $value] + $facts);
			$changed = array_diff_key($told, $facts);
			$left = [];
			foreach ($open as [$rule, $verdict]) {
				$still = array_intersect_key($verdict[2], $changed) ? evaluate($rule, $told)[2] : $verdict[2];
				$sum += $still ? 32 : 0;
				$left += $still;
			}
			$sum += count($left);
		}
		if ($sum / count($values) < $least) {
			$least = $sum / count($values);
			$best = $field;
		}
	}
	return $best;
}

function reasons(array $rule, array $failed, array $facts): string
{
	if ($failed['group'] === 0)
		return $failed['reason'];
	$lines = [];
	foreach ($rule['clauses'][$failed['tier']] as $number => $clauses)
		foreach ($number === 0 ? [] : $clauses as $clause)
			if (isset($facts[$clause['field']]) && !holds($clause, $facts[$clause['field']])) {
				$lines[$clause['reason']] = true;
				break;
			}
	return implode("\n", array_keys($lines));
}

function per(array $tier): string { return '<span>' . PER[$tier['per']] . '</span>' . ($tier['up_to'] ? '<span>最多</span>' : ''); }
function one_amount(array $tier): string { return per($tier) . ' <b>' . yuan($tier['amount']) . ' <span>元</span></b>'; }

function amount(array $verdict): string
{
	[$truth, , $missing, $least, $most] = $verdict;
	if ($least === null)
		return '';
	$range = !($truth === YES && !$missing) && ($least['amount'] !== $most['amount'] || $least['per'] !== $most['per']);
	return '<span class="ym-amount">' . one_amount($least) . ($range ? ' – ' . one_amount($most) : '') . '</span>';
}

function head_of(array $rule, array $verdict): string
{
	return '<p class="ym-result-head"><b class="ym-h3">' . h($rule['title']) . '</b> ' . amount($verdict) . "</p>\n";
}

function how(array $rule): string { return '<p class="ym-small-gap"><b>怎么办：</b>' . h($rule['how']) . "</p>\n"; }

function carried(array $order): string
{
	$inputs = '';
	foreach ($order as $name => $value)
		$inputs .= "<input type=\"hidden\" name=\"$name\" value=\"" . h($value) . '">';
	return $inputs;
}

$body = file_get_contents('php://input');
[$said, $skipped, $order] = read_facts($body);
$facts = imply($said);
$shown = [NO => [], UNKNOWN => [], YES => []];
$open = [];
foreach (require dirname($_SERVER['YM_SETTINGS']) . '/rules.php' as $rule) {
	$verdict = evaluate($rule, $facts);
	$shown[$verdict[0] === YES && $rule['county'] !== null ? UNKNOWN : $verdict[0]][] = [$rule, $verdict];
	if ($verdict[2])
		$open[] = [$rule, $verdict];
}
$next = next_question($open, $facts, $skipped);
$question = FACTS[$next];
header('Cache-Control: no-store');
header('Vary: Accept-Language, Cookie');
header("Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'");
header('X-Content-Type-Options: nosniff');
header('Referrer-Policy: same-origin');
shell_head('算一算能领什么');
?>
<main id="main" class="ym-main" tabindex="-1">
<div class="ym-wrap ym-narrow ym-stack">
<p class="ym-crumb ym-noprint"><a href="<?= MOUNT ?>/">学生资助</a></p>
<h1 class="ym-title">算一算能领什么</h1>

<form class="ym-panel ym-ask ym-noprint" id="ask" method="post" action="<?= MOUNT ?>/calculator#ask" novalidate aria-labelledby="question">
<?= carried($order) ?>

<h2 class="ym-h2" id="question"><?= $question['question'] ?></h2>

<?= $question['hint'] !== '' ? "<p class=\"ym-hint\">$question[hint]</p>" : '' ?>




<div class="ym-answers">
<?php
foreach ($question['choices'] as $value => $words)
	echo '<button class="ym-button ym-button-quiet" name="', $next, '" value="', $value, '">', $words, '</button>';
?>
<button class="ym-button ym-button-quiet ym-answer-plain" name="<?= $next ?>" value="unknown">不知道</button>
</div>
</form>

<form class="ym-noprint" method="post" action="<?= MOUNT ?>/calculator#ask">
<?= carried(array_slice($order, 0, -1)) ?>

<button class="ym-link ym-back">← 回上一题</button>
</form>
<section class="ym-panel" aria-labelledby="results">
<h2 class="ym-h2" id="results"><span>算到现在</span></h2>
<ul class="ym-tally" aria-label="算到现在">
<li class="ym-tally-yes"><b><?= count($shown[YES]) ?></b> <span>可以领</span></li>
<li><b><?= count($shown[UNKNOWN]) ?></b> <span>还不清楚</span></li>
<li><b><?= count($shown[NO]) ?></b> <span>不符合</span></li>
</ul>
<ul class="ym-list ym-results">
<?php
foreach ($shown[YES] as [$rule, $verdict])
	echo "<li class=\"ym-result ym-result-yes\">\n", head_of($rule, $verdict),
		$verdict[3] !== null && !$verdict[2] && $verdict[3]['title'] !== '' ? '<p class="ym-small">' . h($verdict[3]['title']) . "</p>\n" : "\n", how($rule),
		'<p class="ym-small">依据：<span lang="zh-CN">', h($rule['law']), "</span></p>\n",
		$rule['confirmed'] ? "\n" : "<p class=\"ym-small\">金额还没有和文件核对，以学校说的为准。</p>\n", '</li>';
?>

</ul>


<h3 class="ym-h3 ym-gap">再答几题就知道</h3>

<ul class="ym-list ym-results">
<?php
foreach ($shown[UNKNOWN] as [$rule, $verdict]) {
	$asked = '';
	foreach (array_intersect_key($verdict[2], $skipped) as $field => $_)
		$asked .= '<li class="ym-tag ym-tag-soon">' . FACTS[$field]['label'] . '</li>';
	echo "<li class=\"ym-result\">\n", head_of($rule, $verdict),
		$rule['county'] !== null ? '<p class="ym-small"><span>只给在<b lang="zh-CN">' . h($rule['county']) . "</b>上学的孩子</span></p>\n" : "\n",
		$asked !== '' ? "<ul class=\"ym-tags ym-small-gap\">\n$asked\n</ul>\n" : "\n", $rule['county'] !== null ? how($rule) : "\n", '</li>';
}
?>

</ul>

<details class="ym-more ym-gap">
<summary>不符合的，为什么（<b><?= count($shown[NO]) ?></b>）</summary>
<div><ul class="ym-list ym-results">
<?php
foreach ($shown[NO] as [$rule, $verdict])
	echo "<li class=\"ym-result\">\n<p><b class=\"ym-h3\">", h($rule['title']), "</b></p>\n<p class=\"ym-hint ym-lines\">", h(reasons($rule, $verdict[1], $facts)),
		"</p>\n</li>";
?>

</ul></div>
</details>
<form method="post" action="<?= MOUNT ?>/calculator/sheet" class="ym-noprint">
<?= carried($order) ?>

<p class="ym-actions"><button class="ym-button ym-button-quiet">打印这张单子</button></p>
</form>
</section>
<form class="ym-panel" method="post" action="<?= MOUNT ?>/calculator" aria-labelledby="answers">
<h2 class="ym-h2" id="answers">您的回答</h2>
<p class="ym-hint ym-above">哪一条不对，改好后按“重新算”。</p>
<?php
foreach ($order as $name => $value) {
	echo "<div class=\"ym-answer\">\n<label class=\"ym-label\" for=\"answer-$name\">", FACTS[$name]['label'], "</label>\n\n",
		"<select class=\"ym-input\" id=\"answer-$name\" name=\"$name\">";
	foreach ((FACTS[$name]['choices'] ?? array_combine($range = range(1, 9), $range)) + ['unknown' => '不知道'] as $choice => $words)
		echo "<option value=\"$choice\"", (string)$choice === $value ? ' selected' : '', ">$words</option>";
	echo "<option value=\"\">再问我一次</option></select>\n\n</div>";
}
?>

<p class="ym-actions"><button class="ym-button">重新算</button> <a class="ym-button ym-button-quiet" href="<?= MOUNT ?>/calculator">从头再来</a></p>
</form>
<p class="ym-hint ym-gap">算出来的只作参考，最后由学校和资助中心审核。办资助不收一分钱。</p>
</div>
<?php
shell_foot();
