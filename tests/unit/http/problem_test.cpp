#include "http/api/problem.hpp"

#include <boost/json.hpp>

#define CAF_SUITE http_problem
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
namespace json = boost::json;

CAF_TEST(every error has its status and its code in the answer) {
  for (const auto& row : errc_table) {
    if (row.value == errc::none) continue;
    const auto out = to_response(fail(row.value));
    const auto body = json::parse(out.body).as_object();
    CAF_CHECK_EQUAL(out.status, row.status);
    CAF_CHECK_EQUAL(body.at("status").as_int64(), row.status);
    CAF_CHECK(body.at("code").as_string() == row.code);
    CAF_CHECK(!body.at("detail").as_string().empty());
    CAF_CHECK(out.content_type == "application/problem+json");
  }
}

CAF_TEST(ACC-4: who is signed in and mistypes a password or a code stays signed in) {
  for (const auto code : {errc::bad_credentials, errc::bad_code}) {
    CAF_CHECK_EQUAL(to_response(fail(code)).status, 401);
    CAF_CHECK_EQUAL(to_response(fail(code, "", "/field")).status, 403);
  }
}

CAF_TEST(INB-5: a lost race names who won it) {
  auto lost = fail(errc::already_taken);
  lost.person = 42;
  lost.person_name = "Ann";
  const auto body = to_json(problem{lost});
  CAF_CHECK(body.at("by").at("id").as_string() == "42");
  CAF_CHECK(body.at("by").at("name").as_string() == "Ann");
}

CAF_TEST(what broke inside is not told to the world) {
  const auto body = to_json(problem{fail(errc::internal, "relation \"secrets\" does not exist")});
  CAF_CHECK(json::serialize(body).find("secrets") == std::string::npos);
}

CAF_TEST(a pause is told in a header) {
  auto busy = fail(errc::too_many_attempts);
  busy.retry_after_s = 77;
  const auto header = [](const response& of) {
    for (const auto& [name, value] : of.headers)
      if (name == "Retry-After") return value;
    return std::string{};
  };
  CAF_CHECK_EQUAL(header(to_response(busy)), "77");
  CAF_CHECK_EQUAL(header(to_response(fail(errc::unavailable))), "1");
  CAF_CHECK_EQUAL(header(to_response(fail(errc::not_found))), "");
}

CAF_TEST(ACC-4: a wrong present password does not sign anybody out) {
  CAF_CHECK_EQUAL(to_response(fail(errc::bad_credentials)).status, 401);
  CAF_CHECK_EQUAL(to_response(fail(errc::bad_credentials, {}, "/current")).status, 403);
}
