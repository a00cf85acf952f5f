#include "tests/unit/protocols/mutation.hpp"
#include "tests/unit/protocols/vk/promises.hpp"

#include <string>

#define CAF_SUITE vk_mutation
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

std::string as_event(const std::string& bytes) { return vk_test::broken_event(bytes); }
std::string as_answer(const std::string& bytes) { return vk_test::broken_answer(bytes, 200); }

/// The documents of the corpus that are answers; the others are events.
std::vector<boost::json::value> documents(bool answers) {
  std::vector<boost::json::value> found;
  for (auto& one : test::documents(test::corpus_folder("vk"))) {
    const auto* fields = one.if_object();
    if (fields != nullptr && fields->contains("type") != answers) found.push_back(std::move(one));
  }
  return found;
}

} // namespace

CAF_TEST(OPS-3: a wrong type in any one field of an event of VK breaks no promise) {
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(documents(false), as_event, tried), "");
  CAF_MESSAGE(tried << " events tried");
  CAF_CHECK(tried > 10'000);
}

CAF_TEST(OPS-3: a wrong type in any one field of an answer of VK breaks no promise) {
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(documents(true), as_answer, tried), "");
  CAF_MESSAGE(tried << " answers tried");
  CAF_CHECK(tried > 5'000);
}

CAF_TEST(OPS-3: a missing field of VK breaks no promise) {
  CAF_CHECK_EQUAL(test::field_missing_anywhere(documents(false), as_event), "");
  CAF_CHECK_EQUAL(test::field_missing_anywhere(documents(true), as_answer), "");
}

CAF_TEST(OPS-3: several wrong fields of VK at once break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::several_wrong_types(documents(false), as_event, seed, 5'000), "");
  CAF_CHECK_EQUAL(test::several_wrong_types(documents(true), as_answer, seed, 500), "");
}

CAF_TEST(OPS-3: bytes of VK that are cut or flipped or doubled break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::damaged_bytes(documents(false), as_event, seed, 5'000), "");
  CAF_CHECK_EQUAL(test::damaged_bytes(documents(true), as_answer, seed, 500), "");
}

CAF_TEST(OPS-3: bytes that are no event of VK are kept with their digest) {
  for (const auto& bytes :
       {std::string(), std::string(1, '\0'), std::string("hello"), std::string("null"),
        std::string("[]"), std::string("{}"), std::string("\xEF\xBB\xBF{}"), std::string("1e999"),
        std::string(100'000, '['), std::string(50'000, '{'), vk_test::corpus("event_deep")}) {
    const auto event = vk_test::parse(bytes);
    CAF_CHECK(!test::why(event).empty() && event.key.starts_with("sha256:"));
    CAF_CHECK_EQUAL(as_event(bytes), "");
    CAF_CHECK_EQUAL(as_answer(bytes), "");
  }
}
