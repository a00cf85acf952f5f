#include "http/webchat/frames.hpp"

#include "http/core/text.hpp"
#include "protocols/text.hpp"
#include "protocols/webchat/render.hpp"
#include "protocols/webchat/rules.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace switchboard::http::webchat {

namespace json = boost::json;
namespace rules = protocols::webchat;

namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_language = 16;
constexpr std::size_t longest_token = 300;
constexpr std::size_t longest_source = 64;

struct word {
  std::string_view type;
  enum said::what what;
};
constexpr std::array words{
    word{"hello", said::what::hello},   word{"message", said::what::message},
    word{"edit", said::what::edit},     word{"delete", said::what::remove},
    word{"read", said::what::read},     word{"delivered", said::what::delivered},
    word{"typing", said::what::typing},
};

/// The fields of one frame; the first that is wrong is remembered.
class fields {
public:
  explicit fields(const json::object& of) : of_(of) {}

  std::string text(std::string_view name, std::size_t longest, bool needed = false) {
    const auto* found = of_.if_contains(name);
    if (!found || found->is_null()) {
      if (needed) wrong(name, "is missing");
      return {};
    }
    const auto* text = found->if_string();
    if (!text || text->size() > longest || !valid_utf8({text->data(), text->size()})) {
      wrong(name, "must be a text of at most " + std::to_string(longest) + " bytes");
      return {};
    }
    if (needed && text->empty()) wrong(name, "is missing");
    return protocols::storable({text->data(), text->size()});
  }

  /// A name that we or the page made: it may stand in addresses and keys.
  std::string key(std::string_view name, bool needed) {
    auto out = text(name, rules::name_limit, needed);
    if (!out.empty() && !rules::is_name(out)) wrong(name, "may have only letters, digits, - and _");
    return out;
  }

  std::vector<std::string> keys(std::string_view name, std::size_t most) {
    std::vector<std::string> out;
    const auto* found = of_.if_contains(name);
    if (!found || found->is_null()) return out;
    const auto* list = found->if_array();
    if (!list || list->size() > most) {
      wrong(name, "must be a list of at most " + std::to_string(most));
      return out;
    }
    for (const auto& one : *list) {
      const auto* text = one.if_string();
      if (text && text->size() <= longest_source && rules::is_name({text->data(), text->size()}))
        out.emplace_back(text->data(), text->size());
      else
        wrong(name, "must hold what the upload answered");
    }
    return out;
  }

  void wrong(std::string_view name, std::string why) {
    if (!error_) error_ = fail(errc::bad_request, std::move(why), "/" + std::string{name});
  }
  void refuse(error why) {
    if (!error_) error_ = std::move(why);
  }
  const std::optional<error>& problem() const { return error_; }

private:
  const json::object& of_;
  std::optional<error> error_;
};

void read_words(fields& from, said& out, bool needed) {
  constexpr std::size_t bytes_per_unit = 3;
  constexpr auto most = rules::text_limit * bytes_per_unit;
  // Longer than any text that fits is too long too, not broken.
  out.text = from.text("text", std::size_t{64} * 1024);
  if (out.text.size() > most || protocols::utf16_length(out.text) > rules::text_limit)
    from.refuse(fail(errc::message_too_long, {}, "/text"));
  if (needed && trimmed(out.text).empty()) from.wrong("text", "must not be blank");
}

void read_hello(fields& from, said& out) {
  out.token = from.text("token", longest_token);
  out.payload = from.key("start", false);
  out.who.name = trimmed(from.text("name", longest_name));
  out.who.language = from.text("language", longest_language);
  const auto after = from.text("after", rules::name_limit);
  if (after.empty()) return;
  if (const auto id = parse_id<message_id>(after))
    out.after = *id;
  else
    from.wrong("after", "must be an id");
}

void read_fields(fields& from, said& out) {
  using what = enum said::what;
  switch (out.what) {
    case what::hello: return read_hello(from, out);
    case what::message:
      out.id = from.key("id", true);
      out.reply_to = from.key("reply_to", false);
      out.files = from.keys("files", rules::files_at_once);
      return read_words(from, out, out.files.empty());
    case what::edit: out.id = from.key("id", true); return read_words(from, out, true);
    case what::remove: out.id = from.key("id", true); return;
    case what::delivered:
    case what::read: out.up_to = from.key("up_to", true); return;
    case what::typing: return;
  }
}

std::string_view kind_of(const said& frame) {
  if (frame.what == said::what::hello) return "open";
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const word& one) { return one.what == frame.what; });
  return found->type;
}

