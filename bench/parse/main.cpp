// How long each platform takes to make events of a webhook's body: `switchboard_parse FILE...`,
// one file of each platform, in a folder of its name. Prints one JSON object, nanoseconds per body.
#include "protocols/messenger.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using switchboard::protocols::messenger;
using steady = std::chrono::steady_clock;

constexpr int rounds = 401;
/// Bodies of one round: long against the clock's own cost, short against the scheduler's slice.
constexpr int bodies = 100;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

const messenger& platform_of(const std::filesystem::path& path) {
  const auto name = path.parent_path().filename().string();
  const auto* found = switchboard::protocols::find_messenger(name);
  if (found == nullptr) throw std::runtime_error("no platform has the name " + name);
  return *found;
}

/// Parses the body so often; how many events came, so that none of the work can be left out.
std::size_t parse(const messenger& platform, const std::string& body, int times) {
  std::size_t events = 0;
  for (int i = 0; i < times; ++i) events += platform.parse(body).size();
  return events;
}

/// The median of the rounds, nanoseconds per body.
double measure(const messenger& platform, const std::string& body) {
  std::vector<double> taken;
  taken.reserve(rounds);
  parse(platform, body, bodies);
  for (int round = 0; round < rounds; ++round) {
    const auto begun = steady::now();
    if (parse(platform, body, bodies) < static_cast<std::size_t>(bodies))
      throw std::runtime_error("a body without an event");
    const std::chrono::duration<double, std::nano> all = steady::now() - begun;
    taken.push_back(all.count() / bodies);
  }
  const auto middle = taken.begin() + rounds / 2;
  std::nth_element(taken.begin(), middle, taken.end());
  return *middle;
}

} // namespace

int main(int count, char** arguments) {
  try {
    boost::json::object found;
    for (const std::filesystem::path path :
         std::vector<std::string>(arguments + 1, arguments + count))
      found[path.parent_path().filename().string()] = measure(platform_of(path), read_file(path));
    std::cout << boost::json::serialize(found) << '\n';
    return found.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
  } catch (const std::exception& problem) {
    std::cerr << "switchboard_parse: " << problem.what() << '\n';
    return EXIT_FAILURE;
  }
}
