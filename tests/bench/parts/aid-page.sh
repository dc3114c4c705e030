# The calculator on its way: three answers sent, everything weighed, the next question chosen, fourteen programmes told about. PHP has the rules as
# constants in opcache and never asks the database; the program keeps its rows for a second.
aid_body='stage=junior&on_roll=yes&school_place=city'
aid_post() { run_load "$1" "$2" "$3" --threads 2 --connections 64 --script "$YM_LOAD/post.lua" "http://127.0.0.1:$direct$4" -- "$aid_body"; }
ours() { aid_post "$1" "$2" "$(program_pids aid) $(web_pids) $(database_pid)" /yimeng/aid/calculator; }
php() { aid_post "$1" "$2" "$(php_pids) $(web_pids) $(database_pid)" /php/calculator/; }

# aid_rules_for_php: programmes in force with tiers and clauses, as a PHP file that returns one array.
aid_rules_for_php() {
	sql yimeng --raw --execute="SELECT JSON_ARRAYAGG(JSON_OBJECT('title', p.title, 'how', p.how_to_ask, 'law', v.law_ref, 'county', d.name, 'confirmed', v.confirmed,
		'tiers', (SELECT JSON_ARRAYAGG(JSON_OBJECT('tier', t.tier, 'amount', t.amount_fen, 'per', t.per, 'up_to', t.up_to, 'title', t.title) ORDER BY t.tier)
			FROM aid_tier t WHERE t.version_id = v.id),
		'clauses', (SELECT JSON_ARRAYAGG(JSON_OBJECT('tier', c.tier, 'group', c.group_number, 'position', c.position, 'field', c.field, 'op', c.op,
			'value', c.value, 'reason', c.reason) ORDER BY c.tier, c.group_number, c.position) FROM aid_clause c WHERE c.version_id = v.id))
		ORDER BY p.position, p.id) FROM programme p JOIN aid_rule_version v ON v.programme_id = p.id LEFT JOIN division d ON d.code = p.county_code
		WHERE v.state = 'published' AND v.valid_from <= CURDATE() AND (v.valid_to IS NULL OR v.valid_to >= CURDATE())" |
		php8.2 "$here/php/make_rules.php" >"$lab/php/rules.php"
}

lab_start
mkdir -p "$lab/php"
aid_rules_for_php || fail "the rules could not be written for PHP"
php_start
same_page calculator "http://127.0.0.1:$direct/yimeng/aid/calculator" "http://127.0.0.1:$direct/php/calculator/" -d "$aid_body"
grep -q 'id="question"' "$results/calculator.a.html" || fail "the page asks nothing, see $results/calculator.a.html"
versus calculator ours php
row aid-page-vs-php "$(ratio calculator b 1)" "x requests/s" ">= 3"
row aid-page-cpu "$(ratio calculator b 4)" "x processor" "<= 0.33"
speeds calculator ours "PHP, rules in opcache"
