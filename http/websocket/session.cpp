#include "http/websocket/session.hpp"

#include "http/api/cookies.hpp"
#include "http/api/problem.hpp"
#include "http/websocket/calls.hpp"
#include "http/websocket/live_socket.hpp"

namespace switchboard::http::websocket {

namespace {

class session final : public member_socket,
                      public live_socket,
                      public std::enable_shared_from_this<session> {
public:
  session(services& env, signed_in_ptr who, upgraded over)
      : live_socket(over,
                    {.largest_message = largest_message,
                     .queue = static_cast<std::size_t>(env.config.limits.socket_queue_bytes)}),
        env_(env),
        who_(std::move(who)),
        caller_(env, who_, over.peer, box()) {
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

private:
  task<void> hear(std::string text) override { return caller_.handle(std::move(text)); }

  bool may_stay() const override {
    return who_->session.expires_at > env_.clock.now() && caller_.still_allowed();
  }

  services& env_;
  loop& home_ = loop::here();
  const signed_in_ptr who_;
  caller caller_;
};

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
    return live_socket::live(std::make_shared<session>(env, who, std::move(over)));
  };
  return out;
}

} // namespace switchboard::http::websocket
