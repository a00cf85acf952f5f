#include "bench/inbox/crew.hpp"
#include "bench/inbox/lists.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace {

using namespace switchboard::bench;

std::vector<std::string> parted(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

/// Lines of a file, parted by tabs, at least `fields` of them each; what is missing is empty.
std::vector<std::vector<std::string>> read_lines(const std::string& file, std::size_t fields) {
  std::ifstream in{file};
  if (!in) throw std::runtime_error{"cannot read " + file};
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    auto parts = parted(line, '\t');
    parts.resize(std::max(parts.size(), fields));
    lines.push_back(std::move(parts));
  }
  return lines;
}

std::string work(const crew_options& opts, const std::string& crew_file,
                 const std::string& appeals_file) {
  std::vector<operator_card> cards;
  for (auto& line : read_lines(crew_file, 6))
    cards.push_back({line[0], line[1], line[2], parted(line[3], ','), parted(line[4], ','),
                     parted(line[5], ',')});
  std::map<std::string, supply> appeals;
  for (auto& line : read_lines(appeals_file, 2)) appeals[line[0]] = parted(line[1], ',');
  return crew{opts, std::move(cards), std::move(appeals)}.run();
}

std::string ask(const lists_options& opts, const std::string& file) {
  std::vector<list_request> requests;
  for (auto& line : read_lines(file, 3)) requests.push_back({line[0], line[1], line[2]});
  return ask_lists(opts, requests);
}

} // namespace

int main(int argc, char** argv) {
  crew_options crew;
  lists_options lists;
  std::string crew_file;
  std::string appeals_file;
  std::string requests;
  CLI::App app{"Operators at work on a server, timed; prints one line of JSON."};
  app.require_subcommand(1);
  auto* work_command = app.add_subcommand("work", "operators at their panels, by WebSocket");
  work_command->add_option("--port", crew.port)->required();
  work_command->add_option("--crew", crew_file, "cookie, project, rights, tabs, departments, held")
      ->required();
  work_command->add_option("--appeals", appeals_file, "project and its New chats")->required();
  work_command->add_option("--seconds", crew.seconds)->check(CLI::Range(0.1, 3600.0));
  work_command->add_option("--warmup", crew.warmup_s)->check(CLI::Range(0.0, 600.0));
  work_command->add_option("--rate", crew.rate, "calls a second")->check(CLI::Range(0.1, 1e6));
  auto* lists_command = app.add_subcommand("lists", "lists by HTTP, as fast as they are answered");
  lists_command->add_option("--port", lists.port)->required();
  lists_command->add_option("--requests", requests, "what it counts as, path, cookie")->required();
  lists_command->add_option("--connections", lists.connections)->check(CLI::Range(1U, 4096U));
  lists_command->add_option("--seconds", lists.seconds)->check(CLI::Range(0.1, 3600.0));
  lists_command->add_option("--warmup", lists.warmup_s)->check(CLI::Range(0.0, 600.0));
  CLI11_PARSE(app, argc, argv);
  try {
    std::cout << (*work_command ? work(crew, crew_file, appeals_file) : ask(lists, requests))
              << '\n';
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "switchboard_operators: " << failed.what() << '\n';
    return 1;
  }
}
