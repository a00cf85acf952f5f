#pragma once

#include "http/core/task.hpp"
#include "http/server/response.hpp"

namespace switchboard::storage {
class pool;
}

namespace switchboard::http {

/// /healthz: the process lives.
response alive();

/// /readyz: the database answers within a second and has this program's schema.
task<response> ready(storage::pool& pool);

} // namespace switchboard::http
