#include "http/files/serve.hpp"

#include "http/api/problem.hpp"
#include "http/files/ranges.hpp"
#include "http/site/site.hpp"
#include "storage/files/open_file.hpp"

#include <algorithm>
#include <array>

namespace switchboard::http {

namespace {

using held_file = std::shared_ptr<const storage::open_file>;

class file_source final : public body_source {
public:
  file_source(disk& by, held_file from, byte_range part)
      : disk_(by), file_(std::move(from)), part_(part) {}

  task<std::string> next() override {
    const auto bytes = std::min<std::uint64_t>(part_.bytes, file_server::piece_bytes);
    auto piece = co_await on_disk<std::string>(
        disk_, [file = file_, at = part_.from, bytes]() -> result<std::string> {
          return file->piece(static_cast<std::int64_t>(at), bytes);
        });
    if (!piece) co_return std::string{};
    part_.from += piece->size();
    part_.bytes -= piece->size();
    co_return std::move(*piece);
  }

private:
  disk& disk_;
  const held_file file_;
  byte_range part_;
};

/// What a browser may show by itself; everything else it is told to save. SVG holds scripts.
bool shows(std::string_view mime) {
  if (mime.starts_with("image/")) return !mime.starts_with("image/svg");
  return mime.starts_with("video/") || mime.starts_with("audio/") || mime == "application/pdf";
}

std::string disposition(const linked_file& file) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string plain;
  std::string escaped;
  for (const char c : file.name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    plain += byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '%' ? '_' : c;
    if (letter || c == '.' || c == '-' || c == '_')
      escaped += c;
    else
      escaped.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return std::string{shows(file.mime) ? "inline" : "attachment"} + "; filename=\"" + plain +
         "\"; filename*=UTF-8''" + escaped;
}

/// A file of a stranger may be a page: it must not act as one of ours. A browser's own reader of
/// PDF does not start in a sandbox, and has one of its own.
std::string_view policy(std::string_view mime) {
  if (mime == "application/pdf")
    return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";
  return "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
}

void add_headers(const linked_file& file, const std::string& tag, response& to) {
  to.headers.emplace_back("ETag", tag);
  to.headers.emplace_back("Cache-Control", "private, max-age=2592000, immutable");
  to.headers.emplace_back("Accept-Ranges", "bytes");
  to.headers.emplace_back("X-Content-Type-Options", "nosniff");
  to.headers.emplace_back("Content-Security-Policy", policy(file.mime));
  to.headers.emplace_back("Referrer-Policy", "no-referrer");
}

std::string range_of(const byte_range& part, std::uint64_t size) {
  return "bytes " + std::to_string(part.from) + "-" + std::to_string(part.from + part.bytes - 1) +
         "/" + std::to_string(size);
}

/// What is asked for of the file that the tag names now.
asked_range range_asked(const request& asked, const std::string& tag, std::uint64_t size) {
  const auto condition = asked.header("if-range");
  if (asked.method != "GET" || (!condition.empty() && condition != tag)) return {};
  return read_range(asked.header("range"), size);
}

} // namespace

task<response> file_server::answer(const request& asked) const {
  if (asked.method != "GET" && asked.method != "HEAD") {
    auto out = to_response(fail(errc::method_not_allowed));
    out.headers.emplace_back("Allow", "GET, HEAD");
    co_return out;
  }
  const auto wanted = links_.read(asked.path);
  if (!wanted) co_return to_response(fail(errc::not_found));
  const auto tag = '"' + wanted->blob + '"';
  response out;
  if (names_tag(asked.header("if-none-match"), tag)) {
    out.status = 304;
    add_headers(*wanted, tag, out);
    co_return out;
  }
  const auto file = co_await on_disk<held_file>(
      disk_, [path = blobs_.path_of(wanted->blob)]() -> result<held_file> {
        auto held = std::make_shared<const storage::open_file>(path);
        if (!*held || held->size() < 0) return fail(errc::not_found);
        return held;
      });
  if (!file) co_return to_response(file.error());
  const auto size = static_cast<std::uint64_t>((*file)->size());
  const auto range = range_asked(asked, tag, size);
  add_headers(*wanted, tag, out);
  if (range.kind == asked_range::kind::impossible) {
    out.status = 416;
    out.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    co_return out;
  }
  const bool whole = range.kind == asked_range::kind::whole;
  const auto part = whole ? byte_range{0, size} : range.part;
  if (!whole) {
    out.status = 206;
    out.headers.emplace_back("Content-Range", range_of(part, size));
  }
  out.headers.emplace_back("Content-Type", wanted->mime);
  out.headers.emplace_back("Content-Disposition", disposition(*wanted));
  out.without_body = asked.method == "HEAD";
  out.source = std::make_shared<file_source>(disk_, *file, part);
  out.source_bytes = part.bytes;
  co_return out;
}

} // namespace switchboard::http
