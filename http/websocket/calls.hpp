#pragma once

#include "http/api/operations.hpp"
#include "http/api/problem.hpp"
#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/websocket/outbox.hpp"
#include "http/websocket/subscriptions.hpp"

#include <string>

namespace switchboard::http::websocket {

/// Makes the calls of one socket, one after the other.
class caller {
public:
  caller(services& env, signed_in_ptr who, std::string peer, std::shared_ptr<outbox> to)
      : env_(env), who_(std::move(who)), peer_(std::move(peer)), to_(to), feeds_(env, to) {}

  /// Answers a message of the panel. Whatever it is, the socket goes on.
  task<void> handle(std::string text);

  bool still_allowed() const { return feeds_.still_allowed(who_->person.id); }

private:
  task<void> run(boost::json::object message, boost::json::value id);
  result<void> may_subscribe(const boost::json::object& params) const;
  task<void> subscribe(const boost::json::object& params, boost::json::value id);
  task<void> operate(const operation& op, boost::json::object params, boost::json::value id);
  void answer(boost::json::value id, boost::json::value value);
  void refuse(boost::json::value id, const problem& what);

  services& env_;
  const signed_in_ptr who_;
  const std::string peer_;
  const std::shared_ptr<outbox> to_;
  subscriptions feeds_;
};

} // namespace switchboard::http::websocket
