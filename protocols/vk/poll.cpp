#include "protocols/vk/poll.hpp"

#include "protocols/json.hpp"
#include "protocols/vk/answer.hpp"
#include "protocols/vk/connect.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/parse.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace switchboard::protocols::vk {

namespace {

struct place {
  std::string server;
  std::string key;
  std::string ts;
};

/// A string in one answer, a number in another.
std::string ts_at(const json::object& from) {
  const auto text = text_at(from, "ts");
  if (!text.empty()) return std::string{text};
  const auto number = whole_at(from, "ts");
  return number ? std::to_string(*number) : std::string{};
}

std::optional<place> read_place(const json::object& from) {
  place found{clean_at(from, "server"), clean_at(from, "key"), ts_at(from)};
  if (found.server.empty() || found.key.empty() || found.ts.empty()) return std::nullopt;
  if (found.server.find("://") == std::string::npos) found.server.insert(0, "https://");
  return found;
}

std::optional<place> read_cursor(const std::string& cursor) {
  const json_document document(cursor);
  return document.object() != nullptr ? read_place(*document.object()) : std::nullopt;
}

std::string write_cursor(const place& at) {
  return json::serialize(json::object{{"server", at.server}, {"key", at.key}, {"ts", at.ts}});
}

http_request turn_on(const access& to) {
  arguments values{
      {"group_id", to.account}, {"enabled", "1"}, {"api_version", std::string{api_version}}};
  for (const auto event : wanted_events) values.emplace_back(event, "1");
  return call(to, "groups.setLongPollSettings", std::move(values));
}

http_request ask_server(const access& to) {
  return call(to, "groups.getLongPollServer", {{"group_id", to.account}});
}

http_request check(const place& at, std::chrono::seconds hold) {
  const auto wait = std::clamp(hold, std::chrono::seconds{1}, longest_hold);
  auto request = get(at.server + (at.server.find('?') == std::string::npos ? '?' : '&') +
                     form_of({{"act", "a_check"},
                              {"key", at.key},
                              {"ts", at.ts},
                              {"wait", std::to_string(wait.count())}}));
  request.timeout = wait + poll_margin;
  return request;
}

conversation<std::variant<place, delivery>> find_server(access to) {
  const auto asked = co_await ask{ask_server(to)};
  const answer read(asked);
  if (const auto* fields = read.response_object())
    if (auto found = read_place(*fields)) co_return std::move(*found);
  co_return read_failed_poll(asked);
}

/// Without these settings the community takes no messages, or sends no events.
conversation<std::variant<place, delivery>> begin(access to) {
  for (const bool own_settings : {true, false}) {
    const auto asked = co_await ask{own_settings ? open_for_messages(to) : turn_on(to)};
    if (!answer(asked).ok()) co_return read_failed_poll(asked);
  }
  co_return co_await find_server(to);
}

poll_batch read_updates(const json::object& body, place at) {
  poll_batch batch;
  if (const auto* updates = array_at(body, "updates")) {
    batch.events.reserve(updates->size());
    for (const auto& update : *updates) {
      auto bytes = json::serialize(update);
      batch.events.push_back({parse_update(update, bytes), std::move(bytes)});
    }
  }
  if (auto next = ts_at(body); !next.empty()) at.ts = std::move(next);
  batch.next = write_cursor(at);
  return batch;
}

/// What VK says of the key and the place in history; 0 = nothing is wrong.
std::int64_t failure_in(const json::object& body) { return whole_at(body, "failed").value_or(0); }

bool has_answer(const json::object* body) {
  if (body == nullptr) return false;
  return failure_in(*body) != 0 || (!ts_at(*body).empty() && array_at(*body, "updates"));
}

} // namespace

conversation<poll_outcome> poll(access to, std::string cursor, std::chrono::seconds hold) {
  auto at = read_cursor(cursor);
  if (!at) {
    auto found = co_await begin(to);
    if (auto* failure = std::get_if<delivery>(&found)) co_return std::move(*failure);
    at = std::move(std::get<place>(found));
  }
  for (int round = 0; round < 3; ++round) {
    const auto asked = co_await ask{check(*at, hold)};
    const bool answered = asked.reach == http_response::reach::answered && asked.status < 400;
    const json_document document(answered ? std::string_view(asked.body) : std::string_view());
    const auto* body = document.object();
    if (!has_answer(body)) co_return read_failed_poll(asked);
    // 1 = some history is lost; it goes on from the place that is told.
    const auto failure = failure_in(*body);
    if (failure == 0 || (failure == 1 && !ts_at(*body).empty())) co_return read_updates(*body, *at);
    auto found = co_await find_server(to);
    if (auto* problem = std::get_if<delivery>(&found)) co_return std::move(*problem);
    auto& renewed = std::get<place>(found);
    // 2 = only the key grew old: nothing is skipped. 3 = the place too, but it costs nothing to ask
    // from there once more: what came since would be lost with it.
    if (failure == 2 || round == 0) renewed.ts = at->ts;
    at = std::move(renewed);
  }
  co_return try_later{"VK renews the long poll's key and does not take it"};
}

} // namespace switchboard::protocols::vk
