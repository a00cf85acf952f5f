#include "http/files/serve.hpp"

#include "support.hpp"

#include <filesystem>
#include <fstream>

#define CAF_SUITE http_file_serving
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::test;

namespace {

/// A server of the files in a folder that goes with the test.
struct stage {
  std::filesystem::path root = std::filesystem::temp_directory_path() /
                               ("switchboard-serving-" + std::to_string(::getpid()));
  storage::blob_store blobs = storage::blob_store::open(root).value();
  sealer keys = sealer::from_hex(std::string(64, '1')).value();
  link_maker links{keys, system_clock(), std::chrono::days{30}};
  disk files{2};
  file_server served{links, blobs, files};
  running_server server{[this](request& asked) { return served.answer(asked); }};

  ~stage() { std::filesystem::remove_all(root); }

  std::string add(const std::string& bytes, const char* mime, const char* name) {
    const auto temporary = blobs.temporary();
    std::ofstream{temporary, std::ios::binary} << bytes;
    return links.make(blobs.adopt(temporary).value().id, mime, name);
  }

  std::string ask(const std::string& link, const std::string& headers = {},
                  const char* method = "GET") {
    raw_client client{server.door().port()};
    client.send(std::string{method} + " " + link + " HTTP/1.1\r\nConnection: close\r\n" + headers +
                "\r\n");
    return client.read_all();
  }
};

bool has(const std::string& answer, std::string_view what) {
  return answer.find(what) != answer.npos;
}

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

} // namespace

CAF_TEST(CHT-6: a file is served whole with headers that keep it harmless) {
  stage at;
  std::string bytes;
  for (int i = 0; bytes.size() < 300'000; ++i) bytes += std::to_string(i) + ' ';
  const auto got = at.ask(at.add(bytes, "image/png", "кот \"1\".png"));
  CAF_CHECK(got.starts_with("HTTP/1.1 200 OK\r\n"));
  CAF_CHECK(body_of(got) == bytes);
  CAF_CHECK(has(got, "Content-Type: image/png\r\n"));
  CAF_CHECK(has(got, "Content-Length: " + std::to_string(bytes.size()) + "\r\n"));
  CAF_CHECK(has(got, "Accept-Ranges: bytes\r\n"));
  CAF_CHECK(has(got, "X-Content-Type-Options: nosniff\r\n"));
  CAF_CHECK(has(got, "sandbox\r\n"));
  CAF_CHECK(has(got, "Cache-Control: private, max-age=2592000, immutable\r\n"));
  CAF_CHECK(has(got,
                "Content-Disposition: inline; filename=\"______ _1_.png\"; "
                "filename*=UTF-8''%D0%BA%D0%BE%D1%82%20%221%22.png\r\n"));
}

CAF_TEST(CHT-6: what could act in a browser is only saved) {
  stage at;
  for (const auto* mime : {"text/html", "image/svg+xml", "application/zip", "text/plain"})
    CAF_CHECK(has(at.ask(at.add("x", mime, "x")), "Content-Disposition: attachment;"));
  for (const auto* mime : {"image/jpeg", "video/mp4", "audio/ogg", "application/pdf"})
    CAF_CHECK(has(at.ask(at.add("x", mime, "x")), "Content-Disposition: inline;"));
}

CAF_TEST(CHT-6: one range is served as a part and several as the whole) {
  stage at;
  const auto link = at.add("0123456789", "video/mp4", "a.mp4");
  const auto part = at.ask(link, "Range: bytes=2-4\r\n");
  CAF_CHECK(part.starts_with("HTTP/1.1 206 Partial Content\r\n"));
  CAF_CHECK(has(part, "Content-Range: bytes 2-4/10\r\n"));
  CAF_CHECK(has(part, "Content-Length: 3\r\n"));
  CAF_CHECK_EQUAL(body_of(part), "234");
  CAF_CHECK_EQUAL(body_of(at.ask(link, "Range: bytes=-3\r\n")), "789");
  CAF_CHECK_EQUAL(body_of(at.ask(link, "Range: bytes=0-1,3-4\r\n")), "0123456789");
  const auto outside = at.ask(link, "Range: bytes=10-\r\n");
  CAF_CHECK(outside.starts_with("HTTP/1.1 416 "));
  CAF_CHECK(has(outside, "Content-Range: bytes */10\r\n"));
}

CAF_TEST(CHT-6: what a browser already has is not sent again) {
  stage at;
  const auto link = at.add("0123456789", "image/png", "a.png");
  const auto first = at.ask(link);
  const auto from = first.find("ETag: ") + 6;
  const auto tag = first.substr(from, first.find("\r\n", from) - from);
  const auto again = at.ask(link, "If-None-Match: " + tag + "\r\n");
  CAF_CHECK(again.starts_with("HTTP/1.1 304 "));
  CAF_CHECK(body_of(again).empty());
  CAF_CHECK_EQUAL(body_of(at.ask(link, "Range: bytes=1-1\r\nIf-Range: " + tag + "\r\n")), "1");
  CAF_CHECK_EQUAL(body_of(at.ask(link, "Range: bytes=1-1\r\nIf-Range: \"other\"\r\n")),
                  "0123456789");
}

CAF_TEST(CHT-6: HEAD tells the length and nothing is written) {
  stage at;
  const auto link = at.add("0123456789", "image/png", "a.png");
  const auto head = at.ask(link, "Range: bytes=1-1\r\n", "HEAD");
  CAF_CHECK(head.starts_with("HTTP/1.1 200 "));
  CAF_CHECK(has(head, "Content-Length: 10\r\n"));
  CAF_CHECK(body_of(head).empty());
  CAF_CHECK(at.ask(link, "", "POST").starts_with("HTTP/1.1 405 "));
}

CAF_TEST(CHT-6: a wrong link and one to nothing are not found and an empty file is) {
  stage at;
  auto link = at.add("0123456789", "image/png", "a.png");
  CAF_CHECK(at.ask(at.links.make(std::string(64, 'b'), "image/png", "a.png"))
                .starts_with("HTTP/1.1 404 "));
  link[5] = link[5] == '0' ? '1' : '0';
  CAF_CHECK(at.ask(link).starts_with("HTTP/1.1 404 "));
  const auto empty = at.ask(at.add("", "image/png", "a.png"));
  CAF_CHECK(empty.starts_with("HTTP/1.1 200 "));
  CAF_CHECK(body_of(empty).empty());
}
