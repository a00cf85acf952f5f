#pragma once

#include "bench/inbox/socket.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace switchboard::bench {

/// New chats of a project that nobody of the crew has taken yet.
using supply = std::vector<std::string>;

/// One line of the crew's file.
struct operator_card {
  std::string cookie;
  std::string project;
  /// What kind of rights it has, for the names of the figures: "all", "no others" …
  std::string rights;
  std::vector<std::string> tabs;        ///< that may be listed
  std::vector<std::string> departments; ///< that may be seen
  std::vector<std::string> held;        ///< chats it is responsible for
};

/// A person at a panel: knows which chats they hold and what to ask next.
class person {
public:
  person(operator_card card, supply& appeals)
      : card_(std::move(card)), appeals_(&appeals), random_(std::random_device{}()) {}

  socket link;
  bool busy = false;
  std::int64_t due_ns = 0; ///< when the call under way should have been made
  std::string what;        ///< what the call under way counts as

  std::string subscription() const;
  /// The next call as a frame; `what` says what it is.
  std::string next_call(std::uint64_t number);
  /// What the call's answer changes.
  void answered(std::string_view frame, bool refused);

private:
  std::string list();
  std::string of_chat(std::string_view op, std::string_view more = {});
  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

  operator_card card_;
  supply* appeals_;
  std::minstd_rand random_;
  std::string chat_;      ///< that the call under way is about
  std::string next_page_; ///< of Done, as its last list said
};

} // namespace switchboard::bench
