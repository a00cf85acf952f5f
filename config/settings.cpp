#include "config/settings.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>
#include <sstream>

#include <toml++/toml.h>
#include <unistd.h>

#include "config/settings_table.hpp"

namespace switchboard {

namespace {

/// How many letters must be added, dropped or changed to make one from the other.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

std::string_view nearest_key(std::string_view to) {
  // A key nobody knows can be as long as its author likes; ours are short.
  to = to.substr(0, 128);
  auto all = settings_table();
  auto nearest = std::min_element(all.begin(), all.end(), [&](auto& a, auto& b) {
    return edits_between(a.name, to) < edits_between(b.name, to);
  });
  return nearest->name;
}

const setting* setting_named(std::string_view name) {
  auto all = settings_table();
  auto found = std::find_if(all.begin(), all.end(), [&](auto& s) { return s.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool is_group(std::string_view name) {
  auto all = settings_table();
  return std::any_of(all.begin(), all.end(), [&](auto& s) {
    return s.name.size() > name.size() && s.name.starts_with(name) && s.name[name.size()] == '.';
  });
}

/// Walks the tables of a document and stops at the first thing that is wrong.
class document_reader {
public:
  document_reader(settings& into, std::string_view file) : into_(into), file_(file) {}

  result<void> read(const toml::table& table, const std::string& prefix = {}) {
    for (auto&& [key, node] : table) {
      auto name = prefix + std::string{key.str()};
      auto read_one = node.is_table() && (is_group(name) || !setting_named(name))
                          ? read_group(key, *node.as_table(), name)
                          : read_value(key, node, name);
      if (read_one.has_error()) return read_one;
    }
    return {};
  }

private:
  /// An unknown group is entered too, for the nearest key to what stands in it is a better hint
  /// than the nearest to its name; but not for ever.
  result<void> read_group(const toml::key& key, const toml::table& table, const std::string& name) {
    constexpr std::size_t deep = 64;
    if (!is_group(name) && (table.empty() || name.size() > deep)) return unknown(key, name);
    return read(table, name + '.');
  }

  result<void> read_value(const toml::key& key, const toml::node& node, const std::string& name) {
    const auto* known = setting_named(name);
    if (known == nullptr) return unknown(key, name);
    if (auto wrong = take(*known, node)) return at(key.source(), name + ' ' + *wrong + '.');
    return {};
  }

  std::optional<std::string> take(const setting& known, const toml::node& node) {
    if (auto* text = std::get_if<text_setting>(&known.kind)) {
      if (!node.is_string()) return R"(must be a text in quotes)";
      return assign_text(into_, *text, **node.as_string());
    }
    if (auto* number = std::get_if<number_setting>(&known.kind)) {
      if (!node.is_integer()) return "must be a whole number";
      return assign_number(into_, *number, **node.as_integer());
    }
    if (!node.is_boolean()) return "must be true or false";
    std::get<flag_setting>(known.kind).in(into_) = **node.as_boolean();
    return std::nullopt;
  }

  result<void> unknown(const toml::key& key, const std::string& name) {
    return at(key.source(), "there is no key \"" + name + "\"; the nearest is \"" +
                                std::string{nearest_key(name)} + "\".");
  }

  result<void> at(const toml::source_region& where, const std::string& what) {
    return fail(errc::bad_settings,
                std::string{file_} + ':' + std::to_string(where.begin.line) + ": " + what);
  }

  settings& into_;
  std::string_view file_;
};

result<std::string> read_whole(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  std::error_code ec;
  if (!in || std::filesystem::is_directory(file, ec))
    return fail(errc::bad_settings, file + ": cannot be read.");
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

result<void> read_environment(settings& into, const environment& env) {
  for (const auto& known : settings_table()) {
    auto name = environment_name(known);
    auto value = env.find(name);
    auto file = env.find(name + "_FILE");
    // SWITCHBOARD_SECRETS_KEY_FILE is a key's own name before it is a file for another's value.
    if (file != env.end() && setting_named(std::string{known.name} + "_file")) file = env.end();
    if (value != env.end() && file != env.end())
      return fail(errc::bad_settings, name + " and " + name + "_FILE are both set; keep one.");
    std::string text;
    if (file != env.end()) {
      auto whole = read_whole(file->second);
      if (whole.has_error())
        return fail(errc::bad_settings, name + "_FILE: " + file->second + " cannot be read.");
      text = std::move(*whole);
      if (text.ends_with('\n')) text.pop_back();
    } else if (value != env.end()) {
      text = value->second;
    } else {
      continue;
    }
    if (auto wrong = assign(into, known, text))
      return fail(errc::bad_settings, name + ": " + std::string{known.name} + ' ' + *wrong + '.');
  }
  return {};
}

result<void> check_together(const settings& s) {
  if (s.http.tls_cert.empty() != s.http.tls_key.empty())
    return fail(errc::bad_settings, "http.tls_cert and http.tls_key go together; one is missing.");
  if (!s.secrets.key.empty() && !s.secrets.key_file.empty())
    return fail(errc::bad_settings, "secrets.key and secrets.key_file are both set; keep one.");
  // Links in mails are never made of what a request says of our address: anybody can send that.
  if (!s.mail.url.empty() && (s.mail.from.empty() || s.http.public_url.empty()))
    return fail(errc::bad_settings, "mail.url needs mail.from and http.public_url.");
  if (s.mail.user.empty() != s.mail.password.empty())
    return fail(errc::bad_settings, "mail.user and mail.password go together; one is missing.");
  return {};
}

} // namespace

environment process_environment() {
  environment ours;
  for (auto** each = environ; *each != nullptr; ++each) {
    std::string_view text{*each};
    auto equals = text.find('=');
    if (text.starts_with("SWITCHBOARD_") && equals != std::string_view::npos)
      ours.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return ours;
}

result<settings> settings::parse(std::string_view toml, std::string_view file,
                                 const environment& env) {
  settings made;
  try {
    auto document = toml::parse(toml, file);
    auto read = document_reader{made, file}.read(document);
    if (read.has_error()) return read.error();
  } catch (const toml::parse_error& e) {
    return fail(errc::bad_settings, std::string{file} + ':' +
                                        std::to_string(e.source().begin.line) + ": " +
                                        std::string{e.description()} + '.');
  }
  auto overridden = read_environment(made, env);
  if (overridden.has_error()) return overridden.error();
  auto fits = check_together(made);
  if (fits.has_error()) return fits.error();
  return made;
}

result<settings> settings::load(const std::filesystem::path& file, const environment& env) {
  if (file.empty()) return parse({}, {}, env);
  auto text = read_whole(file.string());
  if (text.has_error()) return text.error();
  return parse(*text, file.string(), env);
}

} // namespace switchboard
