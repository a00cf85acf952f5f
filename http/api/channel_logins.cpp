#include "config/secrets.hpp"
#include "http/api/call.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/handlers.hpp"
#include "http/api/logins.hpp"
#include "http/oauth.hpp"
#include "http/platforms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

/// Connecting an account by logging in at its platform (CHN-3, CHN-8).
namespace switchboard::http::channels {

namespace {

using stage = login_attempt::stage;

/// RFC 7636 wants 43 to 128 characters.
constexpr std::size_t verifier_bytes = 48;
// In the order of the enum.
constexpr std::array<std::string_view, 4> stages{"waiting", "choose", "ready", "failed"};

/// Stands in addresses like other ids, but nobody can guess it.
std::string random_id() {
  const auto bytes = sha256(random_token(verifier_bytes));
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return std::to_string((value >> 1U) | 1U);
}

result<login_attempt> attempt_of(const call& c) {
  auto found = c.env.logins_under_way.find(c.text("login"));
  if (!found || found->person != c.who() || found->project != c.project_key())
    return fail(errc::not_found, "This login is over. Begin again.");
  return *found;
}

protocols::login_app app_of(const call& c, const protocols::messenger& platform) {
  const auto& part = part_of(c.env.config, platform.platform());
  protocols::login_app app;
  app.oauth_url = part.oauth_url;
  app.id_url = part.id_url;
  app.api_url = part.api_url;
  app.api_version = part.api_version;
  app.app_id = part.app_id;
  app.app_secret = part.app_secret;
  app.redirect_uri = oauth_redirect_uri(c.env, platform.name(), c.host, c.secure);
  return app;
}

} // namespace

answer login(call& c) {
  const auto& platform = *protocols::find_messenger(c.text("platform"));
  if (!can_log_in(c.env.config, platform))
    co_return fail(errc::bad_request,
                   "This server has no app of its own at the platform; paste a token instead.",
                   "/platform");
  login_attempt attempt;
  attempt.key = random_id();
  attempt.project = c.project_key();
  attempt.person = c.who();
  attempt.platform = &platform;
  attempt.app = app_of(c, platform);
  attempt.verifier = random_token(verifier_bytes);
  attempt.begun = c.env.clock.now();
  json::object out;
  out["login"] = attempt.key;
  out["url"] = platform.oauth()->begin(attempt.app, attempt.key, attempt.verifier);
  c.env.logins_under_way.put(std::move(attempt));
  co_return out;
}

answer login_state(call& c) {
  const auto attempt = attempt_of(c);
  if (!attempt) co_return attempt.error();
  json::array accounts;
  for (const auto& one : attempt->accounts) {
    json::object entry;
    entry["id"] = one.external_id;
    entry["name"] = one.name;
    entry["photo"] = text_or_null(one.photo);
    entry["administers"] = one.administers;
    accounts.push_back(std::move(entry));
  }
  json::object out;
  out["platform"] = attempt->platform->name();
  out["state"] = stages.at(static_cast<std::size_t>(attempt->at));
  out["error"] = text_or_null(attempt->error);
  out["accounts"] = std::move(accounts);
  out["account"] = text_or_null(attempt->account);
  co_return out;
}

answer login_choose(call& c) {
  auto attempt = attempt_of(c);
  if (!attempt) co_return attempt.error();
  const auto account = c.text("account");
  const auto chosen = std::find_if(attempt->accounts.begin(), attempt->accounts.end(),
                                   [&](const auto& one) { return one.external_id == account; });
  if (chosen == attempt->accounts.end())
    co_return fail(errc::not_found, "There is no such account.", "/account");
  if (!chosen->administers)
    co_return fail(errc::access_denied, "Only an administrator can connect this account.",
                   "/account");
  attempt->account = account;
  const auto next = attempt->platform->oauth()->choose(attempt->app, account, attempt->key);
  attempt->at = next.empty() ? stage::ready : stage::waiting;
  c.env.logins_under_way.put(*attempt);
  json::object out;
  out["url"] = text_or_null(next);
  co_return out;
}

} // namespace switchboard::http::channels
