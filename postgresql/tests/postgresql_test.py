#!/usr/bin/env python3
"""The extension in a private PostgreSQL, and the page docs/postgresql.md.

usage: postgresql/tests/postgresql_test.py BUILD [--update] [TEST...]

BUILD is the folder of a build of arnorm. With --update, the outputs in the page are rewritten. The
exit status is 77, which means skipped, where PostgreSQL or its headers are missing.
"""
import concurrent.futures
import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest

import page
from cluster import Cluster, Missing

SOURCES = pathlib.Path(__file__).resolve().parents[1]
SAMPLE = SOURCES.parent / "tests" / "data" / "text" / "sample.txt"
BUILD = pathlib.Path(sys.argv[1]).resolve()
MINE = 'format = 1\nname = "mine"\n[[stage]]\nuse = "search"\n[[stage]]\ntable = [ { from = "%s", to = "ج" } ]\n'
PARALLEL = "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;"
cluster = None


def command(*arguments, text=""):
    environment = {name: value for name, value in os.environ.items() if name != "ARNORM_PATH"}
    done = subprocess.run([BUILD / "arnorm", *arguments], input=text.encode(), capture_output=True, env=environment)
    return done.stdout.decode()


def setUpModule():
    cluster.psql("CREATE EXTENSION arnorm; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION amcheck;")


class Case(unittest.TestCase):
    maxDiff = None

    def check(self, commands, expected, database="postgres", *options):
        self.assertEqual(cluster.psql(commands, database, *options).strip("\n"), expected.strip("\n"))


class Functions(Case):
    def test_a_text_is_transformed_by_the_chain(self):
        self.check("SELECT arnorm('العَرَبِيَّةُ', 'search'), arnorm('العَرَبِيَّةُ', 'search,buckwalter'), arnorm('', 'search') = '';",
                   "العربيه|AlErbyh|t")

    def test_a_chain_runs_backwards_and_from_scheme_to_scheme(self):
        self.check("SELECT arnorm('miSor', 'buckwalter:'), arnorm('miSor', 'buckwalter:iso-233');", "مِصْر|miṣ°r")

    def test_null_becomes_null(self):
        self.check("SELECT arnorm(NULL, 'search') IS NULL, arnorm('x', NULL) IS NULL, arnorm_fingerprint(NULL) IS NULL;", "t|t|t")

    def test_a_result_may_be_many_times_as_long(self):
        self.check("SELECT arnorm(repeat('ﷺ', 100), 'clean,expand-honorifics') = arnorm(repeat('ﷺ', 99), 'clean,expand-honorifics')"
                   " || arnorm('ﷺ', 'clean,expand-honorifics');", "f")
        self.check("SELECT octet_length(arnorm(repeat('ﷺ ', 1000), 'search')) > 10000;", "t")

    def test_explain_is_that_of_the_command_as_json(self):
        self.check("SELECT arnorm_explain('ٱل', 'fold-wasla')->'stages'->0->'edits'->0->>'row' LIKE '<built-in>/%/fold-wasla.toml:%';", "t")

    def test_the_version_is_that_of_the_command(self):
        self.check("SELECT 'arnorm ' || arnorm_version();", command("--version").split("\n")[0])

    def test_only_results_that_never_change_are_immutable(self):
        self.check("SELECT proname, provolatile, proparallel, proisstrict FROM pg_proc WHERE proname ~ '^arnorm'"
                   " AND prorettype <> 'internal'::regtype ORDER BY 1, pronargs;",
                   "arnorm|i|s|t\narnorm|i|s|t\narnorm_explain|s|s|t\narnorm_fingerprint|s|s|t\narnorm_version|s|s|t")

    def test_values_out_of_line_and_compressed_are_read(self):
        self.check("CREATE TABLE toasted (v text); INSERT INTO toasted SELECT string_agg(md5(i::text) || 'أ', '') FROM generate_series(1, 9000) i;"
                   "INSERT INTO toasted SELECT repeat('أ', 100000);"
                   "SELECT arnorm(v, 'search') = replace(v, 'أ', 'ا') FROM toasted; DROP TABLE toasted;", "t\nt")

    def test_long_values_become_what_short_ones_do(self):
        """Pieces of 64 KiB, cut anywhere, beside the lines one by one."""
        self.check("WITH t(v) AS (SELECT string_agg('قَالَ مُحَمَّدٌ '|| i || ' ذَهَبْتُ', E'\\n') FROM generate_series(1, 20000) i)"
                   "SELECT octet_length(v) > 500000, arnorm(v, 'search') = (SELECT string_agg(arnorm(line, 'search'), E'\\n' ORDER BY n)"
                   " FROM string_to_table(v, E'\\n') WITH ORDINALITY s(line, n)) FROM t;", "t|t")


