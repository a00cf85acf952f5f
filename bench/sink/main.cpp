#include "bench/sink/server.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>

int main(int argc, char** argv) {
  std::string certificate;
  CLI::App app{"Stands for Telegram where messages arrive: TLS, answers at once, notes the order."};
  app.add_option("--certificate", certificate, "where the certificate to trust is written")
      ->required();
  CLI11_PARSE(app, argc, argv);
  try {
    std::signal(SIGPIPE, SIG_IGN);
    switchboard::bench::server server{switchboard::bench::make_context(certificate)};
    std::cout << "{\"port\":" << server.port() << "}\n" << std::flush;
    server.run();
  } catch (const std::exception& failed) {
    std::cerr << "switchboard_sink: " << failed.what() << '\n';
    return 1;
  }
}
