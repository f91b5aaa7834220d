#include "tool/lsp/serve.h"

#include <cerrno>
#include <system_error>

#include <poll.h>
#include <unistd.h>

#include "tool/io/log.h"
#include "tool/io/output.h"
#include "tool/io/wait.h"
#include "tool/lsp/frames.h"
#include "tool/lsp/server.h"

namespace arnorm::tool {
namespace {

constexpr std::size_t max_waiting = FrameReader::max_body; // bytes of messages in the queue

class Connection {
public:
  explicit Connection(std::vector<std::string> path) : server_(std::move(path)) {}

  // All messages that have arrived are queued before the next one is handled, so that cancelled
  // requests are found. Input is waited for only when there is nothing to do.
  int run() {
    while (true) {
      bool room = server_.waiting_bytes() < max_waiting;
      if (room && !ended_ && has_input(idle_)) {
        read();
      }
      idle_ = !server_.work();
      if (!send_all()) {
        return 1;
      }
      if (std::optional<int> status = server_.exit_status()) {
        return *status;
      }
      if (ended_ && idle_) {
        return 1; // without `exit`
      }
    }
  }

private:
  // Where there is nothing else to do, `read` waits.
  static bool has_input(bool wait) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return wait || ::poll(&input, 1, 0) > 0;
  }

  void read() {
    char block[1u << 16];
    ssize_t got = read_some(STDIN_FILENO, block, sizeof block);
    if (got <= 0) {
      end(got < 0 ? "cannot read standard input: " + std::generic_category().message(errno)
          : frames_.is_within() ? "the input ends within a message"
                                : "");
      return;
    }
    frames_.add({block, static_cast<std::size_t>(got)});
    while (std::optional<std::string> body = frames_.next()) {
      server_.receive(*body);
    }
    if (!frames_.problem().empty()) {
      server_.refuse(frames_.problem());
      end(frames_.problem());
    }
  }

  void end(const std::string &problem) {
    ended_ = true;
    if (!problem.empty()) {
      log_error("lsp: " + problem);
    }
  }

  // False after an error, which has been reported.
  bool send_all() {
    for (const std::string &message : server_.take_messages()) {
      output_.append(frame(message));
    }
    return output_.flush();
  }

  FrameReader frames_;
  Output output_;
  Server server_;
  bool idle_ = true;
  bool ended_ = false; // of the input
};

} // namespace

int serve(const CommandArguments &arguments) { return Connection(arguments.path).run(); }

} // namespace arnorm::tool
