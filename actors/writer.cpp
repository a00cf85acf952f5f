#include "actors/writer.hpp"

#include "actors/house_rules.hpp"

#include <utility>

namespace switchboard::actors {

namespace {

void commit_batch(writer_actor::stateful_pointer<writer_state> self, storage::writer& rows,
                  counts& numbers) {
  auto& state = self->state;
  if (state.batch.empty()) return;
  auto outcomes = rows.commit(state.batch);
  ++numbers.commits;
  numbers.units += state.batch.size();
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    self->send(state.askers[i].first, committed{state.askers[i].second, outcomes[i]});
  state.batch.clear();
  state.askers.clear();
}

} // namespace

writer_actor::behavior_type writer(writer_actor::stateful_pointer<writer_state> self,
                                   std::shared_ptr<storage::writer> rows, counts* numbers) {
  obey_house_rules(self);
  return {[self, rows, numbers](commit_request& request) {
            auto& state = self->state;
            state.batch.push_back(std::move(request.changes));
            state.askers.emplace_back(std::move(request.from), request.ticket);
            if (state.batch.size() >= storage::writer_batch_limit) {
              commit_batch(self, *rows, *numbers);
            } else if (!state.flush_queued) {
              state.flush_queued = true;
              self->send(self, flush{});
            }
          },
          [self, rows, numbers](flush) {
            self->state.flush_queued = false;
            commit_batch(self, *rows, *numbers);
          }};
}

} // namespace switchboard::actors
