#include "solve/instance_text.h"

/* A line's kind, how many numbers it has, and what is wrong where the last one is too large. */
static const struct line_kind {
	char letter;
	int numbers;
	int64_t most;
	enum text_refusal beyond;
} line_kinds[] = {
	{ 'p', 3, UINT32_MAX - 1, TEXT_COUNT }, { 's', 2, ASSIGNMENT_PLACES, TEXT_PLACES },
	{ 'f', 2, UINT32_MAX, TEXT_CAPACITY }, { 'e', 3, UINT16_MAX, TEXT_SCORE } };

enum { numbers_most = 3, letters = sizeof line_kinds / sizeof line_kinds[0] };
enum { HEAD, STUDENT, FAMILY, EDGE };

struct line {
	int kind;
	int64_t number[numbers_most];
};

/* A student or a family. */
struct node {
	int64_t id;
	uint64_t line;
	uint32_t count;
};

struct edge_line {
	uint32_t student, family;
	uint64_t line;
	uint16_t score;
};

struct nodes {
	struct node *node;
	uint32_t count;
	/* Where ids lie close together: the position of id, less the first id; else NULL. */
	uint32_t *direct;
	uint64_t reach;
};

struct reader {
	struct arena *arena;
	struct arena scratch;	/* for as long as the reading */
	const char *next, *end;
	uint64_t line_number;	/* of the line that was read last */
	int64_t announced[letters], found[letters];
	struct nodes students, families;
	struct edge_line *edge;
	struct text_fault fault;
};

static enum err refuse_at(struct reader *reader, uint64_t line, enum text_refusal refusal)
{
	reader->fault = (struct text_fault){ .refusal = refusal, .line = line };
	return E_INVALID;
}

static enum err refuse(struct reader *reader, enum text_refusal refusal)
{
	return refuse_at(reader, reader->line_number, refusal);
}

/* A blank and a number from *at on, which moves behind it. */
static bool read_number(const char **at, const char *end, int64_t *out)
{
	const char *next = *at;
	int64_t number = 0;
	bool negative;

	if (next == end || *next++ != ' ')
		return false;
	negative = next != end && *next == '-';
	next += negative;
	const char *const digits = next;

	for (; next != end && *next >= '0' && *next <= '9'; next++)
		if (__builtin_mul_overflow(number, 10, &number) || __builtin_sub_overflow(number, *next - '0', &number))
			return false;
	if (next == digits || (!negative && number == INT64_MIN))
		return false;
	*out = negative ? number : -number;
	*at = next;
	return true;
}

static enum err read_words(struct reader *reader, const char *at, const char *end, struct line *out)
{
	int kind = 0;

	while (kind < letters && (at == end || line_kinds[kind].letter != *at))
		kind++;
	if (kind == letters)
		return refuse(reader, TEXT_UNKNOWN_LINE);
	at++;
	for (int i = 0; i < line_kinds[kind].numbers; i++)
		if (!read_number(&at, end, &out->number[i]))
			return refuse(reader, TEXT_NUMBER);
	if (at != end)
		return refuse(reader, TEXT_TRAILING);
	const int64_t last = out->number[line_kinds[kind].numbers - 1];

	if (last < 0 || last > line_kinds[kind].most)
		return refuse(reader, line_kinds[kind].beyond);
	out->kind = kind;
	return OK;
}

static enum err read_line(struct reader *reader, struct line *out)
{
	const size_t left = (size_t)(reader->end - reader->next), looked = left > text_line_most ? text_line_most + 1 : left;
	const char *const at = reader->next, *const stop = memchr(at, '\n', looked);
	const size_t length = stop != NULL ? (size_t)(stop - at) : looked;

	reader->line_number++;
	if (memchr(at, '\0', length) != NULL)
		return refuse(reader, TEXT_NUL);
	if (length > text_line_most)
		return refuse(reader, TEXT_LONG_LINE);
	reader->next = at + length + (stop != NULL);
	return read_words(reader, at, at + length, out);
}

static bool has_line(const struct reader *reader)
{
	return reader->next != reader->end;
}

static void rewind_to(struct reader *reader, const char *text)
{
	reader->next = text;
	reader->line_number = 0;
}

/* Every line once: is each of them good for itself, and how many of each kind are there? */
static enum err count_lines(struct reader *reader)
{
	struct line line;

