#include "actors/chat.hpp"

#include "actors/domain/chat_steps.hpp"
#include "actors/domain/ownership.hpp"
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

void answer_error(chat_input& input, const error& why) {
  if (auto* update = std::get_if<client_update>(&input))
    update->answer(why);
  else if (auto* file = std::get_if<file_fetched>(&input))
    file->stored(why);
  else if (auto* command = std::get_if<chat_command>(&input))
    std::visit([&](auto& c) { c.answer(why); }, *command);
}

void answer_done(chat_input& input, const domain::chat_model& model,
                 const std::optional<storage::message_row>& message,
                 const std::optional<storage::card_row>& card) {
  if (auto* update = std::get_if<client_update>(&input)) return update->answer(true);
  if (auto* file = std::get_if<file_fetched>(&input)) return file->stored(true);
  auto* command = std::get_if<chat_command>(&input);
  if (!command) return;
  std::visit(
      [&]<class Act, class Answer>(member_command<Act, Answer>& c) {
        if constexpr (std::is_same_v<Answer, chat_view>)
          c.answer(chat_view{model.chat, model.client, model.participants});
        else if constexpr (std::is_same_v<Answer, storage::card_row>)
          c.answer(*card);
        else if (message)
          c.answer(*message);
      },
      *command);
}

} // namespace

void chat_state::enqueue(chat_input input) {
  ++seen;
  last_input = self->clock().now();
  visited = visited || !std::holds_alternative<domain::message_fate>(input);
  if (!tick_armed) arm_tick(idle_limit());
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
    view = services->shown->get();
    if (!fetched && !card && begin_read()) return;
    decide();
  }
}

domain::moment chat_state::moment() const {
  return {services->clock.now(), view.get(), services->unclaimed_after,
          services->offer_wait,  &next_id,   *services->watched};
}

domain::way_out chat_state::way() const {
  const auto& channel = view->channels.at(model.chat.channel);
  return {&protocols::messenger_of(channel.platform), channel.message_type, services->public_files};
}

void chat_state::decide_command(chat_command& command, const domain::named_message& row) {
  const bool repeat = std::exchange(repeated, false);
  const auto known_card = std::exchange(card, nullptr);
  auto settle = [this](result<domain::decision> made) {
    if (made)
      carry_out(std::move(*made));
    else
      refuse(made.error());
  };
  const auto at = moment();
  auto carry = [&](auto& c) {
    using act = std::decay_t<decltype(c.act)>;
    if (!model.exists || !domain::sees(model, c.by, at)) return settle(fail(errc::not_found));
    if constexpr (std::is_same_v<act, take>)
      settle(domain::on_take(model, c.by, at));
    else if constexpr (std::is_same_v<act, take_over>)
      settle(domain::on_take_over(model, c.by, at));
    else if constexpr (std::is_same_v<act, transfer>)
      settle(domain::on_transfer(model, c.by, c.act.to, at));
    else if constexpr (std::is_same_v<act, accept>)
      settle(domain::on_accept(model, c.by, at));
    else if constexpr (std::is_same_v<act, decline>)
      settle(domain::on_decline(model, c.by, at));
    else if constexpr (std::is_same_v<act, add_member>)
      settle(domain::on_add(model, c.by, c.act.member, at));
    else if constexpr (std::is_same_v<act, remove_member>)
      settle(domain::on_remove(model, c.by, c.act.member, at));
    else if constexpr (std::is_same_v<act, leave>)
      settle(domain::on_leave(model, c.by, at));
    else if constexpr (std::is_same_v<act, forward>)
      settle(domain::on_forward(model, c.by, c.act.department, at));
    else if constexpr (std::is_same_v<act, close>)
      settle(domain::on_close(model, c.by, at));
    else if constexpr (std::is_same_v<act, mark_read>)
      settle(domain::on_read(model, c.by, unread_after(c.act.up_to)));
    else if constexpr (std::is_same_v<act, show_typing>)
      settle(model.holder(c.by) ? domain::start_from(model)
                                : result<domain::decision>{fail(errc::not_participant)});
    else if constexpr (std::is_same_v<act, edit_card>)
      settle(domain::on_edit_card(model, c.by, c.act, *known_card, at));
    else if (repeat && row) { // a repeat of a key: the message it made is the answer
      c.answer(*row);
      waiting.pop_front();
    } else if constexpr (std::is_same_v<act, send_message>)
      settle(domain::on_send(model, c.by, c.act, row, way(), at));
    else if constexpr (std::is_same_v<act, add_note>)
      settle(domain::on_note(model, c.by, c.act, at));
    else if (!row)
      settle(fail(errc::not_found));
    else if constexpr (std::is_same_v<act, retry_message>)
      settle(domain::on_retry(model, c.by, *row));
    else if constexpr (std::is_same_v<act, change_text>)
      settle(domain::on_change(model, c.by, *row, c.act.text, way(), at));
    else
      settle(domain::on_take_back(model, c.by, *row, way(), at));
  };
  std::visit(carry, command);
}

