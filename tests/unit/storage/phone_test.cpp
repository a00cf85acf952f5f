#include "storage/phone.hpp"

#define CAF_SUITE phone
#include "caf/test/unit_test.hpp"

using switchboard::storage::phone_digits;

CAF_TEST(CRD-8: one number is the same however it is written) {
  for (const char* written : {"+7 (912) 345-67-89", "8 912 345 67 89", "007-912-345-67-89",
                              "tel. 7.912.345.67.89", "89123456789"})
    CAF_CHECK_EQUAL(phone_digits(written), "79123456789");
  CAF_CHECK_EQUAL(phone_digits("+380 44 123 4567"), phone_digits("00380441234567"));
}

CAF_TEST(CRD-8: other countries and short numbers keep their 8 and their zeros) {
  CAF_CHECK_EQUAL(phone_digits("+81 3 1234 5678"), "81312345678");
  CAF_CHECK_EQUAL(phone_digits("0081 3 1234 5678"), "81312345678");
  CAF_CHECK_EQUAL(phone_digits("8 800"), "8800");
  CAF_CHECK_EQUAL(phone_digits("812345678901"), "812345678901");
  CAF_CHECK_EQUAL(phone_digits("044 123 45 67"), "0441234567");
  CAF_CHECK_EQUAL(phone_digits("112"), "112");
}

CAF_TEST(CRD-8: what has no digits is no number) {
  for (const char* written : {"", "ask Ann", "+ - ()", "00", "٠٩١٢"})
    CAF_CHECK_EQUAL(phone_digits(written), "");
}
