#include "config/log.hpp"

#include "config/settings.hpp"

#define CAF_SUITE log
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using log::format;

namespace {

const timestamp noon =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + std::chrono::hours{12};

std::string text(std::string_view what, log::fields about) {
  return log::line(format::text, noon, log::level::info, what, about);
}

std::string json(std::string_view what, log::fields about) {
  return log::line(format::json, noon, log::level::warn, what, about);
}

} // namespace

CAF_TEST(a line for people has the time and the level and named values) {
  CAF_CHECK_EQUAL(text("channel connected", {{"channel", channel_id{17}},
                                             {"mode", "polling"},
                                             {"took_ms", 2.5},
                                             {"retries", 3},
                                             {"ok", true}}),
                  "2026-11-20T12:00:00.000Z info  channel connected channel=17 mode=polling "
                  "took_ms=2.5 retries=3 ok=true");
}

CAF_TEST(a line for programs is JSON with ids as texts) {
  CAF_CHECK_EQUAL(json("slow", {{"chat", chat_id{9007199254740993}},
                                {"rows", std::size_t{12}},
                                {"left", -1},
                                {"share", 0.0 / 1.0}}),
                  R"({"time":"2026-11-20T12:00:00.000Z","level":"warn","message":"slow",)"
                  R"("chat":"9007199254740993","rows":12,"left":-1,"share":0})");
}

CAF_TEST(nothing in a value can break its line) {
  CAF_CHECK_EQUAL(text("x", {{"v", "a b"}, {"e", ""}, {"q", "\"\\\n\x01="}}),
                  R"(2026-11-20T12:00:00.000Z info  x v="a b" e="" q="\"\\\n\u0001=")");
  auto line = json("two\nlines", {{"k\"", "\r\t\x7f"}});
  CAF_CHECK_EQUAL(line.find('\n'), std::string::npos);
  CAF_CHECK(line.ends_with(R"("message":"two\nlines","k\"":"\u000d\u0009\u007f"})"));
  CAF_CHECK(json("n", {{"x", std::numeric_limits<double>::infinity()}}).ends_with(R"("x":"inf"})"));
}

CAF_TEST(values of fields named as secrets are masked) {
  for (auto name : {"token", "secret", "password", "Authorization", "bot_token", "X-CSRF-Token",
                    "cookie", "secrets_key"}) {
    auto line = text("x", {{name, "hunter2"}});
    CAF_CHECK(line.find("hunter2") == std::string::npos);
    CAF_CHECK(line.ends_with("=***"));
  }
  CAF_CHECK(text("x", {{"token_state", "revoked"}}).ends_with("token_state=revoked"));
  CAF_CHECK(text("x", {{"monkey", "george"}}).ends_with("monkey=george"));
}

CAF_TEST(CHN-6: a bot token never reaches the log wherever it stands) {
  CAF_CHECK_EQUAL(log::redacted("https://api.telegram.org/bot123456:AAE-x_9/getMe?x=1"),
                  "https://api.telegram.org/bot123456:***/getMe?x=1");
  CAF_CHECK_EQUAL(log::redacted("bot1:A bot22:B"), "bot1:*** bot22:***");
  CAF_CHECK_EQUAL(log::redacted("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"), "110201543:***");
  for (auto plain : {"", ":", "bot:", "bot12:", "12:30:45", "http://host:8080/", "bot: 12",
                     "2026-11-20T09:53:35.123Z"})
    CAF_CHECK_EQUAL(log::redacted(plain), plain);
  auto line = text("calling bot5:SECRET", {{"url", std::string{"/bot5:SECRET/x"}}});
  CAF_CHECK(line.find("SECRET") == std::string::npos);
}

CAF_TEST(OPS-1: the level of the settings decides what is written) {
  settings s;
  s.log.level = "warn";
  log::init(s);
  CAF_CHECK(!log::enabled(log::level::info));
  CAF_CHECK(log::enabled(log::level::warn));
  s.log.level = "off";
  log::init(s);
  CAF_CHECK(!log::enabled(log::level::error));
  s.log.level = "debug";
  log::init(s);
  CAF_CHECK(log::enabled(log::level::debug));
  log::init(settings{});
  CAF_CHECK(!log::enabled(log::level::debug));
}
