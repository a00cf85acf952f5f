#include "http/files/ranges.hpp"

#include "http/core/text.hpp"
#include "http/server/request.hpp"

#include <algorithm>
#include <charconv>

namespace switchboard::http {

namespace {

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t out = 0;
  const auto* last = digits.data() + digits.size();
  const auto [end, wrong] = std::from_chars(digits.data(), last, out);
  if (wrong == std::errc::result_out_of_range && end == last) return UINT64_MAX;
  if (wrong != std::errc{} || end != last) return std::nullopt;
  return out;
}

} // namespace

asked_range read_range(std::string_view header, std::uint64_t size) {
  using kind = enum asked_range::kind;
  const asked_range whole{};
  const asked_range impossible{kind::impossible, {}};
  const auto equals = header.find('=');
  if (equals == header.npos || !same_ignoring_case(trimmed(header.substr(0, equals)), "bytes"))
    return whole;
  const auto spec = trimmed(header.substr(equals + 1));
  const auto dash = spec.find('-');
  if (dash == spec.npos || spec.find(',') != spec.npos) return whole;
  const auto last = number(spec.substr(dash + 1));
  if (dash == 0) {
    if (!last) return whole;
    const auto bytes = std::min(*last, size);
    return bytes == 0 ? impossible : asked_range{kind::part, {size - bytes, bytes}};
  }
  const auto first = number(spec.substr(0, dash));
  const bool open_ended = dash + 1 == spec.size();
  if (!first || (!open_ended && (!last || *last < *first))) return whole;
  if (*first >= size) return impossible;
  const auto end = open_ended || *last >= size ? size : *last + 1;
  return {kind::part, {*first, end - *first}};
}

} // namespace switchboard::http
