#include "http/api/ask.hpp"
#include "http/api/call.hpp"
#include "http/api/codec.hpp"
#include "http/api/handlers.hpp"
#include "http/files/upload.hpp"
#include "storage/reads.hpp"

#include <boost/json.hpp>

namespace switchboard::http::files {

namespace json = boost::json;
using purpose = storage::intake_purpose;

namespace {

/// What messengers take as a photo, by its first bytes: names and types are what somebody said.
bool looks_like_photo(const uploaded& what) {
  using namespace std::string_view_literals;
  const std::string_view bytes = what.beginning;
  return what.size <= storage::largest_image_bytes &&
         (bytes.starts_with("\xff\xd8\xff"sv) || bytes.starts_with("\x89PNG\r\n\x1a\n"sv) ||
          bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv));
}

/// The query's word, the form's, or what it looks like.
result<purpose> purpose_of(const call& c, const uploaded& what) {
  auto said = c.optional_text("as");
  for (const auto& [name, value] : what.fields) {
    if (name != "as") return fail(errc::unknown_field, "There is no such field.", "/" + name);
    if (value != "photo" && value != "file")
      return fail(errc::bad_request, "must be photo or file", "/as");
    if (!said) said = value;
  }
  if (!said) return looks_like_photo(what) ? purpose::photo : purpose::file;
  return *said == "photo" ? purpose::photo : purpose::file;
}

} // namespace

answer upload(call& c) {
  const auto largest =
      c.optional_text("as") == "photo" ? storage::largest_image_bytes : storage::largest_file_bytes;
  const auto came = co_await receive_upload(*c.asked, c.env.blobs, c.env.disk, largest);
  if (!came) co_return came.error();
  const auto wanted = purpose_of(c, *came);
  if (!wanted) co_return wanted.error();
  const auto taken = co_await take_in(c.env.intake, *came, c.project_key(), *wanted);
  if (!taken) co_return taken.error();
  auto stored = co_await ask<bool>(c.env.pool, "put_file",
                                   [row = *taken](pqxx::connection& db) -> result<bool> {
                                     storage::put_file(db, row);
                                     return true;
                                   });
  if (!stored) co_return stored.error();
  co_return to_json(*taken, c.env.words);
}

} // namespace switchboard::http::files
