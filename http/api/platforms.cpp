#include "http/platforms.hpp"

#include "http/api/call.hpp"
#include "http/api/handlers.hpp"
#include "protocols/messenger/types.hpp"

#include <boost/json.hpp>

#include <utility>

namespace switchboard::http::platforms {

namespace json = boost::json;
namespace facebook = protocols::facebook;

namespace {

json::object rules_json(const protocols::rules& rules) {
  json::object out;
  out["text_limit"] = rules.text_limit;
  out["caption_limit"] = rules.caption_limit;
  out["files_at_once"] = rules.files_at_once;
  out["photo_bytes"] = rules.photo_bytes;
  out["video_bytes"] = rules.video_bytes;
  out["audio_bytes"] = rules.audio_bytes;
  out["document_bytes"] = rules.document_bytes;
  out["needs_public_files"] = rules.needs_public_files;
  out["edits"] = rules.edits;
  out["deletes"] = rules.deletes;
  out["changes_within_hours"] =
      rules.changes_within ? json::value(rules.changes_within->count()) : json::value{};
  out["replies"] = rules.replies;
  out["tells_delivered"] = rules.tells_delivered;
  out["tells_read"] = rules.tells_read;
  out["tells_typing"] = rules.tells_typing;
  out["shows_typing"] = rules.shows_typing;
  out["bot_profile"] = rules.bot_profile;
  out["has_welcome"] = rules.has_welcome;
  return out;
}

json::object words_json(const facebook::words& words) {
  json::object out;
  out["en"] = words.english;
  out["ru"] = words.russian;
  return out;
}

/// The type's first tag and what took its place, one after the other.
json::array tags_json(std::string_view name) {
  json::array all;
  for (const auto& tag : facebook::tags()) {
    if (tag.name != name) continue;
    name = tag.successor;
    json::object out;
    out["name"] = tag.name;
    out["from"] = to_rfc3339(tag.from);
    out["until"] =
        tag.until ? json::value(json::string_view{to_rfc3339(*tag.until)}) : json::value{};
    out["successor"] = tag.successor;
    all.push_back(std::move(out));
  }
  return all;
}

json::object type_json(const facebook::message_type& type) {
  json::array english;
  json::array russian;
  for (const auto& example : type.examples) {
    english.emplace_back(example.english);
    russian.emplace_back(example.russian);
  }
  json::object examples;
  examples["en"] = std::move(english);
  examples["ru"] = std::move(russian);
  json::object out;
  out["name"] = type.name;
  out["title"] = words_json(type.title);
  out["about"] = words_json(type.explanation);
  out["examples"] = std::move(examples);
  out["tags"] = tags_json(type.first_tag);
  out["default"] = type.name == facebook::default_message_type;
  return out;
}

} // namespace

answer list(call& c) {
  std::vector<std::pair<std::int64_t, json::object>> all;
  std::int64_t place = 0;
  for (const auto* platform : protocols::messengers()) {
    json::array types;
    if (platform->platform() == protocols::platform::messenger)
      for (const auto& type : facebook::message_types()) types.push_back(type_json(type));
    json::object out;
    out["platform"] = platform->name();
    out["oauth"] = can_log_in(c.env.config, *platform);
    out["webhooks"] = platform->rules().webhooks;
    out["polls"] = platform->rules().polls;
    out["rules"] = rules_json(platform->rules());
    out["message_types"] = std::move(types);
    all.emplace_back(++place, std::move(out));
  }
  co_return page_of(c, std::move(all));
}

} // namespace switchboard::http::platforms
