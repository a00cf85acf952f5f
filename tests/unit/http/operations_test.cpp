#include "http/api/operations.hpp"

#include "http/api/openapi.hpp"

#include <boost/json.hpp>

#include <set>
#include <string>

#define CAF_SUITE http_operations
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
namespace json = boost::json;

CAF_TEST(every operation has a name of its own and an address of its own) {
  std::set<std::string> names;
  std::set<std::string> addresses;
  for (const auto& op : operations()) {
    CAF_CHECK(names.insert(std::string{op.name}).second);
    CAF_CHECK(addresses.insert(std::string{op.method} + ' ' + std::string{op.path}).second);
  }
  CAF_CHECK_EQUAL(names.size(), 38u);
}

CAF_TEST(every operation says what it does and answers with a known shape) {
  const auto schemas = json::parse(schemas_text()).as_object();
  for (const auto& op : operations()) {
    CAF_MESSAGE(op.name);
    CAF_CHECK(op.run != nullptr);
    CAF_CHECK(op.summary.ends_with('.'));
    CAF_CHECK(schemas.contains(op.result));
    CAF_CHECK(op.path.starts_with('/'));
    CAF_CHECK(op.status == 200 || op.status == 201);
  }
}

CAF_TEST(what speaks of a project is for its members only) {
  for (const auto& op : operations()) {
    CAF_MESSAGE(op.name);
    const bool of_project = op.path.find("{project}") != std::string_view::npos;
    const bool guarded = op.access == access::member || op.access == access::admin;
    CAF_CHECK_EQUAL(of_project, guarded);
  }
}

CAF_TEST(parameters have names of their own and sensible bounds) {
  for (const auto& op : operations()) {
    std::set<std::string> names;
    for_each_path_name(op.path, [&](std::string_view name) { names.emplace(name); });
    for (const auto& one : op.parameters) {
      CAF_MESSAGE(op.name << " " << one.name);
      CAF_CHECK(names.insert(std::string{one.name}).second);
      CAF_CHECK(one.min <= one.max);
      CAF_CHECK_EQUAL(one.kind == kind::choice, !one.choices.empty());
    }
  }
}

CAF_TEST(an operation is found by its name and by no other) {
  CAF_REQUIRE(find_operation("chats.take") != nullptr);
  CAF_CHECK_EQUAL(std::string{find_operation("chats.take")->method}, "POST");
  CAF_CHECK(find_operation("chats.steal") == nullptr);
  CAF_CHECK(find_operation("") == nullptr);
}
