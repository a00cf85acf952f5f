#include <map>

#include "config/settings_table.hpp"

namespace switchboard {

namespace {

std::string default_of(const setting& which) {
  settings fresh;
  if (auto* text = std::get_if<text_setting>(&which.kind)) return '"' + text->in(fresh) + '"';
  if (auto* number = std::get_if<number_setting>(&which.kind))
    return std::to_string(number->in(fresh));
  return std::get<flag_setting>(which.kind).in(fresh) ? "true" : "false";
}

std::string bounds_of(const setting& which) {
  auto* number = std::get_if<number_setting>(&which.kind);
  if (number == nullptr) return {};
  return std::to_string(number->min) + " to " + std::to_string(number->max) + ' ' +
         std::string{number->unit};
}

} // namespace

std::string settings_example() {
  std::string out =
      "# Switchboard's configuration: every key with its default. Each can also be set by the\n"
      "# environment: [http] listen is SWITCHBOARD_HTTP_LISTEN, and SWITCHBOARD_DATABASE_URL_FILE\n"
      "# names a file that holds the value. Made by `./dev docs`; do not edit here.\n";
  // TOML wants each table once, so keys are collected by their table.
  std::vector<std::string_view> order;
  std::map<std::string_view, std::string> groups;
  for (const auto& each : settings_table()) {
    auto dot = each.name.rfind('.');
    auto group = each.name.substr(0, dot);
    if (!groups.contains(group)) order.push_back(group);
    auto& text = groups[group];
    text += "\n# " + std::string{each.sentence};
    if (auto bounds = bounds_of(each); !bounds.empty()) text += ' ' + bounds + '.';
    text += "\n" + std::string{each.name.substr(dot + 1)} + " = " + default_of(each) + '\n';
  }
  for (auto group : order) out += "\n[" + std::string{group} + "]" + groups[group];
  return out;
}

std::string settings_markdown() {
  std::string out = "| key | default | bounds | what |\n| --- | --- | --- | --- |\n";
  for (const auto& each : settings_table())
    out += "| `" + std::string{each.name} + "` | `" + default_of(each) + "` | " + bounds_of(each) +
           " | " + std::string{each.sentence} + " |\n";
  return out;
}

} // namespace switchboard
