#ifndef CGUMBO_H
#define CGUMBO_H

// The only door to libgumbo: a page as a flat list of events in document order. No gumbo header is included here.

#include <stddef.h>
#include <stdint.h>

typedef struct cgumbo_page cgumbo_page;

typedef enum {
  CGUMBO_ELEMENT_BEGIN,
  CGUMBO_ELEMENT_END,
  CGUMBO_TEXT,
  CGUMBO_COMMENT
} cgumbo_kind;

/// One event. Strings live as long as the page.
typedef struct {
  cgumbo_kind kind;
  /// Elements: the name in lower case, not ended by a zero. Text and comments: their content with entities resolved.
  const char *_Nullable text;
  size_t count;
  /// Text and comments: where their source begins in the page, and how long it is, in bytes. 0 and 0 for what the parser
  /// added.
  size_t start;
  size_t length;
  /// Elements: how many attributes there are.
  unsigned attributes;
  /// For `cgumbo_attribute`.
  const void *_Nullable node;
} cgumbo_event;

/// Parses a page in UTF-8, which must outlive the result. Null when there is no memory.
cgumbo_page *_Nullable cgumbo_parse(const char *_Nonnull bytes, size_t count);
void cgumbo_free(cgumbo_page *_Nonnull page);

/// Moves on; returns 0 at the end of the page.
int cgumbo_next(cgumbo_page *_Nonnull page, cgumbo_event *_Nonnull event);

/// The value of an attribute of an element, ended by a zero; null when it has none of that name.
const char *_Nullable cgumbo_attribute(const void *_Nonnull node, const char *_Nonnull name);

#endif
