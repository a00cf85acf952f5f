#include "tests/unit/protocols/mutation.hpp"
#include "tests/unit/protocols/messenger/support.hpp"

#include <algorithm>
#include <string>

#define CAF_SUITE messenger_mutation
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

std::string promise(const std::string& bytes) { return messenger_test::broken_events(bytes); }

bool is_answer(const boost::json::value& document) {
  const auto* fields = document.if_object();
  return fields == nullptr || (!fields->contains("entry") && !fields->contains("sender"));
}

/// Events are spoiled as events here, answers as answers in a suite of their own.
auto payloads() {
  auto all = test::documents(test::corpus_folder("messenger"));
  all.erase(std::remove_if(all.begin(), all.end(), is_answer), all.end());
  return all;
}

} // namespace

CAF_TEST(OPS-3: a wrong type in any one field of Messenger breaks no promise) {
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(payloads(), promise, tried), "");
  CAF_MESSAGE(tried << " documents tried");
  CAF_CHECK(tried > 5'000);
}

CAF_TEST(OPS-3: a missing field of Messenger breaks no promise) {
  CAF_CHECK_EQUAL(test::field_missing_anywhere(payloads(), promise), "");
}

CAF_TEST(OPS-3: several wrong fields of Messenger at once break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::several_wrong_types(payloads(), promise, seed, 3'000), "");
}

CAF_TEST(OPS-3: bytes of Messenger that are cut or flipped or doubled break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::damaged_bytes(payloads(), promise, seed, 3'000), "");
}
