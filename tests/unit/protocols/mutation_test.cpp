#include "tests/unit/protocols/invariants.hpp"
#include "tests/unit/protocols/support.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>

#define CAF_SUITE mutation
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;
using test::telegram;
namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

std::uint64_t chosen_seed() {
  const char* told = std::getenv("SWITCHBOARD_SEED");
  return told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
}

/// The payloads of the corpus that are JSON.
std::vector<json::value> documents() {
  std::vector<json::value> found;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(test::corpus_folder()))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    boost::system::error_code problem;
    auto document = json::parse(test::read_file(path), problem);
    if (!problem) found.push_back(std::move(document));
  }
  return found;
}

/// Every place of a document, itself first.
void places(json::value& at, std::vector<json::value*>& found) {
  found.push_back(&at);
  if (auto* fields = at.if_object())
    for (auto& field : *fields) places(field.value(), found);
  if (auto* items = at.if_array())
    for (auto& item : *items) places(item, found);
}

std::vector<json::value*> places(json::value& document) {
  std::vector<json::value*> found;
  places(document, found);
  // The inner ones first: to change a place moves what is inside it.
  std::reverse(found.begin(), found.end());
  return found;
}

const json::array& wrong_values() {
  static const json::array values{nullptr,
                                  true,
                                  false,
                                  0,
                                  1,
                                  -1,
                                  42,
                                  1.5,
                                  -1e300,
                                  9223372036854775807,
                                  18446744073709551615u,
                                  "",
                                  "x",
                                  "private",
                                  "/start x",
                                  std::string(5000, 'x'),
                                  std::string("\0\xEF\xBF\xBD", 4),
                                  json::array{},
                                  json::array{nullptr},
                                  json::array{json::array{}},
                                  json::array{json::object{}},
                                  json::object{},
                                  json::object{{"id", 42}},
                                  json::object{{"type", "private"}, {"id", 42}}};
  return values;
}

/// Reads the text as everything that can come from the platform. "" when all promises hold.
std::string broken_promise(const std::string& text) {
  if (auto broken = test::broken_promise(telegram().parse(text)); !broken.empty()) return broken;
  for (const int status : {200, 403, 429, 502}) {
    const auto answer = test::answered(status, text);
    if (auto broken = test::broken_promise(telegram().read_delivery(answer)); !broken.empty())
      return broken;
    if (auto broken = test::broken_promise(telegram().read_poll(answer)); !broken.empty())
      return broken;
    static_cast<void>(telegram().read_identity(answer));
    static_cast<void>(telegram().read_webhook(answer));
    static_cast<void>(telegram().read_acknowledgement(answer));
  }
  return {};
}

/// The first text whose promise is broken, with the promise; "" when there is none.
std::string checked(const std::string& text) {
  const auto broken = broken_promise(text);
  return broken.empty() ? "" : broken + ": " + text;
}

} // namespace

CAF_TEST(OPS-3: a wrong type in any one field breaks no promise) {
  std::size_t tried = 0;
  std::string first;
  for (auto document : documents()) {
    for (auto* place : places(document)) {
      const json::value before = *place;
      for (const auto& wrong : wrong_values()) {
        *place = wrong;
        if (first.empty()) first = checked(json::serialize(document));
        ++tried;
      }
      *place = before;
    }
  }
  CAF_MESSAGE(tried << " documents tried");
  CAF_CHECK(tried > 10'000);
  CAF_CHECK_EQUAL(first, "");
}

CAF_TEST(OPS-3: a missing field breaks no promise) {
  std::string first;
  for (auto document : documents()) {
    for (auto* place : places(document)) {
      const auto* fields = place->if_object();
      if (fields == nullptr) continue;
      const json::object before = *fields;
      for (const auto& field : before) {
        place->as_object().erase(field.key());
        if (first.empty()) first = checked(json::serialize(document));
        *place = before;
      }
    }
  }
  CAF_CHECK_EQUAL(first, "");
}

CAF_TEST(OPS-3: several wrong fields at once break no promise) {
  const auto seed = chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  std::mt19937_64 random(seed);
  const auto below = [&random](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  const auto all = documents();
  std::string first;
  for (int round = 0; round < 10'000 && first.empty(); ++round) {
    auto document = all[below(all.size())];
    for (auto left = 1 + below(5); left > 0; --left) {
      auto found = places(document);
      auto& place = *found[below(found.size())];
      place = wrong_values()[below(wrong_values().size())];
    }
    first = checked(json::serialize(document));
  }
  CAF_CHECK_EQUAL(first, "");
}

CAF_TEST(OPS-3: bytes that are cut or flipped or doubled break no promise) {
  const auto seed = chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  std::mt19937_64 random(seed);
  const auto below = [&random](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  const auto all = documents();
  std::string first;
  for (int round = 0; round < 10'000 && first.empty(); ++round) {
    auto text = json::serialize(all[below(all.size())]);
    for (auto left = 1 + below(4); left > 0 && !text.empty(); --left) {
      const auto at = below(text.size());
      switch (below(4)) {
        case 0: text.resize(at); break;
        case 1: text[at] = static_cast<char>(below(256)); break;
        case 2: text.insert(at, text.substr(at, below(40) + 1)); break;
        default: text.erase(at, below(40) + 1); break;
      }
    }
    first = checked(text);
  }
  CAF_CHECK_EQUAL(first, "");
}
