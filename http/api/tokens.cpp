#include "storage/tokens.hpp"
#include "config/secrets.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/token_access.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http::tokens {

namespace json = boost::json;

namespace {

constexpr std::size_t token_bytes = 32;

std::uint32_t bits_of(const std::vector<std::string>& words) {
  std::uint32_t out = 0;
  for (const auto one : every_scope)
    if (std::find(words.begin(), words.end(), word_of(one)) != words.end()) out |= bit_of(one);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& one : words) out += (out.empty() ? "" : ", ") + one;
  return out;
}

} // namespace

answer list(call& c) {
  using rows = std::vector<storage::api_token_row>;
  auto read = co_await ask<rows>(c.env.pool, "tokens_of",
                                 [project = c.project_key()](pqxx::connection& db) -> result<rows> {
                                   return storage::tokens_of(db, project);
                                 });
  if (!read) co_return read.error();
  std::vector<std::pair<std::int64_t, json::object>> all;
  for (const auto& one : *read) all.emplace_back(one.id.value, to_json(one, *c.project));
  co_return page_of(c, std::move(all));
}

answer create(call& c) {
  const auto token = std::string{token_prefix} + random_token(token_bytes);
  const auto scopes = c.texts("scopes");
  storage::api_token_row row;
  row.project = c.project_key();
  row.id = make_id<token_id>();
  row.person = c.who();
  row.name = c.text("name");
  row.token_hash = sha256(token);
  row.scopes = bits_of(scopes);
  row.created_at = c.env.clock.now();
  auto added =
      co_await ask<void>(c.env.pool, "add_token",
                         [row, told = note_of(c, row.name, joined(scopes))](pqxx::connection& db) {
                           return storage::add_token(db, row, told);
                         });
  if (!added) co_return added.error();
  auto out = to_json(row, *c.project);
  out["token"] = token;
  co_return out;
}

answer remove(call& c) {
  auto dropped = co_await ask<std::string>(
      c.env.pool, "drop_token",
      [project = c.project_key(), token = c.id<token_id>("token"), told = note_of(c)](
          pqxx::connection& db) { return storage::drop_token(db, project, token, told); });
  if (!dropped) co_return dropped.error();
  c.env.sockets.end_session(*dropped);
  co_return json::object{};
}

} // namespace switchboard::http::tokens
