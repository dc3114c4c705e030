# What quickstart says: numbered steps, and one clear line where it cannot go on. Sourced by bash.
# A step's function says why it failed with `because WORDS…; return 1`; its output goes to the log.

step_count=0
step_total=0
reason=
log=/dev/null

because() { reason=$*; return 1; }

give_up() {
	local words=$1
	if tail -n 200 "$log" 2>/dev/null | grep -qiE 'no space left on device|disk is full|errno: 28|os error: 28|disk full'; then
		words="the disk is full ($(free_megabytes "$top") MB free below $top)"
	fi
	printf 'quickstart: %s\n' "$words" >&2
	exit 1
}

# step TITLE FUNCTION [ARGUMENT…]
step() {
	local title=$1 began=$SECONDS
	shift
	step_count=$((step_count + 1))
	reason=
	printf '[%d/%d] %s … ' "$step_count" "$step_total" "$title"
	printf '== %s\n' "$title" 2>/dev/null >>"$log"
	if "$@" >>"$log" 2>&1 </dev/null; then
		printf 'ok (%d s)\n' $((SECONDS - began))
	else
		printf 'failed\n'
		give_up "${reason:-$title failed, see $log}"
	fi
}

free_megabytes() { df --output=avail -BM "$1" 2>/dev/null | tail -n 1 | tr -dc 0-9; }

# need_space MEGABYTES FOLDER
need_space() {
	local free
	free=$(free_megabytes "$2")
	[ "${free:-0}" -ge "$1" ] || because "the disk is too full: $1 MB are needed below $2, $free MB are free"
}
