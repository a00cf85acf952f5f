#include "http/outside.hpp"

#include <array>
#include <string_view>

#define CAF_SUITE http_outside
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;

namespace {

constexpr std::array<std::string_view, 47> ours{"0.0.0.0",
                                                "0.255.255.255",
                                                "10.0.0.0",
                                                "10.255.255.255",
                                                "100.64.0.0",
                                                "100.127.255.255",
                                                "127.0.0.1",
                                                "127.255.255.255",
                                                "169.254.169.254",
                                                "172.16.0.0",
                                                "172.31.255.255",
                                                "192.0.0.1",
                                                "192.0.2.1",
                                                "192.88.99.1",
                                                "192.168.0.0",
                                                "192.168.255.255",
                                                "198.18.0.0",
                                                "198.19.255.255",
                                                "198.51.100.7",
                                                "203.0.113.7",
                                                "224.0.0.1",
                                                "239.255.255.255",
                                                "240.0.0.1",
                                                "255.255.255.255",
                                                "::",
                                                "::1",
                                                "::127.0.0.1",
                                                "::ffff:10.0.0.1",
                                                "::ffff:127.0.0.1",
                                                "64:ff9b::10.0.0.1",
                                                "64:ff9b:1::1",
                                                "100::1",
                                                "2001::1",
                                                "2001:1ff::1",
                                                "2001:db8::1",
                                                "2002:0a00:0001::1",
                                                "2002:7f00:1::",
                                                "3fff::1",
                                                "3fff:fff::1",
                                                "fc00::1",
                                                "fd12:3456::1",
                                                "fe80::1",
                                                "fe80::1%eth0",
                                                "fec0::1",
                                                "ff02::1",
                                                "example.com",
                                                ""};

constexpr std::array<std::string_view, 19> open{
    "1.1.1.1",         "9.255.255.255", "11.0.0.0",        "100.63.255.255",   "100.128.0.0",
    "126.0.0.1",       "128.0.0.1",     "169.253.255.255", "169.255.0.0",      "172.15.255.255",
    "172.32.0.0",      "192.167.0.1",   "192.169.0.1",     "198.17.255.255",   "198.20.0.0",
    "223.255.255.255", "2001:200::1",   "::ffff:8.8.8.8",  "2a00:1450:4010::1"};

} // namespace

CAF_TEST(special addresses are told from those of the public internet) {
  for (const auto one : ours)
    if (is_public(one)) CAF_ERROR(one);
  for (const auto one : open)
    if (!is_public(one)) CAF_ERROR(one);
  CAF_CHECK(is_public("64:ff9b::8.8.8.8"));
  CAF_CHECK(is_public("2002:0808:0808::1"));
}

CAF_TEST(a host that is ours is seen in every spelling) {
  for (const auto* url :
       {"http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/",
        "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]:80/", "http://LOCALHOST/",
        "http://localhost./", "http://a.localhost/x", "http://user@127.0.0.1/", "http://0/",
        "https://192.168.1.1:443/a?b", "", "no address", "http://", "http://10.0.0.1%2f.com/"})
    if (!names_private_host(url)) CAF_ERROR(url);
  for (const auto* url : {"http://example.com/", "https://8.8.8.8/x", "http://[2a00:1450::1]/",
                          "https://127.0.0.1.example.com/", "http://localhost.example.com/"})
    if (names_private_host(url)) CAF_ERROR(url);
}
