#include "http/server/connection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace switchboard::http {

namespace {

using namespace std::chrono_literals;

/// How long an answer to a bad request waits for the peer to read it before the socket goes.
constexpr auto linger_limit = 2s;
constexpr std::size_t linger_bytes = 256 * 1024;
/// So much is read of a body that nobody wants: who sends it hears the answer only afterwards.
constexpr std::size_t unwanted_bytes = 256 * 1024 * 1024;
constexpr auto unwanted_limit = 10s;
/// A body of any size is here by then.
constexpr auto streaming_limit = 30min;
/// Handlers have limits of their own; this only bounds what they forgot.
constexpr auto handling_limit = 120s;

bool is_refusal(request_reader::state state) {
  return state == request_reader::state::malformed ||
         state == request_reader::state::header_too_large ||
         state == request_reader::state::body_too_large;
}

} // namespace

/// One socket: reads a request, has it answered, writes the answer, again and again.
class connection : public body_stream {
public:
  connection(connection_set& home, stream_ptr socket, quota::unit place)
      : home_(home),
        place_(std::move(place)),
        socket_(std::move(socket)),
        reader_(home.limits_.request,
                [&app = home.app_](const request& head) { return app.streams(head); }),
        peer_(socket_->peer()) {
    home_.all_.push_front(this);
    where_ = home_.all_.begin();
  }
  ~connection() override { home_.all_.erase(where_); }

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

  std::optional<std::uint64_t> length() const override { return reader_.body_length(); }

  task<std::optional<std::string_view>> next() override {
    if (body_ == progress::ended) co_return std::string_view{};
    while (body_ == progress::coming) {
      wind_up();
      const auto state = reader_.read_body(piece_);
      if (state == request_reader::state::complete) {
        body_ = progress::ended;
        limit_.in(handling_limit);
        co_return std::string_view{piece_};
      }
      if (state != request_reader::state::partial) break;
      if (!piece_.empty()) co_return std::string_view{piece_};
      if (reader_.waits_to_continue() && !co_await go_on()) break;
      const auto bytes = co_await read_some(*socket_, reader_.room());
      if (bytes == 0) break;
      reader_.added(bytes);
    }
    body_ = progress::broken;
    co_return std::nullopt;
  }

private:
  enum class progress { none, coming, ended, broken };

  /// A stream has as long for each piece as a whole request has, but not for ever.
  void wind_up() {
    const auto now = std::chrono::steady_clock::now();
    limit_.at = std::min(now + home_.limits_.transfer, body_begun_ + streaming_limit);
  }

  task<bool> go_on() {
    const std::string_view said = "HTTP/1.1 100 Continue\r\n\r\n";
    const slices piece{&said, 1};
    reader_.continue_told();
    co_return co_await write_all(*socket_, piece) != 0;
  }

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
      const bool streamed = state == request_reader::state::streamed;
      if (!streamed && state != request_reader::state::complete) co_return;
      body_ = streamed ? progress::coming : progress::none;
      body_begun_ = std::chrono::steady_clock::now();
      reader_.current().stream = streamed ? this : nullptr;
      if (!co_await answer()) co_return;
      reader_.next();
    }
  }

  task<request_reader::state> receive() {
    limit_.in(home_.limits_.idle);
    bool begun = false;
    while (true) {
      const auto state = reader_.read();
      if (state == request_reader::state::complete || state == request_reader::state::streamed ||
          is_refusal(state))
        co_return state;
      if (state == request_reader::state::expects_continue) {
        if (!co_await go_on()) co_return state;
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
    const bool unread = body_ == progress::coming || body_ == progress::broken;
    const bool keep_alive = asked.keep_alive && !made.close && !home_.stopping_ && !unread;
    if (!co_await send(made, keep_alive)) co_return false;
    if (made.upgrade) {
      upgraded over{std::move(socket_), std::string{reader_.rest()}, peer_, &limit_, &on_stop_,
                    &on_late_};
      co_await made.upgrade(std::move(over));
      co_return false;
    }
    if (!keep_alive) co_await (unread ? linger(unwanted_limit, unwanted_bytes) : linger());
    co_return keep_alive;
  }

  task<bool> send(const response& made, bool keep_alive) {
    head_.clear();
    write_head(made, keep_alive, head_);
    const std::array<std::string_view, 2> pieces{head_, made.content()};
    const bool whole = made.without_body || made.source || made.content().empty();
    if (co_await write_all(*socket_, slices{pieces.data(), whole ? 1U : 2U}) == 0) co_return false;
    if (made.source && !made.without_body) co_return co_await send_source(made);
    co_return true;
  }

  task<bool> send_source(const response& made) {
    for (auto left = made.source_bytes; left > 0;) {
      limit_.in(handling_limit);
      const auto bytes = co_await made.source->next();
      if (bytes.empty() || bytes.size() > left) co_return false;
      left -= bytes.size();
      limit_.in(home_.limits_.transfer);
      const std::string_view piece{bytes};
      if (co_await write_all(*socket_, slices{&piece, 1}) == 0) co_return false;
    }
    co_return true;
  }

  task<void> refuse(request_reader::state why) {
    const auto made = home_.app_.refuse(why);
    if (co_await send(made, false)) co_await linger();
  }

  /// A socket closed with unread bytes takes back what was just written: read them first.
  task<void> linger(std::chrono::milliseconds limit = linger_limit,
                    std::size_t most = linger_bytes) {
    limit_.in(limit);
    if (co_await shutdown(*socket_) == 0) co_return;
    std::array<char, 16 * 1024> waste;
    std::size_t total = 0;
    while (total < most) {
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
  std::string piece_;
  progress body_ = progress::none;
  std::chrono::steady_clock::time_point body_begun_;
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
