#include "apply.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

#include "block.h"
#include "chain/threads.h"
#include "options.h"
#include "self.h"
#include "text.h"
#include "unlocked.h"

namespace arnorm::python {
namespace {

// From this size on, a single text is converted without the interpreter's lock. To release and take
// it costs as much as a few hundred bytes of text.
constexpr std::size_t min_unlocked_bytes = 8 << 10;
// A thread takes about so much at once,
constexpr std::size_t max_block_bytes = 128 << 10;
constexpr std::size_t max_block_texts = 4096;
// and so much is held before Python objects are made of it.
constexpr std::size_t max_round_bytes = 8 << 20;
constexpr std::size_t max_round_blocks = 256;
constexpr std::size_t max_kept_bytes = std::size_t{1} << 20;

// ---- One text ----

const PyChain &chain_of(PyObject *object) {
  auto self = Self<PyChain>::of(object);
  if (self.object == nullptr) {
    throw py::type_error("Chain.__init__ has not been called");
  }
  return *self;
}

py::object call_one(const PyChain &chain, py::handle object, Invalid invalid) {
  // Kept for the next call. They are not in use while Python code may run, which could call this
  // function again.
  thread_local Buffer buffer;
  thread_local std::string output;
  Text text = Text::of(object);
  Tally tally;
  auto convert = [&] {
    std::string_view input = text.utf8(invalid, buffer);
    output.clear();
    tally = chain.chain().apply(input, output, invalid);
    return input;
  };
  std::string_view input;
  if (chain.runs_icu() || text.bytes() >= min_unlocked_bytes) {
    Unlocked unlocked;
    input = convert();
  } else {
    input = convert();
  }
  if (tally.stopped) {
    text.raise_malformed(tally, "");
  }
  py::object result = input == output ? text.unchanged(output) : text.changed(output);
  buffer.trim();
  if (output.capacity() > max_kept_bytes) {
    std::string().swap(output);
  }
  return result;
}

// ---- Many texts ----

// Each thread has a buffer of its own. What fails is told when its turn comes.
void run_in_threads(const Chain &chain, Invalid invalid, std::vector<Block> &blocks,
                    std::size_t threads) {
  for_each_index(blocks.size(), threads, [&](std::size_t i) {
    thread_local Buffer buffer;
    try {
      blocks[i].run(chain, invalid, buffer);
    } catch (...) {
      blocks[i].failure = std::current_exception();
    }
    buffer.trim();
  });
}

class Batch {
public:
  Batch(const PyChain &chain, py::handle texts, int threads, Invalid invalid)
      : chain_(chain), invalid_(invalid), threads_(count(threads)),
        objects_(py::reinterpret_steal<py::object>(PySequence_Tuple(texts.ptr()))) {
    if (!objects_) {
      throw py::error_already_set();
    }
    size_ = static_cast<std::size_t>(PyTuple_GET_SIZE(objects_.ptr()));
  }

  py::list run() {
    results_.reserve(size_);
    while (results_.size() < size_) {
      take_round();
      {
        Unlocked unlocked;
        run_in_threads(chain_.chain(), invalid_, blocks_, threads_);
      }
      finish_round();
      if (PyErr_CheckSignals() != 0) {
        throw py::error_already_set();
      }
    }
    py::list list(size_);
    for (std::size_t i = 0; i < size_; ++i) {
      PyList_SET_ITEM(list.ptr(), static_cast<Py_ssize_t>(i), results_[i].release().ptr());
    }
    return list;
  }

private:
  static std::size_t count(int threads) {
    if (threads < 0) {
      throw py::value_error("threads must not be negative; 0 is one for each processor");
    }
    return threads > 0 ? static_cast<std::size_t>(threads)
                       : std::max(1U, std::thread::hardware_concurrency());
  }

  Text text_at(std::size_t at) const {
    py::handle object = PyTuple_GET_ITEM(objects_.ptr(), static_cast<Py_ssize_t>(at));
    try {
      return Text::of(object);
    } catch (const py::type_error &error) {
      throw py::type_error(std::string(error.what()) + " (text " + std::to_string(at) + ")");
    }
  }

  // The next texts, and their division in blocks.
  void take_round() {
    texts_.clear();
    blocks_.clear();
    std::vector<std::size_t> begins;
    std::size_t bytes = 0;
    std::size_t block_end = 0;
    for (std::size_t at = results_.size(); at < size_ && bytes < max_round_bytes; ++at) {
      if (bytes >= block_end || texts_.size() - begins.back() >= max_block_texts) {
        if (begins.size() == max_round_blocks) {
          break;
        }
        begins.push_back(texts_.size());
        block_end = bytes + max_block_bytes;
      }
      texts_.push_back(text_at(at));
      bytes += texts_.back().bytes() + 1;
    }
    for (std::size_t i = 0; i < begins.size(); ++i) {
      std::size_t end = i + 1 < begins.size() ? begins[i + 1] : texts_.size();
      blocks_.push_back({.texts = texts_.data() + begins[i], .count = end - begins[i]});
    }
  }

  void finish_round() {
    for (Block &block : blocks_) {
      finish_block(block);
      block.outputs = {};
    }
  }

  void finish_block(const Block &block) {
    if (block.failure) {
      std::rethrow_exception(block.failure);
    }
    for (std::size_t i = 0; i < block.results.size(); ++i) {
      const auto &[begin, end, same] = block.results[i];
      std::string_view output = std::string_view(block.outputs).substr(begin, end - begin);
      const Text &text = block.texts[i];
      results_.push_back(same ? text.unchanged(output) : text.changed(output));
    }
    if (block.tally.stopped) {
      block.texts[block.results.size()].raise_malformed(
          block.tally, " (text " + std::to_string(results_.size()) + ")");
    }
  }

  const PyChain &chain_;
  Invalid invalid_;
  std::size_t threads_;
  py::object objects_; // a tuple of our own, which nobody changes meanwhile
  std::size_t size_ = 0;
  std::vector<py::object> results_; // so far; a list with gaps would be seen by other threads
  std::vector<Text> texts_;
  std::vector<Block> blocks_;
};

} // namespace

PyObject *call_chain(PyObject *self, PyObject *arguments, PyObject *keywords) {
  try {
    if (keywords == nullptr && PyTuple_GET_SIZE(arguments) == 1) {
      return call_one(chain_of(self), PyTuple_GET_ITEM(arguments, 0), Invalid::keep)
          .release()
          .ptr();
    }
    static const char *names[] = {"", "invalid", nullptr};
    PyObject *text = nullptr;
    PyObject *invalid = nullptr;
    if (PyArg_ParseTupleAndKeywords(arguments, keywords, "O|$O:Chain", const_cast<char **>(names),
                                    &text, &invalid) == 0) {
      return nullptr;
    }
    return call_one(chain_of(self), text, to_invalid(invalid)).release().ptr();
  } catch (py::error_already_set &error) {
    error.restore();
  } catch (const py::builtin_exception &error) {
    error.set_error();
  } catch (const std::bad_alloc &error) {
    PyErr_SetString(PyExc_MemoryError, error.what());
  } catch (const std::exception &error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

py::list apply_all(const PyChain &chain, py::handle texts, int threads, Invalid invalid) {
  if (PyUnicode_Check(texts.ptr()) || PyBytes_Check(texts.ptr())) {
    throw py::type_error("apply takes many texts; call the chain itself for a single one");
  }
  return Batch(chain, texts, threads, invalid).run();
}

} // namespace arnorm::python
