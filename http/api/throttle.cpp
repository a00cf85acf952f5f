#include "http/api/throttle.hpp"

#include <algorithm>
#include <cmath>

namespace switchboard::http {

namespace {

std::chrono::seconds round_up(std::chrono::steady_clock::duration pause) {
  return std::max(std::chrono::seconds{1}, std::chrono::ceil<std::chrono::seconds>(pause));
}

} // namespace

std::chrono::seconds failure_throttle::pause(const std::string& key, steady_time now) {
  const std::lock_guard hold{mutex_};
  const auto found = failures_.find(key);
  if (found == failures_.end()) return {};
  auto& when = found->second;
  while (!when.empty() && now - when.front() >= window_) when.pop_front();
  if (when.size() < allowed_) return {};
  return round_up(window_ - (now - when.front()));
}

void failure_throttle::failed(const std::string& key, steady_time now) {
  const std::lock_guard hold{mutex_};
  prune(now);
  auto& when = failures_[key];
  when.push_back(now);
  if (when.size() > allowed_) when.pop_front();
}

void failure_throttle::succeeded(const std::string& key) {
  const std::lock_guard hold{mutex_};
  failures_.erase(key);
}

void failure_throttle::prune(steady_time now) {
  if (failures_.size() < prune_at_) return;
  std::erase_if(failures_, [&](const auto& entry) { return now - entry.second.back() >= window_; });
  prune_at_ = std::max<std::size_t>(1024, failures_.size() * 2);
}

double rate_limiter::filled(const bucket& of, steady_time now) const {
  const std::chrono::duration<double> since = now - of.at;
  return std::min(burst_, of.tokens + since.count() * per_second_);
}

std::chrono::seconds rate_limiter::take(const std::string& key, steady_time now) {
  const std::lock_guard hold{mutex_};
  if (buckets_.size() >= prune_at_) {
    std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= burst_; });
    prune_at_ = std::max<std::size_t>(1024, buckets_.size() * 2);
  }
  auto& mine = buckets_.try_emplace(key, bucket{burst_, now}).first->second;
  mine = {filled(mine, now), now};
  if (mine.tokens < 1) {
    const auto missing = std::chrono::duration<double>((1 - mine.tokens) / per_second_);
    return round_up(std::chrono::duration_cast<std::chrono::steady_clock::duration>(missing));
  }
  mine.tokens -= 1;
  return {};
}

} // namespace switchboard::http
