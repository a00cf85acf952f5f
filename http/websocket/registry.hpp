#pragma once

#include "config/ids.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>

namespace switchboard::http::websocket {

/// What the registry knows of an open socket.
class member_socket {
public:
  virtual ~member_socket() = default;
  virtual person_id person() const = 0;
  virtual const std::string& session_hash() const = 0; ///< of its cookie
  /// From any thread.
  virtual void end_session() = 0;
};

/// The open sockets of this process, so that what ends a session ends its sockets. From any thread.
class registry {
public:
  void add(member_socket* one);
  void remove(member_socket* one);
  std::size_t size() const;

  void end_session(const std::string& session);
  /// All sessions of the person but one ("" = all).
  void end_others(person_id person, const std::string& keep_session);

private:
  mutable std::mutex mutex_;
  std::unordered_set<member_socket*> all_;
};

} // namespace switchboard::http::websocket
