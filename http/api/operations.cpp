#include "http/api/operations.hpp"

#include "storage/told_changes.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace switchboard::http {

namespace {

std::vector<operation> all_parts() {
  std::vector<operation> all;
  for (const auto part : {account_operations(), project_operations(), team_operations(),
                          channel_operations(), chat_operations(), client_operations()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

constexpr std::array<std::string_view, 7> scopes{"",
                                                 "chats.read",
                                                 "chats.write",
                                                 "clients.read",
                                                 "clients.write",
                                                 "project.read",
                                                 "project.write"};

} // namespace

std::string_view word_of(scope of) { return scopes[static_cast<std::size_t>(of)]; }

std::string_view word_of(storage::permission of) {
  return storage::permission_words[static_cast<std::size_t>(of)];
}

std::span<const operation> operations() {
  static const auto all = all_parts();
  return all;
}

const operation* find_operation(std::string_view name) {
  const auto all = operations();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const operation& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

} // namespace switchboard::http
