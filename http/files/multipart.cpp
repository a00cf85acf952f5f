#include "http/files/multipart.hpp"

#include "http/core/text.hpp"
#include "http/server/request.hpp"

#include <algorithm>

namespace switchboard::http {

namespace {

constexpr std::size_t longest_boundary = 70;

/// One `; name=value` after another; quotes may hold semicolons.
struct parameters {
  std::string_view rest;

  struct one {
    std::string_view name;
    std::string value;
  };

  std::optional<one> next() {
    const auto semicolon = rest.find(';');
    if (semicolon == rest.npos) return std::nullopt;
    rest.remove_prefix(semicolon + 1);
    const auto equals = rest.find('=');
    if (equals == rest.npos) return std::nullopt;
    one out{trimmed(rest.substr(0, equals)), {}};
    rest.remove_prefix(equals + 1);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (rest.starts_with('"'))
      read_quoted(out.value);
    else
      out.value = trimmed(rest.substr(0, rest.find(';')));
    return out;
  }

  /// Browsers write a quote as %22, others as \"; any other backslash means itself.
  void read_quoted(std::string& out) {
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
      if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
      out += rest[at];
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
  }
};

/// The three signs that browsers escape in names, and nothing else: "50%20off" is a name.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto code = text.substr(at, 3);
    const char sign = code == "%22"                     ? '"'
                      : same_ignoring_case(code, "%0d") ? '\r'
                      : same_ignoring_case(code, "%0a") ? '\n'
                                                        : '\0';
    out += sign == '\0' ? text[at] : sign;
    if (sign != '\0') at += 2;
  }
  return out;
}

bool read_disposition(std::string_view value, multipart_head& out) {
  if (!same_ignoring_case(trimmed(value.substr(0, value.find(';'))), "form-data")) return false;
  bool named = false;
  parameters all{value};
  while (auto one = all.next()) {
    if (same_ignoring_case(one->name, "name")) {
      out.name = unescaped(one->value);
      named = true;
    } else if (same_ignoring_case(one->name, "filename")) {
      out.file_name = unescaped(one->value);
    }
  }
  return named;
}

std::optional<multipart_head> parse_head(std::string_view lines) {
  multipart_head out;
  bool disposed = false;
  while (!lines.empty()) {
    const auto end = std::min(lines.find("\r\n"), lines.size());
    const auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 2, lines.size()));
    const auto colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    const auto name = trimmed(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (same_ignoring_case(name, "content-disposition"))
      disposed = read_disposition(value, out);
    else if (same_ignoring_case(name, "content-type"))
      out.mime = value;
  }
  return disposed ? std::optional{std::move(out)} : std::nullopt;
}

} // namespace

std::optional<std::string> multipart_reader::boundary_of(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  if (!same_ignoring_case(type, "multipart/form-data")) return std::nullopt;
  parameters all{content_type};
  while (auto one = all.next()) {
    if (!same_ignoring_case(one->name, "boundary")) continue;
    if (one->value.empty() || one->value.size() > longest_boundary) return std::nullopt;
    return one->value;
  }
  return std::nullopt;
}

/// The first boundary may stand at the very beginning, where no line ends before it.
multipart_reader::multipart_reader(std::string_view boundary)
    : delimiter_("\r\n--" + std::string{boundary}), held_("\r\n") {}

void multipart_reader::feed(std::string_view bytes) {
  held_.erase(0, from_);
  from_ = 0;
  bytes_ = {};
  if (place_ != place::after) held_ += bytes;
}

multipart_reader::step multipart_reader::next() {
  switch (place_) {
    case place::before: return skip_preamble();
    case place::boundary: return read_boundary();
    case place::head: return read_head();
    case place::body: return read_body();
    case place::after: return step::end;
    case place::broken: break;
  }
  return step::broken;
}

multipart_reader::step multipart_reader::fail() {
  place_ = place::broken;
  return step::broken;
}

multipart_reader::step multipart_reader::skip_preamble() {
  const auto all = rest();
  const auto at = all.find(delimiter_);
  if (at == all.npos) {
    if (all.size() > delimiter_.size()) from_ += all.size() - delimiter_.size();
    return step::more;
  }
  from_ += at + delimiter_.size();
  place_ = place::boundary;
  return read_boundary();
}

/// After a boundary: two dashes end everything, a line's end begins a part.
multipart_reader::step multipart_reader::read_boundary() {
  const auto all = rest();
  if (all.starts_with("--")) {
    held_.clear();
    from_ = 0;
    place_ = place::after;
    return step::end;
  }
  const auto padding = std::min(all.find_first_not_of(" \t"), all.size());
  const auto line = all.substr(padding);
  if (padding > longest_boundary) return fail();
  if (!line.starts_with("\r\n")) {
    const bool may_come = all.empty() || all == "-" || line.empty() || line == "\r";
    return may_come ? step::more : fail();
  }
  // The line's end stays: with it even a head without lines ends in an empty one.
  from_ += padding;
  place_ = place::head;
  return read_head();
}

multipart_reader::step multipart_reader::read_head() {
  const auto all = rest();
  const auto end = all.find("\r\n\r\n");
  if (end == all.npos) return all.size() > longest_head ? fail() : step::more;
  auto read = end > longest_head ? std::nullopt : parse_head(all.substr(2, end < 2 ? 0 : end - 2));
  if (!read) return fail();
  head_ = std::move(*read);
  from_ += end + 4;
  place_ = place::body;
  return step::part;
}

multipart_reader::step multipart_reader::read_body() {
  const auto all = rest();
  const auto at = all.find(delimiter_);
  if (at == 0) {
    from_ += delimiter_.size();
    place_ = place::boundary;
    return step::part_end;
  }
  // The end of what is here may be the beginning of a boundary.
  const auto sure = at != all.npos ? at : all.size() - std::min(all.size(), delimiter_.size() - 1);
  if (sure == 0) return step::more;
  bytes_ = all.substr(0, sure);
  from_ += sure;
  return step::bytes;
}

} // namespace switchboard::http
