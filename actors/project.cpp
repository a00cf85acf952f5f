#include "actors/project.hpp"

#include "actors/domain/permissions.hpp"
#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

constexpr int strays_at_once = 500;
/// Strays are looked for until there are none; a database that is away is left alone as long.
constexpr auto strays_again_after = 1s;

void fill(project_view& view, const storage::project_record& record) {
  view.project = record.project;
  view.members.clear();
  view.former.clear();
  view.departments.clear();
  for (const auto& member : record.members)
    if (member.removed)
      view.former.emplace(member.id, member.name);
    else
      view.members.emplace(member.id, member);
  for (const auto& one : record.departments) view.departments.emplace(one.id, one);
}

} // namespace

project_view_ptr make_view(const storage::project_record& record,
                           const std::vector<storage::channel_row>& channels) {
  auto view = std::make_shared<project_view>();
  fill(*view, record);
  for (auto& row : channels) view->channels.emplace(row.id, row);
  return view;
}

void project_state::start() {
  const auto me = caf::actor_cast<project_actor>(self);
  shown = std::make_shared<shown_view>(view);
  assigner = self->spawn(actors::assigner, services.rows, view, services.held, me);
  self->send(hub, meet_assigner{assigner});
  chat_tools = std::make_shared<const chat_services>(chat_services{
      *services.rows, *services.clock, *services.numbers, services.options.unclaimed_after,
      services.options.offer_wait, services.options.chat_idle, !services.options.public_url.empty(),
      me, hub, assigner, services.writer, shown, services.watched});
  for (auto& [id, row] : view->channels) open_channel(row);
  look_for_strays();
  services.ready();
}

channel_actor project_state::open_channel(const storage::channel_row& row) {
  channel_services tools{services.rows,      services.clock,   services.numbers,
                         services.transport, services.options, caf::actor_cast<project_actor>(self),
                         services.writer,    services.blobs,   services.file_link};
  auto actor = self->spawn(channel, std::move(tools), row);
  self->monitor(actor);
  channels[row.id] = actor;
  services.show_channel(row, actor);
  return actor;
}

void project_state::deliver(to_chat& message) {
  auto& entry = live[message.chat];
  if (!entry.actor) {
    chat_identity identity{{view->project.id, message.channel, message.chat}, message.newcomer};
    entry.actor = self->spawn(chat, chat_tools, identity);
    self->monitor(entry.actor);
  }
  ++entry.forwarded;
  self->send(entry.actor, std::move(message.what));
}

/// Equal numbers mean that nothing is on its way to the chat; it has stored all it knows, so it may
/// go. Its successor starts from the rows.
void project_state::on_sleep_request(const ask_to_sleep& ask) {
  auto found = live.find(ask.chat);
  if (found == live.end()) return;
  auto actor = found->second.actor;
  bool granted = found->second.forwarded == ask.seen;
  if (granted) {
    self->demonitor(actor->address());
    live.erase(found);
  }
  self->send(actor, sleep_answer{granted});
}

/// A chat that failed is forgotten, and the next message finds it again in its rows; a channel that
/// failed starts anew.
void project_state::on_down(const caf::actor_addr& who) {
  for (auto& [id, actor] : channels)
    if (actor->address() == who) {
      open_channel(view->channels.at(id));
      return;
    }
  for (auto entry = live.begin(); entry != live.end(); ++entry)
    if (entry->second.actor->address() == who) {
      live.erase(entry);
      self->send(hub, gap{});
      return;
    }
}

void project_state::change_view(const std::function<void(project_view&)>& change) {
  auto next = std::make_shared<project_view>(*view);
  change(*next);
  view = std::move(next);
  services.show(view);
  shown->show(view);
  self->send(hub, new_view{view});
}

/// TEAM-4, INB-7: chats that somebody holds who may not any more, and chats of a department that
/// is no more. The rows say which, so it goes on where a crash ended it.
void project_state::look_for_strays() {
  std::vector<person_id> barred;
  for (const auto& [member, name] : view->former) barred.push_back(member);
  for (const auto& [member, row] : view->members)
    if (!domain::may_hold(*view, member)) barred.push_back(member);
  std::vector<department_id> known;
  for (const auto& [department, row] : view->departments) known.push_back(department);
  auto back = mailbox<project_actor>{self};
  auto& rows = *services.rows;
  rows.chats_held_by(
      view->project.id, std::move(barred), strays_at_once,
      [back, &rows, project = view->project.id, known = std::move(known)](auto held) {
        rows.chats_astray(project, known, strays_at_once,
                          [back, held = std::move(held)](auto astray) {
                            back.post(strays_found{held, std::move(astray)});
                          });
      });
}

void project_state::on_strays(strays_found& found) {
  const bool known = found.held && found.astray;
  if (known && found.held->empty() && found.astray->empty()) return;
  if (known) {
    for (const auto chat : *found.held) {
      to_chat release{chat, {}, false, release_chat{}};
      deliver(release);
    }
    for (const auto chat : *found.astray) {
      to_chat move{chat, {}, false, leave_department{}};
      deliver(move);
    }
  }
  self->delayed_send(self, strays_again_after, actors::look_for_strays{});
}

/// Who asks again after this finds no project; what is in the rows is somebody else's now.
void project_state::close(reply<bool> answer) {
  for (auto& [id, row] : view->channels) {
    auto closed = row;
    closed.state = storage::channel_state::disconnected;
    services.show_channel(closed, channels.at(id));
  }
  services.hide();
  self->send(std::exchange(hub, {}), farewell{});
  end(caf::exit_reason::user_shutdown);
  answer(true);
}

