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

CAF_TEST(TEAM-3: permissions are named one by one and are true or false) {
  const auto with = [](json::value flags) {
    return wrong("members.update", {{"permissions", std::move(flags)}});
  };
  CAF_CHECK_EQUAL(with(json::object{}), "");
  CAF_CHECK_EQUAL(with({{"others", false}, {"client_contacts", true}}), "");
  CAF_CHECK_EQUAL(with({{"others", 0}}), "/permissions request.invalid");
  CAF_CHECK_EQUAL(with({{"other", false}}), "/permissions request.invalid");
  CAF_CHECK_EQUAL(with({{"", false}}), "/permissions request.invalid");
  CAF_CHECK_EQUAL(with(json::array{}), "/permissions request.invalid");
}

CAF_TEST(ACC-7: a token has 1 to 6 scopes of those there are) {
  const auto with = [](json::value scopes) {
    return wrong("tokens.create", {{"name", "CRM"}, {"scopes", std::move(scopes)}});
  };
  CAF_CHECK_EQUAL(with({"chats.read"}), "");
  CAF_CHECK_EQUAL(with({"chats.read", "chats.write", "clients.read", "clients.write",
                        "project.read", "project.write"}),
                  "");
  CAF_CHECK_EQUAL(with(json::array{}), "/scopes request.invalid");
  CAF_CHECK_EQUAL(with({"chats.read", "chats.read"}), "/scopes request.invalid");
  CAF_CHECK_EQUAL(with({"chats"}), "/scopes request.invalid");
  CAF_CHECK_EQUAL(with({5}), "/scopes request.invalid");
  CAF_CHECK_EQUAL(with("chats.read"), "/scopes request.invalid");
}

CAF_TEST(CRD-3: 1 to 50 tags of 1 to 50 characters are added at once) {
  const auto with = [](json::array tags) {
    return wrong("clients.update", {{"add_tags", std::move(tags)}});
  };
  json::array many;
  for (int i = 0; i < 50; ++i) many.emplace_back(json::string_view{"tag " + std::to_string(i)});
  CAF_CHECK_EQUAL(with(many), "");
  many.emplace_back("one more");
  CAF_CHECK_EQUAL(with(many), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({}), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({times(50, "ж").c_str()}), "");
  CAF_CHECK_EQUAL(with({times(51, "ж").c_str()}), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({" "}), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({"a", " a "}), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({"two\nlines"}), "/add_tags request.invalid");
  CAF_CHECK_EQUAL(with({7}), "/add_tags request.invalid");
}

CAF_TEST(INB-7: a department has up to 100 links of 1 to 255 characters) {
  const auto with = [](json::array links) {
    return wrong("departments.create", {{"name", "Sales"}, {"links", std::move(links)}});
  };
  json::array many;
  for (int i = 0; i < 100; ++i) many.emplace_back(json::string_view{std::to_string(i)});
  CAF_CHECK_EQUAL(with({}), "");
  CAF_CHECK_EQUAL(with(many), "");
  many.emplace_back("one more");
  CAF_CHECK_EQUAL(with(many), "/links request.invalid");
  CAF_CHECK_EQUAL(with({times(255, "x").c_str()}), "");
  CAF_CHECK_EQUAL(with({times(256, "x").c_str()}), "/links request.invalid");
  CAF_CHECK_EQUAL(with({""}), "/links request.invalid");
}

CAF_TEST(CRD-5: 1 to 100 values are given by ids and are no lists) {
  const auto with = [](json::object values) {
    return wrong("clients.update", {{"variables", std::move(values)}});
  };
  json::object many;
  for (int i = 1; i <= 100; ++i) many[std::to_string(i)] = i;
  CAF_CHECK_EQUAL(with(many), "");
  many["101"] = true;
  CAF_CHECK_EQUAL(with(many), "/variables request.invalid");
  CAF_CHECK_EQUAL(with({}), "/variables request.invalid");
  CAF_CHECK_EQUAL(with({{"1", "blue"}, {"2", nullptr}, {"3", false}, {"4", 1.5}}), "");
  CAF_CHECK_EQUAL(with({{"name", "blue"}}), "/variables request.invalid");
  CAF_CHECK_EQUAL(with({{"1", json::array{}}}), "/variables request.invalid");
  CAF_CHECK_EQUAL(with({{"1", json::object{}}}), "/variables request.invalid");
  CAF_CHECK_EQUAL(with({{"1", json::string_view{"a\0b", 3}}}), "/variables request.invalid");
}

CAF_TEST(PRJ-3: a brand colour is six hexadecimal digits or none) {
  json::object given{{"color", "#12aBcF"}};
  CAF_REQUIRE(!check_parameters(*find_operation("projects.update"), given));
  CAF_CHECK(given["color"].as_string() == "#12abcf");
  CAF_CHECK_EQUAL(wrong("projects.update", {{"color", ""}}), "");
  for (const auto* bad : {"12abcf", "#12abc", "#12abcff", "#12abcg", "red", "#"})
    CAF_CHECK_EQUAL(wrong("projects.update", {{"color", bad}}), "/color request.invalid");
}

CAF_TEST(INB-8: a cap of assignment has its limits and a department may leave it to the project) {
  const auto project = [](int cap) { return wrong("projects.update", {{"assignment_cap", cap}}); };
  CAF_CHECK_EQUAL(project(0), "");
  CAF_CHECK_EQUAL(project(1000), "");
  CAF_CHECK_EQUAL(project(-1), "/assignment_cap request.invalid");
  CAF_CHECK_EQUAL(project(1001), "/assignment_cap request.invalid");
  const auto department = [](int cap) {
    return wrong("departments.update", {{"assignment_cap", cap}});
  };
  CAF_CHECK_EQUAL(department(-1), "");
  CAF_CHECK_EQUAL(department(-2), "/assignment_cap request.invalid");
  CAF_CHECK_EQUAL(department(1000), "");
  CAF_CHECK_EQUAL(department(1001), "/assignment_cap request.invalid");
}

CAF_TEST(CRD-2: the fields of a card have their limits) {
  const auto with = [](std::string_view field, std::size_t count) {
    return wrong("clients.update", {{field, json::string_view{times(count, "ж")}}});
  };
  CAF_CHECK_EQUAL(with("notes", 10'000), "");
  CAF_CHECK_EQUAL(with("notes", 10'001), "/notes request.invalid");
  CAF_CHECK_EQUAL(with("city", 100), "");
  CAF_CHECK_EQUAL(with("city", 101), "/city request.invalid");
  CAF_CHECK_EQUAL(with("address", 300), "");
  CAF_CHECK_EQUAL(with("address", 301), "/address request.invalid");
  CAF_CHECK_EQUAL(with("phone", 20), "");
  CAF_CHECK_EQUAL(with("phone", 21), "/phone request.invalid");
  CAF_CHECK_EQUAL(wrong("clients.update", {{"status", "friend"}}), "/status request.invalid");
  CAF_CHECK_EQUAL(wrong("clients.update", {{"version", 3}}), "/version request.unknown_field");
}
