/* How many passwords a second this machine can look at: what a sign-in cannot do without, and nothing else.
 *
 *	password_bench SECONDS		prints `THREADS PASSWORDS_A_SECOND`: a thread a core, each at its own password all the time */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "crypt/key.h"
#include "crypt/password.h"

enum { threads_most = 256 };

struct looker {
	pthread_t thread;
	double until;
	long looked;
};

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void *look(void *context)
{
	struct looker *looker = context;
	bool matches;

	for (; now() < looker->until; looker->looked++)
		if (password_matches(NULL, "correct horse battery", &matches) != OK)
			abort();
	return NULL;
}

int main(int argc, char **argv)
{
	static struct looker lookers[threads_most];
	const double seconds = argc == 2 ? strtod(argv[1], NULL) : 0, begun = now();
	const long cores = sysconf(_SC_NPROCESSORS_ONLN), threads = cores < threads_most ? cores : threads_most;
	struct fault fault = { "" };
	long looked = 0;

	if (seconds <= 0 || crypt_start(&fault) != OK) {
		fprintf(stderr, "password_bench: %s\n", seconds <= 0 ? "usage: password_bench SECONDS" : fault.text);
		return 1;
	}
	for (long i = 0; i < threads; i++) {
		lookers[i].until = begun + seconds;
		if (pthread_create(&lookers[i].thread, NULL, look, &lookers[i]) != 0)
			abort();
	}
	for (long i = 0; i < threads; i++) {
		pthread_join(lookers[i].thread, NULL);
		looked += lookers[i].looked;
	}
	printf("%ld %.3f\n", threads, (double)looked / (now() - begun));
	return 0;
}
