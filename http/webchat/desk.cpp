#include "http/webchat/desk.hpp"

#include "http/api/ask.hpp"
#include "http/api/codec.hpp"
#include "http/api/problem.hpp"
#include "http/files/links.hpp"
#include "http/files/multipart.hpp"
#include "http/files/upload.hpp"
#include "http/webchat/sources.hpp"
#include "protocols/webchat/render.hpp"
#include "protocols/webchat/token.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

namespace switchboard::http::webchat {

namespace json = boost::json;

namespace {

/// In the site; it finds out by its own address which chat it is of.
constexpr std::string_view page_path = "/visitor/index.html";

/// What an address below `desk::base` names.
struct place {
  std::string_view key;
  std::string_view what; ///< "" is the page
};

place place_of(std::string_view path) {
  path.remove_prefix(desk::base.size());
  const auto slash = path.find('/');
  if (slash == path.npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

response wait(std::chrono::seconds pause) {
  auto refused = fail(errc::rate_limited);
  refused.retry_after_s = static_cast<int>(pause.count());
  return to_response(refused);
}

response not_for(std::string_view allowed) {
  auto out = to_response(fail(errc::method_not_allowed));
  out.headers.emplace_back("Allow", allowed);
  return out;
}

json::object to_json(const storage::file_row& file, const std::string& source,
                     const link_maker& links) {
  json::object out;
  out["source"] = source;
  out["kind"] = protocols::webchat::name_of(file.kind);
  out["name"] = file.name;
  out["mime"] = file.mime;
  out["size"] = file.size;
  out["width"] = file.width;
  out["height"] = file.height;
  out["duration_s"] = file.duration_s;
  out["link"] = links.make(file.blob, file.mime, file.name);
  return out;
}

std::chrono::steady_clock::time_point now() { return std::chrono::steady_clock::now(); }

} // namespace

desk::desk(services& with, exchange& boxes, const site& pages)
    : env(with),
      sockets(boxes),
      pages_(pages),
      visitors_key_(with.keys.derive("webchat visitors")),
      uploads_key_(with.keys.derive("webchat uploads")) {}

door_ptr desk::find_door(std::string_view key) const {
  auto door = env.node.find_hook(key);
  if (!door) door = env.node.find_account(protocols::platform::webchat, key);
  if (!door || door->messenger->platform() != protocols::platform::webchat) return nullptr;
  return door;
}

std::optional<std::string> desk::visitor_of(const actors::hook& door,
                                            std::string_view token) const {
  auto read = protocols::webchat::read_visitor_token(visitors_key_, door.keys.account, token,
                                                     env.clock.now());
  return read ? std::optional{std::move(read->visitor)} : std::nullopt;
}

std::string desk::token_for(const actors::hook& door, const std::string& visitor) const {
  return protocols::webchat::make_visitor_token(visitors_key_, door.keys.account,
                                                {visitor, env.clock.now()});
}

std::optional<file_id> desk::upload_of(const actors::hook& door, const std::string& visitor,
                                       std::string_view source) const {
  return read_source(uploads_key_, door.keys.account, visitor, source);
}

std::chrono::seconds desk::frame_pause(const std::string& visitor, const std::string& peer) {
  const auto pause = by_visitor_.take(visitor, now());
  return pause.count() > 0 ? pause : by_address_.take(peer, now());
}

std::chrono::seconds desk::visitor_pause(const std::string& peer) {
  return new_visitors_.take(peer, now());
}

bool desk::streams(const request& head) {
  return head.method == "POST" && head.path.starts_with(base) &&
         place_of(head.path).what == "files" &&
         multipart_reader::boundary_of(head.header("content-type"));
}

task<response> desk::handle(request& asked) {
  const auto where = place_of(asked.path);
  const auto door = find_door(where.key);
  if (!door) co_return to_response(fail(errc::not_found));
  if (where.what.empty()) co_return co_await page(asked, *door);
  if (where.what == "ws") co_return open_socket(*this, asked, door);
  if (where.what != "files") co_return to_response(fail(errc::not_found));
  if (asked.method != "POST") co_return not_for("POST");
  co_return co_await upload(asked, *door);
}

task<response> desk::page(const request& asked, const actors::hook&) const {
  if (asked.method != "GET" && asked.method != "HEAD") co_return not_for("GET, HEAD");
  auto instead = asked;
  instead.path = page_path;
  co_return pages_.answer(instead);
}

task<response> desk::upload(request& asked, const actors::hook& door) {
  const auto visitor = visitor_of(door, asked.header("x-visitor-token"));
  if (!visitor) co_return to_response(fail(errc::auth_required, "Say hello first."));
  if (const auto pause = uploads_.take(*visitor, now()); pause.count() > 0) co_return wait(pause);
  if (const auto pause = uploads_by_address_.take(std::string{asked.peer}, now());
      pause.count() > 0)
    co_return wait(pause);
  const auto came =
      co_await receive_upload(asked, env.blobs, env.disk, storage::largest_file_bytes);
  if (!came) co_return to_response(came.error());
  const auto taken =
      co_await take_in(env.intake, *came, door.project, storage::intake_purpose::incoming);
  if (!taken) co_return to_response(taken.error());
  auto stored = co_await ask<bool>(env.pool, "put_file",
                                   [row = *taken](pqxx::connection& db) -> result<bool> {
                                     storage::put_file(db, row);
                                     return true;
                                   });
  if (!stored) co_return to_response(stored.error());
  const auto source = make_source(uploads_key_, door.keys.account, *visitor, taken->id);
  response out;
  out.status = 201;
  out.content_type = "application/json";
  out.body = json::serialize(to_json(*taken, source, env.words.links));
  out.headers.emplace_back("Cache-Control", "no-store");
  co_return out;
}

} // namespace switchboard::http::webchat
