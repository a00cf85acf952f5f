#pragma once

#include "actors/events.hpp"
#include "config/ids.hpp"
#include "http/api/operations.hpp"
#include "http/api/services.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchboard::http {

struct request;

/// One call of an operation, over HTTP or WebSocket: what a handler gets. Everything in it has been
/// checked (parameters.hpp, access.hpp) before the handler runs.
struct call {
  services& env;
  const operation& op;
  /// Parameters of the query or the body, and the ids of the path as texts.
  boost::json::object params{};
  /// Set unless the operation is for anyone.
  signed_in_ptr caller{};
  /// Set for operations of a project, with the caller's role there.
  actors::project_view_ptr project{};
  storage::role role = storage::role::manager;

  /// Of operations with a streamed body: the request it is read from.
  const request* asked = nullptr;

  std::string peer{};
  std::string user_agent{};
  std::string idempotency_key{};
  bool secure = false;
  /// The Host header; empty over WebSocket.
  std::string host{};
  /// Values of Set-Cookie for the answer.
  std::vector<std::string> cookies{};

  bool has(std::string_view name) const { return params.contains(name); }
  std::string text(std::string_view name) const;
  std::optional<std::string> optional_text(std::string_view name) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
  bool flag(std::string_view name) const;
  /// Checked before, so it is there.
  template <class Id>
  Id id(std::string_view name) const {
    return parse_id<Id>(text(name)).value_or(Id{});
  }

  /// Of a list of ids; empty if it is not there.
  template <class Id>
  std::vector<Id> ids(std::string_view name) const {
    std::vector<Id> out;
    for (const auto& text : texts(name)) out.push_back(parse_id<Id>(text).value_or(Id{}));
    return out;
  }
  std::vector<std::string> texts(std::string_view name) const;

  person_id who() const { return caller->person.id; }
  /// Set when a program calls for the person (ACC-7).
  const storage::api_token_row* token() const {
    return caller && caller->token ? &*caller->token : nullptr;
  }
  project_id project_key() const { return project->project.id; }
  /// The caller in the project.
  const storage::member_row& member() const { return project->members.at(who()); }
};

/// A page of a list that is short enough to be read whole: items by rising id.
/// `make_items` gives (id, value) pairs.
result<boost::json::value> page_of(const call& c,
                                   std::vector<std::pair<std::int64_t, boost::json::object>> all);

/// The place a page begins after; 0 = the beginning. errc::bad_request for a cursor we did not
/// make.
result<std::int64_t> cursor_of(const call& c);

boost::json::value page(boost::json::array items, std::optional<std::int64_t> next);

} // namespace switchboard::http
