/* The text search template `arnorm`: a filtering dictionary, as unaccent is one. It passes the
 * transformed word to the next dictionary of the configuration. */
#include "arnorm_pg.h"

#include "commands/defrem.h"
#include "tsearch/ts_public.h"
#include "utils/builtins.h"

/* Names in UTF-8. The chain itself is looked up for each word: see chains.c. */
typedef struct Dictionary {
  Slice chain;
  Slice fingerprint; /* empty: any */
} Dictionary;

static Slice option_value(DefElem *option, const Slice *before) {
  char *value = defGetString(option);
  if (before->size > 0) {
    ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
            errmsg("multiple %s parameters", option->defname));
  }
  return to_utf8((Slice){value, strlen(value)});
}

static void set_option(Dictionary *dictionary, DefElem *option) {
  if (strcmp(option->defname, "chain") == 0) {
    dictionary->chain = option_value(option, &dictionary->chain);
  } else if (strcmp(option->defname, "fingerprint") == 0) {
    dictionary->fingerprint = option_value(option, &dictionary->fingerprint);
  } else {
    ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
            errmsg("unrecognized arnorm parameter: \"%s\"", option->defname),
            errhint("The parameters are Chain and Fingerprint."));
  }
}

static void require_usable(const Dictionary *dictionary) {
  if (dictionary->chain.size == 0) {
    ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("missing Chain parameter"),
            errhint("Name the rule sets: Chain = 'search'"));
  }
  if (dictionary->fingerprint.size > 0) {
    require_fingerprint(dictionary->chain, dictionary->fingerprint);
  }
  find_chain(dictionary->chain);
}

PG_FUNCTION_INFO_V1(arnorm_pg_init);
Datum arnorm_pg_init(PG_FUNCTION_ARGS) {
  List *options = (List *)PG_GETARG_POINTER(0);
  Dictionary *dictionary = palloc0(sizeof(Dictionary));
  ListCell *cell;
  foreach (cell, options) {
    set_option(dictionary, (DefElem *)lfirst(cell));
  }
  require_usable(dictionary);
  PG_RETURN_POINTER(dictionary);
}

static const arnorm_chain *chain_of(const Dictionary *dictionary) {
  if (dictionary->fingerprint.size > 0) {
    require_fingerprint(dictionary->chain, dictionary->fingerprint);
  }
  return find_chain(dictionary->chain);
}

/* A word of which nothing is left (only marks) is a stop word: an array without lexemes. */
static TSLexeme *filtered(text *word) {
  TSLexeme *lexemes = palloc0(sizeof(TSLexeme) * 2);
  Slice content = slice_of(word);
  if (content.size > 0) {
    lexemes[0].lexeme = pnstrdup(content.data, content.size);
    lexemes[0].flags = TSL_FILTER;
  }
  return lexemes;
}

/* Null, which is "not known to this dictionary", if the word stays as it is. */
PG_FUNCTION_INFO_V1(arnorm_pg_lexize);
Datum arnorm_pg_lexize(PG_FUNCTION_ARGS) {
  const Dictionary *dictionary = (const Dictionary *)PG_GETARG_POINTER(0);
  Slice word = {(const char *)PG_GETARG_POINTER(1), PG_GETARG_INT32(2)};
  text *result = apply_chain(chain_of(dictionary), to_utf8(word));
  Slice content = slice_of(result);
  if (content.size == word.size && memcmp(content.data, word.data, word.size) == 0) {
    PG_RETURN_POINTER(NULL);
  }
  PG_RETURN_POINTER(filtered(result));
}
