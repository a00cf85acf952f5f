#pragma once

#include "protocols/messenger.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

/// Calls to Telegram's Bot API: `{api_url}/bot{token}/{method}` with a JSON body, or a form when
/// a file goes with it. The address holds the token.
namespace switchboard::protocols::telegram {

http_request get_me(const access& to);
http_request get_webhook_info(const access& to);
http_request take_webhook(const access& to, const hook_address& hook);
/// Keeps the updates that wait.
http_request delete_webhook(const access& to);
http_request get_updates(const access& to, std::int64_t offset, std::chrono::seconds hold);

/// Plain text: no `parse_mode`, so nothing a person types can be misread as markup.
http_request send_message(const access& to, const outgoing& message);

/// One way in which the Bot API takes a file: `sendPhoto` with the file in its field `photo`.
struct file_method {
  std::string_view method;
  std::string_view field;
};
/// The way that suits the file; a picture the platform would not take as one goes as a document.
file_method method_for(const outgoing_file& file);
inline constexpr file_method as_document{"sendDocument", "document"};
/// `message` with its one file: by what the platform knows it as, from our disk, or by its link.
http_request send_file(const access& to, const outgoing& message, file_method how);
/// What is kept of a file that was sent: "photo:<file_id>". The field stands with it because an id
/// given for a document is refused as a photo.
std::string reference_to(std::string_view field, std::string_view file_id);

http_request edit_message(const access& to, const std::string& client,
                          const std::string& external_id, const std::string& text, bool has_files);
http_request delete_message(const access& to, const std::string& client,
                            const std::string& external_id);
/// Ends the spinner on a pressed button.
http_request answer_callback_query(const access& to, const std::string& query);
/// Shown for five seconds or until the next message.
http_request send_typing(const access& to, const std::string& client);

/// The newest picture of a profile.
http_request get_profile_photo(const access& to, const std::string& client);
http_request get_file(const access& to, std::string_view file_id);
/// The bytes of a file by the `file_path` of getFile.
http_request download(const access& to, std::string_view file_path);

/// `which` is "Name", "Description" or "ShortDescription".
http_request get_my(const access& to, std::string_view which);
http_request set_my(const access& to, std::string_view which, std::string_view field,
                    const std::string& text);

} // namespace switchboard::protocols::telegram
