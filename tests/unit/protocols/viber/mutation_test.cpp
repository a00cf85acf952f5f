#include "tests/unit/protocols/mutation.hpp"
#include "tests/unit/protocols/viber/support.hpp"

#include <string>

#define CAF_SUITE viber_mutation
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

std::string promise(const std::string& bytes) { return viber_test::broken_promise(bytes); }

auto payloads() { return test::documents(test::corpus_folder("viber")); }

} // namespace

CAF_TEST(OPS-3: a wrong type in any one field of Viber breaks no promise) {
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(payloads(), promise, tried), "");
  CAF_MESSAGE(tried << " documents tried");
  CAF_CHECK(tried > 5'000);
}

CAF_TEST(OPS-3: a missing field of Viber breaks no promise) {
  CAF_CHECK_EQUAL(test::field_missing_anywhere(payloads(), promise), "");
}

CAF_TEST(OPS-3: several wrong fields of Viber at once break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::several_wrong_types(payloads(), promise, seed, 2'000), "");
}

CAF_TEST(OPS-3: bytes of Viber that are cut or flipped or doubled break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::damaged_bytes(payloads(), promise, seed, 2'000), "");
}

CAF_TEST(OPS-3: bytes that are no event are kept with their digest) {
  for (const auto& bytes :
       {std::string(), std::string(1, '\0'), std::string("hello"), std::string("null"),
        std::string("[]"), std::string("{}"), std::string("\xEF\xBB\xBF{}"), std::string("1e999"),
        std::string(100'000, '['), std::string(50'000, '{'), viber_test::corpus("event_deep")}) {
    const auto event = viber_test::parse(bytes);
    CAF_CHECK(!test::why(event).empty() && event.key.starts_with("sha256:"));
    CAF_CHECK_EQUAL(promise(bytes), "");
  }
}
