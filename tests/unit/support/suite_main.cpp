// The one object that holds the test framework's definitions and its main().
#include "caf/test/unit_test_impl.hpp"
