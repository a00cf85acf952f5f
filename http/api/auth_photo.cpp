#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/me.hpp"
#include "http/files/upload.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace {

/// What comes out of a telephone; what is kept is small.
constexpr std::int64_t largest_photo_bytes = 10 * 1024 * 1024;

answer put_photo(call& c, std::string blob) {
  const auto person = c.who();
  auto changed = co_await ask<storage::person_row>(
      c.env.pool, "set_photo", [person, blob, now = c.env.clock.now()](pqxx::connection& db) {
        return storage::set_photo(db, person, blob, now);
      });
  if (!changed) co_return changed.error();
  c.env.signed_in.forget(person);
  co_await refresh_projects_of(c);
  co_return to_json(*changed, c.env.words);
}

} // namespace

answer set_photo(call& c) {
  const auto came = co_await receive_upload(*c.asked, c.env.blobs, c.env.disk, largest_photo_bytes);
  if (!came) co_return came.error();
  const auto taken = co_await take_in(c.env.intake, *came, {}, storage::intake_purpose::portrait);
  if (!taken) co_return taken.error();
  co_return co_await put_photo(c, taken->blob);
}

answer drop_photo(call& c) { return put_photo(c, {}); }

} // namespace switchboard::http::auth
