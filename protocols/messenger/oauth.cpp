#include "protocols/messenger/oauth.hpp"

#include "protocols/messenger/answer.hpp"
#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/page.hpp"
#include "protocols/messenger/render.hpp"
#include "protocols/messenger/rules.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

/// Pages of one answer, and the most answers we ask for.
constexpr std::size_t pages_at_once = 100;
constexpr int most_lists = 50;

std::string_view told(const login_answer& came_back, std::string_view name) {
  for (const auto& [key, value] : came_back)
    if (key == name) return value;
  return {};
}

access as_app_without_token(const login_app& app) {
  return {.api_url = app.api_url,
          .token = {},
          .api_version = app.api_version,
          .app_id = app.app_id,
          .app_secret = app.app_secret};
}

/// The person said no, or the platform did.
std::optional<error> refusal_in(const login_answer& came_back) {
  const auto problem = told(came_back, "error");
  if (!problem.empty()) {
    const auto words = told(came_back, "error_description");
    return fail(problem == "access_denied" ? errc::access_denied : errc::bad_request,
                storable(words.empty() ? problem : words));
  }
  if (told(came_back, "code").empty()) return fail(errc::bad_request, "no code came back");
  return std::nullopt;
}

conversation<result<std::string>> exchange(access to, parameters what) {
  const answer read(co_await ask{get(to, "oauth/access_token", what)});
  auto token = read.ok() ? clean_text(*read.body(), "access_token") : std::string{};
  if (!token.empty()) co_return token;
  // A wrong secret has the code of what is temporary.
  if (read.readable() && read.status() / 100 == 4) co_return fail(errc::bad_request, read.reason());
  co_return failure_of(read, errc::bad_request);
}

/// A code becomes a token of an hour or two, and that one of 60 days.
conversation<result<std::string>> person_token(login_app app, std::string code) {
  const auto to = as_app_without_token(app);
  auto brief = co_await exchange(to, {{"client_id", app.app_id},
                                      {"client_secret", app.app_secret},
                                      {"redirect_uri", app.redirect_uri},
                                      {"code", code}});
  if (!brief) co_return brief;
  co_return co_await exchange(to, {{"grant_type", "fb_exchange_token"},
                                   {"client_id", app.app_id},
                                   {"client_secret", app.app_secret},
                                   {"fb_exchange_token", *brief}});
}

/// Where tasks are not told at all, the platform still judges when the page is connected.
bool may_write_messages(const json::object& page) {
  const auto* tasks = array_at(page, "tasks");
  if (tasks == nullptr) return true;
  return std::any_of(tasks->begin(), tasks->end(), [](const json::value& one) {
    const auto* task = one.if_string();
    return task != nullptr && (*task == "MESSAGING" || *task == "MESSAGE");
  });
}

void add_pages(const json::array& list, std::vector<account_choice>& all) {
  for (const auto& one : list) {
    const auto* page = one.if_object();
    auto id = page != nullptr ? id_at(*page, "id") : std::string{};
    if (id.empty()) continue;
    auto token = clean_text(*page, "access_token");
    const bool administers = may_write_messages(*page) && !token.empty();
    all.push_back({.external_id = std::move(id),
                   .name = clean_text(*page, "name"),
                   .photo = picture_of(*page),
                   .token = std::move(token),
                   .administers = administers});
  }
}

/// Where the list goes on; empty = here it ends. A full list may go on although no next one is
/// named.
std::string next_after(const json::object& answer, std::size_t count) {
  const auto* paging = object_at(answer, "paging");
  const auto* cursors = paging != nullptr ? object_at(*paging, "cursors") : nullptr;
  if (cursors == nullptr || count == 0) return {};
  const bool more = !text_at(*paging, "next").empty() || count >= pages_at_once;
  return more ? clean_text(*cursors, "after") : std::string{};
}

conversation<result<std::vector<account_choice>>> pages_of(access to) {
  std::vector<account_choice> all;
  std::string after;
  for (int lists = 0; lists < most_lists; ++lists) {
    parameters what{{"fields", "id,name,access_token,tasks,picture"},
                    {"limit", std::to_string(pages_at_once)}};
    if (!after.empty()) what.emplace_back("after", after);
    const answer read(co_await ask{get(to, "me/accounts", what)});
    const auto* list = read.ok() ? array_at(*read.body(), "data") : nullptr;
    if (list == nullptr) co_return failure_of(read, errc::bad_request);
    add_pages(*list, all);
    auto next = next_after(*read.body(), list->size());
    if (next.empty() || next == after) break;
    after = std::move(next);
  }
  co_return all;
}

conversation<result<std::vector<account_choice>>> pages_by_code(login_app app, std::string code) {
  auto token = co_await person_token(app, code);
  if (!token) co_return token.error();
  auto to = as_app_without_token(app);
  to.token = std::move(*token);
  co_return co_await pages_of(to);
}

conversation<result<std::vector<account_choice>>> refuse(error why) { co_return why; }

conversation<result<std::string>> no_second_step() {
  co_return fail(errc::not_found, "the list of pages has every token");
}

class facebook_login final : public login {
public:
  std::string begin(const login_app& app, std::string_view state, std::string_view) const override {
    auto base = std::string_view(app.oauth_url);
    while (base.ends_with('/')) base.remove_suffix(1);
    std::string url{base};
    if (!app.api_version.empty()) url.append("/").append(app.api_version);
    return url.append("/dialog/oauth?")
        .append(encoded({{"client_id", app.app_id},
                         {"redirect_uri", app.redirect_uri},
                         {"state", std::string{state}},
                         {"scope", std::string{login_scopes}},
                         {"response_type", "code"}}));
  }

  conversation<result<std::vector<account_choice>>> choices(login_app app, login_answer came_back,
                                                            std::string) const override {
    if (auto no = refusal_in(came_back)) return refuse(std::move(*no));
    return pages_by_code(std::move(app), std::string{told(came_back, "code")});
  }

  std::string choose(const login_app&, const std::string&, std::string_view) const override {
    return {};
  }

  conversation<result<std::string>> token(login_app, login_answer, std::string) const override {
    return no_second_step();
  }
};

} // namespace

const login& login_with_facebook() {
  static const facebook_login only;
  return only;
}

} // namespace switchboard::protocols::facebook
