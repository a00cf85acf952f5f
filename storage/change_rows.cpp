#include "storage/phone.hpp"
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
     << row.created_at << row.who.country << row.who.photo << row.photo_blob << row.profiled
     << row.came_by;
}

void write(binary_arrays& to, const put_chat& c) {
  const auto& row = c.row;
  to << row.project << row.id << row.channel << row.state;
  to.or_null(row.responsible) << row.dialog << row.dialogs << row.unread << row.waiting_since
                              << row.unclaimed << row.activity << row.last.id << row.last.kind
                              << row.last.content << row.last.status << row.last.text << row.last.at
                              << row.version << row.created_at << row.last_action_at
                              << row.department;
  to.or_null(row.offered_to) << row.offered_at << row.turn;
}

void write(binary_arrays& to, const add_message& c) {
  const auto& row = c.row;
  to << row.project << row.chat << row.id << row.dialog << row.kind << row.content << row.status
     << row.action;
  to.or_null(row.author) << row.text << row.external_id << row.client_key << row.error_code
                         << row.error_text << row.created_at
                         << static_cast<std::int16_t>(row.attachments.size());
  to.or_null(row.reply_to) << row.quote << row.edited_at << row.deleted_at;
  to.or_null(row.subject);
}

void write(binary_arrays& to, const add_file& c) {
  const auto& row = c.row;
  to << row.project << row.id << row.kind << row.blob << row.size << row.mime << row.name
     << row.width << row.height << row.duration_s << row.thumbnail << row.created_at;
}

void write(binary_arrays& to, const set_message_fate& c) {
  to << c.project << c.chat << c.message << c.status << c.external_id << c.error_code
     << c.error_text;
}

void write(binary_arrays& to, const edit_message& c) {
  to << c.project << c.chat << c.message << c.text << c.at;
}

void write(binary_arrays& to, const delete_message& c) {
  to << c.project << c.chat << c.message << c.at;
}

void write(binary_arrays& to, const set_attachment& c) {
  to << c.project << c.chat << c.message << c.position << c.state;
  to.or_null(c.file) << c.error;
}

void write(binary_arrays& to, const put_fetch& c) {
  const auto& row = c.row;
  to << row.project << row.chat << row.message << row.position << row.channel << row.kind
     << row.source << row.name << row.attempts << row.due_at;
}

void write(binary_arrays& to, const drop_fetch& c) {
  to << c.project << c.chat << c.message << c.position;
}

void write(binary_arrays& to, const put_arrival& c) {
  to << c.project << c.channel << c.client << c.payload << c.at;
}

void write(binary_arrays& to, const keep_reference& c) {
  to << c.project << c.channel << c.file << c.reference << c.until;
}

void write(binary_arrays& to, const drop_reference& c) { to << c.project << c.channel << c.file; }

void write(binary_arrays& to, const open_dialog& c) {
  to << c.project << c.chat << c.dialog << c.at;
}

void write(binary_arrays& to, const close_dialog& c) {
  to << c.project << c.chat << c.dialog << c.at;
  to.or_null(c.by);
}

void write(binary_arrays& to, const drop_participants& c) { to << c.project << c.chat; }

void write(binary_arrays& to, const put_participant& c) {
  to << c.project << c.row.member << c.chat << c.row.role;
}

void write(binary_arrays& to, const put_timer& c) {
  to << c.row.project << c.row.chat << c.row.kind << c.row.generation << c.row.due_at;
}

void write(binary_arrays& to, const drop_timer& c) { to << c.project << c.chat << c.kind; }

void write(binary_arrays& to, const put_outbox& c) {
  to << c.project << c.channel << c.chat << c.message << c.act << c.by;
}

void write(binary_arrays& to, const mark_sending& c) { to << c.project << c.channel << c.message; }
void write(binary_arrays& to, const mark_queued& c) { to << c.project << c.channel << c.message; }
void write(binary_arrays& to, const drop_outbox& c) { to << c.project << c.channel << c.message; }

void write(binary_arrays& to, const count_chats& c) {
  to << c.project << c.what << c.member << c.department << c.delta;
}

void write(binary_arrays& to, const set_channel_health& c) {
  to << c.project << c.channel << c.state << c.problem << c.last_error << c.last_error_at
     << c.last_inbound_at;
}

void write(binary_arrays& to, const set_poll_cursor& c) {
  to << c.project << c.channel << c.cursor;
}

void write(binary_arrays& to, const put_card& c) {
  const auto& row = c.row;
  to << row.project << row.client << row.status << row.email << row.phone << phone_digits(row.phone)
     << row.sex << row.country << row.city << row.address << row.notes << text_array(row.tags)
     << row.variables << row.version;
}

void write(binary_arrays& to, const add_card_change& c) {
  const auto& row = c.row;
  to << row.project << row.client << row.id;
  to.or_null(row.by) << row.field << row.before << row.after << row.created_at;
}

void write(binary_arrays& to, const add_client_source& c) {
  const auto& row = c.row;
  to << row.project << row.client << row.id << row.payload << row.link << row.google_id << row.utm
     << row.created_at;
}

} // namespace

void write_attachments(binary_arrays& to, const message_row& of) {
  std::int16_t position = 0;
  for (const auto& row : of.attachments) {
    to << of.project << of.chat << of.id << position++ << row.kind << row.state << row.source
       << row.name << row.mime << row.size << row.width << row.height << row.duration_s
       << row.latitude << row.longitude;
    to.or_null(row.file ? row.file->id : file_id{}) << row.error;
    to.end_row();
  }
}

void write_row(binary_arrays& to, const change& from) {
  std::visit([&to](const auto& c) { write(to, c); }, from);
  to.end_row();
}

} // namespace switchboard::storage
