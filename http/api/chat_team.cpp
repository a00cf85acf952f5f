#include "http/api/handlers.hpp"
#include "http/api/member_act.hpp"

/// Who holds a chat (INB-5 to INB-7, CHT-1, CHT-2): what each of these does is the table of
/// actors/domain/ownership.hpp.
namespace switchboard::http::chats {

answer take_over(call& c) { return carry_out<actors::chat_view>(c, actors::take_over{}); }

answer transfer(call& c) {
  return carry_out<actors::chat_view>(c, actors::transfer{c.id<person_id>("to")});
}

answer accept(call& c) { return carry_out<actors::chat_view>(c, actors::accept{}); }

answer decline(call& c) { return carry_out<actors::chat_view>(c, actors::decline{}); }

answer add(call& c) {
  return carry_out<actors::chat_view>(c, actors::add_member{c.id<person_id>("member")});
}

answer remove(call& c) {
  return carry_out<actors::chat_view>(c, actors::remove_member{c.id<person_id>("member")});
}

answer leave(call& c) { return carry_out<actors::chat_view>(c, actors::leave{}); }

answer forward(call& c) {
  return carry_out<actors::chat_view>(c, actors::forward{c.id<department_id>("department")});
}

} // namespace switchboard::http::chats
