<?php
/* Rules of aid as JSON on standard input to a PHP file of constants, so that opcache keeps them ready to use: values parsed, choices as they are compared,
 * clauses by tier and group. */
declare(strict_types=1);

function value_of(array $clause): mixed
{
	if ($clause['op'] === 'in')
		return array_fill_keys(explode(',', $clause['value']), true);
	return match ($clause['field']) {
		'grade', 'age' => (int)$clause['value'],
		'tuition' => (int)round((float)$clause['value'] * 100),
		default => $clause['value'] };
}

$rules = [];
foreach (json_decode(stream_get_contents(STDIN), true, 32, JSON_THROW_ON_ERROR) as $programme) {
	$parts = [];
	foreach ($programme['clauses'] as $clause)
		$parts[$clause['tier']][$clause['group']][] = ['field' => $clause['field'], 'op' => $clause['op'], 'value' => value_of($clause),
			'position' => $clause['position'], 'reason' => $clause['reason'], 'group' => $clause['group'], 'tier' => $clause['tier']];
	$programme['clauses'] = $parts;
	$rules[] = $programme;
}
echo "<?php\nreturn ", var_export($rules, true), ";\n";
