#include "view/qr.h"

#include <errno.h>
#include <qrencode.h>

#include "base/buffer.h"

enum { QUIET_MODULES = 4 };

/* Dark modules side by side are one rectangle. */
static void append_row(struct buffer *path, const QRcode *code, int y)
{
	const unsigned char *row = code->data + (size_t)y * (size_t)code->width;

	for (int x = 0, end; x < code->width; x = end) {
		for (end = x; end < code->width && (row[end] & 1) != 0;)
			end++;
		if (end > x)
			buffer_print(path, "M%d %dh%dv1h-%dz", x + QUIET_MODULES, y + QUIET_MODULES, end - x, end - x);
		else
			end++;
	}
}

enum err qr_path(struct arena *arena, const char *text, const char **path, int64_t *side)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buffer buffer;

	if (!code)	/* ERANGE: too long; EINVAL: empty */
		return errno == ENOMEM ? E_INTERNAL : E_INVALID;
	buffer_init(&buffer, arena, 4096);
	for (int y = 0; y < code->width; y++)
		append_row(&buffer, code, y);
	*path = buffer.data;
	*side = code->width + 2 * QUIET_MODULES;
	QRcode_free(code);
	return OK;
}
