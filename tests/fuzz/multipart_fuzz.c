/* A form with a file: the first line is the Content-Type, the rest the body. Whatever comes out of it lies within the body or is
 * valid UTF-8 without NUL, has a name, and no file's name is a path. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS_MAX = 64 };

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check(struct bytes body, const struct parameter *pairs, size_t count, const struct file_part *files, size_t file_count)
{
	require(count + file_count <= PARTS_MAX);
	for (size_t i = 0; i < count; i++) {
		require(pairs[i].name[0] != '\0' && text_is_utf8(pairs[i].name, strlen(pairs[i].name)));
		require(text_is_utf8(pairs[i].value, strlen(pairs[i].value)));
	}
	for (size_t i = 0; i < file_count; i++) {
		const struct upload_file *file = &files[i].file;

		require(files[i].field[0] != '\0' && text_is_utf8(file->name, strlen(file->name)));
		require(strpbrk(file->name, "/\\") == NULL && !text_has_control(file->name, false));
		require(file->content.data >= body.data && file->content.length <= body.length
			&& (size_t)(file->content.data - body.data) <= body.length - file->content.length);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line_end = size > 0 ? memchr(data, '\n', size) : NULL;
	const char *boundary;
	struct parameter *pairs;
	struct file_part *files;
	size_t count, file_count;
	struct arena arena;

	if (line_end == NULL)
		return 0;
	arena_init(&arena, 0);
	if (content_is_multipart(&arena, arena_copy(&arena, (const char *)data, (size_t)(line_end - data)), &boundary)) {
		struct bytes body = { .data = line_end + 1, .length = size - (size_t)(line_end + 1 - data) };

		require(strlen(boundary) >= 1 && strlen(boundary) <= 70);
		if (multipart_parse(&arena, body, boundary, PARTS_MAX, &pairs, &count, &files, &file_count) == OK)
			check(body, pairs, count, files, file_count);
	}
	arena_free(&arena);
	return 0;
}
