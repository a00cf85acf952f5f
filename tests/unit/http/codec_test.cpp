#include "http/api/codec.hpp"

#include "http/api/openapi.hpp"
#include "http/files/links.hpp"

#include <boost/json.hpp>

#include <set>

#define CAF_SUITE http_codec
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
namespace json = boost::json;

namespace {

const timestamp when = *parse_rfc3339("2026-11-20T09:53:35.123Z");

actors::project_view project() {
  actors::project_view out;
  out.project = {project_id{5}, account_id{1}, "Shop", "Europe/Moscow", when};
  out.members[person_id{11}] = {person_id{11}, "Ann", "ann@b.co", storage::role::owner};
  storage::channel_row channel;
  channel.project = project_id{5};
  channel.id = channel_id{21};
  channel.external_id = "777";
  channel.name = "Shop bot";
  channel.username = "shop_bot";
  channel.hook_key = "key";
  channel.token = "777:secret";
  channel.created_at = when;
  out.channels[channel.id] = channel;
  return out;
}

actors::chat_view chat() {
  actors::chat_view out;
  out.client.id = chat_id{31};
  out.client.channel = channel_id{21};
  out.client.external_id = "999";
  out.client.who = {"Bob", "Stone", "bob", "ru"};
  out.chat.id = chat_id{31};
  out.chat.channel = channel_id{21};
  out.chat.state = storage::chat_state::active;
  out.chat.responsible = person_id{11};
  out.chat.dialog = dialog_id{41};
  out.chat.dialogs = 2;
  out.chat.version = 9;
  out.chat.created_at = when;
  out.participants = {{person_id{11}, storage::participant_role::responsible},
                      {person_id{12}, storage::participant_role::added}};
  return out;
}

storage::message_row message() {
  storage::message_row out;
  out.id = message_id{51};
  out.chat = chat_id{31};
  out.dialog = dialog_id{41};
  out.kind = storage::message_kind::outgoing;
  out.status = storage::message_status::failed;
  out.author = person_id{11};
  out.text = "a \"quoted\"\nline </script> \xe2\x80\xae 😀";
  out.error_code = "chat_not_found";
  out.error_text = "Bad Request: chat not found";
  out.created_at = when;
  return out;
}

/// What the words need besides the rows, for a server nobody reaches from outside.
const codec& with() {
  static const auto keys = sealer::from_hex(std::string(64, '1')).value();
  static const link_maker links{keys, system_clock(), std::chrono::days{30}};
  static const codec made{"", links, system_clock()};
  return made;
}

storage::file_row file() {
  storage::file_row out;
  out.id = file_id{61};
  out.kind = protocols::content::photo;
  out.blob = std::string(64, 'a');
  out.thumbnail = std::string(64, 'b');
  out.mime = "image/jpeg";
  out.name = "cat.jpg";
  out.size = 7;
  return out;
}

/// Field names of an object that the schema does not have, and the other way round.
std::string difference(const json::object& made, std::string_view schema) {
  const auto all = json::parse(schemas_text()).as_object();
  const auto& properties = all.at(schema).at("properties").as_object();
  const auto& required = all.at(schema).at("required").as_array();
  std::string out;
  for (const auto& member : made)
    if (!properties.contains(member.key())) out += "+" + std::string{member.key()} + " ";
  for (const auto& name : required)
    if (!made.contains(name.as_string())) out += "-" + std::string{name.as_string().c_str()} + " ";
  if (required.size() != properties.size()) out += "optional fields";
  return out;
}

} // namespace

CAF_TEST(what is written has exactly the fields of its schema) {
  const auto in = project();
  storage::person_row person;
  CAF_CHECK_EQUAL(difference(to_json(person), "person"), "");
  CAF_CHECK_EQUAL(difference(to_json(in.project, storage::role::admin), "project"), "");
  CAF_CHECK_EQUAL(difference(to_json(in.members.at(person_id{11})), "member"), "");
  const auto channel = to_json(in.channels.at(channel_id{21}), "https://a.example");
  CAF_CHECK_EQUAL(difference(channel, "channel"), "");
  CAF_CHECK_EQUAL(difference(channel.at("health").as_object(), "channel_health"), "");
  auto view = chat();
  view.chat.last = {message_id{51},
                    storage::message_kind::incoming,
                    protocols::content::photo,
                    storage::message_status::none,
                    "hi",
                    when};
  const auto made = to_json(view, in, with());
  CAF_CHECK_EQUAL(difference(made, "chat"), "");
  CAF_CHECK_EQUAL(difference(made.at("client").as_object(), "client"), "");
  CAF_CHECK_EQUAL(difference(made.at("channel").as_object(), "chat_channel"), "");
  CAF_CHECK_EQUAL(difference(made.at("last_message").as_object(), "last_message"), "");
  CAF_CHECK_EQUAL(difference(made.at("participants").at(0).as_object(), "participant"), "");
  const auto words = to_json(message(), in, with());
  CAF_CHECK_EQUAL(difference(words, "message"), "");
  CAF_CHECK_EQUAL(difference(words.at("error").as_object(), "message_error"), "");
  CAF_CHECK_EQUAL(difference(to_json(file(), with()), "file"), "");
  auto pictured = message();
  pictured.attachments.emplace_back();
  const auto files = to_json(pictured, in, with()).at("attachments");
  CAF_CHECK_EQUAL(difference(files.at(0).as_object(), "attachment"), "");
  CAF_CHECK_EQUAL(difference(made.at("may_send").as_object(), "may_send"), "");
  CAF_CHECK_EQUAL(difference(counters_json(1, 2, 3, 4), "counters"), "");
}

