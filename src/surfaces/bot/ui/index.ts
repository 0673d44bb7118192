// How the bot speaks: words with entities, buttons that carry ids, messages sent and edited in one way.
export { type Button, defineButton, part } from './button.ts';
export { isCommand } from './command.ts';
export {
  bold,
  clip,
  code,
  type Formatted,
  fmt,
  italic,
  join,
  link,
  longQuote,
  quote,
  type Words,
} from './fmt.ts';
export { onPress } from './on-press.ts';
export { type SayOptions, say, show, toast } from './show.ts';
