#include "storage/files/names.hpp"

#define CAF_SUITE names
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;

CAF_TEST(CHT-6: of a path only the last part is the name) {
  CAF_CHECK_EQUAL(safe_name("../../etc/passwd"), "passwd");
  CAF_CHECK_EQUAL(safe_name("C:\\Users\\ann\\price.xlsx"), "price.xlsx");
  CAF_CHECK_EQUAL(safe_name("a/b/"), "");
  CAF_CHECK_EQUAL(safe_name(".."), "");
  CAF_CHECK_EQUAL(safe_name(".gitignore"), ".gitignore");
}

CAF_TEST(CHT-6: what turns or hides or breaks a name is left out of it) {
  CAF_CHECK_EQUAL(safe_name(std::string_view{"a\0b\r\nc\x7f.txt", 11}), "abc.txt");
  CAF_CHECK_EQUAL(safe_name("in\xe2\x80\xaegpj.exe"), "ingpj.exe");
  CAF_CHECK_EQUAL(safe_name("bad \xff\xc3 utf\xf0\x9f.txt"), "bad  utf.txt");
  CAF_CHECK_EQUAL(safe_name("  x.exe. . "), "x.exe");
  CAF_CHECK_EQUAL(safe_name("Прайс \U0001F600 «осень».pdf"), "Прайс \U0001F600 «осень».pdf");
}

CAF_TEST(CHT-6: a name of 200 characters is kept and of a longer one the extension stays) {
  std::string exact;
  for (int i = 0; i < 196; ++i) exact += "я";
  CAF_CHECK_EQUAL(safe_name(exact + ".pdf"), exact + ".pdf");
  CAF_CHECK_EQUAL(safe_name("яя" + exact + ".pdf"), exact + ".pdf");
  CAF_CHECK_EQUAL(safe_name(std::string(500, '.') + "a").size(), 200u);
  CAF_CHECK_EQUAL(safe_name(std::string(300, 'a')), std::string(200, 'a'));
  CAF_CHECK_EQUAL(safe_name("a" + std::string(300, ' ') + "b"), "a");
}

CAF_TEST(CHT-6: the extension of a name is what follows its last dot) {
  CAF_CHECK_EQUAL(extension_of("a.tar.GZ"), "gz");
  CAF_CHECK_EQUAL(extension_of("a"), "");
  CAF_CHECK_EQUAL(extension_of(".exe"), "");
  CAF_CHECK_EQUAL(with_extension("a.b.png", "jpg"), "a.b.jpg");
  CAF_CHECK_EQUAL(with_extension("a", "jpg"), "a.jpg");
}

CAF_TEST(CHT-6: a file without a name is called after what it is) {
  using protocols::content;
  CAF_CHECK_EQUAL(name_for(content::photo, "image/jpeg"), "photo.jpg");
  CAF_CHECK_EQUAL(name_for(content::voice, "audio/ogg"), "voice.ogg");
  CAF_CHECK_EQUAL(name_for(content::document, "application/x-unknown"), "file");
}
