/* arnorm for C, and for every language that can call C.
 *
 *     arnorm_diagnostics *trouble = NULL;
 *     arnorm_chain *chain = arnorm_load(NULL, "search,buckwalter", 17, 0, &trouble);
 *     arnorm_buffer out = ARNORM_BUFFER_INIT;
 *     if (chain != NULL && arnorm_append(chain, text, size, ARNORM_KEEP, &out, NULL) == ARNORM_OK)
 *       fwrite(out.data, 1, out.size, stdout);
 *     else if (arnorm_diagnostics_text(trouble, &out) == ARNORM_OK)
 *       fwrite(out.data, 1, out.size, stderr);
 *     arnorm_buffer_free(&out);
 *     arnorm_chain_free(chain);
 *     arnorm_diagnostics_free(trouble);
 *
 * Texts are UTF-8 and may hold NUL bytes, so each pointer comes with a size in bytes. A pointer may
 * be null where the size is 0. What arnorm.h says of chains, streams and alignments holds here.
 *
 * Ownership: what a function returns as a handle belongs to the caller, who frees it with the
 * function named after it. Freeing null does nothing. A handle that was freed must not be used:
 * nothing can tell it from one that was not. No function keeps a pointer that it was given, unless
 * its comment says so.
 *
 * Errors: no exception leaves the library. A null handle is ARNORM_BAD_ARGUMENT, and where no
 * memory is left nothing is lost: buffers stay as they were.
 *
 * Threads: all functions may be called by any threads at the same time. A chain, diagnostics and an
 * alignment are immutable and may be shared. Rules, a stream and a buffer are for one thread at a
 * time.
 */
#ifndef ARNORM_C_H
#define ARNORM_C_H

#include <stddef.h>
#include <stdint.h>

#include "arnorm/export.h"
#include "arnorm/version.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Grows when a program that was compiled with an older header would no longer work. */
#define ARNORM_C_ABI 1

/* Callers may pass numbers that an enumeration does not have, and get ARNORM_BAD_ARGUMENT. In C++
 * that is defined for enumerations with an underlying type only. */
#ifdef __cplusplus
#define ARNORM_AS_INT : int
#else
#define ARNORM_AS_INT
#endif

typedef enum arnorm_status ARNORM_AS_INT {
  ARNORM_OK = 0,
  ARNORM_TOO_SMALL = 1, /* the caller's memory; the size that would do was told */
  ARNORM_MALFORMED = 2, /* ARNORM_STOP met a malformed byte */
  ARNORM_NO_MEMORY = 3,
  ARNORM_BAD_ARGUMENT = 4, /* a null handle, an unknown flag, a size without a pointer */
} arnorm_status;

/* What becomes of bytes that are not part of well-formed UTF-8: arnorm::Invalid. */
typedef enum arnorm_invalid ARNORM_AS_INT {
  ARNORM_KEEP = 0,    /* copied through */
  ARNORM_REPLACE = 1, /* U+FFFD for each maximal subpart */
  ARNORM_STOP = 2,    /* ARNORM_MALFORMED */
} arnorm_invalid;

/* How a chain is loaded; joined with |. 0: forward, and arnorm chooses the engine. */
enum {
  ARNORM_REVERSE = 1,
  ARNORM_ENGINE_ICU = 2,
  ARNORM_ENGINE_TABLE = 4,
};

/* Which files rule sets may come from: arnorm::Files. */
typedef enum arnorm_files ARNORM_AS_INT {
  ARNORM_FILES_NONE = 0,      /* those in the library and texts of the program only */
  ARNORM_FILES_CONTAINED = 1, /* what the chain names, and the search path; the default */
  ARNORM_FILES_ANY = 2,
} arnorm_files;
#undef ARNORM_AS_INT

/* No offset, or a size that nobody knows. */
#define ARNORM_NONE SIZE_MAX

/* What was met in a text. */
typedef struct arnorm_tally {
  size_t malformed;       /* bytes that are not part of well-formed UTF-8 */
  size_t first_malformed; /* byte offset of the first of them; ARNORM_NONE without one */
  int unfinished;         /* whether an `icu` stage has rules that never end on the text: ICU gave
                             up, and the rest of the text is as it was */
} arnorm_tally;

/* Memory that grows, made by the functions that append to it. Begins as ARNORM_BUFFER_INIT. The
 * caller may set `size` back to 0 to use the memory again. */
typedef struct arnorm_buffer {
  char *data; /* not ended by a NUL byte; null while nothing was appended */
  size_t size;
  size_t capacity;
} arnorm_buffer;

#define ARNORM_BUFFER_INIT                                                                         \
  { NULL, 0, 0 }

ARNORM_EXPORT void arnorm_buffer_free(arnorm_buffer *buffer); /* it is empty afterwards */

