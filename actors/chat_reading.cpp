#include "actors/chat.hpp"
#include "actors/mailbox.hpp"
#include "actors/overloaded.hpp"
#include "config/ids.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

bool chat_state::read(message_id id) {
  busy = true;
  auto back = mailbox<chat_actor>{self};
  services->rows.load_message(identity.from.project, identity.from.chat, id,
                              [back](auto row) { back.post(message_loaded{std::move(row)}); });
  return true;
}

bool chat_state::read_card() {
  busy = true;
  auto back = mailbox<chat_actor>{self};
  services->rows.load_card(identity.from.project, identity.from.chat,
                           [back](auto row) { back.post(card_loaded{std::move(row)}); });
  return true;
}

bool chat_state::find(const std::string& external_id) {
  if (external_id.empty()) return false;
  busy = true;
  auto back = mailbox<chat_actor>{self};
  services->rows.find_message(identity.from.project, identity.from.chat, external_id,
                              [back](auto row) { back.post(message_loaded{std::move(row)}); });
  return true;
}

bool chat_state::read_for_command(const chat_command& command) {
  auto known = [this](const std::string& key) {
    if (key.empty()) return sent_keys.end();
    return std::find_if(sent_keys.begin(), sent_keys.end(),
                        [&key](auto& one) { return one.first == key; });
  };
  auto again = [&](const std::string& key) {
    const auto same = known(key);
    repeated = same != sent_keys.end();
    return repeated && read(same->second);
  };
  return std::visit(
      overloaded{
          [&](const member_command<send_message, storage::message_row>& c) {
            return again(c.act.key) || (c.act.reply_to && read(c.act.reply_to));
          },
          [&](const member_command<add_note, storage::message_row>& c) { return again(c.act.key); },
          [&](const member_command<retry_message, storage::message_row>& c) {
            return read(c.act.message);
          },
          [&](const member_command<change_text, storage::message_row>& c) {
            return read(c.act.message);
          },
          [&](const member_command<take_back, storage::message_row>& c) {
            return read(c.act.message);
          },
          [&](const member_command<edit_card, storage::card_row>&) { return read_card(); },
          [](const auto&) { return false; }},
      command);
}

bool chat_state::read_for_event(const protocols::client_event& event) {
  if (!model.exists) return false;
  return std::visit(
      overloaded{[&](const protocols::client_message& wrote) { return find(wrote.reply_to); },
                 [&](const protocols::message_edited& edited) { return find(edited.external_id); },
                 [&](const protocols::message_deleted& gone) { return find(gone.external_id); },
                 [&](const protocols::answered& said) {
                   const auto ours = parse_id<message_id>(said.key);
                   return ours ? read(*ours) : find(said.external_id);
                 },
                 [](const auto&) { return false; }},
      event.what);
}

/// Reads the message that the front command is about, if its rule needs the row.
bool chat_state::begin_read() {
  return std::visit(overloaded{[&](const chat_command& c) { return read_for_command(c); },
                               [&](const client_update& u) { return read_for_event(u.event); },
                               [&](const file_fetched& file) {
                                 return file.outcome.message && read(file.outcome.message);
                               },
                               [&](const domain::message_fate& fate) {
                                 return fate.act != storage::outbox_act::send &&
                                        !fate.error_code.empty() && read(fate.message);
                               },
                               [](const auto&) { return false; }},
                    waiting.front());
}

std::int32_t chat_state::unread_after(message_id seen_up_to) const {
  return static_cast<std::int32_t>(unread.end() - std::ranges::upper_bound(unread, seen_up_to));
}

domain::decision chat_state::decide_event(client_update& update,
                                          const domain::named_message& named) {
  if (auto* receipt = std::get_if<protocols::receipt>(&update.event.what))
    return domain::on_receipt(model, identity.from, update.event,
                              domain::moves_of(outstanding, *receipt), moment());
  return domain::on_event(model, identity.from, update.event, named, update.bytes, moment());
}

/// A receipt may overtake the answer to the call that sent the message.
domain::message_fate chat_state::with_early(domain::message_fate fate) const {
  const auto known = early.find(fate.external_id);
  if (fate.status != storage::message_status::sent || known == early.end()) return fate;
  switch (known->second.what) {
    case protocols::receipt::kind::delivered:
      fate.status = storage::message_status::delivered;
      break;
    case protocols::receipt::kind::read: fate.status = storage::message_status::read; break;
    case protocols::receipt::kind::failed:
      fate.status = storage::message_status::failed;
      fate.error_code = "platform_failed";
      fate.error_text = known->second.reason;
      break;
  }
  return fate;
}

} // namespace switchboard::actors
