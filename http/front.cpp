#include "http/front.hpp"

#include "config/ids.hpp"
#include "config/log.hpp"
#include "http/api/http_calls.hpp"
#include "http/api/operations.hpp"
#include "http/api/problem.hpp"
#include "http/api/router.hpp"
#include "http/files/multipart.hpp"
#include "http/hooks.hpp"
#include "http/oauth.hpp"
#include "http/ops/health.hpp"
#include "http/websocket/session.hpp"

#include <algorithm>

namespace switchboard::http {

namespace {

constexpr std::size_t longest_request_id = 64;

/// The caller's own id of the request if it can stand in a log line, else a new one.
std::string request_id(const request& asked) {
  const auto given = asked.header("x-request-id");
  const bool usable = !given.empty() && given.size() <= longest_request_id &&
                      std::all_of(given.begin(), given.end(), [](char c) {
                        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                               (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                      });
  return usable ? std::string{given} : std::to_string(next_id());
}

response bad_request(request_reader::state why) {
  if (why == request_reader::state::body_too_large)
    return to_response(fail(errc::too_large, "The body is too large."));
  if (why == request_reader::state::header_too_large)
    return to_response(fail(errc::too_large, "The header is too large."));
  return to_response(fail(errc::bad_request, "This is not HTTP/1.1."));
}

std::string no_room() {
  auto out = to_response(fail(errc::unavailable, "Too many connections."));
  std::string text;
  write_head(out, false, text);
  return text + out.body;
}

bool is_below(std::string_view path, std::string_view base) {
  return path.starts_with(base) && (path.size() == base.size() || path[base.size()] == '/');
}

/// Forms with files are read while they come; what else there is fits into memory.
bool brings_file(const request& asked) {
  if (asked.method != "POST" || !multipart_reader::boundary_of(asked.header("content-type")))
    return false;
  if (!is_below(asked.path, api_base)) return false;
  const auto found = find_route(asked.method, asked.path.substr(api_base.size()));
  return found.op && found.op->body == body::upload;
}

bool asks(const request& asked, std::string_view path) {
  return asked.path == path && (asked.method == "GET" || asked.method == "HEAD");
}

} // namespace

task<response> front::handle(request& asked) {
  response out;
  try {
    out = co_await route(asked);
  } catch (const std::exception& failed) {
    log::error("a request failed", {{"path", asked.path}, {"reason", failed.what()}});
    out = to_response(fail(errc::internal));
  }
  out.without_body = out.without_body || asked.method == "HEAD";
  co_return out;
}

task<response> front::route(request& asked) {
  if (asked.path.starts_with(hooks_base)) co_return co_await receive_hook(env_, asked);
  if (is_below(asked.path, api_base)) co_return co_await api(asked);
  if (asked.path.starts_with(oauth_base)) co_return co_await receive_login(env_, asked);
  if (asked.path.starts_with(link_maker::base)) co_return co_await files_.answer(asked);
  if (asked.path.starts_with(webchat::desk::base)) co_return co_await visitors_.handle(asked);
  if (asked.path == "/ws") co_return co_await socket(asked);
  if (asks(asked, "/healthz")) co_return alive();
  if (asks(asked, "/readyz")) co_return co_await ready(env_.pool);
  co_return pages_.answer(asked);
}

task<response> front::api(request& asked) {
  const auto id = request_id(asked);
  auto out = co_await answer_api(env_, asked, id);
  out.headers.emplace_back("X-Request-Id", id);
  out.headers.emplace_back("X-Content-Type-Options", "nosniff");
  co_return out;
}

task<response> front::socket(request& asked) {
  auto who = co_await caller_of(env_, asked);
  if (!who) co_return to_response(who.error());
  co_return websocket::open_socket(env_, asked, std::move(*who));
}

bool front::streams(const request& head) const {
  return brings_file(head) || webchat::desk::streams(head);
}

response front::refuse(request_reader::state why) { return bad_request(why); }

std::string front::refuse_connection() { return no_room(); }

task<response> metrics_front::handle(request& asked) {
  if (asks(asked, "/healthz")) co_return alive();
  if (asks(asked, "/readyz")) co_return co_await ready(env_.pool);
  if (!asks(asked, "/metrics")) co_return to_response(fail(errc::not_found));
  response out;
  out.content_type = "text/plain; version=0.0.4; charset=utf-8";
  out.body = text_();
  co_return out;
}

response metrics_front::refuse(request_reader::state why) { return bad_request(why); }

std::string metrics_front::refuse_connection() { return no_room(); }

} // namespace switchboard::http
