#pragma once

#include "protocols/connecting.hpp"

namespace switchboard::protocols::facebook {

/// Login with Facebook (CHN-3): the dialog, a code, a token of the person that lives 60 days, and
/// with it the tokens of the pages, which live until the person's role or password changes. So
/// `choices` has every token, and there is no second step. A page is administered by who may
/// write messages for it (task MESSAGING).
const login& login_with_facebook();

} // namespace switchboard::protocols::facebook
