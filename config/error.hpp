#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

namespace switchboard {

/// Everything that may go wrong in a way its cause can be told. The order is the table's.
enum class errc : std::uint8_t {
  none,
  bad_request,
  unknown_field,
  bad_json,
  auth_required,
  bad_credentials,
  too_many_attempts,
  csrf,
  email_taken,
  access_denied,
  not_found,
  method_not_allowed,
  too_large,
  rate_limited,
  unavailable,
  internal,
  bad_token,
  token_refused,
  webhook_in_use,
  connected_elsewhere,
  platform_unreachable,
  already_taken,
  not_new,
  not_active,
  not_responsible,
  not_participant,
  client_unsubscribed,
  message_too_long,
  message_not_failed,
  message_not_changeable,
  not_allowed_now,
  file_too_large,
  file_forbidden,
  image_expected,
  image_broken,
  already_responsible,
  already_participant,
  not_in_chat,
  not_offered,
  responsible_stays,
  cannot_hold,
  owner_stays,
  already_member,
  name_taken,
  limit_reached,
  code_required,
  bad_code,
  link_expired,
  mail_off,
  bad_settings,
  bad_key,
};

/// What the world sees of one value: a code that never changes, an HTTP status, a sentence.
struct errc_row {
  errc value;
  std::string_view code;
  int status;
  std::string_view sentence;
};

inline constexpr std::array errc_table{
    errc_row{errc::none, "none", 200, "No error."},
    errc_row{errc::bad_request, "request.invalid", 400, "The request is not valid."},
    errc_row{errc::unknown_field, "request.unknown_field", 400, "There is no such field."},
    errc_row{errc::bad_json, "request.bad_json", 400, "The body is not valid JSON."},
    errc_row{errc::auth_required, "auth.required", 401, "Sign in first."},
    errc_row{errc::bad_credentials, "auth.bad_credentials", 401, "Wrong e-mail or password."},
    errc_row{errc::too_many_attempts, "auth.too_many_attempts", 429,
             "Too many attempts. Wait before the next one."},
    errc_row{errc::csrf, "auth.csrf", 403, "The X-CSRF-Token header is missing or wrong."},
    errc_row{errc::email_taken, "auth.email_taken", 409, "This e-mail already has an account."},
    errc_row{errc::access_denied, "access.denied", 403, "Your role does not allow this."},
    errc_row{errc::not_found, "not_found", 404, "There is nothing here."},
    errc_row{errc::method_not_allowed, "request.method", 405,
             "This address does not take this method."},
    errc_row{errc::too_large, "request.too_large", 413, "The request is too large."},
    errc_row{errc::rate_limited, "rate.limited", 429, "Too many requests. Slow down."},
    errc_row{errc::unavailable, "unavailable", 503,
             "The service cannot take this now. Try again shortly."},
    errc_row{errc::internal, "internal", 500, "Something broke on our side."},
    errc_row{errc::bad_token, "channel.bad_token", 400, "This does not look like a token."},
    errc_row{errc::token_refused, "channel.token_refused", 422,
             "The platform does not accept this token."},
    errc_row{errc::webhook_in_use, "channel.webhook_in_use", 409,
             "Another service receives this account's messages."},
    errc_row{errc::connected_elsewhere, "channel.connected_elsewhere", 409,
             "This account is connected to another project. Disconnect it there first."},
    errc_row{errc::platform_unreachable, "channel.platform_unreachable", 502,
             "The platform does not answer."},
    errc_row{errc::already_taken, "chat.already_taken", 409, "Somebody else took this chat."},
    errc_row{errc::not_new, "chat.not_new", 409, "This chat is not waiting to be taken."},
    errc_row{errc::not_active, "chat.not_active", 409, "Nobody works on this chat now."},
    errc_row{errc::not_responsible, "chat.not_responsible", 403,
             "Only the one responsible for the chat may do this."},
    errc_row{errc::not_participant, "chat.not_participant", 403,
             "Only participants of the chat may do this."},
    errc_row{errc::client_unsubscribed, "client.unsubscribed", 409,
             "The client no longer accepts messages."},
    errc_row{errc::message_too_long, "message.too_long", 400, "The message is too long."},
    errc_row{errc::message_not_failed, "message.not_failed", 409,
             "Only a message that failed can be sent again."},
    errc_row{errc::message_not_changeable, "message.not_changeable", 409,
             "This message cannot be changed any more."},
    errc_row{errc::not_allowed_now, "message.not_allowed_now", 409,
             "The platform's rules do not allow a message to this client now."},
    errc_row{errc::file_too_large, "file.too_large", 413, "The file is too large."},
    errc_row{errc::file_forbidden, "file.forbidden", 422, "Programs are not accepted."},
    errc_row{errc::image_expected, "file.image_expected", 422,
             "This is not a picture that can be sent: jpg, png or gif."},
    errc_row{errc::image_broken, "file.image_broken", 422, "The picture cannot be read."},
    errc_row{errc::already_responsible, "chat.already_responsible", 409,
             "This member is responsible for the chat already."},
    errc_row{errc::already_participant, "chat.already_participant", 409,
             "This member is in the chat already."},
    errc_row{errc::not_in_chat, "chat.not_in_chat", 409, "This member is not in the chat."},
    errc_row{errc::not_offered, "chat.not_offered", 409, "This chat was not passed to you."},
    errc_row{errc::responsible_stays, "chat.responsible_stays", 409,
             "Who is responsible cannot leave: pass the chat, forward it or close it."},
    errc_row{errc::cannot_hold, "member.cannot_hold", 409,
             "This member may not be given this chat."},
    errc_row{errc::owner_stays, "member.owner_stays", 409,
             "The owner of the account stays as they are."},
    errc_row{errc::already_member, "member.already", 409,
             "This person is a member of the project already."},
    errc_row{errc::name_taken, "name.taken", 409, "There is one of this name already."},
    errc_row{errc::limit_reached, "limit.reached", 409, "There may not be more of these."},
    errc_row{errc::code_required, "auth.code_required", 401,
             "The code of the second factor is needed."},
    errc_row{errc::bad_code, "auth.bad_code", 401, "This code is not right."},
    errc_row{errc::link_expired, "auth.link_expired", 410,
             "This link was used or is too old. Ask for a new one."},
    errc_row{errc::mail_off, "mail.off", 409, "This server sends no mail."},
    errc_row{errc::bad_settings, "config.invalid", 500, "The configuration is not valid."},
    errc_row{errc::bad_key, "config.bad_key", 500, "The key for secrets cannot be used."},
};

constexpr const errc_row& row_of(errc value) { return errc_table[static_cast<std::size_t>(value)]; }

static_assert(
    [] {
      for (std::size_t i = 0; i < errc_table.size(); ++i)
        if (errc_table[i].value != static_cast<errc>(i)) return false;
      return errc_table.back().value == errc::bad_key;
    }(),
    "errc_table must list every errc in its order");

/// An expected failure: what went wrong, and what of it a person may be told.
struct error {
  errc code = errc::none;
  /// A sentence for people, in English; empty = the table's sentence says enough.
  std::string detail;
  /// JSON pointer of the field at fault ("/email"), if it is one field.
  std::string pointer;
  /// Who already took the chat.
  std::int64_t person = 0;
  std::string person_name;
  /// Whose webhook is in the way.
  std::string host;
  /// When another attempt makes sense, in seconds; 0 = not said.
  int retry_after_s = 0;

  friend bool operator==(const error&, const error&) = default;
};

template <class T>
using result = boost::system::result<T, error>;

inline error fail(errc code, std::string detail = {}, std::string pointer = {}) {
  error e;
  e.code = code;
  e.detail = std::move(detail);
  e.pointer = std::move(pointer);
  return e;
}

/// The detail if there is one, else the table's sentence.
inline std::string sentence_of(const error& e) {
  return e.detail.empty() ? std::string{row_of(e.code).sentence} : e.detail;
}

/// What `result::value()` throws when there is an error instead: a mistake of the caller.
class unexpected_error : public std::runtime_error {
public:
  explicit unexpected_error(const error& e)
      : std::runtime_error(std::string{row_of(e.code).code} + ": " + sentence_of(e)) {}
};

[[noreturn]] inline void throw_exception_from_error(const error& e, const boost::source_location&) {
  throw unexpected_error(e);
}

} // namespace switchboard
