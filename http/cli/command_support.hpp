#pragma once

#include "config/error.hpp"
#include "config/settings.hpp"
#include "http/api/ask.hpp"

#include <optional>
#include <string>

/// What the commands share.
namespace switchboard::http::commands {

inline constexpr int failed = 1;
inline constexpr int wrong_config = 2;

/// Says what went wrong on standard error and returns the code.
int complain(const error& what, int code);

/// Nothing after having said what is wrong.
std::optional<settings> load(const std::string& config_file);

} // namespace switchboard::http::commands
