#include "actors/writer.hpp"

#include "actors/house_rules.hpp"

#include <algorithm>
#include <utility>

namespace switchboard::actors {

namespace {

commit_batch take_batch(std::deque<commit_request>& waiting) {
  commit_batch batch;
  auto size = std::min(waiting.size(), storage::writer_batch_limit);
  batch.units.reserve(size);
  batch.askers.reserve(size);
  for (; size > 0; --size) {
    auto& next = waiting.front();
    batch.units.push_back(std::move(next.changes));
    batch.askers.emplace_back(std::move(next.from), next.ticket);
    waiting.pop_front();
  }
  return batch;
}

} // namespace

void writer_state::hand_over() {
  while (!waiting.empty() && !idle.empty()) {
    bool alone = idle.size() == committers.size();
    if (!alone && waiting.size() < second_batch_from) return;
    auto place = idle.back();
    idle.pop_back();
    auto batch = take_batch(waiting);
    batch.place = place;
    batch.from = caf::actor_cast<batch_listener>(self);
    self->send(committers[place], std::move(batch));
  }
}

writer_actor::behavior_type writer(writer_actor::stateful_pointer<writer_state> self,
                                   std::vector<committer_actor> committers) {
  obey_house_rules(self);
  self->state.committers = std::move(committers);
  for (std::size_t place = 0; place < self->state.committers.size(); ++place)
    self->state.idle.push_back(place);
  return {[self](commit_request& request) {
            auto& state = self->state;
            state.waiting.push_back(std::move(request));
            if (!std::exchange(state.flush_queued, true)) self->send(self, flush{});
          },
          [self](flush) {
            self->state.flush_queued = false;
            self->state.hand_over();
          },
          [self](batch_committed& done) {
            for (std::size_t i = 0; i < done.askers.size(); ++i)
              self->send(done.askers[i].first, committed{done.askers[i].second, done.outcomes[i]});
            self->state.idle.push_back(done.place);
            self->state.hand_over();
          }};
}

committer_actor::behavior_type committer(committer_actor::pointer self,
                                         std::shared_ptr<storage::writer> rows, counts* numbers) {
  obey_house_rules(self);
  return {[self, rows, numbers](commit_batch& batch) {
    auto outcomes = rows->commit(batch.units);
    ++numbers->commits;
    numbers->units += batch.units.size();
    self->send(batch.from,
               batch_committed{batch.place, std::move(batch.askers), std::move(outcomes)});
  }};
}

} // namespace switchboard::actors
