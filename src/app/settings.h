/* The suite's settings: one yimeng.conf for all programs. `yimeng config` prints it with every key explained. */
#ifndef YM_APP_SETTINGS_H
#define YM_APP_SETTINGS_H

#include "base/config.h"
#include "db/db.h"
#include "http/transport.h"

/* How mail goes to its server. */
enum smtp_security { SMTP_SECURITY_NONE, SMTP_SECURITY_STARTTLS, SMTP_SECURITY_TLS };

struct settings {
	/* [site] */
	const char *public_url;		/* scheme://host[:port] as people type it; Origin is compared with it */
	const char *base;		/* "/yimeng": programs are mounted below it */
	const char *title;		/* of the site: 沂蒙助学 */
	const char *organiser, *site_code, *icp, *police, *contact;	/* what a government site's foot must show */
	const char *theme;
	const char *trusted_proxies;	/* addresses whose X-Forwarded-For is believed, separated by blanks */
	bool demo;
	/* [view] */
	const char *pages_dir, *override_dir, *static_dir, *po_dir;
	/* [database] */
	const char *socket, *host, *name, *password_dir, *grants_dir, *tls_ca;
	int64_t port, connect_ms, read_ms;
	/* [server] */
	enum transport_kind transport;
	int64_t workers, request_ms, body_max_bytes;
	/* [safety] */
	const char *key_file;
	int64_t form_minutes;
	/* [staff] */
	bool sso;
	/* [pairing] */
	int64_t contact_days;
	/* [worker] */
	const char *messages_dir;
	int64_t job_threads, slice_ms;
	/* [sms] */
	const char *gateway_url, *gateway_token_file, *gateway_ca;
	int64_t gateway_ms, codes_a_day;
	/* [mail] */
	const char *smtp_host, *smtp_user, *smtp_password_file, *smtp_ca, *mail_from, *mail_from_name;
	enum smtp_security smtp_security;
	int64_t smtp_port, smtp_ms;
};

extern const struct config_key settings_keys[];

/* Read and cross-check the file (an empty shell field, a URL with a path, a base without its slash: E_INVALID). */
enum err settings_load(struct arena *arena, const char *path, struct settings *out, struct fault *fault) MUST_CHECK;

/* The connection of the database user ym_<program>: its password is the first line of <password_dir>/ym_<program>,
 * or unix_socket authentication where password_dir is empty. */
enum err settings_database(struct arena *arena, const struct settings *settings, const char *program,
			   struct db_options *out, struct fault *fault) MUST_CHECK;

/* The first line of a file that holds a secret. E_INVALID: it cannot be read, or is empty. */
enum err settings_secret(struct arena *arena, const char *path, const char **out, struct fault *fault) MUST_CHECK;

#endif
