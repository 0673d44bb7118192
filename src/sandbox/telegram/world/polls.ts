import type { Json, Message } from '../types.ts';

/** The poll of a message with everybody's votes counted anew. */
export function countVotes(
  poll: Json,
  votes: Readonly<Record<string, readonly number[]>>,
): NonNullable<Message['poll']> {
  const chosen = Object.values(votes).filter((ids) => ids.length > 0);
  const options = optionsOf(poll).map((option, index) => ({
    ...option,
    voter_count: chosen.filter((ids) => ids.includes(index)).length,
  }));
  return { ...poll, options, total_voter_count: chosen.length };
}

export const optionsOf = ({ options }: Json): readonly Json[] =>
  Array.isArray(options) ? options : [];
