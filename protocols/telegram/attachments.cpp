#include "protocols/telegram/attachments.hpp"

#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

namespace switchboard::protocols::telegram {

namespace {

struct row {
  std::string_view field;
  content kind;
};
constexpr std::array rows{
    row{"animation", content::animation}, row{"photo", content::photo},
    row{"video", content::video},         row{"video_note", content::video_note},
    row{"voice", content::voice},         row{"audio", content::audio},
    row{"document", content::document},   row{"sticker", content::sticker},
    row{"venue", content::venue},         row{"location", content::location},
    row{"contact", content::contact},
};

/// Empty objects and null stand for nothing; a wrong type is no medium.
bool present(const json::value& value) {
  if (const auto* sizes = value.if_array()) return !sizes->empty();
  return value.is_object();
}

std::int32_t count_at(const json::object& from, std::string_view name) {
  const auto told = integer_at(from, name).value_or(0);
  return told > 0 && told <= std::numeric_limits<std::int32_t>::max()
             ? static_cast<std::int32_t>(told)
             : 0;
}

/// The file itself; names and types are only told in the message, never with the bytes.
attachment file_of(content kind, const json::object& from) {
  attachment file{.kind = kind};
  const auto id = text_at(from, "file_id");
  if (!id.empty()) file.source.append(file_source).append(storable(id));
  file.name = storable(text_at(from, "file_name"));
  file.mime = storable(text_at(from, "mime_type"));
  file.size = std::max<std::int64_t>(integer_at(from, "file_size").value_or(0), 0);
  file.width = count_at(from, "width");
  file.height = count_at(from, "height");
  file.duration_s = count_at(from, "duration");
  return file;
}

attachment audio_of(const json::object& from) {
  auto audio = file_of(content::audio, from);
  if (!audio.name.empty()) return audio;
  audio.name = storable(text_at(from, "performer"));
  const auto title = storable(text_at(from, "title"));
  if (!audio.name.empty() && !title.empty()) audio.name += " - ";
  audio.name += title;
  return audio;
}

attachment sticker_of(const json::object& from) {
  auto sticker = file_of(content::sticker, from);
  sticker.mime = boolean_at(from, "is_animated").value_or(false) ? "application/x-tgsticker"
                 : boolean_at(from, "is_video").value_or(false)  ? "video/webm"
                                                                 : "image/webp";
  sticker.name = storable(text_at(from, "emoji"));
  return sticker;
}

attachment place_of(content kind, const json::object& from) {
  attachment place{.kind = kind};
  const auto* point = kind == content::venue ? object_at(from, "location") : &from;
  if (point != nullptr) {
    place.latitude = number_at(*point, "latitude");
    place.longitude = number_at(*point, "longitude");
  }
  if (kind == content::venue) place.name = storable(text_at(from, "title"));
  return place;
}

std::optional<attachment> photo_of(const json::value& sizes) {
  const auto* list = sizes.if_array();
  const auto* size = list != nullptr ? largest(*list) : nullptr;
  if (size == nullptr) return std::nullopt;
  auto photo = file_of(content::photo, *size);
  photo.mime = "image/jpeg";
  return photo;
}

} // namespace

const json::object* largest(const json::array& sizes) {
  const json::object* best = nullptr;
  std::int64_t most = -1;
  for (const auto& size : sizes) {
    const auto* fields = size.if_object();
    if (fields == nullptr) continue;
    const auto area = std::int64_t{count_at(*fields, "width")} * count_at(*fields, "height");
    if (area <= most) continue;
    best = fields;
    most = area;
  }
  return best;
}

std::string_view field_of(content kind) {
  for (const auto& row : rows)
    if (row.kind == kind) return row.field;
  return {};
}

medium find_medium(const json::object& message) {
  for (const auto& [field, kind] : rows) {
    const auto* value = message.if_contains(field);
    if (value != nullptr && present(*value)) return {kind, value};
  }
  return {};
}

std::optional<attachment> read_attachment(const json::object& message) {
  const auto [kind, value] = find_medium(message);
  if (value == nullptr || kind == content::contact) return std::nullopt;
  if (kind == content::photo) return photo_of(*value);
  const auto* fields = value->if_object();
  if (fields == nullptr) return std::nullopt;
  switch (kind) {
    case content::audio: return audio_of(*fields);
    case content::sticker: return sticker_of(*fields);
    case content::venue:
    case content::location: return place_of(kind, *fields);
    case content::video_note: {
      auto round = file_of(kind, *fields);
      round.width = round.height = count_at(*fields, "length");
      round.mime = "video/mp4";
      return round;
    }
    default: return file_of(kind, *fields);
  }
}

} // namespace switchboard::protocols::telegram
