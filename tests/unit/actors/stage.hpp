#pragma once

#include "actors/actors.hpp"
#include "actors/counts.hpp"
#include "actors/store.hpp"
#include "config/clock.hpp"
#include "storage/files/blob_store.hpp"
#include "tests/unit/support/virtual_time.hpp"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <cstdlib>

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
  void find_message(project_id, chat_id, std::string external_id,
                    done<std::optional<storage::message_row>> then) override {
    std::optional<storage::message_row> found;
    for (auto& [id, row] : messages)
      if (row.external_id == external_id) found = row;
    then(found);
  }
  void load_card(project_id project, chat_id client, done<storage::card_row> then) override {
    if (away) return then(fail(errc::unavailable));
    storage::card_row empty;
    empty.project = project;
    empty.client = client;
    then(card.value_or(empty));
  }
  void oldest_waiting(project_id, std::vector<department_id> departments, int limit,
                      done<std::vector<storage::waiting_appeal>> then) override {
    ++waiting_reads;
    if (away) return then(fail(errc::unavailable));
    std::vector<storage::waiting_appeal> found;
    for (const auto& one : waiting)
      if (std::find(departments.begin(), departments.end(), one.department) != departments.end() &&
          found.size() < static_cast<std::size_t>(limit))
        found.push_back(one);
    then(std::move(found));
  }
  void chats_held_by(project_id, std::vector<person_id> members, int,
                     done<std::vector<chat_id>> then) override {
    std::vector<chat_id> found;
    for (const auto& [chat, member] : held)
      if (std::find(members.begin(), members.end(), member) != members.end()) found.push_back(chat);
    then(std::move(found));
  }
  void chats_astray(project_id, std::vector<department_id> known, int,
                    done<std::vector<chat_id>> then) override {
    std::vector<chat_id> found;
    for (const auto& [chat, department] : placed)
      if (std::find(known.begin(), known.end(), department) == known.end()) found.push_back(chat);
    then(std::move(found));
  }
  void find_clients(project_id, channel_id, std::vector<std::string> asked,
                    done<storage::known_clients> then) override {
    client_questions.push_back(std::move(asked));
    then(away ? result<storage::known_clients>{fail(errc::unavailable)} : clients);
  }
  void load_outbox(project_id, channel_id, protocols::author by, message_id after, int limit,
                   done<std::vector<storage::outbox_row>> then) override {
    if (away) return then(fail(errc::unavailable));
    std::vector<storage::outbox_row> page;
    for (auto& row : outbox)
      if (row.by == by && row.message > after && page.size() < static_cast<std::size_t>(limit))
        page.push_back(row);
    then(std::move(page));
  }
  void find_references(project_id, channel_id, std::vector<file_id> files,
                       done<storage::known_references> then) override {
    if (away) return then(fail(errc::unavailable));
    storage::known_references known;
    for (auto file : files)
      if (auto found = references.find(file); found != references.end()) known.insert(*found);
    then(std::move(known));
  }
  void due_fetches(timestamp until, int limit,
                   done<std::vector<storage::fetch_row>> then) override {
    std::vector<storage::fetch_row> due;
    for (auto& row : fetches)
      if (row.due_at <= until && due.size() < static_cast<std::size_t>(limit)) due.push_back(row);
    then(std::move(due));
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
  std::optional<storage::card_row> card;
  std::vector<storage::waiting_appeal> waiting;
  int waiting_reads = 0;
  std::map<chat_id, person_id> held;
  std::map<chat_id, department_id> placed;
  storage::project_record project;
  storage::channel_row channel;
  std::map<message_id, storage::message_row> messages;
  storage::known_clients clients;
  std::vector<std::vector<std::string>> client_questions;
  std::vector<storage::outbox_row> outbox;
  storage::known_references references;
  std::vector<storage::fetch_row> fetches; ///< soonest first
  std::vector<storage::timer_row> timers;
};

/// A blob store in a folder that goes with the test.
class blob_folder {
public:
  blob_folder() : folder_(made()), blobs(*storage::blob_store::open(folder_)) {}
  ~blob_folder() { std::filesystem::remove_all(folder_); }
  blob_folder(const blob_folder&) = delete;
  blob_folder& operator=(const blob_folder&) = delete;

private:
  static std::filesystem::path made() {
    std::string name = (std::filesystem::temp_directory_path() / "actors-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
    return name;
  }
  std::filesystem::path folder_;

public:
  storage::blob_store blobs;
};

/// The platform at the other end of the wire: keeps the calls until the test answers them. Calls
/// are named by a part of their address.
class wire final : public protocols::transport {
public:
  struct call {
    protocols::http_request request;
    callback done;
  };
  using reach = enum protocols::http_response::reach;

  void send(protocols::http_request request, callback done) override {
    calls.push_back({std::move(request), std::move(done)});
  }
  /// Answers the oldest such call; false if there is none.
  bool answer(std::string_view method, protocols::http_response with) {
    const auto found = oldest(method);
    if (found == calls.end()) return false;
    auto done = std::move(found->done);
    calls.erase(found);
    done(std::move(with));
    return true;
  }
  bool answer(std::string_view method, int status, std::string body) {
    return answer(method, {reach::answered, status, std::move(body), {}});
  }
  /// The call went out and nothing came back.
  bool lose(std::string_view method) { return answer(method, {reach::no_answer, 0, {}, "lost"}); }

  bool has(std::string_view method) { return count(method) > 0; }
  std::size_t count(std::string_view method) const {
    return static_cast<std::size_t>(std::count_if(
        calls.begin(), calls.end(), [method](const call& each) { return named(each, method); }));
  }
  /// The oldest such call, which must be there.
  const protocols::http_request& request(std::string_view method) {
    const auto found = oldest(method);
    if (found == calls.end()) throw std::out_of_range("no call of " + std::string{method});
    return found->request;
  }
  std::deque<call> calls;

private:
  static bool named(const call& each, std::string_view method) {
    return each.request.url.find(method) != std::string::npos;
  }
  std::deque<call>::iterator oldest(std::string_view method) {
    return std::find_if(calls.begin(), calls.end(),
                        [method](const call& each) { return named(each, method); });
  }
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
  /// The oldest of all that was asked for that has such a change; passed over ones are committed.
  template <class Change>
  std::optional<actors::commit_request> next_with() {
    while (auto request = next()) {
      for (auto& change : request->changes)
        if (std::holds_alternative<Change>(change)) return request;
      answer(*request, storage::stored::yes);
    }
    return std::nullopt;
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

template <class What>
protocols::client_event event_of(std::string client, std::string key, What what) {
  auto event = text_from(std::move(client), std::move(key), "");
  event.what = std::move(what);
  return event;
}

template <class Change>
std::vector<const Change*> all_changes(const storage::unit& unit) {
  std::vector<const Change*> found;
  for (auto& change : unit)
    if (auto* one = std::get_if<Change>(&change)) found.push_back(one);
  return found;
}

template <class Change>
const Change* find_change(const storage::unit& unit) {
  const auto found = all_changes<Change>(unit);
  return found.empty() ? nullptr : found.front();
}

/// In any of some units, which must outlive the answer.
template <class Change>
const Change* find_change(const std::vector<storage::unit>& units) {
  for (auto& unit : units)
    if (auto* found = find_change<Change>(unit)) return found;
  return nullptr;
}

} // namespace switchboard::test
