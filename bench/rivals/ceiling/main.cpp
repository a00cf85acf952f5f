#include "bench/rivals/ceiling/lane.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace switchboard::bench;
using steady = std::chrono::steady_clock;

struct plan {
  std::string database;
  std::uint32_t connections = 1;
  std::uint32_t batch = 256;
  std::uint32_t clients = 10'000;
  double seconds = 4;
  double warmup_s = 1;
  std::int64_t first = 100'000'000;
};

steady::duration to_duration(double seconds) {
  return std::chrono::duration_cast<steady::duration>(std::chrono::duration<double>{seconds});
}

struct outcome {
  std::uint64_t measured = 0;
  std::uint64_t total = 0;
  std::exception_ptr failed;
};

/// Runs one lane through the warm-up and the measured time.
void drive(const plan& what, std::uint32_t number, steady::time_point begin, outcome& result) {
  try {
    lane line{what.database, number, what.connections, what.clients, what.first};
    const auto measure = begin + to_duration(what.warmup_s);
    const auto stop = measure + to_duration(what.seconds);
    while (steady::now() < stop) {
      line.store(what.batch);
      result.total += what.batch;
      const auto now = steady::now();
      if (now >= measure && now < stop) result.measured += what.batch;
    }
  } catch (...) {
    result.failed = std::current_exception();
  }
}

} // namespace

int main(int argc, char** argv) {
  plan what;
  CLI::App app{"Writes a webhook's rows in batches; prints one line of JSON."};
  app.add_option("--database", what.database, "libpq connection string")->required();
  app.add_option("--connections", what.connections)->check(CLI::Range(1U, 8U));
  app.add_option("--batch", what.batch)->check(CLI::Range(1U, 4096U));
  app.add_option("--clients", what.clients)->check(CLI::Range(100U, 1'000'000U));
  app.add_option("--seconds", what.seconds)->check(CLI::Range(0.1, 600.0));
  app.add_option("--warmup", what.warmup_s)->check(CLI::Range(0.0, 60.0));
  app.add_option("--first", what.first, "number of the first event");
  CLI11_PARSE(app, argc, argv);
  try {
    lane::prepare(what.database, what.clients);
    std::vector<outcome> results(what.connections);
    std::vector<std::thread> threads;
    const auto begin = steady::now();
    for (std::uint32_t i = 0; i < what.connections; ++i) {
      threads.emplace_back(drive, std::cref(what), i, begin, std::ref(results[i]));
    }
    for (auto& thread : threads) thread.join();
    outcome all;
    for (const auto& one : results) {
      if (one.failed) std::rethrow_exception(one.failed);
      all.measured += one.measured;
      all.total += one.total;
    }
    std::cout << "{\"ok_per_s\":" << static_cast<double>(all.measured) / what.seconds
              << ",\"ok_total\":" << all.total << ",\"next\":"
              << what.first + static_cast<std::int64_t>(all.total * what.connections) << "}\n";
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "switchboard_ceiling: " << failed.what() << "\n";
    return 1;
  }
}
