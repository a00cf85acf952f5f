#include "protocols/vk/render.hpp"

#include "protocols/json.hpp"
#include "protocols/text.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/rules.hpp"

namespace switchboard::protocols::vk {

namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";

/// Two line ends of Unicode, which a literal may not hold although JSON lets them pass.
std::string_view line_end(std::string_view text) {
  const auto head = text.substr(0, 3);
  if (head == "\xE2\x80\xA8") return "\\u2028";
  if (head == "\xE2\x80\xA9") return "\\u2029";
  return {};
}

/// A string literal that is the same in JSON, JavaScript and VKScript.
std::string literal(std::string_view text) {
  const auto clean = storable(text);
  std::string out = "\"";
  for (std::size_t at = 0; at < clean.size(); ++at) {
    const auto byte = static_cast<unsigned char>(clean[at]);
    if (const auto end = line_end(std::string_view(clean).substr(at)); !end.empty()) {
      out += end;
      at += 2;
    } else if (clean[at] == '"' || clean[at] == '\\') {
      out += {'\\', clean[at]};
    } else if (clean[at] == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += {'\\', 'u', '0', '0', hexadecimal[byte >> 4U], hexadecimal[byte & 15U]};
    } else {
      out += clean[at];
    }
  }
  return out += '"';
}

std::string send_expression(const outgoing& message) {
  std::string out = "API.messages.send({\"peer_id\":" + literal(message.client);
  out += ",\"random_id\":" + std::to_string(random_id(message.key));
  out += ",\"message\":" + literal(message.text);
  if (!message.reply_to.empty()) out += ",\"reply_to\":" + literal(message.reply_to);
  return out += "})";
}

} // namespace

std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain)
      out += c;
    else
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

std::string form_of(const arguments& values) {
  std::string form;
  for (const auto& [name, value] : values) {
    if (!form.empty()) form += '&';
    form.append(name).append("=").append(encoded(value));
  }
  return form;
}

std::string_view without_slash(std::string_view address) {
  while (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

http_request call(const access& to, std::string_view method, arguments values) {
  values.emplace_back("access_token", to.token);
  values.emplace_back("v", api_version);
  http_request request;
  request.url.append(without_slash(to.api_url)).append("/method/").append(method);
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = form_of(values);
  request.platform = "vk";
  return request;
}

http_request send_message(const access& to, const outgoing& message,
                          const std::string& attachments) {
  arguments values{{"peer_id", message.client},
                   {"random_id", std::to_string(random_id(message.key))},
                   {"message", message.text}};
  if (!attachments.empty()) values.emplace_back("attachment", attachments);
  if (!message.reply_to.empty()) values.emplace_back("reply_to", message.reply_to);
  return call(to, "messages.send", std::move(values));
}

http_request send_messages(const access& to, std::span<const outgoing> messages) {
  std::string code = "return [";
  for (const auto& message : messages) {
    if (!code.ends_with('[')) code += ',';
    code += send_expression(message);
  }
  return call(to, "execute", {{"code", code + "];"}});
}

http_request edit_message(const access& to, const std::string& client, const std::string& message,
                          const std::string& text, const std::string& attachments) {
  arguments values{{"peer_id", client},
                   {"message_id", message},
                   {"message", text},
                   {"keep_forward_messages", "1"}};
  if (!attachments.empty()) values.emplace_back("attachment", attachments);
  return call(to, "messages.edit", std::move(values));
}

http_request delete_message(const access& to, const std::string& client,
                            const std::string& message) {
  return call(to, "messages.delete",
              {{"peer_id", client}, {"message_ids", message}, {"delete_for_all", "1"}});
}

http_request set_typing(const access& to, const std::string& client) {
  return call(to, "messages.setActivity", {{"peer_id", client}, {"type", "typing"}});
}

http_request mark_read(const access& to, const std::string& client) {
  return call(to, "messages.markAsRead", {{"peer_id", client}, {"mark_conversation_as_read", "1"}});
}

std::optional<http_request> answer_press(const access& to, const std::string& press) {
  const json_document document(press);
  const auto* fields = document.object();
  if (fields == nullptr) return std::nullopt;
  auto event = clean_at(*fields, "event_id");
  auto user = id_at(*fields, "user_id");
  auto peer = id_at(*fields, "peer_id");
  if (event.empty() || user.empty() || peer.empty()) return std::nullopt;
  return call(
      to, "messages.sendMessageEventAnswer",
      {{"event_id", std::move(event)}, {"user_id", std::move(user)}, {"peer_id", std::move(peer)}});
}

http_request get(std::string url) {
  http_request request;
  request.method = "GET";
  request.url = std::move(url);
  request.outside = true;
  request.platform = "vk";
  return request;
}

} // namespace switchboard::protocols::vk
