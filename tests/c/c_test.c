/* Uses every function of c.h as a C99 program does. Also run under valgrind and the sanitizers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arnorm/c.h"

static int failures = 0;

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                              \
      ++failures;                                                                                  \
    }                                                                                              \
  } while (0)

/* A literal and its size. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

#define MISR "\xD9\x85\xD9\x90\xD8\xB5\xD8\xB1" /* MEEM KASRA SAD REH */
#define ROW "format = 1\nname = 'mine'\n[[stage]]\ntable = [{ from = 'a', to = 'xyz' }]\n"

static int holds(const arnorm_buffer *buffer, const char *text) {
  size_t size = strlen(text);
  return buffer->size == size && (size == 0 || memcmp(buffer->data, text, size) == 0);
}

static int contains(const arnorm_buffer *buffer, const char *part) {
  size_t size = strlen(part);
  size_t i;
  for (i = 0; i + size <= buffer->size; ++i) {
    if (memcmp(buffer->data + i, part, size) == 0) {
      return 1;
    }
  }
  return 0;
}

static void versions(void) {
  CHECK(strcmp(arnorm_version(), ARNORM_VERSION) == 0);
  CHECK(arnorm_abi_version() == ARNORM_C_ABI);
}

static void a_chain(void) {
  arnorm_diagnostics *trouble = NULL;
  arnorm_chain *chain = arnorm_load(NULL, TEXT("buckwalter"), 0, &trouble);
  arnorm_chain *back = arnorm_load(NULL, TEXT("buckwalter"), ARNORM_REVERSE, NULL);
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  char room[4];
  size_t written = 0;
  arnorm_tally tally;
  CHECK(chain != NULL && trouble == NULL && back != NULL);

  CHECK(arnorm_apply(chain, TEXT(MISR), ARNORM_KEEP, room, 4, &written, &tally) == ARNORM_OK);
  CHECK(written == 4 && memcmp(room, "miSr", 4) == 0);
  CHECK(tally.malformed == 0 && tally.first_malformed == ARNORM_NONE);
  CHECK(arnorm_apply(chain, TEXT(MISR), ARNORM_KEEP, room, 2, &written, NULL) == ARNORM_TOO_SMALL);
  CHECK(written == 4);
  CHECK(arnorm_apply(chain, TEXT(MISR), ARNORM_KEEP, NULL, 0, &written, NULL) == ARNORM_TOO_SMALL);
  CHECK(arnorm_apply(chain, NULL, 0, ARNORM_KEEP, NULL, 0, &written, NULL) == ARNORM_OK);
  CHECK(written == 0);
  CHECK(arnorm_max_output(chain, 8, ARNORM_KEEP) >= 4);

  CHECK(arnorm_append(chain, TEXT(MISR), ARNORM_KEEP, &out, &tally) == ARNORM_OK);
  CHECK(arnorm_append(back, TEXT("miSr"), ARNORM_KEEP, &out, NULL) == ARNORM_OK);
  CHECK(holds(&out, "miSr" MISR));
  out.size = 0;
  CHECK(arnorm_append(chain, TEXT("a\xFF"), ARNORM_STOP, &out, &tally) == ARNORM_MALFORMED);
  CHECK(out.size == 0 && tally.malformed == 1 && tally.first_malformed == 1);
  CHECK(arnorm_append(chain, TEXT("a\xFF"), ARNORM_REPLACE, &out, &tally) == ARNORM_OK);
  CHECK(holds(&out, "a\xEF\xBF\xBD"));
  out.size = 0;
  CHECK(arnorm_fingerprint(chain, &out) == ARNORM_OK);
  CHECK(out.size == 64);

  arnorm_buffer_free(&out);
  CHECK(out.data == NULL && out.size == 0);
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
  arnorm_chain_free(back);
}

