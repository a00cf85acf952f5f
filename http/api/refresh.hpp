#pragma once

#include "actors/node.hpp"
#include "http/api/call.hpp"
#include "http/core/await.hpp"

namespace switchboard::http {

/// After the project's rows changed: its actors and panels follow. The new snapshot.
inline auto refresh_project(call& c, project_id project) {
  return await_reply<actors::project_view_ptr>(
      [&c, project](actors::reply<actors::project_view_ptr> done) {
        c.env.node.refresh_project(project, std::move(done));
      });
}

} // namespace switchboard::http
