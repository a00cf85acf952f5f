#include "http/client_call.hpp"

#include "http/outside.hpp"

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace switchboard::http {

using protocols::http_response;
using reach = enum protocols::http_response::reach;

namespace {

constexpr long connect_limit_ms = 10'000;
/// An idle connection older than this is not trusted: the platform is about to close it.
constexpr long idle_limit_s = 50;
constexpr int most_hops = 5;
constexpr const char* private_address = "the address is not of the public internet";

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

long status_of(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

/// Whether libcurl was built with a file of all certificates and that file is here.
bool has_bundle() {
  static const bool found = [] {
    auto* easy = curl_easy_init();
    char* file = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CAINFO, &file);
    const bool here = file != nullptr && ::access(file, R_OK) == 0;
    curl_easy_cleanup(easy);
    return here;
  }();
  return found;
}

bool is_good(long status) { return status >= 200 && status < 300; }

} // namespace

client_call::client_call(protocols::http_request request, protocols::transport::callback done,
                         const client::options& with)
    : request_(std::move(request)),
      done_(std::move(done)),
      with_(with),
      url_(request_.url),
      until_(std::chrono::steady_clock::now() + request_.timeout) {}

client_call::~client_call() {
  curl_slist_free_all(headers_);
  curl_mime_free(form_);
}

std::size_t client_call::on_body(char* into, std::size_t size, std::size_t count, void* me) {
  auto& one = *static_cast<client_call*>(me);
  const auto& body = one.request_.body;
  const auto bytes = std::min(size * count, body.size() - one.sent_);
  std::memcpy(into, body.data() + one.sent_, bytes);
  one.sent_ += bytes;
  return bytes;
}

std::size_t client_call::on_part(char* into, std::size_t size, std::size_t count, void* source) {
  auto& one = *static_cast<part_source*>(source);
  if (one.file) {
    const auto bytes = std::fread(into, 1, size * count, one.file.get());
    return std::ferror(one.file.get()) ? CURL_READFUNC_ABORT : bytes;
  }
  const auto& value = one.part->value;
  const auto bytes = std::min(size * count, value.size() - one.sent);
  std::memcpy(into, value.data() + one.sent, bytes);
  one.sent += bytes;
  return bytes;
}

std::size_t client_call::on_answer(char* data, std::size_t size, std::size_t count, void* me) {
  const auto bytes = size * count;
  return static_cast<client_call*>(me)->take(data, bytes) ? bytes : 0;
}

curl_socket_t client_call::on_socket(void* me, curlsocktype, curl_sockaddr* address) {
  if (!is_public(address->addr)) {
    static_cast<client_call*>(me)->refuse(private_address);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode client_call::on_tls(CURL*, void* context, void* me) {
  const auto& file = static_cast<client_call*>(me)->with_.ca_file;
  const auto done =
      SSL_CTX_load_verify_locations(static_cast<SSL_CTX*>(context), file.c_str(), nullptr);
  return done == 1 ? CURLE_OK : CURLE_SSL_CACERT_BADFILE;
}

/// A kept connection was opened by another call, which may have been allowed more.
int client_call::on_connected(void* me, char* remote, char*, int, int) {
  if (is_public(std::string_view{remote})) return CURL_PREREQFUNC_OK;
  static_cast<client_call*>(me)->refuse(private_address);
  return CURL_PREREQFUNC_ABORT;
}

void client_call::refuse(const char* why) {
  refused_ = true;
  failure_ = why;
}

bool client_call::take(const char* data, std::size_t bytes) {
  const bool own_limit = request_.answer_limit > 0;
  const auto limit =
      own_limit ? request_.answer_limit : static_cast<std::int64_t>(with_.largest_answer);
  received_ += static_cast<std::int64_t>(bytes);
  if (received_ > limit) {
    too_large_ = own_limit;
    return false;
  }
  if (!request_.save_to.empty() && is_good(status_of(easy_))) return save(data, bytes);
  answer_.append(data, bytes);
  return true;
}

bool client_call::save(const char* data, std::size_t bytes) {
  if (!saved_) saved_.reset(std::fopen(request_.save_to.c_str(), "wbe"));
  if (saved_ && std::fwrite(data, 1, bytes, saved_.get()) == bytes) return true;
  failure_ = std::string{"the answer cannot be saved: "} + std::strerror(errno);
  return false;
}

const std::string& client_call::proxy() const {
  static const std::string none;
  const auto found = with_.proxies.find(request_.platform);
  return found == with_.proxies.end() ? none : found->second;
}

void client_call::set_body() {
  // Read by a callback that cannot rewind: so curl cannot send a message a second time by itself
  // when a kept connection turns out to be dead after the first.
  curl_easy_setopt(easy_, CURLOPT_POST, 1L);
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request_.body.size()));
  curl_easy_setopt(easy_, CURLOPT_READFUNCTION, &client_call::on_body);
  curl_easy_setopt(easy_, CURLOPT_READDATA, this);
  headers_ = curl_slist_append(headers_, "Expect:");
}

bool client_call::set_form() {
  form_ = curl_mime_init(easy_);
  sources_.resize(request_.form.size());
  for (std::size_t i = 0; i < request_.form.size(); ++i) {
    const auto& from = request_.form[i];
    auto& source = sources_[i];
    source.part = &from;
    auto bytes = static_cast<curl_off_t>(from.value.size());
    if (!from.file.empty()) {
      source.file.reset(std::fopen(from.file.c_str(), "rbe"));
      std::error_code failed;
      bytes = static_cast<curl_off_t>(std::filesystem::file_size(from.file, failed));
      if (!source.file || failed) {
        refuse("a file of the message cannot be read");
        return false;
      }
    }
    auto* part = curl_mime_addpart(form_);
    curl_mime_name(part, from.name.c_str());
    // No seek function, for the same reason as in set_body.
    curl_mime_data_cb(part, bytes, &client_call::on_part, nullptr, nullptr, &source);
    if (!from.file_name.empty()) curl_mime_filename(part, from.file_name.c_str());
    if (!from.mime.empty()) curl_mime_type(part, from.mime.c_str());
  }
  curl_easy_setopt(easy_, CURLOPT_MIMEPOST, form_);
  headers_ = curl_slist_append(headers_, "Expect:");
  return true;
}

/// With a proxy it is the proxy that resolves and connects, so that only what the address says by
/// itself can be looked at: a name that leads to a private address is the proxy's to refuse.
void client_call::set_guard() {
  if (!proxy().empty()) return;
  curl_easy_setopt(easy_, CURLOPT_OPENSOCKETFUNCTION, &client_call::on_socket);
  curl_easy_setopt(easy_, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy_, CURLOPT_PREREQFUNCTION, &client_call::on_connected);
  curl_easy_setopt(easy_, CURLOPT_PREREQDATA, this);
}

/// A folder of certificates beside the file would make libcurl read all of the file again for every
/// connection instead of keeping it: 20 ms and 0.9 MB each.
void client_call::set_trust() {
  if (has_bundle()) curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);
  if (with_.ca_file.empty()) return;
  curl_easy_setopt(easy_, CURLOPT_SSL_CTX_FUNCTION, &client_call::on_tls);
  curl_easy_setopt(easy_, CURLOPT_SSL_CTX_DATA, this);
}

