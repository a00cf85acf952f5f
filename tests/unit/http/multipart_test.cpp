#include "http/files/multipart.hpp"

#include <vector>

#define CAF_SUITE http_multipart
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
using step = multipart_reader::step;
using namespace std::string_literals;

namespace {

struct part {
  std::string name;
  std::optional<std::string> file_name;
  std::string mime;
  std::string bytes;
  bool ended = false;
};

struct form {
  std::vector<part> parts;
  step last = step::more;
};

form read(std::string_view bytes, std::size_t size, std::string_view boundary = "XX") {
  multipart_reader reader{boundary};
  form out;
  while (true) {
    out.last = reader.next();
    switch (out.last) {
      case step::part:
        out.parts.push_back(
            {reader.head().name, reader.head().file_name, reader.head().mime, {}, false});
        break;
      case step::bytes: out.parts.back().bytes += reader.bytes(); break;
      case step::part_end: out.parts.back().ended = true; break;
      case step::more:
        if (bytes.empty()) return out;
        reader.feed(bytes.substr(0, size));
        bytes.remove_prefix(std::min(size, bytes.size()));
        break;
      default: return out;
    }
  }
}

std::string with_head(const std::string& head) {
  return "--XX\r\n" + head + "\r\n\r\nx\r\n--XX--\r\n";
}

const std::string whole =
    "--XX\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\nphoto\r\n"
    "--XX \t\r\ncontent-disposition: form-data; filename=\"a;\\\"b\\\" %22c%22.jpg\"; "
    "name=\"file\"\r\nContent-Type: image/jpeg\r\n\r\n"
    "\r\n--X not yet\r\n--XY\r\n\r\n--XX--\r\nwhat follows is nobody's";

} // namespace

CAF_TEST(CHT-6: a form is the same whatever pieces it comes in) {
  for (std::size_t size : {1u, 2u, 3u, 7u, 16u, 100u, 10'000u}) {
    const auto got = read(whole, size);
    CAF_CHECK(got.last == step::end);
    CAF_REQUIRE_EQUAL(got.parts.size(), 2u);
    CAF_CHECK_EQUAL(got.parts[0].name, "as");
    CAF_CHECK_EQUAL(got.parts[0].bytes, "photo");
    CAF_CHECK(!got.parts[0].file_name);
    CAF_CHECK_EQUAL(got.parts[1].name, "file");
    CAF_CHECK_EQUAL(got.parts[1].file_name.value(), "a;\"b\" \"c\".jpg");
    CAF_CHECK_EQUAL(got.parts[1].mime, "image/jpeg");
    CAF_CHECK_EQUAL(got.parts[1].bytes, "\r\n--X not yet\r\n--XY\r\n");
    CAF_CHECK(got.parts[1].ended);
  }
}

CAF_TEST(CHT-6: an empty file and one of any bytes are read as they are) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const auto& bytes : {""s, "\r\n"s, "--XX"s, all, all + "\r\n" + all}) {
    const auto got =
        read("--XX\r\nContent-Disposition: form-data; name=f\r\n\r\n" + bytes + "\r\n--XX--", 5);
    CAF_REQUIRE_EQUAL(got.parts.size(), 1u);
    CAF_CHECK(got.last == step::end);
    CAF_CHECK(got.parts[0].bytes == bytes);
  }
}

CAF_TEST(CHT-6: what stands before the first boundary is passed over) {
  const auto got = read("This is a form.\r\n" + whole, 4);
  CAF_CHECK(got.last == step::end);
  CAF_CHECK_EQUAL(got.parts.size(), 2u);
}

CAF_TEST(CHT-6: a name with a percent sign keeps it) {
  const auto got =
      read(with_head("Content-Disposition: form-data; name=f; filename=\"50%20off%0A.txt\""), 9);
  CAF_REQUIRE_EQUAL(got.parts.size(), 1u);
  CAF_CHECK_EQUAL(got.parts[0].file_name.value(), "50%20off\n.txt");
}

CAF_TEST(CHT-6: a form that breaks the rules is refused) {
  CAF_CHECK(read(with_head("Content-Type: text/plain"), 6).last == step::broken);
  CAF_CHECK(read(with_head("Content-Disposition: attachment; name=f"), 6).last == step::broken);
  CAF_CHECK(read(with_head("Content-Disposition: form-data"), 6).last == step::broken);
  CAF_CHECK(read(with_head("no colon"), 6).last == step::broken);
  CAF_CHECK(read("--XXY\r\n", 6).last == step::broken);
  CAF_CHECK(read("--XX-Y\r\n", 6).last == step::broken);
  CAF_CHECK(read("--XX" + std::string(100, ' ') + "\r\n", 6).last == step::broken);
}

CAF_TEST(CHT-6: a head of 8 KB is read and a longer one refused) {
  const std::string line = "Content-Disposition: form-data; name=f; filename=";
  const auto most = multipart_reader::longest_head - line.size() - 2;
  CAF_CHECK(read(with_head(line + std::string(most, 'n')), 1000).last == step::end);
  CAF_CHECK(read(with_head(line + std::string(most + 1, 'n')), 1000).last == step::broken);
  CAF_CHECK(read("--XX\r\n" + std::string(10'000, 'h'), 10).last == step::broken);
}

CAF_TEST(CHT-6: a form that breaks off asks for more) {
  for (std::size_t size = 0; size < whole.find("--XX--"); ++size)
    if (read(std::string_view{whole}.substr(0, size), 11).last != step::more) CAF_ERROR(size);
}

CAF_TEST(CHT-6: the boundary is taken from the header) {
  const auto of = [](std::string_view type) { return multipart_reader::boundary_of(type); };
  CAF_CHECK(of("multipart/form-data; boundary=abc") == "abc");
  CAF_CHECK(of("Multipart/Form-Data;charset=utf-8; Boundary=\"a b;c\"") == "a b;c");
  CAF_CHECK(of("multipart/form-data; boundary=" + std::string(70, 'b')));
  for (const auto& wrong :
       {"multipart/form-data"s, "multipart/form-data; boundary="s, "text/plain; boundary=x"s,
        "multipart/form-data; boundary=" + std::string(71, 'b'), "boundary=x"s, ""s})
    if (of(wrong)) CAF_ERROR(wrong);
}
