/** Numbers as people read them, the same everywhere. */

/** 1204332 -> `1,204,332`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

/** 1500000 -> `1.5 ms`. */
export function durationNs(ns: number): string {
  const [unit, size] = UNITS.find(([, least]) => ns >= least) ?? ["ns", 1];
  return `${Number((ns / size).toFixed(3))} ${unit}`;
}

const UNITS: readonly (readonly [unit: string, ns: number])[] = [
  ["s", 1e9],
  ["ms", 1e6],
  ["\u00b5s", 1e3],
  ["ns", 1],
];

/** 754 -> `12 m 34 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const rest = `${Math.floor((whole % 3600) / 60)} m ${whole % 60} s`;
  return hours === 0 ? rest : `${hours} h ${rest}`;
}

/** 0.0123 -> `1.2 %`; very small chances keep a digit that says something. */
export function percent(part: number): string {
  if (part === 0) return "0 %";
  return part < 0.001 ? "< 0.1 %" : `${Number((part * 100).toFixed(1))} %`;
}
