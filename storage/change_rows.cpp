#include "storage/statements.hpp"

namespace switchboard::storage {
namespace {

void write(binary_arrays& to, const claim_event& c) {
  to << c.project << c.channel << c.key << c.kind;
  to.or_null(c.chat).or_null(c.message) << c.received_at;
  to.bytes(c.bytes);
}

void write(binary_arrays& to, const put_client& c) {
  const auto& row = c.row;
  to << row.project << row.id << row.channel << row.external_id << row.who.first_name
     << row.who.last_name << row.who.username << row.who.language << row.subscribed
     << row.created_at;
}

void write(binary_arrays& to, const put_chat& c) {
  const auto& row = c.row;
  to << row.project << row.id << row.channel << row.state;
  to.or_null(row.responsible) << row.dialog << row.dialogs << row.unread << row.waiting_since
                              << row.unclaimed << row.activity << row.last.id << row.last.kind
                              << row.last.content << row.last.status << row.last.text << row.last.at
                              << row.version << row.created_at;
}

void write(binary_arrays& to, const add_message& c) {
  const auto& row = c.row;
  to << row.project << row.chat << row.id << row.dialog << row.kind << row.content << row.status
     << row.action;
  to.or_null(row.author) << row.text << row.external_id << row.client_key << row.error_code
                         << row.error_text << row.created_at;
}

void write(binary_arrays& to, const set_message_fate& c) {
  to << c.project << c.chat << c.message << c.status << c.external_id << c.error_code
     << c.error_text;
}

void write(binary_arrays& to, const edit_message& c) {
  to << c.project << c.chat << c.external_id << c.text;
}

void write(binary_arrays& to, const open_dialog& c) {
  to << c.project << c.chat << c.dialog << c.at;
}

void write(binary_arrays& to, const close_dialog& c) {
  to << c.project << c.chat << c.dialog << c.at;
  to.or_null(c.by);
}

void write(binary_arrays& to, const put_participant& c) {
  to << c.project << c.row.member << c.chat << c.row.role;
}

void write(binary_arrays& to, const drop_participants& c) { to << c.project << c.chat; }

void write(binary_arrays& to, const put_timer& c) {
  to << c.row.project << c.row.chat << c.row.kind << c.row.generation << c.row.due_at;
}

void write(binary_arrays& to, const drop_timer& c) { to << c.project << c.chat << c.kind; }

void write(binary_arrays& to, const put_outbox& c) {
  to << c.project << c.channel << c.chat << c.message;
}

void write(binary_arrays& to, const mark_sending& c) { to << c.project << c.channel << c.message; }
void write(binary_arrays& to, const mark_queued& c) { to << c.project << c.channel << c.message; }
void write(binary_arrays& to, const drop_outbox& c) { to << c.project << c.channel << c.message; }

void write(binary_arrays& to, const count_chats& c) {
  to << c.project << c.state << c.member << c.delta;
}

void write(binary_arrays& to, const set_channel_health& c) {
  to << c.project << c.channel << c.state << c.problem << c.last_error << c.last_error_at
     << c.last_inbound_at;
}

} // namespace

void write_row(binary_arrays& to, const change& from) {
  std::visit([&to](const auto& c) { write(to, c); }, from);
  to.end_row();
}

} // namespace switchboard::storage
