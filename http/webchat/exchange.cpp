#include "http/webchat/exchange.hpp"

#include "actors/node.hpp"
#include "http/api/codec.hpp"
#include "http/api/services.hpp"
#include "http/files/disk.hpp"
#include "http/server/request.hpp"
#include "http/webchat/frames.hpp"
#include "http/webchat/sources.hpp"
#include "storage/files/blob_store.hpp"
#include "storage/pool.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace switchboard::http::webchat {

namespace json = boost::json;
using protocols::http_request;
using protocols::http_response;

struct exchange::address {
  std::string account;
  std::string visitor;
  std::string source; ///< of an upload
};

namespace {

constexpr std::string_view scheme = "webchat://";
constexpr std::string_view uploads = "uploads";

std::string_view step(std::string_view& rest) {
  const auto slash = std::min(rest.find('/'), rest.size());
  const auto part = rest.substr(0, slash);
  rest.remove_prefix(std::min(slash + 1, rest.size()));
  return part;
}

std::string decoded(std::string_view part) {
  std::string out;
  percent_decode(part, false, out);
  return out;
}

http_response answered(int status, std::string body) {
  http_response out;
  out.status = status;
  out.body = std::move(body);
  return out;
}

http_response refused(int status, std::string_view why) {
  return answered(status, json::serialize(json::object{{"ok", false}, {"error", why}}));
}

http_response not_sent(std::string why) {
  http_response out;
  out.reach = http_response::reach::not_sent;
  out.failure = std::move(why);
  return out;
}

std::string text_at(const json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  const auto* text = found ? found->if_string() : nullptr;
  return text ? std::string{text->data(), text->size()} : std::string{};
}

http_response accepted(const std::string& id) {
  json::object out;
  out["ok"] = true;
  if (!id.empty()) out["id"] = id;
  return answered(200, json::serialize(out));
}

/// Links in a call are public ones, which a server without a public address has none of: the page
/// gets those of this server from the row itself.
std::optional<std::string> frame_of_row(services& env, pqxx::connection& db,
                                        const actors::hook& door, const std::string& visitor,
                                        message_id message) {
  const auto known = storage::find_clients(db, door.project, door.channel, {visitor});
  const auto chat = known.chats.find(visitor);
  if (chat == known.chats.end()) return std::nullopt;
  const auto row = storage::get_message(db, door.project, chat->second, message);
  if (!row) return std::nullopt;
  auto frame = message_frame(*row, env.words.links);
  return frame.empty() ? std::nullopt : std::optional{json::serialize(frame)};
}

} // namespace

void exchange::open(services& env) {
  const std::lock_guard hold{mutex_};
  env_ = &env;
}

void exchange::close() {
  std::unique_lock hold{mutex_};
  env_ = nullptr;
  idle_.wait(hold, [this] { return busy_ == 0; });
}

services* exchange::begin(callback& done) {
  const std::lock_guard hold{mutex_};
  if (!env_) return nullptr;
  ++busy_;
  done = [this, done = std::move(done)](http_response what) {
    done(std::move(what));
    const std::lock_guard hold{mutex_};
    if (--busy_ == 0) idle_.notify_all();
  };
  return env_;
}

void exchange::add(const std::string& account, const std::string& visitor, box to) {
  const std::lock_guard hold{mutex_};
  open_[{account, visitor}].push_back(std::move(to));
  ++sockets_;
}

void exchange::remove(const std::string& account, const std::string& visitor, const box& to) {
  const std::lock_guard hold{mutex_};
  const auto found = open_.find({account, visitor});
  if (found == open_.end()) return;
  sockets_ -= std::erase(found->second, to);
  if (found->second.empty()) open_.erase(found);
}

std::size_t exchange::size() const {
  const std::lock_guard hold{mutex_};
  return sockets_;
}

std::size_t exchange::push(const std::string& account, const std::string& visitor,
                           std::string frame) {
  const auto shared = std::make_shared<const std::string>(std::move(frame));
  const std::lock_guard hold{mutex_};
  const auto found = open_.find({account, visitor});
  if (found == open_.end()) return 0;
  for (const auto& to : found->second) to->push(shared);
  return found->second.size();
}

void exchange::send(http_request request, callback done) {
  auto* env = begin(done);
  if (!env) return done(not_sent("the server is not up"));
  auto rest = std::string_view{request.url}.substr(std::min(scheme.size(), request.url.size()));
  address to;
  to.account = decoded(step(rest));
  to.visitor = decoded(step(rest));
  to.source = decoded(rest);
  // The answer comes from another thread, as that of any platform does.
  env->disk.run([this, env, to = std::move(to), request = std::move(request),
                 done = std::move(done)]() mutable {
    if (to.visitor == uploads && request.method == "GET") {
      request.url = to.source;
      give_file(*env, to.account, std::move(request), std::move(done));
    } else {
      deliver(*env, std::move(to), std::move(request), std::move(done));
    }
  });
}

void exchange::deliver(services& env, address to, http_request request, callback done) {
  json::error_code failed;
  const auto value = json::parse(request.body, failed);
  const auto* frame = failed ? nullptr : value.if_object();
  if (!frame) return done(refused(400, "this is no frame"));
  const auto id = text_at(*frame, "id");
  const auto number = parse_id<message_id>(id);
  const auto door = env.node.find_account(protocols::platform::webchat, to.account);
  const bool is_message = text_at(*frame, "type") == "message";
  const bool online = [&] {
    const std::lock_guard hold{mutex_};
    return open_.contains({to.account, to.visitor});
  }();
  if (!online || !is_message || !door || !number) {
    push(to.account, to.visitor, std::move(request.body));
    return done(accepted(id));
  }
  env.pool.run(
      "webchat_message",
      [&env, door, visitor = to.visitor,
       message = *number](pqxx::connection& db) -> result<std::optional<std::string>> {
        return frame_of_row(env, db, *door, visitor, message);
      },
      [this, to = std::move(to), id,
       done = std::move(done)](const result<std::optional<std::string>>& read) {
        // Not pushed, it is still there when the page comes back.
        if (!read) return done(not_sent("the database does not answer"));
        if (*read) push(to.account, to.visitor, **read);
        done(accepted(id));
      });
}

void exchange::give_file(services& env, const std::string& account, http_request request,
                         callback done) {
  const auto door = env.node.find_account(protocols::platform::webchat, account);
  const auto file = file_of_source(request.url);
  if (!door || !file) return done(refused(404, "there is no such file"));
  env.pool.run(
      "webchat_upload",
      [project = door->project,
       id = *file](pqxx::connection& db) -> result<std::vector<storage::file_row>> {
        return storage::find_files(db, project, {id});
      },
      [&env, request = std::move(request),
       done = std::move(done)](const result<std::vector<storage::file_row>>& found) mutable {
        if (!found) return done(not_sent("the database does not answer"));
        if (found->empty()) return done(refused(404, "there is no such file"));
        if (request.answer_limit > 0 && found->front().size > request.answer_limit) {
          auto out = answered(200, {});
          out.too_large = true;
          return done(std::move(out));
        }
        env.disk.run([from = env.blobs.path_of(found->front().blob), mime = found->front().mime,
                      request = std::move(request), done = std::move(done)] {
          std::error_code failed;
          std::filesystem::copy_file(from, request.save_to, failed);
          if (failed) {
            std::error_code ignored;
            std::filesystem::remove(request.save_to, ignored);
            return done(not_sent("the file cannot be copied: " + failed.message()));
          }
          auto out = answered(200, {});
          out.content_type = mime;
          done(std::move(out));
        });
      });
}

} // namespace switchboard::http::webchat
