#include "protocols/messenger/content.hpp"

#include "protocols/messenger/fields.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

struct form {
  std::string_view type;
  content kind;
  /// The address in it is a file's; otherwise it is a page of the platform.
  bool file;
};
constexpr std::array forms{
    form{"image", content::photo, true},     form{"video", content::video, true},
    form{"audio", content::audio, true},     form{"file", content::document, true},
    form{"sticker", content::sticker, true}, form{"location", content::location, false},
    form{"fallback", content::text, false},  form{"reel", content::video, false},
    form{"ig_reel", content::video, false},  form{"post", content::text, false},
    form{"ig_post", content::text, false},   form{"template", content::other, false},
    form{"share", content::text, false},
};
constexpr form unknown_form{"", content::other, false};

form form_of(std::string_view type) {
  const auto* found = std::find_if(forms.begin(), forms.end(),
                                   [type](const form& one) { return one.type == type; });
  return found != forms.end() ? *found : unknown_form;
}

/// Fields of a text message that its row holds, or that only number it.
constexpr std::array<std::string_view, 7> plain_fields{"mid",     "text",     "seq",   "reply_to",
                                                       "is_echo", "metadata", "app_id"};

/// The thumb has three sizes, each a sticker of its own.
constexpr std::array<std::int64_t, 3> thumbs{369239263222822, 369239343222814, 369239383222810};

void add_line(std::string& text, std::string_view line) {
  if (line.empty() || text.find(line) != std::string::npos) return;
  if (!text.empty()) text += '\n';
  text += line;
}

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

/// The last part of the path: the platform tells a file's name nowhere else.
std::string name_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto host = url.find("://");
  const auto slash = url.rfind('/');
  if (slash == url.npos || slash <= host + 2) return {};
  return storable(url.substr(slash + 1));
}

/// A message's attachments as they are gathered.
class gathering {
public:
  explicit gathering(carried& into) : into_(into) {}

  void add(const json::object& from) {
    const auto* payload = object_at(from, "payload");
    static const json::object nothing;
    const auto& inside = payload != nullptr ? *payload : nothing;
    auto how = form_of(text_at(from, "type"));
    const auto sticker = whole_at(inside, "sticker_id");
    if (sticker && how.file) how.kind = content::sticker;
    if (first_) into_.kind = how.kind;
    first_ = false;
    if (how.kind == content::sticker)
      add_sticker(inside, sticker);
    else if (how.file)
      add_file(how.kind, inside);
    else if (how.kind == content::location)
      add_place(from, inside);
    else
      add_link(how.kind, from, inside);
  }

  void add_sticker(const json::object& payload, std::optional<std::int64_t> id) {
    auto picture = address_at(payload, "url");
    if (id && id == sticker_) {
      auto& twin = into_.attachments[sticker_at_];
      if (twin.source.empty()) twin.source = std::move(picture);
      return;
    }
    sticker_ = id;
    sticker_at_ = into_.attachments.size();
    into_.attachments.push_back({.kind = content::sticker, .source = std::move(picture)});
    if (id && std::find(thumbs.begin(), thumbs.end(), *id) != thumbs.end())
      add_line(into_.text, "👍");
  }

private:
  void add_file(content kind, const json::object& payload) {
    attachment file{.kind = kind, .source = address_at(payload, "url")};
    if (kind == content::document) file.name = name_in(file.source);
    into_.attachments.push_back(std::move(file));
  }

  void add_place(const json::object& from, const json::object& payload) {
    attachment place{.kind = content::location, .name = clean_text(from, "title")};
    if (const auto* point = object_at(payload, "coordinates")) {
      place.latitude = decimal_at(*point, "lat");
      place.longitude = decimal_at(*point, "long");
    }
    if (place.latitude && place.longitude)
      add_line(into_.text, shortest(*place.latitude) + ", " + shortest(*place.longitude));
    add_line(into_.text, place.name);
    into_.attachments.push_back(std::move(place));
  }

  /// Title and address stand in the attachment or in its payload.
  void add_link(content kind, const json::object& from, const json::object& payload) {
    auto title = clean_text(from, "title");
    if (title.empty()) title = clean_text(payload, "title");
    if (title.empty()) title = clean_text(payload, "text");
    auto link = address_at(from, "url");
    if (link.empty()) link = address_at(payload, "url");
    if (kind == content::video)
      into_.attachments.push_back({.kind = kind, .source = {}, .name = title});
    else
      add_line(into_.text, title);
    add_line(into_.text, link);
  }

  carried& into_;
  bool first_ = true;
  std::optional<std::int64_t> sticker_;
  std::size_t sticker_at_ = 0;
};

/// The value that a press gives, where no words came with it.
std::string pressed_value(const json::object& message) {
  const auto* press = object_at(message, "quick_reply");
  return press != nullptr ? clean_text(*press, "payload") : std::string{};
}

} // namespace

carried read_content(const json::object& message) {
  carried found;
  found.text = clean_text(message, "text");
  found.complete = std::all_of(message.begin(), message.end(), [](const auto& field) {
    const std::string_view name = field.key();
    return std::find(plain_fields.begin(), plain_fields.end(), name) != plain_fields.end();
  });
  gathering all(found);
  if (const auto* list = array_at(message, "attachments")) {
    for (const auto& one : *list)
      if (const auto* fields = one.if_object()) all.add(*fields);
  }
  const bool bare = found.text.empty() && found.attachments.empty();
  if (const auto sticker = whole_at(message, "sticker_id"); sticker && bare) {
    found.kind = content::sticker;
    all.add_sticker({}, sticker);
  } else if (message.contains("quick_reply")) {
    found.kind = content::button;
    if (found.text.empty()) found.text = pressed_value(message);
  } else if (bare && found.kind == content::text) {
    found.kind = content::other;
    found.complete = false;
  }
  return found;
}

} // namespace switchboard::protocols::facebook
