#include "http/server/buffers.hpp"
#include "http/server/streams.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace switchboard::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

class tls_stream final : public stream {
public:
  tls_stream(asio::ip::tcp::socket socket, tls_context_ptr context)
      : context_(std::move(context)), tls_(std::move(socket), *context_) {
    error_code ignored;
    tls_.next_layer().set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  bool secure() const override { return true; }

  void start_handshake(transfer& done) override {
    tls_.async_handshake(asio::ssl::stream_base::server, [&done](error_code failed) {
      done.bytes = failed ? 0 : 1;
      done.waiting.resume();
    });
  }

  void start_read(std::span<char> into, transfer& done) override {
    tls_.async_read_some(asio::buffer(into.data(), into.size()),
                         [&done](error_code failed, std::size_t bytes) {
                           done.bytes = failed ? 0 : bytes;
                           done.waiting.resume();
                         });
  }

  std::size_t write_now(slices) override { return 0; }

  void start_write(slices what, transfer& done) override {
    // One record instead of one per slice: small pieces cost more in records than in copying.
    joined_.clear();
    for (const auto piece : what) joined_.append(piece);
    asio::async_write(tls_, asio::buffer(joined_), [&done](error_code failed, std::size_t bytes) {
      done.bytes = failed ? 0 : bytes;
      done.waiting.resume();
    });
  }

  void start_shutdown(transfer& done) override {
    tls_.async_shutdown([&done](error_code failed) {
      done.bytes = failed ? 0 : 1;
      done.waiting.resume();
    });
  }

  void close() override {
    error_code ignored;
    tls_.next_layer().close(ignored);
  }

  std::string peer() const override {
    error_code failed;
    const auto end = tls_.next_layer().remote_endpoint(failed);
    return failed ? std::string{} : end.address().to_string();
  }

private:
  tls_context_ptr context_;
  asio::ssl::stream<asio::ip::tcp::socket> tls_;
  std::string joined_;
};

error refused(const std::string& file, const error_code& why) {
  return fail(errc::bad_settings, "cannot use \"" + file + "\" for TLS: " + why.message());
}

} // namespace

stream_ptr make_tls_stream(asio::ip::tcp::socket socket, tls_context_ptr context) {
  return std::make_unique<tls_stream>(std::move(socket), std::move(context));
}

result<tls_context_ptr> load_tls(const std::string& certificate_file, const std::string& key_file) {
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                       asio::ssl::context::no_compression);
  error_code failed;
  context->use_certificate_chain_file(certificate_file, failed);
  if (failed) return refused(certificate_file, failed);
  context->use_private_key_file(key_file, asio::ssl::context::pem, failed);
  if (failed) return refused(key_file, failed);
  if (SSL_CTX_check_private_key(context->native_handle()) != 1)
    return fail(errc::bad_settings, "the key in \"" + key_file +
                                        "\" does not belong to the certificate in \"" +
                                        certificate_file + "\"");
  return context;
}

} // namespace switchboard::http
