#include "http/websocket/outbox.hpp"

#include <array>
#include <iterator>

namespace switchboard::http::websocket {

bool outbox::push(actors::frame text) {
  const std::lock_guard hold{mutex_};
  if (closing_) return false;
  const auto size = text->size();
  if (bytes_ > 0 && bytes_ + size > limit_) {
    // What waits is of no use to somebody who will ask again for everything.
    waiting_.clear();
    closing_ = true;
    waiting_.push_back({close_frame(close_code::try_again, "too slow")});
    wake();
    return false;
  }
  bytes_ += size;
  waiting_.push_back({frame_header(opcode::text, size), std::move(text), size});
  wake();
  return true;
}

bool outbox::push_owed(actors::frame text) {
  const std::lock_guard hold{mutex_};
  if (closing_) return false;
  auto header = frame_header(opcode::text, text->size());
  waiting_.push_back({std::move(header), std::move(text)});
  wake();
  return true;
}

void outbox::push_control(std::string frame) {
  const std::lock_guard hold{mutex_};
  if (closing_) return;
  waiting_.push_back({std::move(frame)});
  wake();
}

void outbox::close(close_code code, std::string_view reason) {
  const std::lock_guard hold{mutex_};
  if (closing_) return;
  closing_ = true;
  waiting_.push_back({close_frame(code, reason)});
  wake();
}

bool outbox::closing() const {
  const std::lock_guard hold{mutex_};
  return closing_;
}

/// One post for all that is pushed until the loop gets to it.
void outbox::wake() {
  if (woken_ || writing_) return;
  woken_ = true;
  home_.post([self = shared_from_this()] { spawn(self->write()); });
}

std::vector<outbox::item> outbox::next_batch() {
  const std::lock_guard hold{mutex_};
  woken_ = false;
  std::vector<item> batch;
  constexpr std::size_t most = stream::max_slices / 2;
  if (waiting_.size() <= most) {
    batch.swap(waiting_);
  } else {
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(most);
    std::move(waiting_.begin(), end, std::back_inserter(batch));
    waiting_.erase(waiting_.begin(), end);
  }
  writing_ = !batch.empty();
  return batch;
}

task<void> outbox::write() {
  const auto self = shared_from_this();
  for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
    std::array<std::string_view, stream::max_slices> pieces;
    std::size_t count = 0;
    std::size_t written = 0;
    for (const auto& one : batch) {
      pieces[count++] = one.header;
      if (one.text) pieces[count++] = *one.text;
      written += one.counted;
    }
    const slices all{pieces.data(), count};
    const bool gone = co_await write_all(*socket_, all) == 0;
    const std::lock_guard hold{mutex_};
    bytes_ -= std::min(bytes_, written);
    if (gone) {
      closing_ = true;
      waiting_.clear();
    }
  }
  // After a goodbye nothing follows: the peer learns it at once instead of waiting for us.
  if (closing()) co_await shutdown(*socket_);
}

} // namespace switchboard::http::websocket
