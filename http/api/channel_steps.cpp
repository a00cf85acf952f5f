#include "http/api/channel_steps.hpp"

#include "actors/node.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/platforms.hpp"
#include "storage/accounts.hpp"

#include <utility>

namespace switchboard::http::channels {

using storage::channel_row;

protocols::access access_to(const call& c, const channel_row& row) {
  return access_of(c.env.config, row);
}

protocols::hook_address address_of(const call& c, const channel_row& row) {
  return hook_address_of(c.env.config, c.env.keys, row);
}

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

task<result<void>> put(call& c, channel_row row) {
  auto told = note_of(c, row.name);
  co_return co_await ask<void>(
      c.env.pool, "put_channel",
      [row = std::move(row), told = std::move(told), &keys = c.env.keys](pqxx::connection& db) {
        return storage::put_channel(db, row, keys, told);
      });
}

task<result<channel_row>> refresh(call& c, channel_id channel) {
  co_return co_await await_reply<channel_row>([&c, channel](actors::reply<channel_row> done) {
    c.env.node.refresh_channel(c.project_key(), channel, std::move(done));
  });
}

} // namespace switchboard::http::channels
