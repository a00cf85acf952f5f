#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "config/secrets.hpp"
#include "config/settings.hpp"

#define CAF_SUITE key_file
#include "caf/test/unit_test.hpp"

using namespace switchboard;
namespace fs = std::filesystem;

namespace {

struct data_folder {
  data_folder() : path(fs::temp_directory_path() / ("switchboard-" + random_token(9))) {
    made.data.dir = (path / "deep" / "data").string();
  }
  ~data_folder() { fs::remove_all(path); }

  fs::path key() const { return fs::path{made.data.dir} / "secret.key"; }

  void write_key(const std::string& text, mode_t mode) const {
    fs::create_directories(key().parent_path());
    std::ofstream{key()} << text;
    ::chmod(key().c_str(), mode);
  }

  std::string refusal() const {
    auto got = sealer::from_settings(made);
    return got.has_error() && got.error().code == errc::bad_key ? got.error().detail : "";
  }

  fs::path path;
  settings made;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(key_file_tests, data_folder)

CAF_TEST(OPS-1: the first start makes a key for its owner only and the next one uses it) {
  auto first = sealer::from_settings(made);
  CAF_CHECK(first.has_value());
  CAF_CHECK((fs::status(key()).permissions() & fs::perms::mask) ==
            (fs::perms::owner_read | fs::perms::owner_write));
  CAF_CHECK_EQUAL(std::distance(fs::directory_iterator{key().parent_path()}, {}), 1);
  auto sealed = first->seal("secret", "place");
  CAF_CHECK_EQUAL(sealer::from_settings(made)->open(sealed, "place").value(), "secret");
}

CAF_TEST(a key that others can read is refused with what to do) {
  write_key(std::string(64, 'a'), 0640);
  CAF_CHECK(refusal().find("chmod 600") != std::string::npos);
  ::chmod(key().c_str(), 0600);
  CAF_CHECK(sealer::from_settings(made).has_value());
}

CAF_TEST(a key of the wrong size is refused and not replaced) {
  for (const auto& bad : {std::string{}, std::string(63, 'a'), std::string(65, 'a'),
                          std::string(64, 'x'), std::string(64, 'a') + "\n\n"}) {
    write_key(bad, 0600);
    CAF_CHECK(refusal().starts_with("A bad key: " + key().string()));
  }
  write_key(std::string(64, 'a') + "\n", 0600);
  CAF_CHECK(sealer::from_settings(made).has_value());
}

CAF_TEST(a named key file is never made) {
  made.secrets.key_file = (path / "absent.key").string();
  CAF_CHECK(refusal().find("cannot be read") != std::string::npos);
  CAF_CHECK(!fs::exists(made.secrets.key_file));
  fs::create_directories(path);
  made.secrets.key_file = path.string();
  CAF_CHECK(refusal().find("not a regular file") != std::string::npos);
}

CAF_TEST(a key in the settings needs no file) {
  made.secrets.key = std::string(64, '7');
  CAF_CHECK(sealer::from_settings(made).has_value());
  CAF_CHECK(!fs::exists(made.data.dir));
}

CAF_TEST_FIXTURE_SCOPE_END()
