#pragma once

#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/core/task.hpp"
#include "storage/reads.hpp"

#include <utility>

namespace switchboard::http {

/// Whether the chat is there and somebody may see it (INB-11).
bool sees(pqxx::connection& db, const actors::project_view& project, person_id who, chat_id chat);

/// As ask, of what belongs to a chat: errc::not_found unless the caller may see the chat. `query`:
/// (database, project) → result.
template <class T, class Query>
auto ask_of_chat(call& c, const char* name, chat_id chat, Query query) {
  return ask<T>(c.env.pool, name,
                [project = c.project, who = c.who(), chat,
                 query = std::move(query)](pqxx::connection& db) mutable -> result<T> {
                  if (!sees(db, *project, who, chat)) return fail(errc::not_found);
                  return query(db, project->project.id);
                });
}

/// The chat with its client, for who may see it; errc::not_found else.
task<result<storage::chat_listing>> read_chat(call& c, chat_id chat);

/// Whether the caller may see what was read.
bool sees(const call& c, const storage::chat_listing& chat);

/// As lists and single chats are answered.
boost::json::object listed(const call& c, storage::chat_listing chat);

} // namespace switchboard::http
