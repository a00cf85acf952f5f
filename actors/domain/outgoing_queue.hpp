#pragma once

#include "protocols/messenger.hpp"
#include "storage/model.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <unordered_map>
#include <vector>

namespace switchboard::actors::domain {

/// A channel's messages on their way out: people's before automations' before broadcasts', each
/// kind in order within a chat, one at a time in a chat, at the platform's pace, with pauses that
/// grow. Holds no clock: every call says what time it is.
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
  /// It goes again, and its chat is silent until then.
  void hold_chat(message_id message, time_point until);
  /// The channel is broken: nothing leaves until `open`, which ends its silence too.
  void close();
  void open();

  bool closed() const { return closed_; }
  /// Of all, and of one kind of author.
  std::size_t size() const { return sizes_[0] + sizes_[1] + sizes_[2]; }
  std::size_t size(protocols::author by) const { return sizes_[static_cast<std::size_t>(by)]; }
  std::size_t in_flight() const { return flying_.size(); }

  static constexpr std::chrono::milliseconds first_pause{500};
  static constexpr std::chrono::milliseconds longest_pause{60'000};

private:
  static constexpr std::size_t kinds = 3;
  struct lane {
    std::array<std::deque<storage::outbox_row>, kinds> waiting;
    /// Whose turn it stands in; `kinds` = in none.
    std::size_t turn = kinds;
    bool flying = false;
    double tokens = 0;
    time_point filled{};
    time_point not_before{};

    /// The kind that goes first; `kinds` = nothing waits.
    std::size_t first() const;
  };
  void stand(chat_id chat, lane& of, bool in_front);
  void take_turn(std::size_t kind, time_point now, std::size_t most,
                 std::vector<storage::outbox_row>& ready);
  void refill(double& tokens, time_point& filled, double rate, double most, time_point now) const;
  time_point lane_ready_at(const lane& of, time_point now) const;
  lane* land(message_id message, bool drop);

  protocols::pace pace_;
  std::minstd_rand jitter_;
  std::unordered_map<chat_id, lane> lanes_;
  /// Chats with something waiting, by what they have first, in the order of their turn. A chat that
  /// moved to another turn leaves its place behind: `lane::turn` says which one counts.
  std::array<std::deque<chat_id>, kinds> turns_;
  struct flight {
    chat_id chat;
    std::size_t kind = 0;
  };
  std::unordered_map<message_id, flight> flying_;
  double tokens_ = 0;
  time_point filled_{};
  time_point paused_until_{};
  std::array<std::size_t, kinds> sizes_{};
  bool closed_ = false;
};

} // namespace switchboard::actors::domain
