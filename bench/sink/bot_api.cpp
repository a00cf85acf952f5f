#include "bench/sink/bot_api.hpp"

#include <boost/json.hpp>

#include <ctime>
#include <utility>

namespace switchboard::bench {

namespace json = boost::json;

namespace {

std::string good(json::value result) {
  return json::serialize(json::object{{"ok", true}, {"result", std::move(result)}});
}

bot_api::answer bad(int code, std::string_view why) {
  return {code, json::serialize(json::object{
                    {"ok", false}, {"error_code", code}, {"description", std::string{why}}})};
}

json::object bot_of(std::string_view id) {
  return {{"id", std::strtoll(std::string{id}.c_str(), nullptr, 10)},
          {"is_bot", true},
          {"first_name", "Shop"},
          {"username", "shop_" + std::string{id} + "_bot"}};
}

} // namespace

bot_api::answer bot_api::control(std::string_view what) {
  if (what == "webhooks") {
    json::object all;
    for (const auto& [bot, hook] : webhooks_)
      all[bot] = json::object{{"url", hook.url}, {"secret", hook.secret}};
    return {200, json::serialize(all)};
  }
  if (what == "hold")
    holding_ = true;
  else if (what == "reset")
    ledger_.reset();
  else if (what == "release") {
    holding_ = false;
    ledger_.start();
  } else if (what != "report")
    return bad(404, "Not Found");
  return {200, ledger_.report()};
}

bot_api::answer bot_api::send_message(std::string_view bot, std::string_view body) {
  boost::system::error_code failed;
  const auto said = json::parse({body.data(), body.size()}, failed);
  const auto* fields = said.if_object();
  const auto* chat = fields ? fields->if_contains("chat_id") : nullptr;
  const auto* text = fields ? fields->if_contains("text") : nullptr;
  if (!chat || !chat->is_int64() || !text || !text->is_string())
    return bad(400, "Bad Request: chat_id and text are wanted");
  ledger_.arrived(chat->as_int64(), text->as_string());
  json::object message{{"message_id", ++last_message_},
                       {"from", bot_of(bot)},
                       {"chat", {{"id", *chat}, {"first_name", "Ira"}, {"type", "private"}}},
                       {"date", static_cast<std::int64_t>(std::time(nullptr))},
                       {"text", *text}};
  return {200, good(std::move(message)), holding_};
}

bot_api::answer bot_api::call(std::string_view path, std::string_view body) {
  constexpr std::string_view control_path = "/control/";
  if (path.starts_with(control_path)) return control(path.substr(control_path.size()));
  const auto colon = path.find(':');
  const auto slash = path.find('/', 1);
  if (!path.starts_with("/bot") || colon == path.npos || slash == path.npos || slash < colon)
    return bad(404, "Not Found");
  const auto bot = path.substr(4, colon - 4);
  const auto method = path.substr(slash + 1);
  if (method == "sendMessage") return send_message(bot, body);
  if (method == "getMe") return {200, good(bot_of(bot))};
  if (method == "setWebhook") {
    boost::system::error_code failed;
    const auto said = json::parse({body.data(), body.size()}, failed);
    const auto* url = said.is_object() ? said.as_object().if_contains("url") : nullptr;
    if (!url || !url->is_string()) return bad(400, "Bad Request: url is wanted");
    const auto* secret = said.as_object().if_contains("secret_token");
    auto& hook = webhooks_[std::string{bot}];
    hook.url = url->as_string();
    if (secret && secret->is_string()) hook.secret = secret->as_string();
    return {200, good(true)};
  }
  if (method == "getWebhookInfo")
    return {200, good(json::object{{"url", webhooks_[std::string{bot}].url},
                                   {"has_custom_certificate", false},
                                   {"pending_update_count", 0}})};
  if (method == "deleteWebhook") {
    webhooks_.erase(std::string{bot});
    return {200, good(true)};
  }
  return bad(404, "Not Found: method not found");
}

} // namespace switchboard::bench
