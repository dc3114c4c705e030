#include "app/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/log.h"

/* What a running program does: answer on descriptors it has, connect to its database, read the time, start and end threads.
 * Nothing that runs another program, changes identity, mounts, traces, or listens. */
static const int allowed_calls[] = {
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(access), SCMP_SYS(brk), SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(close), SCMP_SYS(connect),
	SCMP_SYS(dup), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_wait),
	SCMP_SYS(eventfd2), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(fcntl), SCMP_SYS(fstat), SCMP_SYS(futex),
	SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(geteuid), SCMP_SYS(getpeername), SCMP_SYS(getpid),
	SCMP_SYS(getppid), SCMP_SYS(getrandom), SCMP_SYS(getsockname), SCMP_SYS(getsockopt), SCMP_SYS(gettid),
	SCMP_SYS(getuid), SCMP_SYS(ioctl), SCMP_SYS(lseek), SCMP_SYS(madvise), SCMP_SYS(membarrier), SCMP_SYS(mlock),
	SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(munlock), SCMP_SYS(munmap), SCMP_SYS(nanosleep),
	SCMP_SYS(newfstatat), SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(pipe2), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(pread64), SCMP_SYS(prlimit64), SCMP_SYS(pselect6), SCMP_SYS(read), SCMP_SYS(readlink), SCMP_SYS(readv),
	SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(restart_syscall), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield), SCMP_SYS(select), SCMP_SYS(sendmmsg), SCMP_SYS(sendmsg), SCMP_SYS(sendto),
	SCMP_SYS(set_robust_list), SCMP_SYS(setsockopt), SCMP_SYS(shutdown), SCMP_SYS(sigaltstack),
	SCMP_SYS(signalfd4), SCMP_SYS(socket), SCMP_SYS(statx), SCMP_SYS(sysinfo), SCMP_SYS(tgkill),
	SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime), SCMP_SYS(uname), SCMP_SYS(wait4), SCMP_SYS(write),
	SCMP_SYS(writev),
};

static enum err filter_calls(struct fault *fault)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int result = filter == NULL ? -ENOMEM : 0;

	for (size_t i = 0; result == 0 && i < sizeof allowed_calls / sizeof allowed_calls[0]; i++)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0);
	if (result == 0)
		result = seccomp_load(filter);
	seccomp_release(filter);
	if (result == -EINVAL || result == -ENOSYS) {
		log_line(LOG_LEVEL_WARNING, "this kernel has no seccomp filters: system calls stay open");
		return OK;
	}
	if (result != 0)
		return fault_note(fault, E_INTERNAL, "seccomp: %s", strerror(-result));
	return OK;
}

static bool allow_reading(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE };
	struct stat stat;
	bool allowed;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return true;	/* not there: nothing to read */
	if (fstat(rule.parent_fd, &stat) == 0 && S_ISDIR(stat.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	allowed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
	close(rule.parent_fd);
	return allowed;
}

/* Connecting to a Unix socket is not a file access Landlock governs in its first versions; the socket needs no rule. */
static enum err close_files(const char *tls_ca, struct fault *fault)
{
	/* Those in /run: where /etc/resolv.conf is a link to. */
	static const char *const readable[] = { "/etc", "/usr/share/zoneinfo", "/usr/lib", "/run/systemd/resolve",
						"/run/resolvconf", "/run/NetworkManager" };
	const struct landlock_ruleset_attr every = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &every, sizeof every, 0);
	bool good = true;

	if (ruleset < 0) {
		log_line(LOG_LEVEL_WARNING, "this kernel has no Landlock: files stay within reach of the user's rights");
		return OK;
	}
	for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
		good = allow_reading(ruleset, readable[i]) && good;
	if (tls_ca != NULL)
		good = allow_reading(ruleset, tls_ca) && good;
	good = good && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return good ? OK : fault_note(fault, E_INTERNAL, "Landlock: %s", strerror(errno));
}

enum err confine_process(const char *tls_ca, struct fault *fault)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fault_note(fault, E_INTERNAL, "no_new_privs: %s", strerror(errno));
	TRY(close_files(tls_ca, fault));
	return filter_calls(fault);
}
