#include "http/api/openapi.hpp"

#include "http/api/operations.hpp"

#include <boost/json.hpp>

#include <set>

#define CAF_SUITE http_openapi
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
namespace json = boost::json;

namespace {

void collect_references(const json::value& in, std::set<std::string>& out) {
  if (const auto* object = in.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "$ref") out.insert(member.value().as_string().c_str());
      collect_references(member.value(), out);
    }
  } else if (const auto* array = in.if_array()) {
    for (const auto& one : *array) collect_references(one, out);
  }
}

} // namespace

CAF_TEST(the document has every operation at its address) {
  const auto document = json::parse(*openapi_text()).as_object();
  CAF_CHECK(document.at("openapi").as_string() == "3.1.0");
  for (const auto& op : operations()) {
    std::string method;
    for (const char c : op.method) method += static_cast<char>(c | 0x20);
    const auto& entry = document.at("paths").at(op.path).at(method).as_object();
    CAF_CHECK(entry.at("operationId").as_string() == op.name);
    CAF_CHECK(entry.at("responses").as_object().contains(std::to_string(op.status)));
    CAF_CHECK_EQUAL(entry.contains("requestBody"),
                    op.body == body::upload || (op.method != "GET" && !op.parameters.empty()));
    const auto& ways = entry.at("security").as_array();
    CAF_CHECK_EQUAL(ways.size(), op.access == access::anyone ? 0u
                                 : op.scope == scope::none   ? 1u
                                                             : 2u);
  }
}

CAF_TEST(every shape the document refers to is in it) {
  const auto document = json::parse(*openapi_text());
  const auto& schemas = document.at("components").at("schemas").as_object();
  std::set<std::string> used;
  collect_references(document, used);
  const std::string base = "#/components/schemas/";
  for (const auto& one : used) {
    CAF_CHECK_EQUAL(one.substr(0, base.size()), base);
    CAF_CHECK(schemas.contains(one.substr(base.size())));
  }
  for (const auto& schema : schemas) CAF_CHECK(used.count(base + std::string{schema.key()}) == 1);
}

CAF_TEST(TEAM-3: the document names every permission wherever permissions are given or told) {
  const auto document = json::parse(*openapi_text());
  const auto& told = document.at_pointer("/components/schemas/permissions/properties").as_object();
  const auto& given =
      document
          .at_pointer(
              "/paths/~1projects~1{project}~1members~1{member}/patch/requestBody/content/"
              "application~1json/schema/properties/permissions/properties")
          .as_object();
  CAF_CHECK_EQUAL(told.size(), switchboard::storage::permission_count);
  CAF_CHECK_EQUAL(given.size(), switchboard::storage::permission_count);
  for (std::size_t i = 0; i < switchboard::storage::permission_count; ++i) {
    const auto name = word_of(static_cast<switchboard::storage::permission>(i));
    CAF_CHECK(told.contains(name));
    CAF_CHECK(given.contains(name));
  }
}
