#include "http/mail/smtp.hpp"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <array>
#include <cstring>
#include <memory>

namespace switchboard::http::mail {

namespace {

constexpr long connect_limit_ms = 10'000;
constexpr long limit_ms = 60'000;

struct easy_end {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct list_end {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What is still to be read of the mail.
struct reading {
  const std::string& mime;
  std::size_t done = 0;
};

std::size_t on_read(char* into, std::size_t size, std::size_t count, void* from) {
  auto& what = *static_cast<reading*>(from);
  const auto bytes = what.mime.copy(into, size * count, what.done);
  what.done += bytes;
  return bytes;
}

int on_progress(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

CURLcode on_tls(CURL*, void* context, void* server) {
  const auto& file = static_cast<const smtp_server*>(server)->ca_file;
  const int loaded =
      SSL_CTX_load_verify_locations(static_cast<SSL_CTX*>(context), file.c_str(), nullptr);
  return loaded == 1 ? CURLE_OK : CURLE_SSL_CACERT_BADFILE;
}

void set_server(CURL* easy, const smtp_server& to) {
  const auto url = to.our_name.empty() ? to.url : to.url + '/' + to.our_name;
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_USE_SSL,
                   is_local(to.url) ? long{CURLUSESSL_TRY} : long{CURLUSESSL_ALL});
  if (!to.user.empty()) {
    curl_easy_setopt(easy, CURLOPT_USERNAME, to.user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, to.password.c_str());
  }
  if (!to.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, &on_tls);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &to);
  }
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, limit_ms);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_limit_ms);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

/// Whether the server said that it will never take a mail for this recipient. What else is final,
/// like a wrong password, its administrator can mend.
bool is_final(CURLcode ended, long said) {
  return ended == CURLE_SEND_ERROR && said >= 550 && said < 560;
}

} // namespace

bool is_local(const std::string& url) {
  const auto from = url.find("://");
  if (from == url.npos) return false;
  const auto host = url.substr(from + 3);
  for (const auto* own : {"localhost", "127.0.0.1", "[::1]"}) {
    const auto length = std::strlen(own);
    if (host.compare(0, length, own) == 0 && (host.size() == length || host[length] == ':'))
      return true;
  }
  return false;
}

handing hand_over(const smtp_server& to, const std::string& from, const std::string& recipient,
                  const std::string& mime, const std::atomic<bool>& stopping) {
  const std::unique_ptr<CURL, easy_end> easy{curl_easy_init()};
  if (!easy) return {handed::later, "libcurl cannot be used"};
  const std::unique_ptr<curl_slist, list_end> recipients{
      curl_slist_append(nullptr, ('<' + recipient + '>').c_str())};
  const auto sender = '<' + from + '>';
  reading what{mime};
  std::array<char, CURL_ERROR_SIZE> words{};
  set_server(easy.get(), to);
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, &on_read);
  curl_easy_setopt(easy.get(), CURLOPT_READDATA, &what);
  curl_easy_setopt(easy.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy.get(), CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(easy.get(), CURLOPT_XFERINFODATA, &stopping);
  curl_easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, words.data());
  const auto ended = curl_easy_perform(easy.get());
  if (ended == CURLE_OK) return {handed::taken, {}};
  long said = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &said);
  return {is_final(ended, said) ? handed::refused : handed::later,
          words[0] ? words.data() : curl_easy_strerror(ended)};
}

} // namespace switchboard::http::mail