void client_call::set_answer() {
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &client_call::on_answer);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  // What is saved is wanted as it is; a packed one could unpack to anything.
  if (request_.save_to.empty()) curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
  if (request_.answer_limit > 0)
    curl_easy_setopt(easy_, CURLOPT_MAXFILESIZE_LARGE,
                     static_cast<curl_off_t>(request_.answer_limit));
}

std::chrono::milliseconds client_call::left() const {
  const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(
      until_ - std::chrono::steady_clock::now());
  return std::max(rest, std::chrono::milliseconds{1});
}

bool client_call::prepare(CURL* easy) {
  easy_ = easy;
  if (guarded() && names_private_host(url_)) {
    refuse(private_address);
    return false;
  }
  curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  if (!request_.form.empty()) {
    if (!set_form()) return false;
  } else if (!request_.body.empty() || request_.method == "POST") {
    set_body();
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  for (const auto& [name, value] : request_.headers)
    headers_ = curl_slist_append(headers_, (name + ": " + value).c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_);
  set_answer();
  if (guarded()) set_guard();
  set_trust();
  const auto limit_ms = static_cast<long>(left().count());
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, limit_ms);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, std::min(connect_limit_ms, limit_ms));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, idle_limit_s);
  curl_easy_setopt(easy, CURLOPT_PROXY, proxy().c_str());
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "Switchboard");
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, words_.data());
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  return true;
}

