#include "protocols/viber/files.hpp"

#include "protocols/text.hpp"
#include "protocols/viber/render.hpp"
#include "protocols/viber/rules.hpp"

#include <algorithm>
#include <string_view>

namespace switchboard::protocols::viber {

namespace {

template <class List>
bool has(const List& list, std::string_view ending) {
  return std::find(list.begin(), list.end(), ending) != list.end();
}

/// An animated picture is none of those the platform shows.
bool shown_as_picture(const outgoing_file& file, std::string_view ending) {
  return file.kind == content::photo && file.size <= photo_bytes && has(picture_endings, ending);
}

bool shown_as_video(const outgoing_file& file, std::string_view ending) {
  const bool moves = file.kind == content::video || file.kind == content::animation;
  return moves && ending == video_ending && file.size <= video_bytes &&
         file.duration_s <= video_seconds;
}

/// The name with an ending, which the platform asks for, and not longer than it takes.
std::string name_of(const outgoing_file& file, const std::string& link_ending) {
  auto name = file.name.empty() ? std::string("file") : storable(file.name);
  auto ending = ending_of(name);
  if (ending.empty()) {
    ending = link_ending;
    name += ending;
  }
  if (utf16_length(name) <= file_name_limit) return name;
  const auto kept = ending.size() < file_name_limit ? ending.size() : 0;
  const auto last = name.substr(name.size() - kept);
  return std::string{cut(name, file_name_limit - kept)} + last;
}

void picture(file_message& made, const outgoing& from, const outgoing_file& file) {
  const bool fits = utf16_length(from.text) <= caption_limit;
  made.message["type"] = "picture";
  // Required even when there is nothing to say.
  made.message["text"] = fits ? from.text : std::string();
  made.text_follows = !fits;
  if (!file.thumbnail_link.empty()) made.message["thumbnail"] = file.thumbnail_link;
}

void video(file_message& made, const outgoing_file& file) {
  made.message["type"] = "video";
  made.message["size"] = file.size;
  if (file.duration_s > 0) made.message["duration"] = file.duration_s;
  if (!file.thumbnail_link.empty()) made.message["thumbnail"] = file.thumbnail_link;
}

} // namespace

std::variant<file_message, refused> render_file(const outgoing& from) {
  const auto& file = from.files.front();
  if (file.link.empty())
    return refused{"needs_public_url",
                   "Viber fetches files itself: the server needs a public address"};
  if (file.size > document_bytes) return refused{"file_too_big", "Viber takes files up to 50 MB"};
  const auto ending = ending_of(file.link);
  file_message made{
      {{"receiver", from.client}, {"sender", sender_named(from.sender_name)}, {"media", file.link}},
      !from.text.empty()};
  if (shown_as_picture(file, ending)) {
    picture(made, from, file);
    return made;
  }
  if (shown_as_video(file, ending)) {
    video(made, file);
    return made;
  }
  const auto name = name_of(file, ending);
  if (has(forbidden_endings, ending_of(name)) || has(forbidden_endings, ending))
    return refused{"file_type_refused", "Viber does not take programs"};
  made.message["type"] = "file";
  made.message["size"] = file.size;
  made.message["file_name"] = name;
  return made;
}

} // namespace switchboard::protocols::viber
