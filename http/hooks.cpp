#include "http/hooks.hpp"

#include "actors/node.hpp"
#include "http/api/platform_calls.hpp"
#include "http/api/problem.hpp"
#include "http/core/await.hpp"
#include "http/ops/metrics.hpp"
#include "http/platforms.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;
using end = metrics::hook_end;
using door_ptr = std::shared_ptr<const actors::hook>;

/// Platforms wait for seconds, so a crowded moment is not worth a refusal.
constexpr auto turn_limit = 2s;
/// One address serves all pages of an app: refusing there would hurt all of them (rule 8).
constexpr auto shared_turn_limit = 10s;

/// The door of an app has no channel: its events say themselves whose they are.
door_ptr app_door(const services& env, const protocols::messenger& platform) {
  auto door = std::make_shared<actors::hook>();
  door->messenger = &platform;
  door->access = access_of(env.config, platform.platform());
  door->keys.secret = door->access.app_secret;
  door->keys.verify_token = verify_token_of(env.config, env.keys);
  return door;
}

door_ptr find_door(const services& env, std::string_view path) {
  path.remove_prefix(hooks_base.size());
  const auto slash = path.find('/');
  if (slash == path.npos) return nullptr;
  const auto* platform = protocols::find_messenger(path.substr(0, slash));
  if (!platform) return nullptr;
  const auto key = path.substr(slash + 1);
  if (platform->rules().shared_webhook)
    return key == actors::app_hook_key ? app_door(env, *platform) : nullptr;
  auto door = env.node.find_hook(key);
  return door && door->messenger == platform ? door : nullptr;
}

protocols::hook_call call_of(const request& asked) {
  return {asked.method, asked.query, asked.body,
          [&asked](std::string_view name) { return asked.header(name); }};
}

response to_answer(protocols::hook_answer said) {
  response out;
  out.status = said.status;
  out.content_type = said.content_type.starts_with("text/plain") ? "text/plain; charset=utf-8"
                                                                 : "application/json";
  out.body = std::move(said.body);
  return out;
}

end end_of(const result<bool>& stored) {
  if (stored.has_value()) return *stored ? end::stored : end::duplicate;
  return stored.error().code == errc::unavailable ? end::unavailable : end::refused;
}

/// Hands one event to its channel. An event for an account that is not connected here is nobody's:
/// the platform is told that it arrived, or it would repeat it for days.
task<result<bool>> store(services& env, const door_ptr& door, protocols::delivered_event one) {
  const auto to =
      one.account.empty() ? door : env.node.find_account(door->messenger->platform(), one.account);
  if (!to || !to->channel) co_return true;
  co_return co_await await_reply<bool>([&](actors::reply<bool> done) {
    env.node.receive(*to, std::move(one.event), std::move(one.bytes), std::move(done));
  });
}

/// All events of one body; one that can't be stored now makes the platform send all again, which
/// changes nothing for those that were.
task<result<bool>> store_all(services& env, const door_ptr& door,
                             std::vector<protocols::delivered_event> events) {
  result<bool> all = false;
  for (auto& one : events) {
    auto stored = co_await store(env, door, std::move(one));
    if (!stored) {
      all = stored.error();
      if (stored.error().code == errc::unavailable) co_return all;
    } else if (all) {
      all = *all || *stored;
    }
  }
  co_return all;
}

} // namespace

task<response> receive_hook(services& env, request& asked) {
  const auto begun = std::chrono::steady_clock::now();
  const auto count = [&](end how) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    env.metrics.webhook(how, took.count());
  };
  const auto door = find_door(env, asked.path);
  if (!door) {
    count(end::refused);
    co_return to_response(fail(errc::not_found));
  }
  const auto& platform = *door->messenger;
  const auto call = call_of(asked);
  if (auto handshake = platform.handshake(call, door->keys, door->access))
    co_return to_answer(co_await hold(env.transport, std::move(*handshake)));
  if (asked.method != "POST") {
    auto out = to_response(fail(errc::method_not_allowed));
    out.headers.emplace_back("Allow", "POST");
    co_return out;
  }
  if (!platform.verify(call, door->keys)) {
    count(end::refused);
    co_return to_response(fail(errc::auth_required, "The proof is missing or wrong."));
  }
  const auto turn = co_await env.webhooks.take(door->channel ? turn_limit : shared_turn_limit);
  if (!turn) {
    count(end::unavailable);
    co_return to_response(fail(errc::unavailable));
  }
  auto events = platform.parse(asked.body);
  std::vector<protocols::client_event> said;
  if (platform.rules().has_welcome)
    for (const auto& one : events) said.push_back(one.event);
  const auto stored = co_await store_all(env, door, std::move(events));
  count(end_of(stored));
  if (!stored) co_return to_response(stored.error());
  co_return to_answer(platform.accepted(said, door->keys));
}

} // namespace switchboard::http
