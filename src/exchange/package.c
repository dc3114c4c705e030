#include "exchange/package.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include "exchange/table_parts.h"

enum {
	PARTS_MAX = 10000,		/* libzip keeps a record of each */
	RATIO_MAX = 200,
	RATIO_FREE_BYTES = 1 << 20,	/* what small parts inflate to does not matter */
	TAIL_BYTES = 65536 + 22 + 20,	/* APPNOTE.TXT §4.3.16: the longest comment, the end record, and the locator before it */
	END_BYTES = 22, LOCATOR_BYTES = 20, END64_BYTES = 56,
	READ_BYTES = 16384
};

struct package {
	struct arena *arena;
	zip_t *zip;
	int64_t inflatable;	/* bytes all parts that were opened may inflate to */
};

static uint64_t little_endian(const char *at, size_t bytes)
{
	uint64_t number = 0;

	while (bytes-- > 0)
		number = number << 8 | (unsigned char)at[bytes];
	return number;
}

/* What the end record at `at` says, or the one of zip64 that the locator before it leads to. */
static uint64_t count_at(int fd, const char *tail, const char *at)
{
	char record[END64_BYTES];
	uint64_t count = little_endian(at + 10, 2), count64, offset;

	if (at - tail < LOCATOR_BYTES || memcmp(at - LOCATOR_BYTES, "PK\6\7", 4) != 0)
		return count;
	offset = little_endian(at - LOCATOR_BYTES + 8, 8);
	if (offset > INT64_MAX || read_at(fd, record, sizeof record, (int64_t)offset) != END64_BYTES)
		return count;
	count64 = little_endian(record + 32, 8);
	return count64 > count || count == 0xffff ? count64 : count;
}

/* Asked before libzip reads its directory, a megabyte of which may name twenty thousand parts. */
static bool has_too_many_parts(int fd)
{
	char *tail = malloc(TAIL_BYTES);
	int64_t size = lseek(fd, 0, SEEK_END), from = size > TAIL_BYTES ? size - TAIL_BYTES : 0;
	ptrdiff_t length = tail != NULL ? read_at(fd, tail, TAIL_BYTES, from) : 0;
	const char *at = tail;
	bool many = false;

	while (!many && length >= END_BYTES
	       && (at = memmem(at, (size_t)(tail + length - at), "PK\5\6", 4)) != NULL && tail + length - at >= END_BYTES) {
		many = count_at(fd, tail, at) > PARTS_MAX;
		at++;
	}
	free(tail);
	return many;
}

enum err package_open(struct arena *arena, int fd, struct package **out, const char **refusal)
{
	struct package *package = ARENA_NEW(arena, struct package);
	int copy, error;

	if (has_too_many_parts(fd)) {
		*refusal = "bomb";
		return E_INVALID;
	}
	copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (copy < 0 || lseek(copy, 0, SEEK_SET) < 0)
		return E_INTERNAL;
	package->arena = arena;
	package->zip = zip_fdopen(copy, 0, &error);
	if (package->zip == NULL) {
		close(copy);
		*refusal = "broken";
		return E_INVALID;
	}
	*out = package;
	return OK;
}

void package_close(struct package *package)
{
	if (package->zip != NULL)
		zip_discard(package->zip);
	package->zip = NULL;
}

/* Why a part with this entry is not let out; NULL: it is. What it really inflates to is held against the entry later. */
static const char *refuse_entry(const struct package *package, const zip_stat_t *entry, uint64_t most)
{
	if (entry->encryption_method != ZIP_EM_NONE)
		return "encrypted";
	if (entry->comp_method != ZIP_CM_STORE && entry->comp_method != ZIP_CM_DEFLATE)
		return "broken";
	if (entry->size > most || package->inflatable + (int64_t)entry->size > table_inflated_max
	    || (entry->size > RATIO_FREE_BYTES && entry->size / RATIO_MAX > entry->comp_size))
		return "bomb";
	return NULL;
}

enum err part_open(struct package *package, const char *name, uint64_t most, struct part *out, const char **refusal)
{
	zip_int64_t index = zip_name_locate(package->zip, name, 0);
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	const char *word;
	zip_stat_t entry;
	zip_file_t *file;

	if (index < 0)
		index = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
	if (index < 0)
		return E_NOT_FOUND;
	if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &entry) != 0 || (entry.valid & needed) != needed)
		word = "broken";
	else
		word = refuse_entry(package, &entry, most);
	file = word == NULL ? zip_fopen_index(package->zip, (zip_uint64_t)index, 0) : NULL;
	if (file == NULL) {
		*refusal = word != NULL ? word : "broken";
		return E_INVALID;
	}
	package->inflatable += (int64_t)entry.size;
	*out = (struct part){ .package = package, .file = file, .left = (int64_t)entry.size };
	return OK;
}

void part_close(struct part *part)
{
	if (part->file != NULL)
		zip_fclose(part->file);
	part->file = NULL;
}

enum err part_read(struct part *part, char *to, size_t size, size_t *length, const char **refusal)
{
	zip_int64_t got = zip_fread(part->file, to, size);

	if (got < 0 || got > part->left || (got == 0 && part->left > 0)) {
		*refusal = got > part->left ? "bomb" : "broken";
		return E_INVALID;
	}
	part->left -= got;
	*length = (size_t)got;
	return OK;
}

enum err part_parse(struct package *package, const char *name, uint64_t most, const struct markup_handler *handler, void *owner,
		    struct markup **parsed, const char **refusal)
{
	char bytes[READ_BYTES];
	struct part part = { .file = NULL };
	enum err err = part_open(package, name, most, &part, refusal);
	size_t length = 1;

	if (err != OK)
		return err;
	*parsed = markup_open(package->arena, handler, owner, NULL);	/* for handlers that refuse */
	if (*parsed == NULL)
		err = E_INTERNAL;
	while (err == OK && length > 0) {
		err = part_read(&part, bytes, sizeof bytes, &length, refusal);
		if (err == OK && !markup_feed(*parsed, bytes, length)) {
			*refusal = markup_refusal(*parsed);
			err = E_INVALID;
		}
	}
	if (*parsed != NULL)
		markup_close(*parsed);
	*parsed = NULL;
	part_close(&part);
	return err;
}

const char *part_resolve(struct arena *arena, const char *source, const char *target)
{
	const char *slash = strrchr(source, '/');
	size_t base = *target == '/' || slash == NULL ? 0 : (size_t)(slash - source) + 1;
	struct buffer name;

	buffer_init(&name, arena, 64);
	buffer_append(&name, source, base);
	for (target += *target == '/' ? 1 : 0; *target != '\0';) {
		size_t step = strcspn(target, "/");
		bool more = target[step] == '/';

		if (step == 2 && memcmp(target, "..", 2) == 0) {
			if (name.length > 0)
				name.length--;
			while (name.length > 0 && name.data[name.length - 1] != '/')
				name.length--;
			name.data[name.length] = '\0';
		} else if (step != 1 || *target != '.') {
			buffer_append(&name, target, step + (more ? 1 : 0));
		}
		target += step + (more ? 1 : 0);
	}
	return name.data;
}
