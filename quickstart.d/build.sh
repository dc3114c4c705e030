# The build, out of tree. Sourced by bash.

# build_in FOLDER [CONFIGURE ARGUMENT…]
build_in() {
	local build=$1
	shift
	need_space 100 "$top" || return
	[ -x "$top/configure" ] && [ -f "$top/build-aux/install-sh" ] || "$top/autogen.sh" || because "autoreconf failed, see $log" || return
	mkdir -p "$build" || because "cannot write to $build" || return
	if [ ! -f "$build/Makefile" ]; then
		(cd "$build" && "$top/configure" --quiet "$@") ||
			because "configure: $(grep -E 'error:' "$log" | tail -n 1)" || return
	fi
	make -C "$build" --silent -j"$(nproc)" all || because "the build failed, see $log"
}

# playwright-core and axe-core, as the lock file pins them; the browser is Debian's.
node_packages() {
	changed "$top/node_modules/.stamp" "$top/package-lock.json" || return 0
	[ "$may_install" = yes ] || [ ! -d "$top/node_modules" ] || return 0
	(cd "$top" && npm ci --no-audit --no-fund) || because "npm ci failed: $(grep -iE 'npm (err!|error) .*(reason|code)' "$log" | tail -n 1)" || return
	settle "$top/node_modules/.stamp" "$top/package-lock.json"
}
