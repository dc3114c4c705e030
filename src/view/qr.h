/* QR code (libqrencode, level M) as the `d` of one SVG path on a grid of `*side` modules, quiet zone of 4 included:
 * <svg viewBox="0 0 side side"><path d="…"/></svg>. */
#ifndef YM_VIEW_QR_H
#define YM_VIEW_QR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum err qr_path(struct arena *arena, const char *text, const char **path, int64_t *side) MUST_CHECK;

#endif
