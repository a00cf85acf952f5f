#pragma once

#include "tests/fuzz/promise.hpp"
#include "tests/unit/protocols/invariants.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace switchboard::protocols::test {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What every platform promises of a webhook's body: its events keep the invariants, and the same
/// bytes are the same events, so that what is delivered again is known.
inline void hold_parsing(platform which, std::string_view bytes) {
  const auto& messenger = messenger_of(which);
  const auto events = messenger.parse(bytes);
  hold(broken_promise(events));
  const auto again = messenger.parse(bytes);
  if (again.size() != events.size()) hold("the same bytes are as many events");
  for (std::size_t at = 0; at < events.size(); ++at)
    if (again[at].event.key != events[at].event.key ||
        again[at].event.what.index() != events[at].event.what.index())
      hold("the same bytes are the same events");
}

} // namespace switchboard::protocols::test
