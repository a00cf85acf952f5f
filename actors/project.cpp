#include "actors/project.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"

#include <utility>

namespace switchboard::actors {

project_view_ptr make_view(const storage::project_record& record,
                           const std::vector<storage::channel_row>& channels) {
  auto view = std::make_shared<project_view>();
  view->project = record.project;
  for (auto& member : record.members) view->members.emplace(member.id, member);
  for (auto& row : channels) view->channels.emplace(row.id, row);
  return view;
}

void project_state::start() {
  chat_tools = std::make_shared<const chat_services>(chat_services{
      *services.rows, *services.clock, *services.numbers, services.options.unclaimed_after,
      services.options.chat_idle, !services.options.public_url.empty(),
      caf::actor_cast<project_actor>(self), hub, services.writer, services.watched});
  for (auto& [id, row] : view->channels) open_channel(row);
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
    chat_identity identity{
        {view->project.id, message.channel, message.chat}, message.newcomer, view};
    entry.actor = self->spawn(chat, chat_tools, std::move(identity));
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
  self->send(hub, new_view{view});
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
  auto& record = **loaded.record;
  publish news;
  auto& now = record.project;
  auto& before = view->project;
  if (now.name != before.name || now.time_zone != before.time_zone)
    news.events.push_back(project_changed{});
  for (auto& member : record.members) {
    auto known = view->members.find(member.id);
    if (known == view->members.end() || known->second.name != member.name ||
        known->second.email != member.email || known->second.role != member.role)
      news.events.push_back(member_changed{member});
  }
  change_view([&](project_view& next) {
    next.project = record.project;
    next.members.clear();
    for (auto& member : record.members) next.members.emplace(member.id, member);
  });
  if (!news.events.empty()) self->send(hub, std::move(news));
  loaded.answer(view);
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
  self->set_exit_handler([self](const caf::exit_msg& exit) {
    for (auto& [id, chat] : self->state.live) self->send_exit(chat.actor, exit.reason);
    for (auto& [id, channel] : self->state.channels) self->send_exit(channel, exit.reason);
    self->send_exit(self->state.hub, exit.reason);
    self->quit(exit.reason);
  });
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
          [self](const seen_typing& who) {
            self->send(self->state.hub, publish{{somebody_types{who.chat, who.person}}, {}});
          },
          [self](subscribe& request) { self->send(self->state.hub, std::move(request)); },
          [self](unsubscribe& request) { self->send(self->state.hub, std::move(request)); }};
}

} // namespace switchboard::actors
