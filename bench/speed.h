// Measures chains on texts, with the table engine and with ICU.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "arnorm/arnorm.h"
#include "peers.h"
#include "subjects.h"

namespace arnorm::bench {

// The texts by their names, and the beginning of each for slow programs.
class Texts {
public:
  // Makes all kinds of texts, each of this size.
  explicit Texts(std::size_t bytes);
  // Adds the text of a file, repeated up to the size of the others. Returns false if it cannot be
  // read or is empty.
  bool add(const std::string &file);

  const std::vector<std::string> &names() const { return names_; }
  const std::vector<std::string> &files() const { return files_; } // the names of those added
  const std::string &whole(const std::string &name) const { return texts_.at(name); }
  std::string_view beginning(const std::string &name) const;

private:
  void keep(const std::string &name, std::string text);

  std::size_t bytes_;
  std::vector<std::string> names_;
  std::vector<std::string> files_;
  std::map<std::string, std::string> texts_;
};

// The names of benchmarks, under which their results are found.
std::string benchmark_name(Peer peer, const std::string &text);
std::string benchmark_name(const Subject &subject);
std::string icu_benchmark_name(const Subject &subject);

// Loads a chain, and reports on standard error why that is not possible.
using SharedChain = std::shared_ptr<const Chain>;
SharedChain load(const std::string &chain, Direction direction = Direction::forward,
                 Engine engine = Engine::automatic);

// The same after a list of 100,000 words, of which the text has every second word.
SharedChain load_with_words(const std::string &chain, const std::string &text);

// Registers benchmarks of the peers on all texts, and of the subjects. The texts must live until
// the benchmarks have run. A chain whose engines disagree is reported on standard error and
// omitted.
void register_peers(const Texts &texts);
void register_subjects(const std::vector<Subject> &subjects, const Texts &texts);

// Registers benchmarks of calls with one word, of the same with ICU, and of copies of the words.
void register_calls();
std::string call_name(const char *chain, Engine engine);
inline constexpr const char *word_copies = "copies of words";

// Registers benchmarks of one chain in one and in two threads, of two chains in two threads, and of
// memcpy in one and in two threads.
void register_threads(const Texts &texts);
inline constexpr const char *threads_subject = "search";
inline constexpr const char *one_thread = "one thread";
inline constexpr const char *two_threads = "two threads, one chain";
inline constexpr const char *two_chains = "two threads, a chain each";
inline constexpr const char *copy_one_thread = "memcpy, one thread";
inline constexpr const char *copy_two_threads = "memcpy, two threads";

} // namespace arnorm::bench
