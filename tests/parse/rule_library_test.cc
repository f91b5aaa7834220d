// Rule files found by name, and references between them.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "parse/rule_library.h"
#include "support/support.h"

using namespace arnorm;
using namespace arnorm::test;

BOOST_AUTO_TEST_SUITE(rule_library)

namespace {

// Sets an environment variable during the lifetime of the object.
class Environment {
public:
  Environment(const char *name, const std::string &value) : name_(name) {
    if (const char *old = std::getenv(name)) {
      old_ = old;
      had_ = true;
    }
    ::setenv(name, value.c_str(), 1);
  }
  ~Environment() { had_ ? ::setenv(name_, old_.c_str(), 1) : ::unsetenv(name_); }
  Environment(const Environment &) = delete;
  Environment &operator=(const Environment &) = delete;

private:
  const char *name_;
  std::string old_;
  bool had_ = false;
};

// Sets the working directory during the lifetime of the object.
class WorkingDirectory {
public:
  explicit WorkingDirectory(const std::string &path) : old_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  ~WorkingDirectory() { std::filesystem::current_path(old_); }
  WorkingDirectory(const WorkingDirectory &) = delete;
  WorkingDirectory &operator=(const WorkingDirectory &) = delete;

private:
  std::filesystem::path old_;
};

std::string head(const std::string &name) { return "format = 1\nname = '" + name + "'\n"; }

// A rule set that appends its mark to every a.
std::string marks(const std::string &name, const std::string &mark) {
  return head(name) + "[[stage]]\ntable = [{ from = 'a', to = 'a" + mark + "' }]\n";
}

std::string use(const std::string &name) { return "[[stage]]\nuse = '" + name + "'\n"; }

// The result of a chain for "a", or the codes of its errors.
std::string got(const std::string &chain, const std::vector<std::string> &path = {}) {
  Options options;
  options.path = path;
  Loaded loaded = Chain::load(chain, options);
  if (loaded) {
    return loaded->apply("a");
  }
  std::string out;
  for (const Diagnostic &d : loaded.diagnostics) {
    out += (out.empty() ? "" : " ") + to_string(d.code);
  }
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_a_file_name_is_told_by_its_look) {
  BOOST_TEST(is_file_name("a/b"));
  BOOST_TEST(is_file_name("./b"));
  BOOST_TEST(is_file_name("b.toml"));
  BOOST_TEST(!is_file_name("b"));
  BOOST_TEST(!is_file_name("b.tom"));
  BOOST_TEST(!is_file_name(""));
}

BOOST_AUTO_TEST_CASE(a_file_is_loaded_by_its_path) {
  TemporaryFolder folder;
  BOOST_TEST(got(folder.write("x.toml", marks("x", "1"))) == "a1");
}

BOOST_AUTO_TEST_CASE(a_file_is_loaded_from_the_working_directory) {
  TemporaryFolder folder;
  folder.write("x.toml", marks("x", "1"));
  WorkingDirectory here(folder.path());
  BOOST_TEST(got("x.toml") == "a1");
  BOOST_TEST(got("./x.toml") == "a1");
  BOOST_TEST(got("x") == "AR0004");
}

BOOST_AUTO_TEST_CASE(a_name_is_found_in_the_folders_of_the_options) {
  TemporaryFolder folder;
  folder.write("x.toml", marks("x", "1"));
  folder.write("normalize/y.toml", marks("y", "2"));
  folder.write("romanize/z.toml", marks("z", "3"));
  for (const std::string &path : {folder.path(), folder.path() + "/"}) {
    BOOST_TEST(got("x", {path}) == "a1");
    BOOST_TEST(got("y", {path}) == "a2");
    BOOST_TEST(got("z", {path}) == "a3");
  }
}

BOOST_AUTO_TEST_CASE(an_earlier_folder_wins) {
  TemporaryFolder first;
  TemporaryFolder second;
  first.write("x.toml", marks("x", "1"));
  second.write("x.toml", marks("x", "2"));
  BOOST_TEST(got("x", {first.path(), second.path()}) == "a1");
  BOOST_TEST(got("x", {second.path(), first.path()}) == "a2");
}

BOOST_AUTO_TEST_CASE(the_options_come_before_the_environment) {
  TemporaryFolder option;
  TemporaryFolder variable;
  TemporaryFolder user;
  Environment path("ARNORM_PATH", variable.path());
  Environment data("XDG_DATA_HOME", user.path());
  user.write("arnorm/rules/x.toml", marks("x", "3"));
  BOOST_TEST(got("x") == "a3");
  variable.write("x.toml", marks("x", "2"));
  BOOST_TEST(got("x") == "a2");
  option.write("x.toml", marks("x", "1"));
  BOOST_TEST(got("x", {option.path()}) == "a1");
}

BOOST_AUTO_TEST_CASE(the_environment_may_hold_several_folders) {
  TemporaryFolder first;
  TemporaryFolder second;
  second.write("x.toml", marks("x", "2"));
  Environment path("ARNORM_PATH", ":" + first.path() + "::" + second.path() + ":");
  BOOST_TEST(got("x") == "a2");
}

BOOST_AUTO_TEST_CASE(an_empty_environment_is_no_folder) {
  TemporaryFolder folder;
  folder.write("x.toml", marks("x", "1"));
  WorkingDirectory here(folder.path());
  Environment path("ARNORM_PATH", "");
  Environment data("XDG_DATA_HOME", "");
  Environment home("HOME", "");
  BOOST_TEST(got("x") == "AR0004");
}

BOOST_AUTO_TEST_CASE(folders_that_are_not_there_do_no_harm) {
  Environment path("ARNORM_PATH", "/nowhere/at/all:/dev/null");
  BOOST_TEST(got("search", {"/nowhere"}) == "a");
}

BOOST_AUTO_TEST_CASE(the_rules_in_the_binary_come_last) {
  BOOST_TEST(got("strip-tatweel") == "a");
  TemporaryFolder folder;
  folder.write("strip-tatweel.toml", marks("strip-tatweel", "1"));
  BOOST_TEST(got("strip-tatweel", {folder.path()}) == "a1");
}

BOOST_AUTO_TEST_CASE(a_folder_with_the_name_of_a_file_is_none) {
  TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() + "/search.toml");
  BOOST_TEST(got("search", {folder.path()}) == "a");
  BOOST_TEST(got(folder.path() + "/search.toml") == "AR0002");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_an_error) {
  BOOST_TEST(got("/nowhere/x.toml") == "AR0002");
  BOOST_TEST(got("nowhere.toml") == "AR0002");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_is_an_error) {
  TemporaryFolder folder;
  std::string text = marks("x", "1");
  text += "# " + std::string((4u << 20) - text.size() - 2, 'x');
  BOOST_TEST(got(folder.write("x.toml", text)) == "a1");
  BOOST_TEST(got(folder.write("x.toml", text + "x")) == "AR0003");
  Loaded parsed = Chain::parse(text + "x");
  BOOST_REQUIRE(parsed.diagnostics.size() == 1u);
  BOOST_TEST(to_string(parsed.diagnostics[0].code) == "AR0003");
}

