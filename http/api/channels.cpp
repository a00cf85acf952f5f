#include "actors/node.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/channel_steps.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/platform_calls.hpp"
#include "http/platforms.hpp"
#include "protocols/messenger.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http::channels {

namespace json = boost::json;
using storage::channel_mode;
using storage::channel_row;
using storage::channel_state;

namespace {

using channel_rows = std::vector<channel_row>;
constexpr std::size_t webchat_name_bytes = 12;

const std::string& public_url(const call& c) { return c.env.config.http.public_url; }

/// The best the platform and this server can do, unless a mode was asked for.
result<channel_mode> mode_of(const call& c, const protocols::messenger& platform,
                             std::optional<channel_mode> otherwise = {}) {
  const auto& rules = platform.rules();
  const bool own = platform.platform() == protocols::platform::webchat;
  const bool reachable = own || !public_url(c).empty();
  const bool secure = own || public_url(c).starts_with("https://");
  auto mode =
      otherwise.value_or(secure || !rules.polls ? channel_mode::webhook : channel_mode::polling);
  if (const auto said = c.optional_text("mode"))
    mode = *said == "webhook" ? channel_mode::webhook : channel_mode::polling;
  if (mode == channel_mode::polling && !rules.polls)
    return fail(errc::bad_request, "This messenger has no polling: it needs a webhook.", "/mode");
  if (mode == channel_mode::webhook && !reachable)
    return fail(errc::bad_request,
                "Webhooks need [http] public_url: the address at which the platform reaches the "
                "server.",
                "/mode");
  return mode;
}

/// The account to connect, and what opens it: a pasted token, or one that a login brought.
result<protocols::access> access_of_call(const call& c, const protocols::messenger& platform) {
  auto to = http::access_of(c.env.config, platform.platform());
  if (platform.platform() == protocols::platform::webchat) {
    if (!c.has("name")) return fail(errc::bad_request, "is missing", "/name");
    to.account = random_token(webchat_name_bytes);
    return to;
  }
  if (const auto key = c.optional_text("login")) {
    const auto attempt = c.env.logins_under_way.find(*key);
    if (!attempt || attempt->person != c.who() || attempt->project != c.project_key())
      return fail(errc::not_found, "This login is over. Begin again.", "/login");
    const auto account = c.optional_text("account").value_or(attempt->account);
    for (const auto& one : attempt->accounts)
      if (one.external_id == account && one.administers) to.token = one.token;
    if (account == attempt->account && !attempt->token.empty()) to.token = attempt->token;
    if (to.token.empty())
      return fail(errc::bad_request, "Only an administrator can connect this account.", "/account");
    return to;
  }
  to.token = c.optional_text("token").value_or("");
  if (!platform.token_well_formed(to.token)) return fail(errc::bad_token, {}, "/token");
  return to;
}

/// Whose token this is, as the platform says (CHN-6).
task<result<protocols::identity>> ask_identity(call& c, const protocols::messenger& platform,
                                               protocols::access to) {
  auto identity = co_await hold(c.env.transport, platform.identify(std::move(to)));
  if (!identity && identity.error().code == errc::token_refused)
    co_return fail(errc::token_refused, identity.error().detail, "/token");
  co_return identity;
}

std::string host_of(const std::string& address) {
  const auto scheme = address.find("://");
  const auto begin = scheme == address.npos ? 0 : scheme + 3;
  return address.substr(begin, address.find_first_of("/?#", begin) - begin);
}

/// CHN-2: another service's webhook is not taken away unasked. One of this server's own is no other
/// service: whose channel it is the database knows.
task<result<void>> check_webhook(call& c, const protocols::messenger& platform,
                                 protocols::access to, protocols::identity account) {
  if (c.flag("take_over")) co_return result<void>{};
  const auto state =
      co_await hold(c.env.transport, platform.ask_webhook(std::move(to), std::move(account)));
  if (!state) co_return state.error();
  const bool ours = !public_url(c).empty() && state->url.starts_with(public_url(c) + "/hooks/");
  if (state->url.empty() || ours) co_return result<void>{};
  auto refused = fail(errc::webhook_in_use);
  refused.host = host_of(state->url);
  refused.detail = "This account's messages go to " + refused.host +
                   ". Connect with take_over to receive them here instead.";
  co_return refused;
}

auto channels_of(call& c) {
  return ask<channel_rows>(c.env.pool, "channels_of",
                           [project = c.project_key(),
                            &keys = c.env.keys](pqxx::connection& db) -> result<channel_rows> {
                             return storage::channels_of(db, project, keys);
                           });
}

/// A new row, or the one the project had for the same account: then its chats go on (CHN-2).
channel_row row_for(const call& c, const channel_rows& mine, const protocols::messenger& platform,
                    const protocols::identity& account) {
  for (const auto& one : mine)
    if (one.platform == platform.platform() && one.external_id == account.external_id) return one;
  channel_row fresh;
  fresh.project = c.project_key();
  fresh.id = make_id<channel_id>();
  fresh.platform = platform.platform();
  fresh.external_id = account.external_id;
  fresh.hook_key = random_token(key_bytes);
  fresh.created_at = c.env.clock.now();
  return fresh;
}

void set_going(channel_row& row, const protocols::identity& account, std::string token) {
  row.name = account.name;
  row.username = account.username;
  row.token = std::move(token);
  row.state = channel_state::connected;
  row.problem.clear();
  row.last_error.clear();
  row.last_error_at.reset();
}

task<result<json::value>> arm(call& c, channel_row row) {
  auto stored = co_await put(c, row);
  if (!stored) co_return stored.error();
  auto armed = co_await refresh(c, row.id);
  if (!armed) co_return armed.error();
  co_return to_json(*armed, public_url(c));
}

} // namespace

