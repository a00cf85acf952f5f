#include "bench/load/watcher.hpp"

#include "bench/load/connection.hpp"
#include "bench/load/updates.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json.hpp>

#include <sys/socket.h>

#include <charconv>
#include <chrono>
#include <stdexcept>

namespace switchboard::bench {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;

struct watcher::socket {
  asio::io_context context;
  beast::websocket::stream<asio::ip::tcp::socket> stream{context};
};

watcher::watcher(const options& opts)
    : first_(opts.first),
      seen_(std::make_unique<std::atomic<std::int64_t>[]>(capacity)),
      socket_(std::make_unique<socket>()) {
  auto& stream = socket_->stream;
  stream.next_layer().connect({asio::ip::make_address(opts.host), opts.port});
  stream.next_layer().set_option(asio::ip::tcp::no_delay{true});
  stream.read_message_max(16 * 1024 * 1024);
  stream.set_option(
      beast::websocket::stream_base::decorator{[&](beast::websocket::request_type& request) {
        request.set(beast::http::field::cookie, opts.watch.cookie);
        request.set(beast::http::field::origin, opts.watch.origin);
      }});
  stream.handshake(opts.host + ":" + std::to_string(opts.port), "/ws");
  stream.text(true);
  stream.write(asio::buffer(json::serialize(json::object{
      {"id", 1}, {"op", "events.subscribe"}, {"params", {{"project", opts.watch.project}}}})));
  for (;;) {
    beast::flat_buffer buffer;
    stream.read(buffer);
    const auto text = beast::buffers_to_string(buffer.data());
    const auto answer = json::parse(text);
    const auto* id = answer.as_object().if_contains("id");
    if (!id || *id != 1) continue;
    if (!answer.as_object().contains("result")) {
      throw std::runtime_error{"events.subscribe was refused: " + text};
    }
    break;
  }
  reader_ = std::thread{[this] { read(); }};
}

watcher::~watcher() {
  // Wakes the blocked read; a close handshake would wait for events nobody wants any more.
  ::shutdown(socket_->stream.next_layer().native_handle(), SHUT_RDWR);
  reader_.join();
}

void watcher::read() {
  beast::flat_buffer buffer;
  boost::system::error_code failed;
  for (;;) {
    buffer.clear();
    socket_->stream.read(buffer, failed);
    if (failed) return;
    const auto bytes = buffer.cdata();
    note({static_cast<const char*>(bytes.data()), bytes.size()}, monotonic_ns());
  }
}

void watcher::note(std::string_view frame, std::int64_t now_ns) {
  if (frame.find("\"message.added\"") == frame.npos) return;
  const auto at = frame.find(text_mark);
  if (at == frame.npos || frame.size() < at + text_mark.size() + number_digits) return;
  const auto* digits = frame.data() + at + text_mark.size();
  std::uint32_t number = 0;
  std::from_chars(digits, digits + number_digits, number);
  if (number < first_ || number - first_ >= capacity) return;
  std::int64_t unseen = 0;
  seen_[number - first_].compare_exchange_strong(unseen, now_ns);
}

void watcher::await(const std::vector<std::uint32_t>& numbers, std::int64_t patience_ms) const {
  const auto deadline = monotonic_ns() + patience_ms * 1'000'000;
  for (const auto number : numbers) {
    while (seen_at(number) == 0) {
      if (monotonic_ns() > deadline) return;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  }
}

std::int64_t watcher::seen_at(std::uint32_t number) const {
  if (number < first_ || number - first_ >= capacity) return 0;
  return seen_[number - first_];
}

} // namespace switchboard::bench
