#include "protocols/viber/content.hpp"

#include "protocols/text.hpp"
#include "protocols/viber/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace switchboard::protocols::viber {

namespace {

constexpr std::array<std::string_view, 3> plain_fields{"type", "text", "tracking_data"};

/// The two joined by what separates them, or the one that is there.
std::string join(std::string left, std::string_view separator, std::string_view right) {
  if (!left.empty() && !right.empty()) left += separator;
  return left.append(right);
}

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

std::int64_t size_at(const json::object& from, std::string_view name) {
  return std::max<std::int64_t>(whole_at(from, name).value_or(0), 0);
}

/// Whole seconds; clients tell parts of them too.
std::int32_t seconds_at(const json::object& from, std::string_view name) {
  const auto told = std::round(real_at(from, name).value_or(0));
  const bool sane = told > 0 && told < std::numeric_limits<std::int32_t>::max();
  return sane ? static_cast<std::int32_t>(told) : 0;
}

client_message with_file(const json::object& message, content kind) {
  attachment file;
  file.kind = kind;
  file.source = address_at(message, "media");
  file.name = clean_text(message, "file_name");
  file.size = size_at(message, "file_size");
  if (file.size == 0) file.size = size_at(message, "size");
  file.duration_s = seconds_at(message, "duration");
  client_message found{kind, clean_text(message, "text"), {}};
  found.attachments.push_back(std::move(file));
  return found;
}

client_message with_picture(const json::object& message) {
  return with_file(message, content::photo);
}
client_message with_video(const json::object& message) {
  return with_file(message, content::video);
}
client_message with_document(const json::object& message) {
  return with_file(message, content::document);
}
client_message with_sticker(const json::object& message) {
  return with_file(message, content::sticker);
}

client_message with_text(const json::object& message) {
  return {content::text, clean_text(message, "text"), {}};
}

client_message with_link(const json::object& message) {
  return {content::text, join(clean_text(message, "text"), "\n", clean_text(message, "media")), {}};
}

client_message with_contact(const json::object& message) {
  client_message found{content::contact, clean_text(message, "text"), {}};
  if (const auto* person = object_at(message, "contact"))
    found.text = join(clean_text(*person, "phone_number"), " ", clean_text(*person, "name"));
  return found;
}

client_message with_place(const json::object& message) {
  client_message found{content::location, clean_text(message, "text"), {}};
  const auto* told = object_at(message, "location");
  if (told == nullptr) return found;
  attachment place;
  place.kind = content::location;
  place.name = clean_text(*told, "address");
  const auto latitude = real_at(*told, "lat");
  const auto longitude = real_at(*told, "lon");
  // Neither comparison holds for a number that is none.
  if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
    place.latitude = latitude;
    place.longitude = longitude;
    found.text = shortest(*latitude) + ',' + shortest(*longitude);
  }
  found.text = join(std::move(found.text), ", ", place.name);
  found.attachments.push_back(std::move(place));
  return found;
}

struct reader {
  std::string_view type;
  client_message (*read)(const json::object&);
};

constexpr std::array readers{
    reader{"text", with_text},       reader{"picture", with_picture},
    reader{"video", with_video},     reader{"file", with_document},
    reader{"contact", with_contact}, reader{"location", with_place},
    reader{"sticker", with_sticker}, reader{"url", with_link},
};

} // namespace

carried read_content(const json::object& message, bool silent) {
  const auto type = text_at(message, "type");
  const auto* found = std::find_if(readers.begin(), readers.end(),
                                   [type](const reader& one) { return one.type == type; });
  if (found == readers.end()) return {{content::other, clean_text(message, "text"), {}}, false};
  carried what{found->read(message), false};
  if (type == "text") {
    if (silent) what.message.content = content::button;
    what.complete = !silent && only(message, plain_fields) &&
                    text_at(message, "tracking_data").empty() &&
                    what.message.text.size() == text_at(message, "text").size();
  }
  return what;
}

} // namespace switchboard::protocols::viber
