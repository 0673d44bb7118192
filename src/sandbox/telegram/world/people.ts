import type { Chat, User } from '../types.ts';
import type { Person, World } from './types.ts';

export interface NewPerson {
  readonly id?: number | undefined;
  readonly first_name: string;
  readonly last_name?: string | undefined;
  readonly username?: string | undefined;
  readonly language_code?: string | undefined;
  readonly is_premium?: boolean | undefined;
  readonly stars?: number | undefined;
}

const welcomeStars = 10_000;

/** A second call with the same id changes what is given. */
export function addPerson(world: World, input: NewPerson): Person {
  const id = input.id ?? freeId(world);
  const user: User = {
    id,
    is_bot: false,
    first_name: input.first_name,
    ...(input.last_name === undefined ? {} : { last_name: input.last_name }),
    ...(input.username === undefined ? {} : { username: input.username }),
    language_code: input.language_code ?? 'en',
    ...(input.is_premium === true ? { is_premium: true } : {}),
  };
  const person = world.people.get(id) ?? { user, deactivated: false, stars: welcomeStars };
  person.user = user;
  for (const bot of world.bots.values()) {
    const dialog = bot.dialogs.get(id);
    if (dialog !== undefined) dialog.chat = toPrivateChat(user);
  }
  if (input.stars !== undefined) person.stars = input.stars;
  world.people.set(id, person);
  world.saved({ kind: 'person', person });
  return person;
}

function freeId(world: World): number {
  let id = world.nextNumber('user');
  while (world.people.has(id)) id = world.nextNumber('user');
  return id;
}

export function toPrivateChat(user: User): Chat {
  return {
    id: user.id,
    first_name: user.first_name,
    ...(user.last_name === undefined ? {} : { last_name: user.last_name }),
    ...(user.username === undefined ? {} : { username: user.username }),
    type: 'private',
  };
}
