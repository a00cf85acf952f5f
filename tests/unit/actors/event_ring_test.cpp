#include "actors/domain/event_ring.hpp"
#include "actors/domain/preview.hpp"
#include "storage/model.hpp"

#define CAF_SUITE event_ring
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::actors;
using namespace switchboard::actors::domain;

namespace {

std::string name_of(const event&, const telling&, const project_view&, const std::string& epoch,
                    std::uint64_t seq) {
  return epoch + ":" + std::to_string(seq);
}

} // namespace

CAF_TEST(INB-1: who comes back within the ring gets exactly what was missed) {
  event_ring ring{3};
  ring.restart("e");
  for (int i = 0; i < 5; ++i) ring.push(project_changed{});
  CAF_CHECK_EQUAL(ring.last(), 5u);
  CAF_CHECK(ring.covers({"e", 5}));
  CAF_CHECK(ring.covers({"e", 2}));
  CAF_CHECK(!ring.covers({"e", 1}));
  CAF_CHECK(!ring.covers({"e", 6}));
  CAF_CHECK(!ring.covers({"other", 5}));
  CAF_CHECK_EQUAL(*ring.frame_of(3, telling::form::whole, {}, name_of), "e:3");
  CAF_CHECK_EQUAL(*ring.frame_of(5, telling::form::whole, {}, name_of), "e:5");
}

CAF_TEST(INB-1: a frame is made once however many sockets want it) {
  event_ring ring{3};
  ring.restart("e");
  int made = 0;
  auto counting = [&](const event&, const telling&, const project_view&, const std::string&,
                      std::uint64_t) { return std::to_string(++made); };
  ring.push(project_changed{});
  auto first = ring.frame_of(1, telling::form::whole, {}, counting);
  CAF_CHECK(first == ring.frame_of(1, telling::form::whole, {}, counting));
  CAF_CHECK_EQUAL(made, 1);
}

CAF_TEST(INB-3: the last words of a list row end at a whole character) {
  CAF_CHECK_EQUAL(preview("short"), "short");
  std::string exact(storage::preview_bytes, 'x');
  CAF_CHECK_EQUAL(preview(exact), exact);
  // Two-byte letters after one odd byte: the limit falls inside a letter.
  std::string odd = "x";
  while (odd.size() <= storage::preview_bytes) odd += "я";
  auto cut = preview(odd);
  CAF_CHECK_EQUAL(cut.size(), storage::preview_bytes - 1);
  CAF_CHECK_EQUAL(odd.compare(0, cut.size(), cut), 0);
}
