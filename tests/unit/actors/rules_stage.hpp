#pragma once

#include "actors/domain/chat.hpp"
#include "actors/domain/ownership.hpp"
#include "config/ids.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What tests of the rules of a chat begin with. No actor, no clock.
namespace switchboard::test {

inline constexpr person_id anna{1};
inline constexpr person_id boris{2};
inline constexpr person_id clara{3};
inline constexpr person_id olga{4};
inline const actors::domain::origin from{project_id{7}, channel_id{8}, chat_id{9}};

/// Anna, Boris and Clara are managers, Olga is the owner; nothing is forbidden.
inline actors::project_view make_team() {
  actors::project_view team;
  for (const auto member : {anna, boris, clara, olga}) {
    team.members[member].id = member;
    team.members[member].role = member == olga ? storage::role::owner : storage::role::manager;
  }
  return team;
}
inline const actors::project_view team = make_team();

inline actors::domain::moment at(std::chrono::seconds after = {},
                                 const actors::project_view& project = team) {
  return {timestamp{} + std::chrono::hours{1} + after,
          &project,
          std::chrono::seconds{900},
          std::chrono::seconds{3600},
          &next_id,
          true};
}

template <class What>
protocols::client_event told(std::string key, What what) {
  protocols::client_event event;
  event.key = std::move(key);
  event.kind = "message";
  event.client = "42";
  event.who.first_name = "Ira";
  event.who.last_name = "K";
  event.what = std::move(what);
  return event;
}
inline protocols::client_event wrote(std::string text) {
  protocols::client_message message;
  message.text = text;
  message.external_id = "10";
  return told("k" + text, std::move(message));
}

inline actors::domain::decision hear(const actors::domain::chat_model& model,
                                     const protocols::client_event& event,
                                     std::chrono::seconds after = {},
                                     const actors::domain::named_message& named = {}) {
  return actors::domain::on_event(model, from, event, named, "bytes", at(after));
}

inline actors::domain::chat_model fresh() { return hear({}, wrote("hello")).next; }
inline actors::domain::chat_model taken() {
  return actors::domain::on_take(fresh(), anna, at())->next;
}
inline actors::domain::chat_model closed() {
  return actors::domain::on_close(taken(), anna, at())->next;
}

/// Out through a platform, from a server that has a public address.
inline actors::domain::way_out by(protocols::platform platform) {
  return {&protocols::messenger_of(platform), "", true};
}
inline const actors::domain::way_out telegram = by(protocols::platform::telegram);

inline actors::send_message text(std::string words, std::string key = "") {
  actors::send_message what;
  what.text = std::move(words);
  what.key = std::move(key);
  return what;
}
inline result<actors::domain::decision> send(const actors::domain::chat_model& model,
                                             const actors::send_message& what,
                                             const actors::domain::way_out& way = telegram,
                                             std::chrono::seconds after = {}) {
  return actors::domain::on_send(model, anna, what, std::nullopt, way, at(after));
}
/// As it is once the platform has taken it.
inline storage::message_row sent_message(const actors::domain::decision& made,
                                         std::string external_id) {
  auto row = *made.message;
  row.status = storage::message_status::sent;
  row.external_id = std::move(external_id);
  return row;
}

/// As it is once it is known not to have gone out, or not known.
inline storage::message_row with_status(const actors::domain::decision& made,
                                        storage::message_status status) {
  auto row = *made.message;
  row.status = status;
  row.error_code = "no";
  row.error_text = "no";
  return row;
}

inline storage::file_row file_of(protocols::content kind, std::int64_t size, std::string name) {
  storage::file_row file;
  file.project = from.project;
  file.id = file_id{next_id()};
  file.kind = kind;
  file.blob = std::string(64, 'b');
  file.size = size;
  file.name = std::move(name);
  return file;
}

template <class Change>
std::vector<const Change*> all(const actors::domain::decision& made) {
  std::vector<const Change*> found;
  for (auto& change : made.changes)
    if (auto* one = std::get_if<Change>(&change)) found.push_back(one);
  return found;
}
template <class Change>
const Change* find(const actors::domain::decision& made) {
  const auto found = all<Change>(made);
  return found.empty() ? nullptr : found.front();
}

template <class Event>
bool tells(const actors::domain::decision& made) {
  return std::any_of(made.tell.begin(), made.tell.end(),
                     [](auto& what) { return std::holds_alternative<Event>(what); });
}

inline std::int64_t moved(const actors::domain::decision& made, storage::counted what,
                          person_id member = {}) {
  std::int64_t sum = 0;
  for (auto& delta : made.counters)
    if (delta.what == what && delta.member == member) sum += delta.by;
  return sum;
}

} // namespace switchboard::test
