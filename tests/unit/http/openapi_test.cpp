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
    CAF_CHECK_EQUAL(entry.contains("requestBody"), op.method != "GET" && !op.parameters.empty());
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
