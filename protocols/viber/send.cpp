#include "protocols/viber/send.hpp"

#include "protocols/viber/files.hpp"
#include "protocols/viber/interpret.hpp"
#include "protocols/viber/render.hpp"
#include "protocols/viber/rules.hpp"

#include <string>
#include <utility>
#include <variant>

namespace switchboard::protocols::viber {

namespace {

/// Escapes count too: a text of few characters may become a long message.
bool too_long(const http_request& call) { return call.body.size() > message_bytes; }

refused message_too_long() { return {"message_too_long", "Viber takes messages up to 30 KB"}; }

std::string reason_of(const delivery& outcome) {
  return std::visit(
      [](const auto& what) {
        if constexpr (requires { what.reason; }) return what.reason;
        return std::string();
      },
      outcome);
}

} // namespace

conversation<delivery> send(access to, outgoing what) {
  auto text = send_message(to, text_message(what, what.text));
  if (what.files.empty()) {
    if (too_long(text)) co_return message_too_long();
    co_return read_delivery(co_await ask{std::move(text)});
  }
  auto rendered = render_file(what);
  if (auto* no = std::get_if<refused>(&rendered)) co_return std::move(*no);
  const auto& made = std::get<file_message>(rendered);
  auto file = send_message(to, made.message);
  if (too_long(file) || (made.text_follows && too_long(text))) co_return message_too_long();
  auto outcome = read_delivery(co_await ask{std::move(file)});
  if (!made.text_follows || !std::holds_alternative<sent>(outcome)) co_return outcome;
  auto after = read_delivery(co_await ask{std::move(text)});
  if (std::holds_alternative<sent>(after)) co_return outcome;
  if (std::holds_alternative<unknown_outcome>(after) ||
      std::holds_alternative<client_left>(after) || std::holds_alternative<channel_broken>(after))
    co_return after;
  co_return refused{"text_lost", "the file went out, its text did not: " + reason_of(after)};
}

} // namespace switchboard::protocols::viber
