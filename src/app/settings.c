#include "app/settings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *const transport_names[] = { "parked", "plain", NULL };

static const char *const security_names[] = { "none", "starttls", "tls", NULL };

#define TRANSPORT_KEY(in_section, field, ...)                                                                      \
	{ .section = in_section, .column = COLUMN(settings, field, .names = transport_names), __VA_ARGS__ }

const struct config_key settings_keys[] = {
	CONFIG(settings, "site", public_url, .help = "The site as people type it: scheme, host and port, no path."),
	CONFIG(settings, "site", base, .fallback = "/yimeng", .help = "Path below which the programs are mounted."),
	CONFIG(settings, "site", title, .help = "Name of the site, in the head of every page and of the feeds."),
	CONFIG(settings, "site", organiser, .help = "The unit that runs the site, in the foot of every page."),
	CONFIG(settings, "site", site_code, .help = "The government site's identification code."),
	CONFIG(settings, "site", icp, .help = "ICP filing of the site."),
	CONFIG(settings, "site", police, .help = "Public security filing of the site."),
	CONFIG(settings, "site", contact, .help = "How to reach the unit: telephone, hours."),
	CONFIG(settings, "site", theme, .fallback = "red", .help = "Colours of the pages: red or blue."),
	CONFIG(settings, "site", trusted_proxies, .fallback = "",
	       .help = "Addresses of proxies whose X-Forwarded-For is believed, separated by blanks."),
	CONFIG(settings, "site", demo, .fallback = "no", .help = "A demonstration with invented charities: the pages say so, and only this machine may be its public_url."),
	CONFIG(settings, "view", pages_dir, .help = "Folder of the page templates."),
	CONFIG(settings, "view", override_dir, .fallback = "",
	       .help = "Folder of a webmaster's own templates; a file of the same name wins."),
	CONFIG(settings, "view", static_dir, .fallback = "",
	       .help = "Folder of the style sheet and scripts the web server serves; their digest goes into their links."),
	CONFIG(settings, "view", po_dir, .fallback = "", .help = "Folder of the translations (en.po)."),
	CONFIG(settings, "database", socket, .fallback = "", .help = "MariaDB's Unix socket; empty: use host and port."),
	CONFIG(settings, "database", host, .fallback = "127.0.0.1", .help = "MariaDB's host, where no socket is given."),
	CONFIG(settings, "database", port, .fallback = "3306", .min = 1, .max = 65535, .help = "MariaDB's TCP port."),
	CONFIG(settings, "database", name, .fallback = "yimeng", .help = "Name of the database."),
	CONFIG(settings, "database", password_dir, .fallback = "",
	       .help = "Folder with a password file per database user; empty: unix_socket authentication."),
	CONFIG(settings, "database", grants_dir, .fallback = YM_DATA_DIR "/sql/grants",
	       .help = "Folder of the lists that --check compares the database users' rights with."),
	CONFIG(settings, "database", tls_ca, .fallback = "",
	       .help = "PEM file of the authority that signed the server's certificate; empty: the system's."),
	CONFIG(settings, "database", connect_ms, .fallback = "1000", .min = 50, .max = 60000,
	       .help = "Milliseconds to wait for a connection."),
	CONFIG(settings, "database", read_ms, .fallback = "2000", .min = 50, .max = 600000,
	       .help = "Milliseconds to wait for the server's answer."),
	TRANSPORT_KEY("server", transport, .fallback = "parked", .help = "FastCGI loop: parked or plain."),
	CONFIG(settings, "server", workers, .fallback = "16", .min = 1, .max = 256, .help = "Threads, each with a database connection."),
	CONFIG(settings, "server", request_ms, .fallback = "10000", .min = 100, .max = 600000,
	       .help = "Milliseconds within which a whole request must have arrived."),
	CONFIG(settings, "server", body_max_bytes, .fallback = "65536", .min = 1024, .max = 16777216,
	       .help = "Largest body of a form, in bytes."),
	CONFIG(settings, "safety", key_file, .help = "The keys of sealed fields and form tokens; mode 0600."),
	CONFIG(settings, "safety", form_minutes, .fallback = "120", .min = 1, .max = 1440,
	       .help = "Minutes for which a form that was shown may be sent."),
	CONFIG(settings, "staff", sso, .fallback = "no",
	       .help = "Staff may also sign in as whom the web server names in the FastCGI parameter YM_VERIFIED_USER: yes or no."),
	CONFIG(settings, "pairing", contact_days, .fallback = "30", .min = 7, .max = 366,
	       .help = "Days without a visit after which a pair's contact is overdue, and its family is reminded."),
	CONFIG(settings, "worker", messages_dir, .fallback = YM_DATA_DIR "/view/messages",
	       .help = "Folder of the texts of messages."),
	CONFIG(settings, "worker", job_threads, .fallback = "1", .min = 1, .max = 16,
	       .help = "Jobs that are worked on at a time."),
	CONFIG(settings, "worker", slice_ms, .fallback = "2000", .min = 0, .max = 600000,
	       .help = "Milliseconds of work on a job before the next one has its turn."),
	CONFIG(settings, "sms", gateway_url, .fallback = "",
	       .help = "Where SMS are posted to: https, or http:// on this machine; empty: none are sent."),
	CONFIG(settings, "sms", gateway_token_file, .fallback = "",
	       .help = "File whose first line is the gateway's bearer token; empty: none."),
	CONFIG(settings, "sms", gateway_ca, .fallback = "", .help = "PEM file of the gateway's authority; empty: the system's."),
	CONFIG(settings, "sms", gateway_ms, .fallback = "15000", .min = 100, .max = 45000,
	       .help = "Milliseconds to hand an SMS over."),
	CONFIG(settings, "sms", codes_a_day, .fallback = "2000", .min = 1, .max = 10000000,
	       .help = "Codes sent to telephones in a day, in all."),
	CONFIG(settings, "mail", smtp_host, .fallback = "", .help = "Mail server; empty: no mail is sent."),
	CONFIG(settings, "mail", smtp_port, .fallback = "587", .min = 1, .max = 65535, .help = "Its port."),
	{ .section = "mail", .column = COLUMN(settings, smtp_security, .names = security_names), .fallback = "starttls",
	  .help = "none, starttls or tls." },
	CONFIG(settings, "mail", smtp_user, .fallback = "", .help = "Name to sign in with; empty: none."),
	CONFIG(settings, "mail", smtp_password_file, .fallback = "", .help = "File whose first line is the password."),
	CONFIG(settings, "mail", smtp_ca, .fallback = "",
	       .help = "PEM file of the mail server's authority; empty: the system's."),
	CONFIG(settings, "mail", smtp_ms, .fallback = "30000", .min = 100, .max = 45000,
	       .help = "Milliseconds to hand a mail over."),
	CONFIG(settings, "mail", mail_from, .fallback = "", .help = "Address that mail comes from."),
	CONFIG(settings, "mail", mail_from_name, .fallback = "", .help = "Name beside it."),
	{ 0 }
};