CAF_TEST(CHT-3: texts arrive as they were written) {
  const auto text = message().text;
  const auto back = json::parse(json::serialize(to_json(message(), project(), with())));
  CAF_CHECK(back.at("text").as_string() == text);
  CAF_CHECK(back.at("id").as_string() == "51");
  CAF_CHECK(back.at("created_at").as_string() == "2026-11-20T09:53:35.123Z");
}

CAF_TEST(CHT-6: what is here is told by our file and what is not by what the platform said) {
  auto row = message();
  storage::attachment_row one;
  one.name = "told.jpg";
  one.state = storage::attachment_state::waiting;
  row.attachments = {one};
  auto told = to_json(row, project(), with()).at("attachments").at(0).as_object();
  CAF_CHECK(told.at("name").as_string() == "told.jpg");
  CAF_CHECK(told.at("url").is_null());
  row.attachments[0].state = storage::attachment_state::ready;
  row.attachments[0].file = file();
  told = to_json(row, project(), with()).at("attachments").at(0).as_object();
  CAF_CHECK(told.at("name").as_string() == "cat.jpg");
  const auto link = [&](const char* name) {
    const auto& url = told.at(name).as_string();
    return with().links.read({url.data(), url.size()}).value().blob;
  };
  CAF_CHECK_EQUAL(link("url"), file().blob);
  CAF_CHECK_EQUAL(link("thumbnail_url"), file().thumbnail);
}

CAF_TEST(people who are no longer there have no name) {
  const auto made = to_json(chat(), project(), with());
  CAF_CHECK(made.at("participants").at(0).at("name").as_string() == "Ann");
  CAF_CHECK(made.at("participants").at(1).at("name").as_string() == "");
  CAF_CHECK(made.at("responsible").at("id").as_string() == "11");
}

CAF_TEST(CHT-1: only an active chat has participants) {
  auto view = chat();
  view.chat.state = storage::chat_state::fresh;
  const auto made = to_json(view, project(), with());
  CAF_CHECK(made.at("participants").as_array().empty());
  CAF_CHECK(made.at("responsible").at("name").as_string() == "Ann");
  CAF_CHECK(made.at("state").as_string() == "new");
}

CAF_TEST(a client always has something to be called by) {
  auto view = chat();
  const auto name = [&] {
    return std::string{
        to_json(view, project(), with()).at("client").at("name").as_string().c_str()};
  };
  CAF_CHECK_EQUAL(name(), "Bob Stone");
  view.client.who.first_name.clear();
  CAF_CHECK_EQUAL(name(), "Stone");
  view.client.who.last_name.clear();
  CAF_CHECK_EQUAL(name(), "bob");
  view.client.who.username.clear();
  CAF_CHECK_EQUAL(name(), "999");
}

CAF_TEST(CHN-11: a token never leaves the server and the webhook is told while it is one) {
  auto row = project().channels.at(channel_id{21});
  row.mode = storage::channel_mode::webhook;
  const auto made = to_json(row, "https://a.example");
  CAF_CHECK(json::serialize(made).find("secret") == std::string::npos);
  CAF_CHECK(made.at("webhook_url").as_string() == "https://a.example/hooks/telegram/key");
  CAF_CHECK(made.at("link").as_string() == "https://t.me/shop_bot");
  row.mode = storage::channel_mode::polling;
  CAF_CHECK(to_json(row, "https://a.example").at("webhook_url").is_null());
}

CAF_TEST(an event says what happened and where in the order) {
  const auto in = project();
  const auto read = [&](actors::event what) {
    return json::parse(event_frame(what, in, "epoch", 12, with())).as_object();
  };
  const auto added = read(actors::message_added{message()});
  CAF_CHECK(added.at("event").as_string() == "message.added");
  CAF_CHECK(added.at("project").as_string() == "5");
  CAF_CHECK(added.at("epoch").as_string() == "epoch");
  CAF_CHECK_EQUAL(added.at("seq").as_int64(), 12);
  CAF_CHECK(added.at("data").at("id").as_string() == "51");
  const auto counted = read(actors::counters_changed{1, 5, 3, {{person_id{11}, 2}}});
  CAF_CHECK_EQUAL(counted.at("data").at("mine").at("11").as_int64(), 2);
  CAF_CHECK_EQUAL(counted.at("data").at("active").as_int64(), 5);
  CAF_CHECK(read(actors::resync{}).at("event").as_string() == "resync");
  CAF_CHECK(read(actors::resync{}).at("data").as_object().empty());
}

CAF_TEST(a cursor leads back to its place and garbage leads nowhere) {
  for (const std::int64_t place : {std::int64_t{1}, std::int64_t{255}, std::int64_t{1} << 40,
                                   std::numeric_limits<std::int64_t>::max()})
    CAF_CHECK_EQUAL(read_cursor(make_cursor(place)).value_or(0), place);
  for (const auto* bad : {"", "x", "AAAAAAAAAAA", "AAAAAAAAAAB", "AAAAAAAAAAE=", "!!!!!!!!!!!",
                          "__________8", "AAAAAAAAAAEAAAA"})
    CAF_CHECK(!read_cursor(bad));
}
