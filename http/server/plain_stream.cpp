#include "http/server/buffers.hpp"
#include "http/server/streams.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace switchboard::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

class plain_stream final : public stream {
public:
  explicit plain_stream(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  bool secure() const override { return false; }

  void start_handshake(transfer& done) override {
    done.bytes = 1;
    asio::post(socket_.get_executor(), [&done] { done.waiting.resume(); });
  }

  void start_read(std::span<char> into, transfer& done) override {
    socket_.async_read_some(asio::buffer(into.data(), into.size()),
                            [&done](error_code failed, std::size_t bytes) {
                              done.bytes = failed ? 0 : bytes;
                              done.waiting.resume();
                            });
  }

  std::size_t write_now(slices what) override {
    error_code failed;
    const auto bytes = socket_.write_some(slice_buffers{what}, failed);
    return failed ? 0 : bytes;
  }

  void start_write(slices what, transfer& done) override {
    asio::async_write(socket_, slice_buffers{what}, [&done](error_code failed, std::size_t bytes) {
      done.bytes = failed ? 0 : bytes;
      done.waiting.resume();
    });
  }

  void start_shutdown(transfer& done) override {
    error_code failed;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, failed);
    done.bytes = failed ? 0 : 1;
    asio::post(socket_.get_executor(), [&done] { done.waiting.resume(); });
  }

  void close() override {
    error_code ignored;
    socket_.close(ignored);
  }

  std::string peer() const override {
    error_code failed;
    const auto end = socket_.remote_endpoint(failed);
    return failed ? std::string{} : end.address().to_string();
  }

private:
  asio::ip::tcp::socket socket_;
};

} // namespace

stream_ptr make_plain_stream(asio::ip::tcp::socket socket) {
  return std::make_unique<plain_stream>(std::move(socket));
}

} // namespace switchboard::http