class Command(Case):
    """The command and the functions return the same."""

    @staticmethod
    def chains():
        lines = [line.split("\t") for line in command("list").splitlines()]
        return [line[0] for line in lines] + [line[0] + ":" for line in lines if line[2] == "both"]

    @staticmethod
    def result(chain):
        """A line as psql prints it."""
        result = command(chain, text=SAMPLE.read_text(encoding="utf-8"))
        return f"{chain}|{hashlib.md5(result.encode()).hexdigest()}"

    def test_every_chain_has_the_results_of_the_command(self):
        chains = self.chains()
        self.assertGreater(len(chains), 200)
        lines = SAMPLE.read_text(encoding="utf-8").replace("'", "''").splitlines()
        texts = ", ".join(f"({n}, '{line}')" for n, line in enumerate(lines))
        names = ", ".join(f"('{chain}')" for chain in chains)
        query = (f"WITH t(n, line) AS (VALUES {texts}), c(chain) AS (VALUES {names})"
                 r"SELECT chain, md5((SELECT string_agg(arnorm(line, chain) || E'\n', '' ORDER BY n) FROM t)) FROM c;")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            found = pool.submit(cluster.psql, query)
            expected = [self.result(chain) for chain in chains]
        self.assertEqual(found.result().splitlines(), expected)

    def test_fingerprints_are_those_of_the_command(self):
        chains = ["search", "clean", "buckwalter", "buckwalter:", "search,buckwalter", "buckwalter:iso-233", "ala-lc-unvocalized"]
        names = ", ".join(f"('{chain}')" for chain in chains)
        self.check(f"SELECT arnorm_fingerprint(chain) FROM (VALUES {names}) c(chain);",
                   "".join(command("--fingerprint", chain) for chain in chains))


