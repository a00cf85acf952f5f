#include "http/hooks.hpp"

#include "actors/node.hpp"
#include "http/api/problem.hpp"
#include "http/core/await.hpp"
#include "http/ops/metrics.hpp"

#include <chrono>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;
using end = metrics::hook_end;

/// Platforms wait for seconds, so a crowded moment is not worth a refusal.
constexpr auto turn_limit = 2s;

std::shared_ptr<const actors::hook> find_door(const actors::node& node, std::string_view path) {
  path.remove_prefix(hooks_base.size());
  const auto slash = path.find('/');
  if (slash == path.npos) return nullptr;
  auto door = node.find_hook(path.substr(slash + 1));
  if (door && door->messenger->name() != path.substr(0, slash)) return nullptr;
  return door;
}

end end_of(const result<bool>& stored) {
  if (stored.has_value()) return *stored ? end::stored : end::duplicate;
  return stored.error().code == errc::unavailable ? end::unavailable : end::refused;
}

} // namespace

task<response> receive_hook(services& env, request& asked) {
  const auto begun = std::chrono::steady_clock::now();
  const auto count = [&](end how) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    env.metrics.webhook(how, took.count());
  };
  if (asked.method != "POST") {
    auto out = to_response(fail(errc::method_not_allowed));
    out.headers.emplace_back("Allow", "POST");
    co_return out;
  }
  const auto door = find_door(env.node, asked.path);
  if (!door) {
    count(end::refused);
    co_return to_response(fail(errc::not_found));
  }
  const auto& platform = *door->messenger;
  if (!platform.verify(asked.header(platform.proof_header()), asked.body, door->secret)) {
    count(end::refused);
    co_return to_response(fail(errc::auth_required, "The secret is missing or wrong."));
  }
  const auto turn = co_await env.webhooks.take(turn_limit);
  if (!turn) {
    count(end::unavailable);
    co_return to_response(fail(errc::unavailable));
  }
  auto event = platform.parse(asked.body);
  const auto stored = co_await await_reply<bool>([&](actors::reply<bool> done) {
    env.node.receive(*door, std::move(event), std::move(asked.body), std::move(done));
  });
  count(end_of(stored));
  if (!stored) co_return to_response(stored.error());
  co_return response{};
}

} // namespace switchboard::http
