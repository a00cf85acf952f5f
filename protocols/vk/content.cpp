#include "protocols/vk/content.hpp"

#include "protocols/text.hpp"
#include "protocols/vk/lenient.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// What one message may add to ours, whatever is nested in it.
constexpr std::size_t most_attachments = 100;
constexpr int most_forwards_deep = 3;

/// Fields of a text message that its row holds, or that say nothing to a reader.
constexpr std::array<std::string_view, 11> plain_fields{
    "date",    "from_id",   "id",        "out",      "version", "text", "conversation_message_id",
    "peer_id", "random_id", "important", "is_hidden"};

void add_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

bool is_web(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

std::string address_at(const json::object& from, std::string_view name) {
  auto address = clean_at(from, name);
  return is_web(address) ? address : std::string{};
}

/// The picture with the largest area; where no sizes are told, the last.
void take_largest(attachment& into, const json::array& pictures) {
  std::int64_t best = -1;
  for (const auto& picture : pictures) {
    const auto* fields = picture.if_object();
    if (fields == nullptr) continue;
    auto address = address_at(*fields, "url");
    const auto width = small_at(*fields, "width");
    const auto height = small_at(*fields, "height");
    const auto area = std::int64_t{width} * height;
    if (address.empty() || area < best) continue;
    best = area;
    into.source = std::move(address);
    into.width = width;
    into.height = height;
  }
}

void read_photo(carried& found, const json::object& photo) {
  attachment one{.kind = content::photo};
  if (const auto* sizes = array_at(photo, "sizes")) take_largest(one, *sizes);
  if (const auto* original = object_at(photo, "orig_photo")) {
    const auto width = small_at(*original, "width");
    const auto height = small_at(*original, "height");
    const auto smaller = std::int64_t{width} * height < std::int64_t{one.width} * one.height;
    if (auto address = address_at(*original, "url"); !address.empty() && !smaller) {
      one.source = std::move(address);
      one.width = width;
      one.height = height;
    }
  }
  found.attachments.push_back(std::move(one));
}

/// `https://vk.com/video42_458`; empty without the two numbers.
std::string link_to(std::string_view type, const json::object& thing, std::string_view owner) {
  const auto id = whole_at(thing, "id");
  const auto of = whole_at(thing, owner);
  if (!id || !of) return {};
  return "https://vk.com/" + std::string{type} + std::to_string(*of) + '_' + std::to_string(*id);
}

/// Only VK's own player has the film: there is no file to fetch.
void read_video(carried& found, const json::object& video) {
  add_line(found.text, link_to("video", video, "owner_id"));
  found.attachments.push_back({.kind = content::video,
                               .name = clean_at(video, "title"),
                               .duration_s = small_at(video, "duration")});
}

content kind_of_document(const json::object& document) {
  switch (whole_at(document, "type").value_or(0)) {
    case 3: return content::animation;
    case 5: return content::audio;
    case 6: return content::video;
    default: return content::document;
  }
}

void read_document(carried& found, const json::object& document) {
  attachment one{.kind = kind_of_document(document),
                 .source = address_at(document, "url"),
                 .name = clean_at(document, "title"),
                 .size = std::max<std::int64_t>(whole_at(document, "size").value_or(0), 0)};
  const auto ending = clean_at(document, "ext");
  if (!ending.empty() && !one.name.ends_with('.' + ending)) one.name += '.' + ending;
  found.attachments.push_back(std::move(one));
}

void read_voice(carried& found, const json::object& voice) {
  attachment one{.kind = content::voice,
                 .source = address_at(voice, "link_ogg"),
                 .mime = "audio/ogg",
                 .duration_s = small_at(voice, "duration")};
  if (one.source.empty()) {
    one.source = address_at(voice, "link_mp3");
    one.mime = "audio/mpeg";
  }
  found.attachments.push_back(std::move(one));
}

void read_audio(carried& found, const json::object& audio) {
  auto name = clean_at(audio, "artist");
  const auto title = clean_at(audio, "title");
  if (!name.empty() && !title.empty()) name += " - ";
  name += title;
  attachment one{.kind = content::audio,
                 .source = address_at(audio, "url"),
                 .name = std::move(name),
                 .duration_s = small_at(audio, "duration")};
  if (one.source.empty()) add_line(found.text, one.name);
  found.attachments.push_back(std::move(one));
}

void read_sticker(carried& found, const json::object& sticker) {
  attachment one{.kind = content::sticker};
  if (const auto* images = array_at(sticker, "images")) take_largest(one, *images);
  found.attachments.push_back(std::move(one));
}

void read_graffiti(carried& found, const json::object& drawing) {
  found.attachments.push_back({.kind = content::photo,
                               .source = address_at(drawing, "url"),
                               .width = small_at(drawing, "width"),
                               .height = small_at(drawing, "height")});
}

/// The client made it out of an address in the text, or shared a page without one.
void read_link(carried& found, const json::object& link) {
  const auto address = address_at(link, "url");
  if (found.text.find(address) == std::string::npos) add_line(found.text, address);
}

void read_post(carried& found, const json::object& post) {
  auto link = link_to("wall", post, "owner_id");
  if (link.empty()) link = link_to("wall", post, "to_id");
  add_line(found.text, link);
  found.attachments.push_back({.kind = content::other, .name = "wall"});
}

struct medium {
  std::string_view type;
  void (*read)(carried&, const json::object&);
};

constexpr std::array media{
    medium{"photo", read_photo},       medium{"video", read_video},
    medium{"doc", read_document},      medium{"audio_message", read_voice},
    medium{"audio", read_audio},       medium{"sticker", read_sticker},
    medium{"graffiti", read_graffiti}, medium{"link", read_link},
    medium{"wall", read_post},
};

/// Things we only name: articles, goods, calls, gifts, and what the platform will invent.
void read_other(carried& found, std::string_view type, const json::object* thing) {
  attachment one{.kind = content::other, .name = storable(type.substr(0, 40))};
  if (thing != nullptr) {
    auto link = address_at(*thing, "url");
    if (link.empty() && (type == "story" || type == "poll"))
      link = link_to(type, *thing, "owner_id");
    if (link.empty() && type == "market") link = link_to("product", *thing, "owner_id");
    add_line(found.text, link);
  }
  found.attachments.push_back(std::move(one));
}

void read_attachment(carried& found, const json::object& one) {
  const auto type = text_at(one, "type");
  const auto* thing = object_at(one, type);
  for (const auto& medium : media)
    if (thing != nullptr && medium.type == type) return medium.read(found, *thing);
  read_other(found, type, thing);
}

void read_attachments(carried& found, const json::object& message) {
  const auto* list = array_at(message, "attachments");
  if (list == nullptr) return;
  for (const auto& one : *list) {
    const auto* fields = one.if_object();
    if (fields == nullptr || found.attachments.size() == most_attachments) continue;
    read_attachment(found, *fields);
  }
}

std::string shortest(double number) {
  std::array<char, 32> digits{};
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end};
}

