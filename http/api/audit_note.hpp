#pragma once

#include "http/api/call.hpp"
#include "storage/audit.hpp"

#include <string>

namespace switchboard::http {

/// The line of the audit log (ACC-7) that tells of this call; a storage function writes it in the
/// transaction of the change. `subject`: whom or what it is about, as people call it; `detail`:
/// what changed. Never a secret.
storage::audit_row note_of(const call& c, std::string subject = {}, std::string detail = {});

} // namespace switchboard::http
