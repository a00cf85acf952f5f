#pragma once

#include "config/error.hpp"
#include "http/core/task.hpp"

#include <boost/json/value.hpp>

/// What the rows of the table of operations run; what each does is said there.
namespace switchboard::http {

struct call;
using answer = task<result<boost::json::value>>;

namespace auth {
answer sign_up(call& c);
answer sign_in(call& c);
answer sign_out(call& c);
answer me(call& c);
answer update_me(call& c);
answer change_password(call& c);
answer sessions(call& c);
answer end_session(call& c);
answer end_other_sessions(call& c);
answer totp_begin(call& c);
answer totp_confirm(call& c);
answer totp_off(call& c);
answer recovery_codes(call& c);
answer ask_reset(call& c);
answer finish_reset(call& c);
answer set_photo(call& c);
answer drop_photo(call& c);
} // namespace auth

namespace tokens {
answer list(call& c);
answer create(call& c);
answer remove(call& c);
} // namespace tokens

namespace audit {
answer list(call& c);
} // namespace audit

namespace projects {
answer list(call& c);
answer create(call& c);
answer get(call& c);
answer update(call& c);
answer set_logo(call& c);
answer drop_logo(call& c);
answer remove(call& c);
} // namespace projects

namespace members {
answer list(call& c);
answer add(call& c);
answer update(call& c);
answer remove(call& c);
answer set_presence(call& c);
answer presence(call& c);
} // namespace members

namespace staff {
answer list(call& c);
answer remove(call& c);
} // namespace staff

namespace invites {
answer create(call& c);
answer list(call& c);
answer revoke(call& c);
answer look(call& c);
answer accept(call& c);
} // namespace invites

namespace departments {
answer list(call& c);
answer create(call& c);
answer update(call& c);
answer remove(call& c);
} // namespace departments

namespace channels {
answer connect(call& c);
answer list(call& c);
answer rearm(call& c);
answer disconnect(call& c);
answer login(call& c);
answer login_state(call& c);
answer login_choose(call& c);
answer update(call& c);
answer check(call& c);
answer bot_profile(call& c);
answer set_bot_profile(call& c);
} // namespace channels

namespace platforms {
answer list(call& c);
} // namespace platforms

namespace chats {
answer list(call& c);
answer counters(call& c);
answer get(call& c);
answer take(call& c);
answer done(call& c);
answer mark_read(call& c);
answer typing(call& c);
answer take_over(call& c);
answer transfer(call& c);
answer accept(call& c);
answer decline(call& c);
answer add(call& c);
answer remove(call& c);
answer leave(call& c);
answer forward(call& c);
} // namespace chats

namespace files {
answer upload(call& c);
} // namespace files

namespace messages {
answer list(call& c);
answer send(call& c);
answer retry(call& c);
answer edit(call& c);
answer remove(call& c);
answer add_note(call& c);
} // namespace messages

namespace clients {
answer list(call& c);
answer get(call& c);
answer update(call& c);
answer history(call& c);
answer dialogs(call& c);
answer sources(call& c);
answer linked(call& c);
} // namespace clients

namespace variables {
answer list(call& c);
answer create(call& c);
answer update(call& c);
answer remove(call& c);
} // namespace variables

namespace tags {
answer list(call& c);
} // namespace tags

} // namespace switchboard::http
