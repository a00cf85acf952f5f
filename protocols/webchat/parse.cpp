#include "protocols/webchat/parse.hpp"

#include "protocols/digest.hpp"
#include "protocols/json.hpp"
#include "protocols/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

namespace switchboard::protocols::webchat {

namespace {

constexpr std::size_t id_limit = 200;

void give_up(client_event& event, std::string_view why) {
  event.what = not_understood{std::string{why}};
  event.keep_bytes = true;
}

/// A text or a whole number; empty when it is neither, or longer than an id can be.
std::string id_at(const json::object& from, std::string_view name) {
  if (const auto number = integer_at(from, name)) return std::to_string(*number);
  const auto text = text_at(from, name);
  return text.size() <= id_limit ? storable(text) : std::string{};
}

std::string clean(const json::object& from, std::string_view name) {
  return storable(text_at(from, name));
}

std::int32_t count_at(const json::object& from, std::string_view name) {
  const auto told = integer_at(from, name).value_or(0);
  return told > 0 && told <= std::numeric_limits<std::int32_t>::max()
             ? static_cast<std::int32_t>(told)
             : 0;
}

/// The epoch when it is not told or no year has it.
timestamp time_at(const json::object& from, std::string_view name) {
  constexpr std::int64_t year_10000 = 253'402'300'800'000;
  if (const auto told = integer_at(from, name))
    return *told > 0 && *told < year_10000 ? timestamp{std::chrono::milliseconds{*told}}
                                           : timestamp{};
  const auto read = parse_rfc3339(text_at(from, name));
  return read && *read > timestamp{} ? *read : timestamp{};
}

struct family {
  std::string_view begins;
  content kind;
};
/// The first that fits; what fits none is a document.
constexpr std::array families{
    family{"image/gif", content::animation}, family{"image/svg", content::document},
    family{"image/", content::photo},        family{"video/", content::video},
    family{"audio/", content::audio},
};

content kind_of(std::string_view mime) {
  for (const auto& family : families)
    if (mime.starts_with(family.begins)) return family.kind;
  return content::document;
}

std::vector<attachment> files_of(const json::object& message) {
  std::vector<attachment> files;
  const auto* list = array_at(message, "files");
  if (list == nullptr) return files;
  files.reserve(list->size());
  for (const auto& one : *list) {
    const auto* from = one.if_object();
    if (from == nullptr) continue;
    auto& file = files.emplace_back();
    file.source = clean(*from, "source");
    file.name = clean(*from, "name");
    file.mime = clean(*from, "mime");
    file.kind = kind_of(file.mime);
    file.size = std::max<std::int64_t>(integer_at(*from, "size").value_or(0), 0);
    file.width = count_at(*from, "width");
    file.height = count_at(*from, "height");
    file.duration_s = count_at(*from, "duration_s");
  }
  return files;
}

/// Both bodies of a message: "message" with an id. False: given up.
const json::object* message_of(client_event& event, const json::object& frame) {
  const auto* message = object_at(frame, "message");
  if (message == nullptr) give_up(event, "no_message");
  return message;
}

void read_message(client_event& event, const json::object& frame) {
  const auto* message = message_of(event, frame);
  if (message == nullptr) return;
  client_message read;
  read.text = clean(*message, "text");
  read.external_id = id_at(*message, "id");
  read.reply_to = id_at(*message, "reply_to");
  read.attachments = files_of(*message);
  if (!read.attachments.empty()) read.content = read.attachments.front().kind;
  event.opens_window = true;
  event.what = std::move(read);
}

void read_edit(client_event& event, const json::object& frame) {
  const auto* message = message_of(event, frame);
  if (message == nullptr) return;
  auto id = id_at(*message, "id");
  if (id.empty()) return give_up(event, "no_message_id");
  event.what = message_edited{std::move(id), clean(*message, "text")};
}

void read_deletion(client_event& event, const json::object& frame) {
  const auto* message = message_of(event, frame);
  if (message == nullptr) return;
  auto id = id_at(*message, "id");
  if (id.empty()) return give_up(event, "no_message_id");
  event.what = message_deleted{std::move(id)};
}

/// Our ids grow, so everything up to the one that is named came as far.
void read_receipt(client_event& event, const json::object& frame, enum receipt::kind what) {
  auto id = id_at(frame, "up_to");
  if (id.empty()) return give_up(event, "no_up_to");
  receipt told{.what = what};
  std::int64_t number = 0;
  const auto* last = id.data() + id.size();
  const auto [end, problem] = std::from_chars(id.data(), last, number);
  if (problem == std::errc{} && end == last)
    told.up_to_id = number;
  else
    told.external_ids.push_back(std::move(id));
  event.what = std::move(told);
}

void read_delivered(client_event& event, const json::object& frame) {
  read_receipt(event, frame, receipt::kind::delivered);
}
void read_seen(client_event& event, const json::object& frame) {
  read_receipt(event, frame, receipt::kind::read);
}
void read_typing(client_event& event, const json::object&) { event.what = typing{}; }

void read_open(client_event& event, const json::object& frame) {
  event.start_payload = clean(frame, "payload");
  event.what = arrived{event.start_payload};
}

struct reader {
  std::string_view kind;
  void (*read)(client_event&, const json::object&);
};
constexpr std::array readers{
    reader{"message", read_message},     reader{"edit", read_edit}, reader{"delete", read_deletion},
    reader{"delivered", read_delivered}, reader{"read", read_seen}, reader{"typing", read_typing},
    reader{"open", read_open},
};

/// False: nobody.
bool read_visitor(client_event& event, const json::object& frame) {
  const auto* visitor = object_at(frame, "visitor");
  if (visitor != nullptr) event.client = id_at(*visitor, "id");
  if (event.client.empty()) return give_up(event, "no_visitor"), false;
  event.who.first_name = clean(*visitor, "name");
  event.who.language = clean(*visitor, "language");
  // The card has no field for these two; the bytes tell them.
  event.keep_bytes = visitor->contains("email") || visitor->contains("page");
  return true;
}

void read_frame(client_event& event, const json::object& frame) {
  event.key = id_at(frame, "event_id");
  event.sent_at = time_at(frame, "sent_at");
  const auto kind = text_at(frame, "kind");
  for (const auto& reader : readers) {
    if (reader.kind != kind) continue;
    event.kind = reader.kind;
    if (read_visitor(event, frame)) reader.read(event, frame);
    return;
  }
  give_up(event, "unknown_kind");
}

} // namespace

client_event parse_event(std::string_view bytes) {
  const json_document document(bytes);
  client_event event;
  event.kind = "unknown";
  if (const auto* frame = document.object())
    read_frame(event, *frame);
  else
    give_up(event, document.root() == nullptr ? "not_json" : "not_an_object");
  if (event.key.empty()) event.key = "sha256:" + sha256_hex(bytes);
  return event;
}

} // namespace switchboard::protocols::webchat