class Errors(Case):
    def error(self, statement, expected, database="postgres"):
        self.check(f"\\set VERBOSITY verbose\n{statement}", expected, database)

    def setUp(self):
        self.addTypeEqualityFunc(str, lambda a, b, msg=None: self.assertMultiLineEqual(
            "\n".join(line for line in a.split("\n") if not line.startswith("LOCATION:")), b, msg))

    def test_chains_that_do_not_exist(self):
        self.error("SELECT arnorm('x', 'serch');", "2: ERROR:  22023: AR0004: there is no rule set `serch`\nHINT:  did you mean `search`?")
        self.error("SELECT arnorm('x', '');", "2: ERROR:  22023: AR0005: the chain `` has an empty element\n"
                   "HINT:  join the names of rule sets with single commas: clean,buckwalter")

    def test_all_that_is_wrong_with_a_chain_is_said(self):
        self.error("SELECT arnorm('x', 'serch,clan');", """\
2: ERROR:  22023: AR0004: there is no rule set `clan`
DETAIL:  error[AR0004]: there is no rule set `clan`
  = help: did you mean `clean`?

error[AR0004]: there is no rule set `serch`
  = help: did you mean `search`?
HINT:  did you mean `clean`?""")

    def test_no_chain_names_a_file(self):
        for name in ("/etc/passwd", "./mine.toml", "../mine.toml", "mine.toml"):
            self.error(f"SELECT arnorm('x', '{name}');",
                       f"2: ERROR:  22023: AR0009: `{name}` is a file, and only built-in rules may be used\n"
                       "HINT:  name a built-in rule set, or let the program pass the text")

    def test_chains_that_are_too_long(self):
        self.error("SELECT arnorm('x', repeat('clean,', 200));", "2: ERROR:  54000: the name of a chain has more than 1000 bytes\n"
                   "HINT:  Join the sets in a rule file of arnorm.rules_folder.")

    def test_texts_that_are_too_long_to_explain(self):
        self.error("SELECT arnorm_explain(repeat('x', 70000), 'search');", "2: ERROR:  54000: a text of 70000 bytes is too long for arnorm_explain\n"
                   "HINT:  Explain a part of at most 65536 bytes.")

    def test_fingerprints(self):
        mine = command("--fingerprint", "search").strip()
        self.check(f"SELECT arnorm('أ', 'search', '{mine}'), arnorm('أ', 'search', '{mine[:8]}');", "ا|ا")
        self.error("SELECT arnorm('أ', 'search', '00000000');", f"2: ERROR:  55000: the rules of chain \"search\" have changed\n"
                   f"DETAIL:  Their fingerprint is {mine}, and 00000000 was required.\n"
                   "HINT:  Create what was computed with the old rules again, with this fingerprint.")
        for wrong in (mine[:7], "", mine + "0", "xxxxxxxx", mine[:8].upper()):
            self.error(f"SELECT arnorm('أ', 'search', '{wrong}');", "2: ERROR:  22023: a fingerprint has 8 to 64 digits of 0-9 and a-f\n"
                       "HINT:  SELECT arnorm_fingerprint(chain) returns the one of a chain.")

    def test_bytes_are_no_text(self):
        self.error(r"SELECT arnorm('\xff'::bytea, 'search');", """\
2: ERROR:  42883: function arnorm(bytea, unknown) does not exist
LINE 1: SELECT arnorm('\\xff'::bytea, 'search');
               ^
HINT:  No function matches the given name and argument types. You might need to add explicit type casts.""")
        self.error(r"SELECT arnorm(convert_from('\xff', 'UTF8'), 'search');", '2: ERROR:  22021: invalid byte sequence for encoding "UTF8": 0xff')
        self.check(r"SELECT arnorm(convert_from('\xd8a3', 'UTF8'), 'search');", "ا")

    def test_an_error_is_not_remembered(self):
        self.error("SELECT arnorm('x', 'serch');\nSELECT arnorm('أ', 'search');\nSELECT arnorm('x', 'serch');",
                   "ا\n2: ERROR:  22023: AR0004: there is no rule set `serch`\nHINT:  did you mean `search`?\n"
                   "4: ERROR:  22023: AR0004: there is no rule set `serch`\nHINT:  did you mean `search`?")

    def test_parameters_of_a_dictionary(self):
        template = "CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = arnorm%s);"
        self.error(template % "", "2: ERROR:  22023: missing Chain parameter\nHINT:  Name the rule sets: Chain = 'search'")
        self.error(template % ", Rule = 'x'", '2: ERROR:  22023: unrecognized arnorm parameter: "rule"\nHINT:  The parameters are Chain and Fingerprint.')
        self.error(template % ", Chain = 'clean', Chain = 'search'", "2: ERROR:  22023: multiple chain parameters")
        self.error(template % ", Chain = 'serch'", "2: ERROR:  22023: AR0004: there is no rule set `serch`\nHINT:  did you mean `search`?")


