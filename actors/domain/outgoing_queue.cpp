#include "actors/domain/outgoing_queue.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using seconds = std::chrono::duration<double>;

outgoing_queue::clock::duration ticks(double s) {
  return std::chrono::ceil<outgoing_queue::clock::duration>(seconds{s});
}

/// Lanes with nothing waiting that are kept for their pace.
constexpr std::size_t most_idle_lanes = 4096;
/// Room for the rounding of clock ticks to fractions of a token.
constexpr double whole_token = 1.0 - 1e-6;

} // namespace

outgoing_queue::outgoing_queue(protocols::pace pace, std::uint64_t seed)
    : pace_(pace), jitter_(static_cast<std::minstd_rand::result_type>(seed)) {}

std::size_t outgoing_queue::lane::first() const {
  for (std::size_t kind = 0; kind < kinds; ++kind)
    if (!waiting[kind].empty()) return kind;
  return kinds;
}

/// Puts the chat into the turn of what it has first, unless it stands there or something flies.
void outgoing_queue::stand(chat_id chat, lane& of, bool in_front) {
  const auto kind = of.first();
  if (of.flying || kind == of.turn || kind == kinds) return;
  of.turn = kind;
  if (in_front)
    turns_[kind].push_front(chat);
  else
    turns_[kind].push_back(chat);
}

void outgoing_queue::push(storage::outbox_row row) {
  const auto chat = row.chat;
  const auto kind = static_cast<std::size_t>(row.by);
  auto& lane = lanes_[chat];
  lane.waiting[kind].push_back(std::move(row));
  ++sizes_[kind];
  stand(chat, lane, false);
}

void outgoing_queue::refill(double& tokens, time_point& filled, double rate, double most,
                            time_point now) const {
  if (filled == time_point{})
    tokens = most;
  else if (now > filled)
    tokens = std::min(most, tokens + seconds{now - filled}.count() * rate);
  filled = std::max(filled, now);
}

std::vector<storage::outbox_row> outgoing_queue::take_ready(time_point now, std::size_t most) {
  std::vector<storage::outbox_row> ready;
  if (closed_ || now < paused_until_) return ready;
  refill(tokens_, filled_, pace_.per_channel, pace_.per_channel, now);
  for (std::size_t kind = 0; kind < kinds; ++kind) take_turn(kind, now, most, ready);
  return ready;
}

void outgoing_queue::take_turn(std::size_t kind, time_point now, std::size_t most,
                               std::vector<storage::outbox_row>& ready) {
  auto& turn = turns_[kind];
  for (auto left = turn.size(); left > 0 && ready.size() < most && tokens_ >= whole_token; --left) {
    const auto chat = turn.front();
    turn.pop_front();
    const auto found = lanes_.find(chat);
    if (found == lanes_.end() || found->second.turn != kind) continue;
    auto& lane = found->second;
    refill(lane.tokens, lane.filled, pace_.per_chat, pace_.chat_burst, now);
    if (now < lane.not_before || lane.tokens < whole_token) {
      turn.push_back(chat);
      continue;
    }
    lane.tokens -= 1;
    tokens_ -= 1;
    lane.flying = true;
    lane.turn = kinds;
    flying_[lane.waiting[kind].front().message] = {chat, kind};
    ready.push_back(lane.waiting[kind].front());
  }
}

outgoing_queue::time_point outgoing_queue::lane_ready_at(const lane& of, time_point now) const {
  auto at = std::max(of.not_before, now);
  if (of.filled != time_point{} && of.tokens < whole_token)
    at = std::max(at, of.filled + ticks((1 - of.tokens) / pace_.per_chat));
  return at;
}

std::optional<outgoing_queue::time_point> outgoing_queue::next_wake(time_point now) const {
  if (closed_) return std::nullopt;
  auto soonest = time_point::max();
  for (std::size_t kind = 0; kind < kinds && soonest > now; ++kind)
    for (auto chat : turns_[kind]) {
      const auto found = lanes_.find(chat);
      if (found == lanes_.end() || found->second.turn != kind) continue;
      soonest = std::min(soonest, lane_ready_at(found->second, now));
      if (soonest <= now) break;
    }
  if (soonest == time_point::max()) return std::nullopt;
  if (filled_ != time_point{} && tokens_ < whole_token)
    soonest = std::max(soonest, filled_ + ticks((1 - tokens_) / pace_.per_channel));
  return std::max(soonest, paused_until_);
}

outgoing_queue::lane* outgoing_queue::land(message_id message, bool drop) {
  auto found = flying_.find(message);
  if (found == flying_.end()) return nullptr;
  const auto [chat, kind] = found->second;
  flying_.erase(found);
  auto& lane = lanes_[chat];
  lane.flying = false;
  if (drop) {
    lane.waiting[kind].pop_front();
    --sizes_[kind];
  }
  stand(chat, lane, true);
  // An empty lane is kept while its chat's pace still binds, so that emptying the queue is no way
  // round it; take_ready of a later message starts from the tokens left.
  if (lane.first() < kinds || lanes_.size() <= most_idle_lanes) return &lane;
  lanes_.erase(chat);
  return nullptr;
}

void outgoing_queue::settled(message_id message) { land(message, true); }

void outgoing_queue::retry(message_id message, time_point now) {
  const auto flight = flying_.find(message);
  if (flight == flying_.end()) return;
  const auto kind = flight->second.kind;
  auto* lane = land(message, false);
  auto attempts = ++lane->waiting[kind].front().attempts;
  auto pause = first_pause * (1 << std::min(attempts - 1, 7));
  pause = std::min(pause, longest_pause);
  // Full pause plus up to a quarter of it, so that many do not come back in step.
  std::uniform_int_distribution<std::int64_t> extra(0, pause.count() / 4);
  lane->not_before = now + pause + std::chrono::milliseconds{extra(jitter_)};
}

void outgoing_queue::hold_channel(message_id message, time_point until) {
  if (land(message, false)) paused_until_ = std::max(paused_until_, until);
}

void outgoing_queue::hold_chat(message_id message, time_point until) {
  if (auto* lane = land(message, false)) lane->not_before = std::max(lane->not_before, until);
}

void outgoing_queue::close() { closed_ = true; }

void outgoing_queue::open() {
  if (std::exchange(closed_, false)) paused_until_ = {};
}

} // namespace switchboard::actors::domain
