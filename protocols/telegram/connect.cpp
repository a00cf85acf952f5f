#include "protocols/telegram/connect.hpp"

#include "protocols/telegram/interpret.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/telegram/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

namespace switchboard::protocols::telegram {

namespace {

using grade = enum finding::grade;

result<identity> read_identity(const answer& read) {
  const auto* bot = read.result_object();
  const auto id = bot != nullptr ? integer_at(*bot, "id") : std::nullopt;
  if (!id || *id <= 0) return failure_of(read, errc::token_refused);
  return identity{.external_id = std::to_string(*id),
                  .name = storable(text_at(*bot, "first_name")),
                  .username = storable(text_at(*bot, "username"))};
}

result<webhook_state> read_webhook(const answer& read) {
  const auto* state = read.result_object();
  if (state == nullptr) return failure_of(read, errc::token_refused);
  return webhook_state{
      .url = storable(text_at(*state, "url")),
      .pending = std::max<std::int64_t>(integer_at(*state, "pending_update_count").value_or(0), 0),
      .last_error = storable(text_at(*state, "last_error_message"))};
}

result<void> read_acknowledgement(const http_response& from) {
  const answer read(from);
  if (!read.ok()) return failure_of(read, errc::bad_request);
  return {};
}

/// 0 = the oldest unconfirmed.
std::int64_t offset_of(const std::string& cursor) {
  std::int64_t offset = 0;
  const auto [end, problem] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
  return problem == std::errc{} && offset > 0 ? offset : 0;
}

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != url.npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

finding failed(std::string check, const error& problem) {
  const bool refused = problem.code == errc::token_refused;
  return {std::move(check), grade::bad, refused ? "token_refused" : "platform_unreachable",
          problem.detail};
}

/// Where the updates go, for a channel that wants them at `ours` (empty: that polls).
finding look_at_address(const webhook_state& state, const std::string& ours) {
  if (ours.empty())
    return state.url.empty() ? finding{"webhook"}
                             : finding{"webhook", grade::bad, "webhook_blocks_polling", state.url};
  if (state.url.empty()) return {"webhook", grade::bad, "webhook_missing"};
  if (state.url == ours) return {"webhook", grade::good, {}, state.url};
  if (host_of(state.url) == host_of(ours))
    return {"webhook", grade::bad, "webhook_other_url", state.url};
  return {"webhook", grade::bad, "webhook_elsewhere", state.url};
}

/// The platform tells its last failure for ever; while nothing waits there it is history.
void look_at_deliveries(const webhook_state& state, std::vector<finding>& all) {
  const auto waiting = state.pending > 0;
  if (!state.last_error.empty())
    all.push_back(
        {"webhook", waiting ? grade::bad : grade::warning, "webhook_failing", state.last_error});
  if (waiting)
    all.push_back({"webhook", grade::warning, "webhook_backlog", std::to_string(state.pending)});
}

/// Absent = the platform's default, which has all that we need.
finding look_at_kinds(const json::object& state) {
  const auto* told = array_at(state, "allowed_updates");
  std::string missing;
  for (const auto kind : allowed_updates) {
    const bool there = told == nullptr || told->empty() ||
                       std::any_of(told->begin(), told->end(), [kind](const json::value& one) {
                         return one.is_string() && std::string_view(one.get_string()) == kind;
                       });
    if (!there) missing.append(missing.empty() ? "" : ", ").append(kind);
  }
  if (missing.empty()) return {"events"};
  return {"events", grade::bad, "events_missing", std::move(missing)};
}

} // namespace

conversation<result<identity>> identify(access to) {
  const answer read(co_await ask{get_me(to)});
  co_return read_identity(read);
}

conversation<result<webhook_state>> ask_webhook(access to, identity) {
  const answer read(co_await ask{get_webhook_info(to)});
  co_return read_webhook(read);
}

conversation<result<void>> set_webhook(access to, hook_address hook) {
  co_return read_acknowledgement(co_await ask{take_webhook(to, hook)});
}

conversation<result<void>> clear_webhook(access to, hook_address) {
  co_return read_acknowledgement(co_await ask{delete_webhook(to)});
}

conversation<poll_outcome> poll(access to, std::string cursor, std::chrono::seconds hold) {
  co_return read_poll(co_await ask{get_updates(to, offset_of(cursor), hold)}, cursor);
}

conversation<std::vector<finding>> examine(access to, hook_address hook) {
  std::vector<finding> all;
  const answer me(co_await ask{get_me(to)});
  const auto bot = read_identity(me);
  if (!bot) {
    all.push_back(failed("token", bot.error()));
    co_return all;
  }
  all.push_back({"token"});
  all.push_back({"account", grade::good, {}, bot->username.empty() ? bot->name : bot->username});
  const answer info(co_await ask{get_webhook_info(to)});
  const auto state = read_webhook(info);
  if (!state) {
    all.push_back(failed("webhook", state.error()));
    co_return all;
  }
  all.push_back(look_at_address(*state, hook.url));
  if (hook.url.empty()) co_return all;
  look_at_deliveries(*state, all);
  if (!state->url.empty()) all.push_back(look_at_kinds(*info.result_object()));
  co_return all;
}

} // namespace switchboard::protocols::telegram
