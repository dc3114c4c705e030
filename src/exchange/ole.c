/* Compound files (MS-CFB), of which two kinds are brought instead of an .xlsx. */
#include "exchange/table_parts.h"

/* "EncryptedPackage" as a directory entry names it (MS-OFFCRYPTO §2.3.4.4). */
static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

const char *ole_refusal(int fd)
{
	char piece[8192];
	const size_t overlap = sizeof encrypted;
	int64_t offset = 0;
	ptrdiff_t length;

	while ((length = read_at(fd, piece, sizeof piece, offset)) > 0) {
		if (memmem(piece, (size_t)length, encrypted, sizeof encrypted) != NULL)
			return "encrypted";
		if ((size_t)length < sizeof piece)
			break;
		offset += (int64_t)(sizeof piece - overlap);
	}
	return "old_excel";
}
