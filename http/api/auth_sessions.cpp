#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "storage/accounts.hpp"

#include <boost/json.hpp>

namespace switchboard::http::auth {

namespace json = boost::json;

answer sessions(call& c) {
  using rows = std::vector<storage::session_row>;
  auto read = co_await ask<rows>(
      c.env.pool, "sessions_of",
      [person = c.who(), now = c.env.clock.now()](pqxx::connection& db) -> result<rows> {
        return storage::sessions_of(db, person, now);
      });
  if (!read) co_return read.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *read) all.emplace_back(one.id.value, to_json(one, c.caller->session.id));
  co_return page_of(c, std::move(all));
}

answer end_session(call& c) {
  const auto person = c.who();
  const auto session = c.id<session_id>("session");
  auto ended = co_await ask<std::string>(
      c.env.pool, "end_session", [person, session, told = note_of(c)](pqxx::connection& db) {
        return storage::end_session(db, person, session, told);
      });
  if (!ended) co_return ended.error();
  c.env.signed_in.forget(person);
  c.env.sockets.end_session(*ended);
  co_return json::object{};
}

answer end_other_sessions(call& c) {
  const auto person = c.who();
  const auto keep = c.caller->session.token_hash;
  auto ended =
      co_await ask<bool>(c.env.pool, "end_other_sessions",
                         [person, keep, told = note_of(c)](pqxx::connection& db) -> result<bool> {
                           storage::end_other_sessions(db, person, keep, told);
                           return true;
                         });
  if (!ended) co_return ended.error();
  c.env.signed_in.forget(person);
  c.env.sockets.end_others(person, keep);
  co_return json::object{};
}

} // namespace switchboard::http::auth
