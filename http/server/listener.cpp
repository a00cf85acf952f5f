#include "http/server/listener.hpp"

#include "config/log.hpp"
#include "http/core/loop.hpp"
#include "http/server/streams.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <condition_variable>
#include <mutex>

namespace switchboard::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

namespace {

constexpr auto sweep_pause = 250ms;

class real_listener final : public listener {
public:
  real_listener(options with, application& app, std::vector<loop*> loops)
      : with_(std::move(with)),
        app_(app),
        loops_(std::move(loops)),
        places_(with_.connections, [this] { tell_freed(); }),
        acceptor_(loops_.front()->context()) {
    for (auto* one : loops_) {
      sets_.push_back(std::make_unique<connection_set>(app, with_.limits));
      one->every(sweep_pause, [set = sets_.back().get()] { set->sweep(); });
    }
  }

  error_code listen(const tcp::endpoint& at) {
    error_code failed;
    acceptor_.open(at.protocol(), failed);
    if (failed) return failed;
    acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    acceptor_.bind(at, failed);
    if (failed) return failed;
    acceptor_.listen(4096, failed);
    if (failed) return failed;
    port_ = acceptor_.local_endpoint().port();
    accept();
    return {};
  }

  std::uint16_t port() const override { return port_; }
  std::size_t connections() const override { return places_.taken(); }

  void stop() override {
    loops_.front()->post(std::function<void()>{[this] {
      error_code ignored;
      acceptor_.close(ignored);
    }});
    each_set([](connection_set& set) { set.stop(); });
  }

  void drain(std::chrono::milliseconds grace) override {
    if (wait_empty(grace)) return;
    log::warn("connections closed before they finished", {{"connections", places_.taken()}});
    each_set([](connection_set& set) { set.abort(); });
    wait_empty(2s);
  }

private:
  void each_set(void (*what)(connection_set&)) {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_[i]->post(std::function<void()>{[set = sets_[i].get(), what] { what(*set); }});
  }

  /// The lock makes sure that who waits does not miss it.
  void tell_freed() {
    { const std::lock_guard hold{mutex_}; }
    freed_.notify_all();
  }

  bool wait_empty(std::chrono::milliseconds limit) {
    std::unique_lock hold{mutex_};
    return freed_.wait_for(hold, limit, [this] { return places_.taken() == 0; });
  }

  void accept() {
    auto& target = *loops_[next_];
    auto* set = sets_[next_].get();
    acceptor_.async_accept(
        target.context(), [this, &target, set](error_code failed, tcp::socket socket) {
          if (failed == asio::error::operation_aborted || !acceptor_.is_open()) return;
          next_ = (next_ + 1) % loops_.size();
          if (failed) {
            // Out of descriptors: the connection waits in the kernel until some are free.
            log::warn("cannot accept a connection", {{"reason", failed.message()}});
            loops_.front()->after(100ms, [this] { accept(); });
            return;
          }
          take(target, *set, std::move(socket));
          accept();
        });
  }

  void take(loop& target, connection_set& set, tcp::socket socket) {
    auto place = std::make_shared<quota::unit>(places_.take());
    if (!*place) {
      if (!with_.tls) {
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(app_.refuse_connection()), ignored);
      }
      return;
    }
    auto stream =
        std::make_shared<stream_ptr>(with_.tls ? make_tls_stream(std::move(socket), with_.tls)
                                               : make_plain_stream(std::move(socket)));
    auto begin = [&set, stream, place] { set.add(std::move(*stream), std::move(*place)); };
    if (&target == loops_.front())
      begin();
    else
      target.post(std::function<void()>{begin});
  }

  options with_;
  application& app_;
  std::vector<loop*> loops_;
  std::mutex mutex_;
  std::condition_variable freed_;
  quota places_;
  std::vector<std::unique_ptr<connection_set>> sets_;
  tcp::acceptor acceptor_;
  std::size_t next_ = 0;
  std::uint16_t port_ = 0;
};

} // namespace

result<std::unique_ptr<listener>> listener::open(options with, application& app,
                                                 std::vector<loop*> loops) {
  const auto address = with.address;
  const auto colon = address.rfind(':');
  auto host = address.substr(0, colon);
  const auto port = colon == address.npos ? std::string{} : address.substr(colon + 1);
  if (host.size() > 1 && host.front() == '[') host = host.substr(1, host.size() - 2);
  error_code failed;
  tcp::resolver resolver{loops.front()->context()};
  const auto found =
      resolver.resolve(host, port, tcp::resolver::passive | tcp::resolver::numeric_service, failed);
  if (failed || found.empty())
    return fail(errc::bad_settings, "cannot listen on " + address + ": " + failed.message());
  auto made = std::make_unique<real_listener>(std::move(with), app, std::move(loops));
  failed = made->listen(found.begin()->endpoint());
  if (failed == asio::error::address_in_use)
    return fail(errc::bad_settings,
                "port " + port + " is in use (" + address +
                    "): stop the program that listens there or choose another in [http] listen");
  if (failed)
    return fail(errc::bad_settings, "cannot listen on " + address + ": " + failed.message());
  return result<std::unique_ptr<listener>>{std::move(made)};
}

} // namespace switchboard::http
