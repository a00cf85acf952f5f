#pragma once

#include <caf/actor_cast.hpp>
#include <caf/actor_control_block.hpp>
#include <caf/send.hpp>

#include <utility>

namespace switchboard::actors {

/// A way back into an actor from another thread that does not keep the actor alive.
template <class Handle>
class mailbox {
public:
  template <class Self>
  explicit mailbox(Self* self)
      : actor_(caf::actor_cast<caf::weak_actor_ptr>(caf::actor_cast<caf::strong_actor_ptr>(self))) {
  }

  /// Drops the message if the actor is gone.
  template <class Message>
  void post(Message message) const {
    if (auto strong = actor_.lock())
      caf::anon_send(caf::actor_cast<Handle>(strong), std::move(message));
  }

private:
  caf::weak_actor_ptr actor_;
};

} // namespace switchboard::actors
