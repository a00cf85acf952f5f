#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/files/links.hpp"

namespace switchboard::http {

namespace {

json::value number_or_null(const std::optional<double>& number) {
  return number ? json::value(*number) : json::value{};
}

json::value thumbnail_url(const storage::file_row& file, const codec& with) {
  if (file.thumbnail.empty()) return nullptr;
  return json::value(
      json::string_view{with.links.make(file.thumbnail, "image/jpeg", "preview.jpg")});
}

/// What is here is described by our file; what is not, by what the platform said.
json::object attachment_json(const storage::attachment_row& attachment, const codec& with) {
  const auto* file = attachment.file ? &*attachment.file : nullptr;
  json::object out;
  out["kind"] = word(contents, attachment.kind);
  out["state"] = word(attachment_states, attachment.state);
  out["name"] = file ? file->name : attachment.name;
  out["mime"] = file ? file->mime : attachment.mime;
  out["size"] = file ? file->size : attachment.size;
  out["width"] = file && file->width > 0 ? file->width : attachment.width;
  out["height"] = file && file->height > 0 ? file->height : attachment.height;
  out["duration_s"] = attachment.duration_s;
  out["latitude"] = number_or_null(attachment.latitude);
  out["longitude"] = number_or_null(attachment.longitude);
  out["url"] =
      file ? json::value(json::string_view{with.links.make(file->blob, file->mime, file->name)})
           : json::value{};
  out["thumbnail_url"] = file ? thumbnail_url(*file, with) : json::value{};
  out["error"] = text_or_null(attachment.error);
  return out;
}

bool speaks_of_department(storage::action what) {
  return what == storage::action::forwarded || what == storage::action::routed ||
         what == storage::action::undepartmented;
}

/// CHT-4: what a system line tells.
json::object action_json(const storage::message_row& message, const actors::project_view& project) {
  json::object out;
  out["type"] = word(actions, message.action);
  out["by"] = named_or_null(message.author, project);
  out["subject"] = nullptr;
  if (message.subject == 0) return out;
  const bool department = speaks_of_department(message.action);
  auto subject = department ? named(department_id{message.subject}, project)
                            : named(person_id{message.subject}, project);
  subject["kind"] = department ? "department" : "member";
  out["subject"] = std::move(subject);
  return out;
}

} // namespace

json::object to_json(const storage::file_row& file, const codec& with) {
  json::object out;
  out["id"] = text_of(file.id);
  out["kind"] = word(contents, file.kind);
  out["name"] = file.name;
  out["mime"] = file.mime;
  out["size"] = file.size;
  out["width"] = file.width;
  out["height"] = file.height;
  out["duration_s"] = file.duration_s;
  out["url"] = with.links.make(file.blob, file.mime, file.name);
  out["thumbnail_url"] = thumbnail_url(file, with);
  return out;
}

json::object to_json(const storage::message_row& message, const actors::project_view& project,
                     const codec& with) {
  json::object out;
  out["id"] = text_of(message.id);
  out["chat"] = text_of(message.chat);
  out["dialog"] = text_of(message.dialog);
  out["kind"] = word(message_kinds, message.kind);
  out["author"] = named_or_null(message.author, project);
  out["content"] = word(contents, message.content);
  out["text"] = message.text;
  json::array attachments;
  for (const auto& one : message.attachments) attachments.push_back(attachment_json(one, with));
  out["attachments"] = std::move(attachments);
  out["reply_to"] = nullptr;
  if (message.reply_to) {
    json::object quoted;
    quoted["message"] = text_of(message.reply_to);
    quoted["text"] = message.quote;
    out["reply_to"] = std::move(quoted);
  }
  out["edited_at"] = time_or_null(message.edited_at);
  out["deleted_at"] = time_or_null(message.deleted_at);
  out["buttons"] = json::array{};
  out["status"] = text_or_null(std::string{word(statuses, message.status)});
  out["error"] = nullptr;
  if (!message.error_code.empty()) {
    json::object error;
    error["code"] = message.error_code;
    error["text"] = message.error_text;
    out["error"] = std::move(error);
  }
  out["action"] = nullptr;
  if (message.kind == storage::message_kind::system) out["action"] = action_json(message, project);
  out["created_at"] = to_rfc3339(message.created_at);
  out["key"] = text_or_null(message.client_key);
  return out;
}

} // namespace switchboard::http
