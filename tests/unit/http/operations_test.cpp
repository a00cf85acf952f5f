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
  CAF_CHECK_EQUAL(names.size(), 91u);
}

CAF_TEST(every operation says what it does and answers with a known shape) {
  const auto schemas = make_schemas();
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
    const bool guarded =
        op.access == access::member || op.access == access::admin || op.access == access::owner;
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
      const bool chosen =
          one.kind == kind::choice || one.kind == kind::choices || one.kind == kind::flags;
      CAF_CHECK_EQUAL(chosen, !one.choices.empty());
    }
  }
}

CAF_TEST(ACC-7: a token reaches conversations and clients and settings but no accounts and no tokens) {
  const auto prefix = [](const operation& op) { return op.name.substr(0, op.name.find('.')); };
  for (const auto& op : operations()) {
    CAF_MESSAGE(op.name);
    const auto noun = prefix(op);
    const auto words = word_of(op.scope);
    const bool reads = op.method == "GET";
    if (noun == "auth" || noun == "tokens" || noun == "audit" || noun == "invites" ||
        noun == "staff" || op.name == "projects.delete" || op.name == "projects.list" ||
        op.name == "projects.create" || op.name == "members.add" || op.name == "members.update" ||
        op.name == "members.remove" || op.name.starts_with("channels.login"))
      CAF_CHECK_EQUAL(words, "");
    else if (noun == "chats" || noun == "messages" || noun == "notes" || noun == "files")
      CAF_CHECK_EQUAL(words, reads ? "chats.read" : "chats.write");
    else if (noun == "clients" || noun == "variables" || noun == "tags")
      CAF_CHECK_EQUAL(words, reads ? "clients.read" : "clients.write");
    else
      CAF_CHECK_EQUAL(words, reads ? "project.read" : "project.write");
  }
}

CAF_TEST(PRJ-5: only the owner of the account deletes a project) {
  for (const auto& op : operations())
    CAF_CHECK_EQUAL(op.access == access::owner, op.name == "projects.delete");
}

CAF_TEST(an operation is found by its name and by no other) {
  CAF_REQUIRE(find_operation("chats.take") != nullptr);
  CAF_CHECK_EQUAL(std::string{find_operation("chats.take")->method}, "POST");
  CAF_CHECK(find_operation("chats.steal") == nullptr);
  CAF_CHECK(find_operation("") == nullptr);
}
