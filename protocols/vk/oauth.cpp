#include "protocols/vk/oauth.hpp"

#include "protocols/digest.hpp"
#include "protocols/json.hpp"
#include "protocols/text.hpp"
#include "protocols/vk/answer.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// Only an administrator may give a community's token away; 1 and 2 are moderator and editor.
constexpr std::int64_t administrator = 3;

std::string value_of(const login_answer& came_back, std::string_view name) {
  const auto found = std::find_if(came_back.begin(), came_back.end(),
                                  [name](const auto& one) { return one.first == name; });
  return found != came_back.end() ? found->second : std::string{};
}

/// What the page said instead of a code; `none` when there is a code.
error refusal_in(const login_answer& came_back) {
  auto words = value_of(came_back, "error_description");
  const auto name = value_of(came_back, "error");
  if (words.empty()) words = name;
  if (name == "access_denied") return fail(errc::access_denied, storable(words));
  if (!name.empty()) return fail(errc::bad_request, storable(words));
  if (value_of(came_back, "code").empty())
    return fail(errc::bad_request, "VK sent the browser back without a code");
  return {};
}

http_request post(std::string_view base, std::string_view path, const arguments& values) {
  http_request request;
  request.url.append(without_slash(base)).append(path);
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = form_of(values);
  request.platform = "vk";
  return request;
}

http_request exchange(const login_app& app, const login_answer& came_back,
                      const std::string& verifier) {
  return post(app.id_url, "/oauth2/auth",
              {{"grant_type", "authorization_code"},
               {"code", value_of(came_back, "code")},
               {"code_verifier", verifier},
               {"client_id", app.app_id},
               {"device_id", value_of(came_back, "device_id")},
               {"redirect_uri", app.redirect_uri},
               {"state", value_of(came_back, "state")}});
}

http_request ask_token(const login_app& app, const login_answer& came_back) {
  return post(app.oauth_url, "/access_token",
              {{"client_id", app.app_id},
               {"client_secret", app.app_secret},
               {"redirect_uri", app.redirect_uri},
               {"code", value_of(came_back, "code")}});
}

/// Of an exchange that gave no token: OAuth's own form of an error, or nothing sensible.
error no_token(const http_response& from, const json::object* body) {
  if (body == nullptr) return fail(errc::platform_unreachable, what_happened(from));
  auto words = storable(text_at(*body, "error_description"));
  if (words.empty()) words = storable(text_at(*body, "error"));
  if (words.empty()) return fail(errc::platform_unreachable, "VK gave no token");
  return fail(errc::token_refused, std::move(words));
}

result<std::string> read_person_token(const http_response& from) {
  const bool answered = from.reach == http_response::reach::answered;
  const json_document document(answered ? std::string_view(from.body) : std::string_view());
  const auto* body = document.object();
  auto token = body != nullptr ? clean_at(*body, "access_token") : std::string{};
  if (token.empty()) return no_token(from, body);
  return token;
}

/// `{"groups": [{"group_id": 555, "access_token": "…"}]}`, or the older `{"access_token_555":
/// "…"}`.
result<std::string> read_community_token(const http_response& from, const std::string& account) {
  const bool answered = from.reach == http_response::reach::answered;
  const json_document document(answered ? std::string_view(from.body) : std::string_view());
  const auto* body = document.object();
  if (body == nullptr) return no_token(from, body);
  auto token = clean_at(*body, "access_token_" + account);
  if (const auto* groups = array_at(*body, "groups"))
    for (const auto& one : *groups) {
      const auto* group = one.if_object();
      if (group != nullptr && id_at(*group, "group_id") == account)
        token = clean_at(*group, "access_token");
    }
  if (token.empty()) return no_token(from, body);
  return token;
}

http_request ask_communities(const login_app& app, const std::string& token) {
  return call({.api_url = app.api_url, .token = token}, "groups.get",
              {{"filter", "admin"}, {"extended", "1"}, {"count", "1000"}});
}

account_choice read_choice(const json::object& group) {
  account_choice one{.external_id = id_at(group, "id"), .name = clean_at(group, "name")};
  for (const std::string_view size : {"photo_200", "photo_100", "photo_50"})
    if (one.photo.empty()) one.photo = clean_at(group, size);
  const auto level = whole_at(group, "admin_level").value_or(administrator);
  const bool told = group.contains("is_admin");
  one.administers = level >= administrator && (!told || truth_at(group, "is_admin"));
  return one;
}

class vk_login final : public login {
public:
  std::string begin(const login_app& app, std::string_view state,
                    std::string_view verifier) const override {
    return std::string{without_slash(app.id_url)} + "/authorize?" +
           form_of({{"response_type", "code"},
                    {"client_id", app.app_id},
                    {"redirect_uri", app.redirect_uri},
                    {"scope", "groups"},
                    {"state", std::string{state}},
                    {"code_challenge", code_challenge(verifier)},
                    {"code_challenge_method", "S256"}});
  }

  conversation<result<std::vector<account_choice>>> choices(login_app app, login_answer came_back,
                                                            std::string verifier) const override {
    if (auto refusal = refusal_in(came_back); refusal.code != errc::none) co_return refusal;
    auto token = read_person_token(co_await ask{exchange(app, came_back, verifier)});
    if (!token) co_return token.error();
    const answer read(co_await ask{ask_communities(app, *token)});
    const auto* fields = read.response_object();
    const auto* items = fields != nullptr ? array_at(*fields, "items") : nullptr;
    if (items == nullptr) co_return failure_of(read);
    std::vector<account_choice> found;
    for (const auto& item : *items) {
      const auto* group = item.if_object();
      if (group == nullptr || id_at(*group, "id").empty()) continue;
      found.push_back(read_choice(*group));
    }
    co_return found;
  }

  std::string choose(const login_app& app, const std::string& account,
                     std::string_view state) const override {
    return std::string{without_slash(app.oauth_url)} + "/authorize?" +
           form_of({{"client_id", app.app_id},
                    {"group_ids", account},
                    {"redirect_uri", app.redirect_uri},
                    {"scope", "messages,manage,photos,docs"},
                    {"response_type", "code"},
                    {"v", std::string{api_version}},
                    {"state", std::string{state}}});
  }

  conversation<result<std::string>> token(login_app app, login_answer came_back,
                                          std::string account) const override {
    if (auto refusal = refusal_in(came_back); refusal.code != errc::none) co_return refusal;
    co_return read_community_token(co_await ask{ask_token(app, came_back)}, account);
  }
};

unsigned digit(char c) { return static_cast<unsigned>(c >= 'a' ? c - 'a' + 10 : c - '0'); }

} // namespace

const login& oauth() {
  static const vk_login only;
  return only;
}

std::string code_challenge(std::string_view verifier) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : sha256_hex(verifier)) {
    bits = (bits << 4U) | digit(c);
    count += 4;
    if (count < 6) continue;
    count -= 6;
    out += letters[(bits >> count) & 63U];
  }
  if (count > 0) out += letters[(bits << (6 - count)) & 63U];
  return out;
}

} // namespace switchboard::protocols::vk
