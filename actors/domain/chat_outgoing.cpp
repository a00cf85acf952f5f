#include "actors/domain/chat.hpp"
#include "actors/domain/chat_steps.hpp"
#include "actors/domain/preview.hpp"
#include "protocols/messenger.hpp"
#include "protocols/split.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors::domain {

namespace {

using protocols::content;
using storage::message_kind;
using storage::message_status;

std::int64_t limit_of(const protocols::rules& rules, content kind) {
  switch (kind) {
    case content::photo: return rules.photo_bytes;
    case content::video:
    case content::animation: return rules.video_bytes;
    case content::voice:
    case content::audio: return rules.audio_bytes;
    default: return rules.document_bytes;
  }
}

/// As what the platform takes the file: what is too large for its own kind goes as a document.
result<storage::attachment_row> fit(storage::file_row file, const way_out& way) {
  const auto& rules = way.platform->rules();
  if (rules.needs_public_files && !way.public_files)
    return fail(errc::not_allowed_now,
                "This messenger fetches files from the server, which has no public address.",
                "/attachments");
  if (file.size > limit_of(rules, file.kind)) file.kind = content::document;
  const auto most = limit_of(rules, file.kind);
  if (file.size > most)
    return fail(errc::file_too_large,
                "This messenger takes files up to " + std::to_string(most / (1024 * 1024)) + " MB.",
                "/attachments");
  storage::attachment_row row;
  row.kind = file.kind;
  row.state = storage::attachment_state::ready;
  row.name = file.name;
  row.mime = file.mime;
  row.size = file.size;
  row.width = file.width;
  row.height = file.height;
  row.duration_s = file.duration_s;
  row.file = std::move(file);
  return row;
}

/// CHN-5: whether the platform's rules let a message go now.
result<void> check_allowed(const chat_model& model, const way_out& way, const moment& at) {
  const auto allowed =
      way.platform->may_send({protocols::author::person, at.now, model.client.subscribed,
                              model.chat.last_action_at, way.message_type});
  if (allowed.allowed) return {};
  if (!model.client.subscribed) return fail(errc::client_unsubscribed);
  return fail(errc::not_allowed_now, "The platform's rules: " + allowed.code + ".");
}

void queue(decision& made, const storage::message_row& row, storage::outbox_act act) {
  made.act = act;
  made.changes.push_back(storage::put_outbox{row.project, made.next.chat.channel, row.chat, row.id,
                                             act, protocols::author::person});
  made.outbound.push_back(row);
}

result<void> check_changeable(const chat_model& model, person_id by,
                              const storage::message_row& message, bool possible,
                              const way_out& way, const moment& at) {
  if (!model.holder(by)) return fail(errc::not_participant);
  const auto& within = way.platform->rules().changes_within;
  const bool reached = message.status == message_status::sent ||
                       message.status == message_status::delivered ||
                       message.status == message_status::read;
  const bool late = within && at.now - message.created_at > *within;
  if (!possible || message.kind != message_kind::outgoing || !reached || message.deleted_at ||
      message.external_id.empty() || late)
    return fail(errc::message_not_changeable);
  return {};
}

} // namespace

result<decision> on_send(const chat_model& model, person_id by, const send_message& what,
                         const named_message& answered, const way_out& way, const moment& at) {
  if (model.chat.state != storage::chat_state::active) return fail(errc::not_active);
  if (!model.holder(by)) return fail(errc::not_participant);
  if (what.reply_to && !answered) return fail(errc::not_found, {}, "/reply_to");
  if (auto allowed = check_allowed(model, way, at); !allowed) return allowed.error();
  std::vector<storage::attachment_row> files;
  for (const auto& file : what.files) {
    auto fits = fit(file, way);
    if (!fits) return fits.error();
    files.push_back(std::move(*fits));
  }
  auto made = start_from(model);
  made.next.chat.waiting_since.reset();
  std::optional<storage::message_row> first;
  std::vector<content> kinds;
  for (const auto& file : files) kinds.push_back(file.kind);
  for (auto& part : protocols::split(*way.platform, what.text, kinds)) {
    auto row = line(made.next, message_kind::outgoing, at);
    row.author = by;
    row.text = std::move(part.text);
    row.client_key = first ? std::string{} : what.key;
    row.status = message_status::queued;
    for (const auto place : part.files) row.attachments.push_back(std::move(files[place]));
    if (!row.attachments.empty()) row.content = row.attachments.front().kind;
    if (answered && !first) {
      row.reply_to = answered->id;
      row.quote = preview(answered->text);
      made.reply_to = answered->external_id;
    }
    queue(made, row, storage::outbox_act::send);
    append(made, row);
    if (!first) first = std::move(row);
  }
  finish(made);
  made.message = std::move(first);
  return made;
}

