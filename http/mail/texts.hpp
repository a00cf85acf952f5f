#pragma once

#include <string>
#include <string_view>

/// What our mails say, in the language of who gets them. Nothing in them is of somebody else's
/// choosing but the address, so nobody can have us write for them.
namespace switchboard::http::mail {

struct words {
  std::string subject;
  std::string body;
};

/// `locale`: "ru", anything else is English.
words reset_words(std::string_view locale, const std::string& email, const std::string& link);

} // namespace switchboard::http::mail