class Indexes(Case):
    @classmethod
    def setUpClass(cls):
        cluster.psql("""
            CREATE TABLE people (id int PRIMARY KEY, name text, key text GENERATED ALWAYS AS (arnorm(name, 'search')) STORED);
            INSERT INTO people SELECT i, 'مُحَمَّدٌ ' || i FROM generate_series(1, 3000) i;
            INSERT INTO people VALUES (0, 'أَحْمَد');
            CREATE INDEX people_name ON people (arnorm(name, 'search'));
            CREATE INDEX people_trigrams ON people USING gin (arnorm(name, 'search') gin_trgm_ops);
            ANALYZE people;""")

    def plan(self, query):
        return cluster.psql(f"SET enable_seqscan = off; EXPLAIN (COSTS OFF) {query}")

    def test_an_index_on_an_expression_is_used(self):
        query = "SELECT id FROM people WHERE arnorm(name, 'search') = arnorm('احمد', 'search');"
        self.assertIn("Index Scan using people_name", self.plan(query))
        self.check(query, "0")

    def test_a_generated_column_follows_its_row(self):
        self.check("BEGIN; UPDATE people SET name = 'إِبْراهيم' WHERE id = 0; SELECT key FROM people WHERE id = 0; ROLLBACK;", "ابراهيم")

    def test_trigrams(self):
        query = "SELECT id FROM people WHERE arnorm(name, 'search') LIKE '%' || arnorm('حْمَد', 'search') || '%' AND id < 1;"
        self.assertIn("people_trigrams", self.plan("SELECT id FROM people WHERE arnorm(name, 'search') LIKE '%احمد%';"))
        self.check(query, "0")
        self.check("SELECT id FROM people WHERE arnorm(name, 'search') % 'احمدد' ORDER BY 1 LIMIT 1;", "0")

    def test_a_unique_constraint_holds_for_spellings(self):
        self.check("CREATE TEMP TABLE once (name text); CREATE UNIQUE INDEX once_name ON once (arnorm(name, 'search'));"
                   "INSERT INTO once VALUES ('أحمد'); INSERT INTO once VALUES ('احمد');",
                   '1: ERROR:  duplicate key value violates unique constraint "once_name"\n'
                   "DETAIL:  Key (arnorm(name, 'search'::text))=(احمد) already exists.")

    def test_parallel_workers_return_the_same(self):
        settings = f"{PARALLEL} SET enable_indexscan = off; SET enable_bitmapscan = off;"
        query = "SELECT md5(string_agg(k, ',' ORDER BY k)) FROM (SELECT arnorm(name, 'search,buckwalter') k FROM people OFFSET 0) t"
        self.assertRegex(cluster.psql(f"{settings} EXPLAIN (ANALYZE, COSTS OFF) {query};"), r"Workers Launched: [12]")
        parallel = cluster.psql(f"{settings} {query};")
        self.assertEqual(parallel, cluster.psql(f"SET max_parallel_workers_per_gather = 0; {query};"))


class TextSearch(Case):
    def test_words_are_folded(self):
        self.check("SELECT to_tsvector('arnorm', 'قَالَ مُحَمَّدٌ: ذَهَبْتُ'); SELECT to_tsquery('arnorm', 'أَحْمَد & المدرسة');",
                   "'ذهبت':3 'قال':1 'محمد':2\n'احمد' & 'المدرسه'")

    def test_parts_of_words_with_hyphens_are_folded(self):
        self.check("SELECT to_tsvector('arnorm', 'أب-أحمد1') @@ to_tsquery('arnorm', 'احمد1');", "t")

    def test_a_headline_shows_the_original(self):
        self.check("SELECT ts_headline('arnorm', 'قَالَ مُحَمَّدٌ ذَهَبْتُ', to_tsquery('arnorm', 'محمد'));", "قَالَ <b>مُحَمَّدٌ</b> ذَهَبْتُ")

    def test_a_word_of_marks_is_a_stop_word(self):
        self.check("SELECT to_tsvector('arnorm', 'ـ كتب ــ'), ts_lexize('arnorm', 'ـ');", "'كتب':2|{}")

    def test_a_word_that_stays_goes_to_the_next_dictionary(self):
        self.check("SELECT ts_lexize('arnorm', 'كتب') IS NULL, ts_lexize('arnorm', 'أَب');", "t|{اب}")

    def test_any_chain_comes_before_any_dictionary(self):
        self.check("""
            CREATE TEXT SEARCH DICTIONARY folded (TEMPLATE = arnorm, Chain = 'clean,kaf-persian');
            CREATE TEXT SEARCH CONFIGURATION stems (COPY = arabic);
            ALTER TEXT SEARCH CONFIGURATION stems ALTER MAPPING FOR word WITH folded, arabic_stem;
            SELECT ts_lexize('folded', 'ﻛﺘﺎب'), to_tsvector('stems', 'ﺍﻟﻤﺪﺭﺳﺔ'), to_tsvector('stems', 'مَدْرَسَة');
            DROP TEXT SEARCH CONFIGURATION stems; DROP TEXT SEARCH DICTIONARY folded;""", "{کتاب}|'مدرس':1|'مدرس':1")

    def test_a_dictionary_holds_to_its_fingerprint(self):
        mine = command("--fingerprint", "search").strip()[:12]
        self.check(f"CREATE TEXT SEARCH DICTIONARY held (TEMPLATE = arnorm, Chain = 'search', Fingerprint = '{mine}');"
                   "SELECT ts_lexize('held', 'أب'); DROP TEXT SEARCH DICTIONARY held;", "{اب}")


