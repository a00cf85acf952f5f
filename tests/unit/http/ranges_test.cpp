#include "http/files/ranges.hpp"

#define CAF_SUITE http_ranges
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using kind = enum asked_range::kind;

namespace {

void is_part(std::string_view header, std::uint64_t from, std::uint64_t bytes) {
  const auto got = read_range(header, 100);
  if (got.kind != kind::part || !(got.part == byte_range{from, bytes})) CAF_ERROR(header);
}

} // namespace

CAF_TEST(CHT-6: one range of a file is understood in every form) {
  is_part("bytes=0-0", 0, 1);
  is_part("bytes=0-99", 0, 100);
  is_part("bytes=99-99", 99, 1);
  is_part("bytes=10-", 10, 90);
  is_part("bytes=10-5000", 10, 90);
  is_part("bytes=-1", 99, 1);
  is_part("bytes=-100", 0, 100);
  is_part("bytes=-5000", 0, 100);
  is_part("Bytes = 5-6", 5, 2);
  is_part("bytes=5-99999999999999999999999", 5, 95);
}

CAF_TEST(CHT-6: a range outside the file is impossible) {
  for (const auto* header :
       {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999999-", "bytes=-0"})
    if (read_range(header, 100).kind != kind::impossible) CAF_ERROR(header);
  CAF_CHECK(read_range("bytes=0-", 0).kind == kind::impossible);
  CAF_CHECK(read_range("bytes=-5", 0).kind == kind::impossible);
}

CAF_TEST(CHT-6: several ranges and what is none give the whole file) {
  for (const auto* header : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1",
                             "bytes=1-2,5-6", "items=1-2", "bytes=1-2x", "bytes=--1", "bytes=+1-2"})
    if (read_range(header, 100).kind != kind::whole) CAF_ERROR(header);
}
