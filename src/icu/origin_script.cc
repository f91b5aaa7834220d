#include "icu/origin_script.h"

#include "alignment/first_after.h"

namespace arnorm {

void OriginScript::close(std::size_t next_input, bool last, EditScript &script) {
  std::vector<std::size_t> first_after = first_after_each(waiting_, next_input);
  std::size_t done = 0;
  UnitOrigin hull;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    bool alone = i == done;
    bool is_copy = waiting_[i].is_copy;
    hull.join(waiting_[i]);
    hull.is_copy = alone && is_copy;
    bool has_origin = hull.first <= hull.last;
    if (has_origin && hull.last < first_after[i + 1]) {
      append(done, i + 1 - done, hull, script);
      hull = {};
      done = i + 1;
    }
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(done));
  if (last && (input_ < next_input || !waiting_.empty())) {
    script.replace(next_input - input_, waiting_.size());
  }
  if (last) {
    waiting_.clear();
    input_ = 0;
  }
}

// What was deleted before it stands alone where nothing new is written in its place.
void OriginScript::append(std::size_t first, std::size_t count, const UnitOrigin &hull,
                          EditScript &script) {
  bool begins_new = waiting_[first].first > waiting_[first].last; // written by nothing
  if (hull.first > input_ && !begins_new) {
    script.replace(hull.first - input_, 0);
    input_ = hull.first;
  }
  hull.is_copy ? script.copy(1) : script.replace(hull.last + 1 - input_, count);
  input_ = hull.last + 1;
}

} // namespace arnorm
