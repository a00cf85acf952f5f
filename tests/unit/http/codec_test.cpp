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

storage::member_row member(std::int64_t id, std::string name, storage::role role) {
  storage::member_row out;
  out.id = person_id{id};
  out.name = std::move(name);
  out.role = role;
  return out;
}

storage::department_row department() {
  storage::department_row out;
  out.id = department_id{71};
  out.name = "Sales";
  out.members = {person_id{11}};
  out.sources = {{storage::source_kind::channel, "21"}, {storage::source_kind::link, "spring"}};
  out.created_at = when;
  return out;
}

actors::project_view project() {
  actors::project_view out;
  out.project.id = project_id{5};
  out.project.name = "Shop";
  out.project.time_zone = "Europe/Moscow";
  out.project.created_at = when;
  out.members[person_id{11}] = member(11, "Ann", storage::role::owner);
  out.former[person_id{13}] = "Carl";
  out.departments[department_id{71}] = department();
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

/// Passed to somebody who has not answered yet.
actors::chat_view passed() {
  auto out = chat();
  out.chat.department = department_id{71};
  out.chat.offered_to = person_id{13};
  out.chat.offered_at = when;
  out.participants.push_back({person_id{13}, storage::participant_role::offered});
  return out;
}

storage::card_row card() {
  storage::card_row out;
  out.client = chat_id{31};
  out.status = storage::client_status::regular;
  out.email = "bob@stone.co";
  out.phone = "+7 999 123-45-67";
  out.sex = storage::client_sex::male;
  out.city = "Riga";
  out.address = "Brivibas 1";
  out.notes = "likes tea";
  out.tags = {"vip", "tea"};
  out.variables = R"({"7":"blue","8":true})";
  out.version = 3;
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

storage::message_row system_line(storage::action what, std::int64_t subject) {
  auto out = message();
  out.kind = storage::message_kind::system;
  out.action = what;
  out.subject = subject;
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
  const auto all = make_schemas();
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
  const auto& ann = in.members.at(person_id{11});
  CAF_CHECK_EQUAL(difference(to_json(in.project, ann, with()), "project"), "");
  CAF_CHECK_EQUAL(difference(to_json(ann, with()), "member"), "");
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
  const auto made = to_json(view, in, with(), contacts::told);
  CAF_CHECK_EQUAL(difference(made, "chat"), "");
  CAF_CHECK_EQUAL(difference(made.at("client").as_object(), "chat_client"), "");
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
  CAF_CHECK_EQUAL(difference(counters_json({1, 2, 3, 4}), "counters"), "");
}

CAF_TEST(what is written of teams and clients has exactly the fields of its schema) {
  const auto in = project();
  const auto sales = to_json(department());
  CAF_CHECK_EQUAL(difference(sales, "department"), "");
  CAF_CHECK_EQUAL(difference(sales.at("sources").at(0).as_object(), "department_source"), "");
  CAF_CHECK_EQUAL(difference(presence_json(person_id{11}, {}), "presence"), "");
  CAF_CHECK_EQUAL(difference(permissions_json(storage::role::manager, 0), "permissions"), "");
  const auto offered = to_json(passed(), in, with(), contacts::told);
  CAF_CHECK_EQUAL(difference(offered.at("pending_transfer").as_object(), "pending_transfer"), "");
  const auto line = to_json(system_line(storage::action::passed, 12), in, with()).at("action");
  CAF_CHECK_EQUAL(difference(line.as_object(), "message_action"), "");
  CAF_CHECK_EQUAL(difference(line.at("subject").as_object(), "action_subject"), "");
  CAF_CHECK_EQUAL(difference(to_json(chat().client, card(), in, with(), contacts::told), "client"),
                  "");
  CAF_CHECK_EQUAL(
      difference(to_json(storage::card_change_row{}, in, contacts::told), "client_change"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::dialog_row{}, in), "dialog"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::client_source_row{}), "client_source"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::variable_row{}), "variable"), "");
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

CAF_TEST(people who left keep their names in the history and nobody else has one) {
  const auto made = to_json(chat(), project(), with(), contacts::told);
  CAF_CHECK(made.at("participants").at(0).at("name").as_string() == "Ann");
  CAF_CHECK(made.at("participants").at(1).at("name").as_string() == "");
  const auto line = to_json(system_line(storage::action::released, 13), project(), with());
  CAF_CHECK(line.at("action").at("subject").at("name").as_string() == "Carl");
  CAF_CHECK(made.at("responsible").at("id").as_string() == "11");
}

