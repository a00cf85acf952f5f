#pragma once

#include <string>
#include <string_view>

struct sockaddr;

/// Addresses that came from outside (a file's address in somebody's message) must not lead into
/// our own network: a request to one would speak with our position there. Source: IANA's registries
/// of special-purpose addresses (RFC 6890).
namespace switchboard::http {

/// Whether a resolved address is one of the public internet: nothing private, local, link-local,
/// multicast, shared (CGNAT) or reserved, nor such an IPv4 address inside an IPv6 one (mapped,
/// NAT64, 6to4).
bool is_public(const sockaddr& address);
/// The same of an address in letters, "10.0.0.1" or "fe80::1"; false for what is none.
bool is_public(std::string_view address);

/// Whether an address's host says by itself that it is ours: a private IP in any spelling, or
/// "localhost". True too for what is no http address at all. Names are not resolved.
bool names_private_host(const std::string& url);

} // namespace switchboard::http
