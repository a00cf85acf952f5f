#include "protocols/webchat/render.hpp"

#include "protocols/json.hpp"

#include <array>
#include <utility>

namespace switchboard::protocols::webchat {

namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

void append_escaped(std::string& url, std::string_view segment) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : segment) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain(c))
      url += c;
    else
      url.append({'%', digits[byte >> 4], digits[byte & 0x0f]});
  }
}

http_request call(const access& to, std::string_view client) {
  http_request request;
  request.url = "webchat://";
  append_escaped(request.url, to.account);
  request.url += '/';
  append_escaped(request.url, client);
  request.platform = "webchat";
  return request;
}

http_request frame(const access& to, const std::string& client, const json::object& body) {
  auto request = call(to, client);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = json::serialize(body);
  return request;
}

constexpr std::array<std::string_view, 15> content_names{
    "text",    "photo",    "video", "animation", "video_note", "voice", "audio", "document",
    "sticker", "location", "venue", "contact",   "button",     "start", "other"};

constexpr std::array<std::string_view, 3> author_names{"person", "automation", "broadcast"};

json::array files_of(const outgoing& message) {
  json::array files;
  for (const auto& file : message.files)
    files.push_back({{"link", file.link},
                     {"thumbnail_link", file.thumbnail_link},
                     {"name", file.name},
                     {"mime", file.mime},
                     {"size", file.size},
                     {"kind", name_of(file.kind)},
                     {"width", file.width},
                     {"height", file.height},
                     {"duration_s", file.duration_s}});
  return files;
}

} // namespace

std::string_view name_of(content kind) {
  const auto at = static_cast<std::size_t>(kind);
  return at < content_names.size() ? content_names[at] : content_names.back();
}

http_request message_frame(const access& to, const outgoing& message) {
  return frame(to, message.client,
               {{"type", "message"},
                {"id", message.key},
                {"text", message.text},
                {"files", files_of(message)},
                {"reply_to", message.reply_to},
                {"by", author_names[static_cast<std::size_t>(message.by)]},
                {"sender_name", message.sender_name}});
}

http_request edit_frame(const access& to, const std::string& client, const std::string& id,
                        const std::string& text) {
  return frame(to, client, {{"type", "edit"}, {"id", id}, {"text", text}});
}

http_request delete_frame(const access& to, const std::string& client, const std::string& id) {
  return frame(to, client, {{"type", "delete"}, {"id", id}});
}

http_request typing_frame(const access& to, const std::string& client) {
  return frame(to, client, {{"type", "typing"}});
}

http_request read_frame(const access& to, const std::string& client, const std::string& id) {
  return frame(to, client, {{"type", "read"}, {"id", id}});
}

http_request upload_bytes(const access& to, std::string_view source) {
  auto request = call(to, "uploads");
  request.method = "GET";
  request.url += '/';
  append_escaped(request.url, source);
  return request;
}

} // namespace switchboard::protocols::webchat