CAF_TEST(CHT-1: only an active chat has participants) {
  auto view = chat();
  view.chat.state = storage::chat_state::fresh;
  const auto made = to_json(view, project(), with(), contacts::told);
  CAF_CHECK(made.at("participants").as_array().empty());
  CAF_CHECK(made.at("responsible").at("name").as_string() == "Ann");
  CAF_CHECK(made.at("state").as_string() == "new");
}

CAF_TEST(a client always has something to be called by) {
  auto view = chat();
  const auto name = [&] {
    return std::string{to_json(view, project(), with(), contacts::told)
                           .at("client")
                           .at("name")
                           .as_string()
                           .c_str()};
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

CAF_TEST(INB-6: who was offered a chat is no participant until they accept) {
  const auto made = to_json(passed(), project(), with(), contacts::told);
  CAF_CHECK_EQUAL(made.at("participants").as_array().size(), 2u);
  CAF_CHECK(made.at("pending_transfer").at("to").at("name").as_string() == "Carl");
  CAF_CHECK(made.at("pending_transfer").at("from").at("name").as_string() == "Ann");
  CAF_CHECK(made.at("pending_transfer").at("since").as_string() == "2026-11-20T09:53:35.123Z");
  CAF_CHECK(made.at("department").at("name").as_string() == "Sales");
  const auto plain = to_json(chat(), project(), with(), contacts::told);
  CAF_CHECK(plain.at("pending_transfer").is_null());
  CAF_CHECK(plain.at("department").is_null());
}

CAF_TEST(CHT-4: a line of the system says whom or which department it is about) {
  const auto about = [](storage::action what, std::int64_t subject) {
    return to_json(system_line(what, subject), project(), with()).at("action");
  };
  const auto forwarded = about(storage::action::forwarded, 71);
  CAF_CHECK(forwarded.at("type").as_string() == "forwarded");
  CAF_CHECK(forwarded.at("subject").at("kind").as_string() == "department");
  CAF_CHECK(forwarded.at("subject").at("name").as_string() == "Sales");
  const auto added = about(storage::action::added, 11);
  CAF_CHECK(added.at("subject").at("kind").as_string() == "member");
  CAF_CHECK(added.at("subject").at("name").as_string() == "Ann");
  CAF_CHECK(about(storage::action::took, 0).at("subject").is_null());
  CAF_CHECK(about(storage::action::undepartmented, 0).at("type").as_string() == "undepartmented");
}

CAF_TEST(TEAM-3: how a client can be reached is kept from who may not see it) {
  auto view = chat();
  view.client.who.first_name.clear();
  view.client.who.last_name.clear();
  const auto hidden =
      json::serialize(to_json(view, project(), with(), contacts::kept)) +
      json::serialize(to_json(view.client, card(), project(), with(), contacts::kept));
  for (const auto* contact : {"\"bob\"", "999", "bob@stone.co", "Brivibas", "t.me/bob"})
    CAF_CHECK_EQUAL(hidden.find(contact), std::string::npos);
  CAF_CHECK(hidden.find("Riga") != std::string::npos);
  const auto told = to_json(view.client, card(), project(), with(), contacts::told);
  CAF_CHECK(told.at("email").as_string() == "bob@stone.co");
  CAF_CHECK(told.at("username").as_string() == "bob");
  CAF_CHECK(told.at("contacts").as_bool());
  const auto kept = to_json(view.client, card(), project(), with(), contacts::kept);
  CAF_CHECK(kept.at("email").as_string().empty());
  CAF_CHECK(kept.at("username").is_null());
  CAF_CHECK(!kept.at("contacts").as_bool());
}

CAF_TEST(CRD-8: the history of a card is in words and keeps contacts from who may not see them) {
  const auto read = [](std::string field, std::string after, contacts how) {
    storage::card_change_row row;
    row.field = std::move(field);
    row.after = std::move(after);
    return std::string{to_json(row, project(), how).at("after").as_string().c_str()};
  };
  CAF_CHECK_EQUAL(read("status", "5", contacts::told), "regular");
  CAF_CHECK_EQUAL(read("sex", "1", contacts::told), "female");
  CAF_CHECK_EQUAL(read("variable:7", "\"blue\"", contacts::told), "blue");
  CAF_CHECK_EQUAL(read("variable:7", "1.5", contacts::told), "1.5");
  for (const auto* field : {"email", "phone", "address"}) {
    CAF_CHECK_EQUAL(read(field, "secret", contacts::kept), "");
    CAF_CHECK_EQUAL(read(field, "secret", contacts::told), "secret");
  }
  CAF_CHECK_EQUAL(read("notes", "likes tea", contacts::kept), "likes tea");
}

CAF_TEST(TEAM-3: a manager is allowed what is not forbidden and owners and administrators all) {
  const auto forbidden = 1U << static_cast<unsigned>(storage::permission::take);
  const auto manager = permissions_json(storage::role::manager, forbidden);
  const auto chief = permissions_json(storage::role::admin, forbidden);
  for (const auto& one : manager) CAF_CHECK_EQUAL(one.value().as_bool(), one.key() != "take");
  for (const auto& one : chief) CAF_CHECK(one.value().as_bool());
}

CAF_TEST(an event says what happened and where in the order) {
  const auto in = project();
  const auto read = [&](const actors::event& what, const actors::telling& how = {}) {
    return json::parse(event_frame(what, how, in, "epoch", 12, with())).as_object();
  };
  const auto added = read(actors::message_added{message(), {}});
  CAF_CHECK(added.at("event").as_string() == "message.added");
  CAF_CHECK(added.at("project").as_string() == "5");
  CAF_CHECK(added.at("epoch").as_string() == "epoch");
  CAF_CHECK_EQUAL(added.at("seq").as_int64(), 12);
  CAF_CHECK(added.at("data").at("id").as_string() == "51");
  CAF_CHECK(read(actors::resync{}).at("event").as_string() == "resync");
  CAF_CHECK(read(actors::resync{}).at("data").as_object().empty());
  CAF_CHECK(read(actors::department_removed{department_id{71}}).at("data").at("id") == "71");
  CAF_CHECK(read(actors::presence_changed{person_id{11}, actors::presence::away, 4})
                .at("data")
                .at("presence") == "away");
}

CAF_TEST(INB-1: everybody is told the numbers of their own tabs) {
  const actors::telling mine{.numbers = {1, 2, 3, 4}};
  const auto frame =
      json::parse(event_frame(actors::counters_changed{}, mine, project(), "epoch", 12, with()));
  CAF_CHECK(frame.at("data") == json::value(counters_json({1, 2, 3, 4})));
}

CAF_TEST(INB-11: who no longer sees a chat is told nothing of it but that) {
  const actors::telling gone{.as = actors::telling::form::gone};
  const auto frame = json::parse(event_frame(actors::chat_changed{chat(), std::nullopt}, gone,
                                             project(), "epoch", 12, with()));
  CAF_CHECK(frame.at("event").as_string() == "chat.gone");
  CAF_CHECK(frame.at("data") == json::value(json::object{{"chat", "31"}}));
}

CAF_TEST(TEAM-3: events keep contacts too) {
  const actors::telling kept{.as = actors::telling::form::no_contacts};
  for (const actors::event& what :
       {actors::event{actors::chat_changed{chat(), std::nullopt}},
        actors::event{actors::card_changed{card(), {}, chat().client}}}) {
    CAF_CHECK(event_frame(what, {}, project(), "e", 1, with()).find("\"bob\"") !=
              std::string::npos);
    CAF_CHECK(event_frame(what, kept, project(), "e", 1, with()).find("\"bob\"") ==
              std::string::npos);
  }
}

CAF_TEST(a cursor leads back to its place and garbage leads nowhere) {
  for (const std::int64_t place : {std::int64_t{1}, std::int64_t{255}, std::int64_t{1} << 40,
                                   std::numeric_limits<std::int64_t>::max()})
    CAF_CHECK_EQUAL(read_cursor(make_cursor(place)).value_or(0), place);
  for (const auto* bad : {"", "x", "AAAAAAAAAAA", "AAAAAAAAAAB", "AAAAAAAAAAE=", "!!!!!!!!!!!",
                          "__________8", "AAAAAAAAAAEAAAA"})
    CAF_CHECK(!read_cursor(bad));
}
