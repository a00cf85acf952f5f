#include "protocols/vk/uploads.hpp"

#include "protocols/json.hpp"
#include "protocols/text.hpp"
#include "protocols/vk/answer.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/refusals.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::protocols::vk {

namespace {

/// The slowest line a file is expected to go through, bytes per second.
constexpr std::int64_t slowest_upload = 64 * 1024;

bool ends_with_any(const std::string& name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&name](std::string_view ending) {
    return name.size() >= ending.size() &&
           std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char want, char c) {
             return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
           });
  });
}

bool fits_as_photo(const outgoing_file& file) {
  const bool kind =
      file.mime == "image/jpeg" || file.mime == "image/png" || file.mime == "image/gif" ||
      (file.mime.empty() && ends_with_any(file.name, {".jpg", ".jpeg", ".png", ".gif"}));
  const std::int64_t width = file.width;
  const std::int64_t height = file.height;
  return kind && file.size <= photo_limit && width + height <= photo_sides_limit &&
         std::max(width, height) <=
             photo_ratio_limit *
                 std::max<std::int64_t>(std::min(width, height), width == height ? 0 : 1);
}

bool fits_as_voice(const outgoing_file& file) {
  const bool ogg = file.mime == "audio/ogg" || file.mime == "application/ogg" ||
                   file.mime == "audio/opus" ||
                   (file.mime.empty() && ends_with_any(file.name, {".ogg", ".oga", ".opus"}));
  return ogg && file.duration_s <= voice_limit.count();
}

http_request ask_address(const access& to, const std::string& client, file_form form) {
  arguments values{{"peer_id", client}};
  if (form == file_form::photo)
    return call(to, "photos.getMessagesUploadServer", std::move(values));
  values.emplace_back("type", form == file_form::voice ? "audio_message" : "doc");
  return call(to, "docs.getMessagesUploadServer", std::move(values));
}

/// The address is on any host and is followed as it was given.
http_request put_file(std::string url, file_form form, const outgoing_file& file) {
  http_request request;
  request.url = std::move(url);
  request.form.push_back({.name = form == file_form::photo ? "photo" : "file",
                          .value = {},
                          .file = file.path,
                          .file_name = file.name,
                          .mime = file.mime});
  request.timeout += std::chrono::seconds{
      std::clamp<std::int64_t>(file.size / slowest_upload, 0, longest_wait.count())};
  request.outside = true;
  request.platform = "vk";
  return request;
}

std::string upload_url(const answer& read) {
  const auto* fields = read.response_object();
  return fields != nullptr ? std::string{text_at(*fields, "upload_url")} : std::string{};
}

/// What the address said of the file: the arguments for saving it.
using put = std::variant<arguments, delivery>;

delivery not_put(const http_response& from) {
  if (from.reach != http_response::reach::answered) return try_later{what_happened(from)};
  if (from.status == 413) return refused{"too_large", what_happened(from)};
  return try_later{what_happened(from), upload_attempts};
}

std::string text_of(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr || value->is_null()) return {};
  if (value->is_string()) return std::string{text_at(from, name)};
  return json::serialize(*value);
}

put read_put(const http_response& from, file_form form, const std::string& title) {
  const bool answered = from.reach == http_response::reach::answered;
  const json_document document(answered ? std::string_view(from.body) : std::string_view());
  const auto* fields = document.object();
  if (fields == nullptr) return not_put(from);
  if (fields->contains("error")) {
    auto words = storable(text_of(*fields, "error"));
    return delivery{try_later{words.empty() ? "VK did not take the file" : words, upload_attempts}};
  }
  if (form != file_form::photo) {
    auto file = text_of(*fields, "file");
    if (file.empty()) return not_put(from);
    return arguments{{"file", std::move(file)}, {"title", title}};
  }
  auto photo = text_of(*fields, "photo");
  if (photo.empty() || photo == "[]")
    return delivery{refused{"file_refused", "VK did not take the picture"}};
  return arguments{{"server", text_of(*fields, "server")},
                   {"photo", std::move(photo)},
                   {"hash", text_of(*fields, "hash")}};
}

http_request save(const access& to, file_form form, arguments values) {
  return call(to, form == file_form::photo ? "photos.saveMessagesPhoto" : "docs.save",
              std::move(values));
}

/// `{"type": "doc", "doc": {…}}`, the same in a list, or (photos, older documents) the thing
/// itself.
std::string read_saved(const answer& read, file_form form) {
  const auto* list = read.response_list();
  const auto* saved = list != nullptr ? first_object(*list) : read.response_object();
  if (saved == nullptr) return {};
  if (form == file_form::photo) return reference_of("photo", *saved);
  const auto type = text_at(*saved, "type");
  const auto* inner = object_at(*saved, type);
  return inner != nullptr ? reference_of(type, *inner) : reference_of("doc", *saved);
}

} // namespace

file_form form_of(const outgoing_file& file) {
  if (file.kind == content::photo && fits_as_photo(file)) return file_form::photo;
  if (file.kind == content::voice && fits_as_voice(file)) return file_form::voice;
  return file_form::document;
}

std::string reference_of(std::string_view type, const json::object& thing) {
  const auto owner = whole_at(thing, "owner_id");
  const auto id = whole_at(thing, "id");
  if (!owner || !id) return {};
  auto reference = std::string{type} + std::to_string(*owner) + '_' + std::to_string(*id);
  if (const auto key = clean_at(thing, "access_key"); !key.empty()) reference += '_' + key;
  return reference;
}

conversation<uploaded> upload(access to, std::string client, outgoing_file file) {
  const auto form = form_of(file);
  const answer where(co_await ask{ask_address(to, client, form)});
  auto url = upload_url(where);
  if (url.empty()) co_return read_failed_step(where);
  auto put = read_put(co_await ask{put_file(std::move(url), form, file)}, form, file.name);
  if (auto* failure = std::get_if<delivery>(&put)) co_return std::move(*failure);
  const answer saved(co_await ask{save(to, form, std::move(std::get<arguments>(put)))});
  auto reference = read_saved(saved, form);
  if (reference.empty()) co_return read_failed_step(saved);
  co_return reference;
}

} // namespace switchboard::protocols::vk
