#include "cgumbo.h"

#include <ctype.h>
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

// Elements nested deeper than this are left out, as browsers do.
#define DEPTH 512

typedef struct {
  const GumboNode *node;
  unsigned child;
} level;

struct cgumbo_page {
  const char *bytes;
  size_t count;
  GumboOutput *output;
  level stack[DEPTH];
  int depth;
  int started;
  char name[64];
};

cgumbo_page *cgumbo_parse(const char *bytes, size_t count) {
  cgumbo_page *page = calloc(1, sizeof *page);
  if (!page) return NULL;
  page->bytes = bytes;
  page->count = count;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  page->output = gumbo_parse_with_options(&options, bytes, count);
  if (!page->output) {
    free(page);
    return NULL;
  }
  return page;
}

void cgumbo_free(cgumbo_page *page) {
  gumbo_destroy_output(&kGumboDefaultOptions, page->output);
  free(page);
}

static void name_element(cgumbo_page *page, const GumboElement *element, cgumbo_event *event) {
  const char *name = gumbo_normalized_tagname(element->tag);
  if (element->tag != GUMBO_TAG_UNKNOWN) {
    event->text = name;
    event->count = strlen(name);
    return;
  }
  GumboStringPiece piece = element->original_tag;
  if (piece.data) gumbo_tag_from_original_text(&piece);
  size_t count = piece.data ? piece.length : 0;
  if (count >= sizeof page->name) count = sizeof page->name - 1;
  for (size_t at = 0; at < count; at++) page->name[at] = (char)tolower((unsigned char)piece.data[at]);
  event->text = page->name;
  event->count = count;
}

static void describe(cgumbo_page *page, const GumboNode *node, cgumbo_event *event) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
    name_element(page, &node->v.element, event);
    event->attributes = node->v.element.attributes.length;
    event->start = node->v.element.start_pos.offset;
    event->length = 0;
    event->node = node;
    return;
  }
  event->text = node->v.text.text;
  event->count = strlen(node->v.text.text);
  const GumboStringPiece *piece = &node->v.text.original_text;
  int inside = piece->data && piece->data >= page->bytes && piece->data + piece->length <= page->bytes + page->count;
  event->start = inside ? (size_t)(piece->data - page->bytes) : 0;
  event->length = inside ? piece->length : 0;
  event->attributes = 0;
  event->node = NULL;
}

static const GumboVector *children(const GumboNode *node) {
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : &node->v.element.children;
}

int cgumbo_next(cgumbo_page *page, cgumbo_event *event) {
  if (!page->started) {
    page->started = 1;
    page->stack[0].node = page->output->document;
    page->stack[0].child = 0;
    page->depth = 1;
  }
  while (page->depth > 0) {
    level *top = &page->stack[page->depth - 1];
    const GumboVector *list = children(top->node);
    if (top->child >= list->length) {
      page->depth--;
      if (page->depth == 0) return 0;
      describe(page, top->node, event);
      event->kind = CGUMBO_ELEMENT_END;
      return 1;
    }
    const GumboNode *node = list->data[top->child++];
    switch (node->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        if (page->depth == DEPTH) continue;
        page->stack[page->depth].node = node;
        page->stack[page->depth].child = 0;
        page->depth++;
        describe(page, node, event);
        event->kind = CGUMBO_ELEMENT_BEGIN;
        return 1;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        describe(page, node, event);
        event->kind = CGUMBO_TEXT;
        return 1;
      case GUMBO_NODE_COMMENT:
        describe(page, node, event);
        event->kind = CGUMBO_COMMENT;
        return 1;
      default: continue;
    }
  }
  return 0;
}

const char *cgumbo_attribute(const void *node, const char *name) {
  const GumboNode *element = node;
  GumboAttribute *attribute = gumbo_get_attribute(&element->v.element.attributes, name);
  return attribute ? attribute->value : NULL;
}
