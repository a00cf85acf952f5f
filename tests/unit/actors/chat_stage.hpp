#pragma once

#include "actors/chat.hpp"
#include "tests/unit/actors/stage.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace switchboard::test {

/// A chat of a channel of any platform: the test is its project, its hub and its writer.
struct chat_stage {
  explicit chat_stage(protocols::platform platform = protocols::platform::telegram) {
    auto view = std::make_shared<actors::project_view>();
    view->channels[channel_id{8}].platform = platform;
    for (const auto& one : {anna, boris}) {
      view->members[one].id = one;
      view->members[one].role = storage::role::manager;
    }
    shown = std::make_shared<actors::shown_view>(view);
    services = std::make_shared<const actors::chat_services>(actors::chat_services{
        rows, clock, numbers, std::chrono::seconds{900}, std::chrono::seconds{3600},
        std::chrono::seconds{60}, true, caf::actor_cast<actors::project_actor>(project.handle),
        caf::actor_cast<actors::hub_actor>(hub.handle),
        caf::actor_cast<actors::assigner_actor>(assigner.handle), writer.handle(), shown, watched});
    actor = time.spawn(actors::chat, services,
                       actors::chat_identity{{project_id{7}, channel_id{8}, chat_id{9}}, false});
  }

  void tell(actors::chat_input what) {
    caf::anon_send(actor, std::move(what));
    time.settle();
  }
  answer_slip<bool> hear(protocols::client_event event) {
    answer_slip<bool> slip;
    tell(actors::client_update{std::move(event), "bytes", slip.reply()});
    return slip;
  }
  answer_slip<bool> hear(std::string key, std::string text) {
    return hear(text_from("42", std::move(key), std::move(text)));
  }
  template <class Act, class Answer = actors::chat_view>
  answer_slip<Answer> act(person_id by, Act what) {
    answer_slip<Answer> slip;
    tell(actors::chat_command{
        actors::member_command<Act, Answer>{by, std::move(what), slip.reply()}});
    return slip;
  }
  answer_slip<storage::message_row> send(actors::send_message what) {
    return act<actors::send_message, storage::message_row>(anna, std::move(what));
  }
  answer_slip<storage::message_row> send(std::string text, std::string key = "") {
    actors::send_message what;
    what.text = std::move(text);
    what.key = std::move(key);
    return send(std::move(what));
  }
  void take_it() {
    hear("1", "hello");
    act(anna, actors::take{});
    writer.commit_all();
    hub.clear();
    project.clear();
  }
  /// Sent, stored, and taken by the platform.
  storage::message_row send_through(std::string text, std::string external_id) {
    auto slip = send(std::move(text));
    writer.commit_all();
    auto row = slip.value();
    tell(actors::domain::message_fate{row.id, storage::message_status::sent, external_id, "", ""});
    writer.commit_all();
    row.status = storage::message_status::sent;
    row.external_id = std::move(external_id);
    rows.messages[row.id] = row;
    hub.clear();
    project.clear();
    return row;
  }
  /// The next thing of this kind that the chat told its project; others are passed over.
  template <class What>
  std::optional<What> told() {
    while (project.size() > 0) {
      if (auto found = project.next<What>()) return std::get<0>(*found);
      const bool other = project.next<actors::outbound>() || project.next<actors::courtesy>() ||
                         project.next<actors::ask_to_sleep>();
      if (!other) throw std::logic_error("unexpected: " + project.describe());
    }
    return std::nullopt;
  }
  /// How many events of this kind the hub was told since it was asked last.
  template <class Event>
  int published() {
    int found = 0;
    while (auto news = hub.next<actors::publish>())
      for (auto& what : std::get<0>(*news).events) found += std::holds_alternative<Event>(what);
    return found;
  }

  static constexpr person_id anna{1};
  static constexpr person_id boris{2};

  virtual_time time;
  canned_store rows;
  set_clock clock;
  actors::counts numbers;
  probe project{time};
  probe hub{time};
  probe assigner{time};
  ledger writer{time};
  std::shared_ptr<std::atomic<bool>> watched = std::make_shared<std::atomic<bool>>(true);
  std::shared_ptr<actors::shown_view> shown;
  std::shared_ptr<const actors::chat_services> services;
  actors::chat_actor actor;
};

} // namespace switchboard::test
