#include "protocols/telegram/render.hpp"

#include "protocols/json.hpp"
#include "protocols/telegram/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace switchboard::protocols::telegram {

namespace {

std::string_view base_of(const access& to) {
  auto base = std::string_view(to.api_url);
  while (base.ends_with('/')) base.remove_suffix(1);
  return base;
}

http_request empty_call(const access& to, std::string_view method) {
  http_request request;
  request.url.append(base_of(to)).append("/bot").append(to.token).append("/").append(method);
  request.platform = "telegram";
  return request;
}

http_request call(const access& to, std::string_view method, const json::object& arguments) {
  auto request = empty_call(to, method);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = json::serialize(arguments);
  return request;
}

json::array kinds() {
  json::array names;
  for (const auto name : allowed_updates) names.emplace_back(name);
  return names;
}

/// Ids are numbers; anything else is passed as it is, for the platform to judge.
json::value id_value(const std::string& id) {
  std::int64_t number = 0;
  const char* last = id.data() + id.size();
  const auto [end, problem] = std::from_chars(id.data(), last, number);
  if (problem == std::errc{} && end == last) return number;
  return json::value(id);
}

/// What every message has beside its content.
json::object addressed(const outgoing& message) {
  json::object fields{{"chat_id", id_value(message.client)}};
  // The quoted message may be gone by now; the answer to it is not lost with it.
  if (!message.reply_to.empty())
    fields["reply_parameters"] = {{"message_id", id_value(message.reply_to)},
                                  {"allow_sending_without_reply", true}};
  return fields;
}

/// What the platform shows before the file is fetched.
void describe(json::object& fields, const outgoing_file& file, std::string_view method) {
  const bool moving = method == "sendVideo" || method == "sendAnimation";
  if (moving && file.width > 0 && file.height > 0) {
    fields["width"] = file.width;
    fields["height"] = file.height;
  }
  if ((moving || method == "sendVoice" || method == "sendAudio") && file.duration_s > 0)
    fields["duration"] = file.duration_s;
  if (method == "sendVideo") fields["supports_streaming"] = true;
}

/// In a form every value is text, and nested values are JSON.
std::vector<form_part> as_form(const json::object& fields) {
  std::vector<form_part> form;
  for (const auto& field : fields) {
    const auto* text = field.value().if_string();
    form.push_back(
        {std::string{field.key()}, text ? std::string{*text} : json::serialize(field.value())});
  }
  return form;
}

/// A slow line is given the time that its bytes take.
std::chrono::milliseconds upload_time(std::int64_t bytes) {
  constexpr std::int64_t bytes_per_second = 128 * 1024;
  return std::chrono::seconds{30 + std::max<std::int64_t>(bytes, 0) / bytes_per_second};
}

struct kind_method {
  content kind;
  file_method how;
};
constexpr std::array methods{
    kind_method{content::photo, {"sendPhoto", "photo"}},
    kind_method{content::video, {"sendVideo", "video"}},
    kind_method{content::animation, {"sendAnimation", "animation"}},
    kind_method{content::voice, {"sendVoice", "voice"}},
    kind_method{content::audio, {"sendAudio", "audio"}},
    kind_method{content::document, as_document},
};

/// Sizes that are not known are left to the platform to judge.
bool fits_as_photo(const outgoing_file& file) {
  const std::int64_t longer = std::max(file.width, file.height);
  const std::int64_t shorter = std::min(file.width, file.height);
  return file.size <= photo_bytes && longer + shorter <= photo_sides &&
         (shorter <= 0 || longer <= shorter * photo_ratio);
}

bool plain_in_path(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
         c == '_' || c == '-' || c == '.' || c == '~';
}

std::string escaped_path(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain_in_path(c))
      escaped += c;
    else
      escaped.append({'%', digits[byte >> 4], digits[byte & 0x0f]});
  }
  return escaped;
}

} // namespace

http_request get_me(const access& to) { return call(to, "getMe", {}); }

http_request get_webhook_info(const access& to) { return call(to, "getWebhookInfo", {}); }

