#include "tests/unit/actors/rules_stage.hpp"

#define CAF_SUITE chat_rules
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;
using namespace switchboard::test;
using namespace std::chrono_literals;
using storage::chat_state;

CAF_TEST(INB-2: a first message opens a new chat with a client card and a fifteen minute timer) {
  auto made = hear({}, wrote("hello"));
  CAF_CHECK(made.next.exists);
  CAF_CHECK(made.next.chat.state == chat_state::fresh);
  CAF_CHECK_EQUAL(made.next.chat.unread, 1);
  CAF_CHECK_EQUAL(made.next.chat.dialogs, 1);
  CAF_CHECK(made.next.chat.waiting_since == at().now);
  CAF_CHECK_EQUAL(moved(made, storage::counted::fresh), 1);
  auto* client = find<storage::put_client>(made);
  CAF_CHECK(client && client->row.who.first_name == "Ira" && client->row.external_id == "42");
  auto* timer = find<storage::put_timer>(made);
  CAF_CHECK(timer && timer->row.due_at == at().now + 15min);
  CAF_CHECK(timer && timer->row.generation == made.next.chat.turn);
  auto* claim = find<storage::claim_event>(made);
  CAF_CHECK(claim && claim->key == "khello" && !claim->bytes);
  CAF_CHECK(tells<message_added>(made) && tells<chat_changed>(made));
}

CAF_TEST(INB-2: a second message of a new chat joins its dialog) {
  auto model = fresh();
  auto made = hear(model, wrote("are you there"), 30s);
  CAF_CHECK(made.next.chat.dialog == model.chat.dialog);
  CAF_CHECK_EQUAL(made.next.chat.unread, 2);
  CAF_CHECK(made.next.chat.waiting_since == model.chat.waiting_since);
  CAF_CHECK(made.counters.empty());
  CAF_CHECK(!find<storage::put_timer>(made) && !find<storage::put_client>(made));
  CAF_CHECK_EQUAL(made.next.chat.last.text, "are you there");
}

CAF_TEST(INB-2: a message after Done is a repeat appeal that remembers who was responsible) {
  auto made = hear(closed(), wrote("one more thing"));
  CAF_CHECK(made.next.chat.state == chat_state::fresh);
  CAF_CHECK_EQUAL(made.next.chat.dialogs, 2);
  auto* line = find<storage::add_message>(made);
  CAF_CHECK(line && line->row.action == storage::action::opened);
  CAF_CHECK(made.next.chat.responsible == anna);
  CAF_CHECK_EQUAL(moved(made, storage::counted::done), -1);
  CAF_CHECK_EQUAL(moved(made, storage::counted::fresh), 1);
  CAF_CHECK(find<storage::put_timer>(made) != nullptr);
}

CAF_TEST(INB-5: who takes a new chat is responsible and the next is told who) {
  auto won = on_take(fresh(), anna, at());
  CAF_CHECK(won && won->next.chat.state == chat_state::active);
  CAF_CHECK(won && won->next.chat.responsible == anna);
  CAF_CHECK(won && find<storage::drop_timer>(*won));
  CAF_CHECK_EQUAL(moved(*won, storage::counted::fresh), -1);
  CAF_CHECK_EQUAL(moved(*won, storage::counted::active), 1);
  CAF_CHECK_EQUAL(moved(*won, storage::counted::active, anna), 1);
  CAF_CHECK(won->message && won->message->action == storage::action::took);
  auto lost = on_take(won->next, boris, at());
  CAF_CHECK(!lost && lost.error().code == errc::already_taken);
  CAF_CHECK(!lost && lost.error().person == anna.value);
  auto again = on_take(closed(), boris, at());
  CAF_CHECK(!again && again.error().code == errc::not_new);
}

CAF_TEST(HIE-3: only the responsible closes and the chat goes to Done) {
  auto model = taken();
  auto other = on_close(model, boris, at());
  CAF_CHECK(!other && other.error().code == errc::not_responsible);
  auto early = on_close(fresh(), anna, at());
  CAF_CHECK(!early && early.error().code == errc::not_active);
  auto done = on_close(model, anna, at());
  CAF_CHECK(done && done->next.chat.state == chat_state::done);
  CAF_CHECK(done->next.participants.empty() && done->next.chat.unread == 0);
  CAF_CHECK_EQUAL(moved(*done, storage::counted::active, anna), -1);
  auto* dialog = find<storage::close_dialog>(*done);
  CAF_CHECK(dialog && dialog->by == anna && dialog->dialog == model.chat.dialog);
}

CAF_TEST(INB-3: those who do not hold the chat may note but not write to the client) {
  auto model = taken();
  auto refused = on_send(model, boris, text("hi", "k1"), std::nullopt, telegram, at());
  CAF_CHECK(!refused && refused.error().code == errc::not_participant);
  auto note = on_note(model, boris, {"a regular", "k2"}, at());
  CAF_CHECK(note && note->message->kind == storage::message_kind::note);
}

CAF_TEST(CHT-3: a note has no way to an outbox) {
  auto note = on_note(taken(), anna, {"do not tell", "k"}, at());
  CAF_CHECK(note && note->outbound.empty() && !find<storage::put_outbox>(*note));
}

CAF_TEST(CHT-7: an answer is queued with its outbox row in one unit and ends the waiting) {
  auto sent = send(taken(), text("good day", "k1"));
  CAF_CHECK(sent && sent->outbound.size() == 1);
  CAF_CHECK(sent && sent->message->status == storage::message_status::queued);
  auto* row = find<storage::put_outbox>(*sent);
  CAF_CHECK(row && row->message == sent->message->id);
  CAF_CHECK(!sent->next.chat.waiting_since);
}

