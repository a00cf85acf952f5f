#pragma once

#include <string>
#include <string_view>

namespace switchboard::storage {

/// What is the same in every way a number is written: its digits, the country's first. The 00 that
/// leads abroad goes; the 8 that begins a Russian number of eleven digits at home becomes the 7 it
/// has abroad. Clients of one number are one person (CRD-8). Empty where no digits are.
inline std::string phone_digits(std::string_view written) {
  constexpr std::size_t russian = 11;
  const auto first = written.find_first_of("+0123456789");
  bool with_country = first != std::string_view::npos && written[first] == '+';
  std::string digits;
  for (char c : written)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.starts_with("00")) {
    digits.erase(0, 2);
    with_country = true;
  }
  if (!with_country && digits.size() == russian && digits.front() == '8') digits.front() = '7';
  return digits;
}

} // namespace switchboard::storage
