import { createDice, type Dice } from './dice.ts';

export interface SoundInput {
  readonly seed: string;
  readonly seconds: number;
  /** A song has chords and a tune, speech a voice that rises and falls, an effect one bell. */
  readonly kind: 'song' | 'speech' | 'effect';
}

const rate = 22_050;

/** A real WAV (mono, 16 bit) with the seed's own music in it. */
export function playSound({ seed, seconds, kind }: SoundInput): Buffer {
  const dice = createDice(seed);
  const length = Math.max(1, Math.round(seconds * rate));
  const samples = new Float32Array(length);
  if (kind === 'song') playSong(dice, samples);
  else if (kind === 'speech') speak(dice, samples);
  else ring(samples, { at: 0, hertz: dice.between(220, 660), seconds, loud: 0.6 });
  return toWav(samples);
}

const pitch = (note: number) => 220 * 2 ** (note / 12);
const progressions: [number[][], ...number[][][]] = [
  [
    [0, 4, 7],
    [9, 12, 16],
    [5, 9, 12],
    [7, 11, 14],
  ],
  [
    [0, 3, 7],
    [8, 12, 15],
    [3, 7, 10],
    [10, 14, 17],
  ],
  [
    [0, 4, 7],
    [7, 11, 14],
    [9, 12, 16],
    [5, 9, 12],
  ],
];

function playSong(dice: Dice, samples: Float32Array): void {
  const beat = dice.between(0.34, 0.52);
  const root = dice.whole(-5, 4);
  const chords = dice.pick(progressions);
  const total = samples.length / rate;
  for (let bar = 0; bar * beat * 4 < total; bar += 1) {
    const chord = chords[bar % chords.length] ?? [];
    const start = bar * beat * 4;
    for (const note of chord)
      ring(samples, { at: start, hertz: pitch(root + note - 12), seconds: beat * 4.4, loud: 0.16 });
    for (let step = 0; step < 8; step += 1) {
      if (dice.roll() < 0.28) continue;
      const note = (chord[dice.whole(0, chord.length - 1)] ?? 0) + 12;
      const hertz = pitch(root + note);
      ring(samples, { at: start + (step * beat) / 2, hertz, seconds: beat * 1.5, loud: 0.13 });
    }
  }
}

interface Tone {
  readonly at: number;
  readonly hertz: number;
  readonly seconds: number;
  readonly loud: number;
}

/** A struck string: quick to rise, slow to fade, its overtones fading first. */
function ring(samples: Float32Array, { at, hertz, seconds, loud }: Tone): void {
  const from = Math.floor(at * rate);
  const count = Math.min(samples.length - from, Math.floor(seconds * rate));
  for (let index = 0; index < count; index += 1) {
    const time = index / rate;
    const rise = Math.min(1, time / 0.012);
    const fall = Math.exp((-3.2 * time) / seconds) * Math.min(1, (count - index) / 400);
    const turn = Math.PI * 2 * hertz * time;
    const wave = Math.sin(turn) + 0.35 * fall * Math.sin(turn * 2) + 0.14 * Math.sin(turn * 3.01);
    samples[from + index] = (samples[from + index] ?? 0) + wave * rise * fall * loud;
  }
}

/** No words, but the rhythm and the melody of a voice. */
function speak(dice: Dice, samples: Float32Array): void {
  const voice = dice.between(105, 210);
  for (let at = 0.05; at < samples.length / rate - 0.1; ) {
    const long = dice.between(0.09, 0.24);
    const hertz = voice * dice.between(0.86, 1.22);
    const count = Math.floor(long * rate);
    const from = Math.floor(at * rate);
    for (let index = 0; index < count && from + index < samples.length; index += 1) {
      const turn = (Math.PI * 2 * hertz * index) / rate;
      const shape = Math.sin((Math.PI * index) / count);
      const wave = Math.sin(turn) + 0.5 * Math.sin(turn * 2) + 0.32 * Math.sin(turn * 4.02);
      samples[from + index] = wave * shape * 0.3;
    }
    at += long + (dice.roll() < 0.16 ? dice.between(0.14, 0.38) : 0.03);
  }
}

function toWav(samples: Float32Array): Buffer {
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples.length * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => {
    wav.writeInt16LE(Math.round(Math.tanh(sample) * 32_000), 44 + index * 2);
  });
  return wav;
}
