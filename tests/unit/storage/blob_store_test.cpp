#include "storage/files/blob_store.hpp"
#include "support.hpp"

#include <sys/stat.h>

#define CAF_SUITE blob_store
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

struct fixture {
  temp_dir folder;
  fs::path root = folder.path() + "/files";
  blob_store blobs = blob_store::open(root).value();

  fs::path written(const std::string& bytes) const {
    auto file = blobs.temporary();
    std::ofstream{file, std::ios::binary} << bytes;
    return file;
  }
  /// Regular files under the root.
  std::size_t files() const {
    std::size_t found = 0;
    for (const auto& entry : fs::recursive_directory_iterator{root})
      found += entry.is_regular_file() ? 1 : 0;
    return found;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(blob_store_tests, fixture)

CAF_TEST(CHT-6: a file is found by what is in it) {
  auto temporary = written("abc");
  auto blob = blobs.adopt(temporary).value();
  CAF_CHECK_EQUAL(blob.id, abc);
  CAF_CHECK_EQUAL(blob.size, 3);
  CAF_CHECK(!fs::exists(temporary));
  auto place = blobs.path_of(abc);
  CAF_CHECK(place == root / "ba" / "78" / abc);
  CAF_CHECK_EQUAL(bytes_of(place), "abc");
}

CAF_TEST(CHT-6: the same bytes are kept once and different ones beside them) {
  auto first = blobs.adopt(written("same")).value();
  auto place = blobs.path_of(first.id);
  struct stat before {};
  CAF_REQUIRE(::stat(place.c_str(), &before) == 0);
  auto again = written("same");
  CAF_CHECK_EQUAL(blobs.adopt(again).value().id, first.id);
  CAF_CHECK(!fs::exists(again));
  struct stat after {};
  CAF_REQUIRE(::stat(place.c_str(), &after) == 0);
  CAF_CHECK_EQUAL(before.st_ino, after.st_ino);
  CAF_CHECK(blobs.adopt(written("other")).value().id != first.id);
  CAF_CHECK_EQUAL(files(), 2u);
}

CAF_TEST(PRJ-5: a blob is removed unless it was adopted lately) {
  const auto hour = std::chrono::hours{1};
  const auto blob = blobs.adopt(written("abc")).value();
  const auto place = blobs.path_of(abc);
  CAF_CHECK(!blobs.remove(abc, hour) && fs::exists(place));
  fs::last_write_time(place, fs::file_time_type::clock::now() - 2 * hour);
  // The same bytes come again: a row that refers to them is on its way.
  CAF_CHECK_EQUAL(blobs.adopt(written("abc")).value().id, blob.id);
  CAF_CHECK(!blobs.remove(abc, hour) && fs::exists(place));
  fs::last_write_time(place, fs::file_time_type::clock::now() - 2 * hour);
  CAF_CHECK(blobs.remove(abc, hour) && !fs::exists(place));
  CAF_CHECK(blobs.remove(abc, hour));
  CAF_CHECK(blobs.remove("../" + std::string{abc}, hour));
}

CAF_TEST(CHT-6: nothing but an id has a place) {
  const std::string id = abc;
  CAF_CHECK(!blobs.path_of(id).empty());
  for (const auto& bad :
       {std::string{}, id.substr(1), id + "a", "BA" + id.substr(2), std::string(64, '.'),
        "../" + id.substr(3), "g" + id.substr(1), id.substr(0, 63) + std::string(1, '\0')})
    CAF_CHECK(blobs.path_of(bad).empty());
}

CAF_TEST(OPS-1: what a crash left half written is gone after the next start and blobs stay) {
  auto blob = blobs.adopt(written("kept")).value();
  written("half wri");
  written("");
  CAF_CHECK_EQUAL(files(), 3u);
  auto again = blob_store::open(root).value();
  CAF_CHECK_EQUAL(files(), 1u);
  CAF_CHECK_EQUAL(bytes_of(again.path_of(blob.id)), "kept");
}

CAF_TEST(OPS-1: a blob that a failing disk cut short is mended by the same bytes) {
  auto blob = blobs.adopt(written("all of it")).value();
  fs::resize_file(blobs.path_of(blob.id), 3);
  CAF_CHECK_EQUAL(blobs.adopt(written("all of it")).value().id, blob.id);
  CAF_CHECK_EQUAL(bytes_of(blobs.path_of(blob.id)), "all of it");
}

CAF_TEST(OPS-1: a folder that cannot be used and a file that is not there are errors) {
  auto file = written("x");
  CAF_CHECK(blob_store::open(file / "inside").has_error());
  CAF_CHECK(blobs.adopt(root / "tmp" / "never").has_error());
  CAF_CHECK_EQUAL(files(), 1u);
}

CAF_TEST_FIXTURE_SCOPE_END()
