// StoLoto's undocumented API: one request per second for the whole installation, tolerant of what is new, loud about
// what is missing. What cannot be read is left out; the rest is served.
export { archivePageSize, createStoloto, type Stoloto, type StolotoDeps } from './client.ts';
export {
  type Draw,
  type DrawPage,
  drawPageShape,
  drawShape,
  type Game,
  type Games,
  gamesShape,
  type Main,
  mainShape,
  type News,
  newsShape,
  type Packets,
  packetsShape,
  type Tabs,
  tabsShape,
} from './shapes.ts';
