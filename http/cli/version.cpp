#include "http/cli/commands.hpp"

namespace switchboard::http::commands {

std::string version() { return SWITCHBOARD_VERSION; }

} // namespace switchboard::http::commands
