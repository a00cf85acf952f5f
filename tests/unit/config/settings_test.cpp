#include "config/settings.hpp"

#include <unistd.h>

#include <fstream>
#include <random>

#include "config/settings_table.hpp"

#define CAF_SUITE settings
#include "caf/test/unit_test.hpp"

using namespace switchboard;

namespace {

settings good(std::string_view toml, const environment& env = {}) {
  auto got = settings::parse(toml, "sb.toml", env);
  if (got.has_error()) CAF_ERROR(got.error().detail);
  return got.has_value() ? *got : settings{};
}

std::string wrong(std::string_view toml, const environment& env = {}) {
  auto got = settings::parse(toml, "sb.toml", env);
  if (got.has_value()) return "accepted";
  CAF_CHECK(got.error().code == errc::bad_settings);
  return got.error().detail;
}

std::string whole(const std::string& name) {
  std::ifstream in{std::string{SWITCHBOARD_SOURCE_DIR} + '/' + name};
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

CAF_TEST(OPS-1: without a file everything has its default) {
  auto s = good("");
  CAF_CHECK_EQUAL(s.http.listen, "127.0.0.1:8080");
  CAF_CHECK_EQUAL(s.timing.unclaimed_after_s, 900);
  CAF_CHECK(s.accounts.sign_up_open);
  CAF_CHECK(settings::load({}, {}).has_value());
}

CAF_TEST(OPS-1: a file sets what it names) {
  auto s = good(R"(
[http]
listen = "0.0.0.0:443"
threads = 2
[platforms]
allow_private_addresses = true
[platforms.telegram]
api_url = "http://127.0.0.1:8081"
[accounts]
sign_up_open = false
)");
  CAF_CHECK_EQUAL(s.http.listen, "0.0.0.0:443");
  CAF_CHECK_EQUAL(s.http.threads, 2);
  CAF_CHECK(s.platforms.allow_private_addresses);
  CAF_CHECK_EQUAL(s.platforms.telegram.api_url, "http://127.0.0.1:8081");
  CAF_CHECK(!s.accounts.sign_up_open);
}

CAF_TEST(OPS-1: an unknown key names the file and the line and the nearest known key) {
  CAF_CHECK_EQUAL(wrong("[http]\n\nlisen = \"x\""),
                  R"(sb.toml:3: there is no key "http.lisen"; the nearest is "http.listen".)");
  CAF_CHECK_EQUAL(wrong("[limit]\nbody_bytes = 1"),
                  "sb.toml:2: there is no key \"limit.body_bytes\"; the nearest is "
                  "\"limits.body_bytes\".");
  CAF_CHECK(wrong("[limit]").starts_with("sb.toml:1: there is no key \"limit\""));
  CAF_CHECK(
      wrong("[http]\nlisten = \"[::]:80\"\n[http.listen2]\nx = 1").starts_with("sb.toml:4: "));
  CAF_CHECK(wrong("[platforms.telegramm]\nproxy = \"\"").starts_with("sb.toml:2: there is no key"));
  CAF_CHECK(wrong("\"http.listen\" = \"a:1\"\n[x]").starts_with("sb.toml:"));
}

CAF_TEST(OPS-1: wrong types and bounds name the file and the line) {
  CAF_CHECK_EQUAL(wrong("[http]\nthreads = \"two\""),
                  "sb.toml:2: http.threads must be a whole number.");
  CAF_CHECK_EQUAL(wrong("[http]\nthreads = 0"),
                  "sb.toml:2: http.threads must be from 1 to 64 threads, not 0.");
  CAF_CHECK_EQUAL(wrong("[http]\nthreads = 1.0"),
                  "sb.toml:2: http.threads must be a whole number.");
  CAF_CHECK_EQUAL(wrong("[http]\nlisten = 8080"),
                  "sb.toml:2: http.listen must be a text in quotes.");
  CAF_CHECK_EQUAL(wrong("[accounts]\nsign_up_open = 1"),
                  "sb.toml:2: accounts.sign_up_open must be true or false.");
  CAF_CHECK_EQUAL(wrong("http = 1"),
                  "sb.toml:1: there is no key \"http\"; the nearest is "
                  "\"http.listen\".");
  for (auto bad :
       {"listen = \"8080\"", "listen = \":80\"", "listen = \"a:65536\"", "listen = \"a:-1\"",
        "listen = \"a:\"", "public_url = \"example.org\"", "public_url = \"https://\"",
        "public_url = \"https://a/\"", "listen = { a = 1 }", "listen = [1]"})
    CAF_CHECK(wrong(std::string{"[http]\n"} + bad).starts_with("sb.toml:2: http."));
  CAF_CHECK(wrong("[log]\nlevel = \"loud\"").starts_with("sb.toml:2: log.level must be one of"));
}

CAF_TEST(OPS-1: a file that is not TOML says where it stops being it) {
  CAF_CHECK(wrong("[http]\nlisten = ").starts_with("sb.toml:2: "));
  CAF_CHECK(wrong("[http]\n[http]\n").starts_with("sb.toml:2: "));
  auto absent = settings::load("/no/such/file.toml", {});
  CAF_CHECK_EQUAL(absent.error().detail, "/no/such/file.toml: cannot be read.");
  CAF_CHECK(settings::load("/", {}).has_error());
}

CAF_TEST(OPS-1: the environment overrides the file) {
  auto s = good("[http]\nlisten = \"1.1.1.1:1\"", {{"SWITCHBOARD_HTTP_LISTEN", "2.2.2.2:2"},
                                                   {"SWITCHBOARD_RUNTIME_READERS", "9"},
                                                   {"SWITCHBOARD_ACCOUNTS_SIGN_UP_OPEN", "false"},
                                                   {"SWITCHBOARD_BIN", "/not/a/key"}});
  CAF_CHECK_EQUAL(s.http.listen, "2.2.2.2:2");
  CAF_CHECK_EQUAL(s.runtime.readers, 9);
  CAF_CHECK(!s.accounts.sign_up_open);
  CAF_CHECK_EQUAL(wrong("", {{"SWITCHBOARD_RUNTIME_READERS", "many"}}),
                  "SWITCHBOARD_RUNTIME_READERS: runtime.readers must be a whole number.");
  CAF_CHECK(wrong("", {{"SWITCHBOARD_RUNTIME_READERS", "1 "}}) != "accepted");
  CAF_CHECK(wrong("", {{"SWITCHBOARD_ACCOUNTS_SIGN_UP_OPEN", "yes"}}) != "accepted");
}

CAF_TEST(OPS-1: a secret can come from a file) {
  auto name = std::filesystem::temp_directory_path() / ("sb-secret-" + std::to_string(getpid()));
  std::ofstream{name} << "postgresql://x/y\n";
  auto s = good("", {{"SWITCHBOARD_DATABASE_URL_FILE", name.string()}});
  CAF_CHECK_EQUAL(s.database.url, "postgresql://x/y");
  CAF_CHECK(wrong("", {{"SWITCHBOARD_DATABASE_URL_FILE", name.string()},
                       {"SWITCHBOARD_DATABASE_URL", "z"}})
                .find("both set") != std::string::npos);
  std::filesystem::remove(name);
  CAF_CHECK(wrong("", {{"SWITCHBOARD_DATABASE_URL_FILE", name.string()}}).find("cannot be read") !=
            std::string::npos);
  // The name of a key of its own, not of a file with another's value.
  CAF_CHECK_EQUAL(good("", {{"SWITCHBOARD_SECRETS_KEY_FILE", "/a.key"}}).secrets.key_file,
                  "/a.key");
}

CAF_TEST(keys that only make sense together are checked together) {
  CAF_CHECK(wrong("[http]\ntls_cert = \"a.pem\"").find("tls_key") != std::string::npos);
  CAF_CHECK(wrong("[secrets]\nkey_file = \"a\"\nkey = \"" + std::string(64, 'a') + "\"")
                .find("both set") != std::string::npos);
  const std::string mail = "[mail]\nurl = \"smtp://mail.example:587\"\n";
  const std::string here = "[http]\npublic_url = \"https://a.example\"\n";
  CAF_CHECK(wrong(mail).find("mail.from") != std::string::npos);
  CAF_CHECK(wrong(mail + "from = \"us@a.example\"").find("public_url") != std::string::npos);
  CAF_CHECK(wrong("[mail]\nuser = \"u\"").find("mail.password") != std::string::npos);
  CAF_CHECK_EQUAL(good(here + mail + "from = \"us@a.example\"").mail.from, "us@a.example");
}

CAF_TEST(ACC-4: what is no mail server or no address is refused at the start) {
  for (const auto* url :
       {"mail.example", "http://mail.example", "smtp://", "smtp://u:p@mail.example",
        "smtp://mail.example/path", "smtp://mail example"})
    CAF_CHECK(wrong("[mail]\nurl = \"" + std::string{url} + "\"").find("mail.url") !=
              std::string::npos);
  for (const auto* from :
       {"us", "@a.example", "us@", "a@b@c", "Us <us@a.example>", "us@a.example\\r\\n"})
    CAF_CHECK(wrong("[mail]\nfrom = \"" + std::string{from} + "\"").find("mail.from") !=
              std::string::npos);
}

CAF_TEST(every key has its own name and environment variable and an acceptable default) {
  environment env;
  settings fresh;
  for (const auto& each : settings_table()) {
    CAF_CHECK(each.sentence.ends_with('.'));
    std::string value;
    if (auto* text = std::get_if<text_setting>(&each.kind))
      value = text->in(fresh);
    else if (auto* number = std::get_if<number_setting>(&each.kind))
      value = std::to_string(number->in(fresh));
    else
      value = std::get<flag_setting>(each.kind).in(fresh) ? "true" : "false";
    CAF_CHECK(env.emplace(environment_name(each), value).second);
  }
  good("", env);
}

CAF_TEST(OPS-1: the example file and the table are made from the declaration) {
  CAF_CHECK_EQUAL(whole("config/switchboard.example.toml"), settings_example());
  CAF_CHECK(whole("config/README.md").find(settings_markdown()) != std::string::npos);
  auto s = good(settings_example());
  CAF_CHECK_EQUAL(s.limits.body_bytes, settings{}.limits.body_bytes);
}

CAF_TEST(garbage never does more than be refused) {
  std::mt19937 random{20261120};
  auto example = settings_example();
  std::string_view alphabet = "[]{}=\"'#.,\n\r\t \\x0123456789truefalsehttp\x00\xff\xf0\x9f";
  int refused = 0;
  constexpr int rounds = 3000;
  for (int i = 0; i < rounds; ++i) {
    auto text = i % 2 == 0 ? example : std::string(random() % 200, '\0');
    for (auto& c : text)
      if (text.size() < 200 || random() % 300 == 0) c = alphabet[random() % alphabet.size()];
    auto got = settings::parse(text, "sb.toml", {});
    if (got.has_value()) continue;
    ++refused;
    CAF_CHECK(got.error().detail.starts_with("sb.toml:"));
  }
  CAF_CHECK(refused > rounds / 2);
}

CAF_TEST(a document nested without end is refused) {
  CAF_CHECK(wrong("a = " + std::string(100'000, '[')).starts_with("sb.toml:1: "));
  std::string dotted = "a";
  for (int i = 0; i < 20'000; ++i) dotted += ".a";
  CAF_CHECK(wrong(dotted + " = 1").starts_with("sb.toml:1: "));
}
