#pragma once

#include "config/error.hpp"
#include "http/server/stream.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace switchboard::http {

using tls_context_ptr = std::shared_ptr<boost::asio::ssl::context>;

stream_ptr make_plain_stream(boost::asio::ip::tcp::socket socket);
stream_ptr make_tls_stream(boost::asio::ip::tcp::socket socket, tls_context_ptr context);

/// A server's context from PEM files: TLS 1.2 and newer, session tickets on. The error names the
/// file and what is wrong with it.
result<tls_context_ptr> load_tls(const std::string& certificate_file, const std::string& key_file);

} // namespace switchboard::http
