#include "http/api/cookies.hpp"

#define CAF_SUITE http_cookies
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;

CAF_TEST(a cookie is found among others by its whole name) {
  CAF_CHECK_EQUAL(std::string{cookie_value("a=1; sb_session=tok=en; b=2", "sb_session")}, "tok=en");
  CAF_CHECK_EQUAL(std::string{cookie_value("sb_session=x", "sb_session")}, "x");
  CAF_CHECK_EQUAL(std::string{cookie_value("not_sb_session=x;sb_sessions=y", "sb_session")}, "");
  CAF_CHECK_EQUAL(std::string{cookie_value("", "sb_session")}, "");
  CAF_CHECK_EQUAL(std::string{cookie_value(";;=; =;sb_session", "sb_session")}, "");
}

CAF_TEST(ACC-3: the session cookie is out of reach of scripts and other sites) {
  const auto plain = make_session_cookie("t", std::chrono::hours{24}, false);
  CAF_CHECK_EQUAL(plain, "sb_session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400");
  CAF_CHECK_EQUAL(make_session_cookie("t", std::chrono::hours{24}, true), plain + "; Secure");
  CAF_CHECK(make_session_cookie("", std::chrono::hours{24}, false).find("Max-Age=0") !=
            std::string::npos);
}

CAF_TEST(a socket is opened for our own pages and for programs only) {
  CAF_CHECK(origin_allowed("", "a.example", ""));
  CAF_CHECK(origin_allowed("http://a.example", "a.example", ""));
  CAF_CHECK(origin_allowed("http://A.example:80", "a.example", ""));
  CAF_CHECK(origin_allowed("http://127.0.0.1:8080", "127.0.0.1:8080", ""));
  CAF_CHECK(origin_allowed("https://pub.example", "inner:8080", "https://pub.example"));
  CAF_CHECK(!origin_allowed("http://127.0.0.1:8081", "127.0.0.1:8080", ""));
  CAF_CHECK(!origin_allowed("https://evil.example", "a.example", "https://pub.example"));
  CAF_CHECK(!origin_allowed("https://a.example.evil", "a.example", ""));
  CAF_CHECK(!origin_allowed("null", "a.example", ""));
  CAF_CHECK(!origin_allowed("https://", "", ""));
}
