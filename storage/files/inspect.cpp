#include "storage/files/inspect.hpp"

#include "storage/files/open_file.hpp"
#include "storage/files/programs.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <magic.h>

namespace switchboard::storage {
namespace {

using protocols::content;
using namespace std::string_view_literals;

struct magic_deleter {
  void operator()(magic_t of) const noexcept { magic_close(of); }
};
using magic_handle = std::unique_ptr<std::remove_pointer_t<magic_t>, magic_deleter>;

magic_handle opened_magic() {
  // Looking inside compressed files would start other programs' code on strangers' bytes.
  magic_handle made{magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_ERROR)};
  if (!made || magic_load(made.get(), nullptr) != 0)
    throw std::runtime_error{"libmagic cannot read its database"};
  return made;
}

/// A handle serves one thread; its database is mapped from the one file.
std::string mime_of(const std::filesystem::path& file) {
  thread_local const magic_handle handle = opened_magic();
  const char* said = magic_file(handle.get(), file.c_str());
  return said ? said : "application/octet-stream";
}

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           "!#$&^_.+-"sv.find(c) != std::string_view::npos;
  });
}

/// "Type/Subtype; parameters" in lower case without them; empty if it is none.
std::string plain_mime(std::string_view told) {
  std::string mime{told.substr(0, told.find(';'))};
  for (char& c : mime)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  while (!mime.empty() && mime.back() == ' ') mime.pop_back();
  const auto slash = mime.find('/');
  if (slash == std::string::npos || !is_token(std::string_view{mime}.substr(0, slash)) ||
      !is_token(std::string_view{mime}.substr(slash + 1)))
    return {};
  return mime;
}

/// A browser runs what these carry; nobody is believed who says so.
bool is_active(std::string_view mime) {
  return mime.find("html") != std::string_view::npos ||
         mime.find("xml") != std::string_view::npos ||
         mime.find("script") != std::string_view::npos ||
         mime.find("svg") != std::string_view::npos;
}

/// Whether bytes that look like `seen` may be what `told` says: it only says more of the same.
bool says_more(std::string_view seen, std::string_view told) {
  if (told.empty() || is_program_mime(told)) return false;
  if (seen == "application/zip")
    return told.starts_with("application/vnd.openxmlformats-") ||
           told.starts_with("application/vnd.oasis.") || told == "application/epub+zip";
  if (is_active(told)) return false;
  // Pictures and films are always recognised by their bytes; sounds are not.
  if (seen == "application/octet-stream")
    return told.starts_with("audio/") || told.starts_with("application/");
  if (seen == "text/plain") return told.starts_with("text/") || told == "application/json";
  return false;
}

constexpr std::size_t first_ogg_page = 64;

bool is_opus(const open_file& file) {
  const auto head = file.piece(0, first_ogg_page);
  return head.starts_with("OggS") && head.find("OpusHead") != std::string::npos;
}

} // namespace

inspected inspect(const std::filesystem::path& path, std::string_view name, std::string_view told) {
  inspected made;
  const open_file file{path};
  made.mime = mime_of(path);
  made.program = is_program_name(name) || is_program_mime(made.mime) || is_program(file);
  made.voice = is_opus(file);
  if (made.voice) made.mime = "audio/ogg";
  if (auto more = plain_mime(told); says_more(made.mime, more)) made.mime = std::move(more);
  return made;
}

content kind_of(const inspected& of) {
  if (of.program) return content::document;
  if (of.voice) return content::voice;
  if (of.mime.starts_with("image/") && !is_active(of.mime)) return content::photo;
  if (of.mime.starts_with("video/")) return content::video;
  if (of.mime.starts_with("audio/")) return content::audio;
  return content::document;
}

bool fits(const inspected& bytes, content said) {
  const auto kind = kind_of(bytes);
  switch (said) {
    case content::photo: return kind == content::photo;
    case content::animation: return kind == content::video || bytes.mime == "image/gif";
    // Moving stickers are films, or drawings packed with gzip.
    case content::sticker:
      return kind == content::photo || kind == content::video || bytes.mime == "application/gzip";
    case content::video:
    case content::video_note: return kind == content::video;
    // Some record the voice into a film without pictures.
    case content::voice:
    case content::audio:
      return kind == content::voice || kind == content::audio || kind == content::video;
    case content::document: return true;
    default: return false;
  }
}

} // namespace switchboard::storage
