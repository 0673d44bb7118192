import type { Message } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { send } from './deliver.ts';
import { has, requiredText, text } from './params.ts';

function sendContact(call: ApiCall): Message {
  const phone = requiredText(call, 'phone_number');
  const firstName = requiredText(call, 'first_name');
  const lastName = text(call, 'last_name');
  const vcard = text(call, 'vcard');
  return send(call, {
    contact: {
      phone_number: phone,
      first_name: firstName,
      ...(lastName === '' ? {} : { last_name: lastName }),
      ...(vcard === '' ? {} : { vcard }),
    },
  });
}

function readLocation(call: ApiCall): { latitude: number; longitude: number } {
  if (!has(call, 'latitude')) throw badRequest('latitude is empty');
  if (!has(call, 'longitude')) throw badRequest('longitude is empty');
  const latitude = Number(text(call, 'latitude'));
  const longitude = Number(text(call, 'longitude'));
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
    throw badRequest('wrong location specified');
  return { latitude, longitude };
}

const sendLocation = (call: ApiCall): Message => send(call, { location: readLocation(call) });

function sendVenue(call: ApiCall): Message {
  const location = readLocation(call);
  const title = requiredText(call, 'title');
  const address = requiredText(call, 'address');
  return send(call, { location, venue: { location, title, address } });
}

const faces: Readonly<Record<string, number>> = {
  '🎲': 6,
  '🎯': 6,
  '🎳': 6,
  '🏀': 5,
  '⚽': 5,
  '🎰': 64,
};

/** Thrown by the number of the throw, so that a test sees the same every time. */
function sendDice(call: ApiCall): Message {
  const emoji = (text(call, 'emoji') || '🎲').replaceAll('\ufe0f', '');
  const sides = faces[emoji];
  if (sides === undefined) throw badRequest('wrong dice emoji specified');
  const value = (call.world.nextNumber('dice') % sides) + 1;
  return send(call, { dice: { emoji, value } });
}

export const thingMethods: ApiGroup = { sendContact, sendLocation, sendVenue, sendDice };
