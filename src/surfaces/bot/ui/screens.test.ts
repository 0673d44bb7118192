import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createScreens } from './screens.ts';

const place = { chat: { id: 1 }, message_id: 2 };
const shown = { text: 'панель', keyboard: { inline_keyboard: [] } };

test('what was shown a moment ago is not shown again, anything else is', () => {
  const clock = { now: 0 };
  const screens = createScreens(() => clock.now);
  assert.equal(screens.isShown(place, shown), false);
  screens.note(place, shown);
  assert.equal(screens.isShown(place, { ...shown }), true);
  assert.equal(screens.isShown(place, { ...shown, text: 'другое' }), false);
  assert.equal(screens.isShown({ ...place, message_id: 3 }, shown), false);
  clock.now = 31_000;
  assert.equal(screens.isShown(place, shown), false, 'somebody else may have changed it since');
  screens.note(place, shown);
  screens.forget(place);
  assert.equal(screens.isShown(place, shown), false);
});