BOOST_AUTO_TEST_CASE(an_unknown_name_offers_a_near_one) {
  Loaded loaded = Chain::load("buckwlater");
  BOOST_REQUIRE(loaded.diagnostics.size() == 1u);
  BOOST_TEST(to_string(loaded.diagnostics[0].code) == "AR0004");
  BOOST_TEST(loaded.diagnostics[0].help.find("`buckwalter`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_of_own_files_are_near_as_well) {
  TemporaryFolder folder;
  folder.write("normalize/my-own-rules.toml", marks("my-own-rules", "1"));
  Options options;
  options.path = {folder.path()};
  Loaded loaded = Chain::load("my-own-rule", options);
  BOOST_TEST(loaded.diagnostics.at(0).help.find("`my-own-rules`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_names_are_listed_once_and_sorted) {
  TemporaryFolder folder;
  folder.write("mine.toml", marks("mine", "1"));
  folder.write("normalize/search.toml", marks("search", "1"));
  folder.write("notes.txt", "");
  std::vector<std::string> names = RuleLibrary({.path = {folder.path()}}).names();
  BOOST_TEST(std::is_sorted(names.begin(), names.end()));
  BOOST_TEST(std::count(names.begin(), names.end(), "mine") == 1);
  BOOST_TEST(std::count(names.begin(), names.end(), "search") == 1);
  BOOST_TEST(std::count(names.begin(), names.end(), "buckwalter") == 1);
  BOOST_TEST(std::count(names.begin(), names.end(), "notes") == 0);
  BOOST_TEST(std::count(names.begin(), names.end(), "arabic") == 0); // a file of sets
}

BOOST_AUTO_TEST_CASE(every_listed_name_can_be_loaded) {
  RuleLibrary library({});
  for (const std::string &name : shipped()) {
    Report report;
    BOOST_TEST(library.load(name, {}, report));
    BOOST_TEST(codes(report) == "");
  }
}

BOOST_AUTO_TEST_CASE(a_set_is_read_once) {
  RuleLibrary library({});
  Report report;
  BOOST_TEST(library.load("search", {}, report) == library.load("search", {}, report));
}

BOOST_AUTO_TEST_CASE(a_text_is_read_anew_each_time) {
  RuleLibrary library({});
  Report report;
  RuleSetPtr first = library.parse(marks("x", "1"), "<text>", report);
  RuleSetPtr second = library.parse(marks("y", "1"), "<text>", report);
  BOOST_REQUIRE(first);
  BOOST_REQUIRE(second);
  BOOST_TEST(first->name == "x");
  BOOST_TEST(second->name == "y");
}

BOOST_AUTO_TEST_CASE(use_is_another_set_as_one_step) {
  TemporaryFolder folder;
  folder.write("one.toml", marks("one", "1"));
  BOOST_TEST(got(folder.write("x.toml", head("x") + use("one") + use("./one.toml"))) == "a11");
}

BOOST_AUTO_TEST_CASE(files_are_relative_to_the_file_that_names_them) {
  TemporaryFolder folder;
  folder.write("sub/one.toml", marks("one", "1"));
  folder.write("two.toml", marks("two", "2"));
  std::string file = folder.write("sub/x.toml", head("x") + use("./one.toml") + use("../two.toml"));
  BOOST_TEST(got(file, {folder.path()}) == "a21");
}

BOOST_AUTO_TEST_CASE(a_file_names_none_outside_of_its_folders) {
  TemporaryFolder folder;
  TemporaryFolder other;
  folder.write("two.toml", marks("two", "2"));
  std::string outside = other.write("one.toml", marks("one", "1"));
  std::filesystem::create_directory(folder.path() + "/sub");
  std::filesystem::create_symlink(outside, folder.path() + "/sub/link.toml");
  std::filesystem::create_symlink(other.path(), folder.path() + "/sub/folder");
  for (const std::string &name :
       {std::string("../two.toml"), std::string("a/../../two.toml"), outside, std::string("link"),
        folder.path() + "/sub/x.toml", std::string("/etc/passwd"),
        std::string("/proc/self/environ"), std::string("./link.toml"),
        std::string("folder/one.toml"), std::string("../../../../../../../../etc/passwd")}) {
    for (const std::string &body :
         {use(name), "extends = '" + name + "'\n", "include = '" + name + "'\n" + use("search")}) {
      std::string file = folder.write("sub/x.toml", head("x") + body);
      BOOST_TEST(got(file) == "AR0008", body);
      BOOST_TEST(got("x", {folder.path() + "/sub"}) == "AR0008", body);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_program_can_let_files_name_any_file) {
  TemporaryFolder folder;
  TemporaryFolder other;
  folder.write("two.toml", marks("two", "2"));
  std::string outside = other.write("one.toml", marks("one", "1"));
  std::filesystem::create_directory(folder.path() + "/sub");
  std::filesystem::create_symlink(outside, folder.path() + "/sub/link.toml");
  std::string file = folder.write("sub/x.toml", head("x") + use("../two.toml") + use(outside) +
                                                    use("./link.toml") + use("link"));
  Options options;
  options.files = Files::any;
  Loaded loaded = Chain::load(file, options);
  BOOST_REQUIRE_MESSAGE(loaded, render(loaded.diagnostics));
  BOOST_TEST(loaded->apply("a") == "a1112");
}

BOOST_AUTO_TEST_CASE(what_the_chain_names_may_be_a_link) {
  TemporaryFolder folder;
  TemporaryFolder other;
  std::string outside = other.write("one.toml", marks("one", "1"));
  std::filesystem::create_symlink(outside, folder.path() + "/one.toml");
  BOOST_TEST(got(folder.path() + "/one.toml") == "a1");
  BOOST_TEST(got("one", {folder.path()}) == "a1");
}

BOOST_AUTO_TEST_CASE(a_text_names_files_only_where_it_stands_for_one) {
  TemporaryFolder folder;
  WorkingDirectory here(folder.path());
  folder.write("one.toml", marks("one", "1"));
  std::string text = head("x") + use("./one.toml");
  BOOST_TEST(to_string(Chain::parse(text).diagnostics.at(0).code) == "AR0008");
  std::string file = folder.write("x.toml", "");
  BOOST_TEST(Chain::parse(text, {}, file)->apply("a") == "a1");
  BOOST_TEST(Chain::parse(text, {}, "x.toml")->apply("a") == "a1");
}

BOOST_AUTO_TEST_CASE(a_file_names_regular_files_only) {
  TemporaryFolder folder;
  BOOST_REQUIRE(::mkfifo((folder.path() + "/pipe.toml").c_str(), 0600) == 0);
  for (const std::string &body :
       {use("./pipe.toml"), use("pipe"), std::string("extends = 'pipe'\n"),
        "include = 'pipe'\n" + use("search")}) {
    BOOST_TEST(got(folder.write("x.toml", head("x") + body)) == "AR0002", body);
  }
  BOOST_TEST(got("/dev/zero") == "AR0002");
}

// Another user may have put a pipe into a folder of the search path. Nobody waits for it.
BOOST_AUTO_TEST_CASE(what_is_searched_for_is_a_regular_file) {
  TemporaryFolder folder;
  BOOST_REQUIRE(::mkfifo((folder.path() + "/clean.toml").c_str(), 0600) == 0);
  RuleLibrary library({.path = {folder.path()}});
  Report report;
  BOOST_TEST(!library.load("clean", {}, report));
  BOOST_TEST(codes(report) == "AR0002");
}

BOOST_AUTO_TEST_CASE(what_the_chain_names_may_be_a_pipe) {
  TemporaryFolder folder;
  std::string pipe = folder.path() + "/pipe.toml";
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(pipe) << marks("pipe", "1"); });
  BOOST_TEST(got(pipe) == "a1");
  writer.join();
}

BOOST_AUTO_TEST_CASE(what_takes_the_place_of_a_built_in_set_unasked_is_said_once) {
  TemporaryFolder folder;
  std::string file = folder.write("arnorm/rules/search.toml", marks("search", "1"));
  folder.write("arnorm/rules/common/arabic.toml", head("arabic") + "[sets]\nmine = '[a]'\n");
  Environment data("XDG_DATA_HOME", folder.path());
  RuleLibrary library({});
  Report report;
  library.load("search", {}, report);
  library.load("search", {}, report);
  BOOST_TEST(codes(report) == "AR0007");
  RuleSetPtr set = library.parse(head("x") + "include = 'arabic'\n" + use("search"), "x", report);
  BOOST_TEST(codes(report) == "AR0007"); // the file of sets
  BOOST_REQUIRE(library.replaced().size() == 2u);
  BOOST_TEST(library.replaced()[0].name == "search");
  BOOST_TEST(library.replaced()[0].file == file);
  BOOST_TEST(library.replaced()[1].name == "arabic");
}

BOOST_AUTO_TEST_CASE(a_folder_of_the_options_takes_the_place_of_built_in_sets_quietly) {
  TemporaryFolder folder;
  folder.write("search.toml", marks("search", "1"));
  RuleLibrary library({.path = {folder.path()}});
  Report report;
  BOOST_TEST(library.load("search", {}, report)->file->home().replaces_built_in);
  BOOST_TEST(codes(report) == "");
  BOOST_TEST(library.replaced().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_built_in_rules_counts_as_them) {
  TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() + "/arnorm");
  std::filesystem::copy(source_path("rules"), folder.path() + "/arnorm/rules",
                        std::filesystem::copy_options::recursive);
  Environment data("XDG_DATA_HOME", folder.path());
  RuleLibrary library({});
  Report report;
  for (const std::string &name : shipped()) {
    RuleSetPtr set = library.load(name, {}, report);
    BOOST_REQUIRE(set);
    BOOST_TEST((set->file->home().origin == Origin::built_in));
  }
  BOOST_TEST(codes(report) == "");
  BOOST_TEST(library.replaced().empty());
}

BOOST_AUTO_TEST_CASE(sets_are_told_before_those_that_they_lead_to) {
  TemporaryFolder folder;
  folder.write("one.toml", marks("one", "1"));
  folder.write("two.toml", head("two") + use("one"));
  folder.write("three.toml", head("three") + "extends = 'two'\ninclude = 'arabic'\n");
  RuleLibrary library({.path = {folder.path()}});
  Report report;
  library.load("three", {}, report);
  library.load("one", {}, report);
  std::string names;
  for (const RuleSetPtr &set : library.sets()) {
    names += set->name + " ";
  }
  BOOST_TEST(names == "three two one ");
}

BOOST_AUTO_TEST_CASE(the_folder_of_the_file_that_asks_comes_first) {
  TemporaryFolder folder;
  TemporaryFolder option;
  folder.write("one.toml", marks("one", "1"));
  option.write("one.toml", marks("one", "2"));
  std::string file = folder.write("x.toml", head("x") + use("one"));
  BOOST_TEST(got(file, {option.path()}) == "a1");
}

BOOST_AUTO_TEST_CASE(what_a_file_uses_is_found_through_several_files) {
  TemporaryFolder folder;
  folder.write("a/one.toml", marks("one", "1"));
  folder.write("a/two.toml", head("two") + use("one"));
  BOOST_TEST(got(folder.write("x.toml", head("x") + use("a/two.toml"))) == "a1");
}

BOOST_AUTO_TEST_CASE(an_inherited_use_is_found_beside_its_own_file) {
  TemporaryFolder folder;
  folder.write("a/one.toml", marks("one", "1"));
  folder.write("a/two.toml", head("two") + use("one"));
  BOOST_TEST(got(folder.write("x.toml", head("x") + "extends = 'a/two.toml'\n")) == "a1");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_reported_where_it_is_named) {
  TemporaryFolder folder;
  std::string file = folder.write("x.toml", head("x") + use("none") + use("./none.toml"));
  Loaded loaded = Chain::load(file);
  BOOST_REQUIRE(loaded.diagnostics.size() == 2u);
  BOOST_TEST(to_string(loaded.diagnostics[0].code) == "AR0004");
  BOOST_TEST(loaded.diagnostics[0].place->line == 4u);
  BOOST_TEST(to_string(loaded.diagnostics[1].code) == "AR0002");
  BOOST_TEST(loaded.diagnostics[1].place->line == 6u);
}

BOOST_AUTO_TEST_CASE(an_own_file_of_sets_is_included) {
  TemporaryFolder folder;
  folder.write("common/mine.toml", head("mine") + "[sets]\nvowel = '[aeiou]'\n");
  std::string body = "include = 'mine'\n[[stage]]\ntable = [{ from = '$vowel', to = 'v' }]\n";
  BOOST_TEST(got(folder.write("x.toml", head("x") + body)) == "v");
}

BOOST_AUTO_TEST_CASE(a_file_of_sets_lies_beside_or_in_common) {
  TemporaryFolder folder;
  folder.write("mine.toml", head("mine") + "[sets]\nvowel = '[aeiou]'\n");
  std::string body = "include = 'mine'\n[[stage]]\ntable = [{ from = '$vowel', to = 'v' }]\n";
  BOOST_TEST(got(folder.write("x.toml", head("x") + body)) == "v");
  folder.write("normalize/y.toml", head("y") + body);
  BOOST_TEST(got("y", {folder.path()}) == "v");
}

BOOST_AUTO_TEST_CASE(an_own_file_of_sets_can_include_the_built_in_one) {
  TemporaryFolder folder;
  folder.write("common/arabic.toml",
               head("arabic") + "include = 'arabic'\n[sets]\nmy = '[$fatha a]'\n");
  std::string body =
      "include = 'arabic'\n[[stage]]\ntable = [{ from = '[$my$kasra]', to = 'v' }]\n";
  BOOST_TEST(got(folder.write("x.toml", head("x") + body)) == "v");
}

BOOST_AUTO_TEST_CASE(a_rule_set_is_no_file_of_sets) {
  TemporaryFolder folder;
  folder.write("one.toml", marks("one", "1"));
  std::string file = folder.write("x.toml", head("x") + "include = 'one'\n" + use("search"));
  BOOST_TEST(got(file) == "AR0102");
}

BOOST_AUTO_TEST_CASE(a_file_that_shadows_a_built_in_can_extend_it) {
  TemporaryFolder folder;
  std::string file = folder.write(
      "strip-tatweel.toml", head("strip-tatweel") +
                                "extends = 'strip-tatweel'\n[[stage]]\ntable = [{ from = 'a', to = "
                                "'a1' }]\n");
  WorkingDirectory here(folder.path());
  for (const std::string &name :
       {file, std::string("strip-tatweel.toml"), std::string("./strip-tatweel.toml")}) {
    BOOST_TEST(got(name) == "a1");
    BOOST_TEST(Chain::load(name)->apply("\u0640") == "");
  }
  for (const std::string &path :
       {folder.path(), folder.path() + "/", std::string("."),
        folder.path() + "/../" + std::filesystem::path(folder.path()).filename().string()}) {
    BOOST_TEST(got("strip-tatweel", {path}) == "a1");
    BOOST_TEST(got("strip-tatweel.toml", {path}) == "a1");
    BOOST_TEST(got(file, {path}) == "a1");
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_shadows_a_built_in_can_use_it) {
  TemporaryFolder folder;
  folder.write("strip-tatweel.toml", head("strip-tatweel") + use("strip-tatweel"));
  Options options;
  options.path = {folder.path()};
  Loaded loaded = Chain::load("strip-tatweel", options);
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded->apply("a\u0640") == "a");
}

BOOST_AUTO_TEST_CASE(a_file_can_extend_the_next_of_its_name) {
  TemporaryFolder first;
  TemporaryFolder second;
  const std::string row = "[[stage]]\ntable = [{ from = 'a', to = 'a";
  first.write("x.toml", head("x") + "extends = 'x'\n" + row + "1' }]\n");
  second.write("x.toml", marks("x", "2"));
  BOOST_TEST(got("x", {first.path(), second.path()}) == "a12");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_part_of_itself_is_an_error) {
  TemporaryFolder folder;
  for (const std::string &body :
       {use("x"), use("./x.toml"), std::string("extends = 'x'\n"),
        std::string("extends = './x.toml'\n"), "include = './x.toml'\n" + use("search")}) {
    BOOST_TEST(got(folder.write("x.toml", head("x") + body)) == "AR0201");
    BOOST_TEST(got("x", {folder.path()}) == "AR0201");
  }
}

BOOST_AUTO_TEST_CASE(files_that_lead_round_are_an_error) {
  TemporaryFolder folder;
  const std::vector<std::string> ways{"extends = '", "[[stage]]\nuse = '"};
  for (const std::string &there : ways) {
    for (const std::string &back : ways) {
      folder.write("y.toml", head("y") + back + "z'\n");
      folder.write("z.toml", head("z") + back + "./x.toml'\n");
      std::string file = folder.write("x.toml", head("x") + there + "y'\n");
      BOOST_TEST(got(file) == "AR0201");
    }
  }
}

BOOST_AUTO_TEST_CASE(files_of_sets_that_lead_round_are_an_error) {
  TemporaryFolder folder;
  folder.write("y.toml", head("y") + "include = 'z'\n");
  folder.write("z.toml", head("z") + "include = 'y'\n");
  BOOST_TEST(got(folder.write("x.toml", head("x") + "include = 'y'\n" + use("search"))) ==
             "AR0201");
}

BOOST_AUTO_TEST_CASE(a_way_round_through_a_link_is_an_error) {
  TemporaryFolder folder;
  folder.write("x.toml", head("x") + use("./y.toml"));
  std::filesystem::create_symlink("x.toml", folder.path() + "/y.toml");
  std::string wrong = got(folder.path() + "/x.toml");
  BOOST_TEST(wrong == "AR0201");
}

BOOST_AUTO_TEST_CASE(the_same_file_twice_is_no_way_round) {
  TemporaryFolder folder;
  folder.write("one.toml", marks("one", "1"));
  folder.write("two.toml", head("two") + use("one"));
  BOOST_TEST(got(folder.write("x.toml", head("x") + use("one") + use("two") + use("one"))) ==
             "a111");
}

BOOST_AUTO_TEST_CASE(too_many_files_in_a_row_are_an_error) {
  TemporaryFolder folder;
  auto file = [](int i) { return "n" + std::to_string(i); };
  for (int i = 0; i < 70; ++i) {
    folder.write(file(i) + ".toml", head(file(i)) + use(file(i + 1)));
  }
  folder.write("n70.toml", marks("n70", "1"));
  BOOST_TEST(got("n30", {folder.path()}) == "a1");
  BOOST_TEST(got("n0", {folder.path()}) == "AR0402");
}

BOOST_AUTO_TEST_CASE(a_broken_file_breaks_what_uses_it_once) {
  TemporaryFolder folder;
  folder.write("bad.toml", head("bad") + "[[stage]]\nform = 'NFX'\n");
  BOOST_TEST(got(folder.write("x.toml", head("x") + use("bad") + use("bad"))) == "AR0105");
}

BOOST_AUTO_TEST_CASE(errors_of_several_files_are_found_in_one_run) {
  TemporaryFolder folder;
  folder.write("bad.toml", head("bad") + "[[stage]]\nform = 'NFX'\n");
  folder.write("worse.toml", head("worse") + "[[stage]]\nmarks = 'x'\n");
  BOOST_TEST(got("bad,worse", {folder.path()}) == "AR0105 AR0105");
}

BOOST_AUTO_TEST_CASE(strange_names_are_not_found) {
  for (const char *name : {"..", ".", " search", "search ", "*", "%s", "-", "\u0628", "SEARCH"}) {
    BOOST_TEST(got(name) == "AR0004");
  }
}

namespace {

// The codes of a rule file in a folder that names this file of words.
std::string codes_with_words(const TemporaryFolder &folder, const std::string &name) {
  RuleLibrary library({});
  Report report;
  library.load(folder.write("test.toml", rules("[[stage]]\nwords = '" + name + "'\n")), {}, report);
  return codes(report);
}

} // namespace

BOOST_AUTO_TEST_CASE(words_are_in_a_regular_file_beside_the_rule_file) {
  TemporaryFolder folder;
  folder.write("good.tsv", "a\tb\n");
  folder.write("sub/other.tsv", "a\tb\n");
  BOOST_TEST(codes_with_words(folder, "good.tsv") == "");
  for (const char *name : {"", ".", "..", "sub/other.tsv", "../good.tsv", "./good.tsv",
                           "/etc/passwd", "sub\\other.tsv"}) {
    BOOST_TEST(codes_with_words(folder, name) == "AR0140", name);
  }
  BOOST_TEST(codes_with_words(folder, "none.tsv") == "AR0002");
  BOOST_TEST(codes_with_words(folder, "sub") == "AR0002");
  std::filesystem::create_symlink("/etc/passwd", folder.path() + "/link.tsv");
  std::filesystem::create_symlink("/dev/zero", folder.path() + "/zero.tsv");
  BOOST_TEST(codes_with_words(folder, "link.tsv") == "AR0008");
  BOOST_TEST(codes_with_words(folder, "zero.tsv") == "AR0008");
  BOOST_REQUIRE(::mkfifo((folder.path() + "/pipe.tsv").c_str(), 0600) == 0);
  BOOST_TEST(codes_with_words(folder, "pipe.tsv") == "AR0002");
}

BOOST_AUTO_TEST_CASE(a_set_that_extends_another_has_its_words) {
  TemporaryFolder folder;
  folder.write("base/words.tsv", "a\tb\n");
  folder.write("base/base.toml", "format = 1\nname = 'base'\n[[stage]]\nwords = 'words.tsv'\n");
  Loaded chain = Chain::load(folder.write("test.toml", rules("extends = './base/base.toml'\n")));
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(chain->apply("a ab") == "b ab");
}

BOOST_AUTO_TEST_CASE(words_of_a_text_are_a_text) {
  const std::string text = rules("[[stage]]\nwords = 'w.tsv'\n");
  BOOST_TEST(codes(text) == "AR0140");
  Loaded chain = Chain::parse(text, {.files = Files::none, .texts = {{"w.tsv", "a\tb\n"}}});
  BOOST_REQUIRE_MESSAGE(chain, render(chain.diagnostics));
  BOOST_TEST(chain->apply("a") == "b");
}

BOOST_AUTO_TEST_CASE(a_text_stands_in_for_a_file_that_others_name) {
  TemporaryFolder folder;
  folder.write("one.toml", marks("one", "1"));
  const std::string two =
      folder.write("two.toml", head("two") + "[[stage]]\nuse = 'one'\n[[stage]]\nuse = 'new'\n");
  RuleLibrary library({});
  library.replace_file(folder.path() + "/one.toml", marks("one", "2"));
  library.replace_file(folder.path() + "/new.toml", marks("new", "3"));
  Report report;
  BOOST_TEST(library.load(two, {}, report) != nullptr);
  std::string texts;
  for (const RuleSetPtr &set : library.sets()) {
    texts += set->file->text();
  }
  BOOST_TEST(texts.find("a2") != texts.npos);
  BOOST_TEST(texts.find("a3") != texts.npos);
  BOOST_TEST(texts.find("a1") == texts.npos);
}

BOOST_AUTO_TEST_CASE(a_file_with_errors_is_read_as_far_as_possible) {
  TemporaryFolder folder;
  const std::string file =
      folder.write("x.toml", head("x") + "[sets]\ngood = '[a]'\n[[stage]]\nform = 'NFX'\n");
  RuleLibrary library({});
  Report report;
  auto [set, usable] = library.read(file, RuleLibrary::Kind::rules, {}, report);
  BOOST_TEST_REQUIRE(set != nullptr);
  BOOST_TEST(!usable);
  BOOST_TEST((set->sets.find("good") != set->sets.end()));
  BOOST_TEST(codes(report) == "AR0105");
  BOOST_TEST(library.load(file, {}, report) == nullptr);
  BOOST_TEST((library.read("no-such-set", RuleLibrary::Kind::rules, {}, report).set == nullptr));
}

BOOST_AUTO_TEST_CASE(files_of_names_have_names_of_their_own) {
  RuleLibrary library({});
  const std::vector<std::string> sets = library.names(RuleLibrary::Kind::sets);
  BOOST_TEST(std::count(sets.begin(), sets.end(), "arabic") == 1);
  BOOST_TEST(std::count(sets.begin(), sets.end(), "clean") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
