#include "tests/unit/protocols/vk/support.hpp"

#include "protocols/split.hpp"
#include "protocols/vk/rules.hpp"

#include <set>
#include <string>

#define CAF_SUITE vk_rules
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using namespace switchboard::protocols::vk_test;

CAF_TEST(CHN-8: VK is found by its name and its number) {
  CAF_CHECK(find_messenger("vk") == &vkontakte());
  CAF_CHECK(vkontakte().platform() == platform::vk);
  CAF_CHECK_EQUAL(static_cast<int>(vkontakte().platform()), 2);
}

CAF_TEST(CHN-8: the numbers of the community API) {
  const auto& rules = vkontakte().rules();
  CAF_CHECK_EQUAL(rules.pace.per_channel, 20);
  CAF_CHECK_EQUAL(rules.text_limit, 4096u);
  CAF_CHECK_EQUAL(rules.files_at_once, 10u);
  CAF_CHECK_EQUAL(rules.batch, 25u);
  CAF_CHECK_EQUAL(rules.profiles_at_once, 1000u);
  CAF_CHECK_EQUAL(rules.photo_bytes, 50'000'000);
  CAF_CHECK_EQUAL(rules.document_bytes, 200'000'000);
  CAF_CHECK_EQUAL(rules.video_bytes, 0);
  CAF_CHECK(rules.changes_within == std::chrono::hours{24});
  CAF_CHECK(rules.idempotent && rules.polls && rules.webhooks && rules.tells_read);
  CAF_CHECK(!rules.tells_delivered && !rules.needs_public_files);
}

CAF_TEST(CHT-7: a text of 4096 units goes whole and one more is cut) {
  CAF_CHECK_EQUAL(split(vkontakte(), std::string(4096, 'x'), 0).size(), 1u);
  CAF_CHECK_EQUAL(split(vkontakte(), std::string(4097, 'x'), 0).size(), 2u);
  CAF_CHECK_EQUAL(split(vkontakte(), "text", 10).size(), 1u);
  CAF_CHECK_EQUAL(split(vkontakte(), "text", 11).size(), 2u);
}

CAF_TEST(CHN-8: tokens are judged by what they are made of) {
  CAF_CHECK(vkontakte().token_well_formed("vk1.a.EXAMPLE"));
  CAF_CHECK(vkontakte().token_well_formed(std::string(85, 'f')));
  CAF_CHECK(vkontakte().token_well_formed(std::string(10, 'f')));
  CAF_CHECK(!vkontakte().token_well_formed(std::string(9, 'f')));
  CAF_CHECK(vkontakte().token_well_formed(std::string(512, 'f')));
  CAF_CHECK(!vkontakte().token_well_formed(std::string(513, 'f')));
  for (const auto* wrong : {"", "vk1.a.EXAMPLE ", "vk1.a.EXA\nMPLE", "https://vk.com/demo"})
    CAF_CHECK(!vkontakte().token_well_formed(wrong));
}

CAF_TEST(SUB-4: a profile is a link by the number) {
  CAF_CHECK(vkontakte().profile_url("42", {}) == "https://vk.com/id42");
  for (const auto* wrong : {"", "-7", "42x", "../x"})
    CAF_CHECK(!vkontakte().profile_url(wrong, {}));
}

CAF_TEST(CHN-9: the start link has the name of the community and the payload) {
  const identity shop{.external_id = "555", .name = "Demo shop", .username = "demoshop"};
  CAF_CHECK_EQUAL(vkontakte().start_link(shop, ""), "https://vk.me/demoshop");
  CAF_CHECK_EQUAL(vkontakte().start_link(shop, "src_abc"), "https://vk.me/demoshop?ref=src_abc");
  CAF_CHECK_EQUAL(vkontakte().start_link(shop, "a b&c"), "https://vk.me/demoshop?ref=a%20b%26c");
  const identity nameless{.external_id = "555", .name = "Demo", .username = ""};
  CAF_CHECK_EQUAL(vkontakte().start_link(nameless, "r"), "https://vk.com/write-555?ref=r");
}

CAF_TEST(CHN-5: who allows messages may be written to at any time and nobody else) {
  const auto yes = vkontakte().may_send({.subscribed = true});
  CAF_CHECK(yes.allowed && yes.code.empty() && !yes.until);
  const auto no = vkontakte().may_send({.subscribed = false});
  CAF_CHECK(!no.allowed);
  CAF_CHECK_EQUAL(no.code, "unsubscribed");
}

CAF_TEST(CHT-7: random_id is positive and stable and of 31 bits and never 0) {
  CAF_CHECK_EQUAL(vk::random_id("7318349394477056001"), vk::random_id("7318349394477056001"));
  std::set<std::int32_t> all;
  for (std::int64_t id = 7318349394477056000; id < 7318349394477056000 + 10'000; ++id) {
    const auto random = vk::random_id(std::to_string(id));
    CAF_CHECK(random > 0);
    all.insert(random);
  }
  CAF_CHECK(all.size() > 9'990);
  CAF_CHECK(vk::random_id("") > 0);
  CAF_CHECK_EQUAL(vkontakte().echo_key("17"), "random:" + std::to_string(vk::random_id("17")));
}
