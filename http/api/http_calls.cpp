#include "http/api/http_calls.hpp"

#include "config/secrets.hpp"
#include "http/api/cookies.hpp"
#include "http/api/openapi.hpp"
#include "http/api/parameters.hpp"
#include "http/api/perform.hpp"
#include "http/api/router.hpp"
#include "http/core/text.hpp"

#include <boost/json.hpp>

namespace switchboard::http {

namespace json = boost::json;

namespace {

bool is_json(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  return same_ignoring_case(type, "application/json");
}

std::optional<problem> read_body(const request& asked, json::object& out) {
  if (trimmed(asked.body).empty()) return std::nullopt;
  // A form of another site can send text without asking the browser; JSON it cannot.
  if (!is_json(asked.header("content-type")))
    return problem{fail(errc::bad_json, "The Content-Type must be application/json.")};
  json::error_code failed;
  auto value = json::parse(asked.body, failed);
  if (failed) return problem{fail(errc::bad_json, "The body is not JSON: " + failed.message())};
  if (!value.is_object()) return problem{fail(errc::bad_json, "The body must be a JSON object.")};
  out = std::move(value.get_object());
  return std::nullopt;
}

/// What may be read of a request before it is known who sent it.
std::optional<problem> read_call(call& c, const request& asked, json::object& given) {
  c.peer = asked.peer;
  c.secure = asked.secure;
  c.host = asked.header("host");
  const auto agent = asked.header("user-agent");
  if (valid_utf8(agent)) c.user_agent = agent;
  const auto key = asked.header("idempotency-key");
  if (key.size() > static_cast<std::size_t>(longest_key) || !valid_utf8(key))
    return problem{fail(errc::bad_request, "Idempotency-Key must have 1 to 64 characters.")};
  c.idempotency_key = key;
  if (in_query(c.op)) return read_query(c.op, asked.query, given);
  return read_body(asked, given);
}

response no_such_address(const route& found) {
  if (found.allowed.empty()) return to_response(fail(errc::not_found));
  auto out = to_response(fail(errc::method_not_allowed));
  out.headers.emplace_back("Allow", found.allowed);
  return out;
}

/// What follows "Bearer" if it is a token of ours; others' schemes are somebody else's to read.
std::string_view bearer_of(const request& asked) {
  const auto said = trimmed(asked.header("authorization"));
  const auto space = std::min(said.find(' '), said.size());
  if (!same_ignoring_case(said.substr(0, space), "bearer")) return {};
  const auto token = trimmed(said.substr(space));
  // A bearer's token that cannot be ours is refused as a wrong one, not passed over.
  return token.empty() ? std::string_view{"?"} : token;
}

bool proves_own_page(const request& asked, const signed_in& who) {
  return constant_time_equal(asked.header("x-csrf-token"), who.session.csrf_token);
}

/// Signs the caller in and checks that it is no other site that writes with their cookie. Where
/// anybody may call, who proves to be signed in is known, and nobody has to be.
task<result<void>> identify(call& c, const request& asked) {
  const bool anyone = c.op.access == access::anyone;
  if (anyone && cookie_value(asked.header("cookie"), session_cookie).empty())
    co_return result<void>{};
  auto who = co_await caller_of(c.env, asked);
  if (anyone) {
    if (who && !(*who)->token && proves_own_page(asked, **who)) c.caller = *who;
    co_return result<void>{};
  }
  if (!who) co_return who.error();
  c.caller = *who;
  const bool writes = c.op.method != "GET";
  if (writes && !c.token() && !proves_own_page(asked, *c.caller)) co_return fail(errc::csrf);
  co_return result<void>{};
}

} // namespace

task<result<signed_in_ptr>> caller_of(services& env, const request& asked) {
  if (const auto token = bearer_of(asked); !token.empty())
    co_return co_await env.signed_in.find_token(token);
  co_return co_await env.signed_in.find(cookie_value(asked.header("cookie"), session_cookie));
}

task<response> answer_api(services& env, request& asked, std::string_view request_id) {
  const auto path = asked.path.substr(api_base.size());
  if (path == "/openapi.json" && asked.method == "GET") {
    response out;
    out.content_type = "application/json";
    out.shared_body = openapi_text();
    co_return out;
  }
  const auto found = find_route(asked.method, path);
  if (!found.op) co_return no_such_address(found);
  call c{.env = env, .op = *found.op};
  c.asked = &asked;
  json::object given;
  auto known = co_await identify(c, asked);
  if (!known) co_return to_response(known.error());
  if (auto bad = read_call(c, asked, given)) co_return to_response(*bad);
  auto done = co_await perform(c, found.ids, std::move(given), request_id);
  if (done.wrong) co_return to_response(*done.wrong);
  response out;
  out.status = found.op->status;
  out.content_type = "application/json";
  out.body = json::serialize(done.value);
  out.headers.emplace_back("Cache-Control", "no-store");
  for (auto& cookie : c.cookies) out.headers.emplace_back("Set-Cookie", std::move(cookie));
  co_return out;
}

} // namespace switchboard::http
