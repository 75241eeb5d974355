#ifndef CICU_H
#define CICU_H

// The only door to ICU. Every type is opaque and no ICU header is included here: a module that exposes
// <unicode/*.h> stops compiling as soon as it also imports Foundation.

#include <stdint.h>

typedef struct cicu_break_iterator cicu_break_iterator;

/// Opens ICU's word break iterator for a locale; returns null and sets `error` when ICU cannot.
cicu_break_iterator *_Nullable cicu_word_open(const char *_Nonnull locale, int32_t *_Nonnull error);

/// An independent copy that may be used on another thread.
cicu_break_iterator *_Nullable cicu_word_clone(const cicu_break_iterator *_Nonnull iterator, int32_t *_Nonnull error);

void cicu_word_close(cicu_break_iterator *_Nonnull iterator);

/// Writes the end of every word of `text` to `ends`, in order; the last one equals `count`.
/// Returns how many there are, which may exceed `capacity` (then only `capacity` were written), or -1 on error.
int32_t cicu_word_ends(cicu_break_iterator *_Nonnull iterator, const uint16_t *_Nonnull text, int32_t count,
                       int32_t *_Nonnull ends, int32_t capacity, int32_t *_Nonnull error);

/// Decodes bytes of an encoding ICU knows by name; ill-formed ones become U+FFFD. Returns the number of UTF-16 units, at
/// most `capacity`, or -1 and an error.
int32_t cicu_decode(const char *_Nonnull encoding, const uint8_t *_Nonnull bytes, int32_t count,
                    uint16_t *_Nonnull units, int32_t capacity, int32_t *_Nonnull error);

/// ICU's dictionary for Chinese word break: indexes of 32 bits, then the trie; null when there is none. Stays in memory.
const void *_Nullable cicu_han_dictionary(void);

/// The version of the ICU library, such as "72.1".
const char *_Nonnull cicu_version(void);

#endif
