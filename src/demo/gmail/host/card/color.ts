import { Slip } from '../service-error';

/** @param hex `#0b57d0`, as the reference asks for; @returns google.type.Color, each channel from 0 to 1. */
export function colorOf(hex: string): { readonly red: number; readonly green: number; readonly blue: number } {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Slip(`Invalid color: ${hex}`);
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return { red: channel(1), green: channel(3), blue: channel(5) };
}
