#include "http/api/parameters.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE http_parameters
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
namespace json = boost::json;

namespace {

/// "/field code" of everything wrong, "" if nothing is.
std::string wrong(std::string_view op, json::object given) {
  const auto found = check_parameters(*find_operation(op), given);
  std::string out;
  if (found)
    for (const auto& one : found->all)
      out += (out.empty() ? "" : ", ") + one.pointer + " " + std::string{row_of(one.code).code};
  return out;
}

json::object sign_up(std::string name, std::string email, std::string password) {
  return {{"name", name}, {"email", email}, {"password", password}};
}

json::object words(std::string text) { return {{"text", text}}; }

std::string times(std::size_t count, std::string_view what) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += what;
  return out;
}

} // namespace

CAF_TEST(a name has 1 to 100 characters whatever their bytes) {
  const auto with = [](std::string name) {
    return wrong("auth.sign_up", sign_up(std::move(name), "a@b.co", "12345678"));
  };
  CAF_CHECK_EQUAL(with("x"), "");
  CAF_CHECK_EQUAL(with(times(100, "Ж")), "");
  CAF_CHECK_EQUAL(with(times(101, "Ж")), "/name request.invalid");
  CAF_CHECK_EQUAL(with(""), "/name request.invalid");
  CAF_CHECK_EQUAL(with(" \t  "), "/name request.invalid");
  CAF_CHECK_EQUAL(with("two\nlines"), "/name request.invalid");
  CAF_CHECK_EQUAL(with("evil\xe2\x80\xae name"), "/name request.invalid");
}

CAF_TEST(ACC-2: a password has 8 to 200 characters and is taken as it is) {
  const auto with = [](std::string password) {
    return wrong("auth.sign_up", sign_up("Ann", "a@b.co", std::move(password)));
  };
  CAF_CHECK_EQUAL(with("1234567"), "/password request.invalid");
  CAF_CHECK_EQUAL(with("12345678"), "");
  CAF_CHECK_EQUAL(with(times(8, "ж")), "");
  CAF_CHECK_EQUAL(with(times(7, "ж")), "/password request.invalid");
  CAF_CHECK_EQUAL(with(times(200, "x")), "");
  CAF_CHECK_EQUAL(with(times(201, "x")), "/password request.invalid");
  auto spaced = sign_up("Ann", "a@b.co", "  spaces  ");
  CAF_REQUIRE(!check_parameters(*find_operation("auth.sign_up"), spaced));
  CAF_CHECK(spaced["password"].as_string() == "  spaces  ");
}

CAF_TEST(an e-mail is brought to one form and nonsense is refused) {
  auto given = sign_up(" Ann ", "  Ann.B@Example.COM ", "12345678");
  CAF_REQUIRE(!check_parameters(*find_operation("auth.sign_up"), given));
  CAF_CHECK(given["email"].as_string() == "ann.b@example.com");
  CAF_CHECK(given["name"].as_string() == "Ann");
  for (const auto* bad : {"", "ann", "ann@", "@b.co", "ann@b", "a b@c.co", "ann@-b.co", "ann@b..co",
                          ".ann@b.co", "ann@b.co\nBcc: x@y.co"})
    CAF_CHECK_EQUAL(wrong("auth.sign_up", sign_up("Ann", bad, "12345678")),
                    "/email request.invalid");
}

CAF_TEST(a message has up to 4096 UTF-16 units and is not blank) {
  CAF_CHECK_EQUAL(wrong("messages.send", words(times(4096, "x"))), "");
  CAF_CHECK_EQUAL(wrong("messages.send", words(times(4097, "x"))), "/text message.too_long");
  CAF_CHECK_EQUAL(wrong("messages.send", words(times(2048, "😀"))), "");
  CAF_CHECK_EQUAL(wrong("messages.send", words(times(2048, "😀") + "x")), "/text message.too_long");
  CAF_CHECK_EQUAL(wrong("messages.send", words(" \n ")), "/text request.invalid");
  CAF_CHECK_EQUAL(wrong("messages.send", words(std::string{"a\0b", 3})), "/text request.invalid");
}

CAF_TEST(all that is wrong is told at once with a pointer for each) {
  json::object given{{"name", 5}, {"email", "no"}, {"colour", "red"}, {"a/b~c", 1}};
  CAF_CHECK_EQUAL(wrong("auth.sign_up", given),
                  "/name request.invalid, /email request.invalid, /password request.invalid, "
                  "/colour request.unknown_field, /a~1b~0c request.unknown_field");
}

CAF_TEST(choices and times zones and flags are checked) {
  json::object connect{
      {"platform", "telegram"}, {"token", "1:a"}, {"mode", "webhook"}, {"take_over", true}};
  CAF_CHECK_EQUAL(wrong("channels.connect", connect), "");
  connect["mode"] = "web";
  connect["take_over"] = "yes";
  CAF_CHECK_EQUAL(wrong("channels.connect", connect),
                  "/mode request.invalid, /take_over request.invalid");
  CAF_CHECK_EQUAL(wrong("projects.update", {{"time_zone", "UTC"}}), "");
  CAF_CHECK_EQUAL(wrong("projects.update", {{"time_zone", "../../etc/passwd"}}),
                  "/time_zone request.invalid");
  CAF_CHECK_EQUAL(wrong("projects.update", {{"time_zone", "Mars/Olympus"}}),
                  "/time_zone request.invalid");
}

CAF_TEST(a null means that an optional field was not given) {
  CAF_CHECK_EQUAL(wrong("auth.update_me", {{"name", nullptr}, {"locale", "ru"}}), "");
  CAF_CHECK_EQUAL(wrong("projects.create", {{"name", nullptr}}), "/name request.invalid");
}

CAF_TEST(the limit of a page is 1 to 200 in the query as in a call) {
  const auto& op = *find_operation("chats.list");
  const auto with = [&](std::string_view query) {
    json::object given;
    if (read_query(op, query, given)) return std::string{"malformed"};
    return wrong("chats.list", given);
  };
  CAF_CHECK_EQUAL(with("tab=new&limit=1"), "");
  CAF_CHECK_EQUAL(with("tab=new&limit=200"), "");
  CAF_CHECK_EQUAL(with("tab=new&limit=0"), "/limit request.invalid");
  CAF_CHECK_EQUAL(with("tab=new&limit=201"), "/limit request.invalid");
  CAF_CHECK_EQUAL(with("tab=new&limit=ten"), "/limit request.invalid");
  CAF_CHECK_EQUAL(with("tab=all"), "/tab request.invalid");
  CAF_CHECK_EQUAL(with("limit=5"), "/tab request.invalid");
  CAF_CHECK_EQUAL(with("tab=n%65w"), "");
  CAF_CHECK_EQUAL(with("tab=new&tab=done"), "malformed");
  CAF_CHECK_EQUAL(with("tab=%zz"), "malformed");
  CAF_CHECK_EQUAL(with("tab=new&page=2"), "/page request.unknown_field");
}