static void many_texts(void) {
  arnorm_chain *chain = arnorm_load(NULL, TEXT("buckwalter"), ARNORM_ENGINE_TABLE, NULL);
  arnorm_slice texts[3] = {{TEXT(MISR)}, {NULL, 0}, {TEXT("\xFF\xD8\xA8")}};
  arnorm_tally tallies[3];
  size_t ends[3];
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  CHECK(arnorm_append(chain, TEXT("-"), ARNORM_KEEP, &out, NULL) == ARNORM_OK);
  CHECK(arnorm_append_each(chain, texts, 3, ARNORM_KEEP, 2, &out, ends, tallies) == ARNORM_OK);
  CHECK(holds(&out, "-miSr\xFF"
                    "b"));
  CHECK(ends[0] == 5 && ends[1] == 5 && ends[2] == 7);
  CHECK(tallies[0].malformed == 0 && tallies[2].malformed == 1);
  CHECK(arnorm_append_each(chain, texts, 3, ARNORM_STOP, 0, &out, ends, NULL) == ARNORM_MALFORMED);
  CHECK(ends[2] == ends[1]);
  CHECK(arnorm_append_each(chain, NULL, 0, ARNORM_KEEP, 1, &out, NULL, NULL) == ARNORM_OK);
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
}

static void where_it_came_from(void) {
  arnorm_chain *chain = arnorm_load(NULL, TEXT("buckwalter"), 0, NULL);
  arnorm_alignment *alignment = NULL;
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_edit edit;
  arnorm_range range = {1, 2};
  arnorm_range beyond = {100, 200};
  arnorm_tally tally;
  CHECK(arnorm_align(chain, TEXT(MISR), ARNORM_KEEP, &out, &alignment, &tally) == ARNORM_OK);
  CHECK(holds(&out, "miSr") && alignment != NULL && tally.malformed == 0);
  CHECK(arnorm_alignment_count(alignment) == 4);
  CHECK(arnorm_alignment_get(alignment, 1, &edit) == ARNORM_OK);
  CHECK(edit.in.begin == 2 && edit.in.end == 4 && edit.out.begin == 1 && edit.out.end == 2);
  CHECK(arnorm_alignment_get(alignment, 4, &edit) == ARNORM_BAD_ARGUMENT);
  range = arnorm_to_input(alignment, range);
  CHECK(range.begin == 2 && range.end == 4);
  range = arnorm_to_output(alignment, range);
  CHECK(range.begin == 1 && range.end == 2);
  beyond = arnorm_to_input(alignment, beyond);
  CHECK(beyond.begin == 8 && beyond.end == 8);
  arnorm_alignment_free(alignment);
  out.size = 0;
  CHECK(arnorm_align(chain, TEXT(MISR " " MISR), ARNORM_KEEP, &out, &alignment, NULL) == ARNORM_OK);
  CHECK(arnorm_alignment_count(alignment) == 8); /* in two runs */
  CHECK(arnorm_alignment_get(alignment, 3, &edit) == ARNORM_OK);
  CHECK(edit.in.begin == 6 && edit.in.end == 8 && edit.out.begin == 3 && edit.out.end == 4);
  CHECK(arnorm_alignment_get(alignment, 4, &edit) == ARNORM_OK);
  CHECK(edit.in.begin == 9 && edit.in.end == 11 && edit.out.begin == 5 && edit.out.end == 6);
  CHECK(arnorm_alignment_get(alignment, 7, &edit) == ARNORM_OK);
  CHECK(edit.in.end == 17 && edit.out.end == 9);
  CHECK(arnorm_alignment_get(alignment, 8, &edit) == ARNORM_BAD_ARGUMENT);
  arnorm_alignment_free(alignment);
  out.size = 0;
  CHECK(arnorm_align(chain, TEXT("abc"), ARNORM_KEEP, &out, &alignment, NULL) == ARNORM_OK);
  CHECK(arnorm_alignment_count(alignment) == 0); /* it stays as it is */
  arnorm_alignment_free(alignment);
  CHECK(arnorm_align(chain, TEXT("\xFF"), ARNORM_STOP, &out, &alignment, NULL) == ARNORM_MALFORMED);
  CHECK(alignment == NULL && holds(&out, "abc"));
  out.size = 0;
  CHECK(arnorm_trace(chain, TEXT("\xD8\xA8"), 1, &out) == ARNORM_OK);
  CHECK(contains(&out, "\"out\": \"b\", \"edits\": [{\"in\": [0, 2], \"out\": [0, 1]"));
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
}

