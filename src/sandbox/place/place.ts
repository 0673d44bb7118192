import { isIP } from 'node:net';

const isEverywhere = (host: string) => host === '0.0.0.0' || host === '::';

/** Where a caller on this machine reaches a server that listens on this host. */
export function urlOf(host: string, port: number): string {
  if (isEverywhere(host)) return `http://127.0.0.1:${port}`;
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/**
 * Whether a server that listens on this host hears a request with this Host header. A page elsewhere could point its own
 * name at our address; it cannot send ours, and no name at all is an address.
 */
export function isHeardAs(host: string, header: string | undefined): boolean {
  const name = (header ?? '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  if (['127.0.0.1', 'localhost', '::1', host.toLowerCase()].includes(name)) return true;
  return isEverywhere(host) && isIP(name) !== 0;
}
