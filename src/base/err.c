#include "base/err.h"

#include <stddef.h>
#include <stdio.h>

enum err fault_note(struct fault *fault, enum err err, const char *format, ...)
{
	if (fault == NULL || fault->text[0] != '\0')
		return err;

	va_list arguments;
	va_start(arguments, format);
	if (vsnprintf(fault->text, sizeof fault->text, format, arguments) < 0)
		fault->text[0] = '\0';
	va_end(arguments);
	return err;
}

const char *err_name(enum err err)
{
	switch (err) {
	case OK: return "OK";
	case E_INVALID: return "E_INVALID";
	case E_NOT_FOUND: return "E_NOT_FOUND";
	case E_DENIED: return "E_DENIED";
	case E_CONFLICT: return "E_CONFLICT";
	case E_BUSY: return "E_BUSY";
	case E_INTERNAL: return "E_INTERNAL";
	}
	return "unknown";
}