static void pieces(void) {
  arnorm_chain *chain = arnorm_load(NULL, TEXT("buckwalter"), ARNORM_ENGINE_ICU, NULL);
  arnorm_stream *stream = arnorm_stream_new(chain, ARNORM_KEEP);
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_tally tally;
  size_t i;
  for (i = 0; i < sizeof(MISR) - 1; ++i) {
    CHECK(arnorm_stream_write(stream, &MISR[i], 1, &out) == ARNORM_OK);
  }
  CHECK(arnorm_stream_finish(stream, &out, &tally) == ARNORM_OK);
  CHECK(holds(&out, "miSr"));
  CHECK(arnorm_stream_write(stream, NULL, 0, &out) == ARNORM_OK);
  CHECK(arnorm_stream_finish(stream, &out, NULL) == ARNORM_OK);
  CHECK(holds(&out, "miSr"));
  arnorm_stream_free(stream);
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
}

static void rules_of_ones_own(void) {
  arnorm_rules *rules = arnorm_rules_new();
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_chain *chain;
  CHECK(arnorm_rules_add_text(rules, TEXT("mine"), TEXT(ROW)) == ARNORM_OK);
  CHECK(arnorm_rules_add_text(rules, TEXT("a,b"), TEXT(ROW)) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_text(rules, TEXT("a/b"), TEXT(ROW)) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_text(rules, TEXT("a:"), TEXT(ROW)) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_text(rules, TEXT("a.toml"), TEXT(ROW)) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_text(rules, TEXT(""), TEXT(ROW)) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_folder(rules, TEXT("/nowhere")) == ARNORM_OK);
  CHECK(arnorm_rules_allow_files(rules, ARNORM_FILES_NONE) == ARNORM_OK);
  CHECK(arnorm_rules_allow_files(rules, (arnorm_files)7) == ARNORM_BAD_ARGUMENT);
  chain = arnorm_load(rules, TEXT("mine,buckwalter"), 0, NULL);
  CHECK(chain != NULL);
  CHECK(arnorm_max_output(chain, 2, ARNORM_KEEP) >= 6);
  CHECK(arnorm_append(chain, TEXT("a"), ARNORM_KEEP, &out, NULL) == ARNORM_OK);
  CHECK(holds(&out, "xyz"));
  out.size = 0;
  CHECK(arnorm_rules_list(rules, &out) == ARNORM_OK);
  CHECK(contains(&out, "{\"name\": \"mine\", \"title\": \"\", "));
  CHECK(contains(&out, "\"origin\": \"text\""));
  CHECK(contains(&out, "\"rows\": 1, \"runs_backwards\": true, \"needs_icu\": false}"));
  arnorm_rules_free(rules); /* a chain does not need them */
  CHECK(arnorm_append(chain, TEXT("a"), ARNORM_KEEP, &out, NULL) == ARNORM_OK);
  arnorm_chain_free(chain);
  arnorm_buffer_free(&out);
}

static void a_stage_that_never_ends(void) {
  static const char rules[] = "format = 1\nname = 'x'\n[[stage]]\nicu = 'a > b|a;'\n";
  arnorm_chain *chain = arnorm_parse(NULL, TEXT(rules), 0, NULL);
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_tally tally;
  CHECK(arnorm_append(chain, TEXT("xyz"), ARNORM_KEEP, &out, &tally) == ARNORM_OK);
  CHECK(tally.unfinished == 0);
  CHECK(arnorm_append(chain, TEXT("xaz"), ARNORM_KEEP, &out, &tally) == ARNORM_OK);
  CHECK(tally.unfinished == 1);
  arnorm_buffer_free(&out);
  arnorm_chain_free(chain);
}

static void trouble(void) {
  arnorm_diagnostics *trouble = NULL;
  arnorm_diagnostic what;
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  CHECK(arnorm_parse(NULL, TEXT("format = 1\nname = 'x'\nnam = 2\n[[stage]]\nform = 'NFC'\n"), 0,
                     &trouble) == NULL);
  CHECK(arnorm_diagnostics_count(trouble) == 1);
  CHECK(arnorm_diagnostics_get(trouble, 0, &what) == ARNORM_OK);
  CHECK(strcmp(what.code.data, "AR0102") == 0 && what.code.size == 6);
  CHECK(!what.is_warning && what.has_place && what.place.line == 3 && what.place.column == 1);
  CHECK(what.place.offset == 22 && what.place.bytes == 3);
  CHECK(strcmp(what.place.file.data, "<text>") == 0);
  CHECK(what.message.size > 0 && what.message.data[what.message.size] == '\0');
  CHECK(arnorm_diagnostics_get(trouble, 1, &what) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_diagnostics_text(trouble, &out) == ARNORM_OK);
  CHECK(contains(&out, "error[AR0102]"));
  arnorm_diagnostics_free(trouble);
  arnorm_buffer_free(&out);
}

