// Bytes of strangers: frames of a socket, requests of a connection, addresses and parameters.
#include "http/api/parameters.hpp"
#include "http/api/router.hpp"
#include "http/core/text.hpp"
#include "http/server/request_reader.hpp"
#include "http/websocket/framing.hpp"
#include "tests/fuzz/promise.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace {

namespace http = switchboard::http;
namespace json = boost::json;

constexpr std::size_t small_limit = 2048;

void promise(bool kept, const char* what) {
  if (!kept) switchboard::protocols::test::hold(what);
}

/// What is accepted fits the limits, and what is wrong is said with a reason.
void read_frames(std::string_view bytes) {
  http::websocket::frame_reader reader{small_limit};
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    reader.feed(bytes.substr(at, 7));
    while (auto got = reader.next()) {
      promise(got->payload.size() <= small_limit, "a message is larger than the limit");
      promise(got->kind != http::websocket::opcode::text || http::valid_utf8(got->payload),
              "a text is not UTF-8");
    }
  }
}

void check_call(std::string_view method, std::string_view path, std::string_view query,
                std::string_view body) {
  const auto found = http::find_route(method, path);
  if (!found.op) return;
  json::object given;
  if (http::in_query(*found.op)) {
    if (http::read_query(*found.op, query, given)) return;
  } else {
    json::error_code failed;
    auto value = json::parse({body.data(), body.size()}, failed);
    if (failed || !value.is_object()) return;
    given = std::move(value.get_object());
  }
  const auto wrong = http::check_parameters(*found.op, given);
  promise(!wrong || !wrong->all.empty(), "a refusal without a reason");
  if (wrong) return;
  for (const auto& one : found.op->parameters)
    promise(!one.required || given.contains(one.name), "a required parameter is missing");
}

void read_requests(std::string_view bytes) {
  http::request_reader reader{{small_limit, small_limit}};
  for (std::size_t at = 0; at < bytes.size();) {
    const auto room = reader.room();
    const auto count = std::min({room.size(), bytes.size() - at, std::size_t{97}});
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), count, room.begin());
    reader.added(count);
    at += count;
    auto state = reader.read();
    while (state == http::request_reader::state::complete) {
      const auto& got = reader.current();
      promise(got.body.size() <= small_limit, "a body is larger than the limit");
      check_call(got.method, got.path, got.query, got.body);
      reader.next();
      state = reader.read();
    }
    if (state > http::request_reader::state::complete) return;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  read_frames(bytes);
  read_requests(bytes);
  check_call("POST", "/projects/1/chats/2/messages", "", bytes);
  check_call("GET", "/projects/1/chats", bytes, "");
  return 0;
}
