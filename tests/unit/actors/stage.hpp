#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"
#include "tests/unit/support/virtual_time.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace switchboard::test {

/// The time of day as the test says.
class set_clock final : public wall_clock {
public:
  timestamp now() const override { return time; }
  timestamp time = timestamp{} + std::chrono::hours{100};
};

/// What the database would answer; asked synchronously, so a run is the same every time.
class canned_store final : public actors::store {
public:
  using rows = storage::chat_record;

  void load_project(project_id, done<std::optional<storage::project_record>> then) override {
    then(away ? result<std::optional<storage::project_record>>{fail(errc::unavailable)}
              : std::optional{project});
  }
  void load_channel(project_id, channel_id,
                    done<std::optional<storage::channel_row>> then) override {
    then(std::optional{channel});
  }
  void load_chat(project_id, chat_id, done<std::optional<rows>> then) override {
    ++chat_loads;
    then(away ? result<std::optional<rows>>{fail(errc::unavailable)} : chat);
  }
  void load_message(project_id, chat_id, message_id id,
                    done<std::optional<storage::message_row>> then) override {
    auto found = messages.find(id);
    then(found == messages.end() ? std::nullopt : std::optional{found->second});
  }
  void find_message(project_id, chat_id, std::string,
                    done<std::optional<storage::message_row>> then) override {
    then(std::optional<storage::message_row>{});
  }
  void find_clients(project_id, channel_id, std::vector<std::string> asked,
                    done<std::unordered_map<std::string, chat_id>> then) override {
    client_questions.push_back(std::move(asked));
    then(away ? result<std::unordered_map<std::string, chat_id>>{fail(errc::unavailable)}
              : clients);
  }
  void load_outbox(project_id, channel_id, message_id after, int limit,
                   done<std::vector<storage::outbox_row>> then) override {
    std::vector<storage::outbox_row> page;
    for (auto& row : outbox)
      if (row.message > after && page.size() < static_cast<std::size_t>(limit)) page.push_back(row);
    then(std::move(page));
  }
  void due_timers(timestamp until, int, done<std::vector<storage::timer_row>> then) override {
    std::vector<storage::timer_row> due;
    for (auto& timer : timers)
      if (timer.due_at <= until) due.push_back(timer);
    then(std::move(due));
  }

  bool away = false;
  int chat_loads = 0;
  std::optional<rows> chat;
  storage::project_record project;
  storage::channel_row channel;
  std::map<message_id, storage::message_row> messages;
  std::unordered_map<std::string, chat_id> clients;
  std::vector<std::vector<std::string>> client_questions;
  std::vector<storage::outbox_row> outbox;
  std::vector<storage::timer_row> timers;
};

/// The platform at the other end of the wire: keeps the calls until the test answers them.
class wire final : public protocols::transport {
public:
  struct call {
    protocols::http_request request;
    callback done;
  };
  void send(protocols::http_request request, callback done) override {
    calls.push_back({std::move(request), std::move(done)});
  }
  /// Answers the oldest call whose address ends so; false if there is none.
  bool answer(std::string_view method, int status, std::string body) {
    for (auto each = calls.begin(); each != calls.end(); ++each)
      if (each->request.url.ends_with(method)) {
        auto done = std::move(each->done);
        calls.erase(each);
        done({protocols::http_response::reach::answered, status, std::move(body), {}});
        return true;
      }
    return false;
  }
  bool has(std::string_view method) const {
    for (auto& each : calls)
      if (each.request.url.ends_with(method)) return true;
    return false;
  }
  std::deque<call> calls;
};

/// Takes units like a writer and answers them when the test says what became of them.
class ledger {
public:
  explicit ledger(virtual_time& time) : time_(time), box_(time) {}

  actors::writer_actor handle() { return caf::actor_cast<actors::writer_actor>(box_.handle); }

  /// The oldest unit that waits for its commit.
  std::optional<actors::commit_request> next() {
    auto taken = box_.next<actors::commit_request>();
    return taken ? std::optional{std::get<0>(*taken)} : std::nullopt;
  }
  void answer(const actors::commit_request& request, storage::stored outcome) {
    caf::anon_send(request.from, actors::committed{request.ticket, outcome});
    time_.settle();
  }
  /// Commits everything until nothing more comes; the units in order.
  std::vector<storage::unit> commit_all() {
    std::vector<storage::unit> units;
    while (auto request = next()) {
      units.push_back(request->changes);
      answer(*request, storage::stored::yes);
    }
    return units;
  }
  std::size_t waiting() const { return box_.size(); }

private:
  virtual_time& time_;
  probe box_;
};

/// Remembers the one answer of a command.
template <class T>
class answer_slip {
public:
  actors::reply<T> reply() {
    return actors::reply<T>{
        [kept = kept_](result<T> answer) { kept->push_back(std::move(answer)); }};
  }
  bool answered() const { return !kept_->empty(); }
  bool ok() const { return answered() && kept_->front().has_value(); }
  errc why() const { return answered() && !ok() ? kept_->front().error().code : errc::none; }
  error refusal() const { return kept_->front().error(); }
  const T& value() const { return *kept_->front(); }
  std::size_t times() const { return kept_->size(); }

private:
  std::shared_ptr<std::vector<result<T>>> kept_ = std::make_shared<std::vector<result<T>>>();
};

inline protocols::client_event text_from(std::string client, std::string key, std::string text) {
  protocols::client_event event;
  event.key = std::move(key);
  event.kind = "message";
  event.client = std::move(client);
  event.who.first_name = "Ira";
  event.what = protocols::client_message{protocols::content::text, std::move(text), "10"};
  return event;
}

template <class Change>
const Change* find_change(const storage::unit& unit) {
  for (auto& change : unit)
    if (auto* found = std::get_if<Change>(&change)) return found;
  return nullptr;
}

} // namespace switchboard::test
