#include "http/site/site.hpp"

#include "config/secrets.hpp"
#include "http/api/problem.hpp"
#include "http/core/text.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace switchboard::http {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".mp3", "audio/mpeg"},
    {".wasm", "application/wasm"},
}};

std::string_view type_of(std::string_view path) {
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

std::optional<std::string> read_file(const fs::path& from) {
  std::ifstream file{from, std::ios::binary};
  if (!file) return std::nullopt;
  std::string out{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) return std::nullopt;
  return out;
}

/// Nothing when it would not become smaller.
std::shared_ptr<const std::string> gzipped(const std::string& plain) {
  constexpr int with_gzip_header = 15 + 16;
  constexpr std::size_t worth_it = 1024;
  if (plain.size() < worth_it) return nullptr;
  z_stream packer{};
  if (deflateInit2(&packer, Z_BEST_SPEED + 5, Z_DEFLATED, with_gzip_header, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return nullptr;
  std::string out(plain.size(), '\0');
  packer.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  packer.avail_in = static_cast<uInt>(plain.size());
  packer.next_out = reinterpret_cast<Bytef*>(out.data());
  packer.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&packer, Z_FINISH) == Z_STREAM_END;
  out.resize(packer.total_out);
  deflateEnd(&packer);
  return done ? std::make_shared<const std::string>(std::move(out)) : nullptr;
}

bool packs_well(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") ||
         type.starts_with("application/manifest") || type.starts_with("image/svg");
}

bool is_hidden(const fs::path& relative) {
  return std::any_of(relative.begin(), relative.end(),
                     [](const fs::path& part) { return part.string().starts_with('.'); });
}

/// Walks over the comma-separated parts of a header until `found` says so.
template <class F>
bool any_part(std::string_view header, F found) {
  while (!header.empty()) {
    const auto comma = std::min(header.find(','), header.size());
    if (found(trimmed(header.substr(0, comma)))) return true;
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  return false;
}

bool could_be_page(std::string_view path) {
  const auto last = path.substr(path.rfind('/') + 1);
  return last.find('.') == last.npos && path != "/api" && !path.starts_with("/api/") &&
         path != "/hooks" && !path.starts_with("/hooks/") && !path.starts_with("/docs/") &&
         path != "/docs";
}

} // namespace

bool accepts_coding(std::string_view header, std::string_view coding) {
  return any_part(header, [&](std::string_view part) {
    const auto semicolon = part.find(';');
    if (!same_ignoring_case(trimmed(part.substr(0, semicolon)), coding)) return false;
    if (semicolon == part.npos) return true;
    const auto weight = trimmed(part.substr(semicolon + 1));
    // "q=0", "q=0.0", … mean: not this one.
    return !weight.starts_with("q=0") || weight.find_first_of("123456789") != weight.npos;
  });
}

bool names_tag(std::string_view header, std::string_view tag) {
  return any_part(header, [&](std::string_view part) {
    if (part.starts_with("W/")) part.remove_prefix(2);
    return part == "*" || part == tag;
  });
}

void add_page_headers(response& to) {
  to.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; "
      "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; "
      "frame-ancestors 'none'");
  to.headers.emplace_back("X-Content-Type-Options", "nosniff");
  to.headers.emplace_back("Referrer-Policy", "same-origin");
  to.headers.emplace_back("X-Frame-Options", "DENY");
}

result<site> site::load(const fs::path& root) {
  site out;
  std::error_code failed;
  if (!fs::is_directory(root, failed)) return out;
  std::unordered_map<std::string, bytes> packed;
  for (fs::recursive_directory_iterator it{root, failed}, end; !failed && it != end;
       it.increment(failed)) {
    if (!it->is_regular_file() || is_hidden(fs::relative(it->path(), root))) continue;
    auto content = read_file(it->path());
    if (!content) return fail(errc::bad_settings, "cannot read \"" + it->path().string() + "\"");
    auto path = '/' + fs::relative(it->path(), root).generic_string();
    auto held = std::make_shared<const std::string>(std::move(*content));
    if (path.ends_with(".br") || path.ends_with(".gz")) {
      packed.emplace(std::move(path), std::move(held));
      continue;
    }
    auto& added = out.files_[path];
    added.tag = '"' + to_base64url(sha256(*held).substr(0, 12)) + '"';
    added.plain = std::move(held);
    added.type = type_of(path);
    added.forever = path.starts_with("/assets/");
  }
  if (failed)
    return fail(errc::bad_settings, "cannot read \"" + root.string() + "\": " + failed.message());
  for (auto& [path, one] : out.files_) {
    if (const auto found = packed.find(path + ".br"); found != packed.end())
      one.brotli = found->second;
    if (const auto found = packed.find(path + ".gz"); found != packed.end())
      one.gzip = found->second;
    else if (packs_well(one.type))
      one.gzip = gzipped(*one.plain);
  }
  return out;
}

const site::file* site::find(std::string_view path) const {
  std::string wanted;
  if (!percent_decode(path, false, wanted)) return nullptr;
  auto found = files_.find(wanted);
  if (found == files_.end() && wanted.ends_with('/')) found = files_.find(wanted + "index.html");
  if (found == files_.end()) found = files_.find(wanted + "/index.html");
  if (found == files_.end() && could_be_page(wanted)) found = files_.find("/index.html");
  return found == files_.end() ? nullptr : &found->second;
}

response site::answer(const request& asked) const {
  const auto* known = find(asked.path);
  const bool reading = asked.method == "GET" || asked.method == "HEAD";
  if (!known) return to_response(fail(errc::not_found));
  if (!reading) {
    auto out = to_response(fail(errc::method_not_allowed));
    out.headers.emplace_back("Allow", "GET, HEAD");
    return out;
  }
  return serve(*known, asked);
}

response site::serve(const file& what, const request& asked) const {
  response out;
  add_page_headers(out);
  out.headers.emplace_back("ETag", what.tag);
  out.headers.emplace_back("Cache-Control",
                           what.forever ? "public, max-age=31536000, immutable" : "no-cache");
  if (what.brotli || what.gzip) out.headers.emplace_back("Vary", "Accept-Encoding");
  if (names_tag(asked.header("if-none-match"), what.tag)) {
    out.status = 304;
    return out;
  }
  const auto accepted = asked.header("accept-encoding");
  out.content_type = what.type;
  out.shared_body = what.plain;
  if (what.brotli && accepts_coding(accepted, "br")) {
    out.shared_body = what.brotli;
    out.headers.emplace_back("Content-Encoding", "br");
  } else if (what.gzip && accepts_coding(accepted, "gzip")) {
    out.shared_body = what.gzip;
    out.headers.emplace_back("Content-Encoding", "gzip");
  }
  out.without_body = asked.method == "HEAD";
  return out;
}

} // namespace switchboard::http
