#include "actors/domain/outgoing_queue.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using seconds = std::chrono::duration<double>;

outgoing_queue::clock::duration ticks(double s) {
  return std::chrono::ceil<outgoing_queue::clock::duration>(seconds{s});
}

/// Room for the rounding of clock ticks to fractions of a token.
constexpr double whole_token = 1.0 - 1e-6;

} // namespace

outgoing_queue::outgoing_queue(protocols::pace pace, std::uint64_t seed)
    : pace_(pace), jitter_(static_cast<std::minstd_rand::result_type>(seed)) {}

void outgoing_queue::push(storage::outbox_row row) {
  auto chat = row.chat;
  auto& lane = lanes_[chat];
  if (lane.waiting.empty() && !lane.flying) turn_.push_back(chat);
  lane.waiting.push_back(std::move(row));
  ++size_;
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
  for (auto left = turn_.size(); left > 0 && ready.size() < most && tokens_ >= whole_token;
       --left) {
    auto chat = turn_.front();
    turn_.pop_front();
    auto& lane = lanes_[chat];
    refill(lane.tokens, lane.filled, pace_.per_chat, pace_.chat_burst, now);
    if (now < lane.not_before || lane.tokens < whole_token) {
      turn_.push_back(chat);
      continue;
    }
    lane.tokens -= 1;
    tokens_ -= 1;
    lane.flying = true;
    flying_[lane.waiting.front().message] = chat;
    ready.push_back(lane.waiting.front());
  }
  return ready;
}

outgoing_queue::time_point outgoing_queue::lane_ready_at(const lane& of, time_point now) const {
  auto at = std::max(of.not_before, now);
  if (of.filled != time_point{} && of.tokens < whole_token)
    at = std::max(at, of.filled + ticks((1 - of.tokens) / pace_.per_chat));
  return at;
}

std::optional<outgoing_queue::time_point> outgoing_queue::next_wake(time_point now) const {
  if (closed_ || turn_.empty()) return std::nullopt;
  auto soonest = time_point::max();
  for (auto chat : turn_) {
    soonest = std::min(soonest, lane_ready_at(lanes_.at(chat), now));
    if (soonest <= now) break;
  }
  if (filled_ != time_point{} && tokens_ < whole_token)
    soonest = std::max(soonest, filled_ + ticks((1 - tokens_) / pace_.per_channel));
  return std::max(soonest, paused_until_);
}

outgoing_queue::lane* outgoing_queue::land(message_id message, bool drop) {
  auto found = flying_.find(message);
  if (found == flying_.end()) return nullptr;
  auto chat = found->second;
  flying_.erase(found);
  auto& lane = lanes_[chat];
  lane.flying = false;
  if (drop) {
    lane.waiting.pop_front();
    --size_;
  }
  // An empty lane is kept while its chat's pace still binds, so that emptying the queue is no way
  // round it; take_ready of a later message starts from the tokens left.
  if (!lane.waiting.empty())
    turn_.push_front(chat);
  else if (lanes_.size() > 4096)
    lanes_.erase(chat);
  return &lane;
}

void outgoing_queue::settled(message_id message) { land(message, true); }

void outgoing_queue::retry(message_id message, time_point now) {
  auto* lane = land(message, false);
  if (!lane) return;
  auto attempts = ++lane->waiting.front().attempts;
  auto pause = first_pause * (1 << std::min(attempts - 1, 7));
  pause = std::min(pause, longest_pause);
  // Full pause plus up to a quarter of it, so that many do not come back in step.
  std::uniform_int_distribution<std::int64_t> extra(0, pause.count() / 4);
  lane->not_before = now + pause + std::chrono::milliseconds{extra(jitter_)};
}

void outgoing_queue::hold_channel(message_id message, time_point until) {
  if (land(message, false)) paused_until_ = std::max(paused_until_, until);
}

void outgoing_queue::close() { closed_ = true; }

void outgoing_queue::open() {
  closed_ = false;
  paused_until_ = {};
}

} // namespace switchboard::actors::domain
