#include "protocols/viber/render.hpp"

#include "protocols/viber/rules.hpp"

namespace switchboard::protocols::viber {

namespace {

/// The platform refuses a message without a sender's name.
constexpr std::string_view nameless = "Bot";

http_request call(const access& to, std::string_view method, const json::object& arguments) {
  auto base = std::string_view(to.api_url);
  while (base.ends_with('/')) base.remove_suffix(1);
  http_request request;
  request.url.append(base).append("/").append(method);
  request.headers.emplace_back("X-Viber-Auth-Token", to.token);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = json::serialize(arguments);
  request.platform = platform_name;
  return request;
}

} // namespace

http_request get_account_info(const access& to) { return call(to, "get_account_info", {}); }

http_request set_webhook_call(const access& to, const std::string& url) {
  json::array events;
  for (const auto name : event_types) events.emplace_back(name);
  auto request = call(to, "set_webhook",
                      {{"url", url},
                       {"event_types", std::move(events)},
                       {"send_name", true},
                       {"send_photo", true}});
  request.timeout = webhook_timeout;
  return request;
}

http_request remove_webhook_call(const access& to) {
  return call(to, "set_webhook", {{"url", ""}});
}

json::object sender_named(std::string_view name) {
  return {{"name", name.empty() ? nameless : cut(name, sender_name_limit)}};
}

json::object text_message(const outgoing& message, std::string_view text) {
  return {{"receiver", message.client},
          {"type", "text"},
          {"sender", sender_named(message.sender_name)},
          {"text", text}};
}

http_request send_message(const access& to, const json::object& message) {
  return call(to, "send_message", message);
}

std::string welcome_message(const hook_keys& keys, const std::string& payload) {
  json::object message{{"sender", sender_named(keys.account_name)},
                       {"type", "text"},
                       {"text", cut(keys.welcome, text_limit)}};
  // A part of a payload would be another one.
  if (!payload.empty() && payload.size() <= tracking_limit) message["tracking_data"] = payload;
  auto body = json::serialize(message);
  return body.size() > message_bytes ? std::string() : body;
}

} // namespace switchboard::protocols::viber
