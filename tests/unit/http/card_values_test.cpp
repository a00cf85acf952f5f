#include "http/api/card_values.hpp"

#include <boost/json.hpp>

#include <string>

#define CAF_SUITE http_card_values
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
namespace json = boost::json;

namespace {

storage::variable_row variable(storage::variable_kind kind) {
  storage::variable_row out;
  out.id = variable_id{7};
  out.name = "Size";
  out.kind = kind;
  out.choices = {"S", "M"};
  return out;
}

/// "" = it fits, else where it does not.
std::string wrong(storage::variable_kind kind, const json::value& value) {
  const auto checked = check_value(variable(kind), value);
  return checked ? std::string{} : checked.error().pointer;
}

std::string wrong(json::object card) {
  const auto made = card_edit(card);
  return made ? std::string{} : made.error().pointer;
}

constexpr auto refused = "/variables/7";

} // namespace

CAF_TEST(CRD-2: a phone has 5 to 20 digits and signs of numbers) {
  for (const auto* good : {"12345", "+7 (999) 123-45-67", "12345678901234567890"})
    CAF_CHECK(is_phone(good));
  for (const auto* bad : {"", "1234", "123456789012345678901", "+7 999 123x", "(----)", "12345\n"})
    CAF_CHECK(!is_phone(bad));
}

CAF_TEST(CRD-5: a date is a day that is in the calendar) {
  for (const auto* good : {"2026-11-20", "2024-02-29", "0001-01-01"}) CAF_CHECK(is_date(good));
  for (const auto* bad : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20.11.2026",
                          "0000-01-01", "2026-11-20T00:00:00Z", "2026-11-2x"})
    CAF_CHECK(!is_date(bad));
}

CAF_TEST(CRD-5: a value fits the kind of its variable or is refused with its place) {
  using storage::variable_kind;
  CAF_CHECK_EQUAL(wrong(variable_kind::text, "blue"), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::text, std::string(1000, 'x').c_str()), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::text, std::string(1001, 'x').c_str()), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::text, 5), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::number, 5), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::number, -1.5), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::number, "5"), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::boolean, false), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::boolean, 0), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::date, "2026-11-20"), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::date, "tomorrow"), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::choice, "M"), "");
  CAF_CHECK_EQUAL(wrong(variable_kind::choice, "XL"), refused);
  CAF_CHECK_EQUAL(wrong(variable_kind::choice, nullptr), "");
}

CAF_TEST(CRD-5: values go on by their variables and an empty one takes the value away) {
  const std::vector<storage::variable_row> known{variable(storage::variable_kind::text)};
  const auto told = [&](const json::object& given) {
    const auto values = variable_values(given, known);
    return values ? to_string(values->front().first) + " " + values->front().second
                  : values.error().pointer;
  };
  CAF_CHECK_EQUAL(told({{"7", "blue"}}), "7 \"blue\"");
  CAF_CHECK_EQUAL(told({{"7", ""}}), "7 null");
  CAF_CHECK_EQUAL(told({{"7", nullptr}}), "7 null");
  CAF_CHECK_EQUAL(told({{"8", "blue"}}), "/variables/8");
}

CAF_TEST(CRD-2: a card takes what was sent and leaves the rest alone) {
  const auto made = card_edit({{"email", " Ann@Example.COM "},
                               {"phone", " +7 999 123 "},
                               {"status", "regular"},
                               {"sex", "female"},
                               {"add_tags", {"vip"}}});
  CAF_REQUIRE(made.has_value());
  CAF_CHECK_EQUAL(made->email.value(), "ann@example.com");
  CAF_CHECK_EQUAL(made->phone.value(), "+7 999 123");
  CAF_CHECK(made->status == storage::client_status::regular);
  CAF_CHECK(made->sex == storage::client_sex::female);
  CAF_CHECK_EQUAL(made->add_tags.size(), 1u);
  CAF_CHECK(!made->country && !made->city && !made->address && !made->notes);
  const auto emptied = card_edit({{"email", ""}, {"phone", ""}, {"notes", ""}});
  CAF_CHECK_EQUAL(emptied->email.value(), "");
  CAF_CHECK_EQUAL(emptied->phone.value(), "");
  CAF_CHECK_EQUAL(emptied->notes.value(), "");
}

CAF_TEST(CRD-2: what is no phone or e-mail or one line is refused where it stands) {
  CAF_CHECK_EQUAL(wrong({{"email", "ann"}}), "/email");
  CAF_CHECK_EQUAL(wrong({{"phone", "call me"}}), "/phone");
  CAF_CHECK_EQUAL(wrong({{"city", "two\nlines"}}), "/city");
  CAF_CHECK_EQUAL(wrong({{"notes", "two\nlines"}}), "");
}
