#include "http/webchat/frames.hpp"

#include "http/webchat/sources.hpp"
#include "protocols/webchat/parse.hpp"
#include "protocols/webchat/rules.hpp"

#include <boost/json.hpp>

#define CAF_SUITE http_webchat_frames
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::webchat;
namespace json = boost::json;
using what = enum said::what;

namespace {

const visitor ann{"v-1", "Анна", "ru"};

errc code_of(std::string_view text) {
  const auto read = read_frame(text);
  return read ? errc::none : read.error().code;
}

std::string pointer_of(std::string_view text) {
  const auto read = read_frame(text);
  return read ? "" : read.error().pointer;
}

said frame(std::string_view text) { return read_frame(text).value(); }

timestamp noon() { return parse_rfc3339("2026-11-20T12:00:00Z").value(); }

protocols::client_event told(const said& from, const std::vector<sent_file>& files = {}) {
  return protocols::webchat::parse_event(event_of(from, ann, "key-1", noon(), files));
}

struct stage {
  sealer keys = sealer::from_hex(std::string(64, '1')).value();
  link_maker links{keys, system_clock(), std::chrono::days{30}};
};

storage::message_row row_of(storage::message_kind kind, std::int64_t id) {
  storage::message_row row;
  row.id = message_id{id};
  row.kind = kind;
  row.text = "text";
  row.external_id = "key-" + std::to_string(id);
  row.status = storage::message_status::sent;
  return row;
}

} // namespace

CAF_TEST(CHN-12: every frame of a page is read) {
  const auto hello = frame(R"({"type":"hello","token":"t","name":" Ann ","after":"7","start":"x_1",
                               "language":"ru"})");
  CAF_CHECK(hello.what == what::hello);
  CAF_CHECK_EQUAL(hello.token, "t");
  CAF_CHECK_EQUAL(hello.who.name, "Ann");
  CAF_CHECK_EQUAL(hello.after.value, 7);
  CAF_CHECK_EQUAL(hello.payload, "x_1");
  CAF_CHECK(frame(R"({"type":"hello"})").after == message_id{});
  const auto message =
      frame(R"({"type":"message","id":"m1","text":"hi","files":["1-a","2-b"],"reply_to":"9"})");
  CAF_CHECK_EQUAL(message.id, "m1");
  CAF_CHECK_EQUAL(message.text, "hi");
  CAF_CHECK_EQUAL(message.reply_to, "9");
  CAF_CHECK_EQUAL(message.files.size(), 2u);
  CAF_CHECK(frame(R"({"type":"edit","id":"m1","text":"ho"})").what == what::edit);
  CAF_CHECK(frame(R"({"type":"delete","id":"m1"})").what == what::remove);
  CAF_CHECK_EQUAL(frame(R"({"type":"read","up_to":"5"})").up_to, "5");
  CAF_CHECK(frame(R"({"type":"delivered","up_to":"5"})").what == what::delivered);
  CAF_CHECK(frame(R"({"type":"typing","more":[1]})").what == what::typing);
}

CAF_TEST(CHN-12: what is no frame is refused with the field at fault) {
  CAF_CHECK(code_of("") == errc::bad_json);
  CAF_CHECK(code_of("[]") == errc::bad_json);
  CAF_CHECK(code_of(std::string(100, '[')) == errc::bad_json);
  CAF_CHECK_EQUAL(pointer_of("{}"), "/type");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"open"})"), "/type");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":7})"), "/type");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","text":"x"})"), "/id");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","id":"a b","text":"x"})"), "/id");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","id":"a","text":" \n "})"), "/text");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","id":"a","text":1})"), "/text");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","id":"a","text":"x","files":"f"})"), "/files");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"message","id":"a","text":"x","files":["../f"]})"),
                  "/files");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"edit","id":"a"})"), "/text");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"delete"})"), "/id");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"read"})"), "/up_to");
  CAF_CHECK_EQUAL(pointer_of(R"({"type":"hello","after":"-1"})"), "/after");
  CAF_CHECK_EQUAL(pointer_of("{\"type\":\"hello\",\"name\":\"" + std::string(101, 'n') + "\"}"),
                  "/name");
}

CAF_TEST(CHN-12: a text of 4096 units is taken and a longer one is too long) {
  const auto with = [](std::size_t units, const std::string& letter) {
    std::string text;
    for (std::size_t i = 0; i < units; ++i) text += letter;
    return R"({"type":"message","id":"a","text":")" + text + "\"}";
  };
  for (const auto& letter : {std::string{"x"}, std::string{"ж"}, std::string{"漢"}}) {
    CAF_CHECK(code_of(with(protocols::webchat::text_limit, letter)) == errc::none);
    CAF_CHECK(code_of(with(protocols::webchat::text_limit + 1, letter)) == errc::message_too_long);
  }
}

CAF_TEST(CHN-12: ten files are taken without a text and eleven are not) {
  const auto with = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i ? ",\"1-a\"" : "\"1-a\"");
    return R"({"type":"message","id":"a","files":[)" + list + "]}";
  };
  CAF_CHECK(code_of(with(10)) == errc::none);
  CAF_CHECK_EQUAL(pointer_of(with(11)), "/files");
}