/* The version of the library, "0.1.0", and its ARNORM_C_ABI. */
ARNORM_EXPORT const char *arnorm_version(void);
ARNORM_EXPORT int arnorm_abi_version(void);

/* ---- Rule sets ---- */

/* Where rule sets are looked for, if that is more than the library and the usual folders. Null
 * where no memory is left. */
typedef struct arnorm_rules arnorm_rules;
ARNORM_EXPORT arnorm_rules *arnorm_rules_new(void);
ARNORM_EXPORT void arnorm_rules_free(arnorm_rules *rules);

/* A folder, searched after those that were added before. */
ARNORM_EXPORT arnorm_status arnorm_rules_add_folder(arnorm_rules *rules, const char *path,
                                                    size_t path_size);

/* A rule set as the text of a rule file, by name: arnorm::RuleTexts. Such texts may use each other.
 * ARNORM_BAD_ARGUMENT for a name that no chain can have: an empty one, or one with a slash, a comma
 * or a colon, or that ends in ".toml". */
ARNORM_EXPORT arnorm_status arnorm_rules_add_text(arnorm_rules *rules, const char *name,
                                                  size_t name_size, const char *text,
                                                  size_t text_size);

ARNORM_EXPORT arnorm_status arnorm_rules_allow_files(arnorm_rules *rules, arnorm_files files);

/* Appends what rule sets there are as JSON: [{"name": …, "title": …, "source": …, "file": …,
 * "origin": "built-in" | "text" | "file", "from": "Arab", "to": "Latn", "reversible": …,
 * "idempotent": …, "rows": …, "runs_backwards": …, "needs_icu": …}, …]. `rules` may be null. */
ARNORM_EXPORT arnorm_status arnorm_rules_list(const arnorm_rules *rules, arnorm_buffer *out);

/* ---- What is wrong ---- */

typedef struct arnorm_diagnostics arnorm_diagnostics;

/* A string inside of a handle. It lives as long as that. */
typedef struct arnorm_string {
  const char *data; /* ended by a NUL byte that `size` does not count */
  size_t size;
} arnorm_string;

typedef struct arnorm_place {
  arnorm_string file;
  size_t line;   /* from 1; 0 when the place is the file as a whole */
  size_t column; /* from 1, in code points */
  size_t length; /* in code points */
  size_t offset; /* the same stretch in bytes from the beginning of the file */
  size_t bytes;
  arnorm_string label;
} arnorm_place;

typedef struct arnorm_diagnostic {
  arnorm_string code; /* "AR0203" */
  int is_warning;
  arnorm_string message;
  arnorm_string help; /* may be empty */
  int has_place;
  arnorm_place place;
  int has_second;
  arnorm_place second;
} arnorm_diagnostic;

ARNORM_EXPORT size_t arnorm_diagnostics_count(const arnorm_diagnostics *diagnostics);
ARNORM_EXPORT arnorm_status arnorm_diagnostics_get(const arnorm_diagnostics *diagnostics, size_t i,
                                                   arnorm_diagnostic *out);

/* Appends all of them as text for people. */
ARNORM_EXPORT arnorm_status arnorm_diagnostics_text(const arnorm_diagnostics *diagnostics,
                                                    arnorm_buffer *out);
ARNORM_EXPORT void arnorm_diagnostics_free(arnorm_diagnostics *diagnostics);

/* ---- Chains ---- */

typedef struct arnorm_chain arnorm_chain;

/* Rule sets by name, joined by commas: Chain::load. Null when something is wrong. `trouble` may be
 * null; otherwise it becomes what was found, warnings too, or null where nothing was. Where there
 * is neither a chain nor trouble, no memory was left, or an argument was wrong: flags that are
 * unknown or contradict each other, a null pointer with a size. `rules` may be null. */
ARNORM_EXPORT arnorm_chain *arnorm_load(const arnorm_rules *rules, const char *chain,
                                        size_t chain_size, int flags, arnorm_diagnostics **trouble);

/* One rule set from the text of a rule file: Chain::parse. Diagnostics call it "<text>". */
ARNORM_EXPORT arnorm_chain *arnorm_parse(const arnorm_rules *rules, const char *text,
                                         size_t text_size, int flags, arnorm_diagnostics **trouble);
ARNORM_EXPORT void arnorm_chain_free(arnorm_chain *chain);

/* Appends 64 hexadecimal digits: Chain::fingerprint. */
ARNORM_EXPORT arnorm_status arnorm_fingerprint(const arnorm_chain *chain, arnorm_buffer *out);

