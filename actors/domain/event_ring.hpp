#pragma once

#include "actors/events.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace switchboard::actors::domain {

/// The last events of a project, numbered, so that a panel that was away gets what it missed.
///
/// Frames are made when the first socket wants one: while nobody looks, an event costs no JSON.
class event_ring {
public:
  explicit event_ring(std::size_t capacity) : capacity_(capacity) {}

  /// The number of the new event.
  std::uint64_t push(event what);
  /// Forgets everything; numbering starts anew under another epoch.
  void restart(std::string epoch);

  const std::string& epoch() const { return epoch_; }
  std::uint64_t last() const { return last_; }

  /// Whether everything after `point` is still here.
  bool covers(const resume_point& point) const;
  /// Event `seq`, which must be here.
  const event& at(std::uint64_t seq) const { return place_of(seq).what; }
  /// Its frame in one form, made when it is first asked for.
  frame frame_of(std::uint64_t seq, telling::form as, const project_view& project,
                 const frame_encoder& encode);

private:
  struct entry {
    event what;
    std::array<frame, 3> texts; ///< by form
  };
  const entry& place_of(std::uint64_t seq) const {
    return entries_[entries_.size() - (last_ - seq) - 1];
  }
  std::size_t capacity_;
  std::string epoch_;
  std::uint64_t last_ = 0;
  std::deque<entry> entries_;
};

} // namespace switchboard::actors::domain
