/* An answer on its way out. */
#ifndef YM_HTTP_REPLY_H
#define YM_HTTP_REPLY_H

#include "http/exchange.h"

/* Send the whole answer as FastCGI records, in one write where the socket takes it; what a source gives, in one for each piece.
 * `head`: no body, but its length where there is one.
 * False: the peer is gone, or did not read for too long; the connection is of no use any more. */
bool reply_send(int fd, uint16_t request_id, bool head, const struct outgoing *outgoing, struct arena *arena);

#endif