/* Transforms a text into memory of the caller's, which must not overlap it. `written` becomes the
 * size of the whole result; where that is more than `capacity`, the status is ARNORM_TOO_SMALL and
 * only the beginning of the result was written. `tally` may be null. Under ARNORM_STOP `written`
 * becomes 0 when the status is ARNORM_MALFORMED. */
ARNORM_EXPORT arnorm_status arnorm_apply(const arnorm_chain *chain, const char *text, size_t size,
                                         arnorm_invalid invalid, char *out, size_t capacity,
                                         size_t *written, arnorm_tally *tally);

/* At most how many bytes the result of a text of so many bytes has; ARNORM_NONE where nobody
 * can say: Chain::max_output. */
ARNORM_EXPORT size_t arnorm_max_output(const arnorm_chain *chain, size_t size,
                                       arnorm_invalid invalid);

/* Transforms a text and appends the result. The text must not be in the buffer. */
ARNORM_EXPORT arnorm_status arnorm_append(const arnorm_chain *chain, const char *text, size_t size,
                                          arnorm_invalid invalid, arnorm_buffer *out,
                                          arnorm_tally *tally);

typedef struct arnorm_slice {
  const char *data;
  size_t size;
} arnorm_slice;

/* Many texts, each for itself, in up to so many threads (0: as many as there are processors).
 * Appends all results, one after another; ends[i] becomes the size of the buffer after the result
 * of texts[i]. `tallies`, one for each text, may be null. Under ARNORM_STOP a text that is
 * malformed has an empty result, and the status is ARNORM_MALFORMED. */
ARNORM_EXPORT arnorm_status arnorm_append_each(const arnorm_chain *chain, const arnorm_slice *texts,
                                               size_t count, arnorm_invalid invalid,
                                               unsigned threads, arnorm_buffer *out, size_t *ends,
                                               arnorm_tally *tallies);

/* ---- Where everything came from ---- */

/* Bytes [begin, end) of a text. */
typedef struct arnorm_range {
  size_t begin;
  size_t end;
} arnorm_range;

/* These bytes of the text became these bytes of the result. */
typedef struct arnorm_edit {
  arnorm_range in;
  arnorm_range out;
} arnorm_edit;

typedef struct arnorm_alignment arnorm_alignment;

/* Like arnorm_append, and makes an alignment, of which offsets in the result count from the
 * beginning of what was appended. It becomes null where the status is not ARNORM_OK. */
ARNORM_EXPORT arnorm_status arnorm_align(const arnorm_chain *chain, const char *text, size_t size,
                                         arnorm_invalid invalid, arnorm_buffer *out,
                                         arnorm_alignment **alignment, arnorm_tally *tally);
ARNORM_EXPORT void arnorm_alignment_free(arnorm_alignment *alignment);

/* The edits in order; outside of them the two texts are equal. To get one takes time that grows
 * with the logarithm of their number. */
ARNORM_EXPORT size_t arnorm_alignment_count(const arnorm_alignment *alignment);
ARNORM_EXPORT arnorm_status arnorm_alignment_get(const arnorm_alignment *alignment, size_t i,
                                                 arnorm_edit *out);

/* The smallest range of the one text whose edits cover a range of the other: Alignment::to_input
 * and to_output. Offsets beyond the end are taken for the end. Without an alignment, the range
 * itself. */
ARNORM_EXPORT arnorm_range arnorm_to_input(const arnorm_alignment *alignment, arnorm_range output);
ARNORM_EXPORT arnorm_range arnorm_to_output(const arnorm_alignment *alignment, arnorm_range input);

/* Appends what each stage made of a text, and which rows fired, as JSON; with `near` not 0 also the
 * rows that nearly did. See to_json in trace.h. */
ARNORM_EXPORT arnorm_status arnorm_trace(const arnorm_chain *chain, const char *text, size_t size,
                                         int near, arnorm_buffer *out);

/* ---- Texts in pieces ---- */

/* arnorm::Stream. The chain must live as long as the stream. Null where an argument is bad or no
 * memory is left. */
typedef struct arnorm_stream arnorm_stream;
ARNORM_EXPORT arnorm_stream *arnorm_stream_new(const arnorm_chain *chain, arnorm_invalid invalid);
ARNORM_EXPORT void arnorm_stream_free(arnorm_stream *stream);

/* Takes the next piece and appends what is certain by now. Where no memory was left the text
 * cannot be continued: free the stream. */
ARNORM_EXPORT arnorm_status arnorm_stream_write(arnorm_stream *stream, const char *piece,
                                                size_t size, arnorm_buffer *out);

/* Ends the text and appends the rest. The next piece begins a new text. */
ARNORM_EXPORT arnorm_status arnorm_stream_finish(arnorm_stream *stream, arnorm_buffer *out,
                                                 arnorm_tally *tally);

#ifdef __cplusplus
}
#endif

#endif