/// A number, or a string of one.
std::optional<double> degrees_at(const json::object& from, std::string_view name, double most) {
  auto number = number_at(from, name);
  if (const auto text = text_at(from, name); !text.empty()) {
    double read = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (problem == std::errc{} && end == text.data() + text.size()) number = read;
  }
  return number && *number >= -most && *number <= most ? number : std::nullopt;
}

void read_place(carried& found, const json::object& message) {
  const auto* geo = object_at(message, "geo");
  const auto* point = geo != nullptr ? object_at(*geo, "coordinates") : nullptr;
  if (point == nullptr) return;
  const auto latitude = degrees_at(*point, "latitude", 90);
  const auto longitude = degrees_at(*point, "longitude", 180);
  if (!latitude || !longitude) return;
  const auto* place = object_at(*geo, "place");
  auto title = place != nullptr ? clean_at(*place, "title") : std::string{};
  auto line = shortest(*latitude) + ',' + shortest(*longitude);
  if (!title.empty()) line += ", " + title;
  add_line(found.text, line);
  found.attachments.push_back({.kind = content::location,
                               .name = std::move(title),
                               .latitude = latitude,
                               .longitude = longitude});
}

/// A forwarded message is quoted line by line; its files are ours.
void read_forwarded(carried& found, const json::object& message, int deep) {
  const auto* list = array_at(message, "fwd_messages");
  if (list == nullptr || deep > most_forwards_deep) return;
  for (const auto& one : *list) {
    const auto* fields = one.if_object();
    if (fields == nullptr) continue;
    carried inner;
    inner.text = clean_at(*fields, "text");
    read_attachments(inner, *fields);
    read_place(inner, *fields);
    read_forwarded(inner, *fields, deep + 1);
    for (std::string_view rest = inner.text; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      add_line(found.text, "> " + std::string{rest.substr(0, end)});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (auto& file : inner.attachments)
      if (found.attachments.size() < most_attachments) found.attachments.push_back(std::move(file));
  }
}

bool says_nothing(const json::value& value) {
  const auto* list = value.if_array();
  return list != nullptr && list->empty();
}

bool only_text(const json::object& message) {
  return std::all_of(message.begin(), message.end(), [](const auto& field) {
    const auto known = std::find(plain_fields.begin(), plain_fields.end(), field.key());
    return known != plain_fields.end() || says_nothing(field.value());
  });
}

} // namespace

carried read_content(const json::object& message) {
  carried found;
  found.text = clean_at(message, "text");
  found.complete = only_text(message) && found.text.size() == text_at(message, "text").size();
  read_attachments(found, message);
  read_place(found, message);
  read_forwarded(found, message, 1);
  if (!found.attachments.empty())
    found.kind = found.attachments.front().kind;
  else
    found.kind = found.text.empty() ? content::other : content::text;
  return found;
}

} // namespace switchboard::protocols::vk
