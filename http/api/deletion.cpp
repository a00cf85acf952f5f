#include "storage/deletion.hpp"
#include "actors/node.hpp"
#include "config/log.hpp"
#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/handlers.hpp"
#include "http/core/await.hpp"

#include <boost/json.hpp>

namespace switchboard::http::projects {

answer remove(call& c) {
  const auto project = c.project_key();
  auto marked =
      co_await ask<void>(c.env.pool, "mark_deleted",
                         [project, name = c.text("name"), note = note_of(c)](pqxx::connection& db) {
                           return storage::mark_deleted(db, project, name, note);
                         });
  if (!marked) co_return marked.error();
  // Its own log goes with it; this line stays.
  log::info("a project is being deleted", {{"project", project}, {"person", c.who()}});
  // What this does not reach now the deletion in the background does (deletions.hpp).
  co_await await_reply<bool>([&c, project](actors::reply<bool> done) {
    c.env.node.close_project(project, std::move(done));
  });
  c.env.deletions_due = true;
  co_return boost::json::object{};
}

} // namespace switchboard::http::projects
