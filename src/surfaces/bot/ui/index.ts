// How the bot speaks: words with entities, buttons that carry ids, messages sent and edited in one way.
export { creditsWords, differenceWords, roublesWords } from './amount.ts';
export { type Button, defineButton, part } from './button.ts';
export { isCommand } from './command.ts';
export { createEntrances, type Entrances } from './entrances.ts';
export {
  bold,
  clip,
  code,
  fmt,
  italic,
  join,
  link,
  toFormatted,
  type Words,
} from './fmt.ts';
export { inTurn, type Step, stepOf } from './in-turn.ts';
export { createScreens, type Screens } from './screens.ts';
export { editShown, say, show, toast } from './show.ts';