static void bad_arguments(void) {
  arnorm_chain *chain = arnorm_load(NULL, TEXT("nfc"), 0, NULL);
  arnorm_buffer out = ARNORM_BUFFER_INIT;
  arnorm_diagnostic what;
  arnorm_slice slice = {NULL, 1};
  size_t size = 0;
  char room[1];
  arnorm_invalid none = (arnorm_invalid)9;
  arnorm_diagnostics *trouble = (arnorm_diagnostics *)room; /* becomes null */
  arnorm_alignment *alignment = (arnorm_alignment *)room;
  CHECK(arnorm_load(NULL, NULL, 3, 0, &trouble) == NULL && trouble == NULL);
  trouble = (arnorm_diagnostics *)room;
  CHECK(arnorm_parse(NULL, NULL, 3, 0, &trouble) == NULL && trouble == NULL);
  trouble = (arnorm_diagnostics *)room;
  CHECK(arnorm_load(NULL, TEXT("nfc"), 1024, &trouble) == NULL && trouble == NULL);
  CHECK(arnorm_align(chain, TEXT("a"), none, &out, &alignment, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(alignment == NULL);
  CHECK(arnorm_load(NULL, TEXT("nfc"), 1024, NULL) == NULL);
  CHECK(arnorm_load(NULL, TEXT("nfc"), ARNORM_ENGINE_ICU | ARNORM_ENGINE_TABLE, NULL) == NULL);
  CHECK(arnorm_load(NULL, NULL, 3, 0, NULL) == NULL);
  CHECK(arnorm_parse(NULL, NULL, 3, 0, NULL) == NULL);
  CHECK(arnorm_append(NULL, TEXT("a"), ARNORM_KEEP, &out, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_append(chain, NULL, 1, ARNORM_KEEP, &out, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_append(chain, TEXT("a"), none, &out, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_append(chain, TEXT("a"), ARNORM_KEEP, NULL, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_apply(chain, TEXT("a"), ARNORM_KEEP, NULL, 1, &size, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_apply(chain, TEXT("a"), ARNORM_KEEP, room, 1, NULL, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_append_each(chain, &slice, 1, ARNORM_KEEP, 1, &out, &size, NULL) ==
        ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_append_each(chain, NULL, 1, ARNORM_KEEP, 1, &out, &size, NULL) ==
        ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_max_output(NULL, 1, ARNORM_KEEP) == ARNORM_NONE);
  CHECK(arnorm_fingerprint(NULL, &out) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_folder(NULL, TEXT(".")) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_add_text(NULL, TEXT("a"), TEXT("b")) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_allow_files(NULL, ARNORM_FILES_ANY) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_rules_list(NULL, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_diagnostics_count(NULL) == 0);
  CHECK(arnorm_diagnostics_get(NULL, 0, &what) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_diagnostics_text(NULL, &out) == ARNORM_OK && out.size == 0);
  CHECK(arnorm_align(NULL, TEXT("a"), ARNORM_KEEP, &out, NULL, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_align(chain, TEXT("a"), ARNORM_KEEP, &out, NULL, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_alignment_count(NULL) == 0);
  CHECK(arnorm_alignment_get(NULL, 0, NULL) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_trace(NULL, TEXT("a"), 0, &out) == ARNORM_BAD_ARGUMENT);
  arnorm_alignment_free(NULL);
  CHECK(arnorm_stream_new(NULL, ARNORM_KEEP) == NULL);
  CHECK(arnorm_stream_new(chain, none) == NULL);
  CHECK(arnorm_stream_write(NULL, TEXT("a"), &out) == ARNORM_BAD_ARGUMENT);
  CHECK(arnorm_stream_finish(NULL, &out, NULL) == ARNORM_BAD_ARGUMENT);
  arnorm_buffer_free(NULL);
  arnorm_rules_free(NULL);
  arnorm_diagnostics_free(NULL);
  arnorm_chain_free(NULL);
  arnorm_stream_free(NULL);
  arnorm_chain_free(chain);
}

int main(void) {
  versions();
  a_chain();
  many_texts();
  where_it_came_from();
  pieces();
  rules_of_ones_own();
  a_stage_that_never_ends();
  trouble();
  bad_arguments();
  if (failures != 0) {
    fprintf(stderr, "%d failed\n", failures);
  }
  return failures != 0;
}