result<decision> on_retry(const chat_model& model, person_id by, storage::message_row failed) {
  if (!model.holder(by)) return fail(errc::not_participant);
  if (failed.kind != message_kind::outgoing ||
      (failed.status != message_status::failed && failed.status != message_status::uncertain))
    return fail(errc::message_not_failed);
  if (!model.client.subscribed) return fail(errc::client_unsubscribed);
  auto made = start_from(model);
  failed.status = message_status::queued;
  failed.error_code.clear();
  failed.error_text.clear();
  made.changes.push_back(storage::set_message_fate{
      model.chat.project, model.chat.id, failed.id, failed.status, {}, {}, {}});
  queue(made, failed, storage::outbox_act::send);
  follow_last(made, failed);
  made.message = std::move(failed);
  return made;
}

result<decision> on_change(const chat_model& model, person_id by, storage::message_row message,
                           const std::string& text, const way_out& way, const moment& at) {
  const auto& rules = way.platform->rules();
  if (auto possible = check_changeable(model, by, message, rules.edits, way, at); !possible)
    return possible.error();
  const auto most = message.attachments.empty() ? rules.text_limit : rules.caption_limit;
  if (way.platform->text_length(text) > most)
    return fail(
        errc::message_too_long,
        "The text is longer than the platform's limit of " + std::to_string(most) + " characters.",
        "/text");
  auto made = start_from(model);
  message.text = text;
  message.edited_at = at.now;
  made.changes.push_back(
      storage::edit_message{message.project, message.chat, message.id, text, at.now});
  queue(made, message, storage::outbox_act::edit);
  follow_last(made, message);
  made.message = std::move(message);
  return made;
}

result<decision> on_take_back(const chat_model& model, person_id by, storage::message_row message,
                              const way_out& way, const moment& at) {
  const bool deletes = way.platform->rules().deletes;
  if (auto possible = check_changeable(model, by, message, deletes, way, at); !possible)
    return possible.error();
  auto made = start_from(model);
  message.deleted_at = at.now;
  made.changes.push_back(
      storage::delete_message{message.project, message.chat, message.id, at.now});
  queue(made, message, storage::outbox_act::remove);
  made.tell.push_back(message_changed{message, facts_of(made.next)});
  made.message = std::move(message);
  return made;
}

decision on_fate(const chat_model& model, const named_message& changed, const message_fate& fate,
                 const moment& at) {
  auto made = start_from(model, at);
  auto& chat = made.next.chat;
  if (!fate.changed_again)
    made.changes.push_back(storage::drop_outbox{chat.project, chat.channel, fate.message});
  const bool sending = fate.act == storage::outbox_act::send;
  const auto status = sending ? fate.status : changed ? changed->status : message_status::none;
  if (status != message_status::none) {
    made.changes.push_back(storage::set_message_fate{chat.project, chat.id, fate.message, status,
                                                     fate.external_id, fate.error_code,
                                                     fate.error_text});
    if (made.watched)
      made.tell.push_back(message_moved{chat.id, fate.message, status, fate.error_code,
                                        fate.error_text, facts_of(made.next)});
  }
  const bool last = sending && chat.last.id == fate.message;
  if (last) chat.last.status = fate.status;
  if (fate.client_left && model.client.subscribed)
    change_subscription(made, false, at);
  else if (last)
    finish(made);
  return made;
}

} // namespace switchboard::actors::domain
