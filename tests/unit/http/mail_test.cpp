#include "http/mail/mailer.hpp"
#include "http/mail/message.hpp"
#include "http/mail/texts.hpp"

#include <algorithm>
#include <random>
#include <sstream>
#include <vector>

#define CAF_SUITE http_mail
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::mail;
using namespace std::chrono_literals;

namespace {

constexpr timestamp moment{std::chrono::milliseconds{1'795'168'415'123}};

letter plain() {
  return {"us@shop.example", "ann@example.org", "Hello", "Line one\nLine two\n", "17", moment};
}

/// The header's lines.
std::vector<std::string> header_of(const std::string& mime) {
  std::vector<std::string> out;
  std::istringstream in{mime.substr(0, mime.find("\r\n\r\n"))};
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    out.push_back(line);
  }
  return out;
}

const std::vector<std::string> our_fields{
    "From",         "To",           "Subject",
    "Date",         "Message-ID",   "Auto-Submitted",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};

/// Exactly our fields, each once and in order; every other line continues the subject.
bool only_ours(const std::string& mime) {
  std::vector<std::string> seen;
  for (const auto& line : header_of(mime)) {
    if (line.starts_with(' ')) {
      if (seen.empty() || seen.back() != "Subject") return false;
      continue;
    }
    seen.push_back(line.substr(0, line.find(':')));
  }
  return seen == our_fields;
}

bool short_ascii_lines(const std::string& mime) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < mime.size(); ++i) {
    const auto byte = static_cast<unsigned char>(mime[i]);
    if (byte >= 0x80) return false;
    if (mime[i] == '\n' && (i == 0 || mime[i - 1] != '\r')) return false;
    if (mime[i] == '\r' && (i + 1 == mime.size() || mime[i + 1] != '\n')) return false;
    length = mime[i] == '\n' ? 0 : length + 1;
    // RFC 5322: 998 letters at most without the end of the line.
    if (length > 999) return false;
  }
  return true;
}

} // namespace

CAF_TEST(ACC-4: a mail is what RFC 5322 and MIME want) {
  CAF_CHECK_EQUAL(to_mime(plain()).value_or("nothing"),
                  "From: Switchboard <us@shop.example>\r\n"
                  "To: <ann@example.org>\r\n"
                  "Subject: Hello\r\n"
                  "Date: Fri, 20 Nov 2026 09:53:35 +0000\r\n"
                  "Message-ID: <17@shop.example>\r\n"
                  "Auto-Submitted: auto-generated\r\n"
                  "MIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: base64\r\n"
                  "\r\n"
                  "TGluZSBvbmUKTGluZSB0d28K\r\n");
}

CAF_TEST(ACC-4: other letters than ASCII are encoded words that never cut a letter) {
  CAF_CHECK_EQUAL(header_text("Привет"), "=?UTF-8?B?0J/RgNC40LLQtdGC?=");
  CAF_CHECK_EQUAL(header_text("a =?UTF-8?B?eA==?= b"), "=?UTF-8?B?YSA9P1VURi04P0I/ZUE9PT89IGI=?=");
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "Щ€😀";
  std::istringstream in{header_text(subject)};
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    CAF_CHECK(line.size() <= 76u);
    CAF_CHECK(line.find("=?UTF-8?B?") <= 1u && line.ends_with("?="));
  }
}

CAF_TEST(ACC-4: an address that could say more than an address gets no mail) {
  for (const auto* good : {"a@b", "ann+shop@example.org", "o'neil@example.org", "аня@пример.рф"})
    CAF_CHECK(is_plain_address(good));
  for (const auto* bad :
       {"", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@b\n", "a@b>", "<a@b>",
        "\"a\"@b", "a,b@c", "a;b@c", "a(c)@b", "a@[127.0.0.1]", "a\\@b", "a@b\x7f", "a@\xff"})
    CAF_CHECK(!is_plain_address(bad));
  CAF_CHECK(!is_plain_address(std::string("a\0@b", 4)));
  CAF_CHECK(!is_plain_address(std::string(300, 'a') + "@b"));
}

CAF_TEST(ACC-4: whatever is in a letter makes no header of its own and no other recipient) {
  std::mt19937 random{20261120};
  const std::string_view letters =
      "\r\n :<>@,;\"\\.abcBccTo=?\t\0\x7f\xd0\xaf\xff"
      "0123456789";
  const auto garbage = [&](std::size_t most) {
    std::string out(random() % most, ' ');
    for (auto& c : out) c = letters[random() % letters.size()];
    return out;
  };
  int made = 0;
  constexpr int rounds = 20'000;
  for (int i = 0; i < rounds; ++i) {
    auto what = plain();
    what.subject = garbage(120) + "\r\nBcc: thief@example.org";
    what.body = garbage(300) + "\r\n.\r\nMAIL FROM:<thief@example.org>\r\n";
    if (i % 2 == 0) what.to = garbage(12) + "@example.org" + garbage(6);
    const auto mime = to_mime(what);
    if (!mime) continue;
    ++made;
    CAF_REQUIRE(only_ours(*mime));
    if (what.to == plain().to) CAF_REQUIRE(short_ascii_lines(*mime));
    for (const auto& line : header_of(*mime))
      CAF_REQUIRE(line.find("thief") == std::string::npos || line.starts_with("Subject: "));
    CAF_REQUIRE(mime->find("MAIL FROM") == std::string::npos);
  }
  CAF_CHECK(made >= rounds / 2);
}

CAF_TEST(ACC-4: the text of a reset speaks the language of its reader and holds the link) {
  const std::string link = "https://a.example/reset/token";
  const auto english = reset_words("en", "ann@example.org", link);
  const auto russian = reset_words("ru", "ann@example.org", link);
  for (const auto& one : {english, russian}) {
    CAF_CHECK(one.body.find('\n' + link + '\n') != std::string::npos);
    CAF_CHECK(one.body.find("ann@example.org") != std::string::npos);
  }
  CAF_CHECK(english.subject != russian.subject);
  CAF_CHECK(reset_words("xx", "a@b", link).subject == english.subject);
}

CAF_TEST(ACC-4: failed mail is tried again later and later but never less than once an hour) {
  CAF_CHECK_EQUAL(mailer::pause_after(1).count(), 5);
  CAF_CHECK_EQUAL(mailer::pause_after(2).count(), 10);
  CAF_CHECK_EQUAL(mailer::pause_after(5).count(), 80);
  for (int i = 1; i < 100; ++i) {
    CAF_CHECK(mailer::pause_after(i + 1) >= mailer::pause_after(i));
    CAF_CHECK(mailer::pause_after(i) <= 1h);
  }
  CAF_CHECK(mailer::pause_after(100) == 1h);
}

CAF_TEST(ACC-4: only the mail server of this machine may do without encryption) {
  for (const auto* own : {"smtp://localhost", "smtp://127.0.0.1:25", "smtp://[::1]:25"})
    CAF_CHECK(is_local(own));
  for (const auto* other : {"smtp://localhost.example", "smtp://127.0.0.10", "smtp://mail.example",
                            "smtp://10.0.0.1:25", "", "localhost"})
    CAF_CHECK(!is_local(other));
}
