#pragma once

#include "tests/unit/protocols/support.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

/// Spoils the JSON of a corpus in every way we know. `check` is given each spoiled text and names
/// the promise that is broken, "" when all hold; so does each function here, with the text.
namespace switchboard::protocols::test {

namespace json = boost::json;
using check = std::function<std::string(const std::string&)>;

/// Of the random ways; printed, so that a failure can be had again.
inline std::uint64_t chosen_seed() {
  const char* told = std::getenv("SWITCHBOARD_SEED");
  return told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
}

/// The payloads of a folder that are JSON.
inline std::vector<json::value> documents(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<json::value> found;
  for (const auto& path : paths) {
    boost::system::error_code problem;
    auto document = json::parse(read_file(path), problem);
    if (!problem) found.push_back(std::move(document));
  }
  return found;
}

inline void add_places(json::value& at, std::vector<json::value*>& found) {
  found.push_back(&at);
  if (auto* fields = at.if_object())
    for (auto& field : *fields) add_places(field.value(), found);
  if (auto* items = at.if_array())
    for (auto& item : *items) add_places(item, found);
}

/// Every place of a document, the inner ones first: to change a place moves what is inside it.
inline std::vector<json::value*> places(json::value& document) {
  std::vector<json::value*> found;
  add_places(document, found);
  std::reverse(found.begin(), found.end());
  return found;
}

inline const json::array& wrong_values() {
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

inline std::string checked(const check& promise, const std::string& text) {
  const auto broken = promise(text);
  return broken.empty() ? "" : broken + ": " + text;
}

/// `tried` is how many texts were looked at.
inline std::string wrong_type_anywhere(const std::vector<json::value>& all, const check& promise,
                                       std::size_t& tried) {
  for (auto document : all) {
    for (auto* place : places(document)) {
      const json::value before = *place;
      for (const auto& wrong : wrong_values()) {
        *place = wrong;
        ++tried;
        if (auto broken = checked(promise, json::serialize(document)); !broken.empty())
          return broken;
      }
      *place = before;
    }
  }
  return {};
}

inline std::string field_missing_anywhere(const std::vector<json::value>& all,
                                          const check& promise) {
  for (auto document : all) {
    for (auto* place : places(document)) {
      if (!place->is_object()) continue;
      const json::object before = place->as_object();
      for (const auto& field : before) {
        place->as_object().erase(field.key());
        if (auto broken = checked(promise, json::serialize(document)); !broken.empty())
          return broken;
        *place = before;
      }
    }
  }
  return {};
}

/// A number below `end`, by `random`.
inline std::size_t below(std::mt19937_64& random, std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

inline std::string several_wrong_types(const std::vector<json::value>& all, const check& promise,
                                       std::uint64_t seed, int rounds) {
  std::mt19937_64 random(seed);
  for (int round = 0; round < rounds; ++round) {
    auto document = all[below(random, all.size())];
    for (auto left = 1 + below(random, 5); left > 0; --left) {
      auto found = places(document);
      auto& place = *found[below(random, found.size())];
      place = wrong_values()[below(random, wrong_values().size())];
    }
    if (auto broken = checked(promise, json::serialize(document)); !broken.empty()) return broken;
  }
  return {};
}

/// Cut, flipped, doubled and missing bytes.
inline std::string damaged_bytes(const std::vector<json::value>& all, const check& promise,
                                 std::uint64_t seed, int rounds) {
  std::mt19937_64 random(seed);
  for (int round = 0; round < rounds; ++round) {
    auto text = json::serialize(all[below(random, all.size())]);
    for (auto left = 1 + below(random, 4); left > 0 && !text.empty(); --left) {
      const auto at = below(random, text.size());
      switch (below(random, 4)) {
        case 0: text.resize(at); break;
        case 1: text[at] = static_cast<char>(below(random, 256)); break;
        case 2: text.insert(at, text.substr(at, below(random, 40) + 1)); break;
        default: text.erase(at, below(random, 40) + 1); break;
      }
    }
    if (auto broken = checked(promise, text); !broken.empty()) return broken;
  }
  return {};
}

} // namespace switchboard::protocols::test
