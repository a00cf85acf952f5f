#include "http/websocket/registry.hpp"

namespace switchboard::http::websocket {

void registry::add(member_socket* one) {
  const std::lock_guard hold{mutex_};
  all_.insert(one);
}

void registry::remove(member_socket* one) {
  const std::lock_guard hold{mutex_};
  all_.erase(one);
}

std::size_t registry::size() const {
  const std::lock_guard hold{mutex_};
  return all_.size();
}

void registry::end_session(const std::string& session) {
  const std::lock_guard hold{mutex_};
  for (auto* one : all_)
    if (one->session_hash() == session) one->end_session();
}

void registry::end_others(person_id person, const std::string& keep_session) {
  const std::lock_guard hold{mutex_};
  for (auto* one : all_)
    if (one->person() == person && one->session_hash() != keep_session) one->end_session();
}

} // namespace switchboard::http::websocket
