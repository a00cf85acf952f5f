#pragma once

#include <string>
#include <string_view>

namespace switchboard::storage {

/// What is the same in every way a number is written: its digits, the country's first. The 8 that
/// begins a Russian number of eleven digits at home is the 7 it begins with abroad; the 00 that
/// leads abroad goes. Clients of one number are one person (CRD-8).
inline std::string phone_digits(std::string_view written) {
  constexpr std::size_t russian = 11;
  std::string digits;
  for (char c : written)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.starts_with("00")) digits.erase(0, 2);
  if (digits.size() == russian && digits.front() == '8') digits.front() = '7';
  return digits;
}

} // namespace switchboard::storage
