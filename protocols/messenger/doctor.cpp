#include "protocols/messenger/doctor.hpp"

#include "protocols/messenger/answer.hpp"
#include "protocols/messenger/page.hpp"
#include "protocols/messenger/render.hpp"
#include "protocols/messenger/token_info.hpp"
#include "protocols/messenger/webhook.hpp"

#include <string>
#include <utility>

namespace switchboard::protocols::facebook {

namespace {

using grade = enum finding::grade;

std::string unreachable_or(const answer& from, std::string code) {
  const bool silent = failure_of(from, errc::bad_request).code == errc::platform_unreachable;
  return silent ? "platform_unreachable" : std::move(code);
}

finding look_at_token(const token_info& token, const std::string& app_id) {
  switch (fault_of(token, app_id)) {
    case token_fault::not_valid: return {"token", grade::bad, "token_refused", token.problem};
    case token_fault::other_app: return {"token", grade::bad, "token_other_app", token.app_id};
    case token_fault::not_a_page: return {"token", grade::bad, "token_not_a_page", token.type};
    case token_fault::none:
    case token_fault::rights_missing: break;
  }
  if (token.ends)
    return {"token", grade::warning, "token_expires", to_rfc3339(*token.ends).substr(0, 10)};
  return {"token"};
}

/// Of a debug_token that was answered.
void look_at_rights(const token_info& token, std::vector<finding>& all) {
  if (token.missing_rights.empty())
    all.push_back({"rights"});
  else
    all.push_back({"rights", grade::bad, "rights_missing", token.missing_rights});
}

finding look_at_address(const app_hook& app, const hook_address& ours) {
  if (app.url.empty()) return {"webhook", grade::bad, "webhook_missing"};
  if (app.url != ours.url) return {"webhook", grade::bad, "webhook_other_url", app.url};
  if (!app.active) return {"webhook", grade::bad, "webhook_failing", app.url};
  return {"webhook", grade::good, {}, app.url};
}

void look_at_page(const page_hook& page, std::vector<finding>& all) {
  if (!page.subscribed) {
    all.push_back({"webhook", grade::bad, "page_not_subscribed"});
  } else if (page.missing.empty()) {
    all.push_back({"events"});
  } else {
    all.push_back({"events", grade::bad, "events_missing", page.missing});
  }
}

/// What only the app may ask about the token; false: it could not.
conversation<bool> look_as_app(access to, std::vector<finding>* all) {
  const answer told(co_await ask{debug_token(to)});
  const auto token = read_token_info(told);
  // The app is good, and is not told of tokens of others.
  const bool of_others = told.code() == 100;
  if (!token && !of_others) {
    all->push_back({"secret", grade::bad, unreachable_or(told, "app_refused"), told.reason()});
    co_return false;
  }
  all->push_back({"secret"});
  if (!token) {
    all->push_back({"token", grade::bad, "token_other_app", told.reason()});
    co_return true;
  }
  all->push_back(look_at_token(*token, to.app_id));
  look_at_rights(*token, *all);
  co_return true;
}

/// The page itself. `token_known`: the token was judged already. Its id; empty = it is no use to
/// go on.
conversation<std::string> look_at_account(access to, bool token_known, std::vector<finding>* all) {
  const answer me(co_await ask{get_me(to)});
  const auto page = read_page(me);
  if (page) {
    if (!token_known) all->push_back({"token"});
    all->push_back({"account", grade::good, {}, page->name});
    co_return page->external_id;
  }
  const bool no = page.error().code == errc::token_refused;
  if (token_known)
    all->push_back({"account", grade::bad, no ? "account_unreadable" : "platform_unreachable",
                    page.error().detail});
  else
    all->push_back(
        {"token", grade::bad, no ? "token_refused" : "platform_unreachable", page.error().detail});
  co_return std::string{};
}

} // namespace

conversation<std::vector<finding>> examine(access to, hook_address hook) {
  std::vector<finding> all;
  bool token_known = false;
  if (has_app(to))
    token_known = co_await look_as_app(to, &all);
  else
    all.push_back({"secret", grade::bad, "app_missing"});
  const auto page = co_await look_at_account(to, token_known, &all);
  if (page.empty()) co_return all;
  if (to.account.empty()) to.account = page;
  if (has_app(to)) {
    const answer app(co_await ask{get_subscriptions(to)});
    if (app.ok())
      all.push_back(look_at_address(read_app_hook(*app.body()), hook));
    else
      all.push_back(
          {"webhook", grade::warning, unreachable_or(app, "webhook_unknown"), app.reason()});
  }
  const answer apps(co_await ask{get_subscribed_apps(to)});
  if (apps.ok())
    look_at_page(read_page_hook(*apps.body(), to.app_id), all);
  else
    all.push_back(
        {"events", grade::bad, unreachable_or(apps, "page_not_subscribed"), apps.reason()});
  co_return all;
}

} // namespace switchboard::protocols::facebook
