#include "bench/load/generator.hpp"
#include "bench/load/watcher.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace {

using namespace switchboard::bench;

/// Reads `path <tab> secret <tab> project` per line; project may be missing.
std::vector<target> read_targets(const std::string& file) {
  std::ifstream in{file};
  if (!in) throw std::runtime_error{"cannot read the targets from " + file};
  std::vector<target> made;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    std::istringstream fields{line};
    target one;
    std::getline(fields, one.path, '\t');
    std::getline(fields, one.secret, '\t');
    std::getline(fields, one.project, '\t');
    if (!one.path.starts_with('/') || one.secret.empty()) {
      throw std::runtime_error{file + ": expected `/path<tab>secret`, found: " + line};
    }
    made.push_back(one);
  }
  if (made.empty()) throw std::runtime_error{file + " names no bot"};
  return made;
}

} // namespace

int main(int argc, char** argv) {
  options opts;
  std::string targets;
  CLI::App app{"Sends Telegram's webhooks and times the answers; prints one line of JSON."};
  app.add_option("--host", opts.host, "IPv4 address of the server")->capture_default_str();
  app.add_option("--port", opts.port, "its port")->required();
  app.add_option("--targets", targets, "file of path, secret and project per bot")->required();
  app.add_option("--clients", opts.clients)->check(CLI::Range(1U, 10'000'000U));
  app.add_option("--connections", opts.connections)->check(CLI::Range(1U, 4096U));
  app.add_option("--seconds", opts.seconds, "measured time")->check(CLI::Range(0.1, 3600.0));
  app.add_option("--warmup", opts.warmup_s, "time before it")->check(CLI::Range(0.0, 600.0));
  app.add_option("--rate", opts.rate, "webhooks per second; without it a closed loop");
  app.add_flag("--once", opts.once, "each client once, as fast as it goes");
  app.add_option("--first", opts.first, "number of the first update")
      ->check(CLI::Range(100'000'000U, 900'000'000U));
  app.add_option("--watch", opts.watch.project, "also time this project's message.added on /ws");
  app.add_option("--cookie", opts.watch.cookie, "the operator's cookie, for --watch");
  app.add_option("--origin", opts.watch.origin, "the panel's origin, for --watch");
  CLI11_PARSE(app, argc, argv);
  try {
    opts.targets = read_targets(targets);
    std::unique_ptr<watcher> watch;
    if (!opts.watch.project.empty()) watch = std::make_unique<watcher>(opts);
    generator load{opts, watch.get()};
    auto seen = load.run();
    std::cout << to_json(seen) << '\n';
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "switchboard_load: " << failed.what() << '\n';
    return 1;
  }
}
