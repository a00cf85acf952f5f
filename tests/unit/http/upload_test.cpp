#include "http/files/upload.hpp"

#include "http/api/problem.hpp"
#include "support.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#if __has_feature(address_sanitizer)
#include <sanitizer/allocator_interface.h>
#endif

#define CAF_SUITE http_upload
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::test;

namespace {

/// What this process holds now. A sanitizer keeps what was freed for a while: there its own count.
std::size_t held_bytes() {
#if __has_feature(address_sanitizer)
  return __sanitizer_get_current_allocated_bytes();
#else
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6)) * 1024;
  throw std::runtime_error("no VmRSS");
#endif
}

/// Receives what is sent to /streamed; `kept` is the last upload.
struct stage {
  std::filesystem::path root =
      std::filesystem::temp_directory_path() / ("switchboard-upload-" + std::to_string(::getpid()));
  storage::blob_store blobs = storage::blob_store::open(root).value();
  std::int64_t largest = 1000;
  std::optional<uploaded> kept;
  std::optional<disk> files{2};
  std::optional<running_server> server{[this](request& asked) { return take(asked); }};

  ~stage() {
    server.reset();
    kept.reset();
    files.reset();
    std::filesystem::remove_all(root);
  }

  task<response> take(request& asked) {
    auto came = co_await receive_upload(asked, blobs, *files, largest);
    if (!came) co_return to_response(came.error());
    kept = *came;
    response out;
    out.body = "kept";
    co_return out;
  }

  /// What is left of the temporary files once all that was begun is done.
  std::size_t left_over() {
    server.reset();
    kept.reset();
    files.reset();
    std::size_t out = 0;
    for (const auto& one : std::filesystem::directory_iterator{root / "tmp"}) out += one.exists();
    return out;
  }

  std::string content() const {
    std::stringstream out;
    out << std::ifstream{kept->path(), std::ios::binary}.rdbuf();
    return out.str();
  }
};

std::string part_of(const std::string& head, const std::string& bytes) {
  return "--XX\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + bytes + "\r\n";
}
std::string file_part(const std::string& bytes) {
  return part_of("name=\"file\"; filename=\"a b.txt\"\r\nContent-Type: text/plain", bytes);
}

std::string ask(stage& at, const std::string& form,
                const std::string& type = "multipart/form-data; boundary=XX") {
  raw_client client{at.server->door().port()};
  client.send("POST /streamed HTTP/1.1\r\nConnection: close\r\nContent-Type: " + type +
              "\r\nContent-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form);
  return client.read_all();
}

bool has(const std::string& answer, std::string_view what) {
  return answer.find(what) != answer.npos;
}

} // namespace

CAF_TEST(CHT-6: a form with a file becomes a file on the disk) {
  stage at;
  const std::string bytes(1000, 'b');
  CAF_CHECK(
      ask(at, part_of("name=as", "photo") + file_part(bytes) + "--XX--\r\n").ends_with("kept"));
  CAF_REQUIRE(at.kept);
  CAF_CHECK(at.content() == bytes);
  CAF_CHECK_EQUAL(at.kept->size, 1000);
  CAF_CHECK_EQUAL(at.kept->name, "a b.txt");
  CAF_CHECK_EQUAL(at.kept->mime, "text/plain");
  CAF_CHECK_EQUAL(at.kept->beginning, std::string(16, 'b'));
  CAF_CHECK_EQUAL(at.kept->fields.at("as"), "photo");
  CAF_CHECK_EQUAL(at.left_over(), 0u);
}

CAF_TEST(CHT-6: an empty file is a file) {
  stage at;
  CAF_CHECK(ask(at, file_part("") + "--XX--").ends_with("kept"));
  CAF_CHECK(std::filesystem::exists(at.kept->path()));
}

CAF_TEST(CHT-6: one byte over the limit is refused and leaves nothing) {
  stage at;
  const auto got = ask(at, file_part(std::string(1001, 'b')) + "--XX--");
  CAF_CHECK(got.starts_with("HTTP/1.1 413 "));
  CAF_CHECK(has(got, "file.too_large"));
  CAF_CHECK(!at.kept);
  CAF_CHECK_EQUAL(at.left_over(), 0u);
}

CAF_TEST(CHT-6: a length over the limit is refused before any of it is sent) {
  stage at;
  raw_client client{at.server->door().port()};
  client.send(
      "POST /streamed HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
      "Content-Length: 90000000000\r\nExpect: 100-continue\r\n\r\n");
  const auto got = client.read_until("}");
  CAF_CHECK(got.starts_with("HTTP/1.1 413 "));
  CAF_CHECK(has(got, "file.too_large"));
}

CAF_TEST(CHT-6: what is no form with one file is refused and leaves nothing) {
  stage at;
  for (const auto& wrong :
       {std::string{}, std::string{"hello"}, file_part("x"), part_of("name=as", "x") + "--XX--",
        file_part("x") + file_part("y") + "--XX--",
        part_of("name=as", std::string(257, 'x')) + file_part("x") + "--XX--",
        part_of("name=as", "x") + part_of("name=as", "x") + file_part("x") + "--XX--"})
    if (!ask(at, wrong).starts_with("HTTP/1.1 400 ")) CAF_ERROR(wrong);
  CAF_CHECK(ask(at, file_part("x") + "--XX--", "application/json").starts_with("HTTP/1.1 400 "));
  CAF_CHECK(!at.kept);
  CAF_CHECK_EQUAL(at.left_over(), 0u);
}

CAF_TEST(CHT-6: an upload whose peer goes away leaves nothing) {
  stage at;
  {
    raw_client client{at.server->door().port()};
    client.send(
        "POST /streamed HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
        "Content-Length: 900\r\n\r\n" +
        file_part(std::string(100, 'x')));
  }
  CAF_CHECK_EQUAL(at.left_over(), 0u);
}

CAF_TEST(CHT-6: an upload of 100 MB takes no more memory than a small one) {
  stage at;
  at.largest = storage::largest_file_bytes;
  const std::string piece(1 << 20, 'm');
  const auto head = "--XX\r\nContent-Disposition: form-data; name=file; filename=big\r\n\r\n";
  const std::string tail = "\r\n--XX--";
  const auto upload = [&](std::size_t pieces) {
    raw_client client{at.server->door().port()};
    client.send(
        "POST /streamed HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
        "Connection: close\r\nContent-Length: " +
        std::to_string(std::string_view{head}.size() + pieces * piece.size() + tail.size()) +
        "\r\n\r\n" + head);
    std::size_t most = 0;
    for (std::size_t i = 0; i < pieces; ++i) {
      client.send(piece);
      most = std::max(most, held_bytes());
    }
    client.send(tail);
    CAF_REQUIRE(client.read_all().ends_with("kept"));
    return most;
  };
  const auto small = upload(4);
  const auto large = upload(100);
  CAF_CHECK_EQUAL(at.kept->size, storage::largest_file_bytes);
  CAF_CHECK_EQUAL(std::filesystem::file_size(at.kept->path()), 100u * piece.size());
  CAF_MESSAGE("4 MB: " << small << " bytes held, 100 MB: " << large);
  CAF_CHECK_LESS(large, small + 4 * piece.size());
}
