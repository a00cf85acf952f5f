#include "http/websocket/live_socket.hpp"

#include <array>
#include <utility>

namespace switchboard::http::websocket {

namespace {

constexpr std::chrono::seconds goodbye_limit{2};

} // namespace

live_socket::live_socket(upgraded& over, bounds of)
    : on_stop_(*over.on_stop),
      on_late_(*over.on_late),
      limit_(*over.limit),
      early_(std::move(over.early)),
      box_(std::make_shared<outbox>(std::move(over.socket), loop::here(), of.queue)),
      frames_(of.largest_message),
      first_(of.first) {}

task<void> live_socket::live(std::shared_ptr<live_socket> one) {
  one->on_stop_ = [me = one.get()] { me->stop(); };
  one->on_late_ = [me = one.get()] { me->late(); };
  co_await one->run();
  // What was said last goes out first.
  one->box_->socket().close();
  one->on_stop_ = nullptr;
  one->on_late_ = nullptr;
}

void live_socket::stop() {
  if (box_->closing())
    box_->socket().close();
  else
    goodbye(close_code::going_away, "the server stops");
}

/// Nothing came for a while.
void live_socket::late() {
  if (busy_) return limit_.in(ping_pause);
  if (box_->closing() || asked_ || !introduced()) return box_->socket().close();
  if (!may_stay()) return goodbye(close_code::policy, "signed out");
  asked_ = true;
  limit_.in(ping_pause);
  box_->push_control(frame_header(opcode::ping, 0));
}

task<void> live_socket::run() {
  limit_.in(first_);
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
    if (!box_->closing() && introduced()) limit_.in(ping_pause);
    frames_.feed({bytes.data(), count});
  }
}

/// False: the socket is done.
task<bool> live_socket::take(message got) {
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
    co_await hear(std::move(got.payload));
    busy_ = false;
    if (introduced()) limit_.in(ping_pause);
  }
  co_return true;
}

void live_socket::goodbye(close_code code, std::string_view reason) {
  if (box_->closing()) return;
  limit_.in(goodbye_limit);
  box_->close(code, reason);
}

} // namespace switchboard::http::websocket
