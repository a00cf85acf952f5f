#include "config/error.hpp"

#include <set>

#define CAF_SUITE error
#include "caf/test/unit_test.hpp"

using namespace switchboard;

CAF_TEST(every error has its own code and a sentence and a status) {
  std::set<std::string_view> codes;
  for (auto& row : errc_table) {
    codes.insert(row.code);
    CAF_CHECK(!row.sentence.empty() && row.sentence.back() == '.');
    CAF_CHECK(row.value == errc::none || (row.status >= 400 && row.status < 600));
    CAF_CHECK_EQUAL(row.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_."),
                    std::string_view::npos);
  }
  CAF_CHECK_EQUAL(codes.size(), errc_table.size());
  CAF_CHECK_EQUAL(row_of(errc::already_taken).code, "chat.already_taken");
  CAF_CHECK_EQUAL(row_of(errc::already_taken).status, 409);
}

CAF_TEST(a result holds a value or an error) {
  auto half = [](int n) -> result<int> {
    if (n % 2 != 0) return fail(errc::bad_request, "An odd number has no half.", "/n");
    return n / 2;
  };
  CAF_CHECK_EQUAL(half(4).value(), 2);
  auto refused = half(3);
  CAF_CHECK(refused.has_error());
  CAF_CHECK_EQUAL(refused.error().pointer, "/n");
  CAF_CHECK_EQUAL(sentence_of(refused.error()), "An odd number has no half.");
  CAF_CHECK_EQUAL(sentence_of(fail(errc::csrf)), row_of(errc::csrf).sentence);
  std::string thrown;
  try {
    static_cast<void>(refused.value());
  } catch (const unexpected_error& e) {
    thrown = e.what();
  }
  CAF_CHECK_EQUAL(thrown, "request.invalid: An odd number has no half.");
}

CAF_TEST(a result without a value works too) {
  result<void> fine;
  CAF_CHECK(fine.has_value());
  result<void> bad = fail(errc::internal);
  CAF_CHECK(bad.has_error());
}