class LongValues(Case):
    """100 MB, cancelled queries, killed backends."""

    LONG = "repeat('قَالَ مُحَمَّدٌ ذَهَبْتُ إلى المدرسةِ ', 1700000)"

    def test_100_megabytes(self):
        self.check(f"WITH t(v) AS MATERIALIZED (SELECT {self.LONG}), r AS MATERIALIZED (SELECT octet_length(v) n, arnorm(v, 'search') r FROM t)"
                   "SELECT n > 100000000, r = repeat('قال محمد ذهبت الي المدرسه ', 1700000) FROM r;", "t|t")

    RESIDENT = "SELECT split_part(pg_read_file('/proc/self/statm'), ' ', 2)::int * 4096;\n"

    def resident_after(self, few, many):
        """By how many bytes a backend grows from the first of these commands to the second; what it printed."""
        found = cluster.psql(few + self.RESIDENT + many + self.RESIDENT).split("\n")
        sizes = [int(line) for line in found if line.isdigit()]
        return sizes[1] - sizes[0], found

    def test_a_long_value_is_cancelled_and_its_memory_released(self):
        slow = "SELECT arnorm(repeat('كتبا والله قال ﷺ ', 700000), 'ala-lc-unvocalized') IS NULL;\n"
        loaded = "SELECT arnorm('كتب', 'ala-lc-unvocalized') IS NULL;\nSET statement_timeout = 40;\n"
        begin = time.time()
        growth, found = self.resident_after(loaded + slow * 10 + "RESET statement_timeout;\n",
                                            "SET statement_timeout = 40;\n" + slow * 60 + "RESET statement_timeout;\n")
        self.assertLess(time.time() - begin, 30)
        self.assertEqual(sum("canceling statement due to statement timeout" in line for line in found), 70, found)
        self.assertLess(growth, 4_000_000)

    def test_diagnostics_are_released(self):
        attempts = ("DO $$ BEGIN FOR i IN 1..%d LOOP BEGIN PERFORM arnorm('x', 'serch'); EXCEPTION WHEN invalid_parameter_value THEN END;"
                    " END LOOP; END $$;\n")
        growth, _ = self.resident_after(attempts % 200, attempts % 2000)
        self.assertLess(growth, 500_000)

    def test_the_server_survives_a_killed_backend(self):
        cluster.psql("CREATE TABLE killed (v text); CREATE INDEX killed_v ON killed (arnorm(v, 'search'));"
                     "INSERT INTO killed SELECT 'مُحَمَّدٌ ' || i FROM generate_series(1, 1000) i; CHECKPOINT;")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            insert = pool.submit(cluster.psql, "SET application_name = 'victim'; INSERT INTO killed SELECT 'أَحمد ' || i FROM generate_series(1, 10000000) i;")
            pid, end = "", time.time() + 20
            while not pid and time.time() < end:
                pid = cluster.psql("SELECT pid FROM pg_stat_activity WHERE application_name = 'victim' AND query ~ 'INSERT'"
                                   " AND pg_relation_size('killed_v') > 1000000;")
            self.assertTrue(cluster.kill(int(pid)))
            self.assertIn("server closed the connection unexpectedly", insert.result())
        self.check("SELECT count(*) FROM killed; SELECT bt_index_check('killed_v', true);"
                   "SET enable_seqscan = off; SELECT count(*) FROM killed WHERE arnorm(v, 'search') = arnorm('مُحَمَّد 7', 'search'); DROP TABLE killed;",
                   "1000\n\n1")


