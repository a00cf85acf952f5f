#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

/// Who does a thing too often. Time is an argument. From any loop.
namespace switchboard::http {

using steady_time = std::chrono::steady_clock::time_point;

/// Counts failures of a key: after `allowed` of them within `window` the key has to wait.
class failure_throttle {
public:
  failure_throttle(std::size_t allowed, std::chrono::seconds window)
      : allowed_(allowed), window_(window) {}

  /// How long the key still has to wait; 0 = may try.
  std::chrono::seconds pause(const std::string& key, steady_time now);
  void failed(const std::string& key, steady_time now);
  void succeeded(const std::string& key);

private:
  void prune(steady_time now);

  const std::size_t allowed_;
  const std::chrono::seconds window_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::deque<steady_time>> failures_;
  std::size_t prune_at_ = 1024;
};

/// Lets a key do `burst` things at once and `per_second` in the long run.
class rate_limiter {
public:
  rate_limiter(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

  /// 0 = taken; else how long until there is one again.
  std::chrono::seconds take(const std::string& key, steady_time now);

private:
  struct bucket {
    double tokens;
    steady_time at;
  };
  double filled(const bucket& of, steady_time now) const;

  const double per_second_;
  const double burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, bucket> buckets_;
  std::size_t prune_at_ = 1024;
};

} // namespace switchboard::http
