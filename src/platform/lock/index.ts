// One holder per installation. The others wait and sit down within about a second of its connection's end;
// two never act at once, because each act that matters carries the fence of its holder.
export { createSeat, type Fence, type LossReason, type Seat, type SeatDeps } from './seat.ts';
