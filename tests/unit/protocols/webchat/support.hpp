#pragma once

#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <string>
#include <string_view>
#include <utility>

/// What the suites of the web chat share.
namespace switchboard::protocols::webchat_test {

inline const messenger& webchat() { return messenger_of(platform::webchat); }

inline access chat() {
  access to;
  to.account = "shop-1";
  return to;
}

inline std::string corpus(std::string_view name) {
  return test::read_file(test::corpus_folder("webchat") / (std::string{name} + ".json"));
}

/// The one event that a frame holds.
inline client_event parse(std::string_view body) {
  auto events = webchat().parse(body);
  return events.size() == 1 ? std::move(events.front().event) : client_event{};
}

inline client_event parsed(std::string_view corpus_name) { return parse(corpus(corpus_name)); }

/// Reads the bytes as everything the socket hands in or answers. "" when all promises hold.
inline std::string broken_promise(const std::string& bytes) {
  if (auto broken = test::broken_promise(webchat().parse(bytes)); !broken.empty()) return broken;
  for (const int status : {200, 404, 410, 429, 500}) {
    const auto outcome =
        test::talk_alike(webchat().send(chat(), {.key = "1", .client = "v-1", .text = "x"}),
                         test::reply(status, bytes));
    if (auto broken = test::broken_promise(*outcome); !broken.empty()) return broken;
  }
  return {};
}

} // namespace switchboard::protocols::webchat_test
