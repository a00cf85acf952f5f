#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace switchboard::protocols::test {

/// Ends the run with the promise that was broken; libFuzzer then keeps the bytes.
inline void hold(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken promise: %s\n", broken.c_str());
  std::abort();
}

} // namespace switchboard::protocols::test