CAF_TEST(CHT-7: a failed message goes out again on Retry and one that was sent does not) {
  auto sent = send(taken(), text("good day"));
  auto failed =
      on_fate(sent->next, *sent->message,
              {sent->message->id, storage::message_status::failed, "", "flood", "no"}, at());
  CAF_CHECK(failed.next.chat.last.status == storage::message_status::failed);
  CAF_CHECK(find<storage::drop_outbox>(failed) && tells<message_moved>(failed));
  const auto row = with_status(*sent, storage::message_status::failed);
  auto again = on_retry(failed.next, anna, row);
  CAF_CHECK(again && again->outbound.size() == 1 && find<storage::put_outbox>(*again));
  CAF_CHECK(again && again->message->error_text.empty());
  auto fine = row;
  fine.status = storage::message_status::sent;
  auto refused = on_retry(failed.next, anna, fine);
  CAF_CHECK(!refused && refused.error().code == errc::message_not_failed);
}

CAF_TEST(SUB-3: a client who blocked the bot is unsubscribed and comes back by writing) {
  auto sent = send(taken(), text("good day"));
  auto lost = on_fate(
      sent->next, *sent->message,
      {sent->message->id, storage::message_status::failed, "", "client_left", "blocked", true},
      at());
  CAF_CHECK(!lost.next.client.subscribed);
  auto refused = send(lost.next, text("hello?"));
  CAF_CHECK(!refused && refused.error().code == errc::client_unsubscribed);
  auto back = hear(lost.next, wrote("I am back"));
  CAF_CHECK(back.next.client.subscribed && find<storage::put_client>(back));
}

CAF_TEST(SUB-3: a block that the platform reports is one system line) {
  protocols::client_event blocked = wrote("");
  blocked.what = protocols::subscription_changed{false};
  auto first = hear(taken(), blocked);
  CAF_CHECK(first.message && first.message->action == storage::action::unsubscribed);
  auto again = hear(first.next, blocked);
  CAF_CHECK(!again.message && again.tell.empty() && find<storage::claim_event>(again));
}

CAF_TEST(CHT-9: an edited message changes where it stands and in the list row) {
  auto made = hear({}, wrote("helo"));
  auto edited =
      hear(made.next, told("e1", protocols::message_edited{"10", "hello"}), 5s, made.message);
  auto* stored = find<storage::edit_message>(edited);
  CAF_CHECK(stored && stored->text == "hello" && stored->at == at(5s).now);
  CAF_CHECK(tells<message_changed>(edited));
  CAF_CHECK_EQUAL(edited.next.chat.last.text, "hello");
}

CAF_TEST(CHN-10: an edit of a message nobody knows is kept and changes nothing) {
  auto event = wrote("x");
  event.what = protocols::message_edited{"77", "x"};
  event.keep_bytes = true;
  auto made = hear(taken(), event);
  auto* claim = find<storage::claim_event>(made);
  CAF_CHECK(claim && claim->bytes == "bytes");
  CAF_CHECK_EQUAL(made.changes.size(), 1u);
}

CAF_TEST(INB-2: reading leaves unread what came after) {
  auto model = hear(taken(), wrote("second")).next;
  CAF_CHECK_EQUAL(model.chat.unread, 2);
  auto earlier = on_read(model, anna, 2);
  CAF_CHECK(earlier && earlier->changes.empty() && earlier->next.chat.unread == 2);
  auto first = on_read(model, anna, 1);
  CAF_CHECK(first && first->next.chat.unread == 1);
  auto all = on_read(model, anna, 0);
  CAF_CHECK(all && all->next.chat.unread == 0);
  CAF_CHECK(!on_read(model, boris, 0).has_value());
}

CAF_TEST(NTF-3: an appeal that nobody took in time is marked and only in its own dialog) {
  auto model = fresh();
  auto fired = on_unclaimed(model, model.chat.turn, at());
  CAF_CHECK(fired && fired->next.chat.unclaimed && tells<chat_unclaimed>(*fired));
  CAF_CHECK(find<storage::drop_timer>(*fired) != nullptr);
  CAF_CHECK(!on_unclaimed(model, model.chat.turn - 1, at()).has_value());
  auto late = on_unclaimed(taken(), model.chat.turn, at());
  CAF_CHECK(late && late->tell.empty() && find<storage::drop_timer>(*late));
}

CAF_TEST(CRD-1: what the platform stops telling of a client is kept) {
  auto event = wrote("hi");
  event.who = {};
  auto made = hear(fresh(), event);
  CAF_CHECK_EQUAL(made.next.client.who.first_name, "Ira");
  CAF_CHECK(!find<storage::put_client>(made));
}

CAF_TEST(CHT-4: taking and closing and a repeat and an untaken appeal each have their system line) {
  auto line = [](const decision& made) {
    auto* added = find<storage::add_message>(made);
    return added && added->row.kind == storage::message_kind::system ? added->row
                                                                     : storage::message_row{};
  };
  auto took = line(*on_take(fresh(), anna, at()));
  CAF_CHECK(took.action == storage::action::took && took.author == anna);
  auto done = line(*on_close(taken(), anna, at()));
  CAF_CHECK(done.action == storage::action::closed && done.author == anna);
  CAF_CHECK(line(hear(closed(), wrote("again"))).action == storage::action::opened);
  auto model = fresh();
  auto untaken = line(*on_unclaimed(model, model.chat.turn, at()));
  CAF_CHECK(untaken.action == storage::action::unclaimed && !untaken.author);
}
