# What runs of a site between its database and its web server: the FastCGI programs, the worker, and a demonstration's mailbox.
# Sourced by bash.

# A program: a binary, the socket run/NAME.sock, the path /yimeng/NAME/, the database user ym_NAME, and how many processes.
programs_served=(pledge match aid admin)
declare -A processes=([pledge]=${YM_PROCESSES:-2} [match]=1 [aid]=1 [admin]=1)

# program_running NAME
program_running() { alive "$run/$1.pid" multiwatch; }

# parts_of BINARY: the files whose change wants a restart.
parts_of() { printf '%s\n' "$1" "$site/yimeng.conf" "$shared/view/pages" "$shared/view/messages" "$shared/po"; }

# has_children PIDFILE: wait until multiwatch started what it watches.
has_children() {
	local pid
	read -r pid <"$1" || return
	until [ -n "$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)" ]; do
		alive "$1" multiwatch || return
		sleep 0.02
	done
}

program_start() {
	local name=$1 parts
	mapfile -t parts < <(parts_of "$programs/$name")
	if program_running "$name"; then
		changed "$run/$name.stamp" "${parts[@]}" || { socket_open "$name"; return; }
		program_stop "$name" || return
	fi
	rm -f "$run/$name.sock"
	# multiwatch's table of signal names is off by one (Debian 12): told QUIT, it passes INT on, which ends the program in good
	# order, as TERM does; its own default, USR1, would not.
	background "$run/$name.pid" multiwatch "$site/log/$name.log" spawn-fcgi -n -s "$run/$name.sock" -M 0600 -- \
		"$(command -v multiwatch)" -s QUIT -r 20 -t 1000 -f "${processes[$name]}" -- \
		"$programs/$name" --config "$site/yimeng.conf" && has_children "$run/$name.pid" ||
		because "the program $name does not start: $(last_words "$site/log/$name.log")" || return
	settle "$run/$name.stamp" "${parts[@]}" && socket_open "$name"
}

# A web server of another user reaches the socket by its group.
socket_open() { [ -z "$socket_group" ] || { chgrp "$socket_group" "$run/$1.sock" && chmod 660 "$run/$1.sock"; }; }

program_stop() { end "$run/$1.pid" multiwatch && rm -f "$run/$1.sock"; }

# every FUNCTION: for each program.
every() { local name; for name in "${programs_served[@]}"; do "$1" "$name" || return; done; }

# program_check NAME: what the program says of itself, its templates, statements and rights.
program_check() {
	"$programs/$1" --config "$site/yimeng.conf" --check ||
		because "the program's own check failed: $1: $(last_words "$log")" || return
}

# --- the worker, and where a demonstration's messages go ---------------------------------------------------------------

# yimeng_start NAME FILE… -- ARGUMENT…: `yimeng NAME ARGUMENT…` in the background, started again where it or a FILE changed.
yimeng_start() {
	local name=$1 parts=("$build/yimeng")
	shift
	while [ "$1" != -- ]; do parts+=("$1"); shift; done
	shift
	if alive "$run/$name.pid" yimeng; then
		changed "$run/$name.stamp" "${parts[@]}" || return 0
		end "$run/$name.pid" yimeng || return
	fi
	background "$run/$name.pid" yimeng "$site/log/$name.log" "$build/yimeng" "$name" "$@" ||
		because "yimeng $name does not start: $(last_words "$site/log/$name.log")" || return
	settle "$run/$name.stamp" "${parts[@]}"
}

worker_check() {
	"$build/yimeng" worker "$site/yimeng.conf" --check || because "the worker's own check failed: $(last_words "$log")" || return
}

worker_start() {
	yimeng_start worker "$site/yimeng.conf" "$shared/view/messages" -- "$site/yimeng.conf"
}

worker_stop() { end "$run/worker.pid" yimeng; }

mailbox_start() {
	local tries=0 sms mail page=$shared/view/messages/mailbox.html
	read -r sms mail <"$site/mailbox.ports" &&
		yimeng_start mailbox "$page" "$site/mailbox.ports" -- --sms "$sms" --smtp "$mail" --folder "$site/mailbox" --page "$page" || return
	while port_free "$sms" || port_free "$mail"; do
		tries=$((tries + 1))
		[ $tries -lt 1500 ] && alive "$run/mailbox.pid" yimeng || because "yimeng mailbox does not start: $(last_words "$site/log/mailbox.log")" || return
		sleep 0.02
	done
}

mailbox_stop() { end "$run/mailbox.pid" yimeng; }

programs_start() { every program_start && mailbox_start && worker_start; }
programs_stop() { worker_stop && every program_stop && mailbox_stop; }
