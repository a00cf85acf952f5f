#include "http/api/router.hpp"

#include <string>

#define CAF_SUITE http_router
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;

namespace {

std::string op_of(std::string_view method, std::string_view path) {
  const auto found = find_route(method, path);
  return found.op ? std::string{found.op->name} : "none, allowed: " + found.allowed;
}

std::string with_ids(std::string_view pattern) {
  std::string out;
  int next = 7;
  while (!pattern.empty()) {
    const auto open = std::min(pattern.find('{'), pattern.size());
    out += pattern.substr(0, open);
    pattern.remove_prefix(open);
    if (pattern.empty()) break;
    out += std::to_string(next++);
    pattern.remove_prefix(pattern.find('}') + 1);
  }
  return out;
}

} // namespace

CAF_TEST(every operation is reached at its own address) {
  for (const auto& op : operations()) {
    const auto path = with_ids(op.path);
    CAF_CHECK_EQUAL(op_of(op.method, path), std::string{op.name});
  }
}

CAF_TEST(the ids of the address come in its order) {
  const auto found = find_route("POST", "/projects/1/chats/22/messages/333/retry");
  CAF_REQUIRE_EQUAL(found.ids.size(), 3u);
  CAF_CHECK_EQUAL(std::string{found.ids[0].first}, "project");
  CAF_CHECK_EQUAL(std::string{found.ids[0].second}, "1");
  CAF_CHECK_EQUAL(std::string{found.ids[2].first}, "message");
  CAF_CHECK_EQUAL(std::string{found.ids[2].second}, "333");
}

CAF_TEST(a known address tells the methods it takes and an unknown one tells nothing) {
  CAF_CHECK_EQUAL(op_of("PUT", "/projects/5"), "none, allowed: GET, PATCH, DELETE");
  CAF_CHECK_EQUAL(op_of("GET", "/auth/sign_in"), "none, allowed: POST");
  for (const auto* path : {"", "/", "/nothing", "/projects/", "/projects/5/", "/projects//chats",
                           "/projects/x", "/projects/5/chats/7/take/more", "/auth", "projects"})
    CAF_CHECK_EQUAL(op_of("GET", path), "none, allowed: ");
}

CAF_TEST(the counters are not taken for a chat) {
  CAF_CHECK_EQUAL(op_of("GET", "/projects/5/chats/counters"), "chats.counters");
  CAF_CHECK_EQUAL(op_of("GET", "/projects/5/chats/6"), "chats.get");
}
