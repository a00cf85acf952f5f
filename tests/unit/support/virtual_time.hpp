#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>

namespace switchboard::test {

/// An actor system on the test's own thread, whose clock moves only when the test says so: a
/// quarter of an hour passes in microseconds and every run is the same. Detached and blocking
/// actors would still get real threads; do not spawn those here.
class virtual_time {
public:
  virtual_time() : sys(prepared(cfg)), sched(coordinator_of(sys)) {
    // CAF takes a moment of zero for "none".
    sched.clock().current_time += std::chrono::hours{1};
  }

  virtual_time(const virtual_time&) = delete;
  virtual_time& operator=(const virtual_time&) = delete;

  /// Ends what was spawned. Timers go first: CAF's own end runs them all, and one that arms
  /// itself again would never let it finish.
  ~virtual_time() {
    sched.clock().cancel_all();
    for (auto& each : spawned_) caf::anon_send_exit(each, caf::exit_reason::kill);
    settle();
    spawned_.clear();
    sched.clock().cancel_all();
  }

  template <class... Ts>
  auto spawn(Ts&&... xs) {
    return adopt(sys.spawn(std::forward<Ts>(xs)...));
  }

  /// Lets an actor that is already there initialise, and ends it with the fixture.
  template <class Handle>
  Handle adopt(Handle handle) {
    spawned_.push_back(caf::actor_cast<caf::actor>(handle));
    settle();
    return handle;
  }

  /// Handles messages until every mailbox is empty; says how many runs that took.
  std::size_t settle() {
    std::size_t runs = 0;
    while (sched.try_run_once()) ++runs;
    return runs;
  }

  /// Lets time pass, stopping at each due instant in its order, so that a timer armed by another
  /// fires too if it is due before the end.
  void advance(caf::timespan by) {
    auto& clock = sched.clock();
    settle();
    auto end = clock.current_time + by;
    while (!clock.schedule().empty() && clock.schedule().begin()->first <= end) {
      clock.trigger_timeout();
      settle();
    }
    clock.current_time = std::max(clock.current_time, end);
  }

  std::size_t pending_timers() const { return sched.clock().schedule().size(); }

  caf::actor_system_config cfg;
  caf::actor_system sys;
  caf::scheduler::test_coordinator& sched;

private:
  static caf::actor_system_config& prepared(caf::actor_system_config& c) {
    c.set("scheduler.policy", caf::atom("testing"));
    return c;
  }

  static caf::scheduler::test_coordinator& coordinator_of(caf::actor_system& s) {
    return dynamic_cast<caf::scheduler::test_coordinator&>(s.scheduler());
  }

  std::vector<caf::actor> spawned_;
};

/// Stands where a collaborator would and keeps what it is told, in order.
class probe {
public:
  explicit probe(virtual_time& time) {
    handle = time.spawn([box = box_](caf::event_based_actor* self) -> caf::behavior {
      self->set_default_handler(
          [box](caf::scheduled_actor*, caf::message_view& msg) -> caf::result<caf::message> {
            box->push_back(msg.move_content_to_message());
            return caf::message{};
          });
      // Without any handler the actor would be done at once.
      return {[](caf::unit_t) {}};
    });
  }

  /// Takes the oldest message if it has exactly these types; otherwise leaves it there.
  template <class... Ts>
  std::optional<std::tuple<Ts...>> next() {
    if (box_->empty() || !box_->front().template match_elements<Ts...>()) return std::nullopt;
    auto msg = std::move(box_->front());
    box_->pop_front();
    return unpack<Ts...>(msg, std::index_sequence_for<Ts...>{});
  }

  /// The oldest message as text, for a failed check to show.
  std::string describe() const { return box_->empty() ? "nothing" : to_string(box_->front()); }

  std::size_t size() const { return box_->size(); }
  void clear() { box_->clear(); }

  caf::actor handle;

private:
  template <class... Ts, std::size_t... I>
  static std::tuple<Ts...> unpack(caf::message& msg, std::index_sequence<I...>) {
    return {msg.get_as<Ts>(I)...};
  }

  std::shared_ptr<std::deque<caf::message>> box_ = std::make_shared<std::deque<caf::message>>();
};

} // namespace switchboard::test
