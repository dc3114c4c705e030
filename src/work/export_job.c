#include "work/export_job.h"

#include <stdlib.h>
#include <string.h>

#include "domain/office/export.h"
#include "domain/office/upload.h"
#include "exchange/table.h"

enum { sheet_rows_max = 1048576 - 2 };		/* of an .xlsx, less the watermark and the headings */

/* The file on its way: bytes gather until they fill a piece, which is sealed and stored. */
struct making {
	struct work *work;
	const struct export *export;
	struct arena *arena;		/* of the whole; emptied with the step */
	struct arena scratch;		/* of one page or piece */
	struct buffer piece;
	int64_t upload_id, number;
	const char *upload_key;
	int64_t rows;
};

static enum err store(struct making *making)
{
	const struct bytes piece = { .data = (const uint8_t *)making->piece.data, .length = making->piece.length };

	TRY(upload_append(making->work->db, making->work->keyring, making->upload_id, making->upload_key,
			  making->number++, piece));
	buffer_clear(&making->piece);
	return OK;
}

static enum err take_bytes(void *context, const char *bytes, size_t length)
{
	struct making *making = context;

	while (length > 0) {
		const size_t room = upload_piece_bytes - making->piece.length, step = length < room ? length : room;

		buffer_append(&making->piece, bytes, step);
		bytes += step;
		length -= step;
		if (making->piece.length == upload_piece_bytes)
			TRY(store(making));
	}
	return OK;
}

static enum err write_rows(struct making *making, struct export_run *run, struct table_writer *writer)
{
	size_t columns, count;
	const char *const *headings = export_run_headings(run, &columns);

	TRY(table_write_headings(writer, headings, columns));
	do {
		const struct cell *cells;

		arena_reset(&making->scratch);
		TRY(export_run_next(run, &making->scratch, &cells, &count));
		making->rows += (int64_t)count;
		job_show(making->work, making->rows);
		if (making->export->format == EXPORT_XLSX && making->rows > sheet_rows_max)
			return job_refuse(making->work, JOB_SHEET_FULL, E_INVALID);
		for (size_t i = 0; i < count; i++)
			TRY(table_write_row(writer, cells + i * columns, columns));
	} while (count > 0);
	return OK;
}

/* Bad rows are as they were brought. */
static bool holds_clear_data(const struct export *export)
{
	return export->unmasked || export->kind == EXPORT_BAD_ROWS;
}

static enum err write_file(struct making *making, struct export_run *run)
{
	static const enum table_format formats[] = {
		[EXPORT_XLSX] = TABLE_XLSX, [EXPORT_CSV] = TABLE_CSV_UTF8, [EXPORT_CSV_GB18030] = TABLE_CSV_GB18030 };
	const struct export *export = making->export;
	/* What is in clear stays in memory; the rest may touch a disk, which large tables need. */
	const struct table_writer_options options = {
		.format = formats[export->format], .sheet = export_of_names[export->kind],
		.watermark = export_watermark(making->arena, export), .temp_dir = holds_clear_data(export) ? NULL : "/tmp" };
	struct table_writer *writer;
	enum err err, closed;

	TRY(table_writer_open(making->arena, &options, take_bytes, making, &writer));
	err = write_rows(making, run, writer);
	closed = table_writer_close(writer);
	TRY(err);
	TRY(closed);
	return making->piece.length > 0 || making->number == 0 ? store(making) : OK;
}

static enum err make(struct making *making, const struct job *job)
{
	struct work *work = making->work;
	const struct timestamp now = clock_now(work->clock);
	struct export_run *run;

	TRY(upload_begin(work->db, making->arena, making->export->account_id, export_file_name(making->arena, making->export), now,
			 &making->upload_id, &making->upload_key));
	TRY(export_run_begin(work->db, making->arena, work->keyring, making->export, now, &run));
	buffer_init(&making->piece, making->arena, upload_piece_bytes + 1);
	TRY(write_file(making, run));
	TRY(export_made(work->db, making->export->id, making->upload_id, making->rows, clock_now(work->clock)));
	return job_log(work->db, job->id, "exported", making->rows, NULL, clock_now(work->clock));
}

static enum err step(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const char *colon = strchr(job->subject, ':');
	struct export export;
	struct making making = { .work = work, .export = &export, .arena = arena };
	bool allowed;
	enum err err;

	TRY(export_find(work->db, arena, colon != NULL ? strtoll(colon + 1, NULL, 10) : 0, &export));
	if (!timestamp_is_none(export.ready_at))
		return E_CONFLICT;
	TRY(export_is_allowed(work->db, arena, &export, &allowed));
	if (!allowed)
		return job_refuse(work, JOB_NOT_ALLOWED, E_DENIED);
	arena_init(&making.scratch, 0);
	err = make(&making, job);
	arena_free(&making.scratch);
	TRY(err);
	step->position = step->total = making.rows;
	step->done = true;
	return OK;
}

const struct job_kind export_job = { .name = "export", .step = step };
