#include "actors/domain/chat_steps.hpp"
#include "actors/domain/permissions.hpp"

#include <algorithm>
#include <utility>

/// Where an appeal goes that opens a dialog: a department (INB-7), New or its manager (BOT-2).
namespace switchboard::actors::domain {

namespace {

/// INB-7: where the source of an appeal leads; the link says more than the channel.
department_id routed(const project_view& project, channel_id channel, const std::string& payload) {
  const storage::source_row link{storage::source_kind::link, payload};
  const storage::source_row way{storage::source_kind::channel, to_string(channel)};
  department_id by_channel;
  for (const auto& [id, department] : project.departments) {
    const auto& sources = department.sources;
    if (!payload.empty() && std::find(sources.begin(), sources.end(), link) != sources.end())
      return id;
    if (std::find(sources.begin(), sources.end(), way) != sources.end()) by_channel = id;
  }
  return by_channel;
}

void begin_dialog(decision& made, const moment& at) {
  auto& chat = made.next.chat;
  chat.dialog = dialog_id{at.new_id()};
  ++chat.dialogs;
  chat.unread = 0;
  chat.waiting_since = at.now;
  made.changes.push_back(storage::open_dialog{chat.project, chat.id, chat.dialog, at.now});
}

void route_again(decision& made, const std::string& payload, const moment& at) {
  auto& chat = made.next.chat;
  const auto by_link = routed(*at.project, {}, payload);
  if (!by_link || by_link == chat.department) return;
  chat.department = by_link;
  auto line = system_line(made.next, storage::action::routed, {}, at);
  line.subject = by_link.value;
  line.text = at.project->departments.at(by_link).name;
  append(made, std::move(line));
}

} // namespace

void open_first(decision& made, const std::string& payload, const moment& at) {
  auto& chat = made.next.chat;
  if (at.project) chat.department = routed(*at.project, chat.channel, payload);
  begin_dialog(made, at);
  wait_in_new(made, at);
}

void open_again(decision& made, const std::string& payload, const moment& at) {
  auto& next = made.next;
  auto& chat = next.chat;
  const auto former = chat.responsible;
  begin_dialog(made, at);
  wait_in_new(made, at);
  chat.responsible = former;
  append(made, system_line(next, storage::action::opened, {}, at));
  if (!at.project) return;
  if (!payload.empty()) route_again(made, payload, at);
  const bool returns = at.project->project.return_to_manager && former &&
                       may_be_given(*at.project, former, chat.department);
  if (!returns) return;
  chat.state = storage::chat_state::active;
  made.changes.push_back(
      storage::drop_timer{chat.project, chat.id, storage::timer_kind::unclaimed});
  set_holders(made, {{former, storage::participant_role::responsible}});
  auto line = system_line(next, storage::action::returned, {}, at);
  line.subject = former.value;
  append(made, std::move(line));
}

} // namespace switchboard::actors::domain
