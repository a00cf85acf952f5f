#include "http/api/ask.hpp"
#include "http/api/codec.hpp"
#include "http/api/problem.hpp"
#include "http/webchat/desk.hpp"
#include "http/webchat/frames.hpp"
#include "http/websocket/live_socket.hpp"
#include "http/websocket/session.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace switchboard::http::webchat {

using namespace std::chrono_literals;
namespace json = boost::json;
using websocket::close_code;

namespace {

/// A page says who it is at once.
constexpr auto hello_limit = 15s;
constexpr auto typing_pause = 2s;
constexpr std::size_t largest_frame = 32 * 1024;
/// What may wait for a page that does not read.
constexpr std::size_t queue_bytes = 512 * 1024;
constexpr int first_messages = 50;
constexpr int most_messages = 200;
constexpr std::size_t visitor_bytes = 12;

using rows = std::vector<storage::message_row>;

/// What a page that comes back missed; of a page that is new the newest. Oldest first.
rows read_history(pqxx::connection& db, const actors::hook& door, const std::string& visitor,
                  message_id after) {
  const auto known = storage::find_clients(db, door.project, door.channel, {visitor});
  const auto chat = known.chats.find(visitor);
  if (chat == known.chats.end()) return {};
  auto found = storage::list_messages(db, door.project, chat->second, message_id{},
                                      after ? most_messages : first_messages);
  std::erase_if(found, [&](const auto& row) { return row.id <= after; });
  std::reverse(found.begin(), found.end());
  return found;
}

using one_row = std::optional<storage::message_row>;

one_row read_own(pqxx::connection& db, const actors::hook& door, const std::string& visitor,
                 const std::string& key) {
  const auto known = storage::find_clients(db, door.project, door.channel, {visitor});
  const auto chat = known.chats.find(visitor);
  if (chat == known.chats.end()) return std::nullopt;
  return storage::find_message_by_external(db, door.project, chat->second, key);
}

/// The bytes of an upload are here before the chat has taken them over.
storage::message_row with_files(storage::message_row row, const std::vector<sent_file>& files) {
  for (std::size_t i = 0; i < std::min(files.size(), row.attachments.size()); ++i)
    if (!row.attachments[i].file) row.attachments[i].file = files[i].row;
  return row;
}

/// One page of one visitor.
class page_socket final : public websocket::live_socket {
public:
  page_socket(desk& of, door_ptr door, upgraded over)
      : live_socket(over, {largest_frame, queue_bytes, hello_limit}),
        desk_(of),
        door_(std::move(door)),
        peer_(over.peer) {}

  ~page_socket() override {
    if (!who_.id.empty()) desk_.sockets.remove(account(), who_.id, box());
  }

private:
  const std::string& account() const { return door_->keys.account; }

  bool introduced() const override { return !who_.id.empty(); }

  task<void> hear(std::string text) override {
    auto frame = read_frame(text);
    if (!frame) co_return refuse({}, frame.error());
    // A chat that was disconnected, or whose settings changed, since the last frame.
    auto door = desk_.env.node.find_account(protocols::platform::webchat, account());
    if (!door) co_return goodbye(close_code::policy, "the chat is closed");
    door_ = std::move(door);
    using what = enum said::what;
    if (frame->what == what::hello) {
      if (!who_.id.empty()) co_return refuse({}, fail(errc::bad_request, "Hello was said."));
      co_return co_await greet(std::move(*frame));
    }
    if (who_.id.empty()) co_return refuse(frame->id, fail(errc::auth_required, "Say hello first."));
    if (frame->what == what::typing) co_return co_await type(*frame);
    if (const auto pause = desk_.frame_pause(who_.id, peer_); pause.count() > 0) {
      auto wait = fail(errc::rate_limited);
      wait.retry_after_s = static_cast<int>(pause.count());
      co_return refuse(frame->id, wait);
    }
    co_await keep(std::move(*frame));
  }

  task<void> greet(said hello) {
    auto known = desk_.visitor_of(*door_, hello.token);
    if (!known) {
      if (const auto pause = desk_.visitor_pause(peer_); pause.count() > 0) {
        auto wait = fail(errc::rate_limited);
        wait.retry_after_s = static_cast<int>(pause.count());
        co_return refuse({}, wait);
      }
      hello.after = {};
    }
    auto who = hello.who;
    who.id = known ? *known : random_token(visitor_bytes);
    // From here on what is sent to the visitor comes here: what is read below may hold it too, and
    // the page shows a message once.
    desk_.sockets.add(account(), who.id, box());
    who_ = std::move(who);
    auto missed = co_await ask<rows>(desk_.env.pool, "webchat_history",
                                     [door = door_, visitor = who_.id,
                                      after = hello.after](pqxx::connection& db) -> result<rows> {
                                       return read_history(db, *door, visitor, after);
                                     });
    if (!missed) {
      refuse({}, missed.error());
      co_return goodbye(close_code::try_again, "");
    }
    // Who came by a link is told of; who only looks leaves no trace.
    if (!hello.payload.empty()) co_await store(hello, "open:" + who_.id + ":" + hello.payload, {});
    json::object out;
    out["type"] = "welcome";
    out["token"] = desk_.token_for(*door_, who_.id);
    out["visitor"] = who_.id;
    out["name"] = door_->keys.account_name;
    out["messages"] = history(*missed, desk_.env.words.links);
    // The page asked for it, however much it is.
    box()->push_owed(std::make_shared<const std::string>(json::serialize(out)));
  }

