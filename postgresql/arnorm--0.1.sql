-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION arnorm" to load this file. \quit

CREATE FUNCTION arnorm(value text, chain text)
  RETURNS text
  AS 'MODULE_PATHNAME', 'arnorm_pg_apply'
  LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION arnorm(text, text) IS
  'the text as a chain of rule sets transforms it: arnorm(name, ''search'')';

CREATE FUNCTION arnorm(value text, chain text, fingerprint text)
  RETURNS text
  AS 'MODULE_PATHNAME', 'arnorm_pg_apply_pinned'
  LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION arnorm(text, text, text) IS
  'the same, and an error where the fingerprint of the rules does not begin like this';

-- The rules may differ from one installation to the next, so what is read from them is not IMMUTABLE.

CREATE FUNCTION arnorm_explain(value text, chain text, near boolean DEFAULT false)
  RETURNS json
  AS 'MODULE_PATHNAME', 'arnorm_pg_explain'
  LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION arnorm_explain(text, text, boolean) IS
  'what each stage of a chain makes of a text, and which rows fire; also those that nearly do';

CREATE FUNCTION arnorm_fingerprint(chain text)
  RETURNS text
  AS 'MODULE_PATHNAME', 'arnorm_pg_fingerprint'
  LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION arnorm_fingerprint(text) IS
  'a hash of all rules of a chain, as `arnorm --fingerprint` prints it';

CREATE FUNCTION arnorm_version()
  RETURNS text
  AS 'MODULE_PATHNAME', 'arnorm_pg_version'
  LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION arnorm_version() IS 'the version of the library arnorm';

-- Text search: a filtering dictionary, which passes the transformed word to the next dictionary.

CREATE FUNCTION arnorm_init(internal)
  RETURNS internal
  AS 'MODULE_PATHNAME', 'arnorm_pg_init'
  LANGUAGE C STRICT;

CREATE FUNCTION arnorm_lexize(internal, internal, internal, internal)
  RETURNS internal
  AS 'MODULE_PATHNAME', 'arnorm_pg_lexize'
  LANGUAGE C STRICT;

CREATE TEXT SEARCH TEMPLATE arnorm (INIT = arnorm_init, LEXIZE = arnorm_lexize);

CREATE TEXT SEARCH DICTIONARY arnorm (TEMPLATE = arnorm, Chain = 'search');

COMMENT ON TEXT SEARCH DICTIONARY arnorm IS 'folds words by a chain of arnorm: search';

CREATE TEXT SEARCH CONFIGURATION arnorm (COPY = pg_catalog.simple);

ALTER TEXT SEARCH CONFIGURATION arnorm
  ALTER MAPPING FOR word, numword, hword, hword_part, hword_numpart, numhword
  WITH arnorm, pg_catalog.simple;

COMMENT ON TEXT SEARCH CONFIGURATION arnorm IS 'words folded by arnorm, without stemming';
