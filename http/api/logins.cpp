#include "http/api/logins.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::http {

void logins::put(login_attempt attempt) {
  const std::lock_guard guard{mutex_};
  const auto now = clock_.now();
  std::erase_if(attempts_, [now](const auto& one) { return now - one.second.begun > lifetime; });
  if (attempts_.size() >= most && attempts_.count(attempt.key) == 0)
    attempts_.erase(std::min_element(attempts_.begin(), attempts_.end(), [](auto& a, auto& b) {
      return a.second.begun < b.second.begun;
    }));
  auto key = attempt.key;
  attempts_.insert_or_assign(std::move(key), std::move(attempt));
}

std::optional<login_attempt> logins::find(std::string_view key) const {
  const std::lock_guard guard{mutex_};
  const auto found = attempts_.find(std::string{key});
  if (found == attempts_.end() || clock_.now() - found->second.begun > lifetime)
    return std::nullopt;
  return found->second;
}

void logins::drop(std::string_view key) {
  const std::lock_guard guard{mutex_};
  attempts_.erase(std::string{key});
}

} // namespace switchboard::http
