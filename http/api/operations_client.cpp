#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

std::span<const operation> client_operations() { return {}; }

} // namespace switchboard::http
