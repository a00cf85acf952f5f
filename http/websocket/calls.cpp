#include "http/websocket/calls.hpp"

#include "http/api/perform.hpp"
#include "http/api/token_access.hpp"

#include <boost/json.hpp>

namespace switchboard::http::websocket {

namespace json = boost::json;

namespace {

error invalid(std::string detail, std::string pointer = {}) {
  return fail(errc::bad_request, std::move(detail), std::move(pointer));
}

/// What an answer can be told apart by: a number, a text, or nothing.
json::value id_of_call(const json::object& message) {
  const auto* id = message.if_contains("id");
  const bool usable = id && (id->is_number() || (id->is_string() && id->get_string().size() <= 64));
  return usable ? *id : json::value{};
}

/// Moves the ids of the operation's path out of the params.
std::optional<problem> split_ids(const operation& op, json::object& params,
                                 std::vector<std::pair<std::string_view, std::string>>& out) {
  std::vector<error> bad;
  for_each_path_name(op.path, [&](std::string_view name) {
    const auto* value = params.if_contains(name);
    if (!value || !value->is_string()) {
      bad.push_back(invalid("must be an id", '/' + std::string{name}));
      return;
    }
    const auto& text = value->get_string();
    out.emplace_back(name, std::string{text.data(), text.size()});
    params.erase(name);
  });
  if (bad.empty()) return std::nullopt;
  return problem{std::move(bad)};
}

} // namespace

void caller::answer(json::value id, json::value value) {
  json::object out;
  out["id"] = std::move(id);
  out["result"] = std::move(value);
  to_->push(std::make_shared<const std::string>(json::serialize(out)));
}

void caller::refuse(json::value id, const problem& what) {
  json::object out;
  out["id"] = std::move(id);
  out["error"] = to_json(what);
  to_->push(std::make_shared<const std::string>(json::serialize(out)));
}

task<void> caller::handle(std::string text) {
  json::error_code failed;
  auto message = json::parse(text, failed);
  if (failed || !message.is_object()) {
    refuse(nullptr, fail(errc::bad_json, "A message must be a JSON object."));
    co_return;
  }
  auto id = id_of_call(message.get_object());
  if (id.is_null()) {
    refuse(nullptr, invalid("must be a number or a text", "/id"));
    co_return;
  }
  co_await run(std::move(message.get_object()), std::move(id));
}

task<void> caller::run(json::object message, json::value id) {
  for (const auto& member : message) {
    const auto key = member.key();
    if (key == "id" || key == "op" || key == "params") continue;
    refuse(id, fail(errc::unknown_field, "there is no such field",
                    '/' + std::string{key.data(), key.size()}));
    co_return;
  }
  const auto* op = message.if_contains("op");
  if (!op || !op->is_string()) {
    refuse(id, invalid("must be a text", "/op"));
    co_return;
  }
  auto* params = message.if_contains("params");
  if (params && !params->is_object()) {
    refuse(id, invalid("must be an object", "/params"));
    co_return;
  }
  const std::string name{op->get_string().data(), op->get_string().size()};
  auto given = params ? std::move(params->get_object()) : json::object{};
  const auto* known = find_operation(name);
  if (name == "events.subscribe") {
    co_await subscribe(given, std::move(id));
  } else if (name == "events.unsubscribe") {
    auto done = feeds_.unsubscribe(given);
    if (done.has_value())
      answer(std::move(id), std::move(*done));
    else
      refuse(std::move(id), done.error());
  } else if (known && !known->http_only) {
    co_await operate(*known, std::move(given), std::move(id));
  } else {
    refuse(std::move(id), fail(errc::not_found, "There is no such operation.", "/op"));
  }
}

/// Events tell of everything, so a program needs every scope that reads, in its project.
result<void> caller::may_subscribe(const json::object& params) const {
  if (!who_->token) return {};
  const auto* project = params.if_contains("project");
  const auto* text = project != nullptr ? project->if_string() : nullptr;
  if (text != nullptr && std::string_view{*text} != to_string(who_->token->project))
    return fail(errc::not_found);
  return check_scopes(*who_->token, {scope::chats_read, scope::clients_read, scope::project_read});
}

task<void> caller::subscribe(const json::object& params, json::value id) {
  if (auto may = may_subscribe(params); !may) {
    refuse(std::move(id), may.error());
    co_return;
  }
  auto made = co_await feeds_.subscribe(who_->person.id, params);
  if (!made) {
    refuse(std::move(id), made.error());
    co_return;
  }
  answer(std::move(id), std::move(made->answer));
  made->feed->open(made->owed);
}

task<void> caller::operate(const operation& op, json::object params, json::value id) {
  std::vector<std::pair<std::string_view, std::string>> texts;
  if (auto bad = split_ids(op, params, texts)) {
    refuse(std::move(id), *bad);
    co_return;
  }
  const path_ids ids{texts.begin(), texts.end()};
  auto who = co_await env_.signed_in.again(who_);
  if (!who) {
    refuse(std::move(id), who.error());
    co_return;
  }
  call c{.env = env_, .op = op};
  c.caller = *who;
  c.peer = peer_;
  auto done = co_await perform(c, ids, std::move(params), "");
  if (done.wrong)
    refuse(std::move(id), *done.wrong);
  else
    answer(std::move(id), std::move(done.value));
}

} // namespace switchboard::http::websocket
