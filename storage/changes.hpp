#pragma once

#include "storage/model.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What an actor may ask a writer to store.
namespace switchboard::storage {

/// Claims a platform's event. If (channel, key) was claimed before, the whole unit is dropped and
/// its outcome is `duplicate`.
struct claim_event {
  project_id project;
  channel_id channel;
  std::string key;
  std::int16_t kind = 0; ///< index of the alternative of client_event::what
  chat_id chat;          ///< 0 = nobody's
  message_id message;    ///< 0 = made none
  timestamp received_at{};
  std::optional<std::string> bytes;
};

/// Insert or replace.
struct put_client {
  client_row row;
};
/// Insert or replace.
struct put_chat {
  chat_row row;
};
/// With its attachments.
struct add_message {
  message_row row;
};
/// Changes the fate of a message: status, external_id (if not empty) and error of `row`.
struct set_message_fate {
  project_id project;
  chat_id chat;
  message_id message;
  message_status status = message_status::none;
  std::string external_id;
  std::string error_code;
  std::string error_text;
};
/// The text of a message is another one now (by the client or by us).
struct edit_message {
  project_id project;
  chat_id chat;
  message_id message;
  std::string text;
  timestamp at{};
};
/// The message was taken back; its text stays for the staff.
struct delete_message {
  project_id project;
  chat_id chat;
  message_id message;
  timestamp at{};
};
struct add_file {
  file_row row;
};
/// The bytes of an attachment are here (`file`), or will not come (`error`).
struct set_attachment {
  project_id project;
  chat_id chat;
  message_id message;
  std::int16_t position = 0;
  attachment_state state = attachment_state::ready;
  file_id file;
  std::string error;
};
/// Insert or replace.
struct put_fetch {
  fetch_row row;
};
struct drop_fetch {
  project_id project;
  chat_id chat;
  message_id message;
  std::int16_t position = 0;
};
/// Somebody who has not written yet came by a link; the latest payload counts. Read with
/// find_clients when they do write.
struct put_arrival {
  project_id project;
  channel_id channel;
  std::string client;
  std::string payload;
  timestamp at{};
};
/// The platform keeps a file of ours: insert or replace. `until` absent = for ever.
struct keep_reference {
  project_id project;
  channel_id channel;
  file_id file;
  std::string reference;
  std::optional<timestamp> until;
};
struct drop_reference {
  project_id project;
  channel_id channel;
  file_id file;
};
struct open_dialog {
  project_id project;
  chat_id chat;
  dialog_id dialog;
  timestamp at{};
};
struct close_dialog {
  project_id project;
  chat_id chat;
  dialog_id dialog;
  timestamp at{};
  person_id by;
};
struct put_participant {
  project_id project;
  chat_id chat;
  participant_row row;
};
/// All of the chat's. Together with put_participant in one unit: the participants are those.
struct drop_participants {
  project_id project;
  chat_id chat;
};
/// Insert or replace.
struct put_timer {
  timer_row row;
};
struct drop_timer {
  project_id project;
  chat_id chat;
  timer_kind kind = timer_kind::unclaimed;
};
/// Insert or replace.
struct put_outbox {
  project_id project;
  channel_id channel;
  chat_id chat;
  message_id message;
  outbox_act act = outbox_act::send;
  protocols::author by = protocols::author::person;
};
/// Committed before the platform is called.
struct mark_sending {
  project_id project;
  channel_id channel;
  message_id message;
};
/// It certainly did not go out: back to queued, attempts + 1.
struct mark_queued {
  project_id project;
  channel_id channel;
  message_id message;
};
struct drop_outbox {
  project_id project;
  channel_id channel;
  message_id message;
};
/// Adds `delta` to a counter of the project's tabs; counters appear with their first delta.
struct count_chats {
  project_id project;
  counted what = counted::fresh;
  department_id department;
  person_id member;
  std::int64_t delta = 0;
};
/// Insert or replace. The tags of it are remembered among the project's.
struct put_card {
  card_row row;
};
struct add_card_change {
  card_change_row row;
};
struct add_client_source {
  client_source_row row;
};
/// Absent times stay as they are.
struct set_channel_health {
  project_id project;
  channel_id channel;
  channel_state state = channel_state::connected;
  std::string problem;
  std::string last_error;
  std::optional<timestamp> last_error_at;
  std::optional<timestamp> last_inbound_at;
};

/// Where the next poll goes on, where the platform does not keep it.
struct set_poll_cursor {
  project_id project;
  channel_id channel;
  std::string cursor;
};

using change =
    std::variant<claim_event, put_client, put_chat, add_file, add_message, set_message_fate,
                 edit_message, delete_message, set_attachment, put_fetch, drop_fetch, put_arrival,
                 keep_reference, drop_reference, open_dialog, close_dialog, drop_participants,
                 put_participant, put_timer, drop_timer, put_outbox, mark_sending, mark_queued,
                 drop_outbox, count_chats, set_channel_health, set_poll_cursor, put_card,
                 add_card_change, add_client_source>;

/// All of it or nothing. Within a unit changes take effect in the order of the variant above, not
/// of the vector: claim first, then rows, so that writers can batch units kind by kind.
using unit = std::vector<change>;

} // namespace switchboard::storage
