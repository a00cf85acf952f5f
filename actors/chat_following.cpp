#include "actors/chat.hpp"
#include "actors/domain/assignment.hpp"
#include "actors/domain/chat_steps.hpp"
#include "actors/overloaded.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

using storage::message_status;

/// The key of a send or note, under which a repeat is recognised.
const std::string* send_key(const chat_input& input) {
  auto* command = std::get_if<chat_command>(&input);
  if (!command) return nullptr;
  if (auto* send = std::get_if<member_command<send_message, storage::message_row>>(command))
    return &send->act.key;
  if (auto* note = std::get_if<member_command<add_note, storage::message_row>>(command))
    return &note->act.key;
  return nullptr;
}

} // namespace

/// The model is the new one already.
void chat_state::follow(const domain::decision& made, const chat_input& front) {
  follow_unread(made.message);
  if (auto* key = send_key(front); key && !key->empty() && made.message) {
    sent_keys.emplace_back(*key, made.message->id);
    if (sent_keys.size() > storage::remembered_send_keys) sent_keys.erase(sent_keys.begin());
  }
  if (auto* fate = std::get_if<domain::message_fate>(&front)) follow_fate(*fate);
  if (auto* update = std::get_if<client_update>(&front)) follow_event(update->event);
  if (auto* told = std::get_if<profile_told>(&front)) profile_wanted = !model.client.profiled;
  if (auto* command = std::get_if<chat_command>(&front)) {
    if (std::holds_alternative<member_command<mark_read, chat_view>>(*command))
      be_courteous(courtesy::kind::read);
    if (auto* c = std::get_if<member_command<show_typing, chat_view>>(command)) {
      be_courteous(courtesy::kind::typing);
      tell_typing(c->by);
    }
  }
  follow_hands(made);
  if (!made.outbound.empty()) send_out(made);
}

/// INB-8: the assigner counts what members hold, and hears of appeals that a rule is for.
void chat_state::follow_hands(const domain::decision& made) {
  bool appeared = false;
  for (const auto& delta : made.counters) {
    if (delta.what == storage::counted::held)
      self->send(services->assigner, held_moved{delta.member, delta.by});
    appeared |= delta.what == storage::counted::fresh && delta.by > 0;
  }
  const auto& chat = model.chat;
  if (appeared && domain::rule_of(*view, chat.department).how != storage::assignment::by_hand)
    self->send(services->assigner, appeal_waits{{chat.id, chat.department, chat.turn}});
}

/// Whatever became of it: the assigner waits for the chat's word, which comes after what it holds.
void chat_state::follow_assignment(const chat_input& front, bool failed) {
  if (std::holds_alternative<assign_chat>(front))
    self->send(services->assigner, assignment_over{identity.from.chat, failed});
}

void chat_state::tell_typing(person_id by) {
  self->send(services->hub,
             publish{{somebody_types{model.chat.id, by, domain::facts_of(model)}}, {}});
}

/// `unread` follows the chat's own number, which the rules keep.
void chat_state::follow_unread(const std::optional<storage::message_row>& added) {
  if (added && added->kind == storage::message_kind::incoming) unread.push_back(added->id);
  auto most = std::min<std::size_t>(model.chat.unread, storage::remembered_unread);
  if (unread.size() > most)
    unread.erase(unread.begin(), unread.end() - static_cast<std::ptrdiff_t>(most));
}

void chat_state::follow_event(const protocols::client_event& event) {
  if (auto* receipt = std::get_if<protocols::receipt>(&event.what)) follow_receipt(*receipt);
  auto* wrote = std::get_if<protocols::client_message>(&event.what);
  if (!wrote) return;
  last_external = wrote->external_id;
  if (!std::exchange(profile_wanted, false) || model.client.profiled) return;
  be_courteous(courtesy::kind::profile);
}

void chat_state::follow_receipt(const protocols::receipt& receipt) {
  const auto moves = domain::moves_of(outstanding, receipt);
  for (const auto& move : moves) {
    auto found = std::find_if(outstanding.begin(), outstanding.end(), [&move](const auto& one) {
      return one.message == move.message.message;
    });
    if (move.to == message_status::delivered)
      found->status = move.to;
    else
      outstanding.erase(found);
  }
  if (outgoing.empty() || early.size() >= most_early_receipts) return;
  for (const auto& id : receipt.external_ids) early[id] = {receipt.what, receipt.reason};
}

void chat_state::follow_fate(const domain::message_fate& fate) {
  outgoing.erase(fate.message);
  if (outgoing.empty()) early.clear();
  if (fate.act != storage::outbox_act::send) return;
  if (fate.status != message_status::sent && fate.status != message_status::delivered) return;
  outstanding.push_back(
      {fate.message, fate.external_id, fate.status, timestamp{made_at(fate.message.value)}});
  if (outstanding.size() > storage::remembered_outstanding) outstanding.erase(outstanding.begin());
}

void chat_state::send_out(const domain::decision& made) {
  outbound out{model.chat.channel, {}};
  for (const auto& message : made.outbound) {
    outgoing.insert(message.id);
    storage::outbox_row row;
    row.message = message.id;
    row.chat = model.chat.id;
    row.act = made.act;
    row.client = model.client.external_id;
    row.text = message.text;
    for (const auto& attachment : message.attachments) {
      if (!attachment.file) continue;
      // A picture that is too large for one goes as a document.
      row.files.push_back({*attachment.file, {}});
      row.files.back().file.kind = attachment.kind;
    }
    if (out.rows.empty()) row.reply_to = made.reply_to;
    row.external_id = message.external_id;
    row.last_action_at = model.chat.last_action_at;
    out.rows.push_back(std::move(row));
  }
  self->send(services->project, std::move(out));
}

void chat_state::be_courteous(courtesy::kind what) {
  const auto platform = way().platform;
  const auto& rules = platform->rules();
  const bool possible = what == courtesy::kind::typing ? rules.shows_typing
                        : what == courtesy::kind::profile
                            ? rules.profiles_at_once > 0
                            : rules.shows_read && !last_external.empty();
  if (!possible) return;
  self->send(services->project, courtesy{model.chat.channel, what, model.chat.id,
                                         model.client.external_id, last_external});
}

} // namespace switchboard::actors
