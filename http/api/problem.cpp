#include "http/api/problem.hpp"

#include <boost/json.hpp>

namespace switchboard::http {

namespace json = boost::json;

namespace {

json::object entry(const error& one) {
  json::object out;
  out["pointer"] = one.pointer;
  out["detail"] = sentence_of(one);
  out["code"] = row_of(one.code).code;
  return out;
}

void add_extra(const error& from, json::object& out) {
  if (from.person != 0) {
    json::object by;
    by["id"] = std::to_string(from.person);
    by["name"] = from.person_name;
    out["by"] = std::move(by);
  }
  if (!from.host.empty()) out["host"] = from.host;
  if (from.retry_after_s > 0) out["retry_after"] = from.retry_after_s;
}

} // namespace

int status_of(const error& what) {
  // Somebody signed in who mistypes a password or a code is known: 401 would sign them out.
  const bool mistyped = what.code == errc::bad_credentials || what.code == errc::bad_code;
  if (mistyped && !what.pointer.empty()) return 403;
  return row_of(what.code).status;
}

json::object to_json(const problem& what) {
  const auto& first = what.first();
  const auto& row = row_of(first.code);
  const bool hidden = first.code == errc::internal;
  json::object out;
  out["type"] = "about:blank#" + std::string{row.code};
  out["title"] = row.sentence;
  out["status"] = status_of(first);
  out["detail"] = hidden ? std::string{row.sentence} : sentence_of(first);
  out["code"] = row.code;
  json::array errors;
  for (const auto& one : what.all)
    if (!one.pointer.empty()) errors.push_back(entry(one));
  if (!errors.empty()) out["errors"] = std::move(errors);
  add_extra(first, out);
  return out;
}

response to_response(const problem& what) {
  const auto& first = what.first();
  response out;
  out.status = status_of(first);
  out.content_type = "application/problem+json";
  out.body = json::serialize(to_json(what));
  const int pause = first.retry_after_s > 0 ? first.retry_after_s : out.status == 503 ? 1 : 0;
  if (pause > 0) out.headers.emplace_back("Retry-After", std::to_string(pause));
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

response to_response(const error& what) { return to_response(problem{what}); }

} // namespace switchboard::http
