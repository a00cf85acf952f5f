#pragma once

#include "actors/channel.hpp"
#include "tests/unit/actors/stage.hpp"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace switchboard::test {

/// A channel of any platform: the test is its project, its writer and the platform's end of the
/// wire.
struct channel_stage {
  channel_stage() {
    row.project = project_id{7};
    row.id = channel_id{8};
    row.mode = storage::channel_mode::webhook;
    row.name = "Shop";
    row.external_id = "200100";
    row.secret = "s";
    row.hook_key = "hook";
  }

  void open(protocols::platform platform) {
    using protocols::platform;
    row.platform = platform;
    switch (platform) {
      case platform::telegram: row.token = "700100200:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; break;
      case platform::viber: row.token = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"; break;
      case platform::vk: row.token = "vk1.a.community-token"; break;
      default: row.token = "EAAGpage"; break;
    }
    actors::channel_services services;
    services.rows = &rows;
    services.clock = &clock;
    services.numbers = &numbers;
    services.transport = &wire;
    services.options.public_url = "https://shop.example";
    services.options.platforms[platform].api_url = "http://platform";
    services.project = caf::actor_cast<actors::project_actor>(project.handle);
    services.writer = writer.handle();
    services.blobs = &files.blobs;
    services.file_link = [](const std::string& blob, const std::string&, const std::string& name) {
      return "https://shop.example/files/" + blob + "/" + name;
    };
    actor = time.spawn(actors::channel, std::move(services), row);
  }
  /// With its webhook set: what the platform is asked for that is answered well.
  void open_webhook(protocols::platform platform) {
    open(platform);
    answer_webhook();
    writer.commit_all();
    told.clear();
    project.clear();
  }
  void answer_webhook() {
    switch (row.platform) {
      case protocols::platform::telegram: return answer("setWebhook", R"({"ok":true})");
      case protocols::platform::viber: return answer("set_webhook", R"({"status":0})");
      case protocols::platform::messenger:
        answer("subscribed_apps", R"({"success":true})");
        return answer("messenger_profile", R"({"result":"success"})");
      default: break;
    }
    const std::string servers = R"({"response":{"count":1,"items":[{"id":1,"title":"Switchboard",)"
                                R"("url":"https://shop.example/hooks/vk/hook",)"
                                R"("secret_key":"s","status":"ok"}]}})";
    answer("groups.setSettings", R"({"response":1})");
    answer("groups.getCallbackServers", servers);
    answer("groups.getCallbackServers", servers);
    answer("groups.setCallbackSettings", R"({"response":1})");
  }

  void answer(std::string_view method, const std::string& body, int status = 200) {
    if (!wire.answer(method, status, body)) throw std::out_of_range(std::string{method});
    time.settle();
  }
  void lose(std::string_view method) {
    if (!wire.lose(method)) throw std::out_of_range(std::string{method});
    time.settle();
  }
  const std::string& body_of(std::string_view method) { return wire.request(method).body; }
  template <class Message>
  void tell(Message what) {
    caf::anon_send(actor, std::move(what));
    time.settle();
  }
  answer_slip<bool> hear(protocols::client_event event, std::string bytes = "bytes") {
    answer_slip<bool> slip;
    tell(actors::client_update{std::move(event), std::move(bytes), slip.reply()});
    return slip;
  }
  /// Time passes and the database takes what is asked of it.
  std::vector<storage::unit> pass(caf::timespan by) {
    time.advance(by);
    return writer.commit_all();
  }

  /// A message of an operator to a client who wrote just now.
  storage::outbox_row row_of(std::int64_t message, std::int64_t chat,
                             std::string text = "hi") const {
    storage::outbox_row made;
    made.message = message_id{message};
    made.chat = chat_id{chat};
    made.client = std::to_string(chat);
    made.text = std::move(text);
    made.last_action_at = clock.time;
    return made;
  }
  storage::outbox_row with_file(storage::outbox_row made, protocols::content kind,
                                std::string name) const {
    storage::outbox_file file;
    file.file.id = file_id{70};
    file.file.kind = kind;
    file.file.blob = std::string(64, 'a');
    file.file.size = 1000;
    file.file.mime = kind == protocols::content::photo ? "image/jpeg" : "application/pdf";
    file.file.name = std::move(name);
    made.files.push_back(std::move(file));
    return made;
  }
  void queue(storage::outbox_row made) {
    tell(std::move(made));
    writer.commit_all();
  }
  void queue(std::int64_t message, std::int64_t chat) { queue(row_of(message, chat)); }

  /// Sorts what the channel told its project.
  void listen() {
    while (project.size() > 0) {
      if (auto news = project.next<actors::to_chat>()) {
        auto& one = std::get<0>(*news);
        if (std::holds_alternative<actors::client_types>(one.what))
          typed.push_back(one.chat);
        else
          told.push_back(std::move(one));
      } else if (auto health = project.next<actors::channel_health>())
        shown = std::get<0>(*health).row;
      else
        throw std::logic_error("unexpected: " + project.describe());
    }
  }
  /// What the channel sent on to a chat.
  std::optional<actors::to_chat> forwarded() {
    listen();
    if (told.empty()) return std::nullopt;
    auto first = std::move(told.front());
    told.pop_front();
    return first;
  }
  /// The next of it, which must be what became of a message.
  std::optional<actors::domain::message_fate> fate() {
    auto news = forwarded();
    if (!news) return std::nullopt;
    return std::get<actors::domain::message_fate>(news->what);
  }
  /// As "5 sent m_1" or "5 failed window_closed"; "" = nothing became of anything.
  std::string fate_in_words() {
    const auto what = fate();
    if (!what) return "";
    using storage::message_status;
    const bool sent = what->status == message_status::sent;
    const std::string status = sent                                        ? "sent"
                               : what->status == message_status::failed    ? "failed"
                               : what->status == message_status::uncertain ? "uncertain"
                                                                           : "?";
    return to_string(what->message) + " " + status + " " +
           (sent ? what->external_id : what->error_code);
  }
  /// As the panel sees it now.
  std::string problem() {
    listen();
    return shown ? shown->problem : std::string{"never shown"};
  }

  virtual_time time;
  canned_store rows;
  set_clock clock;
  actors::counts numbers;
  test::wire wire;
  blob_folder files;
  probe project{time};
  ledger writer{time};
  storage::channel_row row;
  actors::channel_actor actor;
  std::deque<actors::to_chat> told;
  std::optional<storage::channel_row> shown;
  std::vector<chat_id> typed;
};

} // namespace switchboard::test