static bool ends_with(const char *text, const char *end)
{
	return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

static bool is_loopback(const char *host)
{
	static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const size_t length = strlen(names[i]);

		if (strncmp(host, names[i], length) == 0 && (host[length] == '\0' || host[length] == ':'))
			return true;
	}
	return false;
}

/* It is compared with the Origin a browser writes: otherwise spelled, it would refuse every form. */
static enum err check_url(const struct settings *settings, struct fault *fault)
{
	const char *url = settings->public_url, *host = NULL, *usual_port = NULL;

	if (strncmp(url, "http://", 7) == 0) {
		host = url + 7;
		usual_port = ":80";
	} else if (strncmp(url, "https://", 8) == 0) {
		host = url + 8;
		usual_port = ":443";
	}
	if (host == NULL || *host == '\0' || strpbrk(host, "/?# \t\"<>") != NULL)
		return fault_note(fault, E_INVALID, "[site] public_url must be scheme://host[:port] without a path");
	if (strpbrk(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL || ends_with(host, usual_port))
		return fault_note(fault, E_INVALID, "[site] public_url must be as browsers write it: small letters, and no port %s",
				  usual_port + 1);
	if (settings->demo && !is_loopback(host))
		return fault_note(fault, E_INVALID, "[site] demo is yes, and public_url is not this machine's own: "
				  "invented charities are nothing for the public");
	return OK;
}

static enum err check_shell(const struct settings *settings, struct fault *fault)
{
	const struct { const char *key, *value; } needed[] = {
		{ "title", settings->title }, { "organiser", settings->organiser }, { "site_code", settings->site_code }, { "icp", settings->icp },
		{ "police", settings->police }, { "contact", settings->contact }, { "base", settings->base },
	};

	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (needed[i].value[0] == '\0')
			return fault_note(fault, E_INVALID, "[site] %s is empty: every page of the site must show it", needed[i].key);
	return OK;
}

enum err settings_load(struct arena *arena, const char *path, struct settings *out, struct fault *fault)
{
	struct settings settings = { 0 };
	size_t base_length;

	TRY(config_load(arena, path, settings_keys, &settings, fault));
	TRY(check_url(&settings, fault));
	TRY(check_shell(&settings, fault));
	base_length = strlen(settings.base);
	if (settings.base[0] != '/' || settings.base[base_length - 1] == '/')
		return fault_note(fault, E_INVALID, "[site] base must begin with a slash and not end with one");
	*out = settings;
	return OK;
}

enum err settings_secret(struct arena *arena, const char *path, const char **out, struct fault *fault)
{
	char line[256];
	FILE *file = fopen(path, "re");
	char *read;

	if (file == NULL)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	read = fgets(line, sizeof line, file);
	fclose(file);
	if (read == NULL)
		return fault_note(fault, E_INVALID, "%s: empty", path);
	line[strcspn(line, "\r\n")] = '\0';
	*out = arena_copy_string(arena, line);
	return OK;
}

enum err settings_database(struct arena *arena, const struct settings *settings, const char *program,
			   struct db_options *out, struct fault *fault)
{
	const char *user = arena_print(arena, "ym_%s", program);
	const char *password = NULL;

	if (settings->password_dir[0] != '\0')
		TRY(settings_secret(arena, arena_print(arena, "%s/%s", settings->password_dir, user), &password, fault));
	*out = (struct db_options){
		.socket = settings->socket[0] != '\0' ? settings->socket : NULL,
		.host = settings->host,
		.port = settings->port,
		.user = user,
		.password = password,
		.database = settings->name,
		.tls_ca = settings->tls_ca[0] != '\0' ? settings->tls_ca : NULL,
		.connect_ms = settings->connect_ms,
		.read_ms = settings->read_ms,
	};
	return OK;
}
