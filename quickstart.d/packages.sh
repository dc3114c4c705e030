# Debian packages: which are missing, and installing them without starting or enabling any service. Sourced by bash.

# missing_packages LIST…: those of packages/LIST that are not there, one a line.
missing_packages() {
	local list package command
	for list; do
		while IFS=: read -r package command; do
			case $package in '' | '#'*) continue ;; esac
			[ -n "$command" ] && command -v "$command" >/dev/null && continue
			case $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null) in
			ii*) ;;
			*) printf '%s\n' "$package" ;;
			esac
		done <"$top/quickstart.d/packages/$list"
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# A package's own service must neither start now nor at the next boot: the ports and the machine are the user's.
hold_services() {
	[ -e /usr/sbin/policy-rc.d ] && return 0
	as_root sh -c 'printf "#!/bin/sh\n# quickstart of Yimeng, for the time of one apt-get\nexit 101\n" >/usr/sbin/policy-rc.d &&
		chmod 755 /usr/sbin/policy-rc.d' && trap release_services EXIT
}

release_services() {
	grep -q 'quickstart of Yimeng' /usr/sbin/policy-rc.d 2>/dev/null && as_root rm -f /usr/sbin/policy-rc.d
	trap - EXIT
}

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@"
}

# install_packages LIST…
install_packages() {
	local missing unit answer
	mapfile -t missing < <(missing_packages "$@")
	[ ${#missing[@]} = 0 ] && return 0
	[ "$may_install" = yes ] || because "missing Debian packages: ${missing[*]} (install them, or leave --no-install out)" || return
	command -v apt-get >/dev/null || because "this is no Debian: have these installed: ${missing[*]}" || return
	[ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
		because "missing Debian packages: ${missing[*]}; installing them takes root or sudo" || return
	need_space 1500 /usr || return
	hold_services || because "cannot get root's rights to install: ${missing[*]}" || return
	apt update && apt install --no-install-recommends "${missing[@]}"
	answer=$?
	release_services
	[ $answer = 0 ] || because "apt-get could not install ${missing[*]}: $(grep -E '^E:' "$log" | tail -n 1)" || return
	# (deb-systemd-helper wants to hear from whom.)
	for unit in nginx php8.2-fpm; do
		case " ${missing[*]} " in
		*" $unit "*) as_root env DPKG_MAINTSCRIPT_PACKAGE="$unit" deb-systemd-helper disable "$unit.service" || true ;;
		esac
	done
}
