#include "actors/chat.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "actors/overloaded.hpp"
#include "config/ids.hpp"
#include "config/log.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;

/// How long a fate that could not be stored waits for the database.
constexpr auto store_again_after = 500ms;

/// The key of a send or note, under which a repeat is recognised.
const std::string* send_key(const chat_input& input) {
  auto* command = std::get_if<chat_command>(&input);
  if (!command) return nullptr;
  if (auto* send = std::get_if<member_command<send_text, storage::message_row>>(command))
    return &send->act.key;
  if (auto* note = std::get_if<member_command<add_note, storage::message_row>>(command))
    return &note->act.key;
  return nullptr;
}

void answer_error(chat_input& input, const error& why) {
  if (auto* update = std::get_if<client_update>(&input))
    update->answer(why);
  else if (auto* command = std::get_if<chat_command>(&input))
    std::visit([&](auto& c) { c.answer(why); }, *command);
}

void answer_message(chat_command& command, const storage::message_row& row) {
  std::visit(
      overloaded{[&](member_command<send_text, storage::message_row>& c) { c.answer(row); },
                 [&](member_command<add_note, storage::message_row>& c) { c.answer(row); },
                 [&](member_command<retry_message, storage::message_row>& c) { c.answer(row); },
                 [](auto&) {}},
      command);
}

void answer_done(chat_input& input, const domain::chat_model& model,
                 const std::optional<storage::message_row>& message) {
  if (auto* update = std::get_if<client_update>(&input)) {
    update->answer(true);
  } else if (auto* command = std::get_if<chat_command>(&input)) {
    auto view = [&] { return chat_view{model.chat, model.client, model.participants}; };
    std::visit(overloaded{[&](member_command<take, chat_view>& c) { c.answer(view()); },
                          [&](member_command<close, chat_view>& c) { c.answer(view()); },
                          [&](member_command<mark_read, chat_view>& c) { c.answer(view()); },
                          [](auto&) {}},
               *command);
    if (message) answer_message(*command, *message);
  }
}

} // namespace

void chat_state::enqueue(chat_input input) {
  ++seen;
  last_input = self->clock().now();
  if (!tick_armed) arm_tick(services->idle_limit);
  waiting.push_back(std::move(input));
  next();
}

void chat_state::next() {
  while (!busy && !waiting.empty()) {
    if (!loaded && identity.newcomer) {
      loaded = true;
    } else if (!loaded) {
      busy = true;
      auto back = mailbox<chat_actor>{self};
      services->rows.load_chat(identity.from.project, identity.from.chat,
                               [back](auto record) { back.post(chat_loaded{std::move(record)}); });
      return;
    }
    if (!fetched && begin_read()) return;
    decide();
  }
}

/// Reads the message that the front command is about, if its rule needs the row.
bool chat_state::begin_read() {
  auto back = mailbox<chat_actor>{self};
  auto then = [back](auto row) { back.post(message_loaded{std::move(row)}); };
  auto read = [&](message_id id) {
    busy = true;
    services->rows.load_message(identity.from.project, identity.from.chat, id, then);
    return true;
  };
  auto& front = waiting.front();
  if (auto* key = send_key(front); key && !key->empty()) {
    auto same = [key](auto& known) { return known.first == *key; };
    auto known = std::find_if(sent_keys.begin(), sent_keys.end(), same);
    return known != sent_keys.end() && read(known->second);
  }
  if (auto* command = std::get_if<chat_command>(&front)) {
    auto* again = std::get_if<member_command<retry_message, storage::message_row>>(command);
    return again && read(again->act.message);
  }
  if (auto* fate = std::get_if<domain::message_fate>(&front)) {
    auto known = outgoing.find(fate->message);
    if (known == outgoing.end()) return read(fate->message);
    fetched = known->second;
    return false;
  }
  if (auto* update = std::get_if<client_update>(&front)) {
    auto* edited = std::get_if<protocols::message_edited>(&update->event.what);
    if (!edited || !model.exists) return false;
    busy = true;
    services->rows.find_message(identity.from.project, identity.from.chat, edited->external_id,
                                then);
    return true;
  }
  return false;
}

domain::moment chat_state::moment() const {
  return {services->clock.now(), services->unclaimed_after, &next_id, *services->watched};
}

