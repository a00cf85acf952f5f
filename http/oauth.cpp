#include "http/oauth.hpp"

#include "http/api/http_calls.hpp"
#include "http/api/logins.hpp"
#include "http/api/platform_calls.hpp"
#include "http/api/problem.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::http {

namespace {

using stage = login_attempt::stage;

protocols::login_answer decoded(std::string_view query) {
  protocols::login_answer out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    std::string name;
    std::string value;
    if (percent_decode(pair.substr(0, equals), true, name) &&
        percent_decode(pair.substr(std::min(equals + 1, pair.size())), true, value))
      out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

std::string value_of(const protocols::login_answer& answer, std::string_view name) {
  for (const auto& [known, value] : answer)
    if (known == name) return value;
  return {};
}

response to_panel(const login_attempt& attempt) {
  response out;
  out.status = 302;
  auto place =
      "/projects/" + to_string(attempt.project) + "/settings/channels?login=" + attempt.key;
  if (attempt.at == stage::failed) place += "&error=" + attempt.error;
  out.headers.emplace_back("Location", std::move(place));
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

void failed(login_attempt& attempt, const error& why) {
  attempt.at = stage::failed;
  attempt.error = why.code == errc::access_denied ? "denied" : "unreachable";
}

task<void> take_accounts(services& env, login_attempt& attempt,
                         const protocols::login_answer& answer) {
  auto accounts = co_await hold(
      env.transport, attempt.platform->oauth()->choices(attempt.app, answer, attempt.verifier));
  if (!accounts) {
    failed(attempt, accounts.error());
    co_return;
  }
  attempt.accounts = std::move(*accounts);
  attempt.at = stage::choose;
}

task<void> take_token(services& env, login_attempt& attempt,
                      const protocols::login_answer& answer) {
  auto token = co_await hold(
      env.transport, attempt.platform->oauth()->token(attempt.app, answer, attempt.account));
  if (!token) {
    failed(attempt, token.error());
    co_return;
  }
  attempt.token = std::move(*token);
  attempt.at = stage::ready;
}

} // namespace

std::string oauth_redirect_uri(const services& env, std::string_view platform,
                               std::string_view host, bool secure) {
  const auto& known = env.config.http.public_url;
  auto base = !known.empty() ? known : (secure ? "https://" : "http://") + std::string{host};
  return base + std::string{oauth_base} + std::string{platform};
}

task<response> receive_login(services& env, request& asked) {
  if (asked.method != "GET") co_return to_response(fail(errc::method_not_allowed));
  const auto answer = decoded(asked.query);
  auto attempt = env.logins_under_way.find(value_of(answer, "state"));
  const auto name = asked.path.substr(oauth_base.size());
  if (!attempt || attempt->platform->name() != name)
    co_return to_response(fail(errc::not_found, "This login is over. Begin again in the panel."));
  const auto who = co_await caller_of(env, asked);
  if (!who) co_return to_response(who.error());
  if ((*who)->person.id != attempt->person) co_return to_response(fail(errc::not_found));
  if (attempt->account.empty())
    co_await take_accounts(env, *attempt, answer);
  else
    co_await take_token(env, *attempt, answer);
  env.logins_under_way.put(*attempt);
  co_return to_panel(*attempt);
}

} // namespace switchboard::http
