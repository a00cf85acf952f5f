#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace switchboard::http {

/// Sees to it that a stopping server ends: a database that does not answer would hold it up for
/// ever. What is committed is safe, so ending hard loses nothing.
class hard_end {
public:
  hard_end() = default;
  /// In time: nothing happens.
  ~hard_end();
  hard_end(const hard_end&) = delete;
  hard_end& operator=(const hard_end&) = delete;

  /// From now on there is so much time; then the process ends with code 1 and a log line that names
  /// what was waited for.
  void begin(std::chrono::seconds limit);
  /// What is waited for now; a literal.
  void waits_for(const char* what) { stage_ = what; }

private:
  std::atomic<const char*> stage_{"requests"};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread thread_;
};

} // namespace switchboard::http
