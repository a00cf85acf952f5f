#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard {

/// A 63-bit, time-ordered identifier that cannot be mistaken for another kind's. Zero is "none".
/// In JSON and in addresses ids are decimal strings.
template <class Tag>
struct id_of {
  std::int64_t value{};

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(const id_of&, const id_of&) = default;
};

using person_id = id_of<struct person_tag>;
using account_id = id_of<struct account_tag>;
using project_id = id_of<struct project_tag>;
using channel_id = id_of<struct channel_tag>;
/// Also the client's id: a client of a channel has exactly one chat.
using chat_id = id_of<struct chat_tag>;
using message_id = id_of<struct message_tag>;
using dialog_id = id_of<struct dialog_tag>;
using file_id = id_of<struct file_tag>;
using department_id = id_of<struct department_tag>;
using variable_id = id_of<struct variable_tag>;
using source_id = id_of<struct source_tag>;
using change_id = id_of<struct change_tag>;
using session_id = id_of<struct session_tag>;
using invite_id = id_of<struct invite_tag>;
using token_id = id_of<struct token_tag>;
using audit_id = id_of<struct audit_tag>;
using mail_id = id_of<struct mail_tag>;

template <class Tag>
std::string to_string(id_of<Tag> id) {
  return std::to_string(id.value);
}

/// Reads 1 to 2^63-1 in decimal: no sign, no space, no leading zero. Anything else is nothing.
std::optional<std::int64_t> parse_id_value(std::string_view text);

template <class Id>
std::optional<Id> parse_id(std::string_view text) {
  if (auto value = parse_id_value(text)) return Id{*value};
  return std::nullopt;
}

/// Which node's ids these are; call once, before the first id is made. Default 0.
void set_node(std::uint8_t node);

/// The next id of this process: 42 bits of milliseconds since 2024-01-01, 8 bits of node,
/// 13 bits of counter. Strictly increasing whatever the clock does, from any thread, lock-free;
/// more than 8,192 ids in one millisecond borrow from the next.
std::int64_t next_id();

template <class Id>
Id make_id() {
  return Id{next_id()};
}

/// When an id was made, in Unix time: at that millisecond, or a little later than it says where
/// many were made at once.
std::chrono::milliseconds made_at(std::int64_t id);

} // namespace switchboard

template <class Tag>
struct std::hash<switchboard::id_of<Tag>> {
  std::size_t operator()(switchboard::id_of<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
