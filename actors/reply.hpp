#pragma once

#include "config/error.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace switchboard::actors {

/// Where the answer to a command goes. Travels inside the command through any number of actors and
/// is answered exactly once: by whoever carries the command out or, if the command is dropped on
/// the way (an actor died, the node stops), with errc::unavailable by its own destruction. `done`
/// runs on the thread of the actor that answers: it must only hand the answer on.
template <class T>
class reply {
public:
  using callback = std::function<void(result<T>)>;

  reply() = default;
  explicit reply(callback done) : box_(std::make_shared<box>(std::move(done))) {}

  void operator()(result<T> answer) const {
    if (!box_) return;
    if (auto done = std::exchange(box_->done, nullptr)) done(std::move(answer));
  }

private:
  struct box {
    explicit box(callback f) : done(std::move(f)) {}
    box(const box&) = delete;
    box& operator=(const box&) = delete;
    ~box() {
      if (done) done(fail(errc::unavailable, "the server dropped the command"));
    }
    callback done;
  };
  std::shared_ptr<box> box_;
};

} // namespace switchboard::actors