  task<void> keep(said frame) {
    auto files = co_await files_of(frame);
    if (!files) co_return refuse(frame.id, files.error());
    const auto stored = co_await store(frame, key_of(frame), *files);
    if (!stored) co_return refuse(frame.id, stored.error());
    using what = enum said::what;
    if (frame.what == what::read || frame.what == what::delivered) co_return;
    json::object out;
    out["type"] = "stored";
    out["id"] = frame.id;
    if (frame.what == what::message) {
      const auto row = co_await ask<one_row>(desk_.env.pool, "webchat_stored",
                                             [door = door_, visitor = who_.id, key = frame.id](
                                                 pqxx::connection& db) -> result<one_row> {
                                               return read_own(db, *door, visitor, key);
                                             });
      if (row && *row) {
        out["message"] = to_string((*row)->id);
        tell_pages(message_frame(with_files(**row, *files), desk_.env.words.links));
      }
    } else {
      tell_pages(change_frame(frame));
    }
    say(out);
  }

  /// A repeat of a message or a deletion is the same event; everything else is new each time.
  std::string key_of(const said& frame) const {
    using what = enum said::what;
    if (frame.what == what::message) return "message:" + who_.id + ":" + frame.id;
    if (frame.what == what::remove) return "delete:" + who_.id + ":" + frame.id;
    return "event:" + std::to_string(next_id());
  }

  task<void> type(const said& frame) {
    const auto now = std::chrono::steady_clock::now();
    if (now < typed_ + typing_pause) co_return;
    typed_ = now;
    co_await store(frame, key_of(frame), {});
  }

  task<result<std::vector<sent_file>>> files_of(const said& frame) {
    std::vector<sent_file> out;
    std::vector<file_id> ids;
    for (const auto& source : frame.files) {
      const auto file = desk_.upload_of(*door_, who_.id, source);
      if (!file) co_return fail(errc::bad_request, "must be what an upload answered", "/files");
      ids.push_back(*file);
    }
    if (ids.empty()) co_return out;
    auto found = co_await ask<std::vector<storage::file_row>>(
        desk_.env.pool, "webchat_files",
        [project = door_->project,
         ids](pqxx::connection& db) -> result<std::vector<storage::file_row>> {
          return storage::find_files(db, project, ids);
        });
    if (!found) co_return found.error();
    for (std::size_t i = 0; i < ids.size(); ++i)
      for (auto& row : *found)
        if (row.id == ids[i]) out.push_back({frame.files[i], row});
    if (out.size() != ids.size())
      co_return fail(errc::bad_request, "must be what an upload answered", "/files");
    co_return out;
  }

  /// Answered after the commit.
  task<result<bool>> store(const said& frame, const std::string& key,
                           const std::vector<sent_file>& files) {
    auto events = door_->messenger->parse(event_of(frame, who_, key, desk_.env.clock.now(), files));
    result<bool> stored = true;
    for (auto& one : events)
      stored = co_await await_reply<bool>([&](actors::reply<bool> done) {
        desk_.env.node.receive(*door_, std::move(one.event), std::move(one.bytes), std::move(done));
      });
    co_return stored;
  }

  /// The visitor's other pages show it too; this one knows its own message by its id.
  void tell_pages(const json::object& frame) {
    if (!frame.empty()) desk_.sockets.push(account(), who_.id, json::serialize(frame));
  }

  void say(const json::object& frame) {
    box()->push(std::make_shared<const std::string>(json::serialize(frame)));
  }
  void refuse(const std::string& id, const error& what) {
    box()->push(std::make_shared<const std::string>(problem_frame(id, what)));
  }

  desk& desk_;
  door_ptr door_;
  const std::string peer_;
  visitor who_;
  std::chrono::steady_clock::time_point typed_{};
};

} // namespace

response open_socket(desk& of, const request& asked, door_ptr door) {
  auto out = websocket::upgrade(asked);
  if (out.status == 101)
    out.upgrade = [&of, door = std::move(door)](upgraded over) {
      return websocket::live_socket::live(std::make_shared<page_socket>(of, door, std::move(over)));
    };
  return out;
}

} // namespace switchboard::http::webchat
