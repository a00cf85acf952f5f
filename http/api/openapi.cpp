#include "http/api/openapi.hpp"

#include "http/api/http_calls.hpp"
#include "http/api/operations.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace switchboard::http {

namespace json = boost::json;

namespace {

json::object reference(std::string_view schema) {
  json::object out;
  out["$ref"] = "#/components/schemas/" + std::string{schema};
  return out;
}

json::array words(std::string_view choices) {
  json::array out;
  while (!choices.empty()) {
    const auto bar = std::min(choices.find('|'), choices.size());
    out.emplace_back(json::string_view{choices.substr(0, bar)});
    choices.remove_prefix(std::min(bar + 1, choices.size()));
  }
  return out;
}

json::object list_schema(const parameter& of, json::object items) {
  json::object out;
  out["type"] = "array";
  out["items"] = std::move(items);
  if (of.kind == kind::choices) out["uniqueItems"] = true;
  out["minItems"] = of.min;
  out["maxItems"] = of.max;
  return out;
}

json::object text_schema(std::int64_t min, std::int64_t max) {
  json::object out;
  out["type"] = "string";
  out["minLength"] = min;
  out["maxLength"] = max;
  return out;
}

json::object choice_schema(const parameter& of) {
  json::object out;
  out["type"] = "string";
  out["enum"] = words(of.choices);
  return out;
}

json::object flags_schema(const parameter& of) {
  json::object flag;
  flag["type"] = "boolean";
  json::object properties;
  for (const auto& name : words(of.choices)) properties[name.get_string()] = flag;
  json::object out;
  out["type"] = "object";
  out["properties"] = std::move(properties);
  out["additionalProperties"] = false;
  return out;
}

json::object values_schema(const parameter& of) {
  json::object value;
  value["type"] = json::array{"string", "number", "boolean", "null"};
  json::object out;
  out["type"] = "object";
  out["additionalProperties"] = std::move(value);
  out["minProperties"] = of.min;
  out["maxProperties"] = of.max;
  return out;
}

json::object color_schema(const parameter& of) {
  json::object out;
  out["type"] = "string";
  out["pattern"] = of.min == 0 ? "^(#[0-9a-f]{6})?$" : "^#[0-9a-f]{6}$";
  return out;
}

json::object schema_of(const parameter& of) {
  json::object out;
  switch (of.kind) {
    case kind::id: return reference("id");
    case kind::ids: return list_schema(of, reference("id"));
    case kind::choice: return choice_schema(of);
    case kind::choices: return list_schema(of, choice_schema(of));
    case kind::labels: return list_schema(of, text_schema(1, longest_label));
    case kind::links: return list_schema(of, text_schema(1, longest_link));
    case kind::flags: return flags_schema(of);
    case kind::values: return values_schema(of);
    case kind::color: return color_schema(of);
    case kind::boolean: out["type"] = "boolean"; return out;
    case kind::integer:
      out["type"] = "integer";
      out["minimum"] = of.min;
      out["maximum"] = of.max;
      return out;
    default: break;
  }
  out = text_schema(of.min, of.max);
  if (of.kind == kind::email) out["format"] = "email";
  if (of.kind == kind::password) out["format"] = "password";
  return out;
}

json::object parameter_entry(std::string_view name, std::string_view where, bool required,
                             json::object schema) {
  json::object out;
  out["name"] = name;
  out["in"] = where;
  out["required"] = required;
  out["schema"] = std::move(schema);
  return out;
}

json::array parameters_of(const operation& op) {
  json::array out;
  for_each_path_name(op.path, [&](std::string_view name) {
    out.push_back(parameter_entry(name, "path", true, reference("id")));
  });
  if (in_query(op)) {
    for (const auto& one : op.parameters) {
      auto entry = parameter_entry(one.name, "query", one.required, schema_of(one));
      entry["description"] = one.about;
      out.push_back(std::move(entry));
    }
  }
  if (op.repeatable) {
    json::object key;
    key["type"] = "string";
    key["maxLength"] = longest_key;
    out.push_back(parameter_entry("Idempotency-Key", "header", false, std::move(key)));
  }
  return out;
}

json::object json_content(json::object schema) {
  json::object media;
  media["schema"] = std::move(schema);
  json::object out;
  out["application/json"] = std::move(media);
  return out;
}

json::object form_of_file() {
  json::object bytes;
  bytes["type"] = "string";
  bytes["contentMediaType"] = "application/octet-stream";
  json::object properties;
  properties["file"] = std::move(bytes);
  json::object schema;
  schema["type"] = "object";
  schema["properties"] = std::move(properties);
  schema["required"] = json::array{"file"};
  json::object media;
  media["schema"] = std::move(schema);
  json::object content;
  content["multipart/form-data"] = std::move(media);
  json::object body;
  body["required"] = true;
  body["content"] = std::move(content);
  return body;
}

json::object body_of(const operation& op) {
  json::object properties;
  json::array required;
  for (const auto& one : op.parameters) {
    auto schema = schema_of(one);
    schema["description"] = one.about;
    properties[one.name] = std::move(schema);
    if (one.required) required.emplace_back(json::string_view{one.name});
  }
  json::object body;
  body["required"] = !required.empty();
  json::object schema;
  schema["type"] = "object";
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  body["content"] = json_content(std::move(schema));
  return body;
}

json::object result_schema(const operation& op) {
  if (!op.list) return reference(op.result);
  json::object items;
  items["type"] = "array";
  items["items"] = reference(op.result);
  json::object cursor;
  cursor["type"] = json::array{"string", "null"};
  json::object properties;
  properties["items"] = std::move(items);
  properties["next_cursor"] = std::move(cursor);
  json::object out;
  out["type"] = "object";
  out["properties"] = std::move(properties);
  out["required"] = json::array{"items", "next_cursor"};
  return out;
}

json::object responses_of(const operation& op) {
  json::object good;
  good["description"] = op.summary;
  good["content"] = json_content(result_schema(op));
  json::object media;
  media["schema"] = reference("problem");
  json::object content;
  content["application/problem+json"] = std::move(media);
  json::object bad;
  bad["description"] = "What is wrong";
  bad["content"] = std::move(content);
  json::object out;
  out[std::to_string(op.status)] = std::move(good);
  out["default"] = std::move(bad);
  return out;
}

std::string_view who_may(access needed) {
  switch (needed) {
    case access::anyone: return "Anyone.";
    case access::signed_in: return "Anyone signed in.";
    case access::member: return "Members of the project.";
    case access::admin: return "The project's owner and administrators.";
    case access::owner: return "The project's owner.";
  }
  return {};
}

std::string who_may(const operation& op) {
  std::string out{who_may(op.access)};
  if (op.scope != scope::none) out += " Tokens of " + std::string{word_of(op.scope)} + ".";
  if (op.needs) out += " Managers who are allowed " + std::string{word_of(*op.needs)} + ".";
  return out;
}

json::array security_of(const operation& op) {
  json::array out;
  if (op.access == access::anyone) return out;
  json::object session;
  session["session"] = json::array{};
  out.push_back(std::move(session));
  if (op.scope == scope::none) return out;
  json::object token;
  token["token"] = json::array{json::value(json::string_view{word_of(op.scope)})};
  out.push_back(std::move(token));
  return out;
}

json::object entry_of(const operation& op) {
  json::object out;
  out["operationId"] = op.name;
  out["summary"] = op.summary;
  out["description"] = who_may(op);
  out["tags"] = json::array{json::value(json::string_view{op.name.substr(0, op.name.find('.'))})};
  auto parameters = parameters_of(op);
  if (!parameters.empty()) out["parameters"] = std::move(parameters);
  if (op.body == body::upload) out["requestBody"] = form_of_file();
  if (!in_query(op) && !op.parameters.empty()) out["requestBody"] = body_of(op);
  out["responses"] = responses_of(op);
  out["security"] = security_of(op);
  return out;
}

json::object security_schemes() {
  json::object cookie;
  cookie["type"] = "apiKey";
  cookie["in"] = "cookie";
  cookie["name"] = "sb_session";
  cookie["description"] = "Writes also need the header X-CSRF-Token, from auth.me.";
  json::object token;
  token["type"] = "http";
  token["scheme"] = "bearer";
  token["description"] = "Of tokens.create, for programs: one project, the scopes it was given.";
  json::object out;
  out["session"] = std::move(cookie);
  out["token"] = std::move(token);
  return out;
}

} // namespace

json::object make_schemas() {
  auto out = json::parse(schemas_text()).as_object();
  auto more = json::parse(team_schemas_text()).as_object();
  for (auto& one : more) out.emplace(one.key(), std::move(one.value()));
  return out;
}

json::object make_openapi() {
  json::object paths;
  for (const auto& op : operations()) {
    auto& path = paths[op.path];
    if (!path.is_object()) path = json::object{};
    std::string method{op.method};
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    path.get_object()[method] = entry_of(op);
  }
  json::object info;
  info["title"] = "Switchboard";
  info["version"] = "1";
  json::object server;
  server["url"] = api_base;
  json::object components;
  components["schemas"] = make_schemas();
  components["securitySchemes"] = security_schemes();
  json::object out;
  out["openapi"] = "3.1.0";
  out["info"] = std::move(info);
  out["servers"] = json::array{std::move(server)};
  out["paths"] = std::move(paths);
  out["components"] = std::move(components);
  return out;
}

std::shared_ptr<const std::string> openapi_text() {
  static const auto text = std::make_shared<const std::string>(json::serialize(make_openapi()));
  return text;
}

} // namespace switchboard::http
