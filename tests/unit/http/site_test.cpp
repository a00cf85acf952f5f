#include "http/site/site.hpp"

#include <filesystem>
#include <fstream>

#define CAF_SUITE http_site
#include "caf/test/unit_test.hpp"

using namespace switchboard::http;
namespace fs = std::filesystem;

namespace {

struct fixture {
  fixture() {
    fs::create_directories(root / "assets");
    fs::create_directories(root / "docs");
    fs::create_directories(root / ".vite");
    write("index.html", "<html>" + std::string(2000, ' ') + "</html>");
    write("assets/app-1a2b.js", "let a");
    write("assets/app-1a2b.js.br", "brotli");
    write("assets/app-1a2b.js.gz", "gzip");
    write("docs/index.html", "docs");
    write("favicon.svg", "<svg/>");
    write(".vite/manifest.json", "{}");
    std::ofstream{root.parent_path() / "secret.txt"} << "secret";
    pages = site::load(root).value();
  }
  ~fixture() { fs::remove_all(root.parent_path()); }

  void write(const char* name, const std::string& text) { std::ofstream{root / name} << text; }

  response get(std::string_view path, std::string_view accepted = "", std::string_view tag = "",
               std::string_view method = "GET") {
    request asked;
    asked.method = method;
    asked.path = path;
    asked.headers = {{"Accept-Encoding", accepted}, {"If-None-Match", tag}};
    return pages.answer(asked);
  }

  static std::string header(const response& of, std::string_view name) {
    for (const auto& [key, value] : of.headers)
      if (key == name) return value;
    return {};
  }

  static fs::path make_folder() {
    std::string name = (fs::temp_directory_path() / "site-XXXXXX").string();
    return fs::path{mkdtemp(name.data())} / "dist";
  }

  fs::path root = make_folder();
  site pages;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(site_tests, fixture)

CAF_TEST(files have their type and hashed ones may be kept for ever) {
  const auto script = get("/assets/app-1a2b.js");
  CAF_CHECK_EQUAL(std::string{script.content_type}, "text/javascript; charset=utf-8");
  CAF_CHECK_EQUAL(header(script, "Cache-Control"), "public, max-age=31536000, immutable");
  CAF_CHECK_EQUAL(std::string{script.content()}, "let a");
  const auto page = get("/");
  CAF_CHECK_EQUAL(std::string{page.content_type}, "text/html; charset=utf-8");
  CAF_CHECK_EQUAL(header(page, "Cache-Control"), "no-cache");
  CAF_CHECK(header(page, "Content-Security-Policy").find("frame-ancestors 'none'") !=
            std::string::npos);
}

CAF_TEST(the smallest variant the browser takes is sent) {
  CAF_CHECK_EQUAL(std::string{get("/assets/app-1a2b.js", "gzip, deflate, br").content()}, "brotli");
  CAF_CHECK_EQUAL(std::string{get("/assets/app-1a2b.js", "gzip").content()}, "gzip");
  CAF_CHECK_EQUAL(std::string{get("/assets/app-1a2b.js", "br;q=0, gzip;q=0.5").content()}, "gzip");
  CAF_CHECK_EQUAL(std::string{get("/assets/app-1a2b.js", "identity").content()}, "let a");
  CAF_CHECK(get("/index.html", "gzip").content().size() < 200);
}

CAF_TEST(what the browser has is not sent again) {
  const auto first = get("/");
  const auto tag = header(first, "ETag");
  CAF_CHECK_EQUAL(get("/", "", tag).status, 304);
  CAF_CHECK_EQUAL(get("/", "", "W/" + tag + ", \"other\"").status, 304);
  CAF_CHECK(get("/", "", tag).content().empty());
  CAF_CHECK_EQUAL(get("/", "", "\"other\"").status, 200);
}

CAF_TEST(pages of the panel are its index and other unknown things are not there) {
  CAF_CHECK_EQUAL(get("/projects/5/inbox").content(), get("/").content());
  CAF_CHECK_EQUAL(std::string{get("/docs/").content()}, "docs");
  CAF_CHECK_EQUAL(std::string{get("/docs").content()}, "docs");
  for (const auto* path : {"/docs/none", "/api", "/api/v2/x", "/hooks/x", "/none.js",
                           "/assets/old-9f.js", "/.vite/manifest.json"})
    CAF_CHECK_EQUAL(get(path).status, 404);
}

CAF_TEST(no path leads out of the folder) {
  for (const auto* path :
       {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
        "//secret.txt", "/assets/..%5c..%5csecret.txt", "/%00", "/%"}) {
    const auto got = get(path);
    CAF_CHECK(got.content().find("secret") == std::string::npos);
    CAF_CHECK(got.status == 404 || got.content() == get("/").content());
  }
}

CAF_TEST(only reading is possible) {
  CAF_CHECK_EQUAL(get("/", "", "", "POST").status, 405);
  CAF_CHECK_EQUAL(header(get("/", "", "", "PUT"), "Allow"), "GET, HEAD");
  CAF_CHECK(get("/", "", "", "HEAD").without_body);
}

CAF_TEST(a panel that was not built is told apart from an error) {
  const auto none = site::load(root / "nowhere");
  CAF_REQUIRE(none.has_value());
  CAF_CHECK(none->empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
