#include "http/server/connection.hpp"

#include <array>
#include <utility>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;

/// How long an answer to a bad request waits for the peer to read it before the socket goes.
constexpr auto linger_limit = 2s;
constexpr std::size_t linger_bytes = 256 * 1024;
/// Handlers have limits of their own; this only bounds what they forgot.
constexpr auto handling_limit = 120s;

bool is_refusal(request_reader::state state) {
  return state == request_reader::state::malformed ||
         state == request_reader::state::header_too_large ||
         state == request_reader::state::body_too_large;
}

} // namespace

/// One socket: reads a request, has it answered, writes the answer, again and again.
class connection {
public:
  connection(connection_set& home, stream_ptr socket, quota::unit place)
      : home_(home),
        place_(std::move(place)),
        socket_(std::move(socket)),
        reader_(home.limits_.request),
        peer_(socket_->peer()) {
    home_.all_.push_front(this);
    where_ = home_.all_.begin();
  }
  ~connection() { home_.all_.erase(where_); }

  static task<void> live(std::unique_ptr<connection> self) {
    // Memory may run out anywhere: then this connection ends, not the server.
    try {
      co_await self->serve();
    } catch (const std::exception&) {
    }
    if (self->socket_) self->socket_->close();
  }

  bool late(std::chrono::steady_clock::time_point now) const { return now > limit_.at; }

  void stop() {
    if (on_stop_) {
      on_stop_();
    } else if (idle_) {
      abort();
    }
  }

  void give_up() {
    if (on_late_) {
      on_late_();
    } else {
      abort();
    }
  }

  /// Whoever waits for the socket is told by it. After an upgrade the socket is its taker's.
  void abort() {
    if (socket_) {
      socket_->close();
    } else if (on_stop_) {
      on_stop_();
    }
  }

private:
  task<void> serve() {
    limit_.in(home_.limits_.transfer);
    if (socket_->secure()) {
      if (co_await handshake(*socket_) == 0) co_return;
    }
    while (true) {
      const auto state = co_await receive();
      if (is_refusal(state)) {
        co_await refuse(state);
        co_return;
      }
      if (state != request_reader::state::complete) co_return;
      if (!co_await answer()) co_return;
      reader_.next();
    }
  }

  task<request_reader::state> receive() {
    limit_.in(home_.limits_.idle);
    bool begun = false;
    while (true) {
      const auto state = reader_.read();
      if (state == request_reader::state::complete || is_refusal(state)) co_return state;
      if (state == request_reader::state::expects_continue) {
        const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const slices piece{&go_on, 1};
        if (co_await write_all(*socket_, piece) == 0) co_return state;
        continue;
      }
      // The clock of a request starts with its first byte and is not wound up by later ones.
      if (state == request_reader::state::partial && !std::exchange(begun, true))
        limit_.in(home_.limits_.transfer);
      idle_ = !begun;
      if (idle_ && home_.stopping_) co_return state;
      const auto bytes = co_await read_some(*socket_, reader_.room());
      idle_ = false;
      if (bytes == 0) co_return request_reader::state::empty;
      reader_.added(bytes);
    }
  }

  task<bool> answer() {
    limit_.in(handling_limit);
    auto& asked = reader_.current();
    asked.secure = socket_->secure();
    asked.peer = peer_;
    auto made = co_await home_.app_.handle(asked);
    limit_.in(home_.limits_.transfer);
    const bool keep_alive = asked.keep_alive && !made.close && !home_.stopping_;
    if (!co_await send(made, keep_alive)) co_return false;
    if (made.upgrade) {
      upgraded over{std::move(socket_), std::string{reader_.rest()}, peer_, &limit_, &on_stop_,
                    &on_late_};
      co_await made.upgrade(std::move(over));
      co_return false;
    }
    if (!keep_alive) co_await linger();
    co_return keep_alive;
  }

  task<bool> send(const response& made, bool keep_alive) {
    head_.clear();
    write_head(made, keep_alive, head_);
    const std::array<std::string_view, 2> pieces{head_, made.content()};
    const std::size_t count = made.without_body || made.content().empty() ? 1 : 2;
    co_return co_await write_all(*socket_, slices{pieces.data(), count}) != 0;
  }

  task<void> refuse(request_reader::state why) {
    const auto made = home_.app_.refuse(why);
    if (co_await send(made, false)) co_await linger();
  }

  /// A socket closed with unread bytes takes back what was just written: read them first.
  task<void> linger() {
    limit_.in(linger_limit);
    if (co_await shutdown(*socket_) == 0) co_return;
    std::array<char, 4096> waste;
    std::size_t total = 0;
    while (total < linger_bytes) {
      const auto bytes = co_await read_some(*socket_, waste);
      if (bytes == 0) co_return;
      total += bytes;
    }
  }

  connection_set& home_;
  quota::unit place_;
  std::list<connection*>::iterator where_;
  stream_ptr socket_;
  request_reader reader_;
  const std::string peer_;
  std::string head_;
  deadline limit_;
  std::function<void()> on_stop_;
  std::function<void()> on_late_;
  bool idle_ = false;
};

void connection_set::add(stream_ptr socket, quota::unit place) {
  spawn(connection::live(std::make_unique<connection>(*this, std::move(socket), std::move(place))));
}

void connection_set::sweep() {
  const auto now = std::chrono::steady_clock::now();
  for (auto* one : std::list<connection*>{all_})
    if (one->late(now)) one->give_up();
}

void connection_set::stop() {
  stopping_ = true;
  for (auto* one : std::list<connection*>{all_}) one->stop();
}

void connection_set::abort() {
  for (auto* one : std::list<connection*>{all_}) one->abort();
}

} // namespace switchboard::http