void chat_state::decide() {
  auto row = std::exchange(fetched, std::nullopt).value_or(std::nullopt);
  auto maybe = [this](std::optional<domain::decision> made) {
    if (made) return carry_out(std::move(*made));
    answer_done(waiting.front(), model, {}, {});
    follow_assignment(waiting.front(), false);
    waiting.pop_front();
  };
  std::visit(
      overloaded{
          [&](client_update& update) { carry_out(decide_event(update, row)); },
          [&](chat_command& c) { decide_command(c, row); },
          [&](domain::message_fate& fate) {
            if (model.exists)
              carry_out(domain::on_fate(model, row, fate = with_early(std::move(fate)), moment()));
            else
              waiting.pop_front();
          },
          [&](timer_due& due) {
            const auto generation = due.timer.generation;
            maybe(due.timer.kind == storage::timer_kind::offer
                      ? domain::on_offer_due(model, generation, moment())
                      : domain::on_unclaimed(model, generation, moment()));
          },
          [&](profile_told& told) { maybe(domain::on_profile(model, told.profile, moment())); },
          [&](file_fetched& file) { maybe(domain::on_file(model, row, file.outcome, moment())); },
          [&](assign_chat& to) { maybe(domain::on_assign(model, to.to, to.turn, moment())); },
          [&](release_chat) { maybe(domain::on_release(model, moment())); },
          [&](leave_department) { maybe(domain::on_astray(model, moment())); },
          [&](client_types) {
            if (model.exists) tell_typing({});
            waiting.pop_front();
          }},
      waiting.front());
}

void chat_state::carry_out(domain::decision made) {
  deciding = std::make_unique<domain::decision>(std::move(made));
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
  follow(made, front);
  // Somebody came while this was being stored, and may have fetched what was true before.
  if (!made.watched && *services->watched) self->send(services->hub, gap{});
  if (!made.tell.empty() || !made.counters.empty())
    self->send(services->hub, publish{std::move(made.tell), std::move(made.counters)});
  answer_done(front, model, made.message, made.card);
  follow_assignment(front, false);
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
    follow_assignment(front, true);
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
  outstanding.clear();
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
    outstanding.assign(rows->outstanding.begin(), rows->outstanding.end());
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

void chat_state::on_card(result<storage::card_row> row) {
  busy = false;
  if (row)
    card = std::make_unique<storage::card_row>(std::move(*row));
  else
    refuse(row.error());
  next();
}

std::chrono::seconds chat_state::idle_limit() const {
  return visited ? services->idle_limit : std::min(services->idle_limit, unvisited_idle_limit);
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
  auto rest = last_input + idle_limit() - self->clock().now();
  if (quiet && rest <= caf::timespan{0})
    self->send(services->project, ask_to_sleep{identity.from.chat, seen});
  else if (!tick_armed)
    arm_tick(std::max<caf::timespan>(rest, quiet ? 1ms : store_again_after));
}

void chat_state::on_sleep_answer(bool granted) {
  if (granted)
    self->quit();
  else if (!tick_armed)
    arm_tick(idle_limit());
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
          [self](card_loaded& loaded) { self->state.on_card(std::move(loaded.card)); },
          [self](chat_tick) { self->state.on_tick(); },
          [self](sleep_answer answer) { self->state.on_sleep_answer(answer.granted); }};
}

} // namespace switchboard::actors