const protocols::messenger& chat_state::platform() const {
  return protocols::messenger_of(identity.project->channels.at(model.chat.channel).platform);
}

std::int32_t chat_state::unread_after(message_id seen_up_to) const {
  return static_cast<std::int32_t>(unread.end() - std::ranges::upper_bound(unread, seen_up_to));
}

/// `unread` follows the chat's own number, which the rules keep.
void chat_state::follow_unread(const std::optional<storage::message_row>& added) {
  if (added && added->kind == storage::message_kind::incoming) unread.push_back(added->id);
  auto most = std::min<std::size_t>(model.chat.unread, storage::remembered_unread);
  while (unread.size() > most) unread.pop_front();
}

void chat_state::decide() {
  auto row = std::exchange(fetched, std::nullopt).value_or(std::nullopt);
  auto settle = [this](result<domain::decision> made) {
    if (made)
      carry_out(std::move(*made));
    else
      refuse(made.error());
  };
  auto command = [&](auto& c) {
    using act = std::decay_t<decltype(c.act)>;
    if (!model.exists) return settle(fail(errc::not_found));
    if constexpr (std::is_same_v<act, take>)
      settle(domain::on_take(model, c.by, moment()));
    else if constexpr (std::is_same_v<act, close>)
      settle(domain::on_close(model, c.by, moment()));
    else if constexpr (std::is_same_v<act, mark_read>)
      settle(domain::on_read(model, c.by, unread_after(c.act.up_to)));
    else if constexpr (std::is_same_v<act, retry_message>)
      settle(row ? domain::on_retry(model, c.by, std::move(*row))
                 : result<domain::decision>{fail(errc::not_found)});
    else if (row) { // a repeat of a key: the message it made is the answer
      c.answer(*row);
      waiting.pop_front();
    } else if constexpr (std::is_same_v<act, send_text>)
      settle(domain::on_send(model, c.by, c.act, platform(), moment()));
    else
      settle(domain::on_note(model, c.by, c.act, moment()));
  };
  std::visit(
      overloaded{[&](client_update& update) {
                   carry_out(domain::on_event(model, identity.from, update.event, row, update.bytes,
                                              moment()));
                 },
                 [&](chat_command& c) { std::visit(command, c); },
                 [&](domain::message_fate& fate) {
                   if (row)
                     carry_out(domain::on_fate(model, std::move(*row), fate, moment()));
                   else
                     waiting.pop_front();
                 },
                 [&](timer_due& due) {
                   if (auto made = domain::on_unclaimed(model, due.timer.generation, moment()))
                     carry_out(std::move(*made));
                   else
                     waiting.pop_front();
                 }},
      waiting.front());
}

void chat_state::carry_out(domain::decision made) {
  deciding = std::move(made);
  if (deciding->changes.empty()) {
    conclude(storage::stored::yes);
    return;
  }
  busy = true;
  self->send(services->writer, commit_request{std::move(deciding->changes), seen,
                                              caf::actor_cast<commit_listener>(self)});
}

void chat_state::on_committed(const committed& done) {
  busy = false;
  conclude(done.outcome);
  next();
}

void chat_state::conclude(storage::stored outcome) {
  auto made = std::move(*deciding);
  deciding.reset();
  auto& front = waiting.front();
  switch (outcome) {
    case storage::stored::yes: break;
    case storage::stored::duplicate:
      ++services->numbers.duplicates;
      if (auto* update = std::get_if<client_update>(&front)) update->answer(false);
      waiting.pop_front();
      return;
    case storage::stored::refused:
      if (std::holds_alternative<client_update>(front))
        set_aside_poisoned();
      else
        refuse(fail(errc::internal, "the database refused this"));
      return;
    case storage::stored::unavailable:
      forget_rows();
      self->send(services->hub, gap{});
      refuse(fail(errc::unavailable));
      return;
  }
  model = std::move(made.next);
  follow_unread(made.message);
  if (auto* key = send_key(front); key && !key->empty() && made.message) {
    sent_keys.emplace_back(*key, made.message->id);
    if (sent_keys.size() > storage::remembered_send_keys) sent_keys.pop_front();
  }
  if (auto* fate = std::get_if<domain::message_fate>(&front)) outgoing.erase(fate->message);
  if (made.outbound && made.message) {
    outgoing[made.message->id] = *made.message;
    self->send(services->project, outbound{model.chat.channel,
                                           {made.message->id, model.chat.id,
                                            model.client.external_id, made.message->text}});
  }
  // Somebody came while this was being stored, and may have fetched what was true before.
  if (!made.watched && *services->watched) self->send(services->hub, gap{});
  if (!made.tell.empty() || !made.counters.empty())
    self->send(services->hub, publish{std::move(made.tell), std::move(made.counters)});
  answer_done(front, model, made.message);
  waiting.pop_front();
}

