#include "http/files/links.hpp"

#define CAF_SUITE http_links
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace std::chrono_literals;

namespace {

class set_clock final : public wall_clock {
public:
  timestamp at = parse_rfc3339("2026-11-20T10:00:00Z").value();
  timestamp now() const override { return at; }
};

const std::string blob(64, 'a');

struct stage {
  set_clock clock;
  sealer keys = sealer::from_hex(std::string(64, '1')).value();
  link_maker links{keys, clock, std::chrono::days{30}};
};

} // namespace

CAF_TEST(CHT-6: a link says what it leads to) {
  stage at;
  const auto link = at.links.make(blob, "image/jpeg", "cat & dog/кот.jpg");
  CAF_CHECK(link.starts_with("/f/"));
  CAF_CHECK(link.ends_with("/" + blob + "/image~jpeg/cat%20%26%20dog%2F%D0%BA%D0%BE%D1%82.jpg"));
  const auto read = at.links.read(link);
  CAF_REQUIRE(read);
  CAF_CHECK_EQUAL(read->blob, blob);
  CAF_CHECK_EQUAL(read->mime, "image/jpeg");
  CAF_CHECK_EQUAL(read->name, "cat & dog/кот.jpg");
}

CAF_TEST(CHT-6: links are the same all day and over after their days) {
  stage at;
  const auto link = at.links.make(blob, "image/jpeg", "a.jpg");
  at.clock.at = parse_rfc3339("2026-11-20T23:59:59.999Z").value();
  CAF_CHECK_EQUAL(at.links.make(blob, "image/jpeg", "a.jpg"), link);
  at.clock.at = parse_rfc3339("2026-12-20T23:59:59.999Z").value();
  CAF_CHECK(at.links.read(link));
  CAF_CHECK(at.links.make(blob, "image/jpeg", "a.jpg") != link);
  at.clock.at = parse_rfc3339("2026-12-21T00:00:00Z").value();
  CAF_CHECK(!at.links.read(link));
}

CAF_TEST(CHT-6: a link that was changed in any letter leads nowhere) {
  stage at;
  const auto link = at.links.make(blob, "image/jpeg", "a.jpg");
  for (std::size_t i = 0; i < link.size(); ++i) {
    auto changed = link;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    if (at.links.read(changed)) CAF_ERROR(changed);
  }
  for (std::size_t i = 0; i < link.size(); ++i)
    if (at.links.read(std::string_view{link}.substr(0, i))) CAF_ERROR(i);
  CAF_CHECK(!at.links.read(link + "x"));
  const auto others = sealer::from_hex(std::string(64, '2')).value();
  CAF_CHECK(!(link_maker{others, at.clock, std::chrono::days{30}}.read(link)));
}

CAF_TEST(CHT-6: a link of our own to something that is no blob leads nowhere) {
  stage at;
  for (const auto& wrong :
       {std::string{"../../etc/passwd"}, std::string(63, 'a'), std::string(64, 'A'), std::string{}})
    CAF_CHECK(!at.links.read(at.links.make(wrong, "text/plain", "x")));
}
