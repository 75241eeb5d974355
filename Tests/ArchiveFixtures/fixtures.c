#include "fixtures.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

ptrdiff_t fixture_pack(const char *format, const char *filter, const char *passphrase, size_t members,
                       const char *const *names, const void *const *contents, const size_t *sizes, void *output,
                       size_t capacity) {
  struct archive *archive = archive_write_new();
  size_t used = 0;
  int failed = archive_write_set_format_by_name(archive, strcmp(format, "tar") == 0 ? "ustar" : format) != ARCHIVE_OK ||
               (strcmp(filter, "none") && archive_write_add_filter_by_name(archive, filter) != ARCHIVE_OK);
  if (passphrase) {
    failed |= archive_write_set_options(archive, "zip:encryption=traditional") != ARCHIVE_OK;
    failed |= archive_write_set_passphrase(archive, passphrase) != ARCHIVE_OK;
  }
  archive_write_set_bytes_in_last_block(archive, 1);
  failed |= archive_write_open_memory(archive, output, capacity, &used) != ARCHIVE_OK;
  for (size_t at = 0; at < members && !failed; at++) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, names[at]);
    archive_entry_set_size(entry, (la_int64_t)sizes[at]);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    failed |= archive_write_header(archive, entry) < ARCHIVE_WARN;
    failed |= archive_write_data(archive, contents[at], sizes[at]) < 0;
    failed |= archive_write_finish_entry(archive) != ARCHIVE_OK;
    archive_entry_free(entry);
  }
  failed |= archive_write_close(archive) != ARCHIVE_OK;
  archive_write_free(archive);
  return failed ? -1 : (ptrdiff_t)used;
}