CAF_TEST(CHN-12: a message becomes the event the chat understands) {
  storage::file_row file;
  file.name = "a.jpg";
  file.mime = "image/jpeg";
  file.size = 5;
  file.width = 3;
  const auto event =
      told(frame(R"({"type":"message","id":"m1","text":"hi","reply_to":"9"})"), {{"77-abc", file}});
  CAF_CHECK_EQUAL(event.key, "key-1");
  CAF_CHECK_EQUAL(event.client, "v-1");
  CAF_CHECK_EQUAL(event.who.first_name, "Анна");
  CAF_CHECK_EQUAL(event.who.language, "ru");
  CAF_CHECK(event.sent_at == noon());
  const auto* message = std::get_if<protocols::client_message>(&event.what);
  CAF_REQUIRE(message);
  CAF_CHECK_EQUAL(message->text, "hi");
  CAF_CHECK_EQUAL(message->external_id, "m1");
  CAF_CHECK_EQUAL(message->reply_to, "9");
  CAF_REQUIRE_EQUAL(message->attachments.size(), 1u);
  CAF_CHECK_EQUAL(message->attachments[0].source, "77-abc");
  CAF_CHECK(message->attachments[0].kind == protocols::content::photo);
}

CAF_TEST(CHN-12: every other frame becomes its event) {
  using namespace protocols;
  CAF_CHECK(std::holds_alternative<message_edited>(
      told(frame(R"({"type":"edit","id":"m1","text":"ho"})")).what));
  CAF_CHECK(
      std::holds_alternative<message_deleted>(told(frame(R"({"type":"delete","id":"m1"})")).what));
  const auto read = told(frame(R"({"type":"read","up_to":"5"})"));
  CAF_REQUIRE(std::holds_alternative<receipt>(read.what));
  CAF_CHECK(std::get<receipt>(read.what).what == receipt::kind::read);
  CAF_CHECK_EQUAL(std::get<receipt>(read.what).up_to_id, 5);
  const auto here = told(frame(R"({"type":"delivered","up_to":"5"})"));
  CAF_CHECK(std::get<receipt>(here.what).what == receipt::kind::delivered);
  CAF_CHECK(std::holds_alternative<protocols::typing>(told(frame(R"({"type":"typing"})")).what));
  const auto open = told(frame(R"({"type":"hello","start":"shop"})"));
  CAF_CHECK(std::holds_alternative<arrived>(open.what));
  CAF_CHECK_EQUAL(open.start_payload, "shop");
}

CAF_TEST(CHN-12: the page gets what a visitor may see under the names it knows) {
  using kind = storage::message_kind;
  stage at;
  auto failed = row_of(kind::outgoing, 5);
  failed.status = storage::message_status::failed;
  auto gone = row_of(kind::outgoing, 6);
  gone.deleted_at = noon();
  auto pictured = row_of(kind::automatic, 7);
  storage::attachment_row file;
  file.kind = protocols::content::photo;
  file.file.emplace();
  file.file->blob = std::string(64, 'a');
  file.file->mime = "image/png";
  file.file->name = "a.png";
  pictured.attachments.push_back(file);
  const auto frames =
      history({row_of(kind::incoming, 1), row_of(kind::outgoing, 2), row_of(kind::note, 3),
               row_of(kind::system, 4), failed, gone, pictured},
              at.links);
  CAF_REQUIRE_EQUAL(frames.size(), 4u);
  CAF_CHECK_EQUAL(frames[0].at("id").as_string(), "key-1");
  CAF_CHECK_EQUAL(frames[0].at("message").as_string(), "1");
  CAF_CHECK_EQUAL(frames[0].at("by").as_string(), "visitor");
  CAF_CHECK_EQUAL(frames[1].at("id").as_string(), "2");
  CAF_CHECK_EQUAL(frames[1].at("by").as_string(), "person");
  CAF_CHECK(frames[2].at("deleted").as_bool());
  CAF_CHECK(frames[2].at("text").as_string().empty());
  const auto& link = frames[3].at("files").at(0).at("link").as_string();
  CAF_CHECK(at.links.read({link.data(), link.size()}));
}

CAF_TEST(CHN-12: an upload is named so that only its visitor can use it) {
  const auto source = make_source("key", "account", "v1", file_id{77});
  CAF_CHECK(protocols::webchat::is_name(source));
  CAF_CHECK(read_source("key", "account", "v1", source) == file_id{77});
  CAF_CHECK(file_of_source(source) == file_id{77});
  CAF_CHECK(!read_source("key", "account", "v2", source));
  CAF_CHECK(!read_source("key", "other", "v1", source));
  CAF_CHECK(!read_source("other", "account", "v1", source));
  CAF_CHECK(!read_source("key", "account", "v1", "78" + source.substr(2)));
  for (const auto* wrong : {"", "-", "77", "77-", "a-b", "0-"})
    CAF_CHECK(!read_source("key", "account", "v1", wrong));
}

CAF_TEST(CHN-12: a refusal says what and of which message) {
  auto slow = fail(errc::rate_limited);
  slow.retry_after_s = 3;
  const auto said = json::parse(problem_frame("m1", slow)).as_object();
  CAF_CHECK_EQUAL(said.at("type").as_string(), "error");
  CAF_CHECK_EQUAL(said.at("id").as_string(), "m1");
  CAF_CHECK_EQUAL(said.at("code").as_string(), "rate.limited");
  CAF_CHECK_EQUAL(said.at("retry_after").as_int64(), 3);
  CAF_CHECK(problem_frame("", fail(errc::internal, "secret")).find("secret") == std::string::npos);
}
