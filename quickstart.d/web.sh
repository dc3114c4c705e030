# The web server of a site: the configuration in conf/ with this folder's paths, as a portal would include it. Sourced by bash.

port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

need_port() { port_free "$1" || because "port $1 on 127.0.0.1 is taken: end what listens there, or use --port N"; }

# web_start nginx|apache|fcgid PORT
web_start() {
	case $1 in
	nginx) nginx_start "$2" ;;
	apache) apache_start proxy_fcgi "$2" ;;
	fcgid) apache_start fcgid "$2" ;;
	esac
}

web_stop() { end "$run/nginx.pid" nginx QUIT && end "$run/apache/pid" apache2; }

# web_wait URL: until it answers with a page.
web_wait() {
	local tries=0
	until curl --silent --fail --max-time 5 --noproxy '*' --output /dev/null "$1"; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || because "$1 does not answer, see $site/log" || return
		sleep 0.1
	done
}

# pages_answer PORT: a page of each program.
pages_answer() {
	local page
	for page in pledge/ match/ aid/ admin/sign-in; do web_wait "http://127.0.0.1:$1/yimeng/$page" || return; done
}

# web_write FOLDER PORT: the files of conf/FOLDER into web/, a demonstration's mailbox among them.
web_write() {
	local file
	rm -rf "$site/web"
	mkdir -p "$site/web/yimeng" || return
	for file in "$top/conf/$1"/*.conf "$top/conf/$1"/yimeng/*.conf; do
		with_paths "$file" "$2" | verified >"$site/web/${file#"$top/conf/$1/"}" || return
	done
	# (Apache takes the first of its aliases that fits.)
	sed -i -E 's|^\s*include yimeng/server.conf;|&\n\tinclude demo-mailbox.conf;|; s|^\s*DocumentRoot .*|&\n\tInclude demo-mailbox.conf|' \
		"$site/web/portal.conf"
}

# With YM_SSO the examples of a portal that signs staff in are no comments, and everybody is that person.
verified() {
	[ -n "${YM_SSO:-}" ] || { cat; return; }
	sed -E "s|#(fastcgi_param YM_VERIFIED_USER ).*|\1\"$YM_SSO\";|; s|#(ProxyFCGISetEnvIf ).* (YM_VERIFIED_USER ).*|\1true \2\"$YM_SSO\"|"
}

nginx_write() {
	web_write nginx "$1" && mkdir -p "$run/temp" || return
	{
		[ "$(id -u)" != 0 ] || echo "user $(id -un) $(id -gn);"
		cat <<-END
			worker_processes auto;
			pid $run/nginx.pid;
			error_log $site/log/nginx-error.log warn;
			events { worker_connections 1024; }
			http {
				include /etc/nginx/mime.types;
				default_type application/octet-stream;
				sendfile on;
				tcp_nopush on;
				keepalive_requests 100000;
				client_body_temp_path $run/temp/body;
				proxy_temp_path $run/temp/proxy;
				fastcgi_temp_path $run/temp/fastcgi;
				uwsgi_temp_path $run/temp/uwsgi;
				scgi_temp_path $run/temp/scgi;
				include yimeng/http.conf;
				include portal.conf;
			}
		END
	} >"$site/web/nginx.conf"
}

nginx_start() {
	nginx_write "$1" || because "cannot write to $site/web" || return
	if alive "$run/nginx.pid" nginx; then
		changed "$run/nginx.stamp" "$site/web" || return 0
		web_stop || return
	fi
	need_port "$1" || return
	nginx -e "$site/log/nginx-error.log" -p "$site" -c "$site/web/nginx.conf" 9>&- ||
		because "nginx does not start: $(tail -n 1 "$site/log/nginx-error.log")" || return
	settle "$run/nginx.stamp" "$site/web"
}

# Apache will not serve as root: root's runs as www-data, and what it reads, writes and (with mod_fcgid) starts is that
# user's to read, write and start.
apache_start() {
	local variant=$1 port=$2 as=() module
	web_write apache "$port" && mkdir -p "$run/apache" || because "cannot write to $site/web" || return
	sed -i "s|yimeng/proxy_fcgi.conf|yimeng/$variant.conf|" "$site/web/portal.conf"
	{
		cat <<-END
			ServerRoot $site/web
			ServerName localhost
			PidFile $run/apache/pid
			DefaultRuntimeDir $run/apache
			Mutex file:$run/apache default
			ErrorLog $run/apache/error.log
			TypesConfig /dev/null
			AddType text/html .html .shtml
			AddType text/css .css
			AddType text/javascript .js
			AddType image/svg+xml .svg
		END
		for module in mpm_event authz_core authz_host alias autoindex deflate dir filter headers include mime reqtimeout setenvif proxy proxy_fcgi fcgid; do
			[ "$variant $module" = "proxy_fcgi fcgid" ] || echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
		done
		[ "$variant" != fcgid ] || printf 'FcgidIPCDir %s\nFcgidProcessTableFile %s\n' "$run/apache" "$run/apache/processes"
		echo "Include portal.conf"
	} >"$site/web/apache.conf"
	if alive "$run/apache/pid" apache2; then
		changed "$run/apache.stamp" "$site/web" || return 0
		web_stop || return
	fi
	need_port "$port" || return
	if [ "$(id -u)" = 0 ]; then
		as=(setpriv --reuid=www-data --regid=www-data --clear-groups)
		chmod 711 "$site" "$run" && chmod -R a+rX "$site/web" && chown -R www-data "$run/apache" || return
		[ "$variant" != fcgid ] || chown -R www-data "$site/secret" "$site/yimeng.conf" || return
	fi
	"${as[@]}" apache2 -f "$site/web/apache.conf" -k start 9>&- ||
		because "Apache does not start: $(tail -n 1 "$run/apache/error.log")" || return
	settle "$run/apache.stamp" "$site/web"
	for ((i = 0; i < 50; i++)); do alive "$run/apache/pid" apache2 && return; sleep 0.1; done
	because "Apache does not start: $(tail -n 1 "$run/apache/error.log")"
}
