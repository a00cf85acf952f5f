#pragma once

#include "actors/node.hpp"
#include "storage/model.hpp"

namespace switchboard::actors {

/// What opens a channel's account at its platform.
inline protocols::access access_of(const node_options& options, const storage::channel_row& row) {
  protocols::access access;
  if (const auto known = options.platforms.find(row.platform); known != options.platforms.end())
    access = known->second;
  access.token = row.token;
  access.account = row.external_id;
  return access;
}

} // namespace switchboard::actors
