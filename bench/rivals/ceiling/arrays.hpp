#pragma once

#include <arpa/inet.h>
#include <endian.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace switchboard::bench {

/// A one-dimensional array without nulls in PostgreSQL's binary format, filled element by element.
class binary_array {
public:
  explicit binary_array(std::uint32_t element_type) : type_(element_type) { clear(); }

  void clear() {
    bytes_.clear();
    count_ = 0;
    put32(1); // dimensions
    put32(0); // no nulls
    put32(type_);
    put32(0); // elements, written by `finish`
    put32(1); // lower bound
  }

  void add(std::int64_t value) {
    put32(8);
    const auto big = ::htobe64(static_cast<std::uint64_t>(value));
    bytes_.append(reinterpret_cast<const char*>(&big), sizeof big);
    ++count_;
  }

  void add(std::string_view text) {
    put32(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
    ++count_;
  }

  const std::string& finish() {
    const auto big = htonl(count_);
    std::memcpy(bytes_.data() + 12, &big, sizeof big);
    return bytes_;
  }

private:
  void put32(std::uint32_t value) {
    const auto big = htonl(value);
    bytes_.append(reinterpret_cast<const char*>(&big), sizeof big);
  }

  std::uint32_t type_;
  std::uint32_t count_ = 0;
  std::string bytes_;
};

} // namespace switchboard::bench
