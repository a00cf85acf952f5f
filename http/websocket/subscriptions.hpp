#pragma once

#include "actors/events.hpp"
#include "http/api/services.hpp"
#include "http/core/task.hpp"
#include "http/websocket/outbox.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace switchboard::http::websocket {

/// One project's events on their way to one socket. What comes before the subscription was answered
/// is held back, so that the panel hears the answer first.
class project_feed final : public actors::event_sink {
public:
  project_feed(std::shared_ptr<outbox> to, person_id viewer)
      : to_(std::move(to)), viewer_(viewer) {}

  bool deliver(actors::frame text) override;
  person_id viewer() const override { return viewer_; }
  /// `owed`: how many frames the panel missed; they come first.
  void open(std::uint64_t owed);

private:
  bool pass_on(actors::frame text);

  const std::shared_ptr<outbox> to_;
  const person_id viewer_;
  std::mutex mutex_;
  bool open_ = false;
  std::uint64_t owed_ = 0;
  std::vector<actors::frame> held_;
};

/// The projects a socket listens to. Used on its loop's thread.
class subscriptions {
public:
  subscriptions(services& env, std::shared_ptr<outbox> to) : env_(env), to_(std::move(to)) {}
  ~subscriptions();

  /// events.subscribe with `after`; only for members (404 for others). The feed still has to be
  /// opened, after the answer was pushed.
  struct opening {
    boost::json::value answer;
    std::shared_ptr<project_feed> feed;
    std::uint64_t owed = 0;
  };
  task<result<opening>> subscribe(person_id who, const boost::json::object& params);
  /// events.unsubscribe; of a project that was not subscribed to nothing happens.
  result<boost::json::value> unsubscribe(const boost::json::object& params);
  /// Whether `who` still is a member of everything listened to.
  bool still_allowed(person_id who) const;

private:
  services& env_;
  const std::shared_ptr<outbox> to_;
  std::map<project_id, std::shared_ptr<project_feed>> feeds_;
};

/// Where a panel says it stopped. Nothing if it says nothing; errc::bad_request for nonsense.
result<std::optional<actors::resume_point>> read_resume_point(const boost::json::object& params);

} // namespace switchboard::http::websocket
