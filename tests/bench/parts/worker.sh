# The worker: what a step of a job costs against a bare transaction of the one UPDATE that ends it, how many rows a second that
# allows, and whether 100,000 steps leave anything behind. The site's own worker would take its share of them, so it is ended.
counting() { "$build/tests/bench/counting_job" "$lab/yimeng.conf" "$@" || fail "counting_job failed"; }

lab_start
site stop "$lab" worker || fail "the worker does not end"
for ((round = 0; round < 3; round++)); do counting 5000 1 2000; done >"$results/worker.steps"
[ -s "$results/worker.steps" ] || fail "counting_job said nothing"
row worker-steps-vs-bare "$(awk '{ print $1 / $5 }' "$results/worker.steps" | sort -n | sed -n 2p)" "x steps/s" ">= 0.6"
while read -r steps _ _ _ bare; do note "$steps steps/s, $bare bare transactions/s of the same UPDATE"; done <"$results/worker.steps"
read -r steps rows _ < <(counting 5000 1000 2000)
row worker-rows "$rows" "rows/s" ">= 100000"
note "$steps steps/s of 1,000 empty rows each"
read -r _ _ early late _ < <(counting 100000 1 2000)
row worker-memory "$(awk -v k="$late" 'BEGIN { print k / 1024 }')" "MB of PSS" "<= 12"
row worker-memory-growth "$(awk -v a="$early" -v b="$late" 'BEGIN { print (b - a) / 1024 }')" "MB of PSS" "<= 0.1"
note "$early KB after 10,000 steps, $late KB after 100,000"
