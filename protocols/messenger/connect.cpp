#include "protocols/messenger/connect.hpp"

#include "protocols/messenger/answer.hpp"
#include "protocols/messenger/fields.hpp"
#include "protocols/messenger/page.hpp"
#include "protocols/messenger/refusals.hpp"
#include "protocols/messenger/render.hpp"
#include "protocols/messenger/token_info.hpp"
#include "protocols/messenger/webhook.hpp"

#include <utility>

namespace switchboard::protocols::facebook {

namespace {

std::string sentence_of(token_fault fault, const token_info& token) {
  switch (fault) {
    case token_fault::other_app: return "The token was made by another app: " + token.app_id;
    case token_fault::not_a_page: return "The token is not a page's: " + token.type;
    case token_fault::rights_missing: return "The token lacks rights: " + token.missing_rights;
    default: return token.problem.empty() ? "The token is not valid." : token.problem;
  }
}

/// The app's own token is refused: no other token of the page's would help.
error app_failure(const answer& from, errc no) {
  if (token_is_dead(from)) return fail(errc::bad_request, "app id or app secret: " + from.reason());
  return failure_of(from, no);
}

client_profile profile_of(std::string client, const json::object& person) {
  client_profile found{.client = std::move(client)};
  found.who.first_name = clean_text(person, "first_name");
  found.who.last_name = clean_text(person, "last_name");
  if (found.who.first_name.empty() && found.who.last_name.empty())
    found.who.first_name = clean_text(person, "name");
  found.who.photo = address_at(person, "profile_pic");
  return found;
}

} // namespace

conversation<result<identity>> identify(access to) {
  if (has_app(to)) {
    const answer told(co_await ask{debug_token(to)});
    if (!told.ok()) co_return app_failure(told, errc::token_refused);
    const auto token = read_token_info(told);
    if (!token) co_return failure_of(told, errc::token_refused);
    const auto fault = fault_of(*token, to.app_id);
    if (fault != token_fault::none) co_return fail(errc::token_refused, sentence_of(fault, *token));
  }
  const answer me(co_await ask{get_me(to)});
  co_return read_page(me);
}

conversation<result<webhook_state>> ask_webhook(access to, identity account) {
  to.account = account.external_id;
  const answer apps(co_await ask{get_subscribed_apps(to)});
  if (!apps.ok()) co_return failure_of(apps, errc::token_refused);
  if (!has_app(to) || !read_page_hook(*apps.body(), to.app_id).subscribed)
    co_return webhook_state{};
  const answer subscriptions(co_await ask{get_subscriptions(to)});
  if (!subscriptions.ok()) co_return app_failure(subscriptions, errc::bad_request);
  co_return webhook_state{.url = read_app_hook(*subscriptions.body()).url};
}

conversation<result<void>> set_webhook(access to, hook_address hook) {
  if (has_app(to)) {
    const answer app(co_await ask{set_subscriptions(to, hook)});
    if (!app.ok()) co_return app_failure(app, errc::bad_request);
  }
  const answer page(co_await ask{subscribe_page(to)});
  if (!page.ok()) co_return failure_of(page, errc::bad_request);
  co_await ask{set_get_started(to)};
  co_return result<void>{};
}

conversation<result<void>> clear_webhook(access to, hook_address) {
  const answer page(co_await ask{unsubscribe_page(to)});
  if (!page.ok()) co_return failure_of(page, errc::bad_request);
  co_return result<void>{};
}

conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients) {
  std::vector<client_profile> found;
  for (auto& client : clients) {
    const answer read(co_await ask{get_profile(to, client)});
    if (read.ok() && id_at(*read.body(), "id") == client)
      found.push_back(profile_of(std::move(client), *read.body()));
  }
  co_return found;
}

conversation<result<http_request>> locate(std::string source) {
  if (!source.starts_with("https://") && !source.starts_with("http://"))
    co_return fail(errc::not_found, "not an address");
  http_request request;
  request.method = "GET";
  request.url = std::move(source);
  request.outside = true;
  request.platform = "messenger";
  co_return request;
}

} // namespace switchboard::protocols::facebook