class Dump(Case):
    @staticmethod
    def dump(database):
        """Without the lines \\restrict, which hold a random key."""
        text = cluster.run("pg_dump", "-d", database).stdout
        return "".join(line for line in text.splitlines(True) if "restrict" not in line)

    def test_a_dump_is_restored(self):
        cluster.psql("CREATE DATABASE original; CREATE DATABASE restored;")
        cluster.psql("""
            CREATE SCHEMA ext; CREATE EXTENSION arnorm SCHEMA ext;
            CREATE TEXT SEARCH DICTIONARY folded (TEMPLATE = ext.arnorm, Chain = 'search,kaf-persian');
            CREATE TABLE t (v text, k text GENERATED ALWAYS AS (ext.arnorm(v, 'search')) STORED);
            CREATE UNIQUE INDEX t_v ON t (ext.arnorm(v, 'search'));
            CREATE INDEX t_words ON t USING gin (to_tsvector('ext.arnorm', v));
            INSERT INTO t VALUES ('أَحمد'), ('مُحَمَّدٌ');""", "original")
        dump = self.dump("original")
        self.assertNotIn("ERROR", cluster.psql(dump, "restored"))
        self.assertEqual(self.dump("restored"), dump)
        self.check("SELECT k FROM t ORDER BY 1; SET enable_seqscan = off; SELECT v FROM t WHERE ext.arnorm(v, 'search') = 'احمد';"
                   "SELECT v FROM t WHERE to_tsvector('ext.arnorm', v) @@ to_tsquery('ext.arnorm', 'محمد'); SELECT ts_lexize('folded', 'كِتاب');",
                   "احمد\nمحمد\nأَحمد\nمُحَمَّدٌ\n{کتاب}", "restored")


