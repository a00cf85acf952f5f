#pragma once

#include "http/api/call.hpp"
#include "http/core/task.hpp"

#include <string>

namespace switchboard::http {

/// Of the call's name, e-mail and password, which must be there (errc::bad_request); without an
/// account yet. The password is hashed when it is its turn.
task<result<storage::person_row>> new_person(call& c, std::string locale);

} // namespace switchboard::http
