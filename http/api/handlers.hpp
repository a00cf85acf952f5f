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
} // namespace auth

namespace projects {
answer list(call& c);
answer create(call& c);
answer get(call& c);
answer update(call& c);
} // namespace projects

namespace members {
answer list(call& c);
answer add(call& c);
} // namespace members

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

} // namespace switchboard::http
