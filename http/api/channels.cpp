#include "actors/node.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/platform_calls.hpp"
#include "protocols/messenger.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::channels {

namespace json = boost::json;
using storage::channel_mode;
using storage::channel_row;
using storage::channel_state;

namespace {

constexpr std::size_t key_bytes = 24;

const std::string& public_url(const call& c) { return c.env.config.http.public_url; }

protocols::access access_to(const call& c, std::string token) {
  return {c.env.config.platforms.telegram.api_url, std::move(token)};
}

channel_mode mode_of(const call& c, channel_mode otherwise) {
  const auto said = c.optional_text("mode");
  if (!said) return otherwise;
  return *said == "webhook" ? channel_mode::webhook : channel_mode::polling;
}

/// Webhooks need an address that platforms can reach.
result<void> check_mode(const call& c, channel_mode mode) {
  if (mode == channel_mode::polling || !public_url(c).empty()) return {};
  return fail(errc::bad_request,
              "Webhooks need [http] public_url: the address at which the platform reaches the "
              "server.",
              "/mode");
}

/// Whose token this is, as the platform says (CHN-6).
task<result<protocols::identity>> ask_identity(call& c, const protocols::messenger& platform,
                                               std::string token) {
  if (!platform.token_well_formed(token)) co_return fail(errc::bad_token, {}, "/token");
  auto request = platform.who_am_i(access_to(c, token));
  const auto said = co_await send(c.env.transport, std::move(request));
  auto identity = platform.read_identity(said);
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
task<result<void>> check_webhook(call& c, const protocols::messenger& platform, std::string token) {
  if (c.flag("take_over")) co_return result<void>{};
  auto request = platform.ask_webhook(access_to(c, token));
  const auto said = co_await send(c.env.transport, std::move(request));
  const auto state = platform.read_webhook(said);
  if (!state) co_return state.error();
  const bool ours = !public_url(c).empty() && state->url.starts_with(public_url(c) + "/hooks/");
  if (state->url.empty() || ours) co_return result<void>{};
  auto refused = fail(errc::webhook_in_use);
  refused.host = host_of(state->url);
  refused.detail = "This account's messages go to " + refused.host +
                   ". Connect with take_over to receive them here instead.";
  co_return refused;
}

using channel_rows = std::vector<channel_row>;

auto channels_of(call& c) {
  return ask<channel_rows>(c.env.pool, "channels_of",
                           [project = c.project_key(),
                            &keys = c.env.keys](pqxx::connection& db) -> result<channel_rows> {
                             return storage::channels_of(db, project, keys);
                           });
}

auto put(call& c, channel_row channel) {
  return ask<void>(c.env.pool, "put_channel",
                   [channel = std::move(channel), &keys = c.env.keys](pqxx::connection& db) {
                     return storage::put_channel(db, channel, keys);
                   });
}

auto refresh(call& c, channel_id channel) {
  return await_reply<channel_row>([&c, channel](actors::reply<channel_row> done) {
    c.env.node.refresh_channel(c.project_key(), channel, std::move(done));
  });
}

/// The channel of the address, from the database: with its token.
task<result<channel_row>> find(call& c) {
  const auto project = c.project_key();
  const auto channel = c.id<channel_id>("channel");
  using maybe = std::optional<channel_row>;
  auto found = co_await ask<maybe>(
      c.env.pool, "find_channel",
      [project, channel, &keys = c.env.keys](pqxx::connection& db) -> result<maybe> {
        return storage::find_channel(db, project, channel, keys);
      });
  if (!found) co_return found.error();
  if (!*found) co_return fail(errc::not_found);
  co_return **found;
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

} // namespace

answer connect(call& c) {
  const auto& platform = *protocols::find_messenger(c.text("platform"));
  const auto token = c.text("token");
  const bool reachable = public_url(c).starts_with("https://");
  const auto mode = mode_of(c, reachable ? channel_mode::webhook : channel_mode::polling);
  auto possible = check_mode(c, mode);
  if (!possible) co_return possible.error();
  auto account = co_await ask_identity(c, platform, token);
  if (!account) co_return account.error();
  auto unused = co_await check_webhook(c, platform, token);
  if (!unused) co_return unused.error();
  auto mine = co_await channels_of(c);
  if (!mine) co_return mine.error();
  auto row = row_for(c, *mine, platform, *account);
  set_going(row, *account, token);
  row.mode = mode;
  // A new secret each time: what an earlier owner of the webhook knows is worth nothing.
  row.secret = random_token(key_bytes);
  auto stored = co_await put(c, row);
  if (!stored) co_return stored.error();
  auto armed = co_await refresh(c, row.id);
  if (!armed) co_return armed.error();
  co_return to_json(*armed, public_url(c));
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
  const auto mode = mode_of(c, row.mode);
  auto possible = check_mode(c, mode);
  if (!possible) co_return possible.error();
  const auto token = c.optional_text("token").value_or(row.token);
  auto account = co_await ask_identity(c, platform, token);
  if (!account) co_return account.error();
  if (account->external_id != row.external_id)
    co_return fail(errc::bad_token,
                   "This token belongs to another account. Connect it as a channel of its own.",
                   "/token");
  set_going(row, *account, token);
  row.mode = mode;
  auto stored = co_await put(c, row);
  if (!stored) co_return stored.error();
  auto armed = co_await refresh(c, row.id);
  if (!armed) co_return armed.error();
  co_return to_json(*armed, public_url(c));
}

answer disconnect(call& c) {
  auto found = co_await find(c);
  if (!found) co_return found.error();
  auto row = *found;
  row.state = channel_state::disconnected;
  auto stored = co_await put(c, row);
  if (!stored) co_return stored.error();
  auto gone = co_await refresh(c, row.id);
  if (!gone) co_return gone.error();
  co_return json::object{};
}

} // namespace switchboard::http::channels