class Administration(Case):
    """Who may decide which rules there are."""

    @classmethod
    def setUpClass(cls):
        cls.folder = cluster.root / "rules"
        cls.folder.mkdir()
        cls.folder.chmod(0o755)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / name).chmod(0o644)

    def set_folder(self, folder):
        cluster.psql(f"LOAD 'arnorm'; ALTER SYSTEM SET arnorm.rules_folder = '{folder}'; SELECT pg_reload_conf();")
        end = time.time() + 20
        while cluster.psql("LOAD 'arnorm'; SHOW arnorm.rules_folder;") != str(folder):
            self.assertLess(time.time(), end)
            time.sleep(0.02)

    def tearDown(self):
        self.set_folder("")
        for file in self.folder.iterdir():
            file.unlink()

    def test_rule_files_of_the_folder_are_rule_sets(self):
        self.write("mine.toml", MINE % "چ")
        self.set_folder(self.folder)
        fingerprint = command("--fingerprint", str(self.folder / "mine.toml"))
        self.check("SELECT arnorm('چَاي', 'mine'), arnorm('چَاي', 'mine,buckwalter'); SELECT arnorm_fingerprint('mine');", f"جاي|jAy\n{fingerprint}")
        self.check(f"SELECT arnorm('x', '{self.folder}/mine.toml');", f"1: ERROR:  AR0009: `{self.folder}/mine.toml` is a file, and only built-in rules"
                   " may be used\nHINT:  name a built-in rule set, or let the program pass the text")

    def test_messages_have_characters_that_the_database_lacks(self):
        self.write("wrong.toml", 'format = 1\nname = "wrong"\n[[stage]]\ntable = [ { from = "ᛒم", tto = "b" } ]\n')
        self.set_folder(self.folder)
        cluster.psql("CREATE DATABASE messages ENCODING 'WIN1256' LOCALE 'C' TEMPLATE template0;")
        found = cluster.psql("SET client_encoding = 'UTF8'; CREATE EXTENSION arnorm; SELECT arnorm('x', 'wrong');", "messages")
        self.assertRegex(found, r"1: ERROR:  AR0104: a row has no `to`")
        self.assertIn(r'from = "\u16D2م"', found)

    def test_no_result_has_a_nul(self):
        self.write("nul.toml", 'format = 1\nname = "nul"\n[[stage]]\ntable = [ { from = "a", to = "\\u0000" } ]\n')
        self.set_folder(self.folder)
        self.check("SELECT arnorm('abc', 'nul');", '1: ERROR:  invalid byte sequence for encoding "UTF8": 0x00')

    def test_files_that_no_chain_can_name_are_refused(self):
        self.write("a,b.toml", MINE % "چ")
        self.set_folder(self.folder)
        self.check("SELECT arnorm('x', 'search');", f'1: ERROR:  the name of the file "{self.folder}/a,b.toml" is not that of a rule set\n'
                   "HINT:  Names have no comma, colon or slash.")

    def test_workers_and_a_server_that_restarts_have_the_rules_of_the_folder(self):
        self.write("mine.toml", MINE % "چ")
        self.set_folder(self.folder)
        cluster.restart()
        cluster.psql("CREATE TABLE texts AS SELECT 'چ' || i AS v FROM generate_series(1, 5000) i; ANALYZE texts;")
        query = f"{PARALLEL} %s SELECT count(*) FROM texts WHERE arnorm(v, 'mine') LIKE 'ج%%'; "
        self.assertRegex(cluster.psql(query % "EXPLAIN (ANALYZE, COSTS OFF)"), "Workers Launched: [12]")
        self.check(query % "" + "DROP TABLE texts;", "5000")

    def test_a_result_of_more_than_a_gigabyte_is_an_error(self):
        self.write("long.toml", 'format = 1\nname = "long"\n[[stage]]\ntable = [ { from = "a", to = "%s" } ]\n' % ("😀" * 100))
        self.set_folder(self.folder)
        self.check("SELECT length(arnorm('aa', 'long')); SELECT length(arnorm(repeat('a', 2700000), 'long'));",
                   "200\n1: ERROR:  the result of arnorm is too long\nDETAIL:  A text of PostgreSQL has at most 1073741818 bytes.")

    def test_a_wrong_rule_file_is_reported_with_its_place(self):
        self.write("mine.toml", MINE.replace("use =", "uses =") % "چ")
        self.set_folder(self.folder)
        found = cluster.psql("SELECT arnorm('x', 'mine'); SELECT arnorm('أ', 'search');")
        self.assertRegex(found, r"(?s)^ا\n1: ERROR:  AR\d+: .*DETAIL:  error\[AR\d+\].* --> <text>/mine.toml:4:1")

    def test_a_session_reads_a_folder_that_is_set_later(self):
        self.write("mine.toml", MINE % "چ")
        self.check("SELECT arnorm('چ', 'clean');\n"
                   f"ALTER SYSTEM SET arnorm.rules_folder = '{self.folder}'; SELECT FROM pg_reload_conf();\n"
                   + "SELECT FROM pg_sleep(0.3);\n" * 4 + "SELECT arnorm('چ', 'mine');", "چ\nج")

    def test_a_folder_that_is_missing_is_an_error(self):
        folder = cluster.root / "none"
        self.set_folder(folder)
        self.check("SELECT arnorm('x', 'search');", f'1: ERROR:  could not open directory "{folder}": No such file or directory')

    def test_nobody_else_can_set_the_folder(self):
        self.check("SELECT arnorm('', 'search'); SET arnorm.rules_folder = '/tmp';",
                   '\n1: ERROR:  parameter "arnorm.rules_folder" cannot be changed now')
        self.check("CREATE ROLE plain; SET SESSION AUTHORIZATION plain; SET arnorm.rules_folder = '/tmp';\nSELECT arnorm('أ', 'search');"
                   "SHOW arnorm.rules_folder;\nRESET SESSION AUTHORIZATION; SHOW arnorm.rules_folder; DROP ROLE plain;",
                   'ا\n\n2: WARNING:  parameter "arnorm.rules_folder" cannot be changed now\n'
                   '2: ERROR:  must be superuser or have privileges of pg_read_all_settings to examine "arnorm.rules_folder"')

    def test_an_owner_of_a_database_installs_the_extension(self):
        self.check("CREATE ROLE owner LOGIN; CREATE DATABASE owned OWNER owner;", "")
        self.check("SET SESSION AUTHORIZATION owner; CREATE EXTENSION arnorm; SELECT arnorm('أ', 'search');", "ا", "owned")

    def test_rules_that_change_are_noticed(self):
        self.write("mine.toml", MINE % "چ")
        self.set_folder(self.folder)
        pin = cluster.psql("SELECT left(arnorm_fingerprint('mine'), 16);")
        cluster.psql("CREATE TABLE held (v text); INSERT INTO held VALUES ('چاي'), ('ژاله');"
                     "CREATE INDEX held_v ON held (arnorm(v, 'mine'));"
                     f"CREATE INDEX held_pinned ON held (arnorm(v, 'mine', '{pin}'));")
        self.write("mine.toml", MINE % "ژ")
        self.assertRegex(cluster.psql("SELECT bt_index_check('held_v', true);"), "lacks matching index tuple within index \"held_v\"")
        self.assertRegex(cluster.psql(f"SELECT v FROM held WHERE arnorm(v, 'mine', '{pin}') = 'x';"), '^1: ERROR:  the rules of chain "mine" have changed')
        self.assertRegex(cluster.psql("INSERT INTO held VALUES ('x');"), '^1: ERROR:  the rules of chain "mine" have changed')
        self.check("DROP INDEX held_pinned; REINDEX INDEX held_v; SELECT bt_index_check('held_v', true); DROP TABLE held;", "")

    def test_a_session_keeps_its_rules_until_the_setting_changes(self):
        self.write("mine.toml", MINE % "چ")
        self.set_folder(self.folder)
        change = f"sed -i s/چ/ژ/ {self.folder}/mine.toml"
        (self.folder / "mine.toml").chmod(0o666)
        self.folder.chmod(0o777)
        self.check(f"SELECT arnorm('چژ', 'mine');\n\\! {change}\nSELECT arnorm('چژ', 'mine,clean');\n\\c\nSELECT arnorm('چژ', 'mine');", "جژ\nجژ\nچج")


