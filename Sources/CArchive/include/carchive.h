#ifndef CARCHIVE_H
#define CARCHIVE_H

// The only door to libarchive. Types are opaque and no libarchive header is included here.

#include <stddef.h>
#include <stdint.h>

typedef struct carchive_reader carchive_reader;

/// What a call came to.
typedef enum { CARCHIVE_OK = 0, CARCHIVE_END = 1, CARCHIVE_DAMAGED = 2, CARCHIVE_FATAL = 3 } carchive_result;

/// Gives the next stretch of a compressed stream: sets `bytes`, which stay valid until the next call, and returns their
/// number, 0 at the end, -1 when it cannot be read.
typedef ptrdiff_t (*carchive_source)(void *_Nullable context, const void *_Nullable *_Nonnull bytes);

/// Opens a tar or zip file, or a compressed stream, by its path. Null when there is no memory; errors show in
/// `carchive_error` and in the first call of `carchive_next`.
carchive_reader *_Nullable carchive_open_file(const char *_Nonnull path);

/// The same for bytes in memory, which must outlive the reader.
carchive_reader *_Nullable carchive_open_memory(const void *_Nonnull bytes, size_t count);

/// The same for a stream that cannot seek.
carchive_reader *_Nullable carchive_open_stream(carchive_source _Nonnull source, void *_Nullable context);

void carchive_close(carchive_reader *_Nonnull reader);

/// Goes to the next member.
carchive_result carchive_next(carchive_reader *_Nonnull reader);

/// The name of the current member as it is stored; null when it has none, as in a stream that is merely compressed.
const char *_Nullable carchive_name(carchive_reader *_Nonnull reader);

/// Whether the current member is a file, and not a folder or a link.
int carchive_is_file(carchive_reader *_Nonnull reader);

/// Whether the current member is encrypted.
int carchive_is_encrypted(carchive_reader *_Nonnull reader);

/// Whether the reader found no container but a compressed stream alone.
int carchive_is_raw(carchive_reader *_Nonnull reader);

/// Reads on in the current member. Sets `count` to the bytes read; 0 at its end.
carchive_result carchive_read(carchive_reader *_Nonnull reader, void *_Nonnull buffer, size_t capacity,
                              size_t *_Nonnull count);

/// Bytes taken from the file so far, before decompression.
int64_t carchive_bytes_taken(carchive_reader *_Nonnull reader);

/// What went wrong last, in English.
const char *_Nonnull carchive_error(carchive_reader *_Nonnull reader);

typedef struct carchive_writer carchive_writer;

/// Makes a zip file. Null when it cannot be written.
carchive_writer *_Nullable carchive_create(const char *_Nonnull path);

/// Begins a member of a known size.
carchive_result carchive_begin(carchive_writer *_Nonnull writer, const char *_Nonnull name, int64_t size);
carchive_result carchive_write(carchive_writer *_Nonnull writer, const void *_Nonnull bytes, size_t count);

/// Ends the file.
carchive_result carchive_finish(carchive_writer *_Nonnull writer);

#endif
