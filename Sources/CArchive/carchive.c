#define _GNU_SOURCE
#include "carchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct carchive_reader {
  struct archive *archive;
  struct archive_entry *entry;
  carchive_source source;
  void *context;
  int open_error;
  // Names are converted as if the locale were UTF-8: those marked as UTF-8 come out as they are, others untouched.
  locale_t utf8;
};

static carchive_result outcome(int code) {
  if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return CARCHIVE_OK;
  if (code == ARCHIVE_EOF) return CARCHIVE_END;
  return code == ARCHIVE_FATAL ? CARCHIVE_FATAL : CARCHIVE_DAMAGED;
}

static carchive_reader *prepare(void) {
  carchive_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->archive = archive_read_new();
  if (!reader->archive) {
    free(reader);
    return NULL;
  }
  reader->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  archive_read_support_filter_gzip(reader->archive);
  archive_read_support_filter_bzip2(reader->archive);
  archive_read_support_filter_xz(reader->archive);
  archive_read_support_filter_lzma(reader->archive);
  archive_read_support_filter_zstd(reader->archive);
  archive_read_support_format_tar(reader->archive);
  archive_read_support_format_zip(reader->archive);
  archive_read_support_format_raw(reader->archive);
  archive_read_support_format_empty(reader->archive);
  return reader;
}

static const size_t block = 1 << 16;

carchive_reader *carchive_open_file(const char *path) {
  carchive_reader *reader = prepare();
  if (reader) reader->open_error = archive_read_open_filename(reader->archive, path, block);
  return reader;
}

carchive_reader *carchive_open_memory(const void *bytes, size_t count) {
  carchive_reader *reader = prepare();
  if (reader) reader->open_error = archive_read_open_memory(reader->archive, bytes, count);
  return reader;
}

static la_ssize_t pull(struct archive *archive, void *context, const void **bytes) {
  carchive_reader *reader = context;
  ptrdiff_t count = reader->source(reader->context, bytes);
  if (count < 0) {
    archive_set_error(archive, EIO, "the stream cannot be read on");
    return ARCHIVE_FATAL;
  }
  return count;
}

carchive_reader *carchive_open_stream(carchive_source source, void *context) {
  carchive_reader *reader = prepare();
  if (!reader) return NULL;
  reader->source = source;
  reader->context = context;
  reader->open_error = archive_read_open(reader->archive, reader, NULL, pull, NULL);
  return reader;
}

void carchive_close(carchive_reader *reader) {
  archive_read_free(reader->archive);
  if (reader->utf8) freelocale(reader->utf8);
  free(reader);
}

carchive_result carchive_next(carchive_reader *reader) {
  if (reader->open_error != ARCHIVE_OK && reader->open_error != ARCHIVE_WARN) return CARCHIVE_FATAL;
  locale_t before = reader->utf8 ? uselocale(reader->utf8) : (locale_t)0;
  int code = archive_read_next_header(reader->archive, &reader->entry);
  if (before) uselocale(before);
  return outcome(code);
}

const char *carchive_name(carchive_reader *reader) {
  if (carchive_is_raw(reader)) return NULL;
  locale_t before = reader->utf8 ? uselocale(reader->utf8) : (locale_t)0;
  const char *name = archive_entry_pathname(reader->entry);
  if (!name) name = archive_entry_pathname_utf8(reader->entry);
  if (before) uselocale(before);
  return name;
}

int carchive_is_file(carchive_reader *reader) {
  if (carchive_is_raw(reader)) return 1;
  if (archive_entry_hardlink(reader->entry)) return 0;
  return archive_entry_filetype(reader->entry) == AE_IFREG;
}

int carchive_is_encrypted(carchive_reader *reader) { return archive_entry_is_encrypted(reader->entry); }

int carchive_is_raw(carchive_reader *reader) {
  return archive_format(reader->archive) == ARCHIVE_FORMAT_RAW;
}

carchive_result carchive_read(carchive_reader *reader, void *buffer, size_t capacity, size_t *count) {
  la_ssize_t got = archive_read_data(reader->archive, buffer, capacity);
  *count = got > 0 ? (size_t)got : 0;
  return got >= 0 ? CARCHIVE_OK : outcome((int)got);
}

int64_t carchive_bytes_taken(carchive_reader *reader) { return archive_filter_bytes(reader->archive, -1); }

const char *carchive_error(carchive_reader *reader) {
  const char *message = archive_error_string(reader->archive);
  return message ? message : "it is damaged";
}

struct carchive_writer {
  struct archive *archive;
};

carchive_writer *carchive_create(const char *path) {
  carchive_writer *writer = calloc(1, sizeof *writer);
  if (!writer) return NULL;
  writer->archive = archive_write_new();
  if (!writer->archive || archive_write_set_format_zip(writer->archive) != ARCHIVE_OK ||
      archive_write_open_filename(writer->archive, path) != ARCHIVE_OK) {
    if (writer->archive) archive_write_free(writer->archive);
    free(writer);
    return NULL;
  }
  return writer;
}

carchive_result carchive_begin(carchive_writer *writer, const char *name, int64_t size) {
  struct archive_entry *entry = archive_entry_new();
  archive_entry_set_pathname(entry, name);
  archive_entry_set_size(entry, size);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  int code = archive_write_header(writer->archive, entry);
  archive_entry_free(entry);
  return outcome(code);
}

carchive_result carchive_write(carchive_writer *writer, const void *bytes, size_t count) {
  return archive_write_data(writer->archive, bytes, count) == (la_ssize_t)count ? CARCHIVE_OK : CARCHIVE_FATAL;
}

carchive_result carchive_finish(carchive_writer *writer) {
  int code = archive_write_close(writer->archive);
  archive_write_free(writer->archive);
  free(writer);
  return outcome(code);
}
