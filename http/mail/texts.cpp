#include "http/mail/texts.hpp"

namespace switchboard::http::mail {

words reset_words(std::string_view locale, const std::string& email, const std::string& link) {
  if (locale == "ru")
    return {"Новый пароль для Switchboard",
            "Кто-то (надеемся, вы) попросил новый пароль для " + email +
                ".\n\nЗадайте его в течение часа по этой ссылке:\n" + link +
                "\n\nЕсли это были не вы, ничего не делайте: пароль останется прежним.\n"};
  return {"A new password for Switchboard",
          "Somebody, hopefully you, asked for a new password for " + email +
              ".\n\nSet it within an hour here:\n" + link +
              "\n\nIf it was not you, do nothing: your password stays as it is.\n"};
}

} // namespace switchboard::http::mail
