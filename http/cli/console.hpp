#pragma once

#include <cstdio>
#include <string>

/// What commands tell the person at the terminal; the server's own lines go to config/log.hpp.
namespace switchboard::http {

inline void say(const std::string& line) {
  std::fputs((line + '\n').c_str(), stdout);
  std::fflush(stdout);
}

inline void say_wrong(const std::string& line) { std::fputs((line + '\n').c_str(), stderr); }

} // namespace switchboard::http
