#include "protocols/telegram/content.hpp"

#include "protocols/telegram/attachments.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace switchboard::protocols::telegram {

namespace {

/// Fields of a text message that its row holds, or that only change how it looks.
constexpr std::array<std::string_view, 7> plain_fields{
    "message_id", "from", "chat", "date", "text", "entities", "link_preview_options"};

/// Entities that anyone can find again in the text alone.
constexpr std::array<std::string_view, 7> evident_entities{
    "bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url"};

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool evident(const json::value& entity) {
  const auto* fields = entity.if_object();
  return fields != nullptr && has(evident_entities, text_at(*fields, "type"));
}

/// Whether text, ids, date and sender are all there is to a text message.
bool only_text(const json::object& message) {
  for (const auto& field : message) {
    if (!has(plain_fields, field.key())) return false;
  }
  if (const auto* entities = message.if_contains("entities")) {
    const auto* list = entities->if_array();
    return list != nullptr && std::all_of(list->begin(), list->end(), evident);
  }
  return true;
}

/// Older material has no entities at all; where they are told, one must mark the command.
bool marked_as_command(const json::object& message, std::size_t length) {
  const auto* entities = array_at(message, "entities");
  if (entities == nullptr) return true;
  return std::any_of(entities->begin(), entities->end(), [length](const json::value& entity) {
    const auto* fields = entity.if_object();
    return fields != nullptr && text_at(*fields, "type") == "bot_command" &&
           integer_at(*fields, "offset") == 0 &&
           integer_at(*fields, "length") == static_cast<std::int64_t>(length);
  });
}

/// What follows `/start` or `/start@bot` and one space.
std::optional<std::string_view> start_payload(const json::object& message, std::string_view text) {
  constexpr std::string_view command = "/start";
  if (!text.starts_with(command)) return std::nullopt;
  std::size_t length = command.size();
  if (length < text.size() && text[length] == '@') {
    ++length;
    while (length < text.size() && is_word(text[length])) ++length;
  }
  if (length < text.size() && text[length] != ' ') return std::nullopt;
  if (!marked_as_command(message, length)) return std::nullopt;
  return text.substr(std::min(length + 1, text.size()));
}

/// The two joined by what separates them, or the one that is there.
std::string join(std::string_view left, std::string_view separator, std::string_view right) {
  std::string both{left};
  if (!left.empty() && !right.empty()) both += separator;
  return both += right;
}

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

std::string coordinates(const json::object& place) {
  const auto latitude = number_at(place, "latitude");
  const auto longitude = number_at(place, "longitude");
  if (!latitude || !longitude) return {};
  return shortest(*latitude) + ',' + shortest(*longitude);
}

std::string contact_text(const json::object& person) {
  const auto name = join(text_at(person, "first_name"), " ", text_at(person, "last_name"));
  return join(text_at(person, "phone_number"), " ", name);
}

std::string medium_text(content kind, const json::object& message, const json::value& medium) {
  const auto* fields = medium.if_object();
  if (fields != nullptr) switch (kind) {
      case content::sticker: return std::string{text_at(*fields, "emoji")};
      case content::venue:
        return join(text_at(*fields, "title"), ", ", text_at(*fields, "address"));
      case content::location: return coordinates(*fields);
      case content::contact: return contact_text(*fields);
      default: break;
    }
  return std::string{text_at(message, "caption")};
}

carried unclean(const json::object& message) {
  const auto text = text_at(message, "text");
  if (!text.empty()) {
    const bool complete = only_text(message);
    if (const auto payload = start_payload(message, text))
      return {content::start, std::string{*payload}, complete};
    return {content::text, std::string{text}, complete};
  }
  if (const auto [kind, value] = find_medium(message); value != nullptr)
    return {kind, medium_text(kind, message, *value), false};
  return {content::other, std::string{text_at(message, "caption")}, false};
}

} // namespace

carried read_content(const json::object& message) {
  carried found = unclean(message);
  if (found.text.find('\0') != std::string::npos) {
    found.text = storable(found.text);
    found.complete = false;
  }
  return found;
}

} // namespace switchboard::protocols::telegram
