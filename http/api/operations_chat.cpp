#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array send_fields{
    parameter{"text",
              kind::words,
              false,
              1,
              longest_words,
              {},
              "In UTF-16 units; may be missing beside files."},
    parameter{"attachments", kind::ids, false, 1, most_files, {}, "Files uploaded before."},
    parameter{
        "reply_to", kind::id, false, 0, 0, {}, "A message of the same chat that this one answers."},
    key_field};

constexpr std::array edit_fields{words_field};

constexpr std::array upload_fields{
    parameter{"as", kind::choice, false, 0, 0, "photo|file",
              "How it is sent: a picture in its small form or a file as it is. If not said, "
              "pictures up to 3 MB go as photos. May be a part of the form too."}};

constexpr std::array list_chats_fields{
    parameter{"tab", kind::choice, true, 0, 0, "new|mine|others|done", "Which chats."},
    parameter{"department", kind::id, false, 0, 0, {}, "Only chats of one department."},
    parameter{"responsible", kind::id, false, 0, 0, {}, "Only active chats that one member holds."},
    limit_field, cursor_field};

constexpr std::array transfer_fields{
    parameter{"to", kind::id, true, 0, 0, {}, "Who is to become responsible, if they accept."}};

constexpr std::array member_fields{parameter{"member", kind::id, true, 0, 0, {}, "Whom."}};

constexpr std::array forward_fields{
    parameter{"department", kind::id, true, 0, 0, {}, "Where the chat waits in New then."}};

constexpr std::array mark_read_fields{
    parameter{"up_to", kind::id, true, 0, 0, {}, "The last message that was seen."}};

constexpr std::array words_fields{words_field, key_field};

constexpr std::string_view message_path = "/projects/{project}/chats/{chat}/messages/{message}";

constexpr std::string_view typing_path = "/projects/{project}/chats/{chat}/typing";

constexpr std::string_view chats_path = "/projects/{project}/chats";

constexpr std::string_view counters_path = "/projects/{project}/chats/counters";

constexpr std::string_view chat_path = "/projects/{project}/chats/{chat}";

constexpr std::string_view take_path = "/projects/{project}/chats/{chat}/take";

constexpr std::string_view done_path = "/projects/{project}/chats/{chat}/done";

constexpr std::string_view take_over_path = "/projects/{project}/chats/{chat}/take_over";

constexpr std::string_view transfer_path = "/projects/{project}/chats/{chat}/transfer";

constexpr std::string_view accept_path = "/projects/{project}/chats/{chat}/accept";

constexpr std::string_view decline_path = "/projects/{project}/chats/{chat}/decline";

constexpr std::string_view add_path = "/projects/{project}/chats/{chat}/add";

constexpr std::string_view remove_path = "/projects/{project}/chats/{chat}/remove";

constexpr std::string_view leave_path = "/projects/{project}/chats/{chat}/leave";

constexpr std::string_view forward_path = "/projects/{project}/chats/{chat}/forward";

constexpr std::string_view read_path = "/projects/{project}/chats/{chat}/read";

constexpr std::string_view messages_path = "/projects/{project}/chats/{chat}/messages";

constexpr std::string_view retry_path = "/projects/{project}/chats/{chat}/messages/{message}/retry";

constexpr std::string_view files_path = "/projects/{project}/files";

constexpr std::string_view notes_path = "/projects/{project}/chats/{chat}/notes";

// clang-format off
constexpr std::array table{
    operation{"chats.list", "GET", chats_path, access::member, rate::reads, scope::chats_read, list_chats_fields, 200, "chat", true, false, false, &chats::list, "The chats of a tab, last activity first."},
    operation{"chats.counters", "GET", counters_path, access::member, rate::reads, scope::chats_read, {}, 200, "counters", false, false, false, &chats::counters, "How many chats are in each tab."},
    operation{"chats.get", "GET", chat_path, access::member, rate::reads, scope::chats_read, {}, 200, "chat", false, false, false, &chats::get, "One chat."},
    operation{"chats.take", "POST", take_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::take, "Takes a new chat; of many at once exactly one wins."},
    operation{"chats.done", "POST", done_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::done, "Ends the dialog; only the one responsible may."},
    operation{"chats.take_over", "POST", take_over_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::take_over, "Takes an active chat from who is responsible; owners and administrators may."},
    operation{"chats.transfer", "POST", transfer_path, access::member, rate::writes, scope::chats_write, transfer_fields, 200, "chat", false, false, false, &chats::transfer, "Offers the chat to another member, who accepts or declines."},
    operation{"chats.accept", "POST", accept_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::accept, "Becomes responsible for a chat one was offered."},
    operation{"chats.decline", "POST", decline_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::decline, "Does not take a chat one was offered."},
    operation{"chats.add", "POST", add_path, access::member, rate::writes, scope::chats_write, member_fields, 200, "chat", false, false, false, &chats::add, "Adds a member to the chat."},
    operation{"chats.remove", "POST", remove_path, access::member, rate::writes, scope::chats_write, member_fields, 200, "chat", false, false, false, &chats::remove, "Removes an added member, or takes back an offer."},
    operation{"chats.leave", "POST", leave_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::leave, "Leaves a chat one was added to."},
    operation{"chats.forward", "POST", forward_path, access::member, rate::writes, scope::chats_write, forward_fields, 200, "chat", false, false, false, &chats::forward, "Forwards the chat to a department, where nobody holds it yet."},
    operation{"chats.mark_read", "POST", read_path, access::member, rate::writes, scope::chats_write, mark_read_fields, 200, "chat", false, false, false, &chats::mark_read, "Everything up to a message was seen."},
    operation{"chats.typing", "POST", typing_path, access::member, rate::writes, scope::chats_write, {}, 200, "chat", false, false, false, &chats::typing, "Shows the client and the colleagues that somebody types."},
    operation{"messages.list", "GET", messages_path, access::member, rate::reads, scope::chats_read, page_fields, 200, "message", true, false, false, &messages::list, "The messages of a chat, newest first."},
    operation{"messages.send", "POST", messages_path, access::member, rate::writes, scope::chats_write, send_fields, 201, "message", false, false, true, &messages::send, "Writes to the client; only participants may."},
    operation{"messages.retry", "POST", retry_path, access::member, rate::writes, scope::chats_write, {}, 200, "message", false, false, false, &messages::retry, "Sends a failed message again."},
    operation{"messages.edit", "PATCH", message_path, access::member, rate::writes, scope::chats_write, edit_fields, 200, "message", false, false, false, &messages::edit, "Changes a message that was sent, where the platform can."},
    operation{"messages.delete", "DELETE", message_path, access::member, rate::writes, scope::chats_write, {}, 200, "message", false, false, false, &messages::remove, "Takes a message back, where the platform can."},
    operation{"files.upload", "POST", files_path, access::member, rate::writes, scope::chats_write, upload_fields, 201, "file", false, true, false, &files::upload, "Takes a file of at most 100 MB; messages name it by its id.", body::upload},
    operation{"notes.add", "POST", notes_path, access::member, rate::writes, scope::chats_write, words_fields, 201, "message", false, false, true, &messages::add_note, "Writes a note that the client does not see."},
};
// clang-format on

} // namespace

std::span<const operation> chat_operations() { return table; }

} // namespace switchboard::http
