#include "intake_support.hpp"
#include "pictures_made.hpp"

#include <atomic>
#include <future>
#include <latch>

#include <sys/resource.h>

#define CAF_SUITE intake
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;
using protocols::content;
using enum intake_purpose;

namespace {

const std::string opus = std::string("OggS\0\2", 6) + std::string(22, '\0') + "OpusHead\1\1";

/// The most memory this process ever held, in bytes.
std::int64_t peak_memory() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return std::int64_t{used.ru_maxrss} * 1024;
}

struct fixture : intake_stage {
  result<file_row> taken_as(content kind, const std::string& bytes, const std::string& mime = "") {
    auto one = job(bytes, incoming);
    one.kind = kind;
    one.mime = mime;
    return take(std::move(one));
  }
  /// As long as told without taking room on the disk.
  result<file_row> take_long(std::int64_t size, intake_purpose purpose) {
    auto one = job("", purpose, "backup");
    std::filesystem::resize_file(one.temporary, static_cast<std::uintmax_t>(size));
    return take(std::move(one));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(intake_tests, fixture)

CAF_TEST(CHT-6: a picture may have 3 MB and not a byte more) {
  auto bytes = jpeg_of(8, 8);
  bytes.resize(3 * 1024 * 1024, '\0');
  CAF_CHECK(take(bytes, photo).value().size == 3 * 1024 * 1024);
  auto refused = take(bytes + '\0', photo);
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().code == errc::file_too_large);
  CAF_CHECK_EQUAL(refused.error().detail, "The file is larger than 3 MB.");
  CAF_CHECK(refusal(bytes + '\0', file, "x.jpg") == errc::none);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: a file may have 100 MB and not a byte more and is never whole in memory) {
  const std::int64_t limit = 100 * 1024 * 1024;
  CAF_REQUIRE(take_long(1, file).has_value());
  const auto before = peak_memory();
  auto made = take_long(limit, file).value();
  CAF_CHECK_LESS(peak_memory() - before, limit / 4);
  CAF_CHECK(made.size == limit && made.kind == content::document);
  CAF_CHECK_EQUAL(std::filesystem::file_size(path_of(made.blob)),
                  static_cast<std::uintmax_t>(limit));
  for (auto purpose : {file, incoming, avatar}) {
    auto refused = take_long(limit + 1, purpose);
    CAF_REQUIRE(refused.has_error());
    CAF_CHECK(refused.error().code == errc::file_too_large);
  }
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: programs are refused by name) {
  for (const char* name : {"setup.exe", "SETUP.EXE", "a.dmg", "photo.jpg.scr", "run.bat", "run.cmd",
                           "x.ps1", "x.sh", "x.msi", "x.apk", "x.jar", "x.app", "x.exe. . ",
                           "C:\\temp\\x.com", "invoice\xe2\x80\xaegpj.exe"}) {
    CAF_MESSAGE(name);
    CAF_CHECK(refusal("harmless", file, name) == errc::file_forbidden);
    CAF_CHECK(refusal("harmless", photo, name) == errc::file_forbidden);
  }
  for (const char* name : {"exe", "my.exe.pdf", "dmg.txt", "shell", "x.appx2"})
    CAF_CHECK(refusal("harmless", file, name) == errc::none);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: files and voices of a platform keep their kind where their bytes can be it) {
  CAF_CHECK(taken_as(content::voice, opus)->kind == content::voice);
  CAF_CHECK(taken_as(content::voice, opus)->mime == "audio/ogg");
  CAF_CHECK(taken_as(content::other, opus)->kind == content::voice);
  CAF_CHECK(taken_as(content::photo, opus)->kind == content::document);
  CAF_CHECK(taken_as(content::photo, jpeg_of(9, 9))->kind == content::photo);
  CAF_CHECK(taken_as(content::other, jpeg_of(9, 9))->kind == content::photo);
  auto picture = taken_as(content::document, jpeg_of(9, 9)).value();
  CAF_CHECK(picture.kind == content::document && !picture.thumbnail.empty());
  CAF_CHECK(taken_as(content::photo, "just words")->kind == content::document);
  CAF_CHECK(taken_as(content::animation, gif_of(2))->kind == content::animation);
  const std::string mp4(
      "\0\0\0\x18"
      "ftypmp42\0\0\0\0mp42isom",
      24);
  CAF_CHECK(taken_as(content::video_note, mp4)->kind == content::video_note);
  CAF_CHECK(take(mp4, file)->kind == content::video);
  CAF_CHECK(take(opus, file)->kind == content::voice);
  CAF_CHECK(take(jpeg_of(9, 9), file)->kind == content::document);
}

CAF_TEST(CHT-6: a program from a platform is kept as a document) {
  const std::string elf(
      "\x7f"
      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0",
      20);
  auto made = taken_as(content::photo, elf).value();
  CAF_CHECK(made.kind == content::document && bytes_of(made.blob) == elf);
  auto named = job("MZ", incoming, "update.exe");
  named.kind = content::video;
  CAF_CHECK(take(std::move(named)).value().kind == content::document);
}

CAF_TEST(CHT-6: a broken picture from a platform is kept without a small one) {
  const auto bytes = jpeg_of(300, 300).substr(0, 700);
  auto made = taken_as(content::photo, bytes).value();
  CAF_CHECK(bytes_of(made.blob) == bytes && made.thumbnail.empty());
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: what a platform says of the type is believed only where the bytes do not say) {
  auto mime = [&](const std::string& bytes, const std::string& told) {
    return taken_as(content::document, bytes, told).value().mime;
  };
  CAF_CHECK_EQUAL(mime(jpeg_of(9, 9), "video/mp4"), "image/jpeg");
  CAF_CHECK_EQUAL(mime("a;b\n1;2\n", "Text/CSV; charset=utf-8"), "text/csv");
  CAF_CHECK_EQUAL(mime("a;b\n1;2\n", "text/html"), "text/plain");
  CAF_CHECK_EQUAL(mime("a;b\n1;2\n", "image/svg+xml"), "text/plain");
  CAF_CHECK_EQUAL(mime("\1\2\3\xff\xfe", "audio/aac"), "audio/aac");
  CAF_CHECK_EQUAL(mime("\1\2\3\xff\xfe", "image/png"), "application/octet-stream");
  CAF_CHECK_EQUAL(mime("\1\2\3\xff\xfe", "no type\r\nSet-Cookie: x"), "application/octet-stream");
}

CAF_TEST(CHT-6: the bytes of many senders at once do not mix) {
  std::vector<std::promise<result<file_row>>> told(8);
  for (std::size_t i = 0; i < told.size(); ++i) {
    files.submit(job(png_of(20 + static_cast<int>(i), 10), photo),
                 [&told, i](result<file_row> made) { told[i].set_value(std::move(made)); });
  }
  for (std::size_t i = 0; i < told.size(); ++i)
    CAF_CHECK(told[i].get_future().get().value().width == 20 + static_cast<int>(i));
}

CAF_TEST(architecture 8: one file more than may wait is answered at once and leaves nothing) {
  intake one{blobs, 1, 2};
  std::latch started{1};
  std::promise<void> go;
  one.run([&, gate = go.get_future().share()] {
    started.count_down();
    gate.wait();
  });
  started.wait();
  std::atomic<int> taken{0};
  const auto count = [&](result<file_row> made) { taken += made ? 1 : 100; };
  one.submit(job("a", file), count);
  one.submit(job("b", file), count);
  auto refused = errc::none;
  one.submit(job("c", file), [&](result<file_row> made) { refused = made.error().code; });
  CAF_CHECK(refused == errc::unavailable);
  CAF_CHECK_EQUAL(leftovers(), 2u);
  go.set_value();
  CAF_CHECK(eventually([&] { return taken == 2; }));
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(what waits is finished before the intake goes) {
  std::atomic<int> taken{0};
  {
    intake one{blobs, 1, 8};
    for (int i = 0; i < 8; ++i)
      one.submit(job(std::to_string(i), file),
                 [&](result<file_row> made) { taken += made ? 1 : 0; });
  }
  CAF_CHECK_EQUAL(taken.load(), 8);
}

CAF_TEST_FIXTURE_SCOPE_END()
