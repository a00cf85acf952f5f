#include "http/api/seen.hpp"

#include "actors/domain/permissions.hpp"
#include "http/api/member_act.hpp"

namespace switchboard::http {

namespace domain = actors::domain;

bool sees(pqxx::connection& db, const actors::project_view& project, person_id who, chat_id chat) {
  const auto facts = storage::find_facts(db, project.project.id, chat);
  return facts && domain::sees_chat(project, who, *facts);
}

task<result<storage::chat_listing>> read_chat(call& c, chat_id chat) {
  using maybe = std::optional<storage::chat_listing>;
  auto read =
      co_await ask<maybe>(c.env.pool, "get_chat",
                          [project = c.project_key(), chat](pqxx::connection& db) -> result<maybe> {
                            return storage::get_chat(db, project, chat);
                          });
  if (!read) co_return read.error();
  if (!*read || !sees(c, **read)) co_return fail(errc::not_found);
  co_return std::move(**read);
}

bool sees(const call& c, const storage::chat_listing& chat) {
  return domain::sees_chat(*c.project, c.who(), domain::facts_of(chat.chat, chat.participants));
}

boost::json::object listed(const call& c, storage::chat_listing chat) {
  return as_seen(c, actors::chat_view{std::move(chat.chat), std::move(chat.client),
                                      std::move(chat.participants)});
}

} // namespace switchboard::http
