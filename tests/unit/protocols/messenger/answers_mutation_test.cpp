#include "tests/unit/protocols/messenger/support.hpp"
#include "tests/unit/protocols/mutation.hpp"

#include <algorithm>
#include <string>

#define CAF_SUITE messenger_answers
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

std::string promise(const std::string& bytes) { return messenger_test::broken_answers(bytes); }

bool is_event(const boost::json::value& document) {
  const auto* fields = document.if_object();
  return fields != nullptr && (fields->contains("entry") || fields->contains("sender"));
}

auto payloads() {
  auto all = test::documents(test::corpus_folder("messenger"));
  all.erase(std::remove_if(all.begin(), all.end(), is_event), all.end());
  return all;
}

} // namespace

CAF_TEST(OPS-3: a wrong type in any one field of an answer of Messenger breaks no promise) {
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(payloads(), promise, tried), "");
  CAF_MESSAGE(tried << " documents tried");
  CAF_CHECK(tried > 500);
}

CAF_TEST(OPS-3: a missing field of an answer of Messenger breaks no promise) {
  CAF_CHECK_EQUAL(test::field_missing_anywhere(payloads(), promise), "");
}

CAF_TEST(OPS-3: several wrong fields of an answer of Messenger at once break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::several_wrong_types(payloads(), promise, seed, 500), "");
}

CAF_TEST(OPS-3: bytes of an answer of Messenger that are cut or flipped or doubled break no promise) {
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  CAF_CHECK_EQUAL(test::damaged_bytes(payloads(), promise, seed, 500), "");
}
