#include "exchange/separator.h"

#include <stdbool.h>

enum { LINES_MAX = 20 };

static const char candidates[] = { ',', ';', '\t' };

enum { CANDIDATES = sizeof candidates };

/* How many of each candidate the line that begins at `at` has outside of quotes; where the next one begins. */
static size_t count_line(struct bytes head, size_t at, size_t counts[CANDIDATES])
{
	bool quoted = false;

	for (size_t i = 0; i < CANDIDATES; i++)
		counts[i] = 0;
	for (; at < head.length; at++) {
		uint8_t byte = head.data[at];

		if (byte == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (byte == '\n' || byte == '\r')
			return at + 1;
		for (size_t i = 0; i < CANDIDATES; i++)
			counts[i] += byte == (uint8_t)candidates[i];
	}
	return at;
}

/* The number of lines that have the count most of them have, then that count. */
static size_t score(size_t counts[LINES_MAX][CANDIDATES], size_t lines, size_t candidate)
{
	size_t best = 0;

	for (size_t i = 0; i < lines; i++) {
		size_t same = 0, count = counts[i][candidate];

		for (size_t j = 0; j < lines; j++)
			same += counts[j][candidate] == count;
		same = count > 0 ? same * 1000 + (count < 999 ? count : 999) : 0;
		best = same > best ? same : best;
	}
	return best;
}

char separator_of(struct bytes head)
{
	size_t counts[LINES_MAX][CANDIDATES], lines = 0, best = 0;

	for (size_t at = 0; at < head.length && lines < LINES_MAX; lines++)
		at = count_line(head, at, counts[lines]);
	for (size_t i = 1; i < CANDIDATES; i++)
		if (score(counts, lines, i) > score(counts, lines, best))
			best = i;
	return candidates[best];
}
