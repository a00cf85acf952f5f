#pragma once

#include <coroutine>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace switchboard::http {

/// One read or write under way: who waits for it and what came of it.
struct transfer {
  std::coroutine_handle<> waiting;
  std::size_t bytes = 0; ///< 0 = the peer is gone
};

/// Pieces that go out one after the other, as one write.
using slices = std::span<const std::string_view>;

/// A connected socket, plain or TLS: the rest of the server knows no difference. Used from the
/// loop's thread only; one read and one write may be under way at once.
class stream {
public:
  virtual ~stream() = default;

  /// Whether `start_handshake` is to be awaited before anything else.
  virtual bool secure() const = 0;
  virtual void start_handshake(transfer& done) = 0;
  virtual void start_read(std::span<char> into, transfer& done) = 0;
  /// What can be written without waiting, in bytes; 0 = use start_write.
  virtual std::size_t write_now(slices what) = 0;
  /// Ends after all of it. At most `max_slices`.
  virtual void start_write(slices what, transfer& done) = 0;
  /// Says that nothing more will be sent; what was sent still arrives.
  virtual void start_shutdown(transfer& done) = 0;
  /// At once; whatever is under way ends with 0 bytes.
  virtual void close() = 0;
  /// Address of the peer, without its port.
  virtual std::string peer() const = 0;

  static constexpr std::size_t max_slices = 64;
};
using stream_ptr = std::unique_ptr<stream>;

namespace detail {
template <class Start>
struct transfer_wait {
  Start start;
  transfer done;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    done.waiting = waiting;
    start(done);
  }
  std::size_t await_resume() const noexcept { return done.bytes; }
};
template <class Start>
transfer_wait<Start> wait_for(Start start) {
  return {std::move(start), {}};
}
} // namespace detail

/// `co_await read_some(…)`: bytes read, 0 when the peer is gone.
inline auto read_some(stream& from, std::span<char> into) {
  return detail::wait_for([&from, into](transfer& done) { from.start_read(into, done); });
}
/// `co_await handshake(…)`: 0 when it failed.
inline auto handshake(stream& with) {
  return detail::wait_for([&with](transfer& done) { with.start_handshake(done); });
}
inline auto shutdown(stream& of) {
  return detail::wait_for([&of](transfer& done) { of.start_shutdown(done); });
}

/// `co_await write_all(…)`: 0 when the peer is gone. Does not suspend when the socket takes all of
/// it at once, which is nearly always.
class write_all {
public:
  write_all(stream& to, slices what);

  bool await_ready();
  void await_suspend(std::coroutine_handle<> waiting);
  std::size_t await_resume() const noexcept { return done_.bytes; }

private:
  stream& to_;
  std::string_view rest_[stream::max_slices];
  std::size_t count_ = 0;
  transfer done_;
};

} // namespace switchboard::http
