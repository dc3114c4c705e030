/* Included before every file by the build (-include): names that may not be written in this project. The system's headers
 * that declare them come first, for the pragma would refuse their declarations too. */
#ifndef YM_BASE_POISON_H
#define YM_BASE_POISON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef sprintf	/* clang under FORTIFY has it as a macro */
#pragma GCC poison strcpy strcat sprintf strtok atoi gets

#endif
