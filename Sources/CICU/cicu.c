#include "cicu.h"

#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/udata.h>
#include <unicode/uvernum.h>

cicu_break_iterator *cicu_word_open(const char *locale, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, locale, NULL, 0, &status);
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_break_iterator *)iterator;
}

cicu_break_iterator *cicu_word_clone(const cicu_break_iterator *iterator, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *copy = ubrk_clone((const UBreakIterator *)iterator, &status);
  *error = U_FAILURE(status) ? status : 0;
  return (cicu_break_iterator *)copy;
}

void cicu_word_close(cicu_break_iterator *iterator) { ubrk_close((UBreakIterator *)iterator); }

int32_t cicu_word_ends(cicu_break_iterator *iterator, const uint16_t *text, int32_t count, int32_t *ends,
                       int32_t capacity, int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = (UBreakIterator *)iterator;
  ubrk_setText(words, (const UChar *)text, count, &status);
  *error = U_FAILURE(status) ? status : 0;
  if (U_FAILURE(status)) return -1;
  int32_t found = 0;
  ubrk_first(words);
  for (int32_t end = ubrk_next(words); end != UBRK_DONE; end = ubrk_next(words)) {
    if (found < capacity) ends[found] = end;
    found++;
  }
  return found;
}

int32_t cicu_decode(const char *encoding, const uint8_t *bytes, int32_t count, uint16_t *units, int32_t capacity,
                    int32_t *error) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(encoding, &status);
  int32_t made = 0;
  if (U_SUCCESS(status)) made = ucnv_toUChars(converter, (UChar *)units, capacity, (const char *)bytes, count, &status);
  if (converter) ucnv_close(converter);
  *error = U_FAILURE(status) ? status : 0;
  return U_FAILURE(status) ? -1 : made;
}

const void *cicu_han_dictionary(void) {
  UErrorCode status = U_ZERO_ERROR;
  // Never closed: whoever reads it does so until the program ends.
  UDataMemory *data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
  return U_FAILURE(status) ? NULL : udata_getMemory(data);
}

const char *cicu_version(void) { return U_ICU_VERSION; }
