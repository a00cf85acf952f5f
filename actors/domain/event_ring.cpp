#include "actors/domain/event_ring.hpp"

#include <utility>

namespace switchboard::actors::domain {

std::uint64_t event_ring::push(event what) {
  if (entries_.size() == capacity_) entries_.pop_front();
  entries_.push_back({std::move(what), {}});
  return ++last_;
}

void event_ring::restart(std::string epoch) {
  epoch_ = std::move(epoch);
  last_ = 0;
  entries_.clear();
}

bool event_ring::covers(const resume_point& point) const {
  return point.epoch == epoch_ && point.seq <= last_ && point.seq + entries_.size() >= last_;
}

frame event_ring::frame_of(std::uint64_t seq, telling::form as, const project_view& project,
                           const frame_encoder& encode) {
  auto& entry = entries_[entries_.size() - (last_ - seq) - 1];
  auto& text = entry.texts[static_cast<std::size_t>(as)];
  if (!text)
    text = std::make_shared<const std::string>(encode(entry.what, {as, {}}, project, epoch_, seq));
  return text;
}

} // namespace switchboard::actors::domain
