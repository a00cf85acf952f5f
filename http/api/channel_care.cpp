#include "actors/node.hpp"
#include "http/api/call.hpp"
#include "http/api/channel_steps.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/platform_calls.hpp"
#include "protocols/messenger/types.hpp"

#include <boost/json.hpp>

#include <array>

/// What is changed and looked at on a connected channel (BOT-1, CHN-4, CHN-9, CHN-14).
namespace switchboard::http::channels {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> grades{"good", "warning", "bad"};

json::object profile_json(const protocols::bot_profile& profile) {
  json::object out;
  out["name"] = profile.name;
  out["description"] = profile.description;
  out["about"] = profile.about;
  return out;
}

/// The channel of the address if its platform has a page of the bot's own.
task<result<storage::channel_row>> find_bot(call& c) {
  auto found = co_await find(c);
  if (found && !protocols::messenger_of(found->platform).rules().bot_profile)
    co_return fail(errc::bad_request, "This messenger keeps the bot's page to itself.");
  co_return found;
}

} // namespace

answer update(call& c) {
  auto found = co_await find(c);
  if (!found) co_return found.error();
  auto row = *found;
  const auto& platform = protocols::messenger_of(row.platform);
  if (const auto welcome = c.optional_text("welcome")) {
    if (!platform.rules().has_welcome && !welcome->empty())
      co_return fail(errc::bad_request, "This messenger has no such message.", "/welcome");
    row.welcome = *welcome;
  }
  if (const auto type = c.optional_text("message_type")) {
    const bool known = row.platform == protocols::platform::messenger &&
                       protocols::facebook::find_message_type(*type) != nullptr;
    if (!known) co_return fail(errc::bad_request, "There is no such type.", "/message_type");
    row.message_type = *type;
  }
  auto stored = co_await put(c, row);
  if (!stored) co_return stored.error();
  auto armed = co_await refresh(c, row.id);
  if (!armed) co_return armed.error();
  co_return to_json(*armed, c.env.config.http.public_url);
}

answer check(call& c) {
  auto found = co_await find(c);
  if (!found) co_return found.error();
  const auto& platform = protocols::messenger_of(found->platform);
  const auto findings =
      co_await hold(c.env.transport, platform.examine(access_to(c, *found), address_of(c, *found)));
  json::array items;
  for (const auto& one : findings) {
    json::object entry;
    entry["check"] = one.check;
    entry["grade"] = grades.at(static_cast<std::size_t>(one.grade));
    entry["code"] = one.code.empty() ? json::value{} : json::value(json::string_view{one.code});
    entry["detail"] = one.detail;
    items.push_back(std::move(entry));
  }
  json::object out;
  out["checked_at"] = to_rfc3339(c.env.clock.now());
  out["findings"] = std::move(items);
  co_return out;
}

answer bot_profile(call& c) {
  auto found = co_await find_bot(c);
  if (!found) co_return found.error();
  const auto& platform = protocols::messenger_of(found->platform);
  auto profile = co_await hold(c.env.transport, platform.read_bot_profile(access_to(c, *found)));
  if (!profile) co_return profile.error();
  co_return profile_json(*profile);
}

answer set_bot_profile(call& c) {
  auto found = co_await find_bot(c);
  if (!found) co_return found.error();
  const auto& platform = protocols::messenger_of(found->platform);
  const protocols::bot_profile wanted{c.text("name"), c.optional_text("description").value_or(""),
                                      c.optional_text("about").value_or("")};
  auto written =
      co_await hold(c.env.transport, platform.write_bot_profile(access_to(c, *found), wanted));
  if (!written) co_return written.error();
  co_return profile_json(wanted);
}

} // namespace switchboard::http::channels