	if (!has_line(reader))
		return refuse_at(reader, 1, TEXT_NO_HEAD);
	while (has_line(reader)) {
		TRY(read_line(reader, &line));
		if (line.kind != HEAD && reader->line_number == 1)
			return refuse(reader, TEXT_NO_HEAD);
		if (line.kind == HEAD && reader->line_number > 1)
			return refuse(reader, TEXT_SECOND_HEAD);
		if (line.kind != HEAD) {
			reader->found[line.kind]++;
			continue;
		}
		for (int i = 0; i < numbers_most; i++) {
			reader->announced[STUDENT + i] = line.number[i];
			if (line.number[i] < 0 || line.number[i] > line_kinds[HEAD].most)
				return refuse(reader, TEXT_COUNT);
		}
	}
	for (int i = STUDENT; i <= EDGE; i++)
		if (reader->found[i] != reader->announced[i])
			return refuse_at(reader, 1, TEXT_STUDENT_COUNT + (enum text_refusal)(i - STUDENT));
	return OK;
}

static int by_id(const void *one, const void *other)
{
	const struct node *const a = one, *const b = other;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static enum err sort_nodes(struct reader *reader, struct nodes *nodes, enum text_refusal twice)
{
	const struct node *const node = nodes->node;

	qsort(nodes->node, nodes->count, sizeof *nodes->node, by_id);
	for (uint32_t i = 1; i < nodes->count; i++)
		if (node[i].id == node[i - 1].id)
			return refuse_at(reader, node[i].line, twice);
	if (nodes->count == 0)
		return OK;
	nodes->reach = (uint64_t)node[nodes->count - 1].id - (uint64_t)node[0].id;
	if (nodes->reach / 4 > nodes->count)
		return OK;
	nodes->direct = ARENA_ARRAY(&reader->scratch, uint32_t, (size_t)nodes->reach + 1);
	for (uint32_t i = 0; i < nodes->count; i++)
		nodes->direct[(uint64_t)node[i].id - (uint64_t)node[0].id] = i;
	return OK;
}

static enum err read_nodes(struct reader *reader)
{
	struct nodes *const of_kind[] = { [STUDENT] = &reader->students, [FAMILY] = &reader->families };
	struct line line;

	for (int i = STUDENT; i <= FAMILY; i++)
		of_kind[i]->node = ARENA_ARRAY(&reader->scratch, struct node, (size_t)reader->found[i]);
	while (has_line(reader)) {
		TRY(read_line(reader, &line));
		if (line.kind != STUDENT && line.kind != FAMILY)
			continue;
		struct nodes *const nodes = of_kind[line.kind];

		nodes->node[nodes->count++] =
			(struct node){ .id = line.number[0], .count = (uint32_t)line.number[1], .line = reader->line_number };
	}
	TRY(sort_nodes(reader, &reader->students, TEXT_STUDENT_TWICE));
	return sort_nodes(reader, &reader->families, TEXT_FAMILY_TWICE);
}

static bool find_node(const struct nodes *nodes, int64_t id, uint32_t *out)
{
	uint32_t low = 0, high = nodes->count;

	if (nodes->direct != NULL) {
		const uint64_t at = (uint64_t)id - (uint64_t)nodes->node[0].id;

		low = at <= nodes->reach ? nodes->direct[at] : 0;
		high = low;
	}
	while (low < high) {
		const uint32_t middle = low + (high - low) / 2;

		if (nodes->node[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	*out = low;
	return low < nodes->count && nodes->node[low].id == id;
}

static enum err read_edges(struct reader *reader)
{
	struct edge_line *edge = reader->edge = ARENA_ARRAY(&reader->scratch, struct edge_line, (size_t)reader->found[EDGE]);
	struct line line;

	while (has_line(reader)) {
		TRY(read_line(reader, &line));
		if (line.kind != EDGE)
			continue;
		if (!find_node(&reader->students, line.number[0], &edge->student))
			return refuse(reader, TEXT_NO_STUDENT);
		if (!find_node(&reader->families, line.number[1], &edge->family))
			return refuse(reader, TEXT_NO_FAMILY);
		edge->score = (uint16_t)line.number[2];
		edge->line = reader->line_number;
		edge++;
	}
	return OK;
}

/* Where the edges of each begin when they are sorted by that. */
static uint32_t *count_up(struct arena *arena, const struct reader *reader, bool by_student)
{
	const uint32_t keys = by_student ? reader->students.count : reader->families.count;
	uint32_t *const first = ARENA_ARRAY(arena, uint32_t, (size_t)keys + 1);

	for (int64_t i = 0; i < reader->found[EDGE]; i++)
		first[(by_student ? reader->edge[i].student : reader->edge[i].family) + 1]++;
	for (uint32_t key = 0; key < keys; key++)
		first[key + 1] += first[key];
	return first;
}

/* By family, and then, as they come, by student: each student's families rise. */
static enum err sort_edges(struct reader *reader)
{
	const size_t count = (size_t)reader->found[EDGE];
	struct edge_line *const sorted = ARENA_ARRAY(&reader->scratch, struct edge_line, count);
	uint32_t *first = count_up(&reader->scratch, reader, false);

	for (size_t i = 0; i < count; i++)
		sorted[first[reader->edge[i].family]++] = reader->edge[i];
	first = count_up(&reader->scratch, reader, true);
	for (size_t i = 0; i < count; i++)
		reader->edge[first[sorted[i].student]++] = sorted[i];
	for (size_t i = 1; i < count; i++)
		if (reader->edge[i].student == reader->edge[i - 1].student && reader->edge[i].family == reader->edge[i - 1].family)
			return refuse_at(reader, reader->edge[i].line, TEXT_EDGE_TWICE);
	return OK;
}

static const int64_t *keep_ids(struct arena *arena, const struct nodes *nodes)
{
	int64_t *const id = ARENA_ARRAY(arena, int64_t, nodes->count);

	for (uint32_t i = 0; i < nodes->count; i++)
		id[i] = nodes->node[i].id;
	return id;
}

static void keep(const struct reader *reader, struct instance_text *out)
{
	const uint32_t students = reader->students.count, families = reader->families.count;
	const size_t edges = (size_t)reader->found[EDGE];
	uint8_t *const places = ARENA_ARRAY(reader->arena, uint8_t, students);
	uint32_t *const capacity = ARENA_ARRAY(reader->arena, uint32_t, families);
	uint32_t *const family = ARENA_ARRAY(reader->arena, uint32_t, edges);
	uint16_t *const score = ARENA_ARRAY(reader->arena, uint16_t, edges);

	for (uint32_t s = 0; s < students; s++)
		places[s] = (uint8_t)reader->students.node[s].count;
	for (uint32_t f = 0; f < families; f++)
		capacity[f] = reader->families.node[f].count;
	for (size_t i = 0; i < edges; i++) {
		family[i] = reader->edge[i].family;
		score[i] = reader->edge[i].score;
	}
	*out = (struct instance_text){
		.input = { .student_count = students, .family_count = families, .places = places, .capacity = capacity,
			   .first = count_up(reader->arena, reader, true), .family = family, .score = score },
		.student_id = keep_ids(reader->arena, &reader->students), .family_id = keep_ids(reader->arena, &reader->families) };
}

static enum err read_all(struct reader *reader, const char *text)
{
	rewind_to(reader, text);
	TRY(count_lines(reader));
	rewind_to(reader, text);
	TRY(read_nodes(reader));
	rewind_to(reader, text);
	TRY(read_edges(reader));
	return sort_edges(reader);
}

enum err instance_text_read(struct arena *arena, const char *text, size_t length, struct instance_text *out, struct text_fault *fault)
{
	struct reader reader = { .arena = arena, .end = text + length };

	arena_init(&reader.scratch, 0);
	const enum err err = read_all(&reader, text);

	if (err == OK)
		keep(&reader, out);
	else
		*fault = reader.fault;
	arena_free(&reader.scratch);
	return err;
}

const char *text_refusal_name(enum text_refusal refusal)
{
	static const char *const names[] = {
		[TEXT_SOUND] = "sound", [TEXT_NO_HEAD] = "no head", [TEXT_SECOND_HEAD] = "second head",
		[TEXT_UNKNOWN_LINE] = "unknown line", [TEXT_NUL] = "NUL", [TEXT_LONG_LINE] = "long line",
		[TEXT_NUMBER] = "number", [TEXT_TRAILING] = "trailing", [TEXT_COUNT] = "count", [TEXT_PLACES] = "places",
		[TEXT_CAPACITY] = "capacity", [TEXT_SCORE] = "score", [TEXT_STUDENT_COUNT] = "student count",
		[TEXT_FAMILY_COUNT] = "family count", [TEXT_EDGE_COUNT] = "edge count", [TEXT_STUDENT_TWICE] = "student twice",
		[TEXT_FAMILY_TWICE] = "family twice", [TEXT_EDGE_TWICE] = "edge twice", [TEXT_NO_STUDENT] = "no student",
		[TEXT_NO_FAMILY] = "no family" };

	return names[refusal];
}
