import { integer, matching, withDefault } from '../setting.ts';

export const sandbox = {
  SANDBOX_HOST: withDefault(matching(/^[\w.:-]+$/, 'must be a host name or an IP address'), {
    about: 'Address the chat page and the sandbox services listen on',
    example: '0.0.0.0',
    default: '127.0.0.1',
  }),
  SANDBOX_PORT: withDefault(integer(0, 65535), {
    about: 'Port of the chat page; 0 takes any free one',
    example: '8090',
    default: '8081',
  }),
};
