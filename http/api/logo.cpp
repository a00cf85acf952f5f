#include "http/api/ask.hpp"
#include "http/api/audit_note.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/api/refresh.hpp"
#include "http/files/upload.hpp"
#include "storage/projects.hpp"

#include <boost/json.hpp>

namespace switchboard::http::projects {

namespace {

answer put_logo(call& c, std::string blob) {
  auto changed = co_await ask<storage::project_row>(
      c.env.pool, "set_logo",
      [project = c.project_key(), blob, told = note_of(c)](pqxx::connection& db)
          -> result<storage::project_row> { return storage::set_logo(db, project, blob, told); });
  if (!changed) co_return changed.error();
  auto seen = co_await refresh_project(c, changed->id);
  if (!seen) co_return seen.error();
  co_return to_json(*changed, c.member(), c.env.words);
}

} // namespace

answer set_logo(call& c) {
  const auto came =
      co_await receive_upload(*c.asked, c.env.blobs, c.env.disk, storage::largest_image_bytes);
  if (!came) co_return came.error();
  if (!came->fields.empty())
    co_return fail(errc::unknown_field, "There is no such field.",
                   "/" + came->fields.begin()->first);
  const auto taken =
      co_await take_in(c.env.intake, *came, c.project_key(), storage::intake_purpose::logo);
  if (!taken) co_return taken.error();
  co_return co_await put_logo(c, taken->blob);
}

answer drop_logo(call& c) { co_return co_await put_logo(c, {}); }

} // namespace switchboard::http::projects
