#pragma once

#include "storage/model.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// What changed, in the words of the audit log (ACC-7).
namespace switchboard::storage {

/// As the API calls them; in the order of the enum.
inline constexpr std::array<std::string_view, 3> assignment_words{"by_hand", "round_robin",
                                                                  "least_loaded"};
inline constexpr std::array<std::string_view, 3> role_words{"owner", "admin", "manager"};
/// In the order of the bits.
inline constexpr std::array<std::string_view, permission_count> permission_words{
    "new",       "mine",  "others",   "done",   "search",    "take",           "broadcasts",
    "automator", "tools", "audience", "export", "analytics", "delete_clients", "client_contacts"};

inline std::string in_words(const std::string& value) { return value.empty() ? "none" : value; }
inline std::string in_words(bool value) { return value ? "on" : "off"; }
inline std::string in_words(std::int32_t value) { return std::to_string(value); }
inline std::string in_words(assignment value) {
  return std::string{assignment_words[static_cast<std::size_t>(value)]};
}
inline std::string in_words(role value) {
  return std::string{role_words[static_cast<std::size_t>(value)]};
}
/// A setting that may be left to the project.
template <class Value>
std::string in_words(const std::optional<Value>& value) {
  return value ? in_words(*value) : "as the project";
}

/// "name: Shop → Store, color: none → #aa0000"
class told_changes {
public:
  void add(std::string_view words) {
    if (!text_.empty()) text_ += ", ";
    text_ += words;
  }
  /// Gives the field its new value, if there is one and it is another.
  template <class Value>
  void set(std::string_view field, Value& of, const std::optional<Value>& to) {
    if (!to || *to == of) return;
    add(std::string{field} + ": " + in_words(of) + " → " + in_words(*to));
    of = *to;
  }

  bool none() const { return text_.empty(); }
  const std::string& text() const { return text_; }

private:
  std::string text_;
};

} // namespace switchboard::storage
