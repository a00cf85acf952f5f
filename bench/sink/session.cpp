#include "bench/sink/session.hpp"

#include <openssl/err.h>
#include <strings.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace switchboard::bench {

namespace {

/// A request larger than this is not one of ours.
constexpr std::size_t most_bytes = 64 * 1024;

/// Of a head's Content-Length; 0 where there is none.
std::size_t body_length(std::string_view head) {
  constexpr std::string_view name = "content-length:";
  for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || ::strncasecmp(line.data(), name.data(), name.size()) != 0)
      continue;
    line.remove_prefix(name.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    std::size_t length = 0;
    std::from_chars(line.data(), line.data() + line.size(), length);
    return length;
  }
  return 0;
}

} // namespace

session::session(int fd, SSL_CTX* context) : fd_(fd), tls_(SSL_new(context)) {
  SSL_set_fd(tls_.get(), fd_);
  SSL_set_accept_state(tls_.get());
}

session::~session() { ::close(fd_); }

session::progress session::wait_after(int outcome) {
  const auto why = SSL_get_error(tls_.get(), outcome);
  ERR_clear_error();
  if (why == SSL_ERROR_WANT_READ) return progress::wait_readable;
  if (why == SSL_ERROR_WANT_WRITE) return progress::wait_writable;
  return progress::over;
}

session::progress session::receive() {
  for (;;) {
    if (const auto how = parse(); how != progress::wait_readable) return how;
    std::array<char, 4096> piece; // NOLINT(cppcoreguidelines-pro-type-member-init)
    // Shakes hands first where that is not done yet.
    const auto got = SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size()));
    if (got <= 0) return wait_after(got);
    in_.append(piece.data(), static_cast<std::size_t>(got));
    if (in_.size() > most_bytes) return progress::over;
  }
}

session::progress session::parse() {
  const std::string_view in{in_};
  const auto end = in.find("\r\n\r\n");
  if (end == in.npos) return progress::wait_readable;
  const auto head = in.substr(0, end);
  const auto length = body_length(head);
  if (in.size() < end + 4 + length) return progress::wait_readable;
  const auto line = head.substr(0, head.find("\r\n"));
  const auto from = line.find(' ');
  const auto to = line.rfind(' ');
  if (from == line.npos || to <= from) return progress::over;
  request_ = {line.substr(from + 1, to - from - 1), in.substr(end + 4, length)};
  request_size_ = end + 4 + length;
  return progress::request;
}

session::progress session::answer(int status, std::string_view body) {
  out_.append("HTTP/1.1 ").append(std::to_string(status)).append(status == 200 ? " OK" : " No");
  out_.append("\r\nContent-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: ");
  out_.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  in_.erase(0, request_size_);
  request_ = {};
  return send();
}

session::progress session::send() {
  while (sending()) {
    const auto gone =
        SSL_write(tls_.get(), out_.data() + sent_, static_cast<int>(out_.size() - sent_));
    if (gone <= 0) return wait_after(gone);
    sent_ += static_cast<std::size_t>(gone);
  }
  out_.clear();
  sent_ = 0;
  return progress::request;
}

} // namespace switchboard::bench
