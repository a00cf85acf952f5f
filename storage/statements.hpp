#pragma once

#include "storage/binary_arrays.hpp"
#include "storage/changes.hpp"

#include <array>
#include <cstddef>
#include <variant>

namespace switchboard::storage {

inline constexpr std::size_t change_kinds = std::variant_size_v<change>;

/// The number of a kind of change: its place in the variant, the order in which kinds are stored.
template <class Kind, std::size_t I = 0>
constexpr std::size_t kind_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<I, change>, Kind>)
    return I;
  else
    return kind_of<Kind, I + 1>();
}

/// How many rows of one kind are stored: one prepared statement that unnests an array per column.
struct statement {
  const char* name;
  const char* sql;
};

/// By the number of the kind.
extern const std::array<statement, change_kinds> statements;
/// Of the messages that have any, beside add_message's own statement.
extern const statement add_attachments;

/// Appends the change's columns in the order its statement unnests them.
void write_row(binary_arrays& to, const change& from);

/// Appends a row for each attachment of the message.
void write_attachments(binary_arrays& to, const message_row& of);

/// How far back in a chat an edited message is looked for; older ones keep their text.
inline constexpr int edit_reach = 5000;

} // namespace switchboard::storage
