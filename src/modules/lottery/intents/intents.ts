export const intents = [
  'search',
  'info',
  'draw_results',
  'odds',
  'news',
  'smalltalk',
  'off_topic',
  'responsible_gambling',
] as const;

export type Intent = (typeof intents)[number];

export type Detail =
  | 'age'
  | 'alike'
  | 'archive'
  | 'chance'
  | 'check_ticket'
  | 'choice'
  | 'closed'
  | 'compare'
  | 'distress'
  | 'draw'
  | 'fund'
  | 'generator'
  | 'greeting'
  | 'help'
  | 'jackpot'
  | 'news'
  | 'payout'
  | 'price'
  | 'promotions'
  | 'rules'
  | 'schedule'
  | 'statistics'
  | 'stranger'
  | 'system_bet'
  | 'thanks'
  | 'winners';
