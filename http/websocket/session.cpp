#include "http/websocket/session.hpp"

#include "http/api/cookies.hpp"
#include "http/api/problem.hpp"
#include "http/websocket/calls.hpp"

#include <array>

namespace switchboard::http::websocket {

using namespace std::chrono_literals;

namespace {

/// A silent socket is asked after this long whether it lives, and given up after as long again.
constexpr auto ping_pause = 20s;
constexpr auto goodbye_limit = 2s;

class session final : public member_socket, public std::enable_shared_from_this<session> {
public:
  session(services& env, signed_in_ptr who, upgraded over)
      : env_(env),
        who_(std::move(who)),
        limit_(*over.limit),
        early_(std::move(over.early)),
        box_(std::make_shared<outbox>(
            std::move(over.socket), home_,
            static_cast<std::size_t>(env.config.limits.socket_queue_bytes))),
        caller_(env, who_, over.peer, box_) {
    env_.sockets.add(this);
  }
  ~session() override { env_.sockets.remove(this); }

  person_id person() const override { return who_->person.id; }
  const std::string& session_hash() const override { return who_->session.token_hash; }

  void end_session() override {
    home_.post([self = weak_from_this()] {
      if (const auto me = self.lock()) me->goodbye(close_code::policy, "signed out");
    });
  }

  void stop() {
    if (box_->closing())
      box_->socket().close();
    else
      goodbye(close_code::going_away, "the server stops");
  }

  /// Nothing came for a while.
  void late() {
    if (busy_) return limit_.in(ping_pause);
    if (box_->closing() || asked_) return box_->socket().close();
    if (who_->session.expires_at <= env_.clock.now() || !caller_.still_allowed())
      return goodbye(close_code::policy, "signed out");
    asked_ = true;
    limit_.in(ping_pause);
    box_->push_control(frame_header(opcode::ping, 0));
  }

  task<void> run() {
    limit_.in(ping_pause);
    frames_.feed(early_);
    std::array<char, 4096> bytes;
    while (true) {
      while (auto got = frames_.next())
        if (!co_await take(std::move(*got))) co_return;
      if (const auto failed = frames_.failure()) goodbye(*failed, "");
      const auto count = co_await read_some(box_->socket(), bytes);
      if (count == 0) co_return;
      // Nothing more is understood after a goodbye for bad frames; the peer's close ends it.
      if (frames_.failure()) continue;
      asked_ = false;
      if (!box_->closing()) limit_.in(ping_pause);
      frames_.feed({bytes.data(), count});
    }
  }

  /// Waits for what was said last to go out.
  void finish() { box_->socket().close(); }

private:
  /// False: the socket is done.
  task<bool> take(message got) {
    if (got.kind == opcode::close) {
      const bool answering = !box_->closing();
      goodbye(close_code::normal, "");
      co_return answering;
    }
    if (box_->closing()) co_return true;
    if (got.kind == opcode::ping) {
      box_->push_control(frame_header(opcode::pong, got.payload.size()) + got.payload);
    } else if (got.kind == opcode::binary) {
      goodbye(close_code::unsupported, "text only");
    } else if (got.kind == opcode::text) {
      busy_ = true;
      co_await caller_.handle(std::move(got.payload));
      busy_ = false;
      limit_.in(ping_pause);
    }
    co_return true;
  }

  void goodbye(close_code code, std::string_view reason) {
    if (box_->closing()) return;
    limit_.in(goodbye_limit);
    box_->close(code, reason);
  }

  services& env_;
  loop& home_ = loop::here();
  const signed_in_ptr who_;
  deadline& limit_;
  const std::string early_;
  const std::shared_ptr<outbox> box_;
  caller caller_;
  frame_reader frames_{largest_message};
  bool asked_ = false;
  bool busy_ = false;
};

task<void> live(services& env, signed_in_ptr who, upgraded over) {
  auto& on_stop = *over.on_stop;
  auto& on_late = *over.on_late;
  const auto mine = std::make_shared<session>(env, std::move(who), std::move(over));
  on_stop = [me = mine.get()] { me->stop(); };
  on_late = [me = mine.get()] { me->late(); };
  co_await mine->run();
  mine->finish();
  on_stop = nullptr;
  on_late = nullptr;
}

bool wants_socket(const request& asked) {
  return asked.method == "GET" && same_ignoring_case(asked.header("upgrade"), "websocket") &&
         asked.header("sec-websocket-version") == "13";
}

} // namespace

response upgrade(const request& asked) {
  const auto key = accept_key(asked.header("sec-websocket-key"));
  if (!wants_socket(asked) || !key) {
    auto out = to_response(fail(errc::bad_request, "This address is for WebSocket, version 13."));
    out.headers.emplace_back("Sec-WebSocket-Version", "13");
    return out;
  }
  response out;
  out.status = 101;
  out.headers.emplace_back("Upgrade", "websocket");
  out.headers.emplace_back("Connection", "Upgrade");
  out.headers.emplace_back("Sec-WebSocket-Accept", *key);
  return out;
}

response open_socket(services& env, const request& asked, signed_in_ptr who) {
  auto out = upgrade(asked);
  if (out.status != 101) return out;
  if (!origin_allowed(asked.header("origin"), asked.header("host"), env.config.http.public_url))
    return to_response(fail(errc::access_denied, "The page is of another site."));
  out.upgrade = [&env, who = std::move(who)](upgraded over) {
    return live(env, who, std::move(over));
  };
  return out;
}

} // namespace switchboard::http::websocket
