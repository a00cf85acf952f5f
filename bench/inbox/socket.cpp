#include "bench/inbox/socket.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace switchboard::bench {

namespace {

constexpr unsigned char text_frame = 0x81;
constexpr unsigned char pong_frame = 0x8a;
constexpr unsigned char opcode_bits = 0x0f;
constexpr std::size_t in_buffer = 256 * 1024;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error{what + ": " + std::strerror(errno)};
}

std::string handshake(const std::string& at, const std::string& cookie) {
  return "GET /ws HTTP/1.1\r\nHost: " + at + "\r\nOrigin: http://" + at +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: " +
         cookie + "\r\n\r\n";
}

} // namespace

socket::~socket() {
  if (fd_ >= 0) ::close(fd_);
}

void socket::open(const std::string& host, std::uint16_t port, const std::string& cookie) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) fail("socket");
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    fail("connect");
  const int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto asked = handshake(host + ":" + std::to_string(port), cookie);
  if (::send(fd_, asked.data(), asked.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(asked.size())) {
    fail("handshake");
  }
  std::array<char, 4096> piece{};
  while (in_.find("\r\n\r\n") == in_.npos) {
    const auto n = ::recv(fd_, piece.data(), piece.size(), 0);
    if (n <= 0) fail("handshake");
    in_.append(piece.data(), static_cast<std::size_t>(n));
  }
  if (!in_.starts_with("HTTP/1.1 101 "))
    throw std::runtime_error{"no socket: " + in_.substr(0, in_.find("\r\n"))};
  in_.erase(0, in_.find("\r\n\r\n") + 4);
  ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
}

void socket::put_frame(unsigned char kind, std::string_view payload) {
  if (!sending()) {
    out_.clear();
    sent_ = 0;
  }
  const auto size = payload.size();
  out_ += static_cast<char>(kind);
  if (size < 126) {
    out_ += static_cast<char>(0x80 | size);
  } else {
    out_ += static_cast<char>(0x80 | 126);
    out_ += static_cast<char>(size >> 8 & 0xff);
    out_ += static_cast<char>(size & 0xff);
  }
  // A mask of zeros is a mask.
  out_.append(4, '\0');
  out_ += payload;
}

void socket::send(std::string_view text) {
  put_frame(text_frame, text);
  flush();
}

void socket::flush() {
  while (sending()) {
    const auto n = ::send(fd_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
    if (n > 0)
      sent_ += static_cast<std::size_t>(n);
    else if (errno == EAGAIN)
      return;
    else if (errno != EINTR)
      fail("send");
  }
}

bool socket::receive(const std::function<void(std::string_view)>& heard) {
  static thread_local std::array<char, in_buffer> piece;
  for (;;) {
    const auto n = ::recv(fd_, piece.data(), piece.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return true;
    if (n <= 0) return false;
    in_.append(piece.data(), static_cast<std::size_t>(n));
    if (!take_frames(heard)) return false;
    if (static_cast<std::size_t>(n) < piece.size()) return true;
  }
}

bool socket::take_frames(const std::function<void(std::string_view)>& heard) {
  for (;;) {
    const auto* at = reinterpret_cast<const unsigned char*>(in_.data()) + taken_;
    const auto left = in_.size() - taken_;
    if (left < 2) break;
    std::size_t size = at[1];
    std::size_t head = 2;
    if (size >= 126) {
      const std::size_t wide = size == 126 ? 2 : 8;
      head += wide;
      if (left < head) break;
      size = 0;
      for (std::size_t i = 0; i < wide; ++i) size = size << 8 | at[2 + i];
    }
    if (left < head + size) break;
    const std::string_view payload{in_.data() + taken_ + head, size};
    taken_ += head + size;
    const auto kind = at[0] & opcode_bits;
    if (kind == 8) return false;
    if (kind == 9)
      put_frame(pong_frame, payload);
    else if (kind == 1)
      heard(payload);
  }
  in_.erase(0, taken_);
  taken_ = 0;
  flush();
  return true;
}

} // namespace switchboard::bench
