#include "http/exchange.h"

#include <string.h>

const char *incoming_get(const struct incoming *incoming, const char *name)
{
	for (size_t i = 0; i < incoming->parameter_count; i++)
		if (strcmp(incoming->parameters[i].name, name) == 0)
			return incoming->parameters[i].value;
	return NULL;
}

bool outgoing_add_header(struct outgoing *outgoing, const char *name, const char *value)
{
	/* A line break would let the value write headers, or a whole body, of its own. */
	if (outgoing->header_count == HEADERS_MAX || name[0] == '\0' || strpbrk(name, "\r\n: ") != NULL
	    || strpbrk(value, "\r\n") != NULL)
		return false;
	outgoing->header[outgoing->header_count++] = (struct header){ .name = name, .value = value };
	return true;
}
