#include "bench/load/connection.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <optional>
#include <string_view>

namespace switchboard::bench {

namespace {

/// Value of a header in a response's head, without the blanks around it.
std::optional<std::string_view> header(std::string_view head, std::string_view name) {
  for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || line[name.size()] != ':' ||
        ::strncasecmp(line.data(), name.data(), name.size()) != 0) {
      continue;
    }
    line.remove_prefix(name.size() + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    return line;
  }
  return std::nullopt;
}

} // namespace

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

connection::~connection() { close(); }

bool connection::open(const std::string& host, std::uint16_t port) {
  close();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (::inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) {
    errno = EINVAL;
    return false;
  }
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return false;
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const auto why = errno;
    close();
    errno = why;
    return false;
  }
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
  return true;
}

void connection::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
  in_.clear();
  sent_ = 0;
  closing_ = false;
  busy = false;
}

connection::progress connection::send() {
  while (sent_ < out_.size()) {
    const auto n = ::send(fd_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
    if (n > 0) {
      sent_ += static_cast<std::size_t>(n);
    } else if (errno == EAGAIN) {
      return progress::wait_writable;
    } else if (errno != EINTR) {
      return progress::broken;
    }
  }
  sent_ = 0;
  return progress::wait_readable;
}

connection::progress connection::receive() {
  std::array<char, 4096> piece; // NOLINT(cppcoreguidelines-pro-type-member-init)
  for (;;) {
    const auto n = ::recv(fd_, piece.data(), piece.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return progress::wait_readable;
    if (n <= 0) return progress::broken;
    in_.append(piece.data(), static_cast<std::size_t>(n));
    const auto how = parse();
    // A short read has emptied the socket: asking again would cost a call per response.
    if (how != progress::wait_readable || static_cast<std::size_t>(n) < piece.size()) return how;
  }
}

connection::progress connection::parse() {
  const std::string_view in{in_};
  const auto end = in.find("\r\n\r\n");
  if (end == in.npos) return progress::wait_readable;
  const auto head = in.substr(0, end);
  if (!head.starts_with("HTTP/1.1 ") || head.size() < 12) return progress::broken;
  std::from_chars(head.data() + 9, head.data() + 12, status_);
  std::size_t length = 0;
  if (const auto value = header(head, "content-length")) {
    std::from_chars(value->data(), value->data() + value->size(), length);
  } else if (header(head, "transfer-encoding")) {
    return progress::broken; // no contestant streams its answer to a webhook
  }
  if (in.size() < end + 4 + length) return progress::wait_readable;
  if (in.size() > end + 4 + length) return progress::broken; // an answer that nobody asked for
  const auto fate = header(head, "connection");
  closing_ = fate && ::strncasecmp(fate->data(), "close", 5) == 0;
  in_.clear();
  return progress::done;
}

} // namespace switchboard::bench
