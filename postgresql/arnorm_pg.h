/* What the parts of the extension know of each other.
 *
 * arnorm.h and postgres.h meet only here. The library allocates with malloc and never calls
 * PostgreSQL, so an error of PostgreSQL (a longjmp) never crosses one of its frames. What it
 * allocates must survive no error: see handles.c. */
#ifndef ARNORM_PG_H
#define ARNORM_PG_H

#include "postgres.h"

#include "fmgr.h"

#include "arnorm/c.h"

/* Bytes of a text. */
typedef struct Slice {
  const char *data;
  size_t size;
} Slice;

/* ---- handles.c: memory of the library, freed with a memory context ---- */

typedef struct Handles {
  MemoryContext context;
  arnorm_buffer buffer;
  arnorm_stream *stream;
  arnorm_diagnostics *trouble;
} Handles;

/* All are null at first. The caller sets them, and nothing is lost if an error occurs. */
extern Handles *open_handles(void);
extern void close_handles(Handles *handles);

/* ---- encoding.c: texts of the database as UTF-8 ---- */

extern Slice slice_of(const text *value);
extern Slice to_utf8(Slice value);
/* A text from UTF-8. */
extern text *text_of(Slice utf8);
/* The same as a string for a message: \uXXXX for a character that the database lacks. */
extern char *string_of(const char *utf8, size_t size);

/* ---- trouble.c: errors ---- */

/* Reports an error if the status is one. */
extern void require_ok(arnorm_status status);
/* Reports diagnostics of the library as an error. None means that there was no memory. */
extern void report_trouble(Handles *handles) pg_attribute_noreturn();

/* ---- rules_folder.c: the setting arnorm.rules_folder ---- */

extern void define_rules_folder(void);
/* Counts changes of the setting. */
extern int rules_folder_version(void);
/* The built-in rules and the files of that folder. The caller frees them. */
extern arnorm_rules *read_rules(void);

/* ---- chains.c: chains that this backend has loaded ---- */

/* The chain of that name, in UTF-8. It is valid until the next call. */
extern const arnorm_chain *find_chain(Slice name);
/* The fingerprint of its rules. */
extern const char *fingerprint_of(Slice name);
/* An error where the fingerprint of its rules does not begin like this. */
extern void require_fingerprint(Slice name, Slice beginning);

/* ---- apply.c: one text ---- */

/* The text in the encoding of the database that a chain makes of one in UTF-8. */
extern text *apply_chain(const arnorm_chain *chain, Slice utf8);

#endif