class Encodings(Case):
    def test_other_encodings_are_converted(self):
        cluster.psql("CREATE DATABASE windows ENCODING 'WIN1256' LOCALE 'C' TEMPLATE template0;")
        self.check("SET client_encoding = 'UTF8'; CREATE EXTENSION arnorm; SELECT arnorm('أحْمد', 'search'), arnorm('أحمد', 'search,buckwalter'), ts_lexize('arnorm', 'أَب');"
                   "SELECT arnorm('أحمد', 'iso-233');", "احمد|AHmd|{اب}\n" + """\
1: ERROR:  character with byte sequence 0xca 0xbe in encoding "UTF8" has no equivalent in encoding "WIN1256\"""", "windows")

    def test_the_character_type_decides_what_a_word_is(self):
        """Signs never split words. In C, punctuation is part of them; an ICU locale makes no difference."""
        cluster.psql("CREATE DATABASE ascii LOCALE 'C' TEMPLATE template0;"
                     "CREATE DATABASE icu LOCALE_PROVIDER icu ICU_LOCALE 'ar' LOCALE 'C' TEMPLATE template0;")
        query = "SELECT to_tsvector('arnorm', 'قَالَ، مُحَمَّدٌ');"
        self.check(query, "'قال':1 'محمد':2")
        for database in ("ascii", "icu"):
            self.check(f"CREATE EXTENSION arnorm; {query}", "'قال،':1 'محمد':2", database)

    def test_without_an_encoding_texts_must_be_utf_8(self):
        cluster.psql("CREATE DATABASE plain ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0;")
        self.check(r"CREATE EXTENSION arnorm; SELECT arnorm('أحْمد', 'search'); SELECT arnorm(E'\xff', 'search');",
                   'احمد\n1: ERROR:  invalid byte sequence for encoding "UTF8": 0xff', "plain")


class Page(Case):
    def test_the_page_shows_what_psql_prints(self):
        cluster.psql("CREATE DATABASE page;")
        _, differences = page.replay(page.PAGE.read_text(encoding="utf-8"), cluster)
        self.assertEqual(differences, [])


def main():
    global cluster
    arguments = sys.argv[2:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # meson's, when the time is over: the server must end too
    try:
        cluster = Cluster(SOURCES, BUILD)
    except Missing as missing:
        print(f"skipped: {missing}")
        return 77
    with cluster:
        if "--update" in arguments:
            cluster.psql("CREATE DATABASE page;")
            text, _ = page.replay(page.PAGE.read_text(encoding="utf-8"), cluster)
            page.PAGE.write_text(text, encoding="utf-8")
            return 0
        program = unittest.main(argv=[sys.argv[0], *arguments], exit=False)
    return 0 if program.result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
