#include "domain/pairing/tag.h"

const char *const tag_names[] = { "tutoring", "company", "clothing", "books", "holidays", NULL };
