#include "http/server/stream.hpp"

#include <algorithm>

namespace switchboard::http {

write_all::write_all(stream& to, slices what) : to_(to), count_(what.size()) {
  std::copy(what.begin(), what.end(), rest_);
}

bool write_all::await_ready() {
  std::size_t written = to_.write_now({rest_, count_});
  std::size_t first = 0;
  while (first < count_ && written >= rest_[first].size()) written -= rest_[first++].size();
  if (first == count_) {
    done_.bytes = 1;
    return true;
  }
  rest_[first].remove_prefix(written);
  std::copy(rest_ + first, rest_ + count_, rest_);
  count_ -= first;
  return false;
}

void write_all::await_suspend(std::coroutine_handle<> waiting) {
  done_.waiting = waiting;
  to_.start_write({rest_, count_}, done_);
}

} // namespace switchboard::http
