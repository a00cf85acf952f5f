#pragma once

#include "http/client.hpp"

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace switchboard::http {

/// One call under way: what curl reads of it, where the answer goes, what it means. Used on the
/// client's thread only.
class client_call {
public:
  client_call(protocols::http_request request, protocols::transport::callback done,
              const client::options& with);
  ~client_call();
  client_call(const client_call&) = delete;
  client_call& operator=(const client_call&) = delete;

  /// Sets the handle up. False: it cannot even be begun; `result` says why.
  bool prepare(CURL* easy);
  /// After a redirect from outside that may be followed: the handle is set up for the next
  /// address.
  bool follow(CURLcode ended);
  /// The answer; `ended` is how curl ended it.
  protocols::http_response result(CURLcode ended);
  /// The answer to a call that is given up because the server stops.
  protocols::http_response stopped();

  CURL* easy() const { return easy_; }
  void tell(protocols::http_response what) { done_(std::move(what)); }

private:
  struct closes {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using file_ptr = std::unique_ptr<std::FILE, closes>;

  /// What curl reads a part of a form from.
  struct part_source {
    const protocols::form_part* part = nullptr;
    file_ptr file;
    std::size_t sent = 0;
  };

  static std::size_t on_body(char* into, std::size_t size, std::size_t count, void* me);
  static std::size_t on_part(char* into, std::size_t size, std::size_t count, void* source);
  static std::size_t on_answer(char* data, std::size_t size, std::size_t count, void* me);
  static curl_socket_t on_socket(void* me, curlsocktype what, curl_sockaddr* address);
  static CURLcode on_tls(CURL* easy, void* context, void* me);
  static int on_connected(void* me, char* remote, char* local, int remote_port, int local_port);

  const std::string& proxy() const;
  void refuse(const char* why);
  bool guarded() const { return request_.outside && !with_.allow_private; }
  bool set_form();
  void set_body();
  void set_guard();
  void set_trust();
  void set_answer();
  bool take(const char* data, std::size_t bytes);
  bool save(const char* data, std::size_t bytes);
  bool never_sent(CURLcode why) const;
  void drop_saved();
  std::chrono::milliseconds left() const;

  const protocols::http_request request_;
  const protocols::transport::callback done_;
  const client::options& with_;
  std::string url_;
  std::chrono::steady_clock::time_point until_;
  int hops_ = 0;

  CURL* easy_ = nullptr;
  curl_slist* headers_ = nullptr;
  curl_mime* form_ = nullptr;
  std::vector<part_source> sources_;
  std::size_t sent_ = 0;

  std::string answer_;
  file_ptr saved_;
  std::int64_t received_ = 0;
  bool too_large_ = false;
  /// Why we ourselves ended the call, in words.
  std::string failure_;
  /// Before any of it went out.
  bool refused_ = false;
  std::array<char, CURL_ERROR_SIZE> words_{};
};

} // namespace switchboard::http