http_request take_webhook(const access& to, const hook_address& hook) {
  return call(to, "setWebhook",
              {{"url", hook.url},
               {"secret_token", hook.secret},
               {"max_connections", webhook_connections},
               {"allowed_updates", kinds()},
               {"drop_pending_updates", false}});
}

http_request delete_webhook(const access& to) {
  return call(to, "deleteWebhook", {{"drop_pending_updates", false}});
}

http_request get_updates(const access& to, std::int64_t offset, std::chrono::seconds hold) {
  auto request = call(to, "getUpdates",
                      {{"offset", offset},
                       {"limit", poll_limit},
                       {"timeout", hold.count()},
                       {"allowed_updates", kinds()}});
  request.timeout = hold + poll_margin;
  return request;
}

http_request send_message(const access& to, const outgoing& message) {
  auto fields = addressed(message);
  fields["text"] = message.text;
  return call(to, "sendMessage", fields);
}

file_method method_for(const outgoing_file& file) {
  const auto colon = file.reference.find(':');
  for (const auto& [kind, how] : methods) {
    if (colon != std::string::npos && file.reference.compare(0, colon, how.field) == 0) return how;
    if (colon == std::string::npos && file.kind == kind)
      return kind == content::photo && !fits_as_photo(file) ? as_document : how;
  }
  return as_document;
}

http_request send_file(const access& to, const outgoing& message, file_method how) {
  const auto& file = message.files.front();
  auto fields = addressed(message);
  if (!message.text.empty()) fields["caption"] = message.text;
  const auto known = file.reference.find(':');
  if (known != std::string::npos || file.path.empty()) {
    fields[how.field] = known != std::string::npos ? file.reference.substr(known + 1) : file.link;
    return call(to, how.method, fields);
  }
  describe(fields, file, how.method);
  auto request = empty_call(to, how.method);
  request.form = as_form(fields);
  request.form.push_back({.name = std::string{how.field},
                          .value = {},
                          .file = file.path,
                          .file_name = file.name,
                          .mime = file.mime});
  request.timeout = upload_time(file.size);
  return request;
}

std::string reference_to(std::string_view field, std::string_view file_id) {
  return std::string{field}.append(":").append(file_id);
}

http_request edit_message(const access& to, const std::string& client,
                          const std::string& external_id, const std::string& text, bool has_files) {
  return call(to, has_files ? "editMessageCaption" : "editMessageText",
              {{"chat_id", id_value(client)},
               {"message_id", id_value(external_id)},
               {has_files ? "caption" : "text", text}});
}

http_request delete_message(const access& to, const std::string& client,
                            const std::string& external_id) {
  return call(to, "deleteMessage",
              {{"chat_id", id_value(client)}, {"message_id", id_value(external_id)}});
}

http_request answer_callback_query(const access& to, const std::string& query) {
  return call(to, "answerCallbackQuery", {{"callback_query_id", query}});
}

http_request send_typing(const access& to, const std::string& client) {
  return call(to, "sendChatAction", {{"chat_id", id_value(client)}, {"action", "typing"}});
}

http_request get_profile_photo(const access& to, const std::string& client) {
  return call(to, "getUserProfilePhotos",
              {{"user_id", id_value(client)}, {"offset", 0}, {"limit", 1}});
}

http_request get_file(const access& to, std::string_view file_id) {
  return call(to, "getFile", {{"file_id", file_id}});
}

http_request download(const access& to, std::string_view file_path) {
  http_request request;
  request.method = "GET";
  request.url.append(base_of(to)).append("/file/bot").append(to.token).append("/");
  request.url += escaped_path(file_path);
  request.platform = "telegram";
  return request;
}

http_request get_my(const access& to, std::string_view which) {
  return call(to, std::string{"getMy"}.append(which), {});
}

http_request set_my(const access& to, std::string_view which, std::string_view field,
                    const std::string& text) {
  return call(to, std::string{"setMy"}.append(which), {{field, text}});
}

} // namespace switchboard::protocols::telegram
