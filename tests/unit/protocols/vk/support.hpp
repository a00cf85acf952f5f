#pragma once

#include "protocols/messenger.hpp"
#include "tests/unit/protocols/dialogue.hpp"
#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the suites of VK share.
namespace switchboard::protocols::vk_test {

namespace json = boost::json;

inline const messenger& vkontakte() { return messenger_of(platform::vk); }

inline const std::string secret = "s3cret-of-the-channel";
inline const std::string hook_url = "https://inbox.example.com/hooks/vk/77ab";
inline const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

inline const access& community() {
  static const access one{
      .api_url = "https://api.vk.example", .token = "vk1.a.COMMUNITY-token", .account = "555"};
  return one;
}
inline const hook_address& hook() {
  static const hook_address one{.url = hook_url, .secret = secret};
  return one;
}
inline const login_app& app() {
  static const login_app one{.oauth_url = "https://oauth.vk.example/",
                             .id_url = "https://id.vk.example",
                             .api_url = "https://api.vk.example",
                             .app_id = "5100",
                             .app_secret = "app secret",
                             .redirect_uri = "https://inbox.example.com/oauth/vk"};
  return one;
}
inline hook_keys keys() { return {.secret = secret, .account = "555"}; }

inline std::string corpus(std::string_view name) {
  return test::read_file(test::corpus_folder("vk") / (std::string{name} + ".json"));
}
/// The platform's answer of this name.
inline http_response says(std::string_view name) {
  return test::reply(200, corpus("answer_" + std::string{name}));
}
inline http_response refuses(int code, std::string_view words = "words of the platform") {
  return test::reply(
      200, json::serialize(json::object{{"error", {{"error_code", code}, {"error_msg", words}}}}));
}

inline hook_call callback(std::string_view body) {
  return {.method = "POST", .query = {}, .body = body, .header = [](std::string_view) {
            return std::string_view();
          }};
}

/// The one event that a callback's body holds.
inline client_event parse(std::string_view body) {
  auto events = vkontakte().parse(body);
  return events.size() == 1 ? std::move(events.front().event) : client_event{};
}
inline client_event parsed(std::string_view name) {
  return parse(corpus("event_" + std::string{name}));
}
/// A message of client 42 with these fields beside (or over) the usual.
inline client_event parse_message(json::object more) {
  json::object message{{"id", 101},     {"date", 1700000000}, {"from_id", 42}, {"out", 0},
                       {"peer_id", 42}, {"text", ""},         {"version", 1}};
  for (auto& field : more) message[field.key()] = field.value();
  return parse(json::serialize(json::object{{"type", "message_new"},
                                            {"group_id", 555},
                                            {"event_id", "e1"},
                                            {"object", {{"message", message}}}}));
}

inline outgoing text_to_42(std::string text, std::string key = "17") {
  return {.key = std::move(key), .client = "42", .text = std::move(text)};
}
inline outgoing_file picture() {
  return {.kind = content::photo,
          .name = "p.jpg",
          .mime = "image/jpeg",
          .size = 1000,
          .width = 640,
          .height = 480,
          .path = "/files/p"};
}
inline outgoing_file paper() {
  return {.kind = content::document,
          .name = "invoice.pdf",
          .mime = "application/pdf",
          .size = 45'000,
          .path = "/files/d"};
}

inline std::string decoded(std::string_view text) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size()) {
      out += static_cast<char>(value(text[at + 1]) * 16 + value(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}
/// The fields of a form; what is not there is named so.
class fields {
public:
  void set(std::string name, std::string value) { values_[std::move(name)] = std::move(value); }
  std::string at(const std::string& name) const {
    const auto found = values_.find(name);
    return found != values_.end() ? found->second : "no field " + name;
  }
  bool has(const std::string& name) const { return values_.count(name) != 0; }
  std::size_t size() const { return values_.size(); }

private:
  std::map<std::string, std::string> values_;
};

/// `name=value&…`, read.
inline fields form_in(std::string_view text) {
  fields found;
  while (!text.empty()) {
    const auto field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    const auto middle = std::min(field.find('='), field.size());
    const auto value = field.substr(std::min(middle + 1, field.size()));
    found.set(decoded(field.substr(0, middle)), decoded(value));
  }
  return found;
}
inline fields form_of(const http_request& call) { return form_in(call.body); }
inline fields query_of(const std::string& url) {
  const auto mark = url.find('?');
  return mark == std::string::npos ? fields{} : form_in(std::string_view(url).substr(mark + 1));
}

/// The methods that were called, in order; addresses that are not the API's as they are.
inline std::string methods(const std::vector<http_request>& calls) {
  std::string names;
  for (const auto& call : calls) {
    if (!names.empty()) names += ' ';
    const auto mark = call.url.find("/method/");
    names += mark == std::string::npos ? call.url : call.url.substr(mark + 8);
  }
  return names;
}

inline test::dialogue<delivery> sending(outgoing what, std::vector<http_response> answers) {
  return test::talk(vkontakte().send(community(), std::move(what)), std::move(answers));
}
/// What became of a text when the platform answered so, in words.
inline std::string delivered(const http_response& answer) {
  return test::in_words(*sending(text_to_42("x"), {answer}).outcome);
}

} // namespace switchboard::protocols::vk_test