json::array files_of(const std::vector<sent_file>& files) {
  json::array out;
  for (const auto& one : files)
    out.push_back({{"source", one.source},
                   {"name", one.row.name},
                   {"mime", one.row.mime},
                   {"size", one.row.size},
                   {"width", one.row.width},
                   {"height", one.row.height},
                   {"duration_s", one.row.duration_s}});
  return out;
}

json::array files_of(const storage::message_row& row, const link_maker& links) {
  json::array out;
  for (const auto& one : row.attachments) {
    const auto* file = one.file ? &*one.file : nullptr;
    const bool pictured = file && !file->thumbnail.empty();
    out.push_back(
        {{"kind", rules::name_of(one.kind)},
         {"name", file ? file->name : one.name},
         {"mime", file ? file->mime : one.mime},
         {"size", file ? file->size : one.size},
         {"width", file ? file->width : one.width},
         {"height", file ? file->height : one.height},
         {"duration_s", file ? file->duration_s : one.duration_s},
         {"link", file ? links.make(file->blob, file->mime, file->name) : std::string{}},
         {"thumbnail_link",
          pictured ? links.make(file->thumbnail, "image/jpeg", "preview.jpg") : std::string{}}});
  }
  return out;
}

/// How the page names a message: its own ones by its key, ours by their id.
std::string name_for_page(const storage::message_row& row) {
  return row.kind == storage::message_kind::incoming ? row.external_id : to_string(row.id);
}

std::string_view author_of(storage::message_kind kind) {
  using storage::message_kind;
  switch (kind) {
    case message_kind::incoming: return "visitor";
    case message_kind::outgoing: return "person";
    case message_kind::automatic: return "automation";
    case message_kind::broadcast: return "broadcast";
    default: return {};
  }
}

} // namespace

result<said> read_frame(std::string_view text) {
  json::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  const auto* frame = failed ? nullptr : value.if_object();
  if (!frame) return fail(errc::bad_json);
  fields from{*frame};
  const auto type = from.text("type", longest_language, true);
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const word& one) { return one.type == type; });
  if (found == words.end()) return fail(errc::bad_request, "is not known", "/type");
  said out;
  out.what = found->what;
  read_fields(from, out);
  if (from.problem()) return *from.problem();
  return out;
}

std::string event_of(const said& frame, const visitor& by, const std::string& key, timestamp now,
                     const std::vector<sent_file>& files) {
  json::object out;
  out["event_id"] = key;
  out["kind"] = kind_of(frame);
  out["sent_at"] = to_rfc3339(now);
  json::object who;
  who["id"] = by.id;
  if (!by.name.empty()) who["name"] = by.name;
  if (!by.language.empty()) who["language"] = by.language;
  out["visitor"] = std::move(who);
  if (!frame.id.empty()) {
    json::object message;
    message["id"] = frame.id;
    message["text"] = frame.text;
    if (!frame.reply_to.empty()) message["reply_to"] = frame.reply_to;
    if (!files.empty()) message["files"] = files_of(files);
    out["message"] = std::move(message);
  }
  if (!frame.up_to.empty()) out["up_to"] = frame.up_to;
  if (!frame.payload.empty()) out["payload"] = frame.payload;
  return json::serialize(out);
}

json::object message_frame(const storage::message_row& row, const link_maker& links) {
  const auto by = author_of(row.kind);
  json::object out;
  if (by.empty() || row.status == storage::message_status::failed) return out;
  out["type"] = "message";
  out["id"] = name_for_page(row);
  out["message"] = to_string(row.id);
  out["by"] = by;
  out["at"] = to_rfc3339(row.created_at);
  out["deleted"] = row.deleted_at.has_value();
  out["edited"] = row.edited_at.has_value();
  out["text"] = row.deleted_at ? std::string{} : row.text;
  out["files"] = row.deleted_at ? json::array{} : files_of(row, links);
  out["quote"] = row.quote;
  return out;
}

json::array history(const std::vector<storage::message_row>& rows, const link_maker& links) {
  json::array out;
  for (const auto& row : rows)
    if (auto frame = message_frame(row, links); !frame.empty()) out.push_back(std::move(frame));
  return out;
}

json::object change_frame(const said& frame) {
  json::object out;
  out["type"] = kind_of(frame);
  out["id"] = frame.id;
  if (frame.what == said::what::edit) out["text"] = frame.text;
  return out;
}

std::string problem_frame(const std::string& id, const error& what) {
  json::object out;
  out["type"] = "error";
  if (!id.empty()) out["id"] = id;
  out["code"] = row_of(what.code).code;
  out["text"] =
      what.code == errc::internal ? std::string{row_of(what.code).sentence} : sentence_of(what);
  if (!what.pointer.empty()) out["pointer"] = what.pointer;
  if (what.retry_after_s > 0) out["retry_after"] = what.retry_after_s;
  return json::serialize(out);
}

} // namespace switchboard::http::webchat