answer connect(call& c) {
  const auto& platform = *protocols::find_messenger(c.text("platform"));
  const auto mode = mode_of(c, platform);
  if (!mode) co_return mode.error();
  auto to = access_of_call(c, platform);
  if (!to) co_return to.error();
  auto account = co_await ask_identity(c, platform, *to);
  if (!account) co_return account.error();
  if (const auto name = c.optional_text("name")) account->name = *name;
  to->account = account->external_id;
  auto unused = co_await check_webhook(c, platform, *to, *account);
  if (!unused) co_return unused.error();
  auto mine = co_await channels_of(c);
  if (!mine) co_return mine.error();
  auto row = row_for(c, *mine, platform, *account);
  set_going(row, *account, to->token);
  row.mode = *mode;
  // A new secret each time: what an earlier owner of the webhook knows is worth nothing.
  row.secret = random_token(key_bytes);
  auto armed = co_await arm(c, std::move(row));
  if (armed && c.has("login")) c.env.logins_under_way.drop(c.text("login"));
  co_return armed;
}

answer list(call& c) {
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& [id, channel] : c.project->channels)
    all.emplace_back(id.value, to_json(channel, public_url(c)));
  co_return page_of(c, std::move(all));
}

answer rearm(call& c) {
  auto found = co_await find(c);
  if (!found) co_return found.error();
  auto row = *found;
  const auto& platform = protocols::messenger_of(row.platform);
  const auto mode = mode_of(c, platform, row.mode);
  if (!mode) co_return mode.error();
  auto to = access_to(c, row);
  if (const auto token = c.optional_text("token")) {
    if (!platform.token_well_formed(*token)) co_return fail(errc::bad_token, {}, "/token");
    to.token = *token;
  }
  auto account = co_await ask_identity(c, platform, to);
  if (!account) co_return account.error();
  if (account->external_id != row.external_id)
    co_return fail(errc::bad_token,
                   "This token belongs to another account. Connect it as a channel of its own.",
                   "/token");
  // The web chat's name is ours; elsewhere it is the platform's.
  if (row.platform == protocols::platform::webchat) account->name = row.name;
  set_going(row, *account, to.token);
  row.mode = *mode;
  co_return co_await arm(c, std::move(row));
}

answer disconnect(call& c) {
  auto found = co_await find(c);
  if (!found) co_return found.error();
  auto row = *found;
  row.state = channel_state::disconnected;
  auto gone = co_await arm(c, std::move(row));
  if (!gone) co_return gone.error();
  co_return json::object{};
}

} // namespace switchboard::http::channels
