#include "protocols/telegram/render.hpp"

#include "protocols/json.hpp"
#include "protocols/telegram/rules.hpp"

#include <charconv>

namespace switchboard::protocols::telegram {

namespace {

http_request call(const access& to, std::string_view method, const json::object& arguments) {
  auto base = std::string_view(to.api_url);
  while (base.ends_with('/')) base.remove_suffix(1);
  http_request request;
  request.url.append(base).append("/bot").append(to.token).append("/").append(method);
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
json::value chat_id(const std::string& client) {
  std::int64_t number = 0;
  const char* last = client.data() + client.size();
  const auto [end, problem] = std::from_chars(client.data(), last, number);
  if (problem == std::errc{} && end == last) return number;
  return json::value(client);
}

} // namespace

http_request get_me(const access& to) { return call(to, "getMe", {}); }

http_request get_webhook_info(const access& to) { return call(to, "getWebhookInfo", {}); }

http_request set_webhook(const access& to, const std::string& url, const std::string& secret) {
  return call(to, "setWebhook",
              {{"url", url},
               {"secret_token", secret},
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
  return call(to, "sendMessage", {{"chat_id", chat_id(message.client)}, {"text", message.text}});
}

http_request answer_callback_query(const access& to, const std::string& query) {
  return call(to, "answerCallbackQuery", {{"callback_query_id", query}});
}

} // namespace switchboard::protocols::telegram
