#include "protocols/telegram/refusals.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace switchboard::protocols::telegram {

namespace {

enum class treatment { refuse, leave, forget, done, pause, repeat, broken };

struct row {
  int code;
  /// How the words begin, in lower case; texts are the only way to tell most errors apart.
  std::string_view begins;
  treatment then;
  /// Our word for it: of a refusal its code, of a broken channel its problem.
  std::string_view name;
};

/// Any code from here on: the platform's own trouble.
constexpr int server_error = 500;

/// Every error of the Bot API that we know; the first row that fits counts.
constexpr std::array rows{
    row{400, "chat not found", treatment::refuse, "chat_not_found"},
    row{400, "message is too long", treatment::refuse, "message_too_long"},
    row{400, "message caption is too long", treatment::refuse, "message_too_long"},
    row{400, "message text is empty", treatment::refuse, "message_empty"},
    row{400, "can't parse entities", treatment::refuse, "bad_markup"},
    row{400, "message is not modified", treatment::done, ""},
    row{400, "message to edit not found", treatment::refuse, "edit_refused"},
    row{400, "message can't be edited", treatment::refuse, "edit_refused"},
    row{400, "message to delete not found", treatment::refuse, "edit_refused"},
    row{400, "wrong file identifier", treatment::forget, ""},
    row{400, "wrong remote file identifier specified", treatment::forget, ""},
    row{400, "wrong file_id or the file is temporarily unavailable", treatment::forget, ""},
    row{400, "wrong http url specified", treatment::refuse, "file_unreachable"},
    row{400, "failed to get http url content", treatment::refuse, "file_unreachable"},
    row{400, "wrong type of the web page content", treatment::refuse, "file_unreachable"},
    row{400, "file is too big", treatment::refuse, "file_too_big"},
    row{400, "photo_invalid_dimensions", treatment::refuse, "photo_unusable"},
    row{400, "image_process_failed", treatment::refuse, "photo_unusable"},
    row{400, "photo_save_file_invalid", treatment::refuse, "photo_unusable"},
    row{400, "button_data_invalid", treatment::refuse, "button_invalid"},
    row{400, "button_url_invalid", treatment::refuse, "button_invalid"},
    row{400, "inline keyboard button url", treatment::refuse, "button_invalid"},
    row{400, "group chat was upgraded to a supergroup chat", treatment::refuse, "chat_moved"},
    row{400, "voice_messages_forbidden", treatment::refuse, "voice_forbidden"},
    row{401, "", treatment::broken, "token_revoked"},
    row{403, "bot was blocked by the user", treatment::leave, ""},
    row{403, "user is deactivated", treatment::leave, ""},
    row{403, "bot can't initiate conversation with a user", treatment::refuse, "not_started"},
    row{403, "bot was kicked", treatment::refuse, "group_gone"},
    row{403, "bot is not a member", treatment::refuse, "group_gone"},
    row{403, "the group chat was deleted", treatment::refuse, "group_gone"},
    row{404, "method not found", treatment::refuse, "method_not_found"},
    row{404, "not found", treatment::broken, "token_revoked"},
    row{409, "", treatment::broken, "conflict"},
    row{413, "", treatment::refuse, "too_large"},
    row{429, "", treatment::pause, ""},
    row{server_error, "", treatment::repeat, ""},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins(std::string_view words, std::string_view with) {
  return words.size() >= with.size() &&
         std::equal(with.begin(), with.end(), words.begin(),
                    [](char expected, char c) { return expected == lower(c); });
}

bool fits(const row& one, const answer& from) {
  const bool same = one.code == from.code() || (one.code == server_error && from.code() >= 500);
  return same && begins(from.words(), one.begins);
}

} // namespace

delivery read_refusal(const answer& from) {
  for (const auto& row : rows) {
    if (!fits(row, from)) continue;
    switch (row.then) {
      case treatment::refuse: return refused{std::string{row.name}, from.reason()};
      case treatment::leave: return client_left{from.reason()};
      case treatment::forget: return forget_files{from.reason()};
      case treatment::done: return sent{};
      case treatment::pause: return wait{.pause = from.retry_after(), .reason = from.reason()};
      case treatment::repeat: return try_later{from.reason()};
      case treatment::broken: return channel_broken{std::string{row.name}, from.reason()};
    }
  }
  return refused{"refused", from.reason()};
}

} // namespace switchboard::protocols::telegram
