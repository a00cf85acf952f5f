#include "actors/domain/ownership.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#define CAF_SUITE ownership_readme
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors::domain;

namespace {

/// In the order of `step`.
constexpr std::array<std::string_view, 13> steps{"",
                                                 "is responsible",
                                                 "is responsible, offers",
                                                 "is responsible",
                                                 "offers",
                                                 "is responsible",
                                                 "declines",
                                                 "adds",
                                                 "removes",
                                                 "leaves",
                                                 "declines, leaves",
                                                 "to New",
                                                 "to Done"};

std::string cell(const verdict& of) {
  if (of.step == step::refused) return "`" + std::string{row_of(of.why).code} + "`";
  return "**" + std::string{steps[static_cast<std::size_t>(of.step)]} + "**";
}

std::string line_of(const contract_row& row) {
  std::string line = "| " + std::string{row.name} + " | " + cell(row.fresh);
  for (const auto& one : row.active) line += " | " + cell(one);
  return line + " | " + cell(row.done) + " |";
}

/// Without the spaces that a formatter puts in to make columns straight.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  return out;
}

std::string readme() {
  std::ifstream file(std::filesystem::path(SWITCHBOARD_SOURCE_DIR) / "actors/README.md");
  return squeezed(std::string{std::istreambuf_iterator<char>(file), {}});
}

} // namespace

CAF_TEST(HIE-3: the ownership contract in the README is the one that holds) {
  const auto text = readme();
  for (const auto& row : contract) {
    const auto line = line_of(row);
    CAF_CHECK(text.find(line) != std::string::npos);
    if (text.find(line) == std::string::npos) CAF_MESSAGE("missing: " << line);
  }
}

CAF_TEST(HIE-3: every wish has its row in the order of the wishes) {
  for (std::size_t i = 0; i < contract.size(); ++i)
    CAF_CHECK_EQUAL(static_cast<std::size_t>(contract[i].wish), i);
}