void project_state::end(const caf::error& reason) {
  for (auto& [id, chat] : live) self->send_exit(chat.actor, reason);
  for (auto& [id, channel] : channels) self->send_exit(channel, reason);
  self->send_exit(assigner, reason);
  if (hub) self->send_exit(hub, reason);
  self->quit(reason);
}

void project_state::read_project() {
  if (!project_reads.due()) return;
  auto back = mailbox<project_actor>{self};
  services.rows->load_project(view->project.id,
                              [back, answer = project_reads.begin()](auto record) {
                                back.post(project_loaded{std::move(record), answer});
                              });
}

void project_state::read_channel(channel_id channel) {
  auto& reads = channel_reads[channel];
  if (!reads.due()) return;
  auto back = mailbox<project_actor>{self};
  services.rows->load_channel(view->project.id, channel,
                              [back, channel, answer = reads.begin()](auto row) {
                                back.post(channel_row_loaded{channel, std::move(row), answer});
                              });
}

void project_state::on_project(project_loaded& loaded) {
  if (!loaded.record || !*loaded.record) {
    loaded.answer(loaded.record ? fail(errc::not_found) : loaded.record.error());
    return;
  }
  const auto before = view;
  change_view([&](project_view& next) { fill(next, **loaded.record); });
  // The health of channels, which changes the view too, is nothing to the rules of assignment.
  self->send(assigner, new_view{view});
  tell_differences(*before);
  look_for_strays();
  loaded.answer(view);
}

void project_state::tell_differences(const project_view& before) {
  publish news;
  if (before.project != view->project) news.events.push_back(project_changed{});
  for (const auto& [id, member] : view->members) {
    const auto known = before.members.find(id);
    if (known == before.members.end() || known->second != member)
      news.events.push_back(member_changed{member});
  }
  for (const auto& [id, member] : before.members)
    if (!view->members.contains(id)) news.events.push_back(member_removed{id});
  for (const auto& [id, department] : view->departments) {
    const auto known = before.departments.find(id);
    if (known == before.departments.end() || known->second != department)
      news.events.push_back(department_changed{department});
  }
  for (const auto& [id, department] : before.departments)
    if (!view->departments.contains(id)) news.events.push_back(department_removed{id});
  if (!news.events.empty()) self->send(hub, std::move(news));
}

void project_state::on_channel(channel_row_loaded& loaded) {
  if (!loaded.row || !*loaded.row) {
    loaded.answer(loaded.row ? fail(errc::not_found) : loaded.row.error());
    return;
  }
  auto& row = **loaded.row;
  on_health(row);
  auto known = channels.find(row.id);
  if (known == channels.end())
    known = channels.emplace(row.id, open_channel(row)).first;
  else
    services.show_channel(row, known->second);
  self->send(known->second, rearm{row, std::move(loaded.answer)});
}

void project_state::on_health(const storage::channel_row& row) {
  change_view([&](project_view& next) { next.channels[row.id] = row; });
  self->send(hub, publish{{channel_changed{row}}, {}});
}

project_actor::behavior_type project(project_actor::stateful_pointer<project_state> self,
                                     project_services services, project_view_ptr view,
                                     hub_actor hub) {
  obey_house_rules(self);
  auto& state = self->state;
  state.services = std::move(services);
  state.hub = std::move(hub);
  state.view = std::move(view);
  state.start();
  self->set_down_handler([self](const caf::down_msg& down) { self->state.on_down(down.source); });
  self->set_exit_handler([self](const caf::exit_msg& exit) { self->state.end(exit.reason); });
  return {[self](to_chat& message) { self->state.deliver(message); },
          [self](const ask_to_sleep& ask) { self->state.on_sleep_request(ask); },
          [self](project_loaded& loaded) {
            self->state.project_reads.over();
            self->state.on_project(loaded);
            self->state.read_project();
          },
          [self](refresh_project& request) {
            self->state.project_reads.ask(std::move(request.answer));
            self->state.read_project();
          },
          [self](refresh_channel& request) {
            self->state.channel_reads[request.channel].ask(std::move(request.answer));
            self->state.read_channel(request.channel);
          },
          [self](channel_row_loaded& loaded) {
            auto& state = self->state;
            state.channel_reads[loaded.channel].over();
            state.on_channel(loaded);
            state.read_channel(loaded.channel);
          },
          [self](const channel_health& news) { self->state.on_health(news.row); },
          [self](outbound& message) {
            auto channel = self->state.channels.find(message.channel);
            if (channel == self->state.channels.end()) return;
            for (auto& row : message.rows) self->send(channel->second, std::move(row));
          },
          [self](courtesy& asked) {
            auto channel = self->state.channels.find(asked.channel);
            if (channel != self->state.channels.end())
              self->send(channel->second, std::move(asked));
          },
          [self](strays_found& found) { self->state.on_strays(found); },
          [self](actors::look_for_strays) { self->state.look_for_strays(); },
          [self](close_project& asked) { self->state.close(std::move(asked.answer)); },
          [self](ask_team& asked) { self->send(self->state.hub, std::move(asked)); },
          [self](ask_counters& asked) { self->send(self->state.hub, std::move(asked)); },
          [self](tell_variables) {
            self->send(self->state.hub, publish{{variables_changed{}}, {}});
          },
          [self](subscribe& request) { self->send(self->state.hub, std::move(request)); },
          [self](unsubscribe& request) { self->send(self->state.hub, std::move(request)); }};
}

} // namespace switchboard::actors