/// The front command failed; its sender is told, but the fate of a message is kept for later.
void chat_state::refuse(const error& why) {
  auto& front = waiting.front();
  if (auto* fate = std::get_if<domain::message_fate>(&front);
      fate && why.code == errc::unavailable) {
    postponed.push_back(std::move(*fate));
    arm_tick(store_again_after);
  } else {
    answer_error(front, why);
  }
  waiting.pop_front();
}

/// An update that the database refuses would come back for ever and hold up what follows: only its
/// claim and its bytes are stored, and the chat goes on.
void chat_state::set_aside_poisoned() {
  auto& update = std::get<client_update>(waiting.front());
  if (std::holds_alternative<protocols::not_understood>(update.event.what)) {
    refuse(fail(errc::internal, "the database refused this update"));
    return;
  }
  log::error("update set aside", {{"channel", to_string(identity.from.channel)},
                                  {"key", update.event.key},
                                  {"kind", update.event.kind}});
  update.event.what = protocols::not_understood{"refused"};
  update.event.keep_bytes = true;
}

/// After a commit of unknown fate only the rows know what is true.
void chat_state::forget_rows() {
  loaded = false;
  identity.newcomer = false;
  model = {};
  outgoing.clear();
  unread.clear();
}

void chat_state::on_loaded(result<std::optional<storage::chat_record>> record) {
  busy = false;
  if (!record) {
    for (auto left = waiting.size(); left > 0; --left) refuse(record.error());
    return;
  }
  loaded = true;
  if (auto& rows = *record) {
    model = {true, std::move(rows->client), std::move(rows->chat), std::move(rows->participants)};
    identity.from.channel = model.chat.channel;
    sent_keys.assign(rows->sent_keys.begin(), rows->sent_keys.end());
    unread.assign(rows->unread.begin(), rows->unread.end());
  }
  next();
}

void chat_state::on_message(result<std::optional<storage::message_row>> row) {
  busy = false;
  if (row)
    fetched = std::move(*row);
  else
    refuse(row.error());
  next();
}

void chat_state::arm_tick(caf::timespan after) {
  tick_armed = true;
  self->delayed_send(self, after, chat_tick{});
}

void chat_state::on_tick() {
  tick_armed = false;
  for (auto& fate : std::exchange(postponed, {})) waiting.emplace_back(std::move(fate));
  next();
  bool quiet = waiting.empty() && !busy && postponed.empty();
  auto rest = last_input + services->idle_limit - self->clock().now();
  if (quiet && rest <= caf::timespan{0})
    self->send(services->project, ask_to_sleep{identity.from.chat, seen});
  else if (!tick_armed)
    arm_tick(std::max<caf::timespan>(rest, quiet ? 1ms : store_again_after));
}

void chat_state::on_sleep_answer(bool granted) {
  if (granted)
    self->quit();
  else if (!tick_armed)
    arm_tick(services->idle_limit);
}

chat_actor::behavior_type chat(chat_actor::stateful_pointer<chat_state> self,
                               std::shared_ptr<const chat_services> services,
                               chat_identity identity) {
  obey_house_rules(self);
  auto& state = self->state;
  state.identity = std::move(identity);
  auto& live = services->numbers.live_chats;
  ++live;
  self->attach_functor([&live] { --live; });
  state.services = std::move(services);
  return {[self](chat_input& input) { self->state.enqueue(std::move(input)); },
          [self](const committed& done) { self->state.on_committed(done); },
          [self](chat_loaded& loaded) { self->state.on_loaded(std::move(loaded.record)); },
          [self](message_loaded& loaded) { self->state.on_message(std::move(loaded.message)); },
          [self](chat_tick) { self->state.on_tick(); },
          [self](sleep_answer answer) { self->state.on_sleep_answer(answer.granted); }};
}

} // namespace switchboard::actors
