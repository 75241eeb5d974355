#ifndef FIXTURES_H
#define FIXTURES_H

#include <stddef.h>

/// Packs members into an archive in memory. `format` is "tar", "zip" or "raw" (one member, compressed alone), `filter`
/// "none", "gzip", "bzip2", "xz" or "zstd". Names are stored as the bytes they are; with a passphrase, zip members are
/// encrypted. Returns the size, or -1 when it does not fit or cannot be made.
ptrdiff_t fixture_pack(const char *_Nonnull format, const char *_Nonnull filter, const char *_Nullable passphrase,
                       size_t members, const char *_Nonnull const *_Nonnull names,
                       const void *_Nonnull const *_Nonnull contents, const size_t *_Nonnull sizes,
                       void *_Nonnull output, size_t capacity);

#endif
