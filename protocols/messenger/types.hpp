#pragma once

#include "config/clock.hpp"

#include <optional>
#include <span>
#include <string_view>

/// What a page sends outside of the 24-hour window (CHN-4), and what the platform made of it
/// since (CHN-5). All of it is data: sentences, names and dates.
namespace switchboard::protocols::facebook {

/// One thing in the two languages of the interface.
struct words {
  std::string_view russian;
  std::string_view english;
};

/// A purpose a page may choose.
struct message_type {
  /// Stable: stored with the channel ("event_reminder").
  std::string_view name;
  words title;
  words explanation;
  std::span<const words> examples;
  /// The platform's tag for it when the sixteen were all there were.
  std::string_view first_tag;
};

/// A permission of the platform to write outside of the window, while it lasts.
struct tag {
  std::string_view name;
  /// First moment it is taken.
  timestamp from;
  /// First moment it is not; nothing = still taken.
  std::optional<timestamp> until;
  /// The tag that took its place, or what the platform has instead of tags: "utility_message"
  /// (an approved template), "marketing_message" (an opt-in); empty = nothing.
  std::string_view successor;
};

/// The sixteen, in the order people know.
std::span<const message_type> message_types();
/// Null for a name that is none of them; the default type for an empty one.
const message_type* find_message_type(std::string_view name);
inline constexpr std::string_view default_message_type = "business_productivity";

/// Every tag there was, oldest first.
std::span<const tag> tags();

/// The tag that lets a page of this type write at this moment; null = none does.
const tag* tag_for(std::string_view type, timestamp when);
/// Since when no tag lets it, where one did before; nothing while one does.
std::optional<timestamp> tags_retired(std::string_view type, timestamp when);
/// What the platform has in place of the type's tags now; empty = nothing.
std::string_view instead_of_tags(std::string_view type);

} // namespace switchboard::protocols::facebook