bool client_call::follow(CURLcode ended) {
  if (ended != CURLE_OK || !request_.outside || request_.method != "GET") return false;
  if (!is_redirect(status_of(easy_)) || hops_ == most_hops) return false;
  char* next = nullptr;
  curl_easy_getinfo(easy_, CURLINFO_REDIRECT_URL, &next);
  if (next == nullptr || std::chrono::steady_clock::now() >= until_) return false;
  ++hops_;
  url_ = next;
  answer_.clear();
  received_ = 0;
  // Not curl's own following: with a proxy nobody would look at where it leads.
  if (guarded() && names_private_host(url_)) {
    refuse(private_address);
    return false;
  }
  curl_easy_setopt(easy_, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(left().count()));
  return true;
}

/// Whether the request certainly did not reach the platform.
bool client_call::never_sent(CURLcode why) const {
  switch (why) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_PROXY: return true;
    default: break;
  }
  long bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &bytes);
  return bytes == 0;
}

void client_call::drop_saved() {
  const bool ours = saved_ != nullptr;
  saved_.reset();
  if (ours) ::unlink(request_.save_to.c_str());
}

http_response client_call::result(CURLcode ended) {
  http_response out;
  if (refused_) {
    drop_saved();
    out.reach = reach::not_sent;
    out.failure = failure_;
    return out;
  }
  out.status = static_cast<int>(status_of(easy_));
  const char* type = nullptr;
  curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) out.content_type = type;
  curl_off_t pause = 0;
  curl_easy_getinfo(easy_, CURLINFO_RETRY_AFTER, &pause);
  out.retry_after_s = static_cast<int>(std::min<curl_off_t>(pause, 1'000'000));
  if (too_large_ || ended == CURLE_FILESIZE_EXCEEDED) {
    drop_saved();
    out.too_large = true;
    return out;
  }
  if (ended == CURLE_OK && saved_ && std::fflush(saved_.get()) != 0) {
    failure_ = "the answer cannot be saved";
    ended = CURLE_WRITE_ERROR;
  }
  if (ended == CURLE_OK) {
    // An empty body is a file too.
    if (!request_.save_to.empty() && is_good(out.status) && !saved_) save("", 0);
    saved_.reset();
    out.body = std::move(answer_);
    return out;
  }
  drop_saved();
  out.status = 0;
  out.reach = never_sent(ended) ? reach::not_sent : reach::no_answer;
  // curl's own words never hold the path, where a token would be.
  out.failure = !failure_.empty() ? failure_
                : words_[0]       ? words_.data()
                                  : curl_easy_strerror(ended);
  return out;
}

http_response client_call::stopped() {
  drop_saved();
  http_response out;
  out.reach = easy_ == nullptr || never_sent(CURLE_OK) ? reach::not_sent : reach::no_answer;
  out.failure = "the server stops";
  return out;
}

} // namespace switchboard::http
