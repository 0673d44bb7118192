import {
  createLimit,
  type Family,
  familyRecordOf,
  recordOf,
  type Task,
  type World,
} from '#sandbox/kie/world';
import { type ApiCall, type Envelope, ok, refused } from './types.ts';

export interface Records {
  unified(call: ApiCall): Envelope;
  family(call: ApiCall, family: Family): Envelope;
}

const queriesPer = { count: 10, windowMs: 1_000 };

export function createRecords(world: World): Records {
  const limit = createLimit(world.clock, queriesPer);

  const look = (call: ApiCall, families: readonly Family[]): Task | Envelope => {
    const id = call.query.get('taskId') ?? '';
    if (id === '') return refused(400, 'taskId is required');
    call.arrival.taskId = id;
    if (world.settings.hasLimits && !limit.allows(id))
      return refused(429, 'Your call frequency is too high, please try again later');
    const task = world.tasks.find(id);
    if (!task || !families.includes(task.family)) return refused(404, 'The task does not exist');
    if (world.clock.now() < task.shownAt) return refused(422, 'recordInfo is null');
    return task;
  };
  const inputOf = (task: Task) => ({ state: world.tasks.stateOf(task), base: world.base() });

  return {
    unified(call) {
      const found = look(call, ['jobs']);
      return 'code' in found ? found : ok(recordOf(found, inputOf(found)));
    },
    family(call, family) {
      const found = look(call, [family]);
      return 'code' in found ? found : ok(familyRecordOf(found, inputOf(found)));
    },
  };
}
