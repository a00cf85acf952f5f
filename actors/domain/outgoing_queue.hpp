#pragma once

#include "protocols/messenger.hpp"
#include "storage/model.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <unordered_map>
#include <vector>

namespace switchboard::actors::domain {

/// A channel's messages on their way out: in order within a chat, one at a time in a chat, at the
/// platform's pace, with pauses that grow. Holds no clock: every call says what time it is.
class outgoing_queue {
public:
  using clock = std::chrono::steady_clock;
  using time_point = clock::time_point;

  outgoing_queue(protocols::pace pace, std::uint64_t seed);

  void push(storage::outbox_row row);

  /// The messages that may leave now; each is in flight until one of the four calls below.
  std::vector<storage::outbox_row> take_ready(time_point now, std::size_t most);
  /// When take_ready is worth calling again; nothing if only an outcome can change anything.
  std::optional<time_point> next_wake(time_point now) const;

  /// It has its final state; the chat's next may go.
  void settled(message_id message);
  /// It goes again after a pause that doubles with every attempt (with jitter).
  void retry(message_id message, time_point now);
  /// It goes again, and the whole channel is silent until then.
  void hold_channel(message_id message, time_point until);
  /// The channel is broken: nothing leaves until `open`.
  void close();
  void open();

  bool closed() const { return closed_; }
  std::size_t size() const { return size_; }
  std::size_t in_flight() const { return flying_.size(); }

  static constexpr std::chrono::milliseconds first_pause{500};
  static constexpr std::chrono::milliseconds longest_pause{60'000};

private:
  struct lane {
    std::deque<storage::outbox_row> waiting;
    bool flying = false;
    double tokens = 0;
    time_point filled{};
    time_point not_before{};
  };
  void refill(double& tokens, time_point& filled, double rate, double most, time_point now) const;
  time_point lane_ready_at(const lane& of, time_point now) const;
  lane* land(message_id message, bool drop);

  protocols::pace pace_;
  std::minstd_rand jitter_;
  std::unordered_map<chat_id, lane> lanes_;
  std::deque<chat_id> turn_; ///< chats with something waiting, in the order of their turn
  std::unordered_map<message_id, chat_id> flying_;
  double tokens_ = 0;
  time_point filled_{};
  time_point paused_until_{};
  std::size_t size_ = 0;
  bool closed_ = false;
};

} // namespace switchboard::actors::domain
